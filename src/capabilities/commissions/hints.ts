import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { conflictsOf } from './counting.ts'
import { familyWords, maybeRelatives } from './families.ts'
import type { Commission, Member } from './store.ts'

/** Most pairs that a page shows. */
const most = 50

export interface Hint {
  readonly caseId: string
  readonly name: string
  readonly member: Member
}

/** Applicants and members of one family name, where nobody has said yet whether it means anything. */
export async function hintsOf(db: Db, { callId, members }: Commission): Promise<Hint[]> {
  const here = members.filter(({ leftAt }) => !leftAt)
  const words = here.flatMap(({ name }) => familyWords(name))
  const rows = await db
    .selectFrom('commission_candidates as one')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'one.institution_id').onRef('cases.id', '=', 'one.case_id'),
    )
    .select(['one.case_id as caseId', 'cases.title as name', sql<string>`cases.facts ->> 'family'`.as('family')])
    .where('one.call_id', '=', callId)
    .where('one.withdrawn', '=', false)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('case_words as word')
          .select('word.word')
          .where('word.procedure', '=', 'mobility')
          .whereRef('word.case_id', '=', 'one.case_id')
          .where('word.word', '=', sql<string>`any(${words})`),
      ),
    )
    .orderBy('cases.title')
    .limit(most)
    .execute()
  const said = new Set((await conflictsOf(db, callId)).map(({ caseId, member }) => `${caseId} ${member}`))
  return rows.flatMap(({ caseId, name, family }) =>
    here
      .filter((member) => !said.has(`${caseId} ${member.id}`) && maybeRelatives(member.name, family ?? ''))
      .map((member) => ({ caseId, name, member })),
  )
}
