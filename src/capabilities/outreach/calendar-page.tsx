import type { Href } from '../../platform/jsx-runtime.ts'
import {
  Actions,
  Button,
  ButtonLink,
  EmptyState,
  Form,
  HiddenField,
  Link,
  Muted,
  Pager,
  PageTitle,
  Section,
  Table,
} from '../../ui/index.ts'
import { type Ground, type LedgerRecord, recordAddress, sayField } from '../ledgers/index.ts'
import { events } from './events.ts'
import type { Say } from './words.ts'

interface CalendarProps {
  readonly t: Say
  readonly year: number
  readonly found: readonly LedgerRecord[]
  /** Yearly events that nobody has entered for this year. */
  readonly expected: readonly LedgerRecord[]
  readonly ground: Ground
  readonly mayEdit: boolean
  /** On paper there are no buttons. */
  readonly print: boolean
}

const calendarAddress: Href = '/desk/events/calendar'

/** The events of a year, month by month, with who is responsible and who comes. */
export function CalendarPage(props: CalendarProps) {
  const { t, year, found, print } = props
  const months = [...Map.groupBy(found, ({ said }) => monthOf(said.from ?? '', year))]
  return (
    <>
      <PageTitle
        title={t('calendar.of', { year: String(year) })}
        over={!print && <Link href={events.address}>{t('events.names')}</Link>}
      />
      {!print && <Ways {...props} />}
      {found.length === 0 && <EmptyState title={t('calendar.none')} text={t('calendar.noneText')} />}
      {months.map(([month, all]) => (
        <Month {...props} month={month} all={all} />
      ))}
      {!print && <Expected {...props} />}
      {!print && <Years {...props} />}
    </>
  )
}

// What began in the year before stands with its January.
const monthOf = (from: string, year: number) => (Number(from.slice(0, 4)) < year ? 1 : Number(from.slice(5, 7)))

function Ways({ t, year }: CalendarProps) {
  return (
    <Actions>
      <ButtonLink href={`${calendarAddress}?year=${year}&print=yes`} tone="soft">
        {t('calendar.print')}
      </ButtonLink>
      <ButtonLink href={`${calendarAddress}.ics?year=${year}`} tone="soft">
        {t('calendar.ics')}
      </ButtonLink>
    </Actions>
  )
}

function Years({ t, year }: CalendarProps) {
  const to = (other: number) => ({ href: `${calendarAddress}?year=${other}`, text: String(other) })
  return <Pager label={t('calendar.years')} newer={to(year - 1)} older={to(year + 1)} text={String(year)} />
}

function Month({
  t,
  year,
  month,
  all,
  ground,
  print,
}: CalendarProps & { month: number; all: readonly LedgerRecord[] }) {
  const name = new Intl.DateTimeFormat(t.language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month - 1))
  const say = (name: string, { said }: LedgerRecord) => {
    const field = events.fields.find((one) => one.name === name)
    return field ? sayField(events, field, said, ground) : ''
  }
  return (
    <Section title={name}>
      <Table
        caption={name}
        captionHidden
        columns={(['title', 'from', 'kind', 'who', 'guests'] as const).map((key) => ({
          key,
          text: t(`events.${key}`),
        }))}
        rows={all.map((event) => ({
          href: print ? undefined : recordAddress(events, event),
          cells: [
            say('title', event),
            [say('from', event), say('until', event)].filter(Boolean).join(' – '),
            say('kind', event),
            say('who', event) || '–',
            [say('guests', event), say('experts', event)].filter(Boolean).join(', ') || '–',
          ],
        }))}
        empty=""
      />
    </Section>
  )
}

function Expected({ t, year, expected, mayEdit }: CalendarProps) {
  if (expected.length === 0) return null
  return (
    <Section title={t('calendar.expected', { year: String(year) })}>
      <ul>
        {expected.map((event) => (
          <li>
            <Link href={recordAddress(events, event)}>{event.said[`title.${t.language}`] ?? ''}</Link>{' '}
            <Muted>{event.said.from?.slice(0, 4)}</Muted>
            {mayEdit && (
              <Form action={`${recordAddress(events, event)}/copy`} method="post">
                <HiddenField name="year" value={year} />
                <Actions>
                  <Button tone="soft">{t('events.copy', { year: String(year) })}</Button>
                </Actions>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
