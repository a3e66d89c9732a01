import type { Tx } from '../../platform/database/index.ts'
import { stringAt } from '../../platform/database/json.ts'
import { addDays, type Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater } from '../correspondence/index.ts'
import { claim, type Received } from '../documents/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { makeLink, type OneTimeLink, revokeLink, useLink } from '../one-time-links/index.ts'
import { type Act, changing, touched } from './actions.ts'
import { type Agreement, currentOf, hashOf, type Party, unsigned, type Version } from './rules.ts'
import {
  agreementOf,
  answerSignature,
  holdAgreement,
  insertFile,
  insertSignature,
  saveHead,
  saveVersion,
  voidSignature,
} from './store.ts'
import { agreementWords, linkKind } from './words.ts'

/** Days for which a link may stay open at most: a forgotten one is a door. */
const longest = 90

/** Why a link can't be open until that day; null: it can. */
export function whyNotUntil(until: Day, today: Day): string | null {
  if (until < today) return 'ask.past'
  return until > addDays(today, longest) ? 'ask.far' : null
}

/** Signs with the own account: the student for themselves, the office for the university. */
export function signHere(act: Act, seen: number, id: string, party: Party): Promise<Outcome> {
  return changing(act, seen, async (tx, agreement, version, at) => {
    if (version.state !== 'signing') return refuse('notSigning')
    const own = { id, number: version.number, party, how: 'account', hash: hashOf(version.said) } as const
    const who = { name: act.by.name, post: '', address: '', lies: '', fileId: null }
    const when = { askedAt: at, askedBy: act.by.name, signedAt: at, signedOn: act.house.clock.today() }
    if (!(await insertSignature(tx, agreement, { ...own, ...who, ...when }))) return refuse('signedAlready')
    return complete(tx, act.house, agreement, version, at)
  })
}

export interface Paper {
  readonly key: string
  readonly party: Party
  readonly name: string
  readonly post: string
  readonly on: Day
  readonly lies: string
}

/** Keeps a signature by hand: who, when, where the original lies, and its scan. */
export function signOnPaper(act: Act, seen: number, paper: Paper, scan: Received): Promise<Outcome> {
  return changing(act, seen, async (tx, agreement, version, at) => {
    if (version.state !== 'signing') return refuse('notSigning')
    if (!unsigned(version, agreement.signatures).includes(paper.party)) return refuse('signedAlready')
    await claim(tx, scan)
    const fileId = await insertFile(tx, agreement, scan, { what: 'signature', at, by: act.by.name })
    const own = { id: paper.key, number: version.number, party: paper.party, how: 'paper' } as const
    const who = { name: paper.name, post: paper.post, address: '', lies: paper.lies, fileId }
    const when = { askedAt: at, askedBy: act.by.name, signedAt: at, signedOn: paper.on }
    const hash = hashOf(version.said)
    if (!(await insertSignature(tx, agreement, { ...own, ...who, ...when, hash }))) return refuse('signedAlready')
    return complete(tx, act.house, agreement, version, at)
  })
}

export interface Asking {
  readonly key: string
  readonly party: Party
  readonly name: string
  readonly post: string
  readonly address: string
  readonly speaks: Language
  readonly until: Day
}

/** Asks somebody without an account to sign, by a mail with a link that works once. Twice the same form asks once. */
export async function askToSign(act: Act, seen: number, asking: Asking): Promise<Outcome> {
  const institution = await findInstitution(act.house.database.shared, act.institution)
  return changing(act, seen, async (tx, agreement, version, at) => {
    if (version.state !== 'signing') return refuse('notSigning')
    if (!unsigned(version, agreement.signatures).includes(asking.party)) return refuse('signedAlready')
    const { key, name, post, address, speaks, until } = asking
    const hash = hashOf(version.said)
    const link = await makeLink(tx, act.house, {
      ...{ institution: act.institution, id: key, kind: linkKind, caseId: agreement.caseId, name, address },
      ...{
        unit: post,
        language: speaks,
        payload: { number: version.number, hash, procedure: act.standing.procedure },
        by: act.by,
        until,
      },
    })
    if (!link) return done
    const own = {
      id: key,
      number: version.number,
      party: asking.party,
      how: 'link',
      hash,
      name,
      post,
      address,
    } as const
    const when = { askedAt: at, askedBy: act.by.name, signedAt: null, signedOn: null, lies: '', fileId: null }
    await insertSignature(tx, agreement, { ...own, ...when })
    await touched(tx, agreement, at)
    const t = agreementWords(speaks)
    const said = {
      ...{ name, by: act.by.name, institution: institution?.name[speaks] ?? '', student: act.standing.title },
      ...{ until: sayDay(until, speaks), link },
    }
    await mailLater(tx, act.house, {
      ...{ institution: act.institution, caseId: agreement.caseId, to: address, language: speaks },
      ...{
        kind: `${act.standing.procedure}.one-time-link`,
        subject: t('mail.ask.subject', said),
        body: t('mail.ask.body', said),
      },
    })
    return done
  })
}

/** Takes a signature that was asked for back. */
export function takeBack(act: Act, id: string): Promise<Outcome> {
  return changing(act, null, async (tx, agreement, _, at) => {
    const asked = agreement.signatures.find((one) => one.id === id && one.how === 'link' && !one.signedAt)
    if (!asked || !(await revokeLink(tx, id, act.by.name, at))) return refuse('changed')
    await voidSignature(tx, id, at, '')
    await touched(tx, agreement, at)
    return done
  })
}

/** What the holder of a link says: they sign, or say what has to change. Once. */
export async function answerByLink(house: House, link: OneTimeLink, answer: 'sign' | 'decline', words: string) {
  return house.database
    .within(link.institution)
    .transaction()
    .execute(async (tx): Promise<Outcome> => {
      const agreement = await holdAgreement(tx, link.caseId ?? '')
      const asked = agreement?.signatures.find((one) => one.id === link.id)
      const at = house.clock.now()
      if (!agreement || !asked || asked.voidAt) return refuse('changed')
      const version = currentOf(agreement)
      // Other words than those that were sent to be signed: the link was for those.
      if (version.number !== asked.number || hashOf(version.said) !== asked.hash) return refuse('changed')
      if (!(await useLink(tx, link.id, at))) return refuse('changed')
      if (answer === 'decline') {
        await answerSignature(tx, link.id, { declined: words, at })
        await touched(tx, agreement, at)
        await tellAsker(tx, house, link, 'declined', words)
        return done
      }
      if (!unsigned(version, agreement.signatures).includes(asked.party)) return refuse('signedAlready')
      await answerSignature(tx, link.id, { at, on: house.clock.today() })
      await tellAsker(tx, house, link, 'signed', '')
      return complete(tx, house, agreement, version, at)
    })
}

// With the third signature the version is in force.
async function complete(tx: Tx, house: House, { caseId }: Agreement, version: Version, at: Date): Promise<Outcome> {
  const now = await agreementOf(tx, caseId)
  if (!now) return done
  const isWhole = unsigned(version, now.signatures).length === 0
  if (isWhole) await saveVersion(tx, caseId, version.number, { state: 'agreed', agreedAt: at })
  await saveHead(tx, caseId, { number: version.number, state: isWhole ? 'agreed' : 'signing', at })
  if (isWhole) await tellStudent(tx, house, now.institution, caseId)
  return done
}

async function tellStudent(tx: Tx, house: House, institution: string, caseId: string): Promise<void> {
  const person = await tx
    .selectFrom('cases')
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'cases.institution_id').onRef('persons.id', '=', 'cases.subject_id'),
    )
    .select(['cases.procedure', 'persons.email', 'persons.language', 'persons.shown_as as name'])
    .where('cases.id', '=', caseId)
    .executeTakeFirst()
  if (!person?.email) return
  const language = asLanguage(person.language)
  const t = agreementWords(language)
  const said = { name: person.name, link: `${house.url}/my/${institution}/${caseId}/agreement` }
  await mailLater(tx, house, {
    ...{ institution, caseId, to: person.email, language, kind: `${person.procedure}.agreement` },
    ...{ subject: t('mail.agreed.subject'), body: t('mail.agreed.body', said) },
  })
}

async function tellAsker(tx: Tx, house: House, link: OneTimeLink, what: 'signed' | 'declined', words: string) {
  const asker = await tx
    .selectFrom('accounts')
    .select(['email', 'language'])
    .where('id', '=', link.madeBy)
    .executeTakeFirst()
  if (!asker) return
  const language = asLanguage(asker.language)
  const t = agreementWords(language)
  const said = { name: link.name, words, link: `${house.url}/desk/learning-agreements/${link.caseId}` }
  await mailLater(tx, house, {
    ...{ institution: link.institution, ...(link.caseId && { caseId: link.caseId }), to: asker.email, language },
    ...{
      kind: `${stringAt(link.payload, 'procedure')}.agreement`,
      subject: t(`mail.${what}.subject`, said),
      body: t(`mail.${what}.body`, said),
    },
  })
}
