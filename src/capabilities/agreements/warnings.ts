import type { Db } from '../../platform/database/index.ts'
import { addDays, type Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater } from '../correspondence/index.ts'
import { type Agreement, endOf, noticeBy } from './rules.ts'
import { settingsOf } from './settings.ts'
import { agreementsOf, readingOf } from './store.ts'
import { agreementsWords } from './words.ts'

export const warned = ['end', 'notice', 'look'] as const

/** A day of an agreement that the office must not miss. */
export interface Watched {
  readonly agreement: Agreement
  readonly kind: (typeof warned)[number]
  readonly due: Day
}

/** The days of an agreement that come: the last day to give notice, its end, the day to look at its condition. */
export function watchedDays(agreement: Agreement, today: Day): Watched[] {
  const { state, lookOn, caseId } = agreement
  // What waits with a case of its own stands on the wall by its case.
  if (state === 'waiting') return lookOn && !caseId ? [{ agreement, kind: 'look', due: lookOn }] : []
  if (state !== 'inForce' && state !== 'ending') return []
  const end = endOf(agreement, today)
  const notice = noticeBy(agreement, today)
  const days: (Watched | null)[] = [
    notice && notice >= today ? { agreement, kind: 'notice', due: notice } : null,
    end && !agreement.renewsItself ? { agreement, kind: 'end', due: end } : null,
  ]
  return days.flatMap((one) => one ?? [])
}

/** The days of all agreements that come within the lead times, the next first. */
export async function watchedOf(db: Db, today: Day): Promise<Watched[]> {
  const reading = await readingOf(db, today)
  const found = [
    ...(await agreementsOf(db, reading, { state: 'ending' })),
    ...(await agreementsOf(db, reading, { state: 'waiting' })),
  ]
  const last = addDays(today, reading.lead)
  return found
    .flatMap((one) => watchedDays(one, today))
    .filter(({ due }) => due <= last)
    .toSorted((a, b) => (a.due < b.due ? -1 : 1))
}

/** Which of the lead times has been reached last; null: none yet. */
export function leadReached(due: Day, today: Day, leads: readonly number[]): number | null {
  const reached = leads.filter((days) => addDays(due, -days) <= today)
  return reached.length > 0 ? Math.min(...reached) : null
}

/**
 * Mails the office of what ends, of notices to be given and conditions to look at, once for each lead time; runs any number
 * of times a day.
 * @returns how many warnings went out
 */
export async function warnOffice(house: House, institution: string): Promise<number> {
  const db = house.database.within(institution)
  const today = house.clock.today()
  const [watched, { leads }] = [await watchedOf(db, today), await settingsOf(db)]
  const due = watched.flatMap((one) => {
    const lead = one.due < today ? null : leadReached(one.due, today, one.kind === 'look' ? [0] : leads)
    return lead === null ? [] : [{ ...one, lead }]
  })
  if (due.length === 0) return 0
  const readers = await officersOf(db, institution, today)
  let sent = 0
  for (const one of due) if (await warn(house, institution, one, readers)) sent += 1
  return sent
}

type Reader = { readonly id: string; readonly email: string; readonly language: Language }

/** Who works on agreements: the officers and admins of the institution. */
async function officersOf(db: Db, institution: string, today: Day): Promise<Reader[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select(['accounts.id', 'accounts.email', 'accounts.language'])
    .where('memberships.institution_id', '=', institution)
    .where('memberships.role', '=', 'officer')
    .where((of) => of.or([of('memberships.until', 'is', null), of('memberships.until', '>=', today)]))
    .execute()
  return rows.map(({ language, ...row }) => ({ ...row, language: asLanguage(language) }))
}

async function warn(house: House, institution: string, one: Watched & { lead: number }, readers: readonly Reader[]) {
  const { agreement, kind, due, lead } = one
  const db = house.database.within(institution)
  return db.transaction().execute(async (tx) => {
    const row = { institution_id: institution, agreement_id: agreement.id, kind, due, days_before: lead }
    const isNew = await tx
      .insertInto('agreement_warnings')
      .values({ ...row, at: house.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning('kind')
      .executeTakeFirst()
    if (!isNew) return false
    for (const { id, email, language } of readers) {
      const t = agreementsWords(language)
      const link = `${house.url}/desk/agreements/${agreement.id}`
      const said = { title: agreement.title[language], day: sayDay(due, language), link }
      await mailLater(tx, house, {
        ...{ institution, accountId: id, to: email, language, kind: 'agreement.warning' },
        ...{ subject: t(`mail.warning.${kind}.subject`, said), body: t(`mail.warning.${kind}.body`, said) },
      })
    }
    return true
  })
}
