import type { Day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { ButtonLink, EmptyState, Link, Main, Muted, PageTitle, Section, Stack } from '../../ui/index.ts'
import type { Institution } from '../institutions/index.ts'
import type { LedgerRecord } from '../ledgers/index.ts'
import { type OutreachEvent, sortedFor } from './event-rules.ts'
import type { Say } from './words.ts'

export const publicAddress = (institution: string, language: Language): Href => `/${institution}/${language}/events`

interface PublicProps {
  readonly t: Say
  readonly institution: Institution
  readonly events: readonly OutreachEvent[]
  readonly lines: readonly LedgerRecord[]
  readonly today: Day
}

/** What the office holds and where it stands for the university: what comes, what is held always, and what has been. */
export function PublicEventsPage(props: PublicProps) {
  const { t, institution, events, today } = props
  const sorted = sortedFor(today, events)
  return (
    <Main>
      <PageTitle title={t('public.title')} over={institution.name[t.language]} lead={t('public.lead')} />
      {sorted.coming.length > 0 && (
        <p>
          <ButtonLink href={`${publicAddress(institution.id, t.language)}.ics`} tone="soft">
            {t('calendar.ics')}
          </ButtonLink>
        </p>
      )}
      {events.length === 0 && <EmptyState title={t('public.none')} text={t('public.noneText')} />}
      {(['coming', 'always', 'past'] as const).map(
        (when) =>
          sorted[when].length > 0 && (
            <Section title={t(`public.${when}`)}>
              <Stack>
                {sorted[when].map((event) => (
                  <Event {...props} event={event} />
                ))}
              </Stack>
            </Section>
          ),
      )}
    </Main>
  )
}

/** Its days and hour, or the year where no day is known. */
export function sayWhen({ from, until, year, hour }: OutreachEvent, language: Language): string {
  const days = [from, until].flatMap((on) => (on ? sayDay(on, language) : []))
  return [[...new Set(days)].join(' – ') || year, hour].filter(Boolean).join(', ')
}

function Event({ t, event, lines }: PublicProps & { event: OutreachEvent }) {
  const { language } = t
  const said = [
    t.find(`events.kind.${event.kind}`),
    sayWhen(event, language),
    event.place?.[language],
    event.organisers,
  ]
  const own = lines.filter(({ parentId }) => parentId === event.id)
  return (
    <article id={event.key}>
      <h3>{event.site ? <Link href={event.site}>{event.title[language]}</Link> : event.title[language]}</h3>
      <Muted>{said.filter(Boolean).join(' · ')}</Muted>
      {event.about?.[language].split('\n').map((line) => (
        <p>{line}</p>
      ))}
      {own.length > 0 && (
        <ul>
          {own.map((line) => (
            <li id={line.key ?? undefined}>{line.said[`text.${language}`]}</li>
          ))}
        </ul>
      )}
    </article>
  )
}
