import type { Sheet } from '../../platform/sheets/index.ts'
import { type Format, formats, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, recordExport } from './export-store.ts'
import { colleaguesHere } from './list-choices.ts'
import { type Filter, isDayColumn, queryOf } from './list-filter.ts'
import { listPlace, meantFilter, procedureHere } from './list-place.ts'
import { columnText, columnTitle } from './list-said.ts'
import { everyRow } from './list-standings.ts'
import { groundOf } from './moment.ts'
import type { Procedure } from './procedure.ts'
import { casesWords } from './words.ts'

/** What is shown, as a file: every page of the filter, with the columns of the list and no other facts of a case. */
export function exportRoutes(procedures: readonly Procedure[]): Routes {
  const routes = new Routes()
  for (const format of formats) {
    routes.get(`/desk/cases/:procedure/export.${format}`, may('cases.read'), (visit) =>
      exportList(visit, procedureHere(visit, procedures), format),
    )
  }
  return routes
}

async function exportList(visit: Visit, procedure: Procedure, format: Format): Promise<Response> {
  const { db, scope } = listPlace(visit, procedure)
  const filter = await meantFilter(visit, procedure)
  const { accountId: id, name, email } = visit.account
  const written = await recordExport(db, {
    institution: scope.institution,
    procedure: procedure.name,
    by: { id, name: name || email, role: visit.place('cases.read').role },
    format,
    query: queryOf(filter, procedure),
    at: visit.house.clock.now(),
  })
  const sheet = await sheetOf(visit, procedure, filter, (cases) => endExport(db, written, cases))
  return sheetAnswer(visit, sheet, format, `${procedure.name}-${scope.today}`)
}

async function sheetOf(
  visit: Visit,
  procedure: Procedure,
  filter: Filter,
  ended: (cases: number) => Promise<void>,
): Promise<Sheet> {
  const { house, language } = visit
  const { db, scope } = listPlace(visit, procedure)
  const colleagues = await colleaguesHere(house, scope.institution)
  const portions = async function* () {
    let cases = 0
    const ground = () => groundOf(house, scope.institution, procedure)
    for await (const rows of everyRow(db, ground, procedure, scope, filter)) {
      cases += rows.length
      yield rows.map((row) => [
        row.title,
        ...filter.columns.map((column) => columnText(row, column, procedure, colleagues, language)),
      ])
    }
    await ended(cases)
  }
  return {
    name: procedure.words(language)('names'),
    columns: [
      { title: casesWords(language)('list.name') },
      ...filter.columns.map((column) => ({
        title: columnTitle(column, procedure, language),
        isDay: isDayColumn(column),
      })),
    ],
    portions: portions(),
  }
}
