import { isUuid } from '../../platform/database/ids.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { actOf, partnerHere } from './act.ts'
import { pageOf, partnersAddress } from './addresses.ts'
import { type Hooks, showPartner } from './page-routes.tsx'
import { say, successionForm, unsay } from './succession.ts'

/** What a partner was before and what it became. */
export function successionRoutes(hooks: Hooks): Routes {
  const address = `${partnersAddress}/:id/succession`
  const add = async (visit: Visit) => {
    const partner = await partnerHere(visit)
    const form = await visit.form(successionForm)
    if (!form.ok) return showPartner(visit, hooks, { tried: { ...form, form: 'succession' } })
    const outcome = await say(actOf(visit), partner.id, form.value)
    if (outcome.ok) return visit.go(`${pageOf(partner)}?done=saved`)
    const { key, params } = outcome.refusal
    const problems = [{ field: 'other', key, ...(params && { params }) }]
    return showPartner(visit, hooks, { tried: { typed: form.typed, problems, form: 'succession' } })
  }
  return new Routes()
    .post(address, may('partners.edit'), add)
    .post(`${address}/removal`, may('partners.edit'), async (visit) => {
      const partner = await partnerHere(visit)
      const { before = '', after = '' } = await visit.typed()
      if (isUuid(before) && isUuid(after)) await unsay(actOf(visit), partner.id, before, after)
      return visit.go(pageOf(partner))
    })
}
