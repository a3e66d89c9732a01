import { NotFound } from '../../platform/outcome.ts'
import { type Format, formats, type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { pdfPage } from '../documents/index.ts'
import { exportOf } from '../registers/index.ts'
import { resultsOf } from './answer-store.ts'
import { offerOf } from './gathering.ts'
import { type Place, placeHere } from './places.ts'
import { printed } from './print.ts'
import { pattern, shown } from './routes.tsx'
import { RunPage } from './run-pages.tsx'
import { type Asked, findRun, type ListedRow, type Run, rowsOf } from './run-store.ts'
import { sayScore, sayWhy } from './saying.ts'

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

async function runHere(visit: Visit, { db, call }: Place): Promise<Run> {
  const run = await findRun(db, call.id, visit.param('run'))
  if (!run) throw new NotFound()
  return run
}

const institutionOf = (visit: Visit) => visit.place('selection.read').institution

async function showRun(visit: Visit): Promise<Response> {
  const here = await placeHere(visit)
  const { db, call, t } = here
  const [run, results, offer] = [await runHere(visit, here), await resultsOf(db, call.id), await offerOf(db, call)]
  const typed = (visit.query('q') ?? '').trim().slice(0, 100)
  const asked = { ...askedOf(visit), typed, words: foldWords(typed) }
  const found = await rowsOf(db, institutionOf(visit), run.id, asked, pageSize + 1)
  const props = { run, offer, asked, rows: found.slice(0, pageSize), more: found.length > pageSize }
  const body = <RunPage {...here} {...props} published={results?.runId === run.id} />
  return shown(visit, t('runs.one', { seq: run.seq }), body)
}

function askedOf(visit: Visit): Asked {
  const outcome = (['place', 'reserve', 'out'] as const).find((one) => one === visit.query('outcome')) ?? null
  const after = Number(visit.query('after') ?? 0)
  const isRank = Number.isInteger(after) && after >= 0 && after < 2 ** 31
  return { outcome, host: visit.query('host')?.slice(0, 100) || null, words: [], after: isRank ? after : 0 }
}

const everything: Asked = { outcome: null, host: null, words: [], after: 0 }

// Every row of a run, page by page.
async function* pagesOf(visit: Visit, { db }: Place, run: Run): AsyncGenerator<readonly ListedRow[]> {
  let after = 0
  for (;;) {
    const rows = await rowsOf(db, institutionOf(visit), run.id, { ...everything, after }, portion)
    if (rows.length > 0) yield rows
    if (rows.length < portion) return
    after = rows.at(-1)?.rank ?? 0
  }
}

async function exportRun(visit: Visit, format: Format): Promise<Response> {
  const here = await placeHere(visit)
  const { db, t, call } = here
  const run = await runHere(visit, here)
  const written = await recordExport(db, exportOf(visit, 'selection', format))
  const portions = async function* () {
    let count = 0
    for await (const rows of pagesOf(visit, here, run)) {
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

function cellsOf({ t, names }: Place, row: ListedRow): string[] {
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
  for await (const page of pagesOf(visit, here, run)) rows.push(...page.filter(({ outcome }) => outcome !== 'out'))
  const results = await resultsOf(here.db, here.call.id)
  return pdfPage(await printed(visit, here, run, rows, results), `selection-${here.call.slug}-${run.seq}.pdf`)
}
