import type { Day } from '../../platform/days.ts'
import { type Call, type CallHost, type CallSaid, conditionsOf, type Known } from '../calls/index.ts'
import type { Situation } from '../cases/index.ts'
import type { Institution, Unit } from '../institutions/index.ts'
import { choiceFacts, type Facts } from './facts.ts'
import { knownOf } from './known.ts'

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
  /** The level of study of each exchange that the person went on from here. */
  readonly earlier: readonly string[]
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

export function knownHere(situation: MobilitySituation, host?: CallHost): Known {
  const { facts, background, arrived, today } = situation
  const known = knownOf(facts, background.average, arrived ?? today, host)
  const before = earlierHere(situation)
  // Once in an educational programme: what the records know weighs more than what somebody answers.
  return before > (known.timesBefore ?? 0) ? { ...known, timesBefore: before } : known
}

/** Stages of somebody who went. */
export const gone = ['away', 'returned', 'completed'] as const

// Of this level of study; an application that has led abroad itself is none before it.
function earlierHere({ facts, background, stage }: MobilitySituation): number {
  const same = background.earlier.filter((level) => level === facts.level).length
  return gone.some((one) => one === stage) ? same - 1 : same
}

/** The conditions of the call of a kind; none where it has none. */
function asksFor(situation: MobilitySituation, kind: string): boolean {
  const criteria = beganOf(situation)?.said.criteria
  return criteria ? conditionsOf(criteria).some((condition) => condition.kind === kind) : false
}

const places: readonly string[] = choiceFacts
const ofStudents = ['level', 'course', 'group', 'specialty', 'studiesSince', 'timesBefore']
const ofStaff = ['post', 'purpose']
const ofLanguage = ['languageLevel', 'languageProof']

export function isAsked(fact: string, situation: MobilitySituation): boolean {
  const { audience } = situation.facts
  if (ofStudents.includes(fact)) return audience !== 'staff'
  if (ofStaff.includes(fact)) return audience === 'staff'
  if (fact === 'specialtyGroup') return audience !== 'staff' && asksFor(situation, 'specialty')
  if (fact === 'field') return asksFor(situation, 'field')
  if (fact === 'hostWish') return mostChoices(situation) === 0
  if (fact === 'degreeOn') return asksFor(situation, 'years-since-degree')
  if (fact === 'language') return languagesOf(situation).length > 0
  if (ofLanguage.includes(fact)) return languagesOf(situation).length > 0 || asksFor(situation, 'language')
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
export function languagesOf(situation: MobilitySituation): readonly string[] {
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

export const fullName = ({ family, given }: Partial<Facts>) => [family, given].filter(Boolean).join(' ')
