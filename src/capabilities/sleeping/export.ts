import { type Format, sheetAnswer } from '../../platform/sheets/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { nameOf } from '../partners/index.ts'
import { narrowed, queryOf, type SleepingFilter } from './rules.ts'
import { sleepersOf } from './store.ts'
import { sleepingWords } from './words.ts'

const columns = [
  ...(['agreement', 'partners', 'lastMobility', 'lastContact', 'out', 'in', 'end', 'suggestion', 'reason'] as const),
] as const
const days: readonly string[] = ['lastMobility', 'lastContact', 'end']

/** What the filter shows, as a file; that the list left the house is written down. */
export async function exportSleeping(visit: Visit, filter: SleepingFilter, format: Format): Promise<Response> {
  const { institution, role } = visit.place('partners.read')
  const db = visit.within(institution)
  const at = visit.house.clock.now()
  const today = visit.house.clock.today()
  const by = { ...visit.by, role }
  const written = await recordExport(db, { institution, procedure: 'sleeping', by, format, query: queryOf(filter), at })
  const sleepers = narrowed(await sleepersOf(db, today), filter)
  await endExport(db, written, sleepers.length)
  const t = sleepingWords(visit.language)
  async function* portions() {
    yield sleepers.map(({ agreement, partners, life, suggestion, reason }) => [
      agreement.title[t.language],
      partners.map((partner) => nameOf(partner, t.language)).join(', '),
      ...[life.lastMobility ?? '', life.lastContact ?? '', String(life.out), String(life.in), agreement.until ?? ''],
      ...[t(`suggestion.${suggestion}`), t(`reason.${reason}`)],
    ])
  }
  const titles = columns.map((column) => ({ title: t(`sheet.${column}`), isDay: days.includes(column) }))
  return sheetAnswer(
    visit,
    { name: t('list.title'), columns: titles, portions: portions() },
    format,
    `sleeping-${today}`,
  )
}
