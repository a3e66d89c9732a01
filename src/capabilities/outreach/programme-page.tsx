import { day } from '../../platform/days.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { EmptyState, Muted, PageTitle, Section, Table } from '../../ui/index.ts'
import type { Ground, LedgerRecord } from '../ledgers/index.ts'
import type { Say } from './words.ts'

interface ProgrammeProps {
  readonly t: Say
  readonly record: LedgerRecord
  readonly points: readonly LedgerRecord[]
  readonly people: readonly LedgerRecord[]
  readonly ground: Ground
  readonly institution: string
}

/** The programme of a visit on paper: who comes, then day by day what, when, where and who receives. */
export function ProgrammePage({ t, record, points, people, ground, institution }: ProgrammeProps) {
  const { said } = record
  const days = [said.from, said.until].flatMap((on) => (on ? sayDay(day(on), t.language) : []))
  const byDay = [...Map.groupBy(points, (point) => point.said.from ?? '')]
  const who = ground.colleagues.find(({ id }) => id === said.who)?.name
  return (
    <>
      <PageTitle
        title={said.name ?? ''}
        over={institution}
        lead={[[...new Set(days)].join(' – '), said.host, who].filter(Boolean).join(' · ')}
      />
      {said.purpose && <p>{said.purpose}</p>}
      {people.length > 0 && (
        <Section title={t('members.names')}>
          <ul>
            {people.map(({ said: one }) => (
              <li>
                {one.name} <Muted>{[one.post, one.organisation].filter(Boolean).join(', ')}</Muted>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {points.length === 0 && <EmptyState title={t('programme.empty')} />}
      {byDay.map(([on, all]) => (
        <Section title={sayDay(day(on), t.language)}>
          <Table
            caption={sayDay(day(on), t.language)}
            captionHidden
            columns={(['hour', 'what', 'place', 'host', 'note'] as const).map((key) => ({
              key,
              text: t(`programme.${key}`),
            }))}
            rows={all.map(({ said: point }) => ({
              cells: [
                [point.hour, point.until].filter(Boolean).join('–'),
                ...[point.what, point.place, point.host, point.note].map((text) => text ?? ''),
              ],
            }))}
            empty=""
          />
        </Section>
      ))}
    </>
  )
}
