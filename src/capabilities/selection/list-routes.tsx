import { NotFound } from '../../platform/outcome.ts'
import { type Format, formats, type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { pdfPage } from '../documents/index.ts'
import { exportOf } from '../registers/index.ts'
import { resultsOf } from './answer-store.ts'
import { namesIn } from './names.ts'
import { type Place, placeHere } from './places.ts'
import { printed } from './print.ts'
import { pattern, shown } from './routes.tsx'
import { RunPage } from './run-pages.tsx'
import {
  type Asked,
  type ExplainedRow,
  explainedRows,
  findListedRun,
  type ListedRow,
  type ListedRun,
  rowsOf,
} from './run-store.ts'
import { sayScore, sayWhy } from './saying.ts'
import { selectionWords } from './words.ts'

const pageSize = 25
const portion = 1000

/** A run as a list, as a sheet and on paper. */
export function listRoutes(): Routes {
  const routes = new Routes()
    .get(`${pattern}/runs/:run`, may('selection.read'), showRun)
    .get(`${pattern}/runs/:run/print.pdf`, may('selection.read'), print)
  for (const format of formats)
    routes.get(`${pattern}/runs/:run/export.${format}`, may('selection.read'), (visit) => exportRun(visit, format))
  return routes
}

const institutionOf = (visit: Visit) => visit.place('selection.read').institution

async function runHere(visit: Visit, { db, call }: Place): Promise<ListedRun> {
  const run = await findListedRun(db, call.id, visit.param('run'))
  if (!run) throw new NotFound()
  return run
}

// The list is turned page by page: it asks for the run with what it says of the call, and for nothing else.
async function showRun(visit: Visit): Promise<Response> {
  const institution = institutionOf(visit)
  const db = visit.within(institution)
  const t = selectionWords(visit.language)
  const typed = (visit.query('q') ?? '').trim().slice(0, 100)
  const asked = { ...askedOf(visit), typed, words: foldWords(typed) }
  const run = await findListedRun(db, visit.param('id'), visit.param('run'))
  if (!run) throw new NotFound()
  const found = await rowsOf(db, institution, run.id, asked, pageSize + 1)
  const said = { title: run.title, hosts: run.hosts }
  const here = { t, call: { id: run.callId, said }, names: await namesIn(db, { said }), mayWork: false }
  const body = <RunPage {...here} {...{ run, asked }} rows={found.slice(0, pageSize)} more={found.length > pageSize} />
  return shown(visit, t('runs.one', { seq: run.seq }), body)
}

function askedOf(visit: Visit): Asked {
  const outcome = (['place', 'reserve', 'out'] as const).find((one) => one === visit.query('outcome')) ?? null
  const after = Number(visit.query('after') ?? 0)
  const isRank = Number.isInteger(after) && after >= 0 && after < 2 ** 31
  return { outcome, host: visit.query('host')?.slice(0, 100) || null, words: [], after: isRank ? after : 0 }
}

async function exportRun(visit: Visit, format: Format): Promise<Response> {
  const here = await placeHere(visit)
  const { db, t, call } = here
  const run = await runHere(visit, here)
  const written = await recordExport(db, exportOf(visit, 'selection', format))
  const portions = async function* () {
    let count = 0
    for await (const rows of explainedRows(db, institutionOf(visit), run.id, portion)) {
      count += rows.length
      yield rows.map((row) => cellsOf(here, row))
    }
    await endExport(db, written, count)
  }
  const columns = (
    ['rank', 'name', 'number', 'unit', 'score', 'result', 'host', 'choice', 'funder', 'byHand', 'why'] as const
  ).map((key) => ({ title: t(`sheet.${key}`) }))
  const sheet: Sheet = { name: t('title'), columns, portions: portions() }
  return sheetAnswer(visit, sheet, format, `selection-${call.slug}-${run.seq}`)
}

function cellsOf({ t, names }: Place, row: ExplainedRow): string[] {
  const { why, outcome, ranked, rank } = row
  const said = { kind: outcome, rank: ranked ? rank : null, why, reason: null }
  return [
    ranked ? String(rank) : '',
    row.name,
    row.number ?? '',
    row.unit ? names.unit(row.unit, t.language) : '',
    row.score === null ? '' : sayScore(row.score, t.language),
    t(`outcome.${outcome}`),
    why.host ? names.host(why.host) : '',
    why.nth === null ? '' : String(why.nth),
    why.funder ?? '',
    why.byHand ? t('yes') : '',
    sayWhy(t, names, said).join(' '),
  ]
}

async function print(visit: Visit): Promise<Response> {
  const here = await placeHere(visit)
  const run = await runHere(visit, here)
  const rows: ListedRow[] = []
  for await (const page of explainedRows(here.db, institutionOf(visit), run.id, portion))
    rows.push(...page.filter(({ outcome }) => outcome !== 'out'))
  const results = await resultsOf(here.db, here.call.id)
  return pdfPage(await printed(visit, here, run, rows, results), `selection-${here.call.slug}-${run.seq}.pdf`)
}
