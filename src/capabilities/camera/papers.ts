import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Act, findCase, groundOf, type Procedure, type View, viewOf } from '../cases/index.ts'

/** The papers of a case that take files now, or the one of them that a link is for. */
export function takingPapers(view: View, type: string | null = null): View['items'] {
  return view.items.filter(
    ({ wanted, state }) => !['accepted', 'waived'].includes(state) && (type === null || wanted.type === type),
  )
}

/** A case as its rules see it, for whoever holds a link to it. */
export async function viewOfCase(
  house: House,
  institution: string,
  caseId: string,
  procedures: readonly Procedure[],
): Promise<View | null> {
  const db = house.database.within(institution)
  const standing = await findCase(db, caseId)
  const procedure = procedures.find(({ name }) => name === standing?.procedure)
  return procedure ? viewOf(await groundOf(house, institution, procedure), db, procedure, standing) : null
}

/** What comes through a link was brought by the subject of the case, who made it. */
export async function actOfSubject(house: House, { standing }: View): Promise<Act> {
  const account = await house.database.shared
    .selectFrom('accounts')
    .select(['id', 'name', 'email'])
    .where('id', '=', standing.accountId ?? '')
    .executeTakeFirst()
  if (!account) throw new NotFound()
  const by = { id: account.id, name: account.name || account.email, role: 'subject' }
  return { house, institution: standing.institution, by, party: 'subject' }
}
