import { isUuid } from '../../platform/database/ids.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findPartner, type Partner } from '../partners/index.ts'
import { findRound, type Round } from './store.ts'
import { incomingWords } from './words.ts'

export const dbHere = (visit: Visit) => visit.within(visit.place('cases.read').institution)

export async function roundHere(visit: Visit): Promise<Round> {
  const round = await findRound(dbHere(visit), visit.param('round'))
  if (!round) throw new NotFound()
  return round
}

export async function partnerHere(visit: Visit): Promise<Partner> {
  const id = visit.param('partner')
  const partner = isUuid(id) ? await findPartner(dbHere(visit), id) : null
  if (!partner) throw new NotFound()
  return partner
}

export function sayRefusal(visit: Visit, outcome: Outcome<unknown>): string {
  if (outcome.ok) return ''
  const { key, params } = outcome.refusal
  return incomingWords.byData(visit.language)(key, params)
}

/** A day as the three fields of a form. */
export function daysTyped(name: string, on: string): Typed {
  const [year = '', month = '', date = ''] = on.split('-')
  return { [`${name}.day`]: String(Number(date)), [`${name}.month`]: String(Number(month)), [`${name}.year`]: year }
}
