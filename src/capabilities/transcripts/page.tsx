import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  EmptyState,
  Form,
  HiddenField,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  Section,
  Stack,
  Table,
  Tag,
} from '../../ui/index.ts'
import { AverageNotice } from './average.tsx'
import { type Average, type Entry, isReplaced, sayHundredths, type Transcript } from './rules.ts'
import type { Holder, Struck } from './store.ts'
import type { Say } from './words.ts'

/** Who looks at whose grades, and where. */
export interface Room {
  readonly t: Say
  readonly holder: Holder
  /** The page of the grades; what changes them stands below it. */
  readonly base: Href
  readonly back: { readonly text: string; readonly href: Href }
  readonly isSubject: boolean
  readonly mayChange: boolean
  readonly mayConfirm: boolean
}

interface Props {
  readonly room: Room
  readonly transcript: Transcript
  readonly average: Average
  readonly struck: readonly Struck[]
  readonly refusal?: string | undefined
}

/** The grades of one person: the average and how it was counted, every session, and who has confirmed what. */
export function TranscriptPage(props: Props) {
  const { room, transcript, average, refusal } = props
  const { t, holder, back, isSubject } = room
  const { entries } = transcript
  return (
    <Stack>
      <Crumbs label={t('here')} steps={[back, { text: isSubject ? t('my.title') : holder.name }]} />
      <PageTitle
        title={isSubject ? t('my.title') : holder.name}
        over={isSubject ? undefined : t('title')}
        lead={t(isSubject ? 'my.lead' : 'desk.lead', { scale: scaleName(room, transcript) })}
      />
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
        </Notice>
      )}
      {entries.length > 0 && <AverageNotice t={t} transcript={transcript} average={average} />}
      {room.mayChange && (
        <Actions>
          <ButtonLink href={`${room.base}/new`}>{t('add')}</ButtonLink>
          <ButtonLink href={`${room.base}/sheets`} tone="soft">
            {t('sheet.one')}
          </ButtonLink>
        </Actions>
      )}
      {entries.length === 0 && <EmptyState title={t('none')} text={t('none.text')} />}
      {[...Map.groupBy(entries, ({ session }) => session)].map(([session, own]) => (
        <Session {...props} session={session} own={own} />
      ))}
      <Confirming {...props} />
      <History {...props} />
    </Stack>
  )
}

function scaleName({ t }: Room, { scale }: Transcript): string {
  return scale ? t('scale', { name: scale.name[t.language], least: scale.least, most: scale.most }) : t('scale.none')
}

function Session({ room, transcript, session, own }: Props & { session: number; own: readonly Entry[] }) {
  const { t } = room
  const said = (entry: Entry) => (
    <>
      {entry.subject}
      {isReplaced(entry, transcript.entries) && (
        <>
          {' '}
          <Tag tone="quiet">{t('replaced')}</Tag>
        </>
      )}
    </>
  )
  return (
    <Section title={t('session', { session })}>
      <Table
        caption={t('session', { session })}
        captionHidden
        columns={[
          { key: 'subject', text: t('column.subject') },
          { key: 'grade', text: t('column.grade'), numeric: true },
          { key: 'credits', text: t('column.credits'), numeric: true },
          { key: 'attempt', text: t('column.attempt'), numeric: true },
          { key: 'on', text: t('column.on') },
          { key: 'state', text: t('column.state') },
          { key: 'change', text: t('column.change') },
        ]}
        empty=""
        rows={own.map((entry) => ({
          cells: [
            said(entry),
            sayGrade(t, entry),
            entry.credits === null ? '–' : sayHundredths(entry.credits, t.language),
            String(entry.attempt),
            entry.on ? sayDay(entry.on, t.language) : '–',
            <State t={t} entry={entry} />,
            mayTouch(room, entry) ? (
              <Link href={`${room.base}/entries/${entry.id}`}>
                {t('change')}
                <span class="vh"> {entry.subject}</span>
              </Link>
            ) : (
              '–'
            ),
          ],
        }))}
      />
    </Section>
  )
}

/** Whether this reader may change the entry: a student changes nothing that the university has confirmed. */
export const mayTouch = (room: Room, entry: Entry): boolean =>
  room.mayChange && !(room.isSubject && entry.confirmedAt !== null)

export function sayGrade(t: Say, { kind, grade }: Pick<Entry, 'kind' | 'grade'>): string {
  return grade === null ? t(`kind.${kind}`) : sayHundredths(grade, t.language)
}

function State({ t, entry }: { t: Say; entry: Entry }) {
  if (!entry.confirmedAt) return <Tag tone="due">{t('state.waiting')}</Tag>
  const said = { name: entry.confirmedBy ?? '', at: sayMoment(entry.confirmedAt, t.language) }
  return (
    <>
      <Tag tone="ok">{t('state.confirmed')}</Tag> <Muted>{t('state.by', said)}</Muted>
    </>
  )
}

function Confirming({ room, transcript, average }: Props) {
  const { t, base } = room
  if (!room.mayConfirm || transcript.entries.length === 0) return null
  const waiting = transcript.entries.filter(({ confirmedAt }) => confirmedAt === null).length
  const confirmed = transcript.entries.length - waiting
  return (
    <Actions>
      {waiting > 0 && (
        <Form action={`${base}/confirmation`} method="post" label={t('confirm.do', { count: waiting })}>
          <HiddenField name="version" value={transcript.version} />
          {average.missing.length > 0 && <p>{t('confirm.missing')}</p>}
          <Button>{t('confirm.do', { count: waiting })}</Button>
        </Form>
      )}
      {confirmed > 0 && (
        <Confirm open={t('reopen.open')} tone="soft">
          <p>{t('reopen.about')}</p>
          <Form action={`${base}/reopening`} method="post" label={t('reopen.open')}>
            <Button>{t('reopen.do')}</Button>
          </Form>
        </Confirm>
      )}
    </Actions>
  )
}

function History({ room: { t }, struck }: Props) {
  if (struck.length === 0) return null
  return (
    <More title={t('struck.title', { count: struck.length })}>
      <ul>
        {struck.map((entry) => (
          <li>
            {t('struck.line', {
              ...{ session: entry.session, subject: entry.subject, grade: sayGrade(t, entry) },
              ...{ by: entry.byName, name: entry.struckBy, at: sayMoment(entry.struckAt, t.language) },
            })}
          </li>
        ))}
      </ul>
    </More>
  )
}
