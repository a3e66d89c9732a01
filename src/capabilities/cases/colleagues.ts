import type { Db } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'

/** Somebody who works on cases here, and how a mail reaches them. */
export interface Coworker {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: Language
}

/** Whoever may work on cases of the institution today: nobody whose role has ended. */
export async function coworkersOf(db: Db, institution: string, today: Day): Promise<readonly Coworker[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select(['accounts.id', 'accounts.name', 'accounts.email', 'accounts.language'])
    .distinct()
    .where('memberships.institution_id', '=', institution)
    .where('memberships.role', 'in', ['officer', 'admin'])
    .where(({ or, eb }) => or([eb('memberships.until', 'is', null), eb('memberships.until', '>=', today)]))
    .orderBy('accounts.name')
    .execute()
  return rows.map((row) => ({ ...row, language: asLanguage(row.language) }))
}
