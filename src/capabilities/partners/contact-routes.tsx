import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Tried } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { actOf, freshId, partnerHere } from './act.ts'
import { pageOf, partnersAddress } from './addresses.ts'
import { partWith, writeContact } from './contact-actions.ts'
import { everyContact } from './contact-store.ts'
import { ContactFormPage } from './form-pages.tsx'
import { contactForm, contactProblems, type Partner, type PartnerContact } from './rules.ts'

import { partnersWords } from './words.ts'

/** Whom the office writes to at a partner. */
export function contactRoutes(): Routes {
  const address = `${partnersAddress}/:id/contacts`
  const blank = { typed: { language: 'en', role: 'nominations', how: 'mail', channel: 'mail' }, problems: [] }
  const contactHere = async (visit: Visit, partner: Partner) => {
    const all = await everyContact(visit.within(actOf(visit).institution), partner.id)
    const found = all.find(({ id }) => id === visit.param('contact'))
    if (!found) throw new NotFound()
    return found
  }
  const write = async (visit: Visit, partner: Partner, contact: PartnerContact | null) => {
    const form = await visit.form(contactForm)
    const problems = form.ok ? contactProblems(form.value) : form.problems
    if (!form.ok || problems.length > 0) return showForm(visit, partner, contact, { typed: form.typed, problems })
    await writeContact(actOf(visit), partner.id, contact?.id ?? freshId(form.typed.id), form.value)
    return visit.go(`${pageOf(partner)}?done=saved`)
  }
  return new Routes()
    .get(`${address}/new`, may('partners.edit'), async (visit) =>
      showForm(visit, await partnerHere(visit), null, blank),
    )
    .post(`${address}/new`, may('partners.edit'), async (visit) => write(visit, await partnerHere(visit), null))
    .get(`${address}/:contact`, may('partners.edit'), async (visit) => {
      const partner = await partnerHere(visit)
      const contact = await contactHere(visit, partner)
      const { id: _, partnerId: __, formerSince: ___, ...typed } = contact
      return showForm(visit, partner, contact, { typed, problems: [] })
    })
    .post(`${address}/:contact`, may('partners.edit'), async (visit) => {
      const partner = await partnerHere(visit)
      return write(visit, partner, await contactHere(visit, partner))
    })
    .post(`${address}/:contact/removal`, may('partners.edit'), async (visit) => {
      const partner = await partnerHere(visit)
      const former = (await visit.typed()).former !== 'no'
      await partWith(actOf(visit), partner.id, visit.param('contact'), former)
      return visit.go(`${pageOf(partner)}?done=saved`)
    })
}

async function showForm(visit: Visit, partner: Partner, contact: PartnerContact | null, tried: Tried) {
  const t = partnersWords(visit.language)
  const law = await lawOfToday(visit.house)
  const body = <ContactFormPage {...{ t, law, partner, contact, id: freshId(tried.typed.id), ...tried }} />
  const page = { frame: 'desk', title: t('contacts.title'), current: partnersAddress, body } as const
  return visit.show(page, tried.problems.length > 0 ? 422 : 200)
}
