import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Act } from './act.ts'
import { type Assignment, assign } from './assigning.ts'
import { eventsOf, type Happened, writeDown } from './events.ts'
import { counted, type Replayed, replay } from './replay.ts'
import { scoreOf } from './rules.ts'
import { interviewFrom, marksFrom } from './sheet-json.ts'
import { type Commission, readersOf } from './store.ts'

/** Counts the scores of these cases anew and keeps them beside the events. Null: all of the call. */
export async function recount(tx: Tx, commission: Commission, caseIds: readonly string[] | null): Promise<void> {
  const { sheet, seed, callId } = commission
  if (!sheet || !seed) return
  const [candidates, readings] = [await candidatesOf(tx, callId, caseIds), await readingsOf(tx, callId, caseIds)]
  const byCase = Map.groupBy(readings, ({ caseId }) => caseId)
  const rows = candidates.map((one) => {
    const read = (byCase.get(one.caseId) ?? []).map(({ member, state, marks }) => ({
      member,
      marks: marks === null ? null : marksFrom(marks),
      conflict: state === 'out',
    }))
    const candidate = { caseId: one.caseId, arrived: one.arrivedAt.getTime(), average: one.average }
    const score = scoreOf(sheet, read, interviewFrom(one.interview))
    return { id: one.caseId, ...counted(sheet, seed, candidate, score, one.withdrawn) }
  })
  await keepScores(tx, rows)
}

function candidatesOf(db: Db, callId: string, caseIds: readonly string[] | null) {
  return db
    .selectFrom('commission_candidates')
    .select(['case_id as caseId', 'arrived_at as arrivedAt', 'average', 'interview', 'withdrawn', 'extra'])
    .where('call_id', '=', callId)
    .$if(caseIds !== null, (query) => query.where('case_id', '=', sql<string>`any(${caseIds}::uuid[])`))
    .execute()
}

function readingsOf(db: Db, callId: string, caseIds: readonly string[] | null) {
  return db
    .selectFrom('commission_readings')
    .select(['case_id as caseId', 'member_id as member', 'state', 'marks'])
    .where('call_id', '=', callId)
    .$if(caseIds !== null, (query) => query.where('case_id', '=', sql<string>`any(${caseIds}::uuid[])`))
    .execute()
}

async function keepScores(tx: Tx, rows: readonly (Replayed & { readonly id: string })[]): Promise<void> {
  await sql`
    update commission_candidates set score = one.score, marks = one.marks, apart = one.apart, out = one.out,
      rank_key = (select array_agg(n::double precision order by at)
        from jsonb_array_elements_text(nullif(one.key, 'null')) with ordinality as k(n, at))
    from jsonb_to_recordset(${toJson(rows)}::jsonb)
      as one(id uuid, score int, marks jsonb, apart int, out text, key jsonb)
    where commission_candidates.case_id = one.id`.execute(tx)
}

/**
 * Gives readers to whoever lacks some: evenly, and never with a conflict. Gives what was assigned. Null: all of the call.
 * @param barred nobody of these is asked again, case by case
 */
export async function fillReaders(
  tx: Tx,
  act: Act,
  commission: Commission,
  caseIds: readonly string[] | null,
  barred: readonly Assignment[] = [],
): Promise<Assignment[]> {
  const { sheet, callId } = commission
  if (!sheet || !commission.openedAt) return []
  const [candidates, readings] = [await candidatesOf(tx, callId, caseIds), await readingsOf(tx, callId, caseIds)]
  const conflicts = await conflictsOf(tx, callId)
  const readBy = Map.groupBy(readings, ({ caseId }) => caseId)
  const notBy = Map.groupBy([...conflicts, ...barred], ({ caseId }) => caseId)
  const toRead = candidates
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ caseId, extra }) => {
      const read = readBy.get(caseId) ?? []
      const lacks = sheet.readers + extra - read.filter(({ state }) => state !== 'out').length
      return { caseId, lacks, barred: new Set([...read, ...(notBy.get(caseId) ?? [])].map(({ member }) => member)) }
    })
    .filter(({ lacks }) => lacks > 0)
  const loads = await loadsOf(tx, callId)
  const found = assign(
    toRead,
    readersOf(commission).map(({ id }) => ({ id, load: loads.get(id) ?? 0 })),
  )
  await giveReadings(tx, act, commission, found)
  return found
}

export async function giveReadings(tx: Tx, act: Act, commission: Commission, given: readonly Assignment[], input = {}) {
  if (given.length === 0) return
  await sql`
    insert into commission_readings (institution_id, call_id, case_id, member_id)
    select ${commission.institution}, ${commission.callId}::uuid, one.*
    from jsonb_to_recordset(${toJson(given.map(({ caseId, member }) => ({ case_id: caseId, member_id: member })))}::jsonb)
      as one(case_id uuid, member_id uuid)`.execute(tx)
  const happened = given.map(({ caseId, member }): Happened => ({ kind: 'assigned', caseId, memberId: member, input }))
  await writeDown(tx, act, commission, happened)
}

/** Who has a conflict with whom, as things stand. */
export function conflictsOf(db: Db, callId: string) {
  return db
    .selectFrom('commission_conflicts as one')
    .innerJoin('commission_members as member', (join) =>
      join.onRef('member.institution_id', '=', 'one.institution_id').onRef('member.id', '=', 'one.member_id'),
    )
    .select(['one.case_id as caseId', 'one.member_id as member'])
    .where('member.call_id', '=', callId)
    .where('one.lifted_at', 'is', null)
    .execute()
}

async function loadsOf(db: Db, callId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('commission_readings')
    .select(['member_id as member', sql<number>`count(*)::int`.as('count')])
    .where('call_id', '=', callId)
    .where('state', '!=', 'out')
    .groupBy('member_id')
    .execute()
  return new Map(rows.map(({ member, count }) => [member, count]))
}

export interface ReplayCheck {
  readonly events: number
  readonly cases: number
  /** Where what is kept differs from what the events say. */
  readonly faults: readonly string[]
}

/** Plays everything again from what was written down and compares it with what is kept. */
export async function checkReplay(db: Db, callId: string): Promise<ReplayCheck> {
  const events = await eventsOf(db, callId)
  const played = replay(events)
  const kept = await db
    .selectFrom('commission_candidates')
    .select(['case_id as caseId', 'score', 'rank_key as key', 'out'])
    .where('call_id', '=', callId)
    .execute()
  const faults = kept.filter(({ caseId, ...one }) => !isAlike(one, played.get(caseId))).map(({ caseId }) => caseId)
  const there = new Set(kept.map(({ caseId }) => caseId))
  const missing = [...played.keys()].filter((id) => !there.has(id))
  return { events: events.length, cases: played.size, faults: [...faults, ...missing] }
}

function isAlike(kept: Pick<Replayed, 'score' | 'key'> & { readonly out: string | null }, played?: Replayed): boolean {
  if (!played || kept.score !== played.score || kept.out !== played.out) return false
  return (kept.key ?? []).join() === (played.key ?? []).join()
}
