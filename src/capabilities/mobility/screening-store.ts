import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { stringAt, textFrom, valueAt } from '../../platform/database/json.ts'
import { type Day, readDay } from '../../platform/days.ts'
import { asLanguage, type Language, type Text } from '../../platform/words/languages.ts'

/** Applications of a call that wait for the word of a unit. */
export interface WaitingUnit {
  readonly unit: string | null
  readonly title: Text
  /** The day by which units say their word. */
  readonly until: Day | null
  readonly count: number
  /** Of these, how many came on the given day or later. */
  readonly fresh: number
}

/** @param since from which day on in Bishkek something is new */
export async function waitingForUnits(db: Db, since: Day): Promise<WaitingUnit[]> {
  const rows = await db
    .selectFrom('mobility_applications as application')
    .innerJoin('cases', (join) =>
      join
        .onRef('cases.institution_id', '=', 'application.institution_id')
        .onRef('cases.id', '=', 'application.case_id'),
    )
    .innerJoin('calls', (join) =>
      join
        .onRef('calls.institution_id', '=', 'application.institution_id')
        .onRef('calls.id', '=', 'application.call_id'),
    )
    .select(['cases.unit', 'calls.said'])
    .select(sql<number>`count(*)::int`.as('count'))
    .select(
      sql<number>`(count(*) filter (where (cases.stage_since at time zone 'Asia/Bishkek')::date >= ${since}))::int`.as(
        'fresh',
      ),
    )
    .where('cases.stage', '=', 'screening')
    .groupBy(['cases.unit', 'calls.id', 'calls.said'])
    .execute()
  return rows.map(({ unit, said, count, fresh }) => ({
    ...{ unit, count, fresh, title: textFrom(valueAt(said, 'title')) },
    until: readDay(stringAt(said, 'screenedUntil')),
  }))
}

export interface Dean {
  readonly id: string
  readonly email: string
  readonly language: Language
  readonly unit: string
}

/** Who reads the cases of a unit and of those below it. */
export async function deansOf(db: Db, institution: string, today: Day): Promise<Dean[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select(['accounts.id', 'accounts.email', 'accounts.language', 'memberships.unit'])
    .where('memberships.institution_id', '=', institution)
    .where('memberships.role', '=', 'deans-office')
    .where(({ or, eb }) => or([eb('memberships.until', 'is', null), eb('memberships.until', '>=', today)]))
    .execute()
  return rows.flatMap(({ unit, language, ...row }) => (unit ? [{ ...row, unit, language: asLanguage(language) }] : []))
}
