import { z } from 'zod'
import { optionalLine, optionalListed } from '../../platform/web/fields.ts'
import type { Typed } from '../../platform/web/form.ts'
import { type CallSaid, type Condition, cefr, fields, specialties } from '../packs/index.ts'
import { conditionsOf, type Known } from './criteria.ts'

/** The questions of the check, in the order in which they are asked. */
export const questions = [
  ...(['is', 'citizenship', 'age', 'unit', 'specialty', 'yearsStudied', 'average', 'language'] as const),
  ...(['timesBefore', 'yearsSinceDegree', 'field', 'host', 'daysThere'] as const),
] as const
export type Question = (typeof questions)[number]

const asks: Readonly<Record<Condition['kind'], readonly Question[]>> = {
  'years-studied': ['yearsStudied'],
  average: ['average'],
  specialty: ['specialty'],
  language: ['language'],
  'times-before': ['timesBefore'],
  age: ['age'],
  'years-since-degree': ['yearsSinceDegree'],
  'days-there': ['daysThere'],
  is: ['is'],
  citizenship: ['citizenship'],
  unit: ['unit'],
  field: ['field', 'host'],
  judged: [],
}

/** Which answer a condition rests on; null where only people judge. */
export const questionOf = (kind: Condition['kind']): Question | null => asks[kind][0] ?? null

/** What a call has to ask somebody to say whether they may apply: only what its rules and papers rest on. */
export function questionsOf({ criteria, documents }: CallSaid): Question[] {
  const rules = [criteria, ...documents.map(({ when }) => when)].flatMap((rule) => (rule ? conditionsOf(rule) : []))
  const wanted = new Set(rules.flatMap(({ kind }) => asks[kind]))
  return questions.filter((question) => wanted.has(question))
}

const number = (most: number, pattern = /^\d+$/) =>
  optionalLine(12).transform((typed, context): number | undefined => {
    const written = typed.replace(',', '.')
    if (written === '') return undefined
    if (pattern.test(written) && Number(written) <= most) return Number(written)
    context.addIssue({ code: 'custom', message: 'check.notANumber' })
    return z.NEVER
  })
const among = <const Options extends readonly string[]>(options: Options) =>
  optionalListed().transform((typed): Options[number] | undefined => options.find((one) => one === typed))

export const checkForm = z.object({
  is: among(['student', 'teacher', 'staff']),
  yearsStudied: number(30),
  specialty: among(specialties),
  average: number(100, /^\d{1,3}(\.\d{1,3})?$/),
  language: among(['none', ...cefr]),
  timesBefore: number(30),
  age: number(120),
  yearsSinceDegree: number(90),
  daysThere: number(4000),
  citizenship: optionalListed(),
  unit: optionalListed(),
  field: among(fields),
  host: optionalListed(),
})

/** What somebody answered, as the rules ask it. */
export function knownFrom(answers: z.output<typeof checkForm>, { hosts }: CallSaid): Known {
  const { host, citizenship, unit, ...said } = answers
  const chosen = hosts.find(({ id }) => id === host)
  const [only] = hosts
  const taken = chosen ?? (hosts.length === 1 ? only : undefined)
  return {
    ...said,
    citizenship: citizenship || undefined,
    unit: unit || undefined,
    hostFields: taken?.fields,
  }
}

/** The answers that were given, by question. */
export const wereGiven = (typed: Typed): Question[] => questions.filter((question) => (typed[question] ?? '') !== '')
