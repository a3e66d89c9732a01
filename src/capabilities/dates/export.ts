import { daysBetween } from '../../platform/days.ts'
import type { Format, Sheet } from '../../platform/sheets/index.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { lawOn } from '../law/index.ts'
import { cursorOf, type DateRow, queryOf } from './rules.ts'
import { ruleOf, sayKind, type Telling } from './said.tsx'
import { listDates } from './store.ts'
import type { Wall } from './wall-routes.tsx'
import { datesWords } from './words.ts'

const portion = 500

/** The dates that the filter shows, as a table; that they left the house is written down. */
export async function exportDates(
  { visit, scope, filter, role }: Wall,
  telling: Telling,
  format: Format,
): Promise<Sheet> {
  const { institution } = scope
  const db = visit.within(institution)
  const written = await recordExport(db, {
    institution,
    procedure: 'dates',
    by: { ...visit.by, role },
    format,
    query: queryOf({ ...filter, after: null }),
    at: visit.house.clock.now(),
  })
  async function* portions() {
    let count = 0
    let after = null
    do {
      const rows: DateRow[] = await listDates(db, scope, { ...filter, after }, portion)
      if (rows.length > 0) yield rows.map((row) => cellsOf(row, telling))
      count += rows.length
      const last = rows.at(-1)
      after = rows.length === portion && last ? cursorOf(last) : null
    } while (after)
    await endExport(db, written, count)
  }
  return { name: datesWords(telling.language)('wall.title'), columns: columnsOf(telling), portions: portions() }
}

function cellsOf(row: DateRow, telling: Telling): string[] {
  const { language, today, book } = telling
  const t = datesWords(language)
  const rule = ruleOf(row, telling)
  return [
    row.name,
    row.number ?? '',
    lawOn(book, today).country(row.citizenship ?? '')?.name[language] ?? '',
    sayKind(row.kind, telling),
    row.start,
    row.due,
    String(daysBetween(today, row.due)),
    row.provisional ? t('row.provisional') : '',
    rule?.text[language] ?? '',
    rule?.source.join('; ') ?? '',
    rule && !rule.verified ? t('row.unverified') : '',
  ]
}

function columnsOf({ language }: Telling) {
  const t = datesWords(language)
  return [
    { title: t('column.name') },
    { title: t('column.number') },
    { title: t('filter.citizenship') },
    { title: t('column.kind') },
    { title: t('column.start'), isDay: true },
    { title: t('column.due'), isDay: true },
    { title: t('column.left') },
    { title: t('row.provisional') },
    { title: t('column.why') },
    { title: t('column.source') },
    { title: t('row.unverified') },
  ]
}
