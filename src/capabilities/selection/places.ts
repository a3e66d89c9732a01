import type { Db } from '../../platform/database/index.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type Call, findCall } from '../calls/index.ts'
import { type MobilityCase, mobilityCasesOf } from '../mobility/index.ts'
import type { Act } from './actions.ts'
import { namesIn } from './names.ts'
import type { Here } from './parts.tsx'
import { selectionWords } from './words.ts'

/** The selection of the address: the call, what things are called, and what the reader may do. */
export interface Place extends Here {
  readonly db: Db
  readonly call: Call
}

/** @throws NotFound for a call of another institution, a draft, and guests who come in: those are not selected here */
export async function placeHere(visit: Visit): Promise<Place> {
  const { institution } = visit.place('selection.read')
  const db = visit.within(institution)
  const call = await findCall(db, visit.param('id'))
  if (!call || !isSelected(call)) throw new NotFound()
  const t = selectionWords(visit.language)
  return { db, t, call, names: await namesIn(db, call), mayWork: visit.may('cases.work', institution) }
}

/** Own people apply for it, so that there is something to select. */
export const isSelected = ({ direction, edition }: Call) => direction === 'outgoing' && edition > 0

export async function personHere(visit: Visit, { db, call }: Place): Promise<MobilityCase> {
  const id = visit.param('case')
  const one = (await mobilityCasesOf(db, call.id)).find(({ caseId }) => caseId === id)
  if (!one) throw new NotFound()
  return one
}

/** The officer as the one who selects; a route that calls this stands behind `cases.work`. */
export function selectionAct(visit: Visit): Act {
  const { institution, role } = visit.place('cases.work')
  return { house: visit.house, institution, by: { ...visit.by, role } }
}
