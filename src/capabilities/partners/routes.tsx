import { isUuid } from '../../platform/database/ids.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Permission } from '../../platform/sessions/index.ts'
import { may, open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage, type Language } from '../../platform/words/languages.ts'
import type { Tried } from '../cases/index.ts'
import { findInstitution, officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { addPartner, archivePartner, changePartner, noteContact, type PartnerAct } from './actions.ts'
import { contactRoutes } from './contact-routes.tsx'
import { contactsOf } from './contact-store.ts'
import { exportPartners } from './export.ts'
import { PartnerFormPage, typedPartner } from './form-pages.tsx'
import { PartnersPage, partnersAddress } from './list-page.tsx'
import type { PartnerPanel, PublicPartnersPanel } from './panels.ts'
import { PartnerPage, pageOf } from './partner-page.tsx'
import { PublicPartnersPage } from './public-page.tsx'
import { type Partner, partnerForm, partnerProblems, readPartnerFilter, spokeForm } from './rules.ts'
import { countriesOf, editsOf, findPartner, partnersOf, partsOf, shownPartners } from './store.ts'
import { partnersWords } from './words.ts'

const pageSize = 50

/** A way from a partner's page to what a later capability does with the partner. */
export interface PartnerWay {
  readonly href: (partner: Partner) => Href
  readonly text: (language: Language) => string
  readonly needs: Permission
}

/** What later capabilities hang onto the pages. */
interface Hooks {
  readonly ways: readonly PartnerWay[]
  readonly panels: readonly PartnerPanel[]
  readonly publicPanels: readonly PublicPartnersPanel[]
}

/** The register of partners for the office, and the page of partners for everybody. */
export function partnerRoutes(hooks: Hooks): Routes {
  const showOne = (visit: Visit, shown: Shown = {}) => show(visit, hooks, shown)
  const one = `${partnersAddress}/:id`
  return new Routes()
    .get('/:institution/:language{(?:en|ru|ky)}/partners', open, (visit) => showPublic(visit, hooks))
    .get(partnersAddress, may('partners.read'), showList)
    .get(`${partnersAddress}/export.xlsx`, may('partners.read'), (visit) =>
      exportPartners(visit, filterOf(visit), 'xlsx'),
    )
    .get(`${partnersAddress}/export.csv`, may('partners.read'), (visit) =>
      exportPartners(visit, filterOf(visit), 'csv'),
    )
    .get(`${partnersAddress}/new`, may('partners.edit'), (visit) =>
      showForm(visit, null, { typed: { shown: 'no', name: visit.query('name') ?? '' }, problems: [] }),
    )
    .post(`${partnersAddress}/new`, may('partners.edit'), add)
    .get(one, may('partners.read'), (visit) => showOne(visit))
    .get(`${one}/edit`, may('partners.edit'), async (visit) => {
      const partner = await partnerHere(visit)
      if (partner.archived) return visit.go(pageOf(partner))
      return showForm(visit, partner, { typed: typedPartner(partner, partnersWords(visit.language)), problems: [] })
    })
    .post(`${one}/edit`, may('partners.edit'), change)
    .post(`${one}/archive`, may('partners.edit'), async (visit) => {
      const partner = await partnerHere(visit)
      await archivePartner(actOf(visit), partner.id, (await visit.typed()).away === 'yes')
      return visit.go(pageOf(partner))
    })
    .post(`${one}/last-contact`, may('partners.edit'), async (visit) => {
      const tried = await spoke(visit)
      return tried ? showOne(visit, { tried }) : visit.go(`${partnersAddress}/${visit.param('id')}?done=saved`)
    })
    .also(contactRoutes(partnerHere, actOf))
}

const filterOf = (visit: Visit) => readPartnerFilter(new URL(visit.c.req.url).searchParams)

function actOf(visit: Visit): PartnerAct {
  const { institution } = visit.place('partners.edit')
  return { house: visit.house, institution, by: visit.by, language: visit.language }
}

async function partnerHere(visit: Visit): Promise<Partner> {
  const id = visit.param('id')
  const found = isUuid(id) ? await findPartner(visit.within(visit.place('partners.read').institution), id) : null
  if (!found) throw new NotFound()
  return found
}

async function showList(visit: Visit): Promise<Response> {
  const { institution } = visit.place('partners.read')
  const db = visit.within(institution)
  const filter = filterOf(visit)
  const [found, countries, law] = await Promise.all([
    partnersOf(db, filter, pageSize + 1),
    countriesOf(db),
    lawOfToday(visit.house, institution),
  ])
  const partners = found.slice(0, pageSize)
  const next = found.length > pageSize ? (partners.at(-1)?.id ?? null) : null
  const t = partnersWords(visit.language)
  const mayEdit = visit.may('partners.edit', institution)
  const body = <PartnersPage {...{ t, law, partners, filter, next, countries, mayEdit }} />
  return visit.show({ frame: 'desk', title: t('list.title'), current: partnersAddress, body })
}

interface Shown {
  readonly tried?: Tried | null
}

async function show(visit: Visit, { ways, panels }: Hooks, { tried = null }: Shown): Promise<Response> {
  const t = partnersWords(visit.language)
  const partner = await partnerHere(visit)
  const { institution } = visit.place('partners.read')
  const db = visit.within(institution)
  const [contacts, parts, whole, edits, { units }, law] = await Promise.all([
    contactsOf(db, partner.id),
    partsOf(db, partner),
    partner.partOf ? findPartner(db, partner.partOf) : null,
    editsOf(db, partner.id),
    officeOf(db),
    lawOfToday(visit.house, institution),
  ])
  const unit = units.find(({ id }) => id === partner.unit)?.name[t.language] ?? null
  const mayEdit = visit.may('partners.edit', institution)
  const open = ways.filter(({ needs }) => visit.may(needs, institution))
  const links = open.map(({ href, text }) => ({ href: href(partner), text: text(visit.language) }))
  const notice = visit.query('done') === 'saved' ? t('form.saved') : null
  const sections: Child[] = []
  // One after the other: they share the visit's one connection.
  for (const panel of panels) sections.push(await panel.show(visit, partner))
  const body = (
    <PartnerPage
      {...{ t, law, partner, contacts, parts, whole, unit, edits, mayEdit, notice, tried, links, sections }}
    />
  )
  const page = { frame: 'desk', title: t('list.title'), current: partnersAddress, body } as const
  return visit.show(page, tried ? 422 : 200)
}

async function showForm(visit: Visit, partner: Partner | null, tried: Tried, refusal: string | null = null) {
  const t = partnersWords(visit.language)
  const law = await lawOfToday(visit.house)
  const body = <PartnerFormPage {...{ t, law, partner, refusal, id: freshId(tried.typed.id), ...tried }} />
  const page = { frame: 'desk', title: t('list.title'), current: partnersAddress, body } as const
  return visit.show(page, refusal ? 409 : tried.problems.length > 0 ? 422 : 200)
}

const freshId = (id: string | undefined) => (id && isUuid(id) ? id : crypto.randomUUID())

async function add(visit: Visit): Promise<Response> {
  const form = await visit.form(partnerForm)
  const problems = form.ok ? partnerProblems(form.value, await lawOfToday(visit.house)) : form.problems
  if (!form.ok || problems.length > 0) return showForm(visit, null, { typed: form.typed, problems })
  const id = freshId(form.typed.id)
  const outcome = await addPartner(actOf(visit), id, form.value)
  if (outcome.ok) return visit.go(`${partnersAddress}/${id}?done=saved`)
  return showForm(visit, null, { typed: form.typed, problems: [] }, sayRefusal(visit, outcome))
}

async function change(visit: Visit): Promise<Response> {
  const partner = await partnerHere(visit)
  const form = await visit.form(partnerForm)
  const problems = form.ok ? partnerProblems(form.value, await lawOfToday(visit.house)) : form.problems
  if (!form.ok || problems.length > 0) return showForm(visit, partner, { typed: form.typed, problems })
  const outcome = await changePartner(actOf(visit), partner.id, form.value, Number(form.typed.seen))
  if (outcome.ok) return visit.go(`${pageOf(partner)}?done=saved`)
  return showForm(visit, partner, { typed: form.typed, problems: [] }, sayRefusal(visit, outcome))
}

/** Null when it was put down; otherwise what stands against it. */
async function spoke(visit: Visit): Promise<Tried | null> {
  const { id } = await partnerHere(visit)
  const form = await visit.form(spokeForm)
  if (!form.ok) return form
  const outcome = await noteContact(actOf(visit), id, form.value)
  return outcome.ok ? null : { typed: form.typed, problems: [{ field: 'on', key: outcome.refusal.key }] }
}

function sayRefusal(visit: Visit, { refusal }: Extract<Outcome, { ok: false }>): string {
  return partnersWords(visit.language).find(refusal.key, refusal.params) ?? refusal.key
}

async function showPublic(visit: Visit, { publicPanels }: Hooks): Promise<Response> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  const t = partnersWords(language)
  const address = (language: string) => `/${institution.id}/${language}/partners`
  const law = await lawOfToday(visit.house, institution.id)
  const partners = await shownPartners(visit.within(institution.id))
  const sections: Child[] = []
  for (const panel of publicPanels) sections.push(await panel.show(visit, institution))
  return visit.show({
    frame: 'site',
    institution: institution.id,
    title: t('public.title'),
    description: t('public.lead'),
    current: address(language),
    addresses: { en: address('en'), ru: address('ru'), ky: address('ky') },
    body: <PublicPartnersPage {...{ t, law, institution, partners, sections }} />,
  })
}
