import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Tried } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { type PartnerAct, removeContact, writeContact } from './actions.ts'
import { contactsOf } from './contact-store.ts'
import { ContactFormPage } from './form-pages.tsx'
import { partnersAddress } from './list-page.tsx'
import { pageOf } from './partner-page.tsx'
import { contactForm, contactProblems, type Partner, type PartnerContact } from './rules.ts'

import { partnersWords } from './words.ts'

/** Whom the office writes to at a partner. */
export function contactRoutes(
  partnerHere: (visit: Visit) => Promise<Partner>,
  actOf: (visit: Visit) => PartnerAct,
): Routes {
  const address = `${partnersAddress}/:id/contacts`
  const blank = { typed: { language: 'en', role: 'nominations', how: 'mail', channel: 'mail' }, problems: [] }
  const contactHere = async (visit: Visit, partner: Partner) => {
    const all = await contactsOf(visit.within(actOf(visit).institution), partner.id)
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
      await removeContact(actOf(visit), partner.id, visit.param('contact'))
      return visit.go(pageOf(partner))
    })
}

const freshId = (id: string | undefined) => (id && isUuid(id) ? id : crypto.randomUUID())

async function showForm(visit: Visit, partner: Partner, contact: PartnerContact | null, tried: Tried) {
  const t = partnersWords(visit.language)
  const law = await lawOfToday(visit.house)
  const body = <ContactFormPage {...{ t, law, partner, contact, id: freshId(tried.typed.id), ...tried }} />
  const page = { frame: 'desk', title: t('contacts.title'), current: partnersAddress, body } as const
  return visit.show(page, tried.problems.length > 0 ? 422 : 200)
}
