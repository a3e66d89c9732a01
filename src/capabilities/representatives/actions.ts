import { itself, type Tx } from '../../platform/database/index.ts'
import { addDays, type Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { SignedIn } from '../../platform/sessions/index.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater, signInLink } from '../correspondence/index.ts'
import { accountFor, hashOf, newToken } from '../staff/index.ts'
import { type Asked, type Covered, type Given, linkDays, type Representation, type Side, stateOf } from './rules.ts'
import {
  byToken,
  holdRepresentation,
  insertCase,
  insertRepresentation,
  readsIn,
  saveAgreement,
  saveApplicant,
  saveCovered,
  saveEnd,
} from './store.ts'
import { representativesWords } from './words.ts'

/** One of the own cases that a consent may be given for. */
export interface OwnCase {
  readonly institution: string
  readonly id: string
}

interface Asking {
  readonly house: House
  readonly by: SignedIn
  readonly language: Language
  /** As the other side shall read who asks. */
  readonly name: string
}

/** An applicant gives somebody consent: it holds when that person has taken it up by the link in the mail. */
export async function give(asking: Asking, given: Given, cases: readonly OwnCase[]): Promise<void> {
  const { house, by } = asking
  const token = newToken()
  const named = cases.find(({ id }) => id === given.scope)
  const id = await insertRepresentation(house.database.shared, {
    ...{ ...given, askedBy: 'applicant', everyCase: given.scope === 'all', ...sending(asking, token) },
    applicant: { email: by.email, id: by.accountId, name: asking.name },
    representative: { email: given.email, id: null, name: given.name },
  })
  if (!id) return
  if (named) await insertCase(house.database.within(named.institution), named.institution, id, named.id)
  await sendRequest(asking, 'give', given.email, token, given.until)
}

/** A representative asks an applicant for consent: nothing of the applicant's is seen before it is given. */
export async function ask(asking: Asking, asked: Asked): Promise<void> {
  const { house, by } = asking
  const token = newToken()
  const id = await insertRepresentation(house.database.shared, {
    ...{ ...asked, askedBy: 'representative', everyCase: true, copies: false, ...sending(asking, token) },
    applicant: { email: asked.email, id: null, name: '' },
    representative: { email: by.email, id: by.accountId, name: asked.name },
  })
  if (id) await sendRequest({ ...asking, name: asked.name }, 'ask', asked.email, token, asked.until)
}

function sending({ house, language }: Asking, token: string) {
  const today = house.clock.today()
  return { language, tokenHash: hashOf(token), linkUntil: addDays(today, linkDays), at: house.clock.now() }
}

// The link opens an account, so its mail is emptied when it is sent, as one with a sign-in link.
async function sendRequest(
  { house, name, language }: Asking,
  kind: 'give' | 'ask',
  to: string,
  token: string,
  until: Day,
) {
  const { shared } = house.database
  const reads = (await readsIn(shared, to)) ?? language
  const t = representativesWords(reads)
  const link = `${house.url}/representation/${token}`
  const values = { name, link, days: linkDays, day: sayDay(until, reads) }
  const [subject, body] = [t(`mail.${kind}.subject`, values), t(`mail.${kind}.body`, values)]
  await shared
    .transaction()
    .execute((tx) =>
      mailLater(tx, house, { institution: itself, to, language: reads, kind: signInLink, subject, body }),
    )
}

export interface TakenUp {
  readonly representation: Representation
  /** Whom the link signs in, once; null when it did so before. */
  readonly enters: string | null
}

/**
 * Takes up the link: a representative has the consent with it, an applicant is led to the page where it is given. Null when
 * the link opens nothing any more.
 */
export function takeUp(house: House, token: string): Promise<TakenUp | null> {
  const today = house.clock.today()
  return house.database.shared.transaction().execute(async (tx) => {
    const one = await byToken(tx, hashOf(token))
    const representation = one && (await holdRepresentation(tx, one.id))
    if (!representation) return null
    const state = stateOf(representation, today)
    const used = representation.askedBy === 'applicant' ? representation.agreedAt : representation.applicantId
    if (used && ['asked', 'holds'].includes(state)) return { representation, enters: null }
    if (state !== 'asked') return null
    const enters = await invitedAccount(tx, representation)
    if (representation.askedBy === 'representative') await saveApplicant(tx, representation.id, enters)
    else await agree(tx, house, { ...representation, representativeId: enters })
    return { representation, enters }
  })
}

function invitedAccount(tx: Tx, { askedBy, applicantEmail, email, name, language }: Representation): Promise<string> {
  return askedBy === 'applicant'
    ? accountFor(tx, { email, name, language })
    : accountFor(tx, { email: applicantEmail, name: '', language })
}

/** The applicant says yes to a representative who asked, for what the applicant chooses. */
export async function consent(
  house: House,
  id: string,
  applicant: { readonly account: SignedIn; readonly name: string },
  covered: Covered,
  cases: readonly OwnCase[],
): Promise<Outcome> {
  const named = cases.find((one) => one.id === covered.scope)
  // The case is named first: a consent that were lost between the two would be for nothing, never for everything.
  if (named) await insertCase(house.database.within(named.institution), named.institution, id, named.id)
  return house.database.shared.transaction().execute(async (tx) => {
    const held = await holdRepresentation(tx, id)
    if (held?.askedBy !== 'representative') throw new NotFound()
    if (held.agreedAt && !held.endedAt) return done
    if (stateOf(held, house.clock.today()) !== 'asked') return refuse('asked.gone')
    await saveCovered(tx, id, applicant.name, covered)
    await agree(tx, house, { ...held, applicantId: applicant.account.accountId, applicantName: applicant.name })
    return done
  })
}

async function agree(tx: Tx, house: House, one: Representation): Promise<void> {
  const { id, applicantId, representativeId } = one
  if (!applicantId || !representativeId) throw new NotFound()
  await saveAgreement(tx, id, { applicantId, representativeId, at: house.clock.now() })
  await tellOther(tx, house, one, one.askedBy, 'agreed')
}

/** Ends a consent at once, or a request before it became one; the other side gets a word. Twice is once. */
export function end(house: House, id: string, by: Side): Promise<void> {
  return house.database.shared.transaction().execute(async (tx) => {
    const held = await holdRepresentation(tx, id)
    if (!held || held.endedAt) return
    await saveEnd(tx, id, by, house.clock.now())
    const other = by === 'applicant' ? 'representative' : 'applicant'
    if (held.agreedAt || held.askedBy === other) await tellOther(tx, house, held, other, 'ended')
  })
}

async function tellOther(tx: Tx, house: House, one: Representation, to: Side, what: 'agreed' | 'ended') {
  const email = to === 'applicant' ? one.applicantEmail : one.email
  const language = (await readsIn(tx, email)) ?? one.language
  const t = representativesWords(language)
  const other = to === 'applicant' ? one.name : one.applicantName || one.applicantEmail
  const values = { name: other, day: sayDay(one.until, language), link: `${house.url}/account/representatives` }
  const [subject, body] = [t(`mail.${what}.subject`, values), t(`mail.${what}.body`, values)]
  await mailLater(tx, house, {
    institution: itself,
    to: email,
    language,
    kind: `representation.${what}`,
    subject,
    body,
  })
}
