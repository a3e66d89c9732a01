import type { Tx } from '../../platform/database/index.ts'
import { addDays, type Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { type Ground, groundOf, holdCase, record } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { claim, type Received } from '../documents/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { makeLink, type OneTimeLink, revokeLink, useLink } from '../one-time-links/index.ts'
import { touchPartner } from '../partners/index.ts'
import { type AgreementAct, changing, heldHere } from './actions.ts'
import {
  type Answer,
  type Asked,
  answersOf,
  type Draft,
  draftsOf,
  insertAnswer,
  insertPaper,
  keepAnswer,
  partySigned,
  unsignedOf,
  voidAnswer,
} from './answer-store.ts'
import { isOlder } from './drafting.ts'
import { agreement as procedure } from './procedure.ts'
import type { Agreement } from './rules.ts'
import { agreementOfCase, findAgreement, holdAgreement, readingOf, settleAgreement } from './store.ts'
import { agreementsWords, linkKind } from './words.ts'

/** Days for which a link may stay open at most: a forgotten one is a door. */
const longest = 90

/** Why a link can't be open until that day; null: it can. */
export function whyNotUntil(until: Day, today: Day): string | null {
  if (until < today) return 'ask.past'
  return until > addDays(today, longest) ? 'ask.far' : null
}

export interface Asking {
  readonly key: string
  readonly what: Asked
  /** Of a signature or a comment: 0 the institution, others the places of the parties. */
  readonly party: number
  readonly role: string
  readonly name: string
  readonly post: string
  readonly address: string
  readonly speaks: Language
  readonly until: Day
}

interface Moment {
  readonly held: Agreement
  readonly draft: Draft
  readonly answers: readonly Answer[]
}

// What stands against asking somebody now, or against a signature.
function whyNot({ held, draft, answers }: Moment, what: Asked, party: number): string | null {
  if (isOlder(held, draft)) return 'draft.older'
  if (what === 'comment') return null
  if (what === 'approval') return held.keptState === 'approving' ? null : 'ask.notApproving'
  if (held.keptState !== 'signing') return 'ask.notSigning'
  return unsignedOf(held.parties.length, answers, draft.number).includes(party) ? null : 'ask.signedAlready'
}

async function momentOf(tx: Tx, held: Agreement): Promise<Moment | null> {
  const [drafts, answers] = [await draftsOf(tx, held.id), await answersOf(tx, held.id)]
  const draft = drafts.at(-1)
  return draft ? { held, draft, answers } : null
}

/** Asks somebody without an account to comment, approve or sign, by a mail with a link that works once. */
export async function askByLink(act: AgreementAct, id: string, asking: Asking): Promise<Outcome> {
  const institution = await findInstitution(act.house.database.shared, act.institution)
  return changing(act, id, async (tx, reading) => {
    const held = await heldHere(tx, id, reading)
    const moment = await momentOf(tx, held)
    if (!held.caseId || !moment) return refuse('road.noDraft')
    if (moment.answers.some((one) => one.id === asking.key)) return done
    const wrong = whyNot(moment, asking.what, asking.party)
    if (wrong) return refuse(wrong)
    const { key, what, party, role, name, post, address, speaks, until } = asking
    const { number, hash } = moment.draft
    const link = await makeLink(tx, act.house, {
      ...{ institution: act.institution, id: key, kind: linkKind, caseId: held.caseId, name, address, unit: post },
      ...{ language: speaks, payload: { number, hash, what }, by: act.by, until },
    })
    if (!link) return done
    const open = { answeredAt: null, answeredOn: null, answer: null, words: '', lies: '', paperId: null, voidAt: null }
    const who = { id: key, number, hash, what, party, role, how: 'link', name, post, address, until } as const
    const askedAt = act.house.clock.now()
    await insertAnswer(tx, act.institution, id, { ...who, ...open, askedAt, askedBy: act.by.name })
    const t = agreementsWords(speaks)
    const said = {
      ...{ name, by: act.by.name, institution: institution?.name[speaks] ?? '', title: held.title[speaks] },
      ...{ until: sayDay(until, speaks), link },
    }
    await mailLater(tx, act.house, {
      ...{ institution: act.institution, caseId: held.caseId, to: address, language: speaks },
      ...{
        kind: 'agreement.one-time-link',
        subject: t(`mail.${what}.subject`, said),
        body: t(`mail.${what}.body`, said),
      },
    })
    await touched(tx, act.house, held, party)
    return { before: {}, after: { asked: `${t(`asked.${what}`)}: ${name}` } }
  })
}

/** A contact with the partner of a party: put down with what it was about. */
async function touched(tx: Tx, house: House, { parties, title }: Agreement, place: number): Promise<void> {
  const partner = parties[place - 1]?.partner
  if (partner) await touchPartner(tx, partner, { on: house.clock.today(), about: title.en })
}

export interface Ink {
  readonly key: string
  readonly what: 'approval' | 'signature'
  readonly party: number
  readonly role: string
  readonly name: string
  readonly post: string
  readonly on: Day
  readonly lies: string
}

/** Keeps an approval or a signature by hand: who, when, where the paper lies, and its scan. */
export async function signInInk(act: AgreementAct, id: string, ink: Ink, scan: Received): Promise<Outcome> {
  const ground = await groundOf(act.house, act.institution, procedure)
  return changing(act, id, async (tx, reading) => {
    // The case before the row, as every step of the road: otherwise two would wait for each other.
    await holdCase(tx, (await findAgreement(tx, id, reading))?.caseId ?? '')
    const held = await heldHere(tx, id, reading)
    const moment = await momentOf(tx, held)
    if (!held.caseId || !moment) return refuse('road.noDraft')
    const wrong = whyNot(moment, ink.what, ink.party)
    if (wrong) return refuse(wrong)
    const at = act.house.clock.now()
    await claim(tx, scan)
    const place = { institution: act.institution, agreementId: id }
    if (!(await insertPaper(tx, place, scan, { id: ink.key, what: 'signature', title: ink.name, at, by: act.by.name })))
      return refuse('ask.already')
    const { key, what, party, role, name, post, on, lies } = ink
    const { number, hash } = moment.draft
    const who = { id: key, number, hash, what, party, role, how: 'ink', name, post, address: '', until: null } as const
    const answered = { answeredAt: at, answeredOn: on, answer: 'yes', words: '', lies, paperId: key } as const
    const row = { ...who, ...answered, askedAt: at, askedBy: act.by.name, voidAt: null }
    if (!(await insertAnswer(tx, act.institution, id, row))) return refuse('ask.signedAlready')
    if (what === 'signature') await signed(tx, act, ground, held, { party, on })
    await touched(tx, act.house, held, party)
    return { before: {}, after: { signed: name } }
  })
}

/** Takes back what was asked for and not answered. */
export function takeBack(act: AgreementAct, id: string, answerId: string): Promise<Outcome> {
  return changing(act, id, async (tx, reading) => {
    const held = await heldHere(tx, id, reading)
    const asked = (await answersOf(tx, held.id)).find((one) => one.id === answerId && !one.answer && !one.voidAt)
    if (!asked) return refuse('ask.gone')
    const at = act.house.clock.now()
    await revokeLink(tx, answerId, act.by.name, at)
    await voidAnswer(tx, answerId, at)
    return { before: { asked: asked.name }, after: { asked: null } }
  })
}

/** What the holder of a link says: yes or no, with words. Once, and only to the words that were sent. */
export async function answerByLink(
  house: House,
  link: OneTimeLink,
  answer: 'yes' | 'no',
  words: string,
): Promise<Outcome> {
  const ground = await groundOf(house, link.institution, procedure)
  const db = house.database.within(link.institution)
  const reading = await readingOf(db, house.clock.today())
  return db.transaction().execute(async (tx): Promise<Outcome> => {
    // Held before anything is read of it: two parties who sign at once sign one after the other.
    const standing = await holdCase(tx, link.caseId ?? '')
    const found = standing && (await agreementOfCase(tx, standing.id, reading))
    const held = found && (await holdAgreement(tx, found.id, reading))
    const moment = held && (await momentOf(tx, held))
    const asked = moment?.answers.find((one) => one.id === link.id)
    if (!held || !moment || !asked || asked.voidAt || asked.hash !== moment.draft.hash) return refuse('link.changed')
    // The same form twice: the first has answered.
    if (asked.answer) return asked.answer === answer ? done : refuse('link.changed')
    const wrong = answer === 'yes' ? whyNot(moment, asked.what, asked.party) : null
    if (wrong) return refuse(wrong)
    const at = house.clock.now()
    const on = house.clock.today()
    if (!(await useLink(tx, link.id, at))) return refuse('link.changed')
    if (!(await keepAnswer(tx, link.id, { answer, words, at, on }))) return refuse('link.changed')
    const by = { id: `link:${link.id}`, name: link.unit ? `${link.name} (${link.unit})` : link.name, role: 'guest' }
    const act = { house, institution: link.institution, by, language: link.language }
    if (asked.what === 'signature' && answer === 'yes') await signed(tx, act, ground, held, { party: asked.party, on })
    await touched(tx, house, held, asked.party)
    await tellAsker(tx, house, link, { what: asked.what, answer, words, held })
    return done
  })
}

// With the last signature the agreement is signed: its case says so, and the day is that of the last hand.
async function signed(
  tx: Tx,
  act: AgreementAct,
  ground: Ground,
  held: Agreement,
  { party, on }: { readonly party: number; readonly on: Day },
): Promise<void> {
  const at = act.house.clock.now()
  if (party > 0) await partySigned(tx, held.id, party, on)
  const answers = await answersOf(tx, held.id)
  const number = (await draftsOf(tx, held.id)).at(-1)?.number ?? 0
  if (unsignedOf(held.parties.length, answers, number).length > 0) return
  const days = answers.flatMap((one) =>
    one.what === 'signature' && one.answer === 'yes' && !one.voidAt && one.number === number && one.answeredOn
      ? one.answeredOn
      : [],
  )
  await settleAgreement(tx, held.id, { state: 'signed', signed_on: days.toSorted().at(-1) ?? on }, at)
  const standing = await holdCase(tx, held.caseId ?? '')
  if (standing?.stage === 'signing')
    await record(tx, { ...act, party: 'office' }, ground, procedure, standing, {
      action: 'sign',
      to: 'signed',
      input: {},
    })
}

interface Told {
  readonly what: Asked
  readonly answer: 'yes' | 'no'
  readonly words: string
  readonly held: Agreement
}

async function tellAsker(tx: Tx, house: House, link: OneTimeLink, { what, answer, words, held }: Told): Promise<void> {
  const asker = await tx
    .selectFrom('accounts')
    .select(['email', 'language'])
    .where('id', '=', link.madeBy)
    .executeTakeFirst()
  if (!asker) return
  const language = asLanguage(asker.language)
  const t = agreementsWords(language)
  const address = `${house.url}/desk/agreements/${held.id}`
  const said = { name: link.name, words: words || '–', title: held.title[language], link: address }
  const kind = what === 'comment' ? 'comment' : `${what}.${answer}`
  const say = agreementsWords.byData(language)
  await mailLater(tx, house, {
    ...{ institution: link.institution, ...(link.caseId && { caseId: link.caseId }), to: asker.email, language },
    kind: 'agreement.answered',
    subject: t('mail.answered.subject', said),
    body: say(`mail.answered.${kind}`, said),
  })
}
