import { type Day, readDay } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Situation } from '../cases/index.ts'
import type { Institution, Signatory } from '../institutions/index.ts'
import type { Deadline, Law } from '../law/index.ts'
import { type Clock, clocksOf, recordProblems, type StayRecord, validOf } from '../stays/index.ts'
import type { Student } from '../students/index.ts'
import type { Embassy } from './embassy-rules.ts'
import type { ExtensionFacts } from './extension-facts.ts'
import type { KnownPerson } from './person-store.ts'
import { inThree } from './words.ts'

/** What of an institution's own records the extension of a passport looks at. */
export interface ExtensionRecords {
  readonly institution: Institution
  readonly signatory: Signatory | null
  readonly embassies: readonly Embassy[]
  /** Of a list, which is about nobody, these are empty. */
  readonly person: KnownPerson | null
  readonly records: readonly StayRecord[]
  readonly student: Student | null
}

export type ExtensionSituation = Situation<ExtensionFacts, ExtensionRecords>

/** The valid passport of a state, the one that lasts longest; null when none is written down. */
export function passportOfState(records: readonly StayRecord[], state: string | undefined): StayRecord | null {
  const held = validOf(records, 'passport').filter(({ said }) => said.country === state)
  return held.toSorted((one, other) => ((one.to ?? '') < (other.to ?? '') ? 1 : -1))[0] ?? null
}

export const heldPassport = ({ facts, background }: ExtensionSituation) =>
  passportOfState(background.records, facts.passportCountry)

export function disagreements({ facts, today }: ExtensionSituation) {
  const { passportIssued: issued, passportEnds: ends } = facts
  const found: { readonly fact: keyof ExtensionFacts; readonly refusal: Refusal }[] = []
  if (issued && issued > today) found.push({ fact: 'passportIssued', refusal: { key: 'passport.later' } })
  if (issued && ends && ends <= issued) found.push({ fact: 'passportEnds', refusal: { key: 'passport.endsFirst' } })
  if (facts.passportCountry === 'KG') found.push({ fact: 'passportCountry', refusal: { key: 'passport.own' } })
  return found
}

/** A day that has not come yet is no day on which something was done. */
export function notYet(field: string) {
  return (input: Typed, { today }: ExtensionSituation): Problem[] => {
    const on = readDay(input[field] ?? '')
    return on && on > today ? [{ field, key: 'passport.later' }] : []
  }
}

export function givenMisfits(input: Typed, situation: ExtensionSituation): Problem[] {
  const [given, ready] = [readDay(input.givenOn ?? ''), readDay(input.readyOn ?? '')]
  return given && ready && ready < given
    ? [{ field: 'readyOn', key: 'passport.readyFirst' }]
    : notYet('givenOn')(input, situation)
}

/** The new passport against the records of the stay, the one before, and the day on which it was seen. */
export function newPassportMisfits(input: Typed, situation: ExtensionSituation): Problem[] {
  const { facts, background, today, law } = situation
  const typed = { ...input, country: facts.passportCountry ?? '' }
  const about = { others: background.records, birthDay: background.person?.birthDay ?? null, today, law }
  const found = [...recordProblems('passport', typed, about)]
  const [from, to, seen] = ['from', 'to', 'seenOn'].map((name) => readDay(input[name] ?? ''))
  const before = heldPassport(situation)?.to ?? facts.passportEnds
  if (to && before && to <= before) found.push({ field: 'to', key: 'passport.notLonger' })
  if (seen && seen > today) found.push({ field: 'seenOn', key: 'passport.later' })
  else if (seen && from && seen < from) found.push({ field: 'seenOn', key: 'passport.seenFirst' })
  return found
}

/** When a passport ends and by when to begin: the clock of the stay. @returns null for a passport nobody has written down */
export function clockOf(records: readonly StayRecord[], held: StayRecord | null, law: Law): Clock | null {
  if (!held) return null
  return clocksOf(records, law).find(({ name, recordId }) => name === 'passport.ends' && recordId === held.id) ?? null
}

/** Begun in time, ended before the passport, and fetched when the embassy said: no law sets these days. */
export function deadlines(situation: ExtensionSituation): readonly Deadline[] {
  const { stage, stageSince, facts, law, background } = situation
  if (stage === 'draft') return []
  const held = heldPassport(situation)
  const clock = clockOf(background.records, held, law)
  const due = (name: OwnDay, on: Day | null | undefined): Deadline[] =>
    on ? [{ name, rule: ownDay(name, on), start: stageSince, due: on, provisional: false }] : []
  return [
    ...(stage === 'asked' || stage === 'written' ? due('begin', clock?.start) : []),
    ...(stage === 'given' ? due('ready', facts.readyOn) : []),
    ...due('passport', held?.to ?? facts.passportEnds),
  ]
}

type OwnDay = 'begin' | 'ready' | 'passport'

// A day of the case is no term: nobody has set itself so many days.
function ownDay(name: OwnDay, on: Day): Deadline['rule'] {
  return {
    ...{ id: `own.${name}`, value: on, unit: 'text', text: inThree(`rule.${name}`) },
    ...{ validFrom: null, validTo: null, verified: true, asOf: null, source: [], note: null },
  }
}
