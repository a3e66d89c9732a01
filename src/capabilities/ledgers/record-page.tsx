import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import { languageNames, languages } from '../../platform/words/languages.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  DayField,
  DescriptionList,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  Section,
  SelectField,
  Stack,
  Table,
  TextArea,
  TextField,
  Timeline,
} from '../../ui/index.ts'
import { LedgerFields } from './fields.tsx'
import { Slips } from './form-page.tsx'
import type { Ground } from './ground.ts'
import { type Ledger, type LedgerRecord, titleOf } from './ledger.ts'
import { fieldsOf } from './list-page.tsx'
import { FieldSaid, isSaid } from './said.tsx'
import { type editsOf, howsSaid, type Note } from './store.ts'

/** A form of the page that could not be taken. */
export interface Tried {
  readonly form: 'stage' | 'note' | 'mail'
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal?: string
}

export interface RecordProps {
  readonly ledger: Ledger
  readonly ground: Ground
  readonly record: LedgerRecord
  readonly parts: readonly { readonly ledger: Ledger; readonly records: readonly LedgerRecord[] }[]
  readonly notes: readonly Note[]
  readonly edits: Awaited<ReturnType<typeof editsOf>>
  readonly beside: Child
  readonly mayEdit: boolean
  readonly notice: string | null
  readonly tried: Tried | null
}

export const recordAddress = ({ address }: Ledger, { id }: Pick<LedgerRecord, 'id'>): Href => `${address}/${id}`

/** One record: what is known, where it stands, its parts, what was said, and who changed what. */
export function RecordPage(props: RecordProps) {
  const { ledger, ground, record, notice, mayEdit, tried } = props
  const { t } = ground
  const title = titleOf(ledger, record, t.language)
  const isOpen = mayEdit && !record.archived
  return (
    <Stack>
      {tried && <Slips ledger={ledger} ground={ground} problems={tried.problems} />}
      <Crumbs
        label={t('form.way')}
        steps={[{ text: t(`${ledger.name}.names`), href: ledger.address }, { text: title }]}
      />
      <PageTitle title={title} />
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {tried?.refusal && <Notice tone="late" role="alert" title={tried.refusal} />}
      {record.archived && <Notice tone="wait" title={t('record.archived')} role="note" />}
      <DescriptionList rows={rowsOf(props)} />
      {isOpen && (
        <Actions>
          <ButtonLink href={`${recordAddress(ledger, record)}/edit`}>{t('record.edit')}</ButtonLink>
        </Actions>
      )}
      {isOpen && ledger.stages && <StageForm {...props} />}
      {props.beside}
      {props.parts.map((part) => (
        <Parts {...props} part={part} />
      ))}
      {ledger.thread && <Thread {...props} />}
      {mayEdit && <Away {...props} />}
      <History {...props} />
    </Stack>
  )
}

// The title stands above, and a sum says its currency itself.
const unsaid = ({ title }: Ledger) => [title, 'currency']

function rowsOf({ ledger, ground, record }: RecordProps) {
  const rows = ledger.fields
    .filter((field) => !unsaid(ledger).includes(field.name) && isSaid(field, record.said))
    .map((field) => ({
      term: ground.t(`${ledger.name}.${field.name}`),
      value: <FieldSaid {...{ ledger, field, ground }} said={record.said} />,
    }))
  const { quote } = record
  return quote ? [...rows, { term: ground.t('record.quote'), value: <q lang="en">{quote}</q> }] : rows
}

// Moving on is what happens most often: it needs no whole form.
function StageForm({ ledger, ground, record, tried }: RecordProps) {
  const { t } = ground
  const mine = tried?.form === 'stage' ? tried : null
  const only = ['stage', 'why', 'next', 'due'].filter((name) => ledger.fields.some((field) => field.name === name))
  return (
    <Confirm open={t('stage.open')} tone="soft" expanded={mine !== null}>
      <Form action={`${recordAddress(ledger, record)}/stage`} method="post" label={t('stage.open')}>
        <HiddenField name="seen" value={record.version} />
        <LedgerFields
          ledger={ledger}
          ground={ground}
          typed={mine?.typed ?? { ...record.said, ...daysAgain(record) }}
          problems={mine?.problems ?? []}
          only={only}
        />
        <Actions>
          <Button>{t('stage.save')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function daysAgain({ said }: LedgerRecord): Typed {
  const [year = '', month = '', date = ''] = (said.due ?? '').split('-')
  return { 'due.year': year, 'due.month': month.replace(/^0/, ''), 'due.day': date.replace(/^0/, '') }
}

type PartsProps = RecordProps & { part: RecordProps['parts'][number] }

function Parts({ ledger, ground, record, mayEdit, part }: PartsProps) {
  const { t } = ground
  const { name } = part.ledger
  const here: Href = `${recordAddress(ledger, record)}/${name}`
  const isOpen = mayEdit && !record.archived
  const fields = fieldsOf(part.ledger, part.ledger.columns)
  return (
    <Section
      title={t(`${name}.names`)}
      id={name}
      action={isOpen && <Link href={`${here}/new`}>{t(`${name}.new`)}</Link>}
    >
      <Table
        caption={t(`${name}.names`)}
        captionHidden
        columns={[
          { key: 'title', text: t(`${name}.${part.ledger.title}`) },
          ...fields.map((field) => ({ key: field.name, text: t(`${name}.${field.name}`) })),
        ]}
        rows={part.records.map((one) => ({
          href: isOpen ? `${here}/${one.id}` : undefined,
          cells: [
            titleOf(part.ledger, one, t.language),
            ...fields.map((field) => <FieldSaid ledger={part.ledger} field={field} ground={ground} said={one.said} />),
          ],
        }))}
        empty={<Muted>{t(`${name}.empty`)}</Muted>}
      />
    </Section>
  )
}

function Thread(props: RecordProps) {
  const { ground, notes, mayEdit, record } = props
  const { t } = ground
  return (
    <Section title={t('note.title')} id="thread">
      {notes.length === 0 && <Muted>{t('note.none')}</Muted>}
      <Timeline
        items={notes.map(({ on, how, text, mailTo, byName }) => ({
          title: mailTo ? t('note.mailed', { to: mailTo }) : t(`note.how.${how}`),
          when: sayDay(on, t.language),
          dateTime: on,
          text: (
            <>
              {text.split('\n').map((line) => (
                <p>{line}</p>
              ))}
              <Muted>{byName}</Muted>
            </>
          ),
        }))}
      />
      {mayEdit && !record.archived && (
        <>
          <NoteForm {...props} />
          <MailForm {...props} />
        </>
      )}
    </Section>
  )
}

function NoteForm({ ledger, ground, record, tried }: RecordProps) {
  const { t, today } = ground
  const mine = tried?.form === 'note' ? tried : null
  const typed: Typed = mine?.typed ?? todayTyped(today)
  const error = (name: string) => saidOf(mine?.problems, name, t.language, t)
  return (
    <Confirm open={t('note.open')} tone="soft" expanded={mine !== null}>
      <Form action={`${recordAddress(ledger, record)}/notes`} method="post" label={t('note.open')}>
        <HiddenField name="id" value={typed.id ?? crypto.randomUUID()} />
        <DayField
          name="on"
          label={t('note.on')}
          words={dayParts(t.language)}
          value={{ day: typed['on.day'] ?? '', month: typed['on.month'] ?? '', year: typed['on.year'] ?? '' }}
          error={error('on')}
        />
        <SelectField
          name="how"
          label={t('note.how')}
          options={howsSaid.map((how) => ({ value: how, text: t(`note.how.${how}`), selected: how === typed.how }))}
          width="half"
          error={error('how')}
        />
        <TextArea name="text" label={t('note.text')} rows={4} value={typed.text ?? ''} error={error('text')} />
        <Actions>
          <Button>{t('note.save')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function todayTyped(today: string): Typed {
  const [year = '', month = '', date = ''] = today.split('-')
  return { 'on.year': year, 'on.month': month.replace(/^0/, ''), 'on.day': date.replace(/^0/, '') }
}

function MailForm({ ledger, ground, record, tried }: RecordProps) {
  const { t } = ground
  const mine = tried?.form === 'mail' ? tried : null
  const typed: Typed = mine?.typed ?? { to: record.said.mail ?? '', language: t.language }
  const error = (name: string) => saidOf(mine?.problems, name, t.language, t)
  return (
    <Confirm open={t('note.write')} tone="soft" expanded={mine !== null}>
      <Form action={`${recordAddress(ledger, record)}/mails`} method="post" label={t('note.write')}>
        <HiddenField name="id" value={typed.id ?? crypto.randomUUID()} />
        <TextField name="to" id="mail-to" label={t('note.to')} type="email" value={typed.to} error={error('to')} />
        <SelectField
          name="language"
          label={t('note.language')}
          options={languages.map((one) => ({
            value: one,
            text: languageNames[one],
            selected: one === typed.language,
          }))}
          width="half"
        />
        <TextField name="subject" label={t('note.subject')} value={typed.subject ?? ''} error={error('subject')} />
        <TextArea
          name="text"
          id="mail-text"
          label={t('note.body')}
          rows={8}
          value={typed.text ?? ''}
          error={error('text')}
        />
        <Actions>
          <Button>{t('note.send')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function Away({ ledger, ground: { t }, record }: RecordProps) {
  const word = record.archived ? 'restore' : 'archive'
  return (
    <Confirm open={t(`record.${word}`)} tone="soft">
      <p>{t(`record.${word}Text`)}</p>
      <Form action={`${recordAddress(ledger, record)}/archive`} method="post" label={t(`record.${word}`)}>
        <HiddenField name="away" value={record.archived ? 'no' : 'yes'} />
        <Actions>
          <Button tone="soft">{t(`record.${word}`)}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}

function History({ ledger, ground: { t }, edits }: RecordProps) {
  if (edits.length === 0) return null
  const named = (field: string) =>
    t.find(`${ledger.name}.${field.replace(/\.(en|ru|ky)$/, '')}`) ?? t.find(`history.${field}`) ?? field
  return (
    <Section title={t('history.title')}>
      <Timeline
        items={edits.map(({ at, byName, isNew, changed }) => ({
          title: byName,
          when: sayMoment(at, t.language),
          dateTime: at.toISOString(),
          text: isNew ? t('history.added') : [...new Set(changed.map(named))].join(', '),
        }))}
      />
    </Section>
  )
}
