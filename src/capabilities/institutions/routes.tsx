import type { House } from '../../platform/house.ts'
import type { Html } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Form, Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { restoreRecord, shippedPacks } from '../packs/index.ts'
import { aboutRoutes, absentOf } from './about-routes.tsx'
import { unclearOf } from './about-store.ts'
import { identityRoutes } from './identity-routes.tsx'
import { ContactPage, OfficePage, PersonPage } from './pages.tsx'
import {
  addressForm,
  type Contact,
  type ContactChange,
  type Office,
  personForm,
  type StaffMember,
  valueForm,
} from './rules.ts'
import { editorOf, findInstitution, listInstitutions, officeOf, saveContact, savePerson } from './store.ts'
import { officeWords } from './words.ts'

/** The desk's page of the office: its people and contacts, each to be changed or brought back to the pack's version. */
export function officeRoutes(house: House, packs: URL | string = shippedPacks): Routes {
  return new Routes()
    .get('/desk/office', may('office.edit'), async (visit) => {
      const t = officeWords(visit.language)
      const done = visit.query('done')
      const notice = done === 'saved' || done === 'restored' || done === 'unitRenamed' ? t(`office.${done}`) : null
      const office = await officeOf(scope(visit))
      const open = await countUnclear(visit, office)
      return show(visit, t('office.title'), <OfficePage t={t} office={office} open={open} notice={notice} />)
    })
    .get('/desk/office/people/:id', may('office.edit'), async (visit) => {
      const person = await personOf(visit)
      return showPerson(visit, person, { typed: { name: person.name, ...person.post }, problems: [] })
    })
    .post('/desk/office/people/:id', may('office.edit'), async (visit) => {
      const person = await personOf(visit)
      const form = await visit.form(personForm)
      if (!form.ok) return showPerson(visit, person, form, 422)
      if (!(await savePerson(scope(visit), person.id, form.value, editorOf(visit, 'office.edit')))) throw new NotFound()
      return visit.go('/desk/office?done=saved')
    })
    .post('/desk/office/people/:id/restoration', may('office.edit'), async (visit) => {
      const person = await personOf(visit)
      if (await restore(house, packs, visit, 'staff', person.id)) return visit.go('/desk/office?done=restored')
      const refusal = officeWords(visit.language)('office.packFaulty')
      return showPerson(visit, person, { typed: { name: person.name, ...person.post }, problems: [], refusal }, 409)
    })
    .get('/desk/office/contacts/:id', may('office.edit'), async (visit) => {
      const contact = await contactOf(visit)
      return showContact(visit, contact, { typed: typedAs(contact), problems: [] })
    })
    .post('/desk/office/contacts/:id', may('office.edit'), async (visit) => {
      const contact = await contactOf(visit)
      const form = await readContact(visit, contact)
      if (!form.ok) return showContact(visit, contact, form, 422)
      if (!(await saveContact(scope(visit), contact.id, form.value, editorOf(visit, 'office.edit'))))
        throw new NotFound()
      return visit.go('/desk/office?done=saved')
    })
    .post('/desk/office/contacts/:id/restoration', may('office.edit'), async (visit) => {
      const contact = await contactOf(visit)
      if (await restore(house, packs, visit, 'contacts', contact.id)) return visit.go('/desk/office?done=restored')
      const refusal = officeWords(visit.language)('office.packFaulty')
      return showContact(visit, contact, { typed: typedAs(contact), problems: [], refusal }, 409)
    })
    .also(aboutRoutes(house))
    .also(identityRoutes(house, packs))
}

async function countUnclear(visit: Visit, office: Office): Promise<number> {
  const { institution } = visit.place('office.edit')
  const found = await findInstitution(visit.house.database.shared, institution)
  const open = (await unclearOf(scope(visit))).filter(({ cleared }) => !cleared)
  return open.length + (found ? absentOf(officeWords(visit.language), found, office).length : 0)
}

const scope = (visit: Visit) => visit.within(visit.place('office.edit').institution)

async function personOf(visit: Visit): Promise<StaffMember> {
  const found = (await officeOf(scope(visit))).staff.find(({ id }) => id === visit.param('id'))
  if (!found) throw new NotFound()
  return found
}

async function contactOf(visit: Visit): Promise<Contact> {
  const { contacts, staff } = await officeOf(scope(visit))
  const all = [...contacts, ...staff.flatMap((person) => person.contacts)]
  const found = all.find(({ id }) => id === visit.param('id'))
  if (!found) throw new NotFound()
  return found
}

function typedAs({ value, text }: Contact): Typed {
  return text ? { ...text } : { value }
}

async function readContact(visit: Visit, { kind }: Contact): Promise<Form<ContactChange>> {
  if (kind !== 'address') {
    const form = await visit.form(valueForm(kind))
    return form.ok ? { ...form, value: { value: form.value.value, text: null } } : form
  }
  const form = await visit.form(addressForm)
  return form.ok ? { ...form, value: { value: form.value.en, text: form.value } } : form
}

async function restore(house: House, packs: URL | string, visit: Visit, table: 'staff' | 'contacts', id: string) {
  const { institution } = visit.place('office.edit')
  const isBack = await restoreRecord(house.database, packs, { institution, table, id })
  officeOf.forget(scope(visit))
  listInstitutions.forget(house.database.shared)
  return isBack
}

type Shown = { typed: Typed; problems: readonly Problem[]; refusal?: string }

function showPerson(visit: Visit, person: StaffMember, shown: Shown, status?: 409 | 422) {
  const t = officeWords(visit.language)
  return show(visit, person.name, <PersonPage t={t} person={person} {...shown} />, status)
}

function showContact(visit: Visit, contact: Contact, shown: Shown, status?: 409 | 422) {
  const t = officeWords(visit.language)
  return show(visit, t(`office.${contact.kind}`), <ContactPage t={t} contact={contact} {...shown} />, status)
}

function show(visit: Visit, title: string, body: Html, status?: 409 | 422) {
  return visit.show({ frame: 'desk', title, current: '/desk/office', body }, status)
}
