import { z } from 'zod'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { plainAddress } from '../../platform/mail/transport.ts'
import {
  country,
  dayField,
  line,
  longText,
  optionalDay,
  optionalLine,
  optionalLongText,
} from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Say } from '../../platform/words/catalogue.ts'
import { type Language, languages } from '../../platform/words/languages.ts'

/** How a field is asked, kept and said. */
export const fieldKinds = [
  ...(['line', 'long', 'texts', 'longTexts', 'day', 'hour', 'year', 'choice', 'country', 'countries'] as const),
  ...(['partner', 'colleague', 'mail', 'phone', 'site', 'count', 'money'] as const),
] as const
export type FieldKind = (typeof fieldKinds)[number]

export interface Field {
  readonly name: string
  readonly as: FieldKind
  readonly needed?: boolean
  /** The values of a choice. */
  readonly options?: readonly string[]
}

/** What was answered, field by field; a text in three languages is three fields, `title.en`, `title.ru`, `title.ky`. */
export type Said = Readonly<Record<string, string>>

/** Where a record of a ledger stands, and which stages mean that nothing is left to do. */
interface Stages {
  readonly ended: readonly string[]
  /** Whether the list is shown in columns by stage too. */
  readonly board: boolean
}

/** A way from a record to where the work goes on. */
export interface Way {
  readonly href: Href
  readonly text: string
}

/**
 * What an office keeps by hand, as a value: from it come its list, its columns by stage, form, page, thread, history, archive,
 * and its sheets in and out. Its words begin with its name: `leads.names`, `leads.city`, `leads.kind.partner`.
 */
export interface Ledger {
  readonly name: string
  readonly address: Href
  readonly words: (language: Language) => Say<string>
  readonly fields: readonly Field[]
  /** The field that a record is called by. */
  readonly title: string
  /** What the list shows beside it. */
  readonly columns: readonly string[]
  /** Choices, countries and colleagues that the list is narrowed by. */
  readonly filters: readonly string[]
  /** With it, there is a field `stage`. */
  readonly stages?: Stages
  /** What the list is ordered by: a text. */
  readonly sort: (said: Said) => string
  readonly newestFirst?: boolean
  /** What of the answers does not go together. */
  readonly checks?: (said: Said) => readonly Problem[]
  /** Two records of one key are one. */
  readonly keyOf?: (said: Said) => string | null
  readonly thread?: boolean
  /** Whether many are entered by a sheet. */
  readonly sheet?: boolean
  readonly parts?: readonly Ledger[]
  /** What stands below a record's own answers. */
  readonly beside?: (visit: Visit, record: LedgerRecord) => Promise<Child>
  /** Further pages of the whole ledger. */
  readonly ways?: (language: Language) => readonly Way[]
}

export interface LedgerRecord {
  readonly id: string
  readonly ledger: string
  readonly parentId: string | null
  readonly key: string | null
  readonly said: Said
  readonly quote: string | null
  readonly version: number
  readonly archived: boolean
}

export const currencies = ['KGS', 'USD', 'EUR', 'RUB', 'CNY', 'KZT'] as const

const patterned = (most: number, pattern: RegExp, problem: string) => () =>
  optionalLine(most).refine((typed) => typed === '' || pattern.test(typed), problem)

const kinds: Readonly<Record<FieldKind, (needed: boolean) => z.ZodType>> = {
  line: (needed) => (needed ? line(300) : optionalLine(300)),
  long: (needed) => (needed ? longText(6000) : optionalLongText(6000)),
  texts: () => optionalLine(300),
  longTexts: () => optionalLongText(4000),
  day: (needed) => (needed ? dayField() : optionalDay()),
  hour: patterned(5, /^([01]?\d|2[0-3]):[0-5]\d$/, 'ledger.notAnHour'),
  year: patterned(4, /^(19|20|21)\d\d$/, 'ledger.notAYear'),
  choice: () => optionalLine(60),
  country: (needed) => (needed ? country() : optionalLine(3).meta({ asked: { as: 'country' } })),
  countries: () => optionalLongText(2000),
  partner: () => optionalLine(300),
  colleague: () => optionalLine(100),
  mail: () => optionalMail(),
  phone: patterned(40, /^[+\d\s().-]{5,40}$/, 'form.notAPhone'),
  site: () =>
    optionalLine(500).refine(
      (typed) => typed === '' || z.url({ protocol: /^https?$/ }).safeParse(typed).success,
      'ledger.notASite',
    ),
  count: patterned(7, /^\d{1,7}$/, 'ledger.notACount'),
  money: patterned(20, /^\d[\d\s]{0,11}([.,]\d{1,2})?$/, 'ledger.notASum'),
}

function optionalMail() {
  return optionalLine(254).transform((typed, context): string => {
    const read = plainAddress(typed)
    if (typed === '') return ''
    if (read.ok) return read.address
    context.addIssue({ code: 'custom', message: `form.mail.${read.problem}` })
    return z.NEVER
  })
}

export const isInThree = ({ as }: Field) => as === 'texts' || as === 'longTexts'

/** The inputs of a field: one, or three for the three languages. */
export const inputsOf = (field: Field): readonly string[] =>
  isInThree(field) ? languages.map((language) => `${field.name}.${language}`) : [field.name]

/** The inputs of a ledger's form with what each takes. */
export function shapeOf({ fields }: Ledger): Record<string, z.ZodType> {
  return Object.fromEntries(
    fields.flatMap((field) => inputsOf(field).map((name) => [name, kinds[field.as](field.needed === true)])),
  )
}

/** What is missing, unknown or does not go together, beside what each input says for itself. */
export function slipsOf(ledger: Ledger, said: Said): Problem[] {
  return [...ledger.fields.flatMap((field) => slipsIn(field, said)), ...(ledger.checks?.(said) ?? [])]
}

function slipsIn(field: Field, said: Said): Problem[] {
  const { name, needed, options, as } = field
  const empty = inputsOf(field).filter((input) => !said[input])
  if (isInThree(field))
    return empty.length === 0 || (!needed && empty.length === languages.length)
      ? []
      : empty.map((input) => ({ field: input, key: 'ledger.everyLanguage' }))
  if (needed && empty.length > 0) return [{ field: name, key: as === 'choice' ? 'form.choose' : 'form.missing' }]
  const value = said[name] ?? ''
  return as === 'choice' && value !== '' && !options?.includes(value) ? [{ field: name, key: 'form.choose' }] : []
}

/** What a form's checked values are as answers: nothing but strings, and none for what was left empty. */
export function saidFrom(values: Readonly<Record<string, unknown>>): Said {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value ? [[name, String(value)] as const] : [])),
  )
}

/** Two days of which the second may not come before the first. */
export function inOrder(from: string, until: string) {
  return (said: Said): readonly Problem[] => {
    const [first, last] = [said[from], said[until]]
    return first && last && last < first ? [{ field: until, key: 'ledger.endsBefore' }] : []
  }
}

/** `1 500,5` as 150050: sums are kept in minor units. */
export function minorOf(typed: string): string {
  const [whole = '', part = ''] = typed.replace(/\s/g, '').split(/[.,]/)
  return `${whole}${part.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '')
}

/** 150050 as `1500.50`, as it stands in a form. */
export const majorOf = (minor: string) => (minor === '' ? '' : (Number(minor) / 100).toFixed(2).replace(/\.00$/, ''))

/** What a record is called in a language. */
export function titleOf({ title, fields }: Ledger, { said }: Pick<LedgerRecord, 'said'>, language: Language): string {
  const inThree = fields.some((field) => field.name === title && isInThree(field))
  return (inThree ? (said[`${title}.${language}`] ?? said[`${title}.en`]) : said[title]) ?? '–'
}

/** Whether nothing is left to do with a record. */
export const isEnded = ({ stages }: Ledger, said: Said) => stages?.ended.includes(said.stage ?? '') === true

/** The stages in their order. */
export const stagesOf = ({ fields }: Ledger): readonly string[] =>
  fields.find(({ name }) => name === 'stage')?.options ?? []
