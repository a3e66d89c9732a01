import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { type Format, formats, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Procedure } from '../cases/index.ts'
import { findInstitution, kept } from '../institutions/index.ts'
import { lawBook, lawOn } from '../law/index.ts'
import { leadsOf } from '../stays/index.ts'
import { choicesOf, countAll, countKinds } from './counts.ts'
import { exportDates } from './export.ts'
import { NextStep, openCasesOf } from './next.tsx'
import { PrintPage } from './print-page.tsx'
import { cursorOf, type DateRow, type Filter, queryOf, readFilter } from './rules.ts'
import { addressOf, type Telling } from './said.tsx'
import { listDates, personsNamed, type Scope } from './store.ts'
import { WallLinks } from './wall-links.tsx'
import { WallPage } from './wall-page.tsx'
import { datesWords } from './words.ts'

export const wallAddressOfOffice = '/desk/dates'
export const wallAddressOfUnit = '/desk/unit/dates'
const pageSize = 50
const mostPrinted = 1000

/** What has dates and is no person's: shown above the office's wall as long as nothing narrows it. */
export type BesideWall = (visit: Visit, institution: string) => Promise<Child>

/** The wall of the office; and that of a dean's office, of its own unit. */
export function wallRoutes(procedures: readonly Procedure[], beside: readonly BesideWall[]): Routes {
  const routes = new Routes()
    .get(wallAddressOfOffice, may('cases.read'), async (visit) =>
      showWall(await named(officeWall(visit, procedures)), beside),
    )
    .get(wallAddressOfUnit, may('unit.read'), async (visit) => showWall(await named(unitWall(visit, procedures))))
  for (const format of formats)
    routes
      .get(`${wallAddressOfOffice}/export.${format}`, may('cases.read'), async (visit) =>
        exportWall(await named(officeWall(visit, procedures)), format),
      )
      .get(`${wallAddressOfUnit}/export.${format}`, may('unit.read'), async (visit) =>
        exportWall(await named(unitWall(visit, procedures)), format),
      )
  return routes
}

/** One visit to a wall: whose, narrowed how. */
export interface Wall {
  readonly visit: Visit
  readonly procedures: readonly Procedure[]
  readonly base: Href
  readonly scope: Scope
  readonly role: string
  readonly filter: Filter
}

function officeWall(visit: Visit, procedures: readonly Procedure[]): Wall {
  const { institution, role } = visit.place('cases.read')
  const scope = { institution, today: visit.house.clock.today() }
  return { visit, procedures, base: wallAddressOfOffice, scope, role, filter: filterHere(visit) }
}

function unitWall(visit: Visit, procedures: readonly Procedure[]): Wall {
  const { institution, role, unit } = visit.place('unit.read')
  // A dean's office without a unit has nobody.
  const scope = { institution, today: visit.house.clock.today(), ownUnit: unit ?? '' }
  return { visit, procedures, base: wallAddressOfUnit, scope, role, filter: { ...filterHere(visit), unit: null } }
}

// Whoever the search names is looked up once, for the rows and the counts.
async function named(wall: Wall): Promise<Wall> {
  const { visit, scope, filter } = wall
  const persons = await personsNamed(visit.within(scope.institution), scope.institution, filter.search)
  return persons ? { ...wall, scope: { ...scope, persons } } : wall
}

const filterHere = (visit: Visit) => readFilter(new URL(visit.c.req.url).searchParams)

/** The lead times of an institution, as every page of dates says them. */
export const leadsHere = kept(leadsOf)

export async function tellingOf(visit: Visit, institution: string, procedures: readonly Procedure[]): Promise<Telling> {
  const { house, language } = visit
  const [book, leads] = await Promise.all([lawBook(house, institution), leadsHere(visit.within(institution))])
  return { language, today: house.clock.today(), procedures, book, leads }
}

async function showWall(wall: Wall, beside: readonly BesideWall[] = []): Promise<Response> {
  const { visit, scope, filter, base } = wall
  if (visit.query('print') !== undefined) return printWall(wall)
  const { institution } = scope
  const db = visit.within(institution)
  const isPlain = scope.ownUnit === undefined && queryOf({ ...filter, after: null, kind: null }) === ''
  const [found, counts, choices, telling] = await Promise.all([
    listDates(db, scope, filter, pageSize + 1),
    isPlain ? countAll(db, scope) : countKinds(db, scope, filter),
    choicesOf(db),
    tellingOf(visit, institution, wall.procedures),
  ])
  const rows = found.slice(0, pageSize)
  const last = rows.at(-1)
  const next = found.length > pageSize && last ? { ...filter, after: cursorOf(last) } : null
  const hrefOf = scope.ownUnit === undefined ? addressOf : unitAddressOf
  const open = await openCasesOf(db, institution, rows)
  const at = scope.ownUnit === undefined ? 'office' : 'unit'
  const mayWork = at === 'unit' || visit.may('cases.work', institution)
  const step = { open, telling, at, hrefOf, mayWork } as const
  const props = {
    ...{ rows, filter, next, counts, base, telling },
    choices: scope.ownUnit === undefined ? choices : { ...choices, units: [] },
    law: lawOn(telling.book, scope.today),
    nextOf: (row: DateRow) => <NextStep row={row} {...step} />,
    hrefOf,
    above: queryOf(filter) === '' ? await Promise.all(beside.map((show) => show(visit, institution))) : null,
    more: <WallLinks visit={visit} institution={institution} />,
  }
  const title = datesWords(visit.language)('wall.title')
  return visit.show({ frame: 'desk', title, current: base, body: <WallPage {...props} /> })
}

const unitAddressOf = ({ procedure, about }: DateRow): Href | undefined =>
  procedure ? `/desk/unit/${procedure}/${about}` : undefined

async function printWall({ visit, scope, filter, procedures }: Wall): Promise<Response> {
  const db = visit.within(scope.institution)
  const whole = { ...filter, after: null }
  const [found, telling, institution] = await Promise.all([
    listDates(db, scope, whole, mostPrinted + 1),
    tellingOf(visit, scope.institution, procedures),
    findInstitution(visit.house.database.shared, scope.institution),
  ])
  const rows = found.slice(0, mostPrinted)
  const name = institution?.name[visit.language] ?? ''
  const props = { rows, filter: whole, telling, institution: name, isCut: found.length > mostPrinted }
  const title = datesWords(visit.language)('wall.title')
  return visit.show({ frame: 'bare', title, body: <PrintPage {...props} /> })
}

async function exportWall(wall: Wall, format: Format): Promise<Response> {
  const telling = await tellingOf(wall.visit, wall.scope.institution, wall.procedures)
  return sheetAnswer(wall.visit, await exportDates(wall, telling, format), format, `dates-${wall.scope.today}`)
}
