import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { clientOf } from '../../platform/web/client.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { open, Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { casesOfAccount, type Procedure, placesOf } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { goOn, showBusy } from '../people/index.ts'
import { hashOf } from '../staff/index.ts'
import { ask, consent, end, give, takeUp } from './actions.ts'
import { AskPage, type CaseChoice, ConsentPage, GivePage, typedOf } from './form-pages.tsx'
import { GonePage, LinkPage } from './link-pages.tsx'
import { address, MinePage, sideOf } from './my-pages.tsx'
import {
  askForm,
  askingLimit,
  consentForm,
  giveForm,
  misfits,
  openingLimit,
  type Representation,
  stateOf,
} from './rules.ts'
import { byToken, casesNamed, representationsOf } from './store.ts'
import { representativesWords } from './words.ts'

/** Consent to act for somebody: given, asked for, taken up by a link, ended. */
export function representativeRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get(address, signedIn, (visit) => showMine(visit, procedures))
    .post(address, proven, (visit) => giveConsent(visit, procedures))
    .get(`${address}/new`, proven, (visit) => showGive(visit, procedures))
    .get(`${address}/asking`, proven, (visit) => showAsk(visit))
    .post(`${address}/asking`, proven, askConsent)
    .get(`${address}/:id`, proven, async (visit) => showConsent(visit, procedures, await askedOf(visit)))
    .post(`${address}/:id`, proven, (visit) => giveAsked(visit, procedures))
    .post(`${address}/:id/end`, signedIn, endOne)
    .get('/representation/:token', open, showLink)
    .post('/representation/:token', open, takeLink)
}

// Whoever typed an address without owning it gives nobody access to what its owner will write there.
const proven = (visit: Visit) => (!visit.who ? 'sign-in' : visit.who.proven ? 'in' : 'hide')

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly tooMany?: boolean
}
const statusOf = ({ problems, tooMany: many }: Tried) => (many ? 429 : problems.length > 0 ? 422 : 200)

// A form that comes back keeps its key, unless the key was what was wrong with it.
const keyOf = ({ typed, problems }: Tried) =>
  (problems.some(({ field }) => field === 'key') ? null : typed.key) ?? crypto.randomUUID()

interface Own extends CaseChoice {
  readonly institution: string
  readonly title: string
}

/** The account's own cases, as they are chosen from. */
async function ownCases(visit: Visit, procedures: readonly Procedure[]): Promise<Own[]> {
  const { database } = visit.house
  const found: Own[] = []
  for (const place of await placesOf(database.shared, visit.account.accountId)) {
    const institution = await findInstitution(database.shared, place)
    for (const { id, number, title, procedure } of await casesOfAccount(visit.within(place), visit.account.accountId)) {
      const say = procedures.find(({ name }) => name === procedure)?.words(visit.language)
      const text = [say?.('name'), institution?.short[visit.language], number].filter(Boolean).join(' · ')
      found.push({ institution: place, id, title, text })
    }
  }
  return found
}

function callsItself(visit: Visit, cases: readonly Own[]): string {
  const { name, email } = visit.account
  return cases.map(({ title }) => title).find((title) => !title.includes('@')) ?? (name || email)
}

async function mineOf(visit: Visit): Promise<Representation[]> {
  const { account, house } = visit
  return representationsOf(house.database.shared, account, account.proven)
}

async function showMine(visit: Visit, procedures: readonly Procedure[]) {
  const t = representativesWords(visit.language)
  const { accountId, proven: isProven } = visit.account
  const all = await mineOf(visit)
  const body = (
    <MinePage
      t={t}
      all={all}
      accountId={accountId}
      proven={isProven}
      today={visit.house.clock.today()}
      done={t.find(`done.${visit.query('done') ?? ''}`)}
      named={await namedIn(visit, procedures, all)}
    />
  )
  return visit.show({ frame: 'my', title: t('mine.title'), body })
}

// Only the applicant's own cases have words here: a representative reads them on the cases' own pages.
async function namedIn(visit: Visit, procedures: readonly Procedure[], all: readonly Representation[]) {
  const named = new Map<string, string>()
  const one = all.filter((each) => !each.everyCase && sideOf(each, visit.account.accountId) === 'applicant')
  if (one.length === 0) return named
  for (const { institution, id, text } of await ownCases(visit, procedures))
    for (const each of one)
      if ((await casesNamed(visit.within(institution), each.id)).includes(id)) named.set(each.id, text)
  return named
}

async function showGive(visit: Visit, procedures: readonly Procedure[], tried: Tried = { typed: {}, problems: [] }) {
  const t = representativesWords(visit.language)
  const body = <GivePage t={t} {...tried} formKey={keyOf(tried)} cases={await ownCases(visit, procedures)} />
  return visit.show({ frame: 'my', title: t('give.title'), body }, statusOf(tried))
}

async function giveConsent(visit: Visit, procedures: readonly Procedure[]) {
  const cases = await ownCases(visit, procedures)
  const form = await visit.form(giveForm)
  if (!form.ok) return showGive(visit, procedures, form)
  const { house, account: by, language } = visit
  const problems = misfits(form.value, house.clock.today(), by.email, idsOf(cases))
  if (problems.length > 0) return showGive(visit, procedures, { typed: form.typed, problems })
  if (await tooMany(house.database.shared, askingLimit, by.accountId))
    return showGive(visit, procedures, { typed: form.typed, problems: [], tooMany: true })
  await give({ house, by, language, name: callsItself(visit, cases) }, form.value, cases)
  return visit.go(`${address}?done=sent`)
}

const idsOf = (cases: readonly Own[]) => cases.map(({ id }) => id)

function showAsk(visit: Visit, tried: Tried = { typed: { name: visit.account.name }, problems: [] }) {
  const t = representativesWords(visit.language)
  const body = <AskPage t={t} {...tried} formKey={keyOf(tried)} />
  return visit.show({ frame: 'my', title: t('ask.title'), body }, statusOf(tried))
}

async function askConsent(visit: Visit) {
  const form = await visit.form(askForm)
  if (!form.ok) return showAsk(visit, form)
  const { house, account: by, language } = visit
  const problems = misfits(form.value, house.clock.today(), by.email, [])
  if (problems.length > 0) return showAsk(visit, { typed: form.typed, problems })
  if (await tooMany(house.database.shared, askingLimit, by.accountId))
    return showAsk(visit, { typed: form.typed, problems: [], tooMany: true })
  await ask({ house, by, language, name: form.value.name }, form.value)
  return visit.go(`${address}?done=asked`)
}

// A request that waits for this applicant's word.
async function askedOf(visit: Visit): Promise<Representation> {
  const one = (await mineOf(visit)).find(({ id }) => id === visit.param('id'))
  if (one?.askedBy !== 'representative' || one.applicantEmail !== visit.account.email) throw new NotFound()
  return one
}

async function showConsent(
  visit: Visit,
  procedures: readonly Procedure[],
  one: Representation,
  tried?: Tried,
  gone = false,
) {
  const t = representativesWords(visit.language)
  if (!tried && !gone && stateOf(one, visit.house.clock.today()) !== 'asked') return visit.go(address)
  const form = tried ?? { typed: typedOf(one), problems: [] }
  const body = <ConsentPage t={t} one={one} {...form} cases={await ownCases(visit, procedures)} gone={gone} />
  const title = t('consent.title', { name: one.name })
  return visit.show({ frame: 'my', title, body }, gone ? 409 : statusOf(form))
}

async function giveAsked(visit: Visit, procedures: readonly Procedure[]) {
  const one = await askedOf(visit)
  const form = await visit.form(consentForm)
  if (!form.ok) return showConsent(visit, procedures, one, form)
  const cases = await ownCases(visit, procedures)
  const problems = misfits(form.value, visit.house.clock.today(), visit.account.email, idsOf(cases))
  if (problems.length > 0) return showConsent(visit, procedures, one, { typed: form.typed, problems })
  const applicant = { account: visit.account, name: callsItself(visit, cases) }
  const outcome = await consent(visit.house, one.id, applicant, form.value, cases)
  if (!outcome.ok) return showConsent(visit, procedures, one, { typed: form.typed, problems: [] }, true)
  return visit.go(`${address}?done=given`)
}

async function endOne(visit: Visit) {
  const one = (await mineOf(visit)).find(({ id }) => id === visit.param('id'))
  if (!one) throw new NotFound()
  await end(visit.house, one.id, sideOf(one, visit.account.accountId))
  return visit.go(`${address}?done=ended`)
}

async function showLink(visit: Visit) {
  const { house } = visit
  if (await tooMany(house.database.shared, openingLimit, clientOf(visit))) return showBusy(visit, openingLimit.minutes)
  const one = await byToken(house.database.shared, hashOf(visit.param('token')))
  if (!one || stateOf(one, house.clock.today()) !== 'asked') return showGone(visit)
  const t = representativesWords(visit.language)
  const to = one.askedBy === 'applicant' ? one.email : one.applicantEmail
  const signedInAs = visit.who && visit.who.email !== to ? visit.who.email : null
  const body = <LinkPage t={t} one={one} token={visit.param('token')} signedInAs={signedInAs} />
  return visit.show({ frame: 'bare', title: t('mine.title'), body })
}

async function takeLink(visit: Visit) {
  const { house } = visit
  if (await tooMany(house.database.shared, openingLimit, clientOf(visit))) return showBusy(visit, openingLimit.minutes)
  const taken = await takeUp(house, visit.param('token'))
  if (!taken) return showGone(visit)
  const { askedBy, id } = taken.representation
  const to = askedBy === 'applicant' ? '/my' : `${address}/${id}`
  house.sessions.forget()
  if (!taken.enters) return visit.go(to)
  // The link was in the mail of its owner: it signs in as a sign-in link does, and asks for the second factor as one does.
  const answer = await house.sessions.enter(visit.headers, 'provider', taken.enters)
  return answer.kind === 'wrong' ? visit.go('/sign-in') : goOn(visit, answer, to)
}

function showGone(visit: Visit) {
  const t = representativesWords(visit.language)
  return visit.show({ frame: 'bare', title: t('gone.title'), body: <GonePage t={t} /> })
}
