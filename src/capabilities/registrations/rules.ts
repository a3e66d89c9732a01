import { type Day, daysBetween } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { Situation } from '../cases/index.ts'
import type { Institution, Signatory } from '../institutions/index.ts'
import { type Deadline, type Law, type Rule, registrationFor } from '../law/index.ts'
import type { Order } from '../orders/index.ts'
import { numberProblems, recordProblems, type StayRecord } from '../stays/index.ts'
import type { Student } from '../students/index.ts'
import type { Facts, Occasion } from './facts.ts'
import { inThree } from './words.ts'

/** The person whom a case is about, as the institution knows them. */
export interface Known {
  readonly id: string
  readonly name: string
  readonly birthDay: Day | null
  readonly citizenship: string | null
}

/** What the rules need of the institution and, for one case, of its person. */
export interface Records {
  readonly institution: Institution
  readonly signatory: Signatory | null
  readonly person: Known | null
  readonly student: Student | null
  readonly unit: string | null
  /** The order that enrolled the student, as the register of orders has it. */
  readonly order: Pick<Order, 'number' | 'signedOn'> | null
  /** What the stay consists of, the newest first. */
  readonly stay: readonly StayRecord[]
}

export type RegistrationSituation = Situation<Facts, Records>

/** What is looked at to say by when and why: the situation of a case, or what a page has read of one. */
export interface Looked extends Omit<RegistrationSituation, 'facts'> {
  readonly facts: { readonly [Fact in keyof Facts]?: Facts[Fact] | undefined }
}

/** By when somebody registers, and what that rests on. */
export interface Term extends Deadline {
  /** The state stands on the list in force: nobody need register before. */
  readonly exempt: boolean
  readonly rules: readonly Rule[]
}

/** Grounds that are a change of what is registered, not a stay that begins or goes on. */
export const isChange = (occasion: Occasion | undefined): boolean =>
  occasion !== undefined && occasion !== 'arrival' && occasion !== 'extension'

/**
 * By when to register: after a crossing of the border by the list in force on that day, after a change by the rule of the
 * day of the change, before the registration ends. Null where a day is missing, or no rule of that day is known.
 */
export function termOf({ facts, law, background }: Pick<Looked, 'facts' | 'law' | 'background'>): Term | null {
  const { occasion, crossedOn, changedOn, citizenship } = facts
  if (occasion === 'arrival') return crossedOn && citizenship ? afterCrossing(law, citizenship, crossedOn) : null
  if (occasion === 'extension') return beforeTheEnd(law, currentRegistration(background.stay))
  return changedOn && occasion ? afterChange(law, changedOn) : null
}

function afterCrossing(law: Law, citizenship: string, crossedOn: Day): Term | null {
  const { kind, until, provisional, rules } = registrationFor(law, citizenship, crossedOn)
  const [rule] = rules
  if (!rule) return null
  return { name: 'registration', rule, start: crossedOn, due: until, provisional, exempt: kind === 'exempt', rules }
}

function afterChange(law: Law, changedOn: Day): Term | null {
  const then = law.on(changedOn)
  const rule = then.find('registration.change')
  return rule && { ...then.deadline('registration', rule, { from: changedOn }), exempt: false, rules: [rule] }
}

function beforeTheEnd(law: Law, registration: StayRecord | null): Term | null {
  if (!registration?.to) return null
  const rule = law.find('registration.extend') ?? lastDayRule
  const { to: due, from } = registration
  return { name: 'registration', rule, start: from ?? due, due, provisional: false, exempt: false, rules: [rule] }
}

const lastDayRule: Rule = {
  ...{ id: 'own.registration-ends', value: 'last-day', unit: 'text', text: inThree('rule.lastDay') },
  ...{ validFrom: null, validTo: null, verified: false, asOf: null, source: [], note: null },
}

/** The registration that counts now: of those that hold, the one that ends last. */
export function currentRegistration(stay: readonly StayRecord[]): StayRecord | null {
  const held = stay.filter(({ kind, state }) => kind === 'registration' && state === 'valid')
  return held.toSorted((one, other) => ((one.to ?? '') < (other.to ?? '') ? 1 : -1))[0] ?? null
}

/** On which day the papers were given, or today while they are not; that day counts. */
const givenOn = ({ facts, today }: Looked): Day => facts.takenOn ?? today

/** Calendar days by which the papers came, or are coming, after the term: 0 is in time. */
export function daysLate(situation: Looked): number {
  const term = termOf(situation)
  return term ? Math.max(0, daysBetween(term.due, givenOn(situation))) : 0
}

type Disagreement = { readonly fact: keyof Facts & string; readonly refusal: Refusal }

/** Answers that can't be true together, each said at the question that most likely slipped. */
export function disagreements(situation: RegistrationSituation): Disagreement[] {
  const { facts, today, background } = situation
  const { citizenship, crossedOn, changedOn, passportIssued: issued, passportEnds: ends, occasion } = facts
  const birthDay = background.person?.birthDay
  const crossing = occasion === 'arrival' ? crossedOn : undefined
  const change = isChange(occasion) ? changedOn : undefined
  const registration = currentRegistration(background.stay)
  const rules: readonly (readonly [keyof Facts & string, boolean | undefined | null, string])[] = [
    ['citizenship', citizenship === 'KG', 'arrival.ownCitizen'],
    ['occasion', occasion === 'extension' && !registration, 'occasion.nothingToExtend'],
    ['crossedOn', crossing && crossing > today, 'arrival.future'],
    ['crossedOn', crossing && birthDay && crossing < birthDay, 'arrival.beforeBirth'],
    ['crossedOn', crossing && issued && crossing < issued, 'arrival.beforePassport'],
    ['changedOn', change && change > today, 'change.future'],
    ['changedOn', change && registration?.from && change < registration.from, 'change.beforeRegistration'],
    ['passportEnds', ends && ends < (crossing ?? today), 'passport.ended'],
  ]
  const found = rules.flatMap(([fact, isWrong, key]) => (isWrong ? [{ fact, refusal: { key } }] : []))
  return [...found, ...passportProblems(situation)]
}

const passportFacts = {
  number: 'passportNumber',
  country: 'passportCountry',
  from: 'passportIssued',
  to: 'passportEnds',
} as const

// What is wrong with a passport is said once, where passports are written down.
function passportProblems({ facts, today, law, background }: RegistrationSituation): Disagreement[] {
  const { passportNumber: number = '', passportCountry: country = '', passportIssued: from = '' } = facts
  const typed = { number, country, from, to: facts.passportEnds ?? '', numberSure: facts.numberSure ?? '' }
  const about = { others: [], birthDay: background.person?.birthDay ?? null, today, law }
  const given = Object.keys(passportFacts).filter((name) => Reflect.get(typed, name) !== '')
  return recordProblems('passport', typed, about).flatMap(({ field, key, params }) => {
    const fact = Object.entries(passportFacts).find(([name]) => name === field && given.includes(name))?.[1]
    return fact ? [{ fact, refusal: params ? { key, params } : { key } }] : []
  })
}

/** Is a question asked, as things stand? */
export function isAsked(fact: string, { facts }: Pick<RegistrationSituation, 'facts'>): boolean {
  const { occasion, place } = facts
  if (fact === 'crossedOn') return occasion === 'arrival'
  if (fact === 'changedOn') return isChange(occasion)
  if (fact === 'hostel') return place === 'hostel'
  if (fact === 'ownerName') return place === 'flat' || place === 'other'
  if (fact === 'numberSure') return hasLookAlike(facts.passportNumber)
  return true
}

const hasLookAlike = (number: string | undefined) =>
  number !== undefined && numberProblems({ number, from: null, to: null, said: {} }).length > 0

/** The body that registers: as the officer has named it, or the one that the law of the day of the hand-over names. */
export function bodyOf({ facts, law }: Pick<Looked, 'facts' | 'law'>, language: Language): string {
  return facts.body || (law.on(facts.handedOn ?? law.day).authority('registration')?.text[language] ?? '')
}

/** Where somebody lives, in one line: the room of the hostel before its address. */
export function whereOf({ place, hostel, address }: Looked['facts']): string {
  return [place === 'hostel' ? hostel : '', address].filter(Boolean).join(', ')
}
