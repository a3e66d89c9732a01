import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import { got, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { type Act, findCase, type Ground, openCaseWithin, personNamed } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { makeLink } from '../one-time-links/index.ts'
import type { Partner } from '../partners/index.ts'
import { sayTerm } from './becoming.ts'
import { fullName } from './facts.ts'
import { incoming } from './incoming.ts'
import { casesOfBatch, insertNomination, nominationsOf, type Way } from './nomination-store.ts'
import { type NomineeFacts, twinKey, typedOf } from './nominees.ts'
import { findRound, holdRound, type Round } from './store.ts'
import { incomingWords } from './words.ts'

/** The kind of one-time link by which a student takes the own case. */
export const studentKind = 'incoming.student'
export const linkMailKind = 'incoming.one-time-link'

/** Who names students, and how. */
export interface Naming {
  readonly roundId: string
  readonly partner: Pick<Partner, 'id' | 'name' | 'country'>
  readonly invitationId: string | null
  readonly way: Way
  /** Made with the form: the same form sent twice names nobody twice. */
  readonly batch: string
  /** Whom of the partner's office to tell what becomes of them; empty for nobody. */
  readonly contact: { readonly name: string; readonly mail: string; readonly language: Language }
}

export interface Named {
  readonly name: string
  readonly number: string
}

/**
 * Opens a case for each student whom a partner has named, all or none, and tells each by mail how to take it. Whoever is named in the
 * round already is refused with the place in the list.
 * @param ground of the procedure, asked before the transaction began
 */
export async function nominate(
  tx: Tx,
  act: Act,
  ground: Ground,
  naming: Naming,
  nominees: readonly NomineeFacts[],
): Promise<Outcome<readonly Named[]>> {
  const round = await holdRound(tx, naming.roundId)
  if (!round) return refuse('round.gone')
  const before = await casesOfBatch(tx, naming.batch)
  if (before.length > 0) return got(await namesOf(tx, before))
  const known = (await nominationsOf(tx, round.id)).filter(({ endedAt }) => !endedAt)
  const twice = nominees.findIndex((one) => known.some(isSame(one)))
  const twin = nominees[twice]
  if (twin) {
    const there = known.find(isSame(twin))
    return refuse('nominate.twice', { params: { line: twice + 1, name: fullName(twin), number: there?.number ?? '' } })
  }
  const cases: string[] = []
  for (const [line, nominee] of nominees.entries())
    cases.push(await nameOne(tx, act, ground, round, naming, nominee, line))
  return got(await namesOf(tx, cases))
}

const isSame = (one: NomineeFacts) => (other: { readonly mail: string; readonly twin: string }) =>
  other.mail === one.mail.toLowerCase() || other.twin === twinKey(one)

async function namesOf(tx: Tx, cases: readonly string[]): Promise<Named[]> {
  const found: Named[] = []
  for (const id of cases) {
    const held = await findCase(tx, id)
    if (held) found.push({ name: held.title, number: held.number ?? '' })
  }
  return found
}

async function nameOne(
  tx: Tx,
  act: Act,
  ground: Ground,
  round: Round,
  naming: Naming,
  nominee: NomineeFacts,
  line: number,
): Promise<string> {
  const { institution, house } = act
  const { birthDay, citizenship, mail } = nominee
  const shownAs = fullName(nominee)
  const personId = await personNamed(tx, { institution, shownAs, email: mail, language: 'en', birthDay, citizenship })
  const typed = { ...typedOf(nominee), ...settledAt(round, naming), letterLanguage: 'en' }
  const requestKey = keyOf(naming.batch, String(line))
  const caseId = await openCaseWithin(tx, act, ground, incoming, { personId, typed, requestKey })
  await insertNomination(tx, {
    ...{ institution, caseId, roundId: round.id, partnerId: naming.partner.id, invitationId: naming.invitationId },
    ...{ way: naming.way, batch: naming.batch, line, nominee, at: house.clock.now(), byName: act.by.name },
  })
  await tellStudent(tx, act, ground, caseId, keyOf(naming.batch, `link ${line}`))
  return caseId
}

function settledAt(round: Round, { partner, contact }: Naming): Typed {
  return {
    ...{ round: round.id, season: round.season, year: String(round.year), applyBy: round.applyBy },
    ...{ transcriptDays: String(round.transcriptDays ?? '') },
    ...{ partner: partner.id, partnerName: partner.name, partnerCountry: partner.country ?? '' },
    ...{ nominatedBy: contact.name, partnerMail: contact.mail, partnerSpeaks: contact.language },
  }
}

/** The link that makes the case the student's own. @param key the link's id: the same again sends nothing */
export async function tellStudent(tx: Tx, act: Act, ground: Ground, caseId: string, key: string): Promise<boolean> {
  const { house, institution } = act
  const held = await findCase(tx, caseId)
  const facts = incoming.facts.partial().safeParse(held?.facts ?? {}).data
  const round = await findRound(tx, String(facts?.round ?? ''))
  if (!held?.email || !round || !facts) return false
  const until = laterOf(round.applyBy, ground.law.day)
  const language = 'en'
  const t = incomingWords(language)
  const title = t('place.title')
  const address = await makeLink(tx, house, {
    ...{ institution, id: key, kind: studentKind, caseId, name: held.title, address: held.email, unit: '' },
    ...{ language, payload: {}, by: act.by, until },
  })
  if (!address) return false
  const said = {
    ...{ name: held.title, partner: String(facts.partnerName ?? ''), title, number: held.number ?? '' },
    ...{ institution: ground.institution.name[language], short: ground.institution.short[language] },
    ...{
      term: sayTerm(t, { season: round.season, year: String(round.year) }),
      until: sayDay(until, language),
      link: address,
    },
  }
  await mailLater(tx, house, {
    ...{ institution, caseId, to: held.email, language, kind: linkMailKind },
    ...{ subject: t('mail.nominated.subject', said), body: t('mail.nominated.body', said) },
  })
  return true
}

const laterOf = (one: Day, other: Day): Day => (one > other ? one : other)

/** An id that is the same for the same parts: the database keeps what it names once. */
export function keyOf(...parts: readonly string[]): string {
  const hash = createHash('sha256')
    .update(`incoming ${parts.join(' ')}`)
    .digest('hex')
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
}
