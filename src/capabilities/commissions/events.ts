import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson, valueAt } from '../../platform/database/json.ts'
import type { Act } from './act.ts'
import type { Event } from './replay.ts'
import { interviewFrom, marksFrom, sheetFrom } from './sheet-json.ts'
import type { Commission } from './store.ts'

/** Something that happened, as it is written down: one row, never changed. */
export interface Happened {
  readonly kind: string
  readonly caseId?: string | null
  readonly memberId?: string | null
  readonly input?: unknown
}

/** Writes down what happened, in this order; the caller holds the commission. */
export async function writeDown(tx: Tx, act: Act, { institution, callId }: Commission, happened: readonly Happened[]) {
  if (happened.length === 0) return
  const { last } = await tx
    .updateTable('commissions')
    .set({ last_seq: sql<number>`last_seq + ${happened.length}` })
    .where('call_id', '=', callId)
    .returning('last_seq as last')
    .executeTakeFirstOrThrow()
  const rows = happened.map(({ kind, caseId = null, memberId = null, input = {} }, at) => ({
    ...{ seq: last - happened.length + 1 + at, kind, case_id: caseId, member_id: memberId, input },
  }))
  await sql`
    insert into commission_events (institution_id, call_id, at, by_id, by_name, seq, kind, case_id, member_id, input)
    select ${institution}, ${callId}::uuid, ${act.house.clock.now()}::timestamptz, ${act.by.id}, ${act.by.name}, one.*
    from jsonb_to_recordset(${toJson(rows)}::jsonb)
      as one(seq int, kind text, case_id uuid, member_id uuid, input jsonb)`.execute(tx)
}

/** What happened in the commission of a call, as the ranking is played again from it. */
export async function eventsOf(db: Db, callId: string): Promise<Event[]> {
  const rows = await db
    .selectFrom('commission_events')
    .select(['seq', 'kind', 'case_id as caseId', 'member_id as member', 'input'])
    .where('call_id', '=', callId)
    .execute()
  return rows.flatMap(eventFrom)
}

interface Row {
  readonly seq: number
  readonly kind: string
  readonly caseId: string | null
  readonly member: string | null
  readonly input: unknown
}

const readingKinds = ['assigned', 'unassigned', 'conflict', 'lifted', 'reopened'] as const

function eventFrom({ seq, kind, caseId, member, input }: Row): Event[] {
  if (kind === 'opened') return [{ seq, kind, seed: String(valueAt(input, 'seed')) }]
  if (kind === 'sheet') return [{ seq, kind, sheet: sheetFrom(valueAt(input, 'sheet')) }]
  if (!caseId) return []
  if (kind === 'candidate') {
    const average = valueAt(input, 'average')
    const known = typeof average === 'number' ? average : null
    return [{ seq, kind, caseId, arrived: Number(valueAt(input, 'arrived')), average: known }]
  }
  if (kind === 'withdrawn' || kind === 'back') return [{ seq, kind, caseId }]
  if (kind === 'interviewed') {
    const interview = interviewFrom(valueAt(input, 'interview'))
    return interview ? [{ seq, kind, caseId, interview }] : []
  }
  if (!member) return []
  if (kind === 'scored') return [{ seq, kind, caseId, member, marks: marksFrom(valueAt(input, 'marks')) }]
  const found = readingKinds.find((one) => one === kind)
  return found ? [{ seq, kind: found, caseId, member }] : []
}
