import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { may, open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { findCase, type Tried } from '../cases/index.ts'
import { findInstitution, officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { clientOf } from '../people/index.ts'
import { chosen } from './form-rules.ts'
import { actOf, freshId } from './here.ts'
import { type Proposal, propose } from './opening.ts'
import { OfferedPage, OfferPage, ProposalPage } from './proposal-pages.tsx'
import { offerAddress } from './public.tsx'
import { offerForm, proposalForm } from './road-rules.ts'
import { exchangeKinds } from './rules.ts'
import { agreementPage, agreementsAddress } from './said.tsx'
import { agreementsWords } from './words.ts'

export const proposalAddress = `${agreementsAddress}/proposals/new` as const
/** Proposals from one network: a stranger fills no office's desk. */
const offers = { name: 'agreement-offers', most: 5, minutes: 60 }

/** An agreement is proposed: by a unit or the office at the desk, by anybody on the public page. */
export function proposalRoutes(): Routes {
  const offer = '/:institution/:language{(?:en|ru|ky)}/partners/propose'
  return new Routes()
    .get(proposalAddress, may('partners.propose'), (visit) => showForm(visit, { typed: {}, problems: [] }))
    .post(proposalAddress, may('partners.propose'), proposeHere)
    .get(offer, open, (visit) => showOffer(visit, { typed: {}, problems: [] }))
    .post(offer, open, takeOffer)
}

async function showForm(visit: Visit, tried: Tried): Promise<Response> {
  const { institution, role } = visit.place('partners.propose')
  const t = agreementsWords(visit.language)
  const { units } = await officeOf(visit.within(institution))
  const law = await lawOfToday(visit.house)
  const isUnit = role === 'deans-office'
  const body = <ProposalPage {...{ t, law, tried, units, isUnit, id: freshId(tried.typed.id) }} />
  const page = { frame: 'desk', title: t('proposal.new'), current: proposalAddress, body } as const
  return visit.show(page, tried.problems.length > 0 ? 422 : 200)
}

async function proposeHere(visit: Visit): Promise<Response> {
  const { institution, role, unit: own } = visit.place('partners.propose')
  const form = await visit.form(proposalForm)
  if (!form.ok) return showForm(visit, form)
  const { units } = await officeOf(visit.within(institution))
  const isUnit = role === 'deans-office'
  const unit = isUnit ? own : (units.find(({ id }) => id === form.value.unit)?.id ?? null)
  if (isUnit && !unit) throw new NotFound()
  const ticked = chosen(form.typed, 'exchange.')
  const more = { exchange: exchangeKinds.filter((kind) => ticked.includes(kind)), unit }
  const said: Proposal = { ...form.value, ...more, proposedBy: visit.by.name, proposerMail: visit.account.email }
  const id = freshId(form.typed.id)
  const caseId = await propose({ ...actOf(visit, 'partners.propose'), party: isUnit ? 'unit' : 'office' }, id, said)
  return visit.go(isUnit ? `/desk/unit/agreement/${caseId}` : agreementPage({ id }))
}

async function institutionHere(visit: Visit) {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  return { institution, language, t: agreementsWords(language) }
}

async function showOffer(visit: Visit, tried: Tried & { readonly refusal?: string }): Promise<Response> {
  const { institution, language, t } = await institutionHere(visit)
  const law = await lawOfToday(visit.house)
  const here = (one: 'en' | 'ru' | 'ky') => offerAddress(institution.id, one)
  const address = here(language)
  const body = <OfferPage {...{ t, law, institution, address, tried, id: freshId(tried.typed.id) }} />
  return visit.show(
    {
      ...{ frame: 'site', institution: institution.id, title: t('offer.title'), description: t('offer.lead') },
      ...{ addresses: { en: here('en'), ru: here('ru'), ky: here('ky') }, body },
    },
    tried.refusal ? 429 : tried.problems.length > 0 ? 422 : 200,
  )
}

async function takeOffer(visit: Visit): Promise<Response> {
  const { institution, language, t } = await institutionHere(visit)
  const form = await visit.form(offerForm)
  if (!form.ok) return showOffer(visit, form)
  if (await tooMany(visit.house.database.shared, offers, clientOf(visit)))
    return showOffer(visit, { typed: form.typed, problems: [], refusal: t('offer.tooMany') })
  const { organisation, name, post, mail, kind, subject, about } = form.value
  const by = { id: 'visitor', name: `${name} (${organisation})`, role: 'guest' }
  const act = { house: visit.house, institution: institution.id, by, party: 'office' } as const
  const caseId = await propose(act, freshId(form.typed.id), {
    ...{ title: t('offer.called', { organisation }), kind, parties: organisation, exchange: [], subject, about },
    ...{ proposedBy: [name, post, organisation].filter(Boolean).join(', '), proposerMail: mail, unit: null },
  })
  const standing = await findCase(visit.within(institution.id), caseId)
  const body = <OfferedPage {...{ t, institution, number: standing?.number ?? '' }} />
  const here = offerAddress(institution.id, language)
  return visit.show({ frame: 'site', institution: institution.id, title: t('offered.title'), current: here, body })
}
