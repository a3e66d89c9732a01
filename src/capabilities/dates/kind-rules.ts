import { z } from 'zod'
import { oneOf, optionalLine } from '../../platform/web/fields.ts'
import type { Procedure } from '../cases/index.ts'
import { clockNames, defaultLeads } from '../stays/index.ts'
import type { KindSet } from './kind-store.ts'
import { steps, stepsFor } from './reminder-rules.ts'
import { deadlineOf } from './rules.ts'

export const leadUnits = ['working-days', 'calendar-days'] as const
export type LeadUnit = (typeof leadUnits)[number]
const longestLead = 365

/** A kind of date as the office has it: with what it has set, or with the program's own. */
export interface Kind {
  readonly kind: string
  /** Null for the term of a case, which is its own last safe day. */
  readonly lead: { readonly value: number; readonly unit: LeadUnit } | null
  readonly defaultLead: { readonly value: number; readonly unit: LeadUnit } | null
  readonly steps: readonly number[]
  readonly set: KindSet | null
}

/** Every kind of date here: the clocks, and the terms that cases have. */
export function kindsOf(
  set: ReadonlyMap<string, KindSet>,
  caseKinds: readonly string[],
  procedures: readonly Procedure[],
): readonly Kind[] {
  return [...clockNames, ...caseKinds].map((kind) => kindOf(kind, set.get(kind) ?? null, procedures))
}

function kindOf(kind: string, set: KindSet | null, procedures: readonly Procedure[]): Kind {
  const clock = clockNames.find((name) => name === kind)
  const defaultLead = clock ? defaultLeads[clock] : null
  const lead = set?.lead && set.leadUnit && clock ? { value: set.lead, unit: set.leadUnit } : defaultLead
  const chosen = new Map(set ? [[kind, set.steps]] : [])
  const leads = lead ? { [kind]: lead } : {}
  return { kind, lead, defaultLead, steps: stepsFor(kind, chosen, procedures, leads), set }
}

export const isClock = (kind: string) => deadlineOf(kind) === null

const wholeDays = optionalLine(4).transform((text, context): number | null => {
  if (text === '') return null
  const days = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  if (days >= 1 && days <= longestLead) return days
  context.addIssue({ code: 'custom', message: 'kinds.lead.wrong' })
  return z.NEVER
})

export const kindForm = z.object({ lead: wholeDays, unit: oneOf(leadUnits), steps })
