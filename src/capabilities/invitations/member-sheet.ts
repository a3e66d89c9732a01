import type { Problem, Typed } from '../../platform/web/form.ts'
import { check } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Country } from '../law/index.ts'
import { isLatin, type MemberFacts, memberFields, memberForm, personProblems, type Visiting } from './members.ts'
import { dayWritten } from './written-days.ts'

/** What is wrong in one line of a sheet; lines are counted as the person sees them, from 1. */
export interface LineFault extends Problem {
  readonly line: number
}

export type ReadSheet =
  | { readonly ok: true; readonly members: readonly MemberFacts[]; readonly lines: readonly number[] }
  | { readonly ok: false; readonly faults: readonly LineFault[] }

/**
 * Reads the members out of the rows of a sheet, all or none. Columns stand in the order of `memberFields`; a first row without
 * a day is the heading, empty rows are none.
 */
export function readMemberSheet(
  rows: readonly (readonly string[])[],
  countries: readonly Country[],
  visit: Visiting,
): ReadSheet {
  const faults: LineFault[] = []
  const members: MemberFacts[] = []
  const lines: number[] = []
  for (const [at, row] of rows.entries()) {
    if (row.every((cell) => cell === '') || (at === 0 && isHeading(row))) continue
    const line = at + 1
    const read = readLine(row, countries, visit)
    if (read.ok) members.push(read.member)
    else faults.push(...read.problems.map((problem) => ({ ...problem, line })))
    lines.push(line)
  }
  if (faults.length > 0) return { ok: false, faults }
  if (members.length === 0) return { ok: false, faults: [{ line: 1, field: 'familyName', key: 'members.emptySheet' }] }
  return { ok: true, members, lines }
}

const isHeading = (row: readonly string[]) => !row.some((cell) => /\d/.test(cell))

type ReadLine =
  | { readonly ok: true; readonly member: MemberFacts }
  | { readonly ok: false; readonly problems: readonly Problem[] }

function readLine(row: readonly string[], countries: readonly Country[], visit: Visiting): ReadLine {
  const cells: Typed = Object.fromEntries(memberFields.map((field, at) => [field, row[at]?.trim() ?? '']))
  const country = countryIn(cells.citizenship ?? '', countries)
  const days = ['birthDay', 'passportIssued', 'passportEnds'].map((field) => {
    const text = cells[field] ?? ''
    return [field, dayWritten(text) ?? text] as const
  })
  const form = check(memberForm, { ...cells, ...Object.fromEntries(days), citizenship: country.code })
  const named = [...cyrillic(cells), ...country.problems]
  if (form.ok) named.push(...personProblems(form.value, visit))
  else named.push(...form.problems)
  // The first thing that is wrong with a cell is the one to mend.
  const problems = named.filter(({ field }, at) => named.findIndex((one) => one.field === field) === at)
  return form.ok && problems.length === 0 ? { ok: true, member: form.value } : { ok: false, problems }
}

/** Which letters of a name are no Latin ones, said by themselves: С and C look alike. */
export function cyrillic(typed: Typed): Problem[] {
  return ['familyName', 'givenName', 'passportNumber'].flatMap((field) => {
    const text = typed[field] ?? ''
    const letters = [...new Set(text.match(/[^\P{L}\p{Script=Latin}]/gu) ?? [])].join(' ')
    return letters && !(isLatin(text) && field !== 'passportNumber')
      ? [{ field, key: 'members.cyrillic', params: { letters } }]
      : []
  })
}

// A code of two or three letters, or the name in one of the three languages.
function countryIn(text: string, countries: readonly Country[]): { code: string; problems: Problem[] } {
  const field = 'citizenship'
  const wanted = folded(text)
  const found = countries.find(
    ({ code, code3, name }) =>
      [code, code3].includes(text.toUpperCase()) || Object.values(name).some((one) => folded(one) === wanted),
  )
  if (text === '' || found)
    return { code: found?.code ?? '', problems: text === '' ? [{ field, key: 'form.missing' }] : [] }
  const key = /[/,;+&]|\s(and|и|жана)\s/.test(text) ? 'members.twoCitizenships' : 'members.noCountry'
  return { code: '', problems: [{ field, key, params: { typed: text } }] }
}

const folded = (text: string) => foldWords(text).join(' ')
