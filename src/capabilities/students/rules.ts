import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { dayField, longText, oneOf, optionalListed } from '../../platform/web/fields.ts'
import type { Text } from '../../platform/words/languages.ts'

export const states = ['accepted', 'enrolled', 'on-leave', 'expelled', 'graduated'] as const
export type State = (typeof states)[number]

export const bases = ['ministry-direction', 'international-agreement', 'individual-contract'] as const
export type Basis = (typeof bases)[number]

/** Somebody who studies, or is about to. */
export interface Student {
  readonly id: string
  readonly number: string
  readonly personId: string
  readonly name: string
  readonly birthDay: Day | null
  readonly citizenship: string | null
  readonly email: string | null
  readonly phone: string | null
  /** The case that made the student; none for whom a sheet brought. */
  readonly caseId: string | null
  readonly programme: string | null
  readonly programmeName: Text
  readonly level: string
  readonly basis: Basis | null
  /** The direction's number and day, or which agreement. */
  readonly basisAbout: string
  readonly since: Day
  readonly state: State
  readonly stateSince: Day
  /** Where the student studies: the id of a unit. */
  readonly unit: string | null
}

/** What of a student became when, by whom and why. */
export interface StateRow {
  readonly seq: number
  readonly state: State
  readonly since: Day
  readonly reason: string
  readonly at: Date
  readonly byName: string
}

/** What later procedures need, as it was said when the place was accepted. */
export interface StudentNeeds {
  readonly visaSupport: boolean
  /** The country whose consulate gives the visa: ISO code. */
  readonly visaFrom: string | null
  readonly consulate: string | null
  readonly arrivesOn: Day | null
  readonly hostel: boolean
  readonly preparatory: boolean
  readonly emergencyName: string
  readonly emergencyPhone: string
}

export interface Change {
  readonly state: State
  readonly since: Day
  readonly reason: string
}

export const changeForm = z.object({ state: oneOf(states), since: dayField(), reason: longText(1000) })

/** An empty unit: of none. */
export const unitForm = z.object({ unit: optionalListed() })

/** Why a state can't follow the present one on that day; null when it can. */
export function whyNotChange(
  student: Pick<Student, 'state' | 'stateSince'>,
  change: Pick<Change, 'state' | 'since'>,
  today: Day,
): Refusal | null {
  if (change.state === student.state) return { key: 'change.same' }
  if (change.since < student.stateSince) return { key: 'change.before' }
  return change.since > today ? { key: 'change.later' } : null
}

/** What a list is narrowed by; null is no matter. */
export interface Filter {
  readonly search: string
  readonly programme: string | null
  readonly citizenship: string | null
  readonly basis: Basis | null
  readonly state: State | null
  /** The student after whom the page begins. */
  readonly after: string | null
}

const uuid = z.uuid()

/** The filter out of an address. What makes no sense filters nothing. */
export function readFilter(query: URLSearchParams): Filter {
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').slice(0, 200).toWellFormed()
  return {
    search: text('search'),
    programme: text('programme') || null,
    citizenship: text('citizenship') || null,
    basis: bases.find((basis) => basis === text('basis')) ?? null,
    state: states.find((state) => state === text('state')) ?? null,
    after: uuid.safeParse(text('after')).data ?? null,
  }
}

/** The filter as it stands in an address. */
export function queryOf({ search, programme, citizenship, basis, state, after }: Filter): string {
  const parts = Object.entries({ search, programme, citizenship, basis, state, after })
  const said = parts.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
  return new URLSearchParams(said).toString()
}
