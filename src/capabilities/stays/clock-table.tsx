import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import { Link, More, Muted, Table, Tag, type Tone } from '../../ui/index.ts'
import type { Clock } from './rules.ts'
import { staysWords } from './words.ts'
import { type Reading, sayCounting, sayUnit } from './words-of-records.ts'

/** How pressing a clock is today. */
export function toneOf(clock: Pick<Clock, 'due' | 'start'>, today: string): Tone {
  if (clock.due < today) return 'late'
  return clock.start <= today ? 'due' : 'ok'
}

interface Props {
  readonly reading: Reading
  readonly clocks: readonly Clock[]
  /** Where the record of a clock is; without it there is no link. */
  readonly recordAddress?: (id: string) => Href
}

/** The dates of a person, the most urgent first: until when, when to start, by which rule, and how it was counted. */
export function ClockTable({ reading, clocks, recordAddress }: Props) {
  const { language, law } = reading
  const t = staysWords(language)
  const columns = (['what', 'due', 'start', 'why'] as const).map((key) => ({
    ...{ key, text: t(`clock.column.${key}`) },
    whole: key === 'due' || key === 'start',
  }))
  return (
    <Table
      caption={t('clocks.title')}
      captionHidden
      columns={columns}
      empty={t('clocks.none')}
      rows={clocks.map((clock) => ({
        cells: [
          recordAddress ? (
            <Link href={recordAddress(clock.recordId)}>{t(`clock.${clock.name}`)}</Link>
          ) : (
            t(`clock.${clock.name}`)
          ),
          <>
            {sayDay(clock.due, language)} <br />
            <Tag tone={toneOf(clock, law.day)}>{sayDistance(clock.due, law.day, language)}</Tag>
          </>,
          clock.start <= law.day ? t('clock.startNow') : sayDay(clock.start, language),
          <Why reading={reading} clock={clock} />,
        ],
      }))}
    />
  )
}

/** How a clock was counted, by which rule, and what of it is not sure. */
export function Why({ reading, clock }: { reading: Reading; clock: Clock }) {
  const { language } = reading
  const t = staysWords(language)
  const { rule, lead, due } = clock
  return (
    <More title={t('why.open')}>
      <p>{sayCounting(reading, clock)}</p>
      <p>{t('why.lead', { count: lead.value, unit: sayUnit(lead.unit) })}</p>
      {clock.provisional && <p>{t('why.provisional')}</p>}
      {rule && (
        <p>
          {rule.text[language]}. {rule.note && <>{rule.note[language]}. </>}
          <Muted>
            {!rule.verified && <>{t('why.unverified')} </>}
            {rule.asOf && <>{t('why.asOf', { day: rule.asOf })} </>}
            {t('why.source', { source: rule.source.join('; ') })}
          </Muted>
        </p>
      )}
      {rule?.validTo && rule.validTo < due && <p>{t('why.ended', { day: sayDay(rule.validTo, language) })}</p>}
    </More>
  )
}
