import type { SheetBounds } from '../../platform/sheets/read-sheet.ts'
import { saySheetProblem } from '../../platform/sheets/read-sheet.ts'
import { readSentSheet, sheetOrLines } from '../../platform/sheets/sent.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { addRecords } from './actions.ts'
import { groundOf } from './ground.ts'
import { actOf, freshId } from './here.ts'
import type { Ledger } from './ledger.ts'
import { SheetPage } from './sheet-page.tsx'
import { type LineProblem, readLines } from './sheet-reading.ts'
import { wordsOf } from './words.ts'

const bounds: SheetBounds = { mostBytes: 5_000_000, mostRows: 2000 }

/** Many records of a ledger by a sheet: every line is understood, or nothing is entered. */
export function sheetRoutes(ledger: Ledger): Routes {
  return new Routes()
    .get(`${ledger.address}/sheet`, may('partners.edit'), (visit) => show(visit, ledger, {}))
    .post(`${ledger.address}/sheet`, may('partners.edit'), (visit) => enter(visit, ledger))
}

interface Tried {
  readonly id?: string | undefined
  readonly lines?: string | undefined
  readonly refusal?: string
  readonly problems?: readonly LineProblem[]
}

async function show(visit: Visit, ledger: Ledger, { id, lines = '', refusal, problems = [] }: Tried) {
  const ground = await groundOf(visit, ledger, [])
  const body = <SheetPage {...{ ledger, ground, lines, problems }} id={freshId(id)} refusal={refusal ?? null} />
  const page = { frame: 'desk', title: ground.t('sheet.open'), current: ledger.address, body } as const
  return visit.show(page, refusal || problems.length > 0 ? 422 : 200)
}

async function enter(visit: Visit, ledger: Ledger): Promise<Response> {
  const sent = await readSentSheet(visit.c, bounds.mostBytes)
  const { key, lines } = sent.typed
  const read = await sheetOrLines(sent, bounds)
  const t = wordsOf(ledger, visit.language)
  if (!read.ok)
    return show(visit, ledger, { id: key, lines, refusal: saySheetProblem(read.problem, bounds, visit.language) })
  const found = await readLines(visit, ledger, read.cells, freshId(key))
  if (!found.ok) {
    const refusal = found.headings ? t('sheet.noHeadings', { field: t(`${ledger.name}.${ledger.title}`) }) : undefined
    return show(visit, ledger, { id: key, lines, problems: found.problems, ...(refusal ? { refusal } : {}) })
  }
  const count = await addRecords(actOf(visit), ledger, found.records)
  return visit.go(`${ledger.address}?done=${count}`)
}
