import type { Language } from '../../platform/words/languages.ts'
import { NumberList, Section, Table } from '../../ui/index.ts'
import type { Law } from '../law/index.ts'
import { countsByYear, type Edition, type Line, numberIn, rivalry, textIn, wordIn } from './rules.ts'
import type { Say } from './words.ts'

export const sayCountry = (law: Law, code: string, language: Language): string =>
  code ? (law.country(code)?.name[language] ?? code) : ''

interface SaidProps {
  readonly t: Say
  readonly law: Law
  readonly editions: readonly Edition[]
  readonly lines: readonly Line[]
}

/** Own and foreign participants by year: a picture, and the table behind it. */
export function ByYear({ t, editions, lines }: SaidProps) {
  const years = countsByYear(editions, lines).filter(({ own, foreign }) => own !== null || foreign !== null)
  if (years.length === 0) return null
  const rows = years.flatMap(({ year, own, foreign }) => [
    ...(foreign === null ? [] : [{ text: t('chart.foreign', { year: String(year) }), value: foreign }]),
    ...(own === null ? [] : [{ text: t('chart.own', { year: String(year) }), value: own, rest: true }]),
  ])
  const told = (count: number | null) => (count === null ? t('untold') : count)
  return (
    <Section title={t('chart.title')}>
      <NumberList rows={rows} />
      <Table
        caption={t('chart.title')}
        captionHidden
        columns={[
          { key: 'year', text: t('column.year') },
          { key: 'foreign', text: t('side.foreign'), numeric: true },
          { key: 'own', text: t('side.own'), numeric: true },
        ]}
        rows={years.map(({ year, own, foreign }) => ({ cells: [String(year), told(foreign), told(own)] }))}
        empty=""
      />
    </Section>
  )
}

/** Seats by funder and country, with those who applied and were selected. */
export function Seats({ t, law, lines, year }: Omit<SaidProps, 'editions'> & { readonly year: number }) {
  const seats = lines.filter((line) => line.kind === 'seats' && line.year === year)
  if (seats.length === 0) return null
  const told = (count: number | null) => (count === null ? t('untold') : count)
  return (
    <Table
      caption={t('seats.title', { year: String(year) })}
      captionHidden
      columns={[
        { key: 'funder', text: t('line.funder') },
        { key: 'country', text: t('line.country') },
        { key: 'seats', text: t('line.seats'), numeric: true },
        { key: 'applicants', text: t('line.applicants'), numeric: true },
        { key: 'selected', text: t('line.selected'), numeric: true },
        { key: 'rivalry', text: t('seats.rivalry'), numeric: true },
      ]}
      rows={seats.map((line) => ({
        cells: [
          textIn(line, 'funder')?.[t.language] ?? '',
          sayCountry(law, wordIn(line, 'country'), t.language),
          told(numberIn(line, 'seats')),
          told(numberIn(line, 'applicants')),
          told(numberIn(line, 'selected')),
          rivalry(line)?.toLocaleString(t.language) ?? '–',
        ],
      }))}
      empty=""
    />
  )
}

/** The funders whose seats are known of a year. */
export const fundersOf = (t: Say, lines: readonly Line[], year: number): string[] =>
  lines
    .filter((line) => line.kind === 'seats' && line.year === year)
    .flatMap((line) => textIn(line, 'funder')?.[t.language] ?? [])
