import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { officeOf } from '../institutions/index.ts'
import { everything } from './list-choices.ts'
import { type Filter, readFilter } from './list-filter.ts'
import { procedureHere, queryHere } from './list-place.ts'
import { findRow, isInUnit, listCases, pageSize, type Scope } from './list-store.ts'
import type { Procedure } from './procedure.ts'
import { UnitCasePage, UnitListPage, unitAddress } from './unit-pages.tsx'
import { casesWords } from './words.ts'

/** What a dean's office reads: the cases of its unit and of those below it, where each stands, and nothing else. */
export function unitRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get(unitAddress, may('unit.read'), (visit) => showList(visit, procedures))
    .get(`${unitAddress}/:procedure/:id`, may('unit.read'), (visit) =>
      showCase(visit, procedureHere(visit, procedures)),
    )
}

/** The list that a dean's office may read at all; whatever else is asked narrows it further. */
function unitList(visit: Visit, procedure: Procedure, wanted: Partial<Filter>) {
  const { institution, unit } = visit.place('unit.read')
  const scope: Scope = {
    institution,
    procedure: procedure.name,
    account: visit.account.accountId,
    today: visit.house.clock.today(),
    mayLook: false,
  }
  if (unit === null) return Promise.resolve([])
  return listCases(visit.within(institution), scope, { ...everything(procedure), ...wanted, unit }, pageSize + 1)
}

async function showList(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const [procedure] = procedures.filter(({ unit }) => unit)
  if (!procedure) throw new NotFound()
  const { institution, unit: id } = visit.place('unit.read')
  const { search, stage, after } = readFilter(queryHere(visit), procedure)
  const rows = await unitList(visit, procedure, { search, stage, after })
  const { units } = await officeOf(visit.within(institution))
  const unit = units.find((one) => one.id === id) ?? null
  const title = casesWords(visit.language)('unit.title')
  const props = { procedure, language: visit.language, unit, search, stage, after, rows, size: pageSize }
  return visit.show({ frame: 'desk', title, current: unitAddress, body: <UnitListPage {...props} /> })
}

async function showCase(visit: Visit, procedure: Procedure): Promise<Response> {
  const id = visit.param('id')
  if (!isUuid(id)) throw new NotFound()
  const { institution, unit } = visit.place('unit.read')
  const db = visit.within(institution)
  const row = unit !== null && (await isInUnit(db, institution, unit, id)) ? await findRow(db, id) : null
  if (row?.procedure !== procedure.name) throw new NotFound()
  const body = <UnitCasePage procedure={procedure} language={visit.language} row={row} />
  return visit.show({ frame: 'desk', title: row.title, current: unitAddress, body })
}
