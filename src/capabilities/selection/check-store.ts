import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import type { Call } from '../calls/index.ts'
import { mobilityCasesOf } from '../mobility/index.ts'
import { answersOf, resultsOf } from './answer-store.ts'
import type { Checked } from './check-rules.ts'
import type { By } from './run-store.ts'
import { lastRun, standingsIn } from './run-store.ts'

/** Everybody who has applied for a call and whose case is not over, with what they are or will be answered. */
export async function checkedOf(db: Db, call: Call): Promise<readonly Checked[]> {
  const cases = await mobilityCasesOf(db, call.id)
  const [answers, run, results, named, reached] = [
    await answersOf(db, call.id),
    await lastRun(db, call.id),
    await resultsOf(db, call.id),
    await namedOf(db, call.id),
    await reachedOf(
      db,
      cases.map(({ caseId }) => caseId),
    ),
  ]
  const standings = run && !results ? await standingsIn(db, run.id) : new Map()
  return cases.map(({ caseId, number, name, stage }) => {
    const answer = answers.get(caseId) ?? null
    const outcome = answer?.kind ?? (stage === 'selecting' ? (standings.get(caseId)?.outcome ?? null) : null)
    const { email = null, refused = null } = reached.get(caseId) ?? {}
    return { caseId, number, name, stage, outcome, answer, email, refused, named: named.get(caseId) ?? null }
  })
}

/** Where mails go, and what the server said where the last one did not arrive. */
async function reachedOf(db: Db, caseIds: readonly string[]) {
  const { rows } = await sql<{ id: string; email: string | null; refused: string | null }>`
    select c.id, p.email, case when m.state = 'refused' then coalesce(m.answer, '') end as refused
    from cases c
    join persons p on p.institution_id = c.institution_id and p.id = c.subject_id
    left join lateral (select state, answer from mails where mails.institution_id = c.institution_id and mails.case_id = c.id
      order by queued_at desc limit 1) m on true
    where c.id = any(${caseIds}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Who gets no answer, and why. */
export async function namedOf(db: Db, callId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('selection_named')
    .select(['case_id', 'reason'])
    .where('call_id', '=', callId)
    .execute()
  return new Map(rows.map(({ case_id, reason }) => [case_id, reason]))
}

export interface Naming {
  readonly institution: string
  readonly callId: string
  readonly caseIds: readonly string[]
  readonly reason: string
  readonly at: Date
  readonly by: By
}

/** Writes down why people get no answer; whoever was named before keeps the first reason. */
export async function nameAll(tx: Tx, { institution, callId, caseIds, reason, at, by }: Naming): Promise<void> {
  await sql`
    insert into selection_named (institution_id, call_id, case_id, reason, at, by_id, by_name)
    select ${institution}, ${callId}, id, ${reason}, ${at}::timestamptz, ${by.id}, ${by.name} from unnest(${caseIds}::uuid[]) id
    on conflict do nothing`.execute(tx)
}

export async function unname(db: Db, callId: string, caseIds: readonly string[]): Promise<void> {
  await sql`delete from selection_named where call_id = ${callId} and case_id = any(${caseIds}::uuid[])`.execute(db)
}
