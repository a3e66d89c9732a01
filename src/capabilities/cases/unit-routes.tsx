import { isUuid } from '../../platform/database/ids.ts'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { officeOf } from '../institutions/index.ts'
import { type Office, officeRoutes, officeStep, type Shown } from './filling-in.tsx'
import { everything } from './list-choices.ts'
import { type Filter, readFilter } from './list-filter.ts'
import { procedureHere, queryHere } from './list-place.ts'
import { findRow, isInUnit, listCases, pageSize, type Scope } from './list-store.ts'
import { type Act, groundOf, type View, viewOf } from './moment.ts'
import { type Panel, panelsOn } from './panel.ts'
import type { Procedure } from './procedure.ts'
import { findCase } from './store.ts'
import { UnitCasePage, UnitListPage, unitAddress, unitCaseAddress } from './unit-pages.tsx'
import { casesWords } from './words.ts'

/**
 * What a dean's office reads and does: the cases of its unit and of those below it, where each stands, and of those that it
 * begins itself what it is asked for. Papers of other hands it does not see.
 */
export function unitRoutes(house: House, procedures: readonly Procedure[], panels: readonly Panel[]): Routes {
  const office = atTheUnit(procedures, panels)
  return new Routes()
    .get(unitAddress, may('unit.read'), (visit) => showList(visit, procedures))
    .get(office.base, may('unit.read'), async (visit) => office.show(visit, await office.view(visit), {}))
    .post(`${office.base}/steps/:step`, may('unit.read'), (visit) => officeStep(visit, office))
    .also(officeRoutes(house, office))
}

const atTheUnit = (procedures: readonly Procedure[], panels: readonly Panel[]): Office => ({
  base: `${unitAddress}/:procedure/:id`,
  permission: 'unit.read',
  party: 'unit',
  address: unitCaseAddress,
  view: async (visit) => ({ ...(await unitView(visit, procedures)), panels }),
  act: unitAct,
  show: showCase,
})

/** A dean's office as the one who acts. */
export function unitAct(visit: Visit): Act {
  const { institution, role } = visit.place('unit.read')
  return { house: visit.house, institution, by: { ...visit.by, role }, party: 'unit' }
}

// A case of another unit looks like one that never was.
async function unitView(visit: Visit, procedures: readonly Procedure[]): Promise<View> {
  const procedure = procedureHere(visit, procedures)
  const { institution, unit } = visit.place('unit.read')
  const db = visit.within(institution)
  const id = visit.param('id')
  const standing =
    isUuid(id) && unit !== null && (await isInUnit(db, institution, unit, id)) ? await findCase(db, id) : null
  if (!standing?.arrivedAt) throw new NotFound()
  return viewOf(await groundOf(visit.house, institution, procedure), db, procedure, standing)
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
  const theirs = procedures.filter(({ unit }) => unit)
  const asked = queryHere(visit).get('of')
  const procedure = theirs.find(({ name }) => name === asked) ?? theirs[0]
  if (!procedure) throw new NotFound()
  const { institution, unit: id } = visit.place('unit.read')
  const { search, stage, after } = readFilter(queryHere(visit), procedure)
  const rows = await unitList(visit, procedure, { search, stage, after })
  const { units } = await officeOf(visit.within(institution))
  const unit = units.find((one) => one.id === id) ?? null
  const title = casesWords(visit.language)('unit.title')
  const props = { procedure, procedures: theirs, language: visit.language, unit, search, stage, after, rows }
  const body = <UnitListPage {...props} size={pageSize} />
  return visit.show({ frame: 'desk', title, current: unitAddress, body })
}

async function showCase(visit: Visit, view: View, { refusals = [], notice, tried }: Shown): Promise<Response> {
  const row = await findRow(visit.within(view.standing.institution), view.standing.id)
  if (!row) throw new NotFound()
  const panels = await panelsOn('unit', visit, view)
  const props = { view, row, language: visit.language, refusals, notice, tried: tried ?? null, panels }
  const status = tried?.problems.length ? 422 : refusals.length > 0 || notice ? 409 : 200
  const body = <UnitCasePage {...props} />
  return visit.show({ frame: 'desk', title: row.title, current: unitAddress, body }, status)
}
