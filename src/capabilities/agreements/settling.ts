import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { openLinksOf, revokeLink } from '../one-time-links/index.ts'
import { voidAnswers } from './answer-store.ts'
import type { Agreement, KeptState } from './rules.ts'
import { settleAgreement } from './store.ts'

interface Settling {
  readonly house: House
  readonly institution: string
  readonly by: { readonly name: string }
  readonly at: Date
}

/** What else changes when an agreement comes into a state: links for other words are shut, and what it renews is renewed. */
export async function whenSettled(tx: Tx, { by, at }: Settling, held: Agreement, state: KeptState): Promise<void> {
  if (state === 'drafted' || state === 'dropped') {
    for (const link of held.caseId ? await openLinksOf(tx, held.caseId) : []) await revokeLink(tx, link, by.name, at)
    await voidAnswers(tx, held.id, at)
  }
  if (state === 'inForce' && held.renewsId) await settleAgreement(tx, held.renewsId, { renewed_by: held.id }, at)
}
