import { isUuid } from '../../platform/database/ids.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { LedgerAct } from './actions.ts'
import { dbHere } from './ground.ts'
import type { Ledger, LedgerRecord } from './ledger.ts'
import { findRecord } from './store.ts'
import { wordsOf } from './words.ts'

export const actOf = (visit: Visit): LedgerAct => ({
  house: visit.house,
  institution: visit.place('partners.edit').institution,
  by: visit.by,
})

/** The record of the address, of the reader's own institution; one put away too. */
export async function recordHere(visit: Visit, ledger: Ledger): Promise<LedgerRecord> {
  const id = visit.param('id')
  const found = isUuid(id) ? await findRecord(dbHere(visit), ledger, id) : null
  if (!found) throw new NotFound()
  return found
}

export const freshId = (id: string | undefined) => (id && isUuid(id) ? id : crypto.randomUUID())

export function sayRefusal(visit: Visit, ledger: Ledger, { refusal }: Extract<Outcome, { ok: false }>): string {
  return wordsOf(ledger, visit.language).find(refusal.key, refusal.params) ?? refusal.key
}
