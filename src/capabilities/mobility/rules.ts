import { type Day, yearsBetween } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Params } from '../../platform/words/catalogue.ts'
import type { Text } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  type Call,
  type CallHost,
  type CallSaid,
  callState,
  conditionsOf,
  judge,
  type Known,
  sayWhy,
  type Why,
  whyNotYet,
} from '../calls/index.ts'
import type { Choice, Situation } from '../cases/index.ts'
import type { Institution, Unit } from '../institutions/index.ts'
import type { Deadline } from '../law/index.ts'
import { type ChoiceFact, choiceFacts, type Facts } from './facts.ts'
import { daysOfStay, knownOf } from './known.ts'
import { inThree } from './words.ts'

/** A call as somebody began with it: its days as they are now, and what was asked then. */
export interface Began {
  readonly call: Call
  readonly said: CallSaid
}

/** What of the institution's own records an application looks at. */
export interface Records {
  readonly institution: Institution
  readonly units: readonly Unit[]
  /** The calls that the person began with, by `call edition`. */
  readonly began: ReadonlyMap<string, Began>
  /** Over all sessions, in hundredths of the institution's scale; null where it isn't known. */
  readonly average: number | null
}

export type MobilitySituation = Situation<Facts, Records>

export const beganKey = (call: string, edition: number | string) => `${call} ${edition}`

/** The call of an application, in the edition that the person began with. */
export function beganOf({ facts, background }: MobilitySituation): Began | null {
  return background.began.get(beganKey(facts.call ?? '', facts.edition ?? '')) ?? null
}

export function hostsOf(situation: MobilitySituation): readonly CallHost[] {
  return beganOf(situation)?.said.hosts ?? []
}

/** The hosts that somebody may be given: those of their edition, and those that the call has now. */
export function hostsNow(situation: MobilitySituation): readonly CallHost[] {
  const own = hostsOf(situation)
  const now = beganOf(situation)?.call.said.hosts ?? []
  return [...own, ...now.filter(({ id }) => !own.some((host) => host.id === id))]
}

/** A host by its name; its id where the call has none of it. */
export function hostName(id: string, situation: MobilitySituation): string {
  return hostsNow(situation).find((host) => host.id === id)?.name ?? id
}

/** The hosts that somebody wishes for, the first first. */
export function choicesMade(facts: Partial<Facts>): readonly string[] {
  return choiceFacts.flatMap((fact) => facts[fact] || [])
}

export function knownHere({ facts, background, arrived, today }: MobilitySituation, host?: CallHost): Known {
  return knownOf(facts, background.average, arrived ?? today, host)
}

/** The conditions of the call of a kind; none where it has none. */
function asksFor(situation: MobilitySituation, kind: string): boolean {
  const criteria = beganOf(situation)?.said.criteria
  return criteria ? conditionsOf(criteria).some((condition) => condition.kind === kind) : false
}

const places: readonly string[] = choiceFacts
const ofStudents = ['level', 'course', 'group', 'specialty', 'studiesSince', 'timesBefore']
const ofStaff = ['post', 'purpose']
const languageFacts = ['language', 'languageLevel', 'languageProof']

export function isAsked(fact: string, situation: MobilitySituation): boolean {
  const { audience } = situation.facts
  if (ofStudents.includes(fact)) return audience !== 'staff'
  if (ofStaff.includes(fact)) return audience === 'staff'
  if (fact === 'specialtyGroup') return audience !== 'staff' && asksFor(situation, 'specialty')
  if (fact === 'field') return asksFor(situation, 'field')
  if (fact === 'hostWish') return mostChoices(situation) === 0
  if (fact === 'degreeOn') return asksFor(situation, 'years-since-degree')
  if (languageFacts.includes(fact)) return languagesOf(situation).length > 0
  if (fact === 'from' || fact === 'to') return termOf(situation) === null
  const at = places.indexOf(fact)
  return at < 0 || at < mostChoices(situation)
}

/** So many hosts may be ranked: never more than there are. */
export function mostChoices(situation: MobilitySituation): number {
  const said = beganOf(situation)?.said
  return said ? Math.min(said.choices, said.hosts.length, choiceFacts.length) : 0
}

/** The languages of the call and of its hosts, by their codes. */
function languagesOf(situation: MobilitySituation): readonly string[] {
  const said = beganOf(situation)?.said
  return [...new Set([...(said?.languages ?? []), ...hostsOf(situation).flatMap((host) => host.languages ?? [])])]
}

/** The term of study where the call sets it; then nobody chooses days. */
export function termOf(situation: MobilitySituation): { readonly from: Day; readonly to: Day } | null {
  const { from = null, to = null } = beganOf(situation)?.said ?? {}
  return from && to ? { from, to } : null
}

/** From when to when somebody wants to be away. */
export function stayOf(situation: MobilitySituation): { readonly from: Day | undefined; readonly to: Day | undefined } {
  return termOf(situation) ?? { from: situation.facts.from, to: situation.facts.to }
}

const notScreening = ['international-office', 'passport-visa-unit', 'clinic', 'group', 'preparatory-unit']

export function choices(fact: string, situation: MobilitySituation): readonly Choice[] | null {
  const { units } = situation.background
  if (fact === 'unit') {
    const own = units.filter(({ kind }) => !notScreening.includes(kind))
    // Faculties that nobody has entered yet: the whole university reads them, and the department names them.
    return own.map(({ id, name, parent }) => ({ value: id, text: parent ? name : inThree('unit.another') }))
  }
  if (fact === 'host' || choiceFacts.some((choice) => choice === fact)) {
    const hosts = fact === 'host' ? hostsNow(situation) : hostsOf(situation)
    const list = hosts.map((host) => hostChoice(host, situation))
    return fact === 'host' || fact === 'choice1' ? list : [{ value: '', text: inThree('choice.none') }, ...list]
  }
  if (fact === 'language') return languagesOf(situation).map((value) => ({ value, text: languageName(value) }))
  return null
}

function hostChoice({ id, name, country, city, subject }: CallHost, { law }: MobilitySituation): Choice {
  const where = law.country(country)?.name
  const hint = (language: keyof Text) => [city, where?.[language], subject?.[language]].filter(Boolean).join(', ')
  return { value: id, text: asText(name), hint: { en: hint('en'), ru: hint('ru'), ky: hint('ky') } }
}

export const asText = (name: string): Text => ({ en: name, ru: name, ky: name })

/** A language by its name in each of ours; what no list knows stays as it was written. */
export function languageName(code: string): Text {
  const say = (language: string) =>
    /^[a-z]{2,3}$/.test(code) ? (new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code) : code
  return { en: say('en'), ru: say('ru'), ky: say('ky') }
}

interface Disagreement {
  readonly fact: keyof Facts & string
  readonly refusal: Refusal
}

const youngest = 14
const oldest = 100

/** Answers that can't all be true. */
export function disagreements(situation: MobilitySituation): readonly Disagreement[] {
  const { facts, today } = situation
  const found: Disagreement[] = [...ranked(facts)]
  const say = (fact: keyof Facts & string, key: string, params?: Params) =>
    found.push({ fact, refusal: params ? { key, params } : { key } })
  const age = facts.birthDay && yearsBetween(facts.birthDay, today)
  if (facts.birthDay && (facts.birthDay > today || (age ?? 0) < youngest || (age ?? 0) > oldest))
    say('birthDay', 'mobility.age')
  if (facts.studiesSince && facts.studiesSince > today) say('studiesSince', 'mobility.later')
  if (facts.degreeOn && facts.degreeOn > today) say('degreeOn', 'mobility.later')
  if (facts.from && facts.to && facts.to < facts.from) say('to', 'mobility.endsFirst')
  else if (facts.from && facts.from <= today) say('from', 'mobility.begun')
  else {
    const stay = whyNotStay(situation)
    if (stay) found.push({ fact: 'to', refusal: stay })
  }
  return found
}

// Each host once, and no wish after an empty one.
function ranked(facts: Partial<Facts>): readonly Disagreement[] {
  return choiceFacts.flatMap((fact, at): Disagreement[] => {
    const wish = facts[fact]
    const before = choiceFacts.slice(0, at)
    if (wish && before.some((earlier) => facts[earlier] === wish)) return [twice(fact)]
    const after = choiceFacts.slice(at + 1)
    return !wish && at > 0 && after.some((later) => facts[later]) ? [{ fact, refusal: { key: 'mobility.gap' } }] : []
  })
}

const twice = (fact: ChoiceFact): Disagreement => ({ fact, refusal: { key: 'mobility.twice' } })

/**
 * How long a stay may be, as the institution has it: staff 5 days or more (KSTU: "for a period of 5 days or more"), students
 * one semester to one academic year. Where the call sets the term nobody chooses one.
 */
export function whyNotStay(situation: MobilitySituation): Refusal | null {
  const { from, to, audience } = situation.facts
  if (termOf(situation) || !from || !to || to < from) return null
  const { staffStayDays, studentStayLeastDays, studentStayMostDays } = situation.background.institution.settings
  const days = daysOfStay(from, to)
  const least = audience === 'staff' ? staffStayDays : studentStayLeastDays
  const refuse = (key: 'stay.staff' | 'stay.students' | 'stay.longest', { value, note }: typeof least): Refusal => {
    const said = inThree(key, { days, bound: value })
    return { key, params: { days, bound: value }, said: eachLanguage((one) => `${said[one]} ${note[one]}`) }
  }
  if (days < least.value) return refuse(audience === 'staff' ? 'stay.staff' : 'stay.students', least)
  if (audience !== 'staff' && days > studentStayMostDays.value) return refuse('stay.longest', studentStayMostDays)
  return null
}

const eachLanguage = (say: (language: keyof Text) => string): Text => ({ en: say('en'), ru: say('ru'), ky: say('ky') })

/** Why an application can't be sent: the call takes none now, or its rules say no. */
export function whyNotSend(situation: MobilitySituation): Refusal | null {
  const began = beganOf(situation)
  if (!began) return { key: 'mobility.noCall' }
  const { call } = began
  if (callState(call, situation.today) !== 'open') {
    const last = call.closesOn
    return last && last < situation.today
      ? {
          key: 'mobility.closed',
          said: eachLanguage((one) => inThree('mobility.closed', { day: sayDay(last, one) })[one]),
        }
      : { key: 'mobility.notOpen' }
  }
  return whyNotSendAgain(situation)
}

/** What was sent back may come again after the last day; the rules still hold. */
export function whyNotSendAgain(situation: MobilitySituation): Refusal | null {
  return whyNotStay(situation) ?? whyNotEligible(situation)
}

/** Which of the call's conditions are known not to be met; what is not known, or only people can judge, refuses nobody. */
export function whyNotEligible(situation: MobilitySituation): Refusal | null {
  const criteria = beganOf(situation)?.said.criteria
  if (!criteria) return null
  const chosen = hostsOf(situation).filter(({ id }) => choicesMade(situation.facts).includes(id))
  // A host may take some fields only: the rules are asked of each that is wished for.
  for (const host of chosen.length > 0 ? chosen : [undefined]) {
    const known = knownHere(situation, host)
    if (judge(criteria, known) === 'no') return notEligible(whyNotYet(criteria, known), host)
  }
  return null
}

function notEligible(why: Why | null, host: CallHost | undefined): Refusal {
  const said = eachLanguage((one) =>
    [inThree('mobility.notEligible')[one], host?.fields?.length ? `${host.name}:` : '', ...sayWhy(why, one)]
      .filter(Boolean)
      .join(' '),
  )
  return { key: 'mobility.notEligible', said, remedy: 'mobility.notEligible.remedy' }
}

/** What went straight to a partner, past the coordinator, is not considered (KSTU's page). */
export function whyNotAdmit(situation: MobilitySituation): Refusal | null {
  if (situation.facts.sentStraight) return { key: 'mobility.straight', remedy: 'mobility.straight.remedy' }
  return whyNotEligible(situation)
}

/** What somebody should look at again: an application past the office, a wish for the language of no host. */
export function warnings(situation: MobilitySituation, language: keyof Text) {
  return situation.facts.sentStraight ? [{ fact: 'sentStraight', text: inThree('warns.straight')[language] }] : []
}

/** The days of the call, and of the stay: no law sets them. */
export function deadlines(situation: MobilitySituation): readonly Deadline[] {
  const { stage, stageSince } = situation
  const began = beganOf(situation)
  if (!began) return []
  const { call, said } = began
  const due = (name: Due, on: Day | null | undefined): Deadline[] =>
    on ? [{ name, rule: dayOfCall(name, on), start: stageSince, due: on, provisional: false }] : []
  const stay = stayOf(situation)
  if (stage === 'draft') return due('closes', call.closesOn)
  if (stage === 'screening') return due('screening', said.screenedUntil)
  if (stage === 'checking' || stage === 'selecting') return due('answer', said.answersOn)
  if (stage === 'accepted') return due('begins', stay.from)
  return stage === 'away' ? due('ends', stay.to) : []
}

type Due = 'closes' | 'screening' | 'answer' | 'begins' | 'ends'

function dayOfCall(name: Due, on: Day): Deadline['rule'] {
  return {
    ...{ id: `own.${name}`, value: on, unit: 'text', text: inThree(`rule.${name}`) },
    ...{ validFrom: null, validTo: null, verified: true, asOf: null, source: [], note: null },
  }
}

export const fullName = ({ family, given }: Partial<Facts>) => [family, given].filter(Boolean).join(' ')
