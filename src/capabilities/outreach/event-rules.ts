import { addYears, type Day, day } from '../../platform/days.ts'
import type { Text } from '../../platform/words/languages.ts'
import type { LedgerRecord, Said } from '../ledgers/index.ts'

/** An event as other pages show it. */
export interface OutreachEvent {
  readonly id: string
  /** What its element on the public page is called. */
  readonly key: string
  readonly title: Text
  readonly kind: string
  readonly from: Day | null
  readonly until: Day | null
  readonly hour: string
  /** Where the office's page names a year and no day. */
  readonly year: string
  readonly place: Text | null
  readonly about: Text | null
  readonly organisers: string
  readonly site: string
  readonly shown: boolean
}

const inThree = (said: Said, name: string): Text | null => {
  const [en, ru, ky] = [said[`${name}.en`], said[`${name}.ru`], said[`${name}.ky`]]
  return en && ru && ky ? { en, ru, ky } : null
}

export function eventFrom({ id, key, said }: LedgerRecord): OutreachEvent {
  const { kind = 'other', from, until, hour = '', year = '', organisers = '', site = '', shown } = said
  return {
    ...{ id, key: key ?? id, kind, hour, year, organisers, site, shown: shown === 'yes' },
    title: inThree(said, 'title') ?? { en: '–', ru: '–', ky: '–' },
    ...{ place: inThree(said, 'place'), about: inThree(said, 'about') },
    from: from ? day(from) : null,
    until: until ? day(until) : null,
  }
}

/** The last day of an event; null where no day is known. */
export const lastDay = ({ from, until }: Pick<OutreachEvent, 'from' | 'until'>): Day | null => until ?? from

const yearOf = (on: string | undefined) => Number((on ?? '').slice(0, 4))

/** The events of a year, by their first day. */
export function inYear(events: readonly LedgerRecord[], year: number): LedgerRecord[] {
  const within = ({ said }: LedgerRecord) =>
    said.from !== undefined && yearOf(said.from) <= year && yearOf(said.until ?? said.from) >= year
  return events.filter(within).toSorted((one, other) => ((one.said.from ?? '') < (other.said.from ?? '') ? -1 : 1))
}

/** The event that all yearly copies of it come from. */
export const seriesOf = ({ id, said }: LedgerRecord) => said.series ?? id

/** Yearly events of earlier years that nobody has entered for this one: the newest of each. */
export function expectedIn(events: readonly LedgerRecord[], year: number): LedgerRecord[] {
  const dated = events.filter(({ said }) => said.from !== undefined)
  const before = dated.filter(({ said }) => said.repeats === 'yearly' && yearOf(said.from) < year)
  const newest = Map.groupBy(before, seriesOf)
  return [...newest.values()].flatMap((all) => {
    const last = all.toSorted((one, other) => ((one.said.from ?? '') > (other.said.from ?? '') ? -1 : 1))[0]
    return last && !dated.some((one) => seriesOf(one) === seriesOf(last) && yearOf(one.said.from) === year)
      ? [last]
      : []
  })
}

/** The same event in another year, not yet shown to visitors; null where it has no day. 29 February becomes the 28th. */
export function copyInto(event: LedgerRecord, year: number): Said | null {
  const { from, until } = event.said
  if (!from) return null
  const years = year - yearOf(from)
  const { due: _, next: __, year: ___, ...rest } = event.said
  return {
    ...rest,
    ...{ series: seriesOf(event), shown: 'no', from: addYears(day(from), years) },
    ...(until ? { until: addYears(day(until), years) } : {}),
  }
}

/** Coming events the nearest first, then those without a day, then what has been, the newest first. */
export function sortedFor(today: Day, events: readonly OutreachEvent[]) {
  const isPast = (event: OutreachEvent) => {
    const last = lastDay(event)
    return last ? last < today : event.year !== '' && event.year < today.slice(0, 4)
  }
  const at = ({ from, year }: OutreachEvent) => from ?? year
  const by = (sign: number) => (one: OutreachEvent, other: OutreachEvent) =>
    at(one) === at(other) ? 0 : at(one) < at(other) ? -sign : sign
  const coming = events.filter((event) => !isPast(event) && at(event) !== '').toSorted(by(1))
  return {
    coming,
    always: events.filter((event) => at(event) === ''),
    past: events.filter(isPast).toSorted(by(-1)),
  }
}
