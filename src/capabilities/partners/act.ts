import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Language } from '../../platform/words/languages.ts'
import { edit } from '../institutions/index.ts'
import type { Partner } from './rules.ts'
import { findPartner, holdPartner, shownPartners } from './store.ts'

/** Who does it, where, and in which language they are told of names. */
export interface PartnerAct {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
  readonly language: Language
}

export function actOf(visit: Visit): PartnerAct {
  const { institution } = visit.place('partners.edit')
  return { house: visit.house, institution, by: visit.by, language: visit.language }
}

/** The partner of an address; one that was merged is read as the one that stays. @throws NotFound */
export async function partnerHere(visit: Visit): Promise<Partner> {
  const id = visit.param('id')
  const found = isUuid(id) ? await findPartner(visit.within(visit.place('partners.read').institution), id) : null
  if (!found) throw new NotFound()
  return found
}

export const freshId = (id: string | undefined) => (id && isUuid(id) ? id : crypto.randomUUID())

type Edited = { readonly before: unknown; readonly after: unknown }

/** One transaction: what is done, and who did it. @param record a partner's id, or what else its history stands under */
export async function changing(
  act: PartnerAct,
  record: string,
  work: (tx: Tx) => Promise<Outcome | Edited>,
): Promise<Outcome> {
  const db = act.house.database.within(act.institution)
  const by = { institution: act.institution, ...act.by, at: act.house.clock.now() }
  let outcome: Outcome = done
  await edit(db, by, `partners/${record}`, async (tx) => {
    const end = await work(tx)
    if (!('ok' in end)) return end
    outcome = end
    return undefined
  })
  shownPartners.forget(db)
  return outcome
}

export async function heldHere(tx: Tx, id: string): Promise<Partner> {
  const held = await holdPartner(tx, id)
  if (!held) throw new NotFound()
  return held
}

/** What concerns several partners goes one after the other in an institution: of two at once the second sees the first. */
export async function oneAtATime(tx: Tx, institution: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`partners ${institution}`}, 0))`.execute(tx)
}
