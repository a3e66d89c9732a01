import { type Outcome, refuse } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { actOf, changeRecord, dbHere, type LedgerRecord, recordAddress, recordHere } from '../ledgers/index.ts'
import { addPartner, namesake, partnerForm } from '../partners/index.ts'
import { isPerson } from './lead-ways.tsx'
import { leads } from './leads.ts'

/** An agreed lead becomes a partner of the register. */
export function leadRoutes(): Routes {
  return new Routes().post(`${leads.address}/:id/partner`, may('partners.edit'), async (visit) => {
    const lead = await recordHere(visit, leads)
    const outcome = isPerson(lead) || lead.archived ? refuse('lead.noPartner') : await becomePartner(visit, lead)
    return visit.go(`${recordAddress(leads, lead)}${outcome.ok ? '?done=saved' : ''}`)
  })
}

/**
 * The lead's id is the partner's: agreed twice, or by two at once, it is one partner. Whoever bears the name already is
 * that partner.
 */
async function becomePartner(visit: Visit, lead: LedgerRecord): Promise<Outcome> {
  const { said } = lead
  if (said.partner) return changeRecord(actOf(visit), leads, lead.id, said, lead.version)
  const partner = await partnerOf(visit, lead)
  return changeRecord(actOf(visit), leads, lead.id, { ...said, partner, stage: 'agreed' }, lead.version)
}

const kinds: Readonly<Record<string, string>> = {
  partner: 'university',
  programme: 'funding-organisation',
  mission: 'diplomatic-mission',
}

async function partnerOf(visit: Visit, { id, said }: LedgerRecord): Promise<string> {
  const { name = '', kind = '', country = '', city = '', site = '' } = said
  const there = await namesake(dbHere(visit), name)
  if (there) return there.id
  const entry = partnerForm.parse({
    ...{ name, country, kind: kinds[kind] ?? 'other', site: site.length > 300 ? '' : site },
    ...{ 'city.en': city.slice(0, 100), 'city.ru': city.slice(0, 100), 'city.ky': city.slice(0, 100) },
    ...{ status: 'contacts-established', shown: 'no' },
  })
  const made = await addPartner({ ...actOf(visit), language: visit.language }, id, entry)
  return made.ok ? id : ((await namesake(dbHere(visit), name))?.id ?? id)
}
