import type { Db } from '../../platform/database/index.ts'
import { type Day, readDay } from '../../platform/days.ts'
import { type CalendarDate, calendarOf } from '../cases/index.ts'
import { everything, recordsOf } from '../ledgers/index.ts'
import { eventFrom, lastDay, type OutreachEvent } from './event-rules.ts'
import { events } from './events.ts'

interface Wanted {
  readonly publicOnly: boolean
  /** Those that have not ended before this day; all, and those without a day, when absent. */
  readonly from?: Day
}

/** The events of an institution, the coming ones by their day when `from` is said. @param db the institution's own scope */
export async function eventsOf(db: Db, { publicOnly, from }: Wanted): Promise<OutreachEvent[]> {
  const filter = publicOnly ? { ...everything, of: { shown: 'yes' } } : everything
  const found = (await recordsOf(db, events, filter)).map(eventFrom)
  if (!from) return found
  const coming = found.filter((event) => (lastDay(event) ?? '') >= from)
  return coming.toSorted((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1))
}

/** Events as a calendar program reads them; those without a day are left out. */
export function eventCalendar(name: string, all: readonly OutreachEvent[], language: 'en' | 'ru' | 'ky', at: Date) {
  const dates = all.flatMap((event): CalendarDate[] => {
    const { id, from, until, hour, title, about, place } = event
    if (!from || !readDay(from)) return []
    const start = hour && !until ? new Date(`${from}T${hour.padStart(5, '0')}:00+06:00`) : null
    return [
      {
        ...{ id: `${id}@kopuro`, day: from, title: title[language], about: about?.[language] ?? '' },
        ...{ last: until ?? from, place: place?.[language] ?? '' },
        ...(start ? { hours: { from: start, until: new Date(start.getTime() + 3_600_000) } } : {}),
      },
    ]
  })
  return calendarOf(name, dates, at)
}
