import type { Db } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Printer } from '../../platform/print/index.ts'
import type { View } from '../cases/index.ts'
import { checkFiles } from './checks.ts'
import { filesToCheck, itemsOf, type Plan, packedOf, planOf } from './plan.ts'

/** Looks at a case's package of this name, into files that are new too. Throws NotFound for one that the procedure has not. */
export async function lookAt(house: House, view: View, kind: string, printer?: Printer): Promise<Plan> {
  const packed = packedOf(view.procedure, kind)
  if (!packed) throw new NotFound()
  const { institution } = view.standing
  const items = itemsOf(view, packed)
  const [checks, ends] = await Promise.all([
    checkFiles({ house, institution }, filesToCheck(items), printer),
    endsOf(house.database.within(institution), view),
  ])
  return planOf(view, kind, packed, checks, ends)
}

// What an officer wrote down of a paper counts before what the answers say of it.
async function endsOf(db: Db, { standing, situation, procedure, items }: View): Promise<Map<string, Day>> {
  const rows = await db
    .selectFrom('documents')
    .select(['type', 'ends_on'])
    .where('case_id', '=', standing.id)
    .where('ends_on', 'is not', null)
    .execute()
  const { passport } = procedure.person(situation.facts)
  const answered = items.flatMap(({ wanted }) =>
    wanted.record?.ends ? [[wanted.type, wanted.record.ends] as const] : [],
  )
  const own = passport?.ends ? [[passport.paper, passport.ends] as const] : []
  const written = rows.flatMap(({ type, ends_on }) => (ends_on ? [[type, day(ends_on)] as const] : []))
  return new Map([...own, ...answered, ...written])
}
