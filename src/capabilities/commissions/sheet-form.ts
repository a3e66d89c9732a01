import type { Problem, Typed } from '../../platform/web/form.ts'
import { languages } from '../../platform/words/languages.ts'
import { averages, type Criterion, type Sheet, type SheetFault, sheetFaults } from './rules.ts'

/** Rows of criteria that a form may have. */
export const mostRows = 8

/** How many rows the form shows: those that say something and one more where asked. */
export function rowsTyped(typed: Typed): number {
  const rows = Number(typed.rows ?? 4)
  return Math.min(mostRows, Math.max(1, Number.isInteger(rows) ? rows : 4))
}

const whole = (typed: string | undefined) => (/^\s*\d{1,4}\s*$/.test(typed ?? '') ? Number(typed) : Number.NaN)

function criterionAt(typed: Typed, row: number): Criterion | null {
  const [en, ru, ky] = languages.map((language) => (typed[`c${row}-${language}`] ?? '').trim().slice(0, 200))
  const first = ru || en || ky
  if (!first) return null
  const title = { en: en || first, ru: ru || first, ky: ky || first }
  const by = typed[`c${row}-by`] === 'interview' ? 'interview' : 'readers'
  return { id: `k${row}`, title, weight: whole(typed[`c${row}-weight`]), by }
}

/** A sheet as it was typed, with what is wrong with it by field. @param papers the types of papers that may be shown at all */
export function readSheet(typed: Typed, papers: readonly string[]): { sheet: Sheet; problems: readonly Problem[] } {
  const rows = Array.from({ length: mostRows }, (_, at) => criterionAt(typed, at + 1))
  const most = whole(typed.most)
  const sheet: Sheet = {
    criteria: rows.flatMap((row) => (row ? [row] : [])),
    ...{ least: whole(typed.least), most, readers: whole(typed.readers) },
    average: averages.find((one) => one === typed.average) ?? 'mean',
    ties: ['tie1', 'tie2', 'tie3'].flatMap((name) => typed[name] || []),
    apart: apartTyped(typed.apart, most),
    papers: papers.filter((type) => typed[`paper.${type}`] === 'yes'),
  }
  const problems = sheetFaults(sheet).map((fault) => ({ field: fieldOf(fault, sheet), key: `sheet.fault.${fault}` }))
  const apart = Number.isNaN(sheet.apart) ? [{ field: 'apart', key: 'sheet.fault.apart' }] : []
  return { sheet, problems: [...problems, ...apart] }
}

// Left empty: nothing is too far.
function apartTyped(typed: string | undefined, most: number): number {
  const text = (typed ?? '').trim().replace(',', '.')
  if (text === '') return most * 1000
  return /^\d{1,4}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 1000) : Number.NaN
}

function fieldOf(fault: SheetFault, { criteria }: Sheet): string {
  const [first] = criteria
  const wrong = criteria.find(({ weight }) => !Number.isInteger(weight) || weight < 1) ?? first
  const row = (one: Criterion | undefined) => `c${one?.id.slice(1) ?? '1'}`
  if (fault === 'noCriteria') return 'c1-ru'
  if (fault === 'weights') return `${row(first)}-weight`
  if (fault === 'weight') return `${row(wrong)}-weight`
  if (fault === 'noReading') return `${row(first)}-by`
  return { range: 'most', readers: 'readers', ties: 'tie1' }[fault]
}

/** A sheet as it would be typed again. */
export function sheetTyped({ criteria, least, most, readers, average, ties, apart, papers }: Sheet): Typed {
  const rows = criteria.flatMap(({ id, title, weight, by }) => {
    const row = `c${id.slice(1)}`
    const said = languages.map((language) => [`${row}-${language}`, title[language]] as const)
    return [...said, [`${row}-weight`, String(weight)] as const, [`${row}-by`, by] as const]
  })
  const last = Math.max(...criteria.map(({ id }) => Number(id.slice(1))))
  return {
    ...Object.fromEntries(rows),
    ...{ rows: String(last), least: String(least), most: String(most), readers: String(readers), average },
    ...Object.fromEntries(ties.map((tie, at) => [`tie${at + 1}`, tie])),
    ...Object.fromEntries(papers.map((type) => [`paper.${type}`, 'yes'])),
    apart: apart >= most * 1000 ? '' : String(apart / 1000),
  }
}
