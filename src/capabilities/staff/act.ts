import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { done, type Outcome } from '../../platform/outcome.ts'
import type { Institution, Unit } from '../institutions/index.ts'
import { type Given, needsUnit, whyNotUnit, whyNotUntil } from './rules.ts'
import type { Editor } from './store.ts'

/** Who changes the staff, where. */
export interface Act {
  readonly house: House
  readonly institution: Institution
  readonly units: readonly Unit[]
  readonly by: { readonly id: string; readonly name: string }
}

export const editorOf = ({ house, institution, by }: Act): Editor => ({
  institution: institution.id,
  ...by,
  at: house.clock.now(),
})

/** One transaction in the institution. */
export function within<Value>({ house, institution }: Act, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  return house.database.within(institution.id).transaction().execute(work)
}

/** A role as it will be kept: a unit only where the role has one. */
export function given<Asked extends Given>(asked: Asked): Asked {
  return needsUnit(asked.role) ? asked : { ...asked, unit: null }
}

/** Why a role can't be given so: no unit of the institution, or a last day that is over. */
export function whyNotGive({ house, units }: Act, { role, unit, until }: Given): Outcome {
  const place = whyNotUnit(role, unit ?? '', units)
  if (!place.ok) return place
  const last = whyNotUntil(until, house.clock.today())
  return last.ok ? done : last
}
