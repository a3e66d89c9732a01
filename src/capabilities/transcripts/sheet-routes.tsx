import { isUuid } from '../../platform/database/ids.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { formats, sheetAnswer, type Sheet as Table } from '../../platform/sheets/index.ts'
import { readSheet, type SheetBounds, type SheetProblem, saySheetProblem } from '../../platform/sheets/read-sheet.ts'
import { readSentSheet } from '../../platform/sheets/sent.ts'
import { type Guard, may, Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskWork, ownPlace, type Place, transcriptsAddress } from './rooms.ts'
import { type SheetAct, tryOut, undoSheet, writeSheet } from './sheet-actions.ts'
import { SheetPage, type SheetRoom, SheetsPage } from './sheet-pages.tsx'
import { countsOf, fields, isField, recognise, templateHeading } from './sheet-rules.ts'
import { dropSheet, findSheet, insertSheet, listSheets, type Sheet, saveMapping } from './sheet-store.ts'
import { transcriptsWords } from './words.ts'

interface SheetPlace {
  readonly room: SheetRoom
  readonly act: SheetAct
  readonly personId: string | null
}

type SheetPlaceOf = (visit: Visit) => Promise<SheetPlace>

/** Sheets of grades: of many people at the desk, of one person there, and one's own. */
export function sheetRoutes(): Routes {
  const work = may('transcripts.work')
  return sheetsAt(`${transcriptsAddress}/sheets`, work, manyPlace)
    .also(
      sheetsAt(`${transcriptsAddress}/people/:person/sheets`, work, async (visit) =>
        ofOne(visit, await deskWork(visit)),
      ),
    )
    .also(
      sheetsAt('/my/:institution/transcript/grades/sheets', signedIn, async (visit) =>
        ofOne(visit, await ownPlace(visit)),
      ),
    )
}

async function manyPlace(visit: Visit): Promise<SheetPlace> {
  const { institution, role, unit } = visit.place('transcripts.work')
  if (role === 'deans-office' && unit === null) throw new NotFound()
  const t = transcriptsWords(visit.language)
  const base = `${transcriptsAddress}/sheets` as const
  const steps = [{ text: t('title'), href: transcriptsAddress }]
  return {
    room: { t, base, steps, person: null, isSubject: false },
    act: {
      house: visit.house,
      institution,
      by: visit.by,
      isSubject: false,
      unit: role === 'deans-office' ? unit : null,
    },
    personId: null,
  }
}

function ofOne(visit: Visit, { institution, room, act }: Place): SheetPlace {
  const { t, base, back, holder, isSubject } = room
  const steps = [back, { text: isSubject ? t('my.title') : holder.name, href: base }]
  return {
    room: { t, base: `${base}/sheets`, steps, person: holder.name, isSubject },
    act: { house: visit.house, institution, by: act.by, isSubject, unit: null },
    personId: holder.id,
  }
}

function sheetsAt(base: string, guard: Guard, placeOf: SheetPlaceOf): Routes {
  const routes = new Routes()
    .get(base, guard, async (visit) => showSheets(visit, await placeOf(visit)))
    .post(base, guard, async (visit) => upload(visit, await placeOf(visit)))
  for (const format of formats)
    routes.get(`${base}/template.${format}`, guard, async (visit) =>
      sheetAnswer(visit, template(await placeOf(visit)), format, 'kopuro-grades'),
    )
  return routes
    .get(`${base}/:sheet`, guard, async (visit) => {
      const place = await placeOf(visit)
      return showSheet(visit, place, await sheetHere(visit, place))
    })
    .post(`${base}/:sheet/columns`, guard, async (visit) => chooseColumns(visit, await placeOf(visit)))
    .post(`${base}/:sheet/writing`, guard, async (visit) => {
      const place = await placeOf(visit)
      const sheet = await sheetHere(visit, place)
      const leavesOut = (await visit.typed()).leaveOut === 'yes'
      return went(visit, place, sheet, await writeSheet(place.act, sheet.id, leavesOut))
    })
    .post(`${base}/:sheet/undoing`, guard, async (visit) => {
      const place = await placeOf(visit)
      const sheet = await sheetHere(visit, place)
      return went(visit, place, sheet, await undoSheet(place.act, sheet.id))
    })
    .post(`${base}/:sheet/dropping`, guard, async (visit) => {
      const place = await placeOf(visit)
      await dropSheet(dbOf(visit, place), (await sheetHere(visit, place)).id)
      return visit.go(place.room.base)
    })
}

const dbOf = (visit: Visit, { act }: SheetPlace) => visit.within(act.institution)

// A dean's office has the sheets it sent itself, a student the own ones.
async function sheetHere(visit: Visit, place: SheetPlace): Promise<Sheet> {
  const sheet = await findSheet(dbOf(visit, place), visit.param('sheet'))
  if (!sheet || sheet.personId !== place.personId) throw new NotFound()
  if ((place.act.unit !== null || place.act.isSubject) && sheet.by.id !== place.act.by.id) throw new NotFound()
  return sheet
}

function frameOf({ room, act }: SheetPlace) {
  const title = room.t('sheets.title')
  return room.isSubject
    ? ({ frame: 'my', institution: act.institution, title } as const)
    : ({ frame: 'desk', title, current: transcriptsAddress } as const)
}

async function showSheets(visit: Visit, place: SheetPlace, problem: string | null = null): Promise<Response> {
  const { act, personId, room } = place
  const byId = act.unit !== null || act.isSubject ? act.by.id : undefined
  const of = { personId: personId ?? undefined, byId }
  const all = await listSheets(dbOf(visit, place), act.institution, of)
  const sheets = personId ? all : all.filter((sheet) => sheet.personId === null)
  const body = <SheetsPage room={room} sheets={sheets} newKey={crypto.randomUUID()} problem={problem} />
  return visit.show({ ...frameOf(place), body }, problem ? 422 : 200)
}

const bounds: SheetBounds = { mostBytes: 5_000_000, mostRows: 2000 }

async function upload(visit: Visit, place: SheetPlace): Promise<Response> {
  const { sheet, tooLarge, typed } = await readSentSheet(visit.c, bounds.mostBytes)
  const refuse = (problem: SheetProblem) => showSheets(visit, place, saySheetProblem(problem, bounds, visit.language))
  if (!sheet) return refuse(tooLarge ? 'tooLarge' : 'missing')
  const read = await readSheet(sheet.bytes, bounds)
  if (!read.ok) return refuse(read.problem)
  const id = isUuid(typed.key ?? '') ? (typed.key ?? '') : crypto.randomUUID()
  const { institution, by, isSubject: bySubject, house } = place.act
  const kept = { id, personId: place.personId, fileName: sheet.name, cells: read.cells, by, bySubject }
  const mapping = recognise(read.cells)
  await insertSheet(dbOf(visit, place), institution, { ...kept, mapping, at: house.clock.now() })
  return visit.go(`${place.room.base}/${id}`)
}

async function showSheet(visit: Visit, place: SheetPlace, sheet: Sheet, refusal: string | null = null) {
  const plan = sheet.state === 'tried' ? await tryOut(dbOf(visit, place), place.act, sheet) : []
  const props = { room: place.room, sheet, plan, counts: countsOf(plan), refusal }
  const body = <SheetPage {...props} />
  return visit.show({ ...frameOf(place), body }, refusal ? 409 : 200)
}

async function went(visit: Visit, place: SheetPlace, { id }: Sheet, outcome: Outcome): Promise<Response> {
  if (outcome.ok) return visit.go(`${place.room.base}/${id}`)
  const now = await findSheet(dbOf(visit, place), id)
  if (!now) throw new NotFound()
  return showSheet(visit, place, now, transcriptsWords.byData(visit.language)(outcome.refusal.key))
}

async function chooseColumns(visit: Visit, place: SheetPlace): Promise<Response> {
  const sheet = await sheetHere(visit, place)
  const typed = await visit.typed()
  const row = Number(typed.headingRow)
  const headingRow = Number.isInteger(row) && row >= 1 && row <= sheet.cells.length ? row - 1 : sheet.mapping.headingRow
  const width = Math.max(0, ...sheet.cells.map((cells) => cells.length))
  const chosen = Array.from({ length: width }, (_, column) => typed[`column.${column}`])
  // A field is read from one column: the first that is said to have it.
  const meant = chosen.map((field, at) => (isField(field) && chosen.indexOf(field) === at ? field : ''))
  await saveMapping(dbOf(visit, place), sheet.id, { headingRow, fields: meant })
  return visit.go(`${place.room.base}/${sheet.id}`)
}

function template({ room: { t, person } }: SheetPlace): Table {
  const asked = fields.filter((field) => person === null || !['number', 'name', 'birthDay'].includes(field))
  // An example line says how each cell is written better than a paragraph could. The person is invented.
  const example: Readonly<Record<string, string>> = {
    ...{ name: 'SAMPLE Zara', birthDay: '2006-03-07', session: '1', subject: t('example.subject'), grade: '5' },
    ...{ credits: '4', attempt: '1', on: '2026-01-15' },
  }
  return {
    name: t('title'),
    columns: asked.map((field) => ({
      title: templateHeading(field, t.language),
      isDay: field === 'birthDay' || field === 'on',
    })),
    portions: portionOf([asked.map((field) => example[field] ?? '')]),
  }
}

async function* portionOf<Row>(rows: readonly Row[]) {
  yield rows
}
