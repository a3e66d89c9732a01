/** One line of the table. Without a floor it is a figure by itself; `least` and `most` are the budget. */
export interface Figure {
  readonly what: string
  readonly cases: number | null
  readonly ours: number
  readonly floor: number | null
  readonly unit: string
  readonly ratio: number | null
  readonly budget: { readonly least?: number; readonly most?: number } | null
}

export function isMet({ budget, ratio, ours }: Figure): boolean | null {
  if (!budget) return null
  const value = ratio ?? ours
  return value >= (budget.least ?? Number.NEGATIVE_INFINITY) && value <= (budget.most ?? Number.POSITIVE_INFINITY)
}

const heads = ['what', 'cases', 'ours', 'floor', 'ratio', 'budget', 'met']

/** The figures as a table that is also Markdown. */
export function table(figures: readonly Figure[]): string {
  const lines = [heads, ...figures.map(lineOf)]
  const widths = heads.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  const written = lines.map((line) => `| ${line.map((cell, at) => pad(cell, widths[at] ?? 0, at)).join(' | ')} |`)
  const rule = `|${widths.map((width, at) => `${'-'.repeat(width + 1)}${at === 0 || at === 6 ? '-' : ':'}`).join('|')}|`
  return [written[0], rule, ...written.slice(1)].join('\n')
}

function lineOf(figure: Figure): string[] {
  const { what, cases, ours, floor, unit, ratio, budget } = figure
  const met = isMet(figure)
  return [
    what,
    cases === null ? '' : cases.toLocaleString('en'),
    `${said(ours)} ${unit}`,
    floor === null ? '' : `${said(floor)} ${unit}`,
    ratio === null ? '' : said(ratio),
    [budget?.least === undefined ? '' : `≥ ${budget.least}`, budget?.most === undefined ? '' : `≤ ${budget.most}`].join(
      '',
    ),
    met === null ? '' : met ? 'yes' : 'NO',
  ]
}

function said(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

function pad(cell: string, width: number, at: number): string {
  return at === 0 || at === 6 ? cell.padEnd(width) : cell.padStart(width)
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2
}
