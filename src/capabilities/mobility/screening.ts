import { addDays, type Day, daysBetween } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater } from '../correspondence/index.ts'
import { findInstitution, officeOf, type Unit } from '../institutions/index.ts'
import { deansOf, type WaitingUnit, waitingForUnits } from './screening-store.ts'
import { mobilityWords } from './words.ts'

/** Days before the day by which units say their word on which they are reminded; -1 is the day after. */
const reminds = [7, 3, 1, 0, -1]

/**
 * Writes to each dean's office what waits for its word: when something came since yesterday, and as the call's day comes near.
 * One mail an account and day, none when there is nothing. @returns how many were written to
 */
export async function remindUnits(house: House, institution: string): Promise<number> {
  const db = house.database.within(institution)
  const today = house.clock.today()
  const found = await findInstitution(house.database.shared, institution)
  const waiting = await waitingForUnits(db, addDays(today, -1))
  if (!found || waiting.length === 0) return 0
  const { units } = await officeOf(db)
  let count = 0
  for (const dean of await deansOf(db, institution, today)) {
    const own = waiting.filter(({ unit }) => unit !== null && isWithin(unit, dean.unit, units))
    if (!own.some((one) => isDue(one, today))) continue
    count += 1
    await db.transaction().execute((tx) =>
      mailLater(tx, house, {
        ...{ institution, accountId: dean.id, to: dean.email, language: dean.language, kind: 'mobility.screening' },
        ...wordsOf(
          own,
          dean.language,
          `${house.url}/desk/unit?of=mobility&stage=screening`,
          found.short[dean.language],
        ),
        onceKey: `mobility.screening:${dean.id}:${dean.unit}:${today}`,
      }),
    )
  }
  return count
}

/** Is a unit another one, or below it? */
export function isWithin(unit: string, above: string, units: readonly Unit[]): boolean {
  for (let at: string | null = unit, steps = 0; at && steps <= units.length; steps += 1) {
    if (at === above) return true
    at = units.find(({ id }) => id === at)?.parent ?? null
  }
  return false
}

/** Something is new, or the day is near. */
export function isDue({ fresh, until }: Pick<WaitingUnit, 'fresh' | 'until'>, today: Day): boolean {
  return fresh > 0 || (until !== null && reminds.includes(daysBetween(today, until)))
}

function wordsOf(own: readonly WaitingUnit[], language: Language, link: string, institution: string) {
  const t = mobilityWords(language)
  const count = own.reduce((sum, one) => sum + one.count, 0)
  const lines = own.map(({ title, count: waiting, until }) =>
    t('mail.screening.line', {
      call: title[language],
      count: waiting,
      until: until ? t('mail.screening.until', { day: sayDay(until, language) }) : '',
    }),
  )
  return {
    subject: t('mail.screening.subject', { institution, count }),
    body: t('mail.screening.body', { lines: lines.join('\n'), link, institution }),
  }
}
