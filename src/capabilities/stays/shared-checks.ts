import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import type { Problem } from '../../platform/web/form.ts'
import type { About, Draft, StayRecord } from './rules.ts'
import { holdsOn, validOf } from './rules.ts'

/** A day inside a problem: `01.09.2026`, which all three languages of an office read alike. */
export const shortDay = (on: Day): string => on.split('-').reverse().join('.')

export function endsAfterBegin({ from, to }: Draft): Problem[] {
  return from && to && to < from ? [{ field: 'to', key: 'stay.ends.first' }] : []
}

/** @param key what is said of a day that has not come yet */
export function notLater(draft: Draft, { today }: About, field: 'from' | 'to', key: string): Problem[] {
  const on = draft[field]
  return on && on > today ? [{ field, key }] : []
}

export function afterBirth({ from }: Draft, { birthDay }: About, key: string): Problem[] {
  return from && birthDay && from < birthDay ? [{ field: 'from', key }] : []
}

/** With which passport: of one citizenship nobody asks, of two it is said. The value is the country of the passport. */
export function passportChoice() {
  return z
    .string()
    .optional()
    .transform((text) => (text ?? '').trim())
    .pipe(z.string().regex(/^([A-Z]{2,3})?$/, 'form.choose'))
    .meta({ asked: { as: 'choice', width: 'half' } })
}

/** Two valid passports of two states: each paper and each crossing says which. One that the person has not is none. */
export function whichPassport({ said, from }: Draft, { others, today }: About): Problem[] {
  const states = passportStates(others, from ?? today)
  if (!said.country) return states.length > 1 ? [{ field: 'country', key: 'stay.passport.which' }] : []
  const known = validOf(others, 'passport').some((one) => one.said.country === said.country)
  return known || states.length === 0 ? [] : [{ field: 'country', key: 'stay.passport.none' }]
}

function passportStates(records: readonly StayRecord[], on: Day): string[] {
  const held = records.filter((one) => one.kind === 'passport' && holdsOn(one, on))
  return [...new Set(held.flatMap((one) => one.said.country || []))]
}

/** The passport that a paper or a crossing goes by: the one it names, or the only one of that day; with none, the citizenship. */
export function passportOf(
  records: readonly StayRecord[],
  said: Draft['said'],
  on: Day,
  citizenship: string | null = null,
): { readonly country: string; readonly record: StayRecord | null } {
  const states = passportStates(records, on)
  const only = states.length === 1 ? states[0] : states.length === 0 ? citizenship : null
  const country = said.country || (only ?? '')
  const held = records.filter(
    (one) => one.kind === 'passport' && one.state !== 'mistake' && one.said.country === country,
  )
  return { country, record: held.find((one) => holdsOn(one, on)) ?? held[0] ?? null }
}
