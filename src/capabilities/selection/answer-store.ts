import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { type Day, day } from '../../platform/days.ts'
import type { Explained } from './allocation.ts'
import { explainedFrom } from './explained.ts'
import type { Outcome } from './rules.ts'
import { outcomeFrom } from './run-store.ts'

export const causes = ['results', 'up', 'hand', 'appeal'] as const
export type Cause = (typeof causes)[number]

export interface Publisher {
  readonly id: string
  readonly name: string
  readonly role: string
}

export interface Results {
  readonly callId: string
  readonly runId: string
  readonly at: Date
  readonly day: Day
  readonly appealUntil: Day
  readonly by: Publisher
}

const found = (db: Db, callId: string) =>
  db
    .selectFrom('selection_results')
    .select(['call_id as callId', 'run_id as runId', 'at', 'day', 'appeal_until as appealUntil'])
    .select(['by_id as byId', 'by_name as byName', 'by_role as byRole'])
    .where('call_id', '=', callId)

/** When and by whom the results were published; null before. */
export async function resultsOf(db: Db, callId: string): Promise<Results | null> {
  return readResults(await found(db, callId).executeTakeFirst())
}

function readResults(row: Awaited<ReturnType<ReturnType<typeof found>['executeTakeFirst']>>): Results | null {
  if (!row) return null
  const { byId, byName, byRole, ...rest } = row
  const by = { id: byId, name: byName, role: byRole }
  return { ...rest, day: day(row.day), appealUntil: day(row.appealUntil), by }
}

/** Publishes; false when somebody was first. */
export async function insertResults(tx: Tx, institution: string, results: Results): Promise<boolean> {
  const { callId, runId, at, by } = results
  const row = await tx
    .insertInto('selection_results')
    .values({
      ...{ institution_id: institution, call_id: callId, run_id: runId, at, day: results.day },
      ...{ by_id: by.id, by_name: by.name, by_role: by.role, appeal_until: results.appealUntil },
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'call_id']).doNothing())
    .returning('call_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Writes the answer of every row of the published run, in one statement however many there are. */
export async function answerAll(tx: Tx, institution: string, { callId, runId, at, by }: Results): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into selection_answers (institution_id, call_id, case_id, seq, kind, cause, host, nth, funder, rank, why, reason,
      at, by_id, by_name, by_role)
    select ${institution}, ${callId}, row.case_id, 1, row.outcome, 'results', row.host, row.nth, row.funder,
      case when row.ranked then row.rank end, row.why, decision.reason, ${at}::timestamptz, ${by.id}, ${by.name}, ${by.role}
    from selection_rows row
    left join lateral (select reason, kind from selection_decisions d where d.institution_id = row.institution_id
      and d.call_id = ${callId} and d.case_id = row.case_id order by d.id desc limit 1) decision
      on row.by_hand and decision.kind <> 'open'
    where row.institution_id = ${institution} and row.run_id = ${runId}
    order by row.rank`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export interface NewAnswer {
  readonly institution: string
  readonly callId: string
  readonly caseId: string
  readonly kind: Outcome
  readonly cause: Cause
  readonly rank: number | null
  readonly why: Explained
  readonly reason: string | null
  readonly at: Date
  readonly by: Publisher
}

/** One more answer to somebody; the caller holds the call. */
export async function insertAnswer(tx: Tx, answer: NewAnswer): Promise<string> {
  const { institution, callId, caseId, kind, cause, rank, why, reason, at, by } = answer
  const before = await answersOfCase(tx, caseId)
  const { id } = await tx
    .insertInto('selection_answers')
    .values({
      ...{ institution_id: institution, call_id: callId, case_id: caseId, seq: (before[0]?.seq ?? 0) + 1, kind, cause },
      ...{ host: why.host, nth: why.nth, funder: why.funder, rank, why: toJson(why), reason, at },
      ...{ by_id: by.id, by_name: by.name, by_role: by.role },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface Answer {
  readonly id: string
  readonly callId: string
  readonly caseId: string
  readonly seq: number
  readonly kind: Outcome
  readonly cause: Cause
  readonly rank: number | null
  readonly why: Explained
  readonly reason: string | null
  readonly at: Date
  readonly by: Publisher
  readonly takenAt: Date | null
  readonly hindered: string | null
}

const answers = (db: Db) =>
  db
    .selectFrom('selection_answers as a')
    .select(['a.id', 'a.call_id as callId', 'a.case_id as caseId', 'a.seq', 'a.kind', 'a.cause', 'a.rank', 'a.why'])
    .select(['a.reason', 'a.at', 'a.by_id as byId', 'a.by_name as byName', 'a.by_role as byRole'])
    .select(['a.taken_at as takenAt', 'a.hindered'])

type Found = Awaited<ReturnType<ReturnType<typeof answers>['execute']>>[number]

function answerFrom({ byId, byName, byRole, ...row }: Found): Answer {
  const cause = causes.find((known) => known === row.cause) ?? 'hand'
  const by = { id: byId, name: byName, role: byRole }
  return { ...row, kind: outcomeFrom(row.kind), cause, why: explainedFrom(row.why), by }
}

/** What somebody was answered, the newest first; nothing before the results are out. */
export async function answersOfCase(db: Db, caseId: string): Promise<Answer[]> {
  return (await answers(db).where('a.case_id', '=', caseId).orderBy('a.seq', 'desc').execute()).map(answerFrom)
}

/** The answers that hold now, by case. */
export async function answersOf(db: Db, callId: string): Promise<ReadonlyMap<string, Answer>> {
  const rows = await answers(db)
    .distinctOn('a.case_id')
    .where('a.call_id', '=', callId)
    .orderBy('a.case_id')
    .orderBy('a.seq', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.caseId, answerFrom(row)]))
}

/** Answers whose cases do not stand there yet, the oldest first. */
export async function waitingAnswers(db: Db, callId: string, size: number): Promise<Answer[]> {
  const rows = await answers(db)
    .where('a.call_id', '=', callId)
    .where('a.taken_at', 'is', null)
    .orderBy('a.id')
    .limit(size)
    .execute()
  return rows.map(answerFrom)
}

export async function saveTaken(db: Db, id: string, at: Date, hindered: string | null): Promise<void> {
  await db
    .updateTable('selection_answers')
    .set({ taken_at: at, hindered })
    .where('id', '=', id)
    .where('taken_at', 'is', null)
    .execute()
}

export interface ProgressOf {
  readonly all: number
  readonly taken: number
  readonly hindered: number
}

export async function progressOf(db: Db, callId: string): Promise<ProgressOf> {
  return db
    .selectFrom('selection_answers')
    .select([
      sql<number>`count(*)::int`.as('all'),
      sql<number>`count(taken_at)::int`.as('taken'),
      sql<number>`count(hindered)::int`.as('hindered'),
    ])
    .where('call_id', '=', callId)
    .executeTakeFirstOrThrow()
}
