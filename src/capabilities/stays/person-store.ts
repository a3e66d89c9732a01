import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'

/** Whose stay it is. */
export interface StayPerson {
  /** Of several records of one person the one that leads. */
  readonly id: string
  readonly members: readonly string[]
  readonly name: string
  readonly birthDay: Day | null
  readonly citizenship: string | null
}

/** The person by any of their records; null for one of whom the office has neither a case, a student nor a record of a stay. */
export async function findPerson(db: Db, id: string): Promise<StayPerson | null> {
  if (!isUuid(id)) return null
  const rows = await db
    .selectFrom('persons as asked')
    .innerJoin('persons as person', (join) =>
      join
        .onRef('person.institution_id', '=', 'asked.institution_id')
        .on(sql<boolean>`coalesce(person.merged_into, person.id) = coalesce(asked.merged_into, asked.id)`),
    )
    .select(['person.id', 'person.merged_into', 'person.shown_as', 'person.birth_day', 'person.citizenship'])
    .where('asked.id', '=', id)
    .execute()
  const leader = rows.find((row) => row.merged_into === null)
  if (!leader) return null
  const members = [leader.id, ...rows.map((row) => row.id).filter((one) => one !== leader.id)]
  if (!(await isKnown(db, members))) return null
  const born = leader.birth_day ?? rows.find((row) => row.birth_day)?.birth_day
  return {
    ...{ id: leader.id, members, name: leader.shown_as, birthDay: born ? day(born) : null },
    citizenship: leader.citizenship ?? rows.find((row) => row.citizenship)?.citizenship ?? null,
  }
}

async function isKnown(db: Db, members: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`select
    exists (select from cases where subject_id = any(${members}::uuid[]) and arrived_at is not null)
    or exists (select from students where person_id = any(${members}::uuid[]))
    or exists (select from stay_records where person_id = any(${members}::uuid[])) as known`.execute(db)
  return rows[0]?.known ?? false
}

/** The account's own persons here: itself, and what was merged with it. */
export async function ownPerson(db: Db, accountId: string): Promise<StayPerson | null> {
  const row = await db.selectFrom('persons').select('id').where('account_id', '=', accountId).executeTakeFirst()
  return row ? findPerson(db, row.id) : null
}

/** Writes down that somebody looked at the numbers of a person's papers. */
export async function recordLook(
  db: Db,
  look: { readonly institution: string; readonly personId: string; readonly by: By; readonly at: Date },
): Promise<void> {
  const { institution, personId, by, at } = look
  await db
    .insertInto('stay_looks')
    .values({ institution_id: institution, person_id: personId, at, by_id: by.id, by_name: by.name })
    .execute()
}

interface By {
  readonly id: string
  readonly name: string
}

/** Who looked, the last ones first. */
export async function looksOf(db: Db, persons: readonly string[], size: number) {
  const rows = await db
    .selectFrom('stay_looks')
    .select(['at', 'by_name as byName'])
    .where(sql<boolean>`person_id = any(${persons}::uuid[])`)
    .orderBy('at', 'desc')
    .limit(size)
    .execute()
  return rows
}
