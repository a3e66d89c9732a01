import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  EmptyState,
  FileField,
  Form,
  HiddenField,
  Notice,
  PageTitle,
  Section,
  Stack,
  Table,
  TextArea,
} from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import type { Student } from '../students/index.ts'
import { alumniAddress } from './list-page.tsx'
import { mailForm } from './rules.ts'
import type { SheetLine } from './sheet.ts'
import type { Mailing } from './store.ts'
import { alumniWords, type Say } from './words.ts'

function Way({ t, title }: { t: Say; title: string }) {
  return <Crumbs label={t('list.title')} steps={[{ text: t('list.title'), href: alumniAddress }, { text: title }]} />
}

interface GraduatesProps {
  readonly t: Say
  readonly students: readonly Student[]
}

/** Students of the register who graduated and are no graduates yet: one button each. */
export function GraduatesPage({ t, students }: GraduatesProps) {
  return (
    <Stack>
      <Way t={t} title={t('graduates.title')} />
      <PageTitle title={t('graduates.title')} lead={t('graduates.lead')} />
      <Table
        caption={t('graduates.title')}
        captionHidden
        columns={(['name', 'direction', 'year', 'add'] as const).map((key) => ({
          key,
          text: key === 'add' ? t('graduates.add') : t(`alumnus.${key}`),
        }))}
        rows={students.map(({ id, name, programmeName, stateSince }) => ({
          href: `/desk/students/${id}`,
          cells: [
            name,
            programmeName[t.language],
            stateSince.slice(0, 4),
            <Form action={`${alumniAddress}/graduates/${id}`} method="post" label={t('graduates.addOne', { name })}>
              <Button tone="soft">{t('graduates.addOne', { name })}</Button>
            </Form>,
          ],
        }))}
        empty={<EmptyState title={t('graduates.none')} text={t('graduates.noneText')} />}
      />
    </Stack>
  )
}

interface SheetProps {
  readonly t: Say
  readonly refusal: string | null
  readonly text: string
  /** Null before anything was tried. */
  readonly lines: readonly SheetLine[] | null
  /** How many of the lines stand in the register already. */
  readonly there: number
}

const mostShown = 200

/** A sheet is tried line by line and written as a whole. */
export function SheetPage({ t, refusal, text, lines, there }: SheetProps) {
  const faulty = lines?.filter(({ faults }) => faults.length > 0) ?? []
  const good = (lines?.length ?? 0) - faulty.length - there
  return (
    <Stack>
      <Way t={t} title={t('sheet.title')} />
      <PageTitle title={t('sheet.title')} lead={t('sheet.lead')} />
      {refusal && <Notice tone="late" role="alert" title={refusal} />}
      {lines && (
        <Notice
          tone={faulty.length > 0 ? 'due' : 'ok'}
          role="status"
          title={t('sheet.tried', { good, there, faulty: faulty.length })}
        />
      )}
      {faulty.length > 0 && (
        <Table
          caption={t('sheet.faults')}
          columns={[
            { key: 'line', text: t('sheet.line'), numeric: true },
            { key: 'name', text: t('alumnus.name') },
            { key: 'fault', text: t('sheet.fault') },
          ]}
          rows={faulty.slice(0, mostShown).map(({ number, name, faults }) => ({
            cells: [number, name, faults.map((fault) => t(`fault.${fault}`)).join('; ')],
          }))}
          empty=""
        />
      )}
      {lines && faulty.length === 0 && good > 0 && (
        <Form action={`${alumniAddress}/sheet/write`} method="post" label={t('sheet.write', { count: good })}>
          <HiddenField name="lines" value={text} />
          <Actions>
            <Button>{t('sheet.write', { count: good })}</Button>
          </Actions>
        </Form>
      )}
      <Form action={`${alumniAddress}/sheet`} method="post" multipart label={t('sheet.title')}>
        <FileField name="file" label={t('sheet.file')} hint={t('sheet.fileHint')} accept=".xlsx,.csv" />
        <TextArea name="lines" label={t('sheet.lines')} hint={t('sheet.linesHint')} value={text} rows={6} />
        <Actions>
          <Button tone={lines && faulty.length === 0 ? 'soft' : 'main'}>{t('sheet.try')}</Button>
        </Actions>
      </Form>
    </Stack>
  )
}

interface MailProps extends Tried {
  readonly t: Say
  readonly law: Law
  readonly id: string
  readonly count: number
  readonly query: string
  readonly mailings: readonly Mailing[]
}

/** A mail to the graduates who agreed to be written to: all, or those of a year or a country. */
export function MailPage({ t, law, id, count, query, mailings, typed, problems }: MailProps) {
  const words = { t: alumniWords.byData(t.language), words: 'mail', problems, typed, law }
  return (
    <Stack>
      <EntryProblems {...words} />
      <Way t={t} title={t('mail.title')} />
      <PageTitle title={t('mail.title')} lead={t('mail.lead', { count })} />
      {count === 0 ? (
        <EmptyState title={t('mail.nobody')} text={t('mail.nobodyText')} />
      ) : (
        <Form action={`${alumniAddress}/mail${query && '?'}${query}`} method="post" label={t('mail.title')}>
          <HiddenField name="id" value={id} />
          <EntryFields {...words} shape={mailForm.shape} />
          <Actions>
            <Button>{t('mail.send', { count })}</Button>
            <ButtonLink tone="soft" href={alumniAddress}>
              {t('form.back')}
            </ButtonLink>
          </Actions>
        </Form>
      )}
      <Section title={t('mail.sent')}>
        <Table
          caption={t('mail.sent')}
          captionHidden
          columns={(['when', 'subject', 'by', 'sentTo'] as const).map((key) => ({ key, text: t(`mail.${key}`) }))}
          rows={mailings.map(({ at, subject, byName, sentTo }) => ({
            cells: [sayMoment(at, t.language), subject, byName, sentTo],
          }))}
          empty={<p>{t('mail.noneSent')}</p>}
        />
      </Section>
    </Stack>
  )
}
