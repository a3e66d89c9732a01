import { isUuid } from '../../platform/database/ids.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { formats, type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import { readSheet, type SheetBounds, type SheetProblem, saySheetProblem } from '../../platform/sheets/read-sheet.ts'
import { readSentSheet } from '../../platform/sheets/sent.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type Act, groundOf, keepSheet, mapColumns, start, tryOut, undo } from './actions.ts'
import { fields, isField, templateHeading } from './fields.ts'
import { ArrivalsPage } from './list-page.tsx'
import { countsOf } from './plan.ts'
import { RunningPage, WrittenPage } from './result-page.tsx'
import { deleteImport, findImport, type Import, linesOf, listImports, progressOf, saveImport } from './store.ts'
import { TryPage } from './try-page.tsx'
import { arrivalsWords } from './words.ts'

const address: Href = '/desk/arrivals'
const addressOf = (id: string): Href => `${address}/${id}`
const shownImports = 50

/** A sheet of people who have come: uploaded, understood, tried line by line, written as a whole, undone as a whole. */
export function arrivalRoutes(): Routes {
  const routes = new Routes()
    .get(address, may('cases.work'), (visit) => showList(visit))
    .post(address, may('cases.work'), upload)
  for (const format of formats)
    routes.get(`${address}/template.${format}`, may('cases.work'), (visit) =>
      sheetAnswer(visit, template(visit), format, 'kopuro-arrivals'),
    )
  return routes
    .get(`${address}/:id`, may('cases.work'), async (visit) => showImport(visit, await importHere(visit)))
    .post(`${address}/:id/columns`, may('cases.work'), chooseColumns)
    .post(`${address}/:id/answers`, may('cases.work'), answerDoubles)
    .post(`${address}/:id/writing`, may('cases.work'), startHere)
    .post(`${address}/:id/undoing`, may('cases.work'), async (visit) => {
      const kept = await importHere(visit)
      return went(visit, kept, await undo(actOf(visit), kept))
    })
    .post(`${address}/:id/dropping`, may('cases.work'), async (visit) => {
      const kept = await importHere(visit)
      await deleteImport(dbOf(visit), kept.id)
      return visit.go(address)
    })
}

const dbOf = (visit: Visit) => visit.within(visit.place('cases.work').institution)
const actOf = (visit: Visit): Act => ({
  house: visit.house,
  institution: visit.place('cases.work').institution,
  by: visit.by,
})

async function importHere(visit: Visit): Promise<Import> {
  const kept = await findImport(dbOf(visit), visit.param('id'))
  if (!kept) throw new NotFound()
  return kept
}

async function showList(visit: Visit, problem: string | null = null) {
  const { institution } = visit.place('cases.work')
  const t = arrivalsWords(visit.language)
  const imports = await listImports(dbOf(visit), institution, shownImports)
  const body = <ArrivalsPage t={t} imports={imports} problem={problem} newKey={crypto.randomUUID()} />
  return visit.show({ frame: 'desk', title: t('title'), current: address, body }, problem ? 422 : 200)
}

/** A sheet of arrivals is at most this large. */
const bounds: SheetBounds = { mostBytes: 5_000_000, mostRows: 2000 }

async function upload(visit: Visit) {
  const { sheet, tooLarge, typed } = await readSentSheet(visit.c, bounds.mostBytes)
  const refuse = (problem: SheetProblem) => showList(visit, saySheetProblem(problem, bounds, visit.language))
  if (!sheet) return refuse(tooLarge ? 'tooLarge' : 'missing')
  const read = await readSheet(sheet.bytes, bounds)
  if (!read.ok) return refuse(read.problem)
  const { key = '' } = typed
  const id = isUuid(key) ? key : crypto.randomUUID()
  await keepSheet(actOf(visit), { id, fileName: sheet.name, cells: read.cells })
  return visit.go(addressOf(id))
}

async function showImport(visit: Visit, kept: Import, refusal: string | null = null) {
  const db = dbOf(visit)
  const { institution } = visit.place('cases.work')
  const t = arrivalsWords(visit.language)
  const page = { frame: 'desk', title: `${t('title')}: ${kept.fileName}`, current: address } as const
  if (kept.state === 'writing') {
    const body = <RunningPage t={t} kept={kept} done={await progressOf(db, kept.id)} />
    return visit.show({ ...page, body, modules: ['bulk'] })
  }
  if (kept.state !== 'tried') {
    const body = <WrittenPage t={t} kept={kept} lines={await linesOf(db, kept.id)} refusal={refusal} />
    return visit.show({ ...page, body }, refusal ? 409 : 200)
  }
  const ground = await groundOf(visit.house, institution)
  const plan = await tryOut(db, kept, ground)
  const body = <TryPage t={t} kept={kept} plan={plan} counts={countsOf(plan)} law={ground.law} refusal={refusal} />
  return visit.show({ ...page, body }, refusal ? 409 : 200)
}

async function went(visit: Visit, kept: Import, outcome: Outcome) {
  if (outcome.ok) return visit.go(addressOf(kept.id))
  const now = await findImport(dbOf(visit), kept.id)
  const t = arrivalsWords.byData(visit.language)
  return showImport(visit, now ?? kept, t.find(outcome.refusal.key) ?? outcome.refusal.key)
}

async function chooseColumns(visit: Visit) {
  const kept = await importHere(visit)
  const typed = await visit.typed()
  const row = Number(typed.headingRow)
  const headingRow = Number.isInteger(row) && row >= 1 && row <= kept.cells.length ? row - 1 : kept.mapping.headingRow
  const width = Math.max(...kept.cells.map((cells) => cells.length))
  const chosen = Array.from({ length: width }, (_, column) => typed[`column.${column}`] ?? '')
  // A field is read from one column: the first that is said to have it.
  const mapped = chosen.map((field, at) => (isField(field) && chosen.indexOf(field) === at ? field : ''))
  return went(visit, kept, await mapColumns(actOf(visit), kept, { headingRow, fields: mapped }))
}

async function answerDoubles(visit: Visit) {
  const kept = await importHere(visit)
  const typed = await visit.typed()
  const given = Object.entries(typed).flatMap(([name, value]): [string, string][] => {
    const row = /^line\.(\d{1,5})$/.exec(name)?.[1]
    return row && (value === 'new' || value === 'skip' || isUuid(value)) ? [[row, value]] : []
  })
  const answers = { ...kept.answers, ...Object.fromEntries(given) }
  const saved = await saveImport(dbOf(visit), kept.id, 'tried', { answers })
  return went(visit, kept, saved ? { ok: true, value: undefined } : { ok: false, refusal: { key: 'import.meanwhile' } })
}

async function startHere(visit: Visit) {
  const kept = await importHere(visit)
  const typed = await visit.typed()
  const leavesOut = typed.leaveOut === 'yes'
  if (kept.state !== 'tried') return visit.go(addressOf(kept.id))
  const { institution } = visit.place('cases.work')
  const counts = countsOf(await tryOut(dbOf(visit), kept, await groundOf(visit.house, institution)))
  const t = arrivalsWords(visit.language)
  if (counts.asked > 0) return showImport(visit, kept, t('import.unanswered'))
  if (counts.wrong > 0 && !leavesOut) return showImport(visit, kept, t('import.wrong'))
  if (counts.fresh + counts.known === 0) return showImport(visit, kept, t('import.nothing'))
  return went(visit, kept, await start(actOf(visit), kept, leavesOut))
}

// An example line says how each cell is written better than a paragraph could. The person is invented.
const example: Readonly<Record<string, string>> = {
  ...{ family: 'SAMPLE', given: 'Zara', birthDay: '2006-03-07', citizenship: 'PK', email: 'zara@example.org' },
  ...{ 'passport.number': 'AB1234567', 'passport.country': 'PK', 'passport.from': '2022-02-01' },
  ...{ 'passport.to': '2032-02-01', 'visa.visaKind': 'S', 'visa.number': '1234567', 'visa.from': '2026-09-01' },
  ...{ 'visa.to': '2026-11-29', 'crossing.from': '2026-09-03', 'crossing.checkpoint': 'Manas' },
}

function template(visit: Visit): Sheet {
  const t = arrivalsWords(visit.language)
  const asked = fields.filter((field) => field !== 'name')
  const isDay = (field: string) => field === 'birthDay' || /\.(from|to)$/.test(field)
  const said: Readonly<Record<string, string>> = {
    ...example,
    ...{ 'visa.entries': t('example.entries'), 'home.place': t('example.place'), 'home.address': t('example.address') },
  }
  return {
    name: t('title'),
    columns: asked.map((field) => ({ title: templateHeading(field, visit.language), isDay: isDay(field) })),
    portions: portionOf([asked.map((field) => said[field] ?? '')]),
  }
}

async function* portionOf<Row>(rows: readonly Row[]) {
  yield rows
}
