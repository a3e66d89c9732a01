import type { Child } from '../../platform/jsx-runtime.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Tried } from '../cases/index.ts'
import { officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { familyOf, findPartner, nameOf } from '../partners/index.ts'
import { addAgreement, changeAgreement } from './actions.ts'
import { AgreementPage } from './agreement-page.tsx'
import { exportAgreements } from './export.ts'
import { AgreementFormPage } from './form-page.tsx'
import { agreementForm, agreementProblems, typedAgreement } from './form-rules.ts'
import { actOf, agreementHere, freshId, namedIn, sayRefusal } from './here.ts'
import { AgreementsPage } from './list-page.tsx'
import { type Agreement, readAgreementFilter } from './rules.ts'
import { agreementPage, agreementsAddress, sayParty } from './said.tsx'
import {
  agreementsOf,
  countAgreements,
  countriesOfParties,
  countsByState,
  editsOf,
  findAgreement,
  readingOf,
  sayingsOf,
} from './store.ts'
import { agreementsWords } from './words.ts'

const pageSize = 50

/** The register of agreements at the desk. */
export function registerRoutes(): Routes {
  const one = `${agreementsAddress}/:id`
  return new Routes()
    .get(agreementsAddress, may('partners.read'), showList)
    .get(`${agreementsAddress}/export.xlsx`, may('partners.read'), (visit) =>
      exportAgreements(visit, filterOf(visit), 'xlsx'),
    )
    .get(`${agreementsAddress}/export.csv`, may('partners.read'), (visit) =>
      exportAgreements(visit, filterOf(visit), 'csv'),
    )
    .get(`${agreementsAddress}/new`, may('partners.edit'), startForm)
    .post(`${agreementsAddress}/new`, may('partners.edit'), add)
    .get(`${one}/edit`, may('partners.edit'), async (visit) => {
      const { agreement, institution } = await agreementHere(visit)
      return showForm(visit, agreement, { typed: await typedHere(visit, institution, agreement), problems: [] })
    })
    .post(`${one}/edit`, may('partners.edit'), change)
}

const filterOf = (visit: Visit) => readAgreementFilter(new URL(visit.c.req.url).searchParams)

async function showList(visit: Visit): Promise<Response> {
  const { institution } = visit.place('partners.read')
  const db = visit.within(institution)
  const filter = filterOf(visit)
  const reading = await readingOf(db, visit.house.clock.today())
  const family = filter.partner ? await familyOf(db, filter.partner) : undefined
  const [found, count, counts, sayings, countries, { units }, law] = await Promise.all([
    agreementsOf(db, reading, filter, pageSize + 1, family),
    countAgreements(db, reading, filter, family),
    countsByState(db, reading),
    sayingsOf(db),
    countriesOfParties(db),
    officeOf(db),
    lawOfToday(visit.house, institution),
  ])
  const agreements = found.slice(0, pageSize)
  const named = await namedIn(visit, institution, agreements)
  const next = found.length > pageSize ? (agreements.at(-1)?.id ?? null) : null
  const t = agreementsWords(visit.language)
  const known = filter.partner ? await findPartner(db, filter.partner) : null
  const partner = known && nameOf(known, t.language)
  const balance = { href: `${agreementsAddress}/balance`, text: t('balance.title') } as const
  const ways = visit.may('partners.edit', institution)
    ? [
        { href: `${agreementsAddress}/proposals/new`, text: t('proposal.new') } as const,
        { href: `${agreementsAddress}/new`, text: t('list.add') } as const,
        balance,
      ]
    : [balance]
  const props = { t, law, agreements, named, filter, count, counts, sayings, next, countries, units, partner, ways }
  return visit.show({
    ...{ frame: 'desk', title: t('list.title'), current: agreementsAddress },
    body: <AgreementsPage {...props} />,
  })
}

export interface Shown {
  readonly refusal?: string
  /** A form on the page has to be looked at again. */
  readonly slipped?: boolean
  readonly sections?: Child
}

export async function showAgreement(
  visit: Visit,
  { refusal, slipped = false, sections = null }: Shown,
): Promise<Response> {
  const t = agreementsWords(visit.language)
  const { agreement, institution, reading } = await agreementHere(visit)
  const db = visit.within(institution)
  const other = (id: string | null) => (id ? findAgreement(db, id, reading) : null)
  const [before, after, edits, { units }, named] = await Promise.all([
    other(agreement.renewsId),
    other(agreement.renewedBy),
    editsOf(db, agreement.id),
    officeOf(db),
    namedIn(visit, institution, [agreement]),
  ])
  const unit = units.find(({ id }) => id === agreement.unit)?.name[t.language] ?? null
  const mayEdit = visit.may('partners.edit', institution)
  const notice = visit.query('done') === 'saved' ? t('form.saved') : null
  const props = { t, agreement, reading, named, before, after, unit, edits, mayEdit, notice, sections }
  const body = <AgreementPage {...props} refusal={refusal ?? null} />
  const page = { frame: 'desk', title: agreement.title[t.language], current: agreementsAddress, body } as const
  return visit.show(page, refusal ? 409 : slipped ? 422 : 200)
}

async function typedHere(visit: Visit, institution: string, agreement: Agreement) {
  const t = agreementsWords(visit.language)
  const named = await namedIn(visit, institution, [agreement])
  const known = agreement.parties.filter(({ partner, name }) => partner || name)
  return typedAgreement(agreement, known.map((party) => sayParty(t, party, named)).join('\n'), t.language)
}

/** A new agreement, with the partner from whose page one comes. */
async function startForm(visit: Visit): Promise<Response> {
  const { institution } = visit.place('partners.edit')
  const id = visit.query('partner')
  const partner = id ? await findPartner(visit.within(institution), freshId(id)) : null
  const parties = partner ? nameOf(partner, visit.language) : ''
  const typed = { parties, state: 'inForce', renewsItself: 'no', shown: 'no' }
  return showForm(visit, null, { typed, problems: [] })
}

async function showForm(visit: Visit, agreement: Agreement | null, tried: Tried, refusal: string | null = null) {
  const { institution } = visit.place('partners.edit')
  const t = agreementsWords(visit.language)
  const [law, { units }] = await Promise.all([lawOfToday(visit.house), officeOf(visit.within(institution))])
  const body = <AgreementFormPage {...{ t, law, agreement, units, refusal, id: freshId(tried.typed.id), ...tried }} />
  const page = { frame: 'desk', title: t('list.title'), current: agreementsAddress, body } as const
  return visit.show(page, refusal ? 409 : tried.problems.length > 0 ? 422 : 200)
}

async function entryOf(visit: Visit) {
  const { institution } = visit.place('partners.edit')
  const form = await visit.form(agreementForm)
  if (!form.ok) return { entry: null, typed: form.typed, problems: form.problems }
  const { units } = await officeOf(visit.within(institution))
  const strange = form.value.unit !== '' && !units.some(({ id }) => id === form.value.unit)
  const problems = [
    ...agreementProblems(form.value, form.typed),
    ...(strange ? [{ field: 'unit', key: 'form.choose' }] : []),
  ]
  return { entry: problems.length > 0 ? null : form.value, typed: form.typed, problems }
}

async function add(visit: Visit): Promise<Response> {
  const { entry, typed, problems } = await entryOf(visit)
  if (!entry) return showForm(visit, null, { typed, problems })
  const id = freshId(typed.id)
  const outcome = await addAgreement(actOf(visit), id, entry, typed)
  if (outcome.ok) return visit.go(`${agreementPage({ id })}?done=saved`)
  return showForm(visit, null, { typed, problems: [] }, sayRefusal(visit, outcome))
}

async function change(visit: Visit): Promise<Response> {
  const { agreement } = await agreementHere(visit)
  const { entry, typed, problems } = await entryOf(visit)
  if (!entry) return showForm(visit, agreement, { typed, problems })
  const outcome = await changeAgreement(actOf(visit), agreement.id, entry, typed, Number(typed.seen))
  if (outcome.ok) return visit.go(`${agreementPage(agreement)}?done=saved`)
  return showForm(visit, agreement, { typed, problems: [] }, sayRefusal(visit, outcome))
}
