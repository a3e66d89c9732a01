import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { procedureHere } from './list-place.ts'
import { type Act, groundOf, type View, viewOf } from './moment.ts'
import type { Procedure } from './procedure.ts'
import { findCase } from './store.ts'

export type ViewOf = (visit: Visit) => Promise<View>

/** The case of the address, as the office sees it. */
export async function deskView(visit: Visit, procedures: readonly Procedure[]): Promise<View> {
  const procedure = procedureHere(visit, procedures)
  const db = visit.within(visit.place('cases.read').institution)
  const standing = await findCase(db, visit.param('id'))
  // What has not been sent is still the applicant's own paper.
  if (!standing?.arrivedAt) throw new NotFound()
  const view = await viewOf(await groundOf(visit.house, standing.institution, procedure), db, procedure, standing)
  return { ...view, procedures }
}

export function byOf(visit: Visit) {
  return visit.by
}

/** The officer at the desk as the one who acts. */
export function deskAct(visit: Visit): Act {
  const place = visit.place('cases.work')
  return {
    house: visit.house,
    institution: place.institution,
    by: { ...byOf(visit), role: place.role },
    party: 'office',
  }
}
