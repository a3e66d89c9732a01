import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { line, oneOf, optionalDay, optionalLine, optionalListed } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Text } from '../../platform/words/languages.ts'
import type { WantedDocument } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { type Facts, type Purpose, purposes } from './facts.ts'
import { inThree } from './words.ts'

/** A line of the checklist as the office writes it. */
export const lineForm = z.object({
  country: optionalListed(),
  purpose: oneOf(['all', ...purposes]),
  en: line(200),
  ru: line(200),
  ky: line(200),
  hintEn: optionalLine(500),
  hintRu: optionalLine(500),
  hintKy: optionalLine(500),
  need: oneOf(['must', 'may']),
  source: optionalLine(500),
  checkedOn: optionalDay(),
})
export type LineEntry = z.output<typeof lineForm>

/** A paper that travellers bring. */
export interface ChecklistLine {
  readonly id: string
  /** For one country only; null is for all. */
  readonly country: string | null
  readonly purpose: Purpose | null
  /** The fields of the form but country and purpose. */
  readonly said: Typed
  readonly version: number
  readonly archived: boolean
}

/**
 * What the program brings along, general and not confirmed: no embassy has said so. The office confirms a line by saving it
 * with a source, or puts it away.
 */
const general = [
  ['passport', 'must'],
  ['invitation', 'must'],
  ['form', 'may'],
  ['photo', 'may'],
  ['means', 'may'],
] as const

export const generalLines: readonly ChecklistLine[] = general.map(([id, need]) => {
  const [title, hint] = [inThree(`paper.${id}`), inThree(`paper.${id}.hint`)]
  const said = { ...title, hintEn: hint.en, hintRu: hint.ru, hintKy: hint.ky, need, source: '', checkedOn: '' }
  return { id, country: null, purpose: null, said, version: 0, archived: false }
})

/** The lines as they are in use: what the office wrote stands in the place of what the program brought along. */
export function withGeneral(own: readonly ChecklistLine[]): ChecklistLine[] {
  const written = new Set(own.map(({ id }) => id))
  return [...generalLines.filter(({ id }) => !written.has(id)), ...own]
}

/** Has somebody of the office said where it stands, and when they looked? */
export const isConfirmed = ({ said }: ChecklistLine) => Boolean(said.source) && Boolean(said.checkedOn)

export function saidOf({ country: _, purpose: __, ...entry }: LineEntry): Typed {
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, value ?? '']))
}

export function lineProblems({ country, source, checkedOn }: LineEntry, today: Day, law: Law): Problem[] {
  const found: Problem[] = []
  if (country && (!law.country(country) || country === 'KG')) found.push({ field: 'country', key: 'form.choose' })
  if (checkedOn && checkedOn > today) found.push({ field: 'checkedOn', key: 'departure.later' })
  // What one country asks is its own to say: nobody writes it down without where it stands.
  if ((country || checkedOn) && !source) found.push({ field: 'source', key: 'line.sourceMissing' })
  if ((country || source) && !checkedOn) found.push({ field: 'checkedOn', key: 'line.checkedMissing' })
  return found
}

/** The lines for a journey, the general ones first. Unknown country or purpose: only what is asked of everybody. */
export function linesFor(
  lines: readonly ChecklistLine[],
  { country, purpose }: Pick<Partial<Facts>, 'country' | 'purpose'>,
): ChecklistLine[] {
  return lines
    .filter((one) => !one.archived)
    .filter((one) => (one.country ?? country) === country && (one.purpose ?? purpose) === purpose)
    .toSorted((a, b) => Number(a.country !== null) - Number(b.country !== null))
}

/** A line as the case asks for it. */
export function wanted(one: ChecklistLine): WantedDocument {
  const { said } = one
  const source = said.source ?? ''
  const text = (en: string | undefined, ru: string | undefined, ky: string | undefined): Text => ({
    en: en ?? '',
    ru: ru ?? '',
    ky: ky ?? '',
  })
  const why = inThree(isConfirmed(one) ? 'paper.why' : 'paper.unconfirmed')
  const from = (said: string) => (source ? `${said}: ${source}` : said)
  return {
    type: one.id,
    title: text(said.en, said.ru, said.ky),
    hint: text(said.hintEn, said.hintRu, said.hintKy),
    why: text(from(why.en), from(why.ru), from(why.ky)),
    ...(said.need === 'may' ? { optional: true } : {}),
  }
}
