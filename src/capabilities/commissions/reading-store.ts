import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { stringAt } from '../../platform/database/json.ts'
import { interviewFrom, marksFrom } from './sheet-json.ts'
import type { Commission } from './store.ts'

/** How many of the call are read, scored and waited for. */
export async function countsOf(db: Db, callId: string) {
  const cases = await db
    .selectFrom('commission_candidates')
    .select([
      sql<number>`count(*) filter (where not withdrawn)::int`.as('judged'),
      sql<number>`count(score)::int`.as('scored'),
      sql<number>`count(*) filter (where out = 'conflict')::int`.as('lacking'),
    ])
    .where('call_id', '=', callId)
    .executeTakeFirstOrThrow()
  const readings = await db
    .selectFrom('commission_readings')
    .select([
      sql<number>`count(*) filter (where state <> 'out')::int`.as('asked'),
      sql<number>`count(*) filter (where state = 'done')::int`.as('done'),
    ])
    .where('call_id', '=', callId)
    .executeTakeFirstOrThrow()
  return { ...cases, ...readings }
}

/** What each member has to read and has read. */
export async function loadsByMember(db: Db, callId: string) {
  const rows = await db
    .selectFrom('commission_readings')
    .select([
      'member_id as member',
      sql<number>`count(*) filter (where state <> 'out')::int`.as('asked'),
      sql<number>`count(*) filter (where state = 'done')::int`.as('done'),
    ])
    .where('call_id', '=', callId)
    .groupBy('member_id')
    .execute()
  return new Map(rows.map((row) => [row.member, row]))
}

export type CaseFilter = 'all' | 'waiting' | 'apart'
export const caseFilters = ['all', 'waiting', 'apart'] as const

/** The commissions that an account sits on, those with something to read first. */
export async function seatsOfAccount(db: Db, accountId: string) {
  return await db
    .selectFrom('commission_members as member')
    .innerJoin('commissions', (join) =>
      join
        .onRef('commissions.institution_id', '=', 'member.institution_id')
        .onRef('commissions.call_id', '=', 'member.call_id'),
    )
    .leftJoin('commission_readings as one', (join) =>
      join.onRef('one.institution_id', '=', 'member.institution_id').onRef('one.member_id', '=', 'member.id'),
    )
    .select(['member.call_id as callId', 'member.id', 'member.role', 'commissions.opened_at as openedAt'])
    .select([
      sql<number>`count(*) filter (where one.state = 'waiting')::int`.as('waiting'),
      sql<number>`count(*) filter (where one.state = 'done')::int`.as('done'),
    ])
    .where('member.account_id', '=', accountId)
    .where('member.left_at', 'is', null)
    .groupBy(['member.call_id', 'member.id', 'member.role', 'commissions.opened_at'])
    .orderBy('waiting', 'desc')
    .orderBy('member.call_id')
    .execute()
}

export const readingStates = ['waiting', 'done', 'out'] as const
export type ReadingState = (typeof readingStates)[number]

/** A member's readings of one state. @param after id of the last one of the page before */
export async function readingsOfMember(
  db: Db,
  memberId: string,
  state: ReadingState,
  after: string | null,
  size: number,
) {
  const rows = await db
    .selectFrom('commission_readings as one')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'one.institution_id').onRef('cases.id', '=', 'one.case_id'),
    )
    .innerJoin('commission_candidates as candidate', (join) =>
      join.onRef('candidate.institution_id', '=', 'one.institution_id').onRef('candidate.case_id', '=', 'one.case_id'),
    )
    .select(['one.id', 'one.case_id as caseId', 'one.total', 'cases.title as name', 'cases.number', 'cases.unit'])
    .select(['candidate.withdrawn', 'one.done_at as doneAt'])
    .where('one.member_id', '=', memberId)
    .where('one.state', '=', state)
    .$if(after !== null, (query) => query.where('one.id', '>', after))
    .orderBy('one.id')
    .limit(size + 1)
    .execute()
  return { rows: rows.slice(0, size), more: rows.length > size }
}

/** How far a member is. */
export async function progressOf(db: Db, memberId: string) {
  return await db
    .selectFrom('commission_readings')
    .select([
      sql<number>`count(*) filter (where state = 'waiting')::int`.as('waiting'),
      sql<number>`count(*) filter (where state = 'done')::int`.as('done'),
      sql<number>`count(*) filter (where state = 'out')::int`.as('out'),
    ])
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow()
}

export interface ReadBy {
  readonly member: string
  readonly state: string
  readonly marks: Readonly<Record<string, number>> | null
  readonly total: number | null
  readonly note: string
  readonly doneAt: Date | null
}

export interface ConflictRow {
  readonly member: string
  readonly why: string
  readonly own: boolean
  readonly byName: string
  readonly at: Date
  readonly liftedAt: Date | null
  readonly liftedWhy: string | null
}

/** One application as the commission has it; null where it is none of this call. */
export async function candidateHere(db: Db, { callId }: Pick<Commission, 'callId'>, caseId: string) {
  const row = await db
    .selectFrom('commission_candidates')
    .select(['case_id as caseId', 'extra', 'interview', 'withdrawn', 'score', 'marks', 'apart', 'out', 'average'])
    .where('call_id', '=', callId)
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  if (!row) return null
  return {
    ...row,
    marks: marksFrom(row.marks),
    interview: interviewFrom(row.interview),
    readings: await readBy(db, caseId),
    conflicts: await conflictsAbout(db, caseId),
  }
}

export type CandidateHere = NonNullable<Awaited<ReturnType<typeof candidateHere>>>

async function readBy(db: Db, caseId: string): Promise<ReadBy[]> {
  const rows = await db
    .selectFrom('commission_readings')
    .select(['member_id as member', 'state', 'marks', 'total', 'note', 'done_at as doneAt'])
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, marks: row.marks === null ? null : marksFrom(row.marks) }))
}

const conflictColumns = [
  ...(['member_id as member', 'why', 'own', 'by_name as byName', 'at'] as const),
  ...(['lifted_at as liftedAt', 'lifted_why as liftedWhy'] as const),
] as const

function conflictsAbout(db: Db, caseId: string): Promise<ConflictRow[]> {
  return db
    .selectFrom('commission_conflicts')
    .select(conflictColumns)
    .where('case_id', '=', caseId)
    .orderBy('at')
    .execute()
}

/** Every conflict of a call's commission, with the applicants' names: for the minutes. */
export function conflictsOfCall(db: Db, callId: string) {
  return db
    .selectFrom('commission_conflicts as one')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'one.institution_id').onRef('cases.id', '=', 'one.case_id'),
    )
    .innerJoin('commission_members as member', (join) =>
      join.onRef('member.institution_id', '=', 'one.institution_id').onRef('member.id', '=', 'one.member_id'),
    )
    .select(['member.name as member', 'cases.title as applicant', 'one.why', 'one.lifted_at as liftedAt'])
    .where('member.call_id', '=', callId)
    .orderBy('member.name')
    .orderBy('cases.title')
    .execute()
}

/** What happened about one application, or with null to the commission as a whole, the newest first. */
export async function historyOf(db: Db, callId: string, caseId: string | null, size = 50) {
  const rows = await db
    .selectFrom('commission_events')
    .select(['seq', 'at', 'by_name as byName', 'kind', 'member_id as member', 'input'])
    .where('call_id', '=', callId)
    .$if(caseId !== null, (query) => query.where('case_id', '=', caseId))
    .$if(caseId === null, (query) => query.where('case_id', 'is', null))
    .orderBy('seq', 'desc')
    .limit(size)
    .execute()
  return rows.map(({ input, ...row }) => ({ ...row, why: stringAt(input, 'why') }))
}

/** Everybody in one case is in: from then on readers see each other's marks. */
export const allIn = (readings: readonly Pick<ReadBy, 'state'>[]) => readings.every(({ state }) => state !== 'waiting')
