import { z } from 'zod'
import { optionalLine, optionalLongText } from '../../platform/web/fields.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Text } from '../../platform/words/languages.ts'
import { languages } from '../../platform/words/languages.ts'
import { fundingKinds } from '../packs/index.ts'

export type PartKind = (typeof fundingKinds)[number]
export const partKinds = fundingKinds

const text = z.object({ en: z.string(), ru: z.string(), ky: z.string() })
const part = z.object({
  key: z.string(),
  kind: z.enum(fundingKinds),
  /** The key of the action or sub-programme of which it is said. */
  under: z.string().nullish(),
  number: z.string().nullish(),
  years: z.string().nullish(),
  text,
  /** Who manages an action, who pays a cost. */
  by: text.nullish(),
  url: z.string().nullish(),
  note: text.nullish(),
  source: z.unknown().optional(),
})
export const parts = z.array(part)
/** One thing that is said of a programme: an aim, an action with who manages it, a cost with who pays it. */
export type Part = z.output<typeof part>

/** A programme of cooperation that pays for something. */
export interface Programme {
  readonly id: string
  readonly name: Text
  readonly funder: Text | null
  /** ISO 3166, two letters. */
  readonly country: string | null
  readonly from: number | null
  readonly to: number | null
  readonly parts: readonly Part[]
  readonly withdrawn: boolean
  readonly version: number
  readonly edited: { readonly at: Date; readonly by: string } | null
}

export const states = ['running', 'coming', 'ended', 'unsaid'] as const
export type State = (typeof states)[number]

/** Where a programme stands in a year; `unsaid` when its page names no years. Its last year is its own still. */
export function stateIn(year: number, { from, to }: Pick<Programme, 'from' | 'to'>): State {
  if (to !== null && to < year) return 'ended'
  if (from !== null && from > year) return 'coming'
  return from === null && to === null ? 'unsaid' : 'running'
}

/** What is said of one kind; of the programme itself where `under` is absent. */
export function ofKind({ parts }: Programme, kind: PartKind, under?: string): readonly Part[] {
  return parts.filter((one) => one.kind === kind && (one.under ?? undefined) === under)
}

/** Whether other parts may stand below it. */
export const holds = ({ kind }: Pick<Part, 'kind'>): boolean => kind === 'action' || kind === 'subprogramme'

/** Where a part may stand: below an action or a sub-programme that is not the part itself, nor below it. */
export function placesFor(programme: Programme, key?: string): readonly Part[] {
  return programme.parts.filter((one) => holds(one) && !isWithin(programme, one, key))
}

function isWithin(programme: Programme, one: Part, key: string | undefined): boolean {
  if (key === undefined) return false
  if (one.key === key) return true
  const above = programme.parts.find((other) => other.key === one.under)
  return above ? isWithin(programme, above, key) : false
}

const year = optionalLine(4).refine((typed) => typed === '' || /^(19|20|21)\d\d$/.test(typed), 'funders.notAYear')
/** All three languages, or with `optional` none: what is written in one only would be missing in the others. */
function wholly<Schema extends z.ZodObject>(schema: Schema, names: readonly { of: string; optional: boolean }[]) {
  return schema.superRefine((value, context) => {
    const typed: Readonly<Record<string, unknown>> = value
    for (const { of, optional } of names) {
      const empty = languages.filter((language) => typed[`${of}.${language}`] === '')
      if (empty.length === 0 || (optional && empty.length === languages.length)) continue
      for (const language of empty)
        context.addIssue({ code: 'custom', path: [`${of}.${language}`], message: 'funders.everyLanguage' })
    }
  })
}

export const programmeForm = wholly(
  z.object({
    ...{ country: z.string().regex(/^([A-Z]{2})?$/, 'form.choose'), from: year, to: year },
    ...{ 'name.en': optionalLine(200), 'name.ru': optionalLine(200), 'name.ky': optionalLine(200) },
    ...{ 'funder.en': optionalLine(200), 'funder.ru': optionalLine(200), 'funder.ky': optionalLine(200) },
  }),
  [
    { of: 'name', optional: false },
    { of: 'funder', optional: true },
  ],
).refine(({ from, to }) => from === '' || to === '' || from <= to, { path: ['to'], error: 'funders.endsBefore' })

const webAddress = optionalLine(500).refine(
  (typed) => typed === '' || z.url({ protocol: /^https?$/ }).safeParse(typed).success,
  'funders.notAnAddress',
)

export const partForm = wholly(
  z.object({
    ...{ key: z.string().regex(/^[a-z0-9-]{1,60}$/), kind: z.enum(fundingKinds, { error: 'form.choose' }) },
    ...{ under: optionalLine(60), number: optionalLine(20), years: optionalLine(40), url: webAddress },
    ...{ 'text.en': optionalLongText(2000), 'text.ru': optionalLongText(2000), 'text.ky': optionalLongText(2000) },
    ...{ 'by.en': optionalLine(200), 'by.ru': optionalLine(200), 'by.ky': optionalLine(200) },
    ...{ 'note.en': optionalLine(500), 'note.ru': optionalLine(500), 'note.ky': optionalLine(500) },
  }),
  [
    { of: 'text', optional: false },
    { of: 'by', optional: true },
    { of: 'note', optional: true },
  ],
).refine(({ kind, url }) => (kind === 'link') === (url !== ''), { path: ['url'], error: 'funders.linkHasAddress' })

/** The three languages of one field of a form that has been checked; null when they were left empty. */
export function textOf(typed: Readonly<Record<string, string>>, name: string): Text | null {
  const [en = '', ru = '', ky = ''] = languages.map((language) => (typed[`${name}.${language}`] ?? '').trim())
  return en === '' ? null : { en, ru, ky }
}

/** A text as the three fields of a form. */
export function typedText(name: string, text: Text | null | undefined): Typed {
  return Object.fromEntries(languages.map((language) => [`${name}.${language}`, text?.[language] ?? '']))
}
