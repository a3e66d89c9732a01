import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { dayField, line, longText, oneOf, optionalLine } from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'

export const payers = ['funder', 'host', 'own', 'student'] as const
export const instalmentPayers = ['funder', 'host', 'own'] as const
export const periods = ['month', 'once'] as const
export const consents = ['none', 'nameless', 'named'] as const
export type Consent = (typeof consents)[number]

/** Who pays what of a stay, in minor units. */
export interface GrantLine {
  readonly id: string
  readonly payer: (typeof payers)[number]
  readonly about: string
  readonly amount: number
  readonly currency: string
  readonly per: (typeof periods)[number]
}

export interface Instalment {
  readonly id: string
  readonly payer: (typeof payers)[number]
  readonly amount: number
  readonly currency: string
  readonly due: Day
  readonly paidOn: Day | null
  readonly paidBy: string | null
}

export interface Stay {
  readonly arrivedOn: Day | null
  readonly arrivalConfirmedBy: string | null
  readonly leftOn: Day | null
  readonly leavingConfirmedBy: string | null
  readonly insurer: string
  readonly policy: string
  readonly insuredFrom: Day | null
  readonly insuredTo: Day | null
}

export interface Report {
  readonly text: string
  readonly consent: Consent
  readonly writtenAt: Date
  readonly releasedAt: Date | null
}

export interface Span {
  readonly from: Day | undefined
  readonly to: Day | undefined
}

/** From selection on there is money to speak of; before it nobody has a place. */
export const withMoney = ['selected', 'nominated', 'accepted', 'away', 'returned', 'completed']

/** An academic year begins on 1 September: `2026/2027`. */
export function academicYear(on: Day): string {
  const year = Number(on.slice(0, 4)) - (on.slice(5) < '09-01' ? 1 : 0)
  return `${year}/${year + 1}`
}

export interface Granted {
  readonly caseId: string
  readonly from: Day
  readonly amount: number
  readonly currency: string
}

export interface YearOfGrants {
  readonly year: string
  readonly currency: string
  readonly people: number
  /** A month, in minor units, rounded half up. */
  readonly average: number
}

/** The average monthly grant of each academic year: what others pay a month, over those who have a grant in that currency. */
export function averagesOf(granted: readonly Granted[]): YearOfGrants[] {
  const groups = Map.groupBy(granted, ({ from, currency }) => `${academicYear(from)} ${currency}`)
  const years = [...groups].map(([key, all]) => {
    const [year = '', currency = ''] = key.split(' ')
    const people = new Set(all.map(({ caseId }) => caseId)).size
    const sum = all.reduce((total, { amount }) => total + amount, 0)
    return { year, currency, people, average: Math.round(sum / people) }
  })
  return years.toSorted((a, b) => (a.year === b.year ? (a.currency < b.currency ? -1 : 1) : a.year < b.year ? 1 : -1))
}

/** What the insurance leaves open of the stay; null when it covers it, or when either is not known yet. */
export function insuranceGap({ insuredFrom, insuredTo }: Stay, { from, to }: Span): 'late' | 'early' | null {
  if (from && insuredFrom && insuredFrom > from) return 'late'
  return to && insuredTo && insuredTo < to ? 'early' : null
}

/** Days of the past, in their order. */
export function dayProblems(stay: Stay, kind: 'arrival' | 'leaving', on: Day, today: Day): Problem[] {
  if (on > today) return [{ field: 'on', key: 'grants.later' }]
  if (kind === 'leaving' && !stay.arrivedOn) return [{ field: 'on', key: 'grants.notThere' }]
  const wrong = kind === 'leaving' ? stay.arrivedOn && on < stay.arrivedOn : stay.leftOn && on > stay.leftOn
  return wrong ? [{ field: 'on', key: 'grants.wrongOrder' }] : []
}

/** A sum as somebody types it, in minor units; null: no sum above nothing. */
export function readSum(typed: string): number | null {
  const plain = typed.replaceAll(/[\s\u00a0]/g, '').replace(',', '.')
  const minor = /^\d{1,7}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : 0
  return minor > 0 ? minor : null
}

const sum = () =>
  line(20).transform((typed, context): number => {
    const minor = readSum(typed)
    if (minor !== null) return minor
    context.addIssue({ code: 'custom', message: 'grants.noSum' })
    return z.NEVER
  })
const currency = () =>
  line(3)
    .transform((typed) => typed.toUpperCase())
    .pipe(z.string().regex(/^[A-Z]{3}$/, 'grants.noCurrency'))
const key = { key: z.uuid({ error: 'form.notUnderstood' }) }

export const lineForm = z.object({
  ...{ ...key, payer: oneOf(payers), amount: sum(), currency: currency(), per: oneOf(periods) },
  about: optionalLine(200),
})
export const instalmentForm = z.object({
  ...{ ...key, payer: oneOf(instalmentPayers), amount: sum(), currency: currency(), due: dayField() },
})
export const paidForm = z.object({ paid: dayField() })
export const dayForm = z.object({ kind: z.enum(['arrival', 'leaving']), on: dayField() })
export const insuranceForm = z
  .object({ insurer: line(200), policy: line(60), insuredFrom: dayField(), insuredTo: dayField() })
  .refine(({ insuredFrom, insuredTo }) => insuredFrom <= insuredTo, {
    path: ['insuredTo'],
    error: 'grants.endsFirst',
  })
export const reportForm = z.object({ text: longText(8000), consent: oneOf(consents) })
