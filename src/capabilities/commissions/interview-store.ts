import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import type { Heard } from './interview-pages.tsx'
import type { Slot } from './interview-rules.ts'
import { interviewFrom } from './sheet-json.ts'

/** Most that a page shows of those who chose no time. */
const most = 100

/** Who is heard at which time, who was heard without one, and how many wait. */
export async function heardIn(db: Db, callId: string, slots: readonly Slot[]) {
  const chosen = slots.flatMap(({ caseId }) => caseId ?? [])
  const rows = await db
    .selectFrom('commission_candidates as one')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'one.institution_id').onRef('cases.id', '=', 'one.case_id'),
    )
    .select(['one.case_id as caseId', 'cases.title as name', 'one.interview'])
    .where('one.call_id', '=', callId)
    .where('one.withdrawn', '=', false)
    .orderBy(sql`one.case_id = any(${chosen}::uuid[])`, 'desc')
    .orderBy(sql`one.interview is null`, 'desc')
    .orderBy('cases.title')
    .limit(chosen.length + most)
    .execute()
  const heard = rows.map(({ caseId, name, interview }): Heard => {
    const slot = slots.find((one) => one.caseId === caseId) ?? null
    return { caseId, name, interview: interviewFrom(interview), slot }
  })
  const { silent } = await db
    .selectFrom('commission_candidates')
    .select(sql<number>`count(*)::int`.as('silent'))
    .where('call_id', '=', callId)
    .where('withdrawn', '=', false)
    .where('interview', 'is', null)
    .where(sql<boolean>`not case_id = any(${chosen}::uuid[])`)
    .executeTakeFirstOrThrow()
  return { heard, silent }
}
