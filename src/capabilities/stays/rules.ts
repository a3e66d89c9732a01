import type { z } from 'zod'
import { type Day, day } from '../../platform/days.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Law, Rule, Term } from '../law/index.ts'

export const recordKinds = [
  'passport',
  'visa',
  'registration',
  'crossing',
  'home',
  'contract',
  'insurance',
  'permit',
  'absence',
] as const
export type RecordKind = (typeof recordKinds)[number]

/** What people tell the office of their own stay. */
export const toldKinds = ['crossing', 'home', 'passport'] as const
export type ToldKind = (typeof toldKinds)[number]

export const recordStates = ['valid', 'ended', 'mistake'] as const
export type RecordState = (typeof recordStates)[number]

/** One thing that a person's stay consists of: a paper, a crossing of the border, a home. */
export interface StayRecord {
  readonly id: string
  readonly personId: string
  readonly kind: RecordKind
  /** The number of the paper, without spaces, in capitals; empty where there is none. */
  readonly number: string
  readonly from: Day | null
  /** The last day that counts. */
  readonly to: Day | null
  /** The other fields of the kind, by name. */
  readonly said: Typed
  /** The case that settled it. */
  readonly caseId: string | null
  readonly state: RecordState
  readonly endedOn: Day | null
  readonly endedWhy: string
  readonly addedAt: Date
  readonly byName: string
  readonly version: number
}

/** A record as it is about to be written, of fields that make sense one by one. */
export interface Draft {
  readonly number: string
  readonly from: Day | null
  readonly to: Day | null
  readonly said: Typed
}

/** What a draft is held against. */
export interface About {
  /** The person's other records: without the one that is being corrected. */
  readonly others: readonly StayRecord[]
  readonly birthDay: Day | null
  readonly today: Day
  readonly law: Law
}

/** The whole stay of one person, as the clocks are counted from it. */
export interface Stay {
  readonly records: readonly StayRecord[]
  /** The law of today; that of another day is asked of it. */
  readonly law: Law
  /** What the office knows of the citizenship, for whom it has no passport written down. */
  readonly citizenship: string | null
}

export const clockNames = [
  'passport.ends',
  'visa.ends',
  'visa-free.ends',
  'registration.first',
  'registration.again',
  'registration.ends',
  'registration.void',
  'contract.ends',
  'insurance.ends',
  'permit.ends',
  'home.ends',
  'absence.ends',
] as const
export type ClockName = (typeof clockNames)[number]

/** The days (calendar or working) that an institution needs before a date, by the name of the clock. */
export type Leads = Readonly<Record<string, Term>>

/** A day that comes, before the lead time is taken off. */
export interface Coming {
  readonly name: ClockName
  readonly due: Day
  /** What starts the term; nothing can be begun earlier. */
  readonly since: Day | null
  readonly provisional?: boolean
  readonly rule?: Rule | null
  /** A term of the law before the day: who begins later is late by law, whatever the institution needs. */
  readonly notLaterThan?: Rule | null
}

export interface Clock {
  readonly name: ClockName
  readonly recordId: string
  /** What the term was counted from; null where it only has an end. */
  readonly since: Day | null
  readonly due: Day
  /** The latest safe day to start. */
  readonly start: Day
  /** The lead time that was taken off. */
  readonly lead: Term
  readonly provisional: boolean
  readonly rule: Rule | null
}

/** What the program has to know of a kind. A new kind is one such value, its place in the list, and its words. */
export interface Kind {
  readonly name: RecordKind
  /** `number`, `from`, `to` and the kind's own, in the order in which they are asked; `askedAs` says how. */
  readonly fields: z.ZodObject<Readonly<Record<string, z.ZodType<string | null>>>>
  /** What is wrong beside fields that can't be read. */
  readonly problems?: (draft: Draft, about: About) => readonly Problem[]
  readonly clocks?: (record: StayRecord, stay: Stay) => readonly Coming[]
}

/** Nobody knows the end of what has none. */
export const openEnd: Day = day('9999-12-31')

/** The last day on which a record held or holds. */
export const lastDay = (record: Pick<StayRecord, 'endedOn' | 'to'>): Day =>
  [record.endedOn, record.to].flatMap((on) => on ?? []).toSorted()[0] ?? openEnd

export function holdsOn(record: StayRecord, on: Day): boolean {
  return record.state !== 'mistake' && (record.from ?? on) <= on && on <= lastDay(record)
}

export function validOf(records: readonly StayRecord[], kind: RecordKind): StayRecord[] {
  return records.filter((record) => record.kind === kind && record.state === 'valid')
}
