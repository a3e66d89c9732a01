import { z } from 'zod'
import { stringAt } from '../../platform/database/json.ts'
import { type Day, readDay } from '../../platform/days.ts'
import { country, dayField, line, mailAddress, oneOf, optionalLine } from '../../platform/web/fields.ts'
import { check, type Problem, type Typed } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Law } from '../law/index.ts'
import { fullName, levels } from './facts.ts'
import { isPlausibleBirth } from './rules.ts'

/** Students whom one partner names at once, at most. */
export const mostNominees = 100

/** What a partner says of each student: the same by link and by sheet. */
export const nomineeForm = z.object({
  familyName: line(100),
  givenName: optionalLine(100),
  mail: mailAddress(),
  birthDay: dayField(),
  citizenship: country(),
  level: oneOf(levels),
  field: line(200),
  from: dayField(),
  to: dayField(),
})
export type NomineeFacts = z.output<typeof nomineeForm>
export type Nominee = NomineeFacts & { readonly id: string }

interface Ground {
  readonly law: Law
  readonly today: Day
  /** A list may be of a stay that is over. */
  readonly past?: boolean
}

export type ReadNominee =
  | { readonly ok: true; readonly nominee: NomineeFacts }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** One student as the form was filled in, held against the calendar and the list of countries. */
export function readNominee(typed: Typed, { law, today, past = false }: Ground): ReadNominee {
  const form = check(nomineeForm, typed)
  if (!form.ok) return { ok: false, problems: form.problems }
  const { birthDay, citizenship, from, to } = form.value
  const problems: Problem[] = []
  if (!law.country(citizenship)) problems.push({ field: 'citizenship', key: 'form.choose' })
  if (!isPlausibleBirth(birthDay, today)) problems.push({ field: 'birthDay', key: 'incoming.age' })
  if (to <= from) problems.push({ field: 'to', key: 'incoming.endsFirst' })
  else if (to < today && !past) problems.push({ field: 'to', key: 'incoming.over' })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, nominee: form.value }
}

/** By what one student is told from another: the name in any order and spelling, and the day of birth. */
export function twinKey(nominee: Pick<NomineeFacts, 'familyName' | 'givenName' | 'birthDay'>): string {
  return `${foldWords(fullName(nominee)).toSorted().join(' ')} ${nominee.birthDay}`
}

/** The place (from 0) of the one among others who is the same student; -1 when there is none. */
export function twinAt(nominee: NomineeFacts, others: readonly NomineeFacts[]): number {
  return others.findIndex(
    (one) => one.mail.toLowerCase() === nominee.mail.toLowerCase() || twinKey(one) === twinKey(nominee),
  )
}

/** Those whom a partner has written down so far, out of a jsonb column. */
export function nomineesFrom(value: unknown): Nominee[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one) => {
    const form = nomineeForm.safeParse(one)
    return form.success ? [{ ...form.data, id: stringAt(one, 'id') }] : []
  })
}

/** Days as the three fields of a form, beside what is typed as it is. */
export function typedOf(nominee: Partial<NomineeFacts>): Typed {
  const entries = Object.entries(nominee).flatMap(([name, value]): [string, string][] => {
    const on = ['birthDay', 'from', 'to'].includes(name) ? readDay(value) : null
    return on ? dayParts(name, on) : [[name, value]]
  })
  return Object.fromEntries(entries)
}

function dayParts(name: string, on: Day): [string, string][] {
  const [year = '', month = '', date = ''] = on.split('-')
  return [
    [`${name}.day`, String(Number(date))],
    [`${name}.month`, String(Number(month))],
    [`${name}.year`, year],
  ]
}
