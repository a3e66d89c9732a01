import { isUuid } from '../../platform/database/ids.ts'
import type { Db } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import { type Student, studentsOfPerson } from '../students/index.ts'

export interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly birthDay: Day | null
  readonly citizenship: string | null
  readonly phone: string | null
}

const people = (db: Db) =>
  db.selectFrom('persons').select(['id', 'shown_as', 'birth_day', 'citizenship', 'phone', 'merged_into'])

function personFrom(row: Awaited<ReturnType<ReturnType<typeof people>['executeTakeFirstOrThrow']>>): KnownPerson {
  const { id, shown_as, birth_day, citizenship, phone } = row
  return { id, name: shown_as, birthDay: birth_day ? day(birth_day) : null, citizenship, phone }
}

/** @param db the institution's own scope */
export async function findPerson(db: Db, id: string): Promise<KnownPerson | null> {
  if (!isUuid(id)) return null
  const row = await people(db).where('id', '=', id).executeTakeFirst()
  return row ? personFrom(row) : null
}

/** The own record of an account here; null when the institution doesn't know the account. */
export async function personOfAccount(db: Db, accountId: string): Promise<KnownPerson | null> {
  const row = await people(db).where('account_id', '=', accountId).executeTakeFirst()
  return row ? personFrom(row) : null
}

/** All records of one person, whichever of them is asked about: doubles may have been merged. */
export async function recordsOfOne(db: Db, id: string): Promise<string[]> {
  const asked = await people(db).where('id', '=', id).executeTakeFirst()
  const leader = asked?.merged_into ?? id
  const rows = await db
    .selectFrom('persons')
    .select('id')
    .where((of) => of.or([of('id', '=', leader), of('merged_into', '=', leader)]))
    .execute()
  return rows.map((row) => row.id)
}

const studying = ['enrolled', 'accepted', 'on-leave']

/** The record of a person who studies here now. */
export async function studyingHere(db: Db, records: readonly string[]): Promise<Student | null> {
  return (await studentsOfPerson(db, records)).find(({ state }) => studying.includes(state)) ?? null
}

/** The extensions of a person that are not over. @param arrived only those that the office has */
export function openExtensions(db: Db, records: readonly string[], arrived: boolean) {
  let query = db
    .selectFrom('cases')
    .select(['id', 'number', 'stage', 'opened_at as openedAt'])
    .where('subject_id', 'in', [...records])
    .where('procedure', '=', 'passport-extension')
    .where('closed_at', 'is', null)
  if (arrived) query = query.where('arrived_at', 'is not', null)
  return query.orderBy('opened_at', 'desc').execute()
}
