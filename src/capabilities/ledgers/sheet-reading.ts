import { createHash } from 'node:crypto'
import type { Cells } from '../../platform/sheets/read-sheet.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { languages } from '../../platform/words/languages.ts'
import { colleaguesHere } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { readEntry } from './entry.ts'
import { countriesIn, institutionHere } from './ground.ts'
import { type Field, isInThree, type Ledger } from './ledger.ts'
import type { NewRecord } from './store.ts'

export interface LineProblem {
  /** As the sheet counts it, from 1. */
  readonly line: number
  readonly problem: Problem
}

export type SheetRead =
  | { readonly ok: true; readonly records: readonly NewRecord[] }
  | { readonly ok: false; readonly headings: boolean; readonly problems: readonly LineProblem[] }

/**
 * A sheet whose first line names the fields, in any of our languages, as records; what is wrong with each line otherwise.
 * @param key the form's own: the same sheet twice makes the same ids
 */
export async function readLines(visit: Visit, ledger: Ledger, cells: Cells, key: string): Promise<SheetRead> {
  const columns = columnsIn(ledger, cells[0] ?? [])
  if (!columns.includes(ledger.title)) return { ok: false, headings: true, problems: [] }
  const names = await namesIn(visit, ledger)
  const problems: LineProblem[] = []
  const records: NewRecord[] = []
  for (const [at, cell] of cells.slice(1).entries()) {
    if (cell.every((one) => one === '')) continue
    const entry = await readEntry(visit, ledger, typedFrom(names, ledger, columns, cell))
    if (entry.ok) records.push({ id: idOf(key, at), parentId: null, said: entry.said })
    else problems.push(...entry.problems.map((problem) => ({ line: at + 2, problem })))
  }
  return problems.length > 0 ? { ok: false, headings: false, problems } : { ok: true, records }
}

const folded = (text: string) => foldWords(text).join(' ')

/** The field of each column; empty where the heading names none. A text in three languages is its English column. */
function columnsIn(ledger: Ledger, headings: readonly string[]): readonly string[] {
  return headings.map((heading) => {
    const found = ledger.fields.find(
      ({ name }) =>
        folded(name) === folded(heading) ||
        languages.some((language) => folded(ledger.words(language)(`${ledger.name}.${name}`)) === folded(heading)),
    )
    return found && !isInThree(found) ? found.name : ''
  })
}

type Names = (field: Field, typed: string) => string

// What a sheet says in words: choices in any language, states, colleagues.
async function namesIn(visit: Visit, ledger: Ledger): Promise<Names> {
  const law = await lawOfToday(visit.house)
  const colleagues = await colleaguesHere(visit.house, institutionHere(visit))
  const choices = new Map(ledger.fields.map((field) => [field.name, saidIn(ledger, field)]))
  return ({ name, as }, typed) => {
    if (as === 'country') return countriesIn(law, typed).codes[0] ?? typed
    if (as === 'colleague') return colleagues.find((one) => folded(one.name) === folded(typed))?.id ?? typed
    return as === 'choice' ? (choices.get(name)?.get(folded(typed)) ?? typed) : typed
  }
}

/** The values of a choice by what they are called in any language, folded. */
function saidIn({ name: ledger, words }: Ledger, { name, options = [] }: Field): ReadonlyMap<string, string> {
  return new Map(
    options.flatMap((option) =>
      [option, ...languages.map((language) => words(language).find(`${ledger}.${name}.${option}`) ?? '')].map(
        (text) => [folded(text), option] as const,
      ),
    ),
  )
}

function typedFrom(names: Names, { fields }: Ledger, columns: readonly string[], cell: readonly string[]): Typed {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const typed = cell[columns.indexOf(field.name)] ?? ''
      return typed === '' ? [] : [[field.name, field.as === 'day' ? dayTyped(typed) : names(field, typed)] as const]
    }),
  )
}

// 05.03.2026, as offices write it.
function dayTyped(typed: string): string {
  const [, date = '', month = '', year = ''] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(typed) ?? []
  return year ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : typed
}

function idOf(key: string, at: number): string {
  const hex = createHash('sha256').update(`${key} ${at}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
