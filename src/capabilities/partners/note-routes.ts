import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { actOf, freshId, partnerHere } from './act.ts'
import { pageOf, partnersAddress } from './addresses.ts'
import { addNote, noteForm, strikeOut } from './note-actions.ts'
import { type Hooks, showPartner } from './page-routes.tsx'

/** Notes and talks of a partner. */
export function noteRoutes(hooks: Hooks): Routes {
  const address = `${partnersAddress}/:id/notes`
  const add = async (visit: Visit) => {
    const partner = await partnerHere(visit)
    const form = await visit.form(noteForm)
    if (!form.ok) return showPartner(visit, hooks, { tried: { ...form, form: 'note' } })
    const outcome = await addNote(actOf(visit), partner.id, freshId(form.typed.id), form.value)
    if (outcome.ok) return visit.go(`${pageOf(partner)}?done=saved`)
    const problems = [{ field: 'on', key: outcome.refusal.key }]
    return showPartner(visit, hooks, { tried: { typed: form.typed, problems, form: 'note' } })
  }
  return new Routes()
    .post(address, may('partners.edit'), add)
    .post(`${address}/:note/strike`, may('partners.edit'), async (visit) => {
      const partner = await partnerHere(visit)
      await strikeOut(actOf(visit), partner.id, visit.param('note'))
      return visit.go(pageOf(partner))
    })
}
