import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { stringsFrom, toJson } from '../../platform/database/json.ts'
import type { Typed } from '../../platform/web/form.ts'
import { type RecordKind, recordKinds } from './rules.ts'

/** What somebody says of their own stay. */
export interface Statement {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly kind: RecordKind
  readonly typed: Typed
  readonly saidAt: Date
  readonly outcome: 'accepted' | 'declined' | null
  readonly answer: string
}

const selected = (db: Db) =>
  db
    .selectFrom('stay_statements as said')
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'said.institution_id').onRef('persons.id', '=', 'said.person_id'),
    )
    .select(['said.id', 'said.person_id', 'said.kind', 'said.typed', 'said.said_at', 'said.outcome', 'said.answer'])
    .select('persons.shown_as')

type Row = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>

function statementFrom(row: Row): Statement[] {
  const kind = recordKinds.find((known) => known === row.kind)
  const outcome = row.outcome === 'accepted' || row.outcome === 'declined' ? row.outcome : null
  const { id, person_id: personId, shown_as: name, typed, said_at: saidAt, answer } = row
  return kind ? [{ id, personId, name, kind, typed: stringsFrom(typed), saidAt, outcome, answer }] : []
}

export async function statementsOf(db: Db, persons: readonly string[]): Promise<Statement[]> {
  const rows = await selected(db)
    .where(sql<boolean>`said.person_id = any(${persons}::uuid[])`)
    .orderBy('said.said_at', 'desc')
    .limit(50)
    .execute()
  return rows.flatMap(statementFrom)
}

export async function findStatement(db: Db, id: string): Promise<Statement | null> {
  if (!isUuid(id)) return null
  const row = await selected(db).where('said.id', '=', id).executeTakeFirst()
  return (row && statementFrom(row)[0]) ?? null
}

/** What waits for the office, the oldest first. */
export async function openStatements(db: Db, institution: string, size: number): Promise<Statement[]> {
  const rows = await selected(db)
    .where('said.institution_id', '=', institution)
    .where('said.outcome', 'is', null)
    .orderBy('said.said_at')
    .limit(size)
    .execute()
  return rows.flatMap(statementFrom)
}

interface NewStatement {
  readonly institution: string
  readonly id: string
  readonly personId: string
  readonly kind: RecordKind
  readonly typed: Typed
  readonly at: Date
}

/** Writes what was said; the same form again writes nothing. */
export async function insertStatement(db: Db, given: NewStatement): Promise<void> {
  await db
    .insertInto('stay_statements')
    .values({
      ...{ institution_id: given.institution, id: given.id, person_id: given.personId, kind: given.kind },
      ...{ typed: toJson(given.typed), said_at: given.at },
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .execute()
}

interface Answer {
  readonly outcome: 'accepted' | 'declined'
  readonly answer: string
  readonly recordId: string | null
  readonly at: Date
  readonly by: string
}

/** Answers once; false when somebody was first. */
export async function answerStatement(db: Db | Tx, id: string, given: Answer): Promise<boolean> {
  const { outcome, answer, recordId, at, by } = given
  const { numUpdatedRows } = await db
    .updateTable('stay_statements')
    .set({ outcome, answer, record_id: recordId, answered_at: at, answered_by: by })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
