import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'

export const memberStates = ['visa', 'refused', 'arrived', 'absent'] as const
export type MemberState = (typeof memberStates)[number]

/** What became of one member, and since when. */
export interface Standing {
  readonly memberId: string
  readonly state: MemberState
  readonly on: Day
  readonly personId: string | null
  readonly byName: string
}

/** What became of the members of a delegation, as far as anybody said. */
export async function standingsOf(db: Db, caseId: string): Promise<ReadonlyMap<string, Standing>> {
  const rows = await db.selectFrom('invitation_members').selectAll().where('case_id', '=', caseId).execute()
  return new Map(
    rows.map(({ member_id, state, on_day, person_id, by_name }) => [
      member_id,
      { memberId: member_id, state: stateFrom(state), on: day(on_day), personId: person_id, byName: by_name },
    ]),
  )
}

function stateFrom(text: string): MemberState {
  const state = memberStates.find((known) => known === text)
  if (!state) throw new RangeError(`a member can't be ${text}`)
  return state
}

interface NewStanding {
  readonly institution: string
  readonly caseId: string
  readonly memberId: string
  readonly state: MemberState
  readonly on: Day
  readonly personId: string | null
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
}

export async function saveStanding(tx: Tx, given: NewStanding): Promise<void> {
  const said = {
    ...{ state: given.state, on_day: given.on, person_id: given.personId },
    ...{ at: given.at, by_id: given.by.id, by_name: given.by.name },
  }
  await tx
    .insertInto('invitation_members')
    .values({ institution_id: given.institution, case_id: given.caseId, member_id: given.memberId, ...said })
    .onConflict((conflict) => conflict.columns(['institution_id', 'case_id', 'member_id']).doUpdateSet(said))
    .execute()
}

/** Nobody has said anything of the member any more. */
export async function removeStanding(tx: Tx, caseId: string, memberId: string): Promise<void> {
  await tx.deleteFrom('invitation_members').where('case_id', '=', caseId).where('member_id', '=', memberId).execute()
}
