import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import type { Sight } from './sight-rules.ts'

const sights = (db: Db) => db.selectFrom('passport_sights').selectAll()

function sightFrom(row: Awaited<ReturnType<ReturnType<typeof sights>['executeTakeFirstOrThrow']>>): Sight {
  const { id, person_id, number, at, by_name, returned_by_name } = row
  return {
    ...{ id, personId: person_id, number, at, byName: by_name, returnedByName: returned_by_name },
    seenOn: day(row.seen_on),
    out: row.back_by ? { toWhom: row.to_whom, whatFor: row.what_for, backBy: day(row.back_by) } : null,
    returnedOn: row.returned_on ? day(row.returned_on) : null,
  }
}

export interface NewSight {
  readonly id: string
  readonly personId: string
  readonly number: string
  readonly seenOn: Day
  readonly out: Sight['out']
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
}

/** Writes that an original was seen; one of the same id once. Given back at once, unless it went somewhere. */
export async function insertSight(tx: Tx | Db, institution: string, given: NewSight): Promise<void> {
  const { id, personId, number, seenOn, out, at, by } = given
  await tx
    .insertInto('passport_sights')
    .values({
      ...{ institution_id: institution, id, person_id: personId, number, seen_on: seenOn },
      ...{ to_whom: out?.toWhom ?? '', what_for: out?.whatFor ?? '', back_by: out?.backBy ?? null },
      ...{ at, by_id: by.id, by_name: by.name },
      ...(out ? {} : { returned_on: seenOn, returned_at: at, returned_by_name: by.name }),
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .execute()
}

/** Writes that an original is back with its owner; one that is back stays so. */
export async function saveReturn(db: Db, id: string, on: Day, at: Date, byName: string): Promise<void> {
  await db
    .updateTable('passport_sights')
    .set({ returned_on: on, returned_at: at, returned_by_name: byName })
    .where('id', '=', id)
    .where('returned_on', 'is', null)
    .execute()
}

/** What is written down of the originals of these records of one person, the newest first. */
export async function sightsOf(db: Db, people: readonly string[]): Promise<Sight[]> {
  const rows = await sights(db)
    .where('person_id', 'in', [...people])
    .orderBy('seen_on', 'desc')
    .orderBy('at', 'desc')
    .execute()
  return rows.map(sightFrom)
}

export async function findSight(db: Db, id: string): Promise<Sight | null> {
  if (!isUuid(id)) return null
  const row = await sights(db).where('id', '=', id).executeTakeFirst()
  return row ? sightFrom(row) : null
}

/** The originals that are out of their owners' hands, the longest first, with whose they are. */
export async function sightsOut(db: Db, institution: string, most: number): Promise<(Sight & { name: string })[]> {
  const rows = await sights(db)
    .select((of) =>
      of
        .selectFrom('persons')
        .select('shown_as')
        .whereRef('persons.institution_id', '=', sql.ref('passport_sights.institution_id'))
        .whereRef('persons.id', '=', sql.ref('passport_sights.person_id'))
        .as('name'),
    )
    .where('institution_id', '=', institution)
    .where('returned_on', 'is', null)
    .orderBy('seen_on')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ...sightFrom(row), name: row.name ?? '' }))
}
