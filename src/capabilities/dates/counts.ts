import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { textFrom } from '../../platform/database/json.ts'
import { type Kept, kept } from '../institutions/index.ts'
import { everything, type Filter, lastSoon } from './rules.ts'
import { conditions, type Scope, sourcesOf } from './store.ts'

export interface KindCount {
  readonly kind: string
  /** Dates whose day to start has passed, or comes soon. */
  readonly late: number
  readonly soon: number
}

/** How many dates of each kind are late or come soon; the rest can wait, and so can the counting of it. */
export async function countKinds(db: Db, scope: Scope, filter: Filter): Promise<KindCount[]> {
  const { today } = scope
  const anyKind = { ...filter, kind: null, after: null }
  const parts = sourcesOf(scope, anyKind).map(
    (source) => sql`(select ${source.kind} as kind, ${source.start} as start_on from ${source.table}
      where ${conditions(source, scope, anyKind)} and ${source.start} <= ${lastSoon(today)})`,
  )
  const { rows } = await sql<KindCount>`select kind, count(*) filter (where start_on < ${today})::int as late,
    count(*) filter (where start_on >= ${today})::int as soon
    from (${sql.join(parts, sql` union all `)}) parts group by kind order by count(*) desc, kind`.execute(db)
  return rows
}

const counts = new Map<string, Kept<KindCount[]>>()
const mostKept = 100

/** The same for a wall that nothing narrows, which everybody opens: kept for a few seconds. */
export function countAll(db: Db, scope: Pick<Scope, 'institution' | 'today' | 'onlyStays'>): Promise<KindCount[]> {
  const key = `${scope.institution} ${scope.today} ${scope.onlyStays === true}`
  const known = counts.get(key) ?? kept((of) => countKinds(of, scope, everything))
  if (counts.size >= mostKept) counts.clear()
  counts.set(key, known)
  return known(db)
}

/** What there is to choose from: the programmes and citizenships of students, and the units. Kept for a few seconds. */
export const choicesOf = kept(async (db) => {
  const [students, citizenships, units] = await Promise.all([
    db.selectFrom('students').select('programme_name').distinct().execute(),
    sql<{ citizenship: string }>`select distinct persons.citizenship from students
      join persons on persons.institution_id = students.institution_id and persons.id = students.person_id
      where persons.citizenship is not null`.execute(db),
    db.selectFrom('units').select(['id', 'name']).orderBy('sort_order').execute(),
  ])
  const programmes = new Map(students.map((row) => textFrom(row.programme_name)).map((name) => [name.en, name]))
  return {
    programmes: [...programmes.values()],
    citizenships: citizenships.rows.map((row) => row.citizenship),
    units: units.map(({ id, name }) => ({ id, name: textFrom(name) })),
  }
})
