import { addDays, type Day, weekday } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Procedure } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { digestReaders, readersOf } from './feed-store.ts'
import { type DateRow, everything } from './rules.ts'
import { sayKind, type Words } from './said.tsx'
import { listDates } from './store.ts'
import { datesWords } from './words.ts'

const mostRead = 500
const mostLines = 15

/**
 * Sends the day's dates to each officer who wants them: late, this week, next week; one mail a day, none when there is
 * nothing, none to whose role has ended. Runs any number of times a day.
 * @returns how many were written to
 */
export async function sendDigests(
  house: House,
  institution: string,
  procedures: readonly Procedure[],
): Promise<number> {
  const db = house.database.within(institution)
  const today = house.clock.today()
  const readers = await readersOf(db, institution, today, await digestReaders(db))
  if (readers.length === 0) return 0
  const weeks = weeksOf(today)
  const filter = { ...everything, startsBefore: addDays(weeks.nextEnds, 1) }
  const rows = await listDates(db, { institution, today }, filter, mostRead)
  if (rows.length === 0) return 0
  for (const { id, email, language } of readers) {
    const telling = { language, today, procedures }
    await db.transaction().execute((tx) =>
      mailLater(tx, house, {
        institution,
        accountId: id,
        to: email,
        language,
        kind: 'dates.digest',
        ...wordsOf(partsOf(rows, today, weeks), telling, house.url),
        onceKey: `digest:${id}:${today}`,
      }),
    )
  }
  return readers.length
}

/** Weeks end on Sunday. */
export function weeksOf(today: Day): { readonly thisEnds: Day; readonly nextEnds: Day } {
  const thisEnds = addDays(today, 7 - weekday(today))
  return { thisEnds, nextEnds: addDays(thisEnds, 7) }
}

const parts = ['late', 'thisWeek', 'nextWeek'] as const
type Parts = Readonly<Record<(typeof parts)[number], readonly DateRow[]>>

function partsOf(rows: readonly DateRow[], today: Day, { thisEnds }: ReturnType<typeof weeksOf>): Parts {
  return {
    late: rows.filter(({ start }) => start < today),
    thisWeek: rows.filter(({ start }) => start >= today && start <= thisEnds),
    nextWeek: rows.filter(({ start }) => start > thisEnds),
  }
}

function wordsOf(of: Parts, telling: Words, url: string) {
  const { language, today } = telling
  const t = datesWords(language)
  const counts = { late: of.late.length, thisWeek: of.thisWeek.length, nextWeek: of.nextWeek.length }
  const sections = parts
    .filter((part) => of[part].length > 0)
    .map((part) => sectionOf(t(`digest.${part}`), of[part], telling))
  return {
    subject: t('digest.subject', { day: sayDay(today, language), ...counts }),
    body: [...sections, t('digest.foot', { wall: `${url}/desk/dates`, own: `${url}/account/dates` })].join('\n\n'),
  }
}

function sectionOf(heading: string, rows: readonly DateRow[], telling: Words): string {
  const { language, today } = telling
  const t = datesWords(language)
  const lines = rows.slice(0, mostLines).map((row) =>
    t(row.due < today ? 'digest.missed' : 'digest.line', {
      name: row.name,
      what: sayKind(row.kind, telling),
      ...days(row, language),
    }),
  )
  const more = rows.length > mostLines ? [t('digest.more', { count: rows.length - mostLines })] : []
  return [heading, ...lines, ...more].join('\n')
}

const days = ({ start, due }: DateRow, language: Language) => ({
  start: sayDay(start, language),
  due: sayDay(due, language),
})
