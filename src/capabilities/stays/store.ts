import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { recordFrom, stringsFrom, toJson } from '../../platform/database/json.ts'
import { type Day, day } from '../../platform/days.ts'
import { type Draft, recordKinds, recordStates, type StayRecord } from './rules.ts'

const selected = (db: Db) => db.selectFrom('stay_records').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>

const among = (column: string, ids: readonly string[]) => sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`
const dayFrom = (text: string | null) => (text ? day(text) : null)

function recordOf(row: Row): StayRecord {
  return {
    id: row.id,
    personId: row.person_id,
    kind: knownIn(recordKinds, row.kind),
    number: row.number,
    from: dayFrom(row.from_on),
    to: dayFrom(row.to_on),
    said: stringsFrom(row.said),
    caseId: row.case_id,
    state: knownIn(recordStates, row.state),
    endedOn: dayFrom(row.ended_on),
    endedWhy: row.ended_why,
    addedAt: row.added_at,
    byName: row.by_name,
    version: row.version,
  }
}

function knownIn<Name extends string>(names: readonly Name[], text: string): Name {
  const known = names.find((name) => name === text)
  if (!known) throw new RangeError(`a record of a stay can't be ${text}`)
  return known
}

/** The records of these persons, the newest first; what was a mistake is left out. @param db the institution's own scope */
export async function recordsOf(db: Db, persons: readonly string[]): Promise<StayRecord[]> {
  return (await everythingOf(db, persons)).filter(({ state }) => state !== 'mistake')
}

/** The same with the mistakes, for the history. */
export async function everythingOf(db: Db, persons: readonly string[]): Promise<StayRecord[]> {
  const rows = await selected(db)
    .where(among('person_id', persons))
    .orderBy(sql`from_on desc nulls last`)
    .orderBy('added_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(recordOf)
}

export async function findRecord(db: Db, id: string): Promise<StayRecord | null> {
  if (!isUuid(id)) return null
  const row = await selected(db).where('id', '=', id).executeTakeFirst()
  return row ? recordOf(row) : null
}

/** The records that a case has settled. */
export async function recordsOfCase(db: Db, caseId: string): Promise<StayRecord[]> {
  const rows = await selected(db).where('case_id', '=', caseId).where('state', '<>', 'mistake').execute()
  return rows.map(recordOf)
}

/** Holds these persons until the transaction ends, in one order for everybody: who was slower sees what the other wrote. */
export async function holdPersons(tx: Tx, persons: readonly string[]): Promise<void> {
  await tx.selectFrom('persons').select('id').where(among('id', persons)).orderBy('id').forUpdate().execute()
}

export interface Group {
  readonly members: readonly string[]
  readonly citizenship: string | null
}

/** All records of persons that are one person's, by the one that leads. */
export async function groupsOf(db: Db, persons: readonly string[]): Promise<ReadonlyMap<string, Group>> {
  const rows = await db
    .selectFrom('persons as asked')
    .innerJoin('persons as person', (join) =>
      join
        .onRef('person.institution_id', '=', 'asked.institution_id')
        .on(sql<boolean>`coalesce(person.merged_into, person.id) = coalesce(asked.merged_into, asked.id)`),
    )
    .select(['person.id', 'person.merged_into as leader', 'person.citizenship'])
    .distinct()
    .where(among('asked.id', persons))
    .execute()
  const groups = new Map<string, Group>()
  for (const { id, leader, citizenship } of rows) {
    const before = groups.get(leader ?? id)
    const known = (leader ? before?.citizenship : citizenship) ?? before?.citizenship ?? citizenship
    groups.set(leader ?? id, { members: [...(before?.members ?? []), id], citizenship: known })
  }
  return groups
}

interface Written extends Draft {
  readonly institution: string
  readonly id: string
  readonly personId: string
  readonly kind: StayRecord['kind']
  readonly caseId: string | null
  readonly at: Date
  readonly by: By
}

export interface By {
  readonly id: string
  readonly name: string
}

/** Writes a record; false when one with this id is there already. */
export async function insertRecord(tx: Tx, given: Written): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('stay_records')
    .values({
      institution_id: given.institution,
      id: given.id,
      person_id: given.personId,
      kind: given.kind,
      ...columnsOf(given),
      case_id: given.caseId,
      added_at: given.at,
      by_id: given.by.id,
      by_name: given.by.name,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

const columnsOf = ({ number, from, to, said }: Draft) => ({ number, from_on: from, to_on: to, said: toJson(said) })

export type Turn =
  | { readonly what: 'corrected'; readonly draft: Draft; readonly why: string }
  | { readonly what: 'ended'; readonly on: Day; readonly why: string }
  | { readonly what: 'mistake'; readonly why: string }
  | { readonly what: 'restored'; readonly why: string }

/** Puts a record into its next version. */
export async function turnRecord(tx: Tx, record: StayRecord, turn: Turn): Promise<void> {
  await tx
    .updateTable('stay_records')
    .set({ ...turned(turn), version: record.version + 1 })
    .where('id', '=', record.id)
    .execute()
}

function turned(turn: Turn) {
  if (turn.what === 'corrected') return columnsOf(turn.draft)
  if (turn.what === 'ended') return { state: 'ended', ended_on: turn.on, ended_why: turn.why }
  return { state: turn.what === 'mistake' ? 'mistake' : 'valid', ended_on: null, ended_why: '' }
}

export interface Change {
  readonly recordId: string
  readonly version: number
  readonly what: 'added' | Turn['what']
  /** What stood there before. */
  readonly before: Readonly<Record<string, unknown>> | null
  readonly why: string
  readonly at: Date
  readonly byName: string
}

const whats = ['added', 'corrected', 'ended', 'mistake', 'restored'] as const

interface NewChange extends Omit<Change, 'before' | 'byName'> {
  readonly before: StayRecord | null
  readonly by: By
}

export async function insertChange(
  tx: Tx,
  institution: string,
  { recordId, by, before, ...change }: NewChange,
): Promise<void> {
  const kept = before && {
    number: before.number,
    from: before.from,
    to: before.to,
    said: before.said,
    state: before.state,
  }
  await tx
    .insertInto('stay_changes')
    .values({
      institution_id: institution,
      record_id: recordId,
      ...change,
      before: kept && toJson(kept),
      by_id: by.id,
      by_name: by.name,
    })
    .execute()
}

/** What became of these records, the newest first. */
export async function changesOf(db: Db, records: readonly string[]): Promise<Change[]> {
  const rows = await db
    .selectFrom('stay_changes')
    .selectAll()
    .where(among('record_id', records))
    .orderBy('at', 'desc')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ record_id, version, what, before, why, at, by_name }) => ({
    ...{ recordId: record_id, version, why, at, byName: by_name },
    what: knownIn(whats, what),
    before: recordFrom(before),
  }))
}
