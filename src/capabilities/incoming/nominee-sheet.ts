import type { Problem, Typed } from '../../platform/web/form.ts'
import { type Cell, fold, isFailedFormula, readCountry, readDayCell } from '../arrivals/index.ts'
import type { Law } from '../law/index.ts'
import { levels } from './facts.ts'
import { mostNominees, type NomineeFacts, readNominee, twinAt } from './nominees.ts'

// Headings as partners write them: for the template in English, Russian and Kyrgyz, and what else is understood.
const headings = {
  familyName: ['Family name', 'Фамилия', 'Фамилиясы', 'surname', 'last name', 'name'],
  givenName: ['Given names', 'Имя', 'Аты', 'given name', 'first name', 'forename'],
  mail: ['E-mail', 'Электронная почта', 'Электрондук почта', 'email', 'mail', 'почта'],
  birthDay: ['Date of birth', 'Дата рождения', 'Туулган күнү', 'birth date', 'birthday', 'born'],
  citizenship: ['Citizenship', 'Гражданство', 'Жарандыгы', 'nationality', 'country'],
  level: ['Level', 'Уровень', 'Деңгээли', 'degree', 'study level', 'cycle', 'ступень'],
  field: ['Field of study', 'Направление', 'Багыты', 'field', 'subject area', 'programme', 'специальность'],
  from: ['From', 'С', 'Башы', 'start', 'start date', 'mobility start', 'начало'],
  to: ['To', 'По', 'Аягы', 'until', 'end', 'end date', 'mobility end', 'окончание'],
} as const satisfies Readonly<Record<keyof NomineeFacts, readonly string[]>>

export const sheetFields = [
  'familyName',
  'givenName',
  'mail',
  'birthDay',
  'citizenship',
  'level',
  'field',
  'from',
  'to',
] as const
export type SheetField = (typeof sheetFields)[number]

const known: ReadonlyMap<string, SheetField> = new Map(
  sheetFields.flatMap((field) => headings[field].map((heading) => [fold(heading), field] as const)),
)

/** The heading of a column in the template of a language. */
export function headingOf(field: SheetField, language: 'en' | 'ru' | 'ky'): string {
  const [en, ru, ky] = headings[field]
  return { en, ru, ky }[language]
}

/** A row of the sheet, as it was understood. */
export interface NomineeLine {
  /** As the reader counts it: the first row of the sheet is 1. */
  readonly row: number
  readonly name: string
  readonly nominee: NomineeFacts | null
  readonly problems: readonly Problem[]
}

export type ReadSheet =
  | { readonly ok: true; readonly lines: readonly NomineeLine[] }
  | { readonly ok: false; readonly key: 'sheet.noHeadings' | 'sheet.empty' | 'sheet.tooMany' }

interface Ground {
  readonly law: Law
  readonly today: Parameters<typeof readNominee>[1]['today']
  /** The days of the round, for whom the sheet gives none. */
  readonly from: string
  readonly to: string
  /** The stay may be over. */
  readonly past?: boolean
}

/** Reads the students out of a sheet: the row of the headings is looked for, and every line says what is wrong with it. */
export function readNomineeSheet(cells: readonly (readonly string[])[], ground: Ground): ReadSheet {
  const at = cells.slice(0, 15).findIndex((row) => new Set(row.flatMap(fieldOf)).size >= 3)
  if (at < 0) return { ok: false, key: 'sheet.noHeadings' }
  const columns = (cells[at] ?? []).map((text) => fieldOf(text)[0])
  const lines: NomineeLine[] = []
  for (const [below, row] of cells.slice(at + 1).entries()) {
    if (row.every((text) => text.trim() === '')) continue
    lines.push(readLine(at + below + 2, row, columns, ground))
  }
  if (lines.length === 0) return { ok: false, key: 'sheet.empty' }
  if (lines.length > mostNominees) return { ok: false, key: 'sheet.tooMany' }
  return { ok: true, lines: twinsMarked(lines) }
}

const fieldOf = (text: string): SheetField[] => {
  const field = known.get(fold(text))
  return field ? [field] : []
}

function readLine(
  row: number,
  texts: readonly string[],
  columns: readonly (SheetField | undefined)[],
  ground: Ground,
): NomineeLine {
  const said: Record<string, string> = { from: ground.from, to: ground.to }
  for (const [at, field] of columns.entries()) if (field && texts[at]?.trim()) said[field] = texts[at]?.trim() ?? ''
  const problems: Problem[] = []
  const typed: Typed = Object.fromEntries(
    Object.entries(said).map(([field, text]) => {
      const cell = readCell(field, text, ground.law)
      if (!cell.ok) problems.push({ field, key: cell.key })
      return [field, cell.ok ? cell.value : '']
    }),
  )
  const read = readNominee(typed, ground)
  const unread = new Set(problems.map(({ field }) => field))
  if (!read.ok) problems.push(...read.problems.filter(({ field }) => !unread.has(field)).map(inSheet))
  const nominee = read.ok && problems.length === 0 ? read.nominee : null
  return { row, name: [said.familyName, said.givenName].filter(Boolean).join(' '), nominee, problems }
}

// A form says "fill this in"; a sheet has an empty cell.
const inSheet = (problem: Problem): Problem =>
  problem.key === 'form.missing' ? { ...problem, key: 'sheet.missing' } : problem

function readCell(field: string, text: string, law: Law): Cell<string> {
  if (isFailedFormula(text)) return { ok: false, key: 'sheet.formula' }
  if (field === 'citizenship') return renamed(readCountry(text, law), 'sheet.notACountry')
  if (field === 'level') return readLevel(text)
  return field === 'birthDay' || field === 'from' || field === 'to'
    ? renamed(readDayCell(text), 'sheet.notADay')
    : { ok: true, value: text }
}

const renamed = (cell: Cell<string>, key: string): Cell<string> => (cell.ok ? cell : { ok: false, key })

const spelled: readonly (readonly [RegExp, (typeof levels)[number]])[] = [
  [/^b|бак|undergrad|first/i, 'bachelor'],
  [/^m|маг|^second/i, 'master'],
  [/^d|^ph|док|асп|third/i, 'doctorate'],
]

function readLevel(text: string): Cell<string> {
  const found = levels.find((level) => level === text) ?? spelled.find(([spelling]) => spelling.test(text))?.[1]
  return found ? { ok: true, value: found } : { ok: false, key: 'sheet.notALevel' }
}

// The second of two lines that name one student is the one that is wrong.
function twinsMarked(lines: readonly NomineeLine[]): NomineeLine[] {
  const before: { readonly nominee: NomineeFacts; readonly row: number }[] = []
  return lines.map((line) => {
    if (!line.nominee) return line
    const twin =
      before[
        twinAt(
          line.nominee,
          before.map(({ nominee }) => nominee),
        )
      ]
    if (!twin) {
      before.push({ nominee: line.nominee, row: line.row })
      return line
    }
    return {
      ...line,
      nominee: null,
      problems: [{ field: 'familyName', key: 'sheet.twice', params: { row: twin.row } }],
    }
  })
}
