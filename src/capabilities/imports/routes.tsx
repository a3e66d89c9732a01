import { isUuid } from '../../platform/database/ids.ts'
import { formats } from '../../platform/sheets/index.ts'
import { readSentSheet } from '../../platform/sheets/sent.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { bounds, dropImport, pushOn, receive, startImport, undoImport } from './actions.ts'
import { checkImport } from './check.ts'
import { CheckPage } from './check-page.tsx'
import { actOf, dbHere, frameOf, importHere, sayRefusal, whileOpen } from './here.ts'
import { ImportPage } from './import-page.tsx'
import { countsOf, linesOf } from './line-store.ts'
import { ImportsPage } from './list-page.tsx'
import { outAddress, outRoutes } from './out-routes.tsx'
import { importAddress, importsAddress } from './said.ts'
import { templateOf, wrongLines } from './sheets.ts'
import { nextStep, stepRoutes } from './step-routes.tsx'
import { changeImport, findImport, type Import, importsOf } from './store.ts'
import { type Doubles, doublesWays, type Undone, type Verdict, verdicts } from './target.ts'
import { targets } from './targets.ts'
import { importsWords } from './words.ts'

const one = `${importsAddress}/:id` as const
const needs = may('partners.edit')
const pageSize = 50
/** Milliseconds after which an import that has not moved may be pushed on. */
const stuckAfter = 60_000

/** Sheets come in: sent, read, mapped, looked at, written, taken back. */
export function importRoutes(): Routes {
  const routes = new Routes()
  for (const target of targets)
    routes.get(`${importsAddress}/template-${target.name}.xlsx`, needs, (visit) => templateOf(visit, target))
  for (const format of formats)
    routes.get(`${one}/wrong.${format}`, needs, async (visit) => wrongLines(visit, await importHere(visit), format))
  return routes
    .get(importsAddress, may('partners.read'), (visit) =>
      visit.may('partners.edit') ? showList(visit) : visit.go(outAddress),
    )
    .also(outRoutes())
    .post(importsAddress, needs, send)
    .also(stepRoutes())
    .get(
      `${one}/check`,
      needs,
      whileOpen((visit, found) => showCheck(visit, found)),
    )
    .post(`${one}/check`, needs, whileOpen(checkAgain))
    .post(`${one}/start`, needs, whileOpen(start))
    .post(`${one}/drop`, needs, async (visit) => {
      await dropImport(actOf(visit), await importHere(visit))
      return visit.go(importsAddress)
    })
    .post(`${one}/undo`, needs, async (visit) => {
      const found = await importHere(visit)
      const outcome = await undoImport(actOf(visit), found)
      return outcome.ok ? visit.go(importAddress(found)) : showImport(visit, found, sayRefusal(visit, outcome))
    })
    .post(`${one}/push`, needs, async (visit) => {
      const found = await importHere(visit)
      if (isStuck(visit, found)) await pushOn(actOf(visit), found)
      return visit.go(importAddress(found))
    })
    .get(one, needs, async (visit) => {
      const found = await importHere(visit)
      return found.state === 'open' ? visit.go(await nextStep(visit, found)) : showImport(visit, found)
    })
}

interface Tried {
  readonly refusal?: string
  readonly id?: string
  readonly target?: string
}

async function showList(visit: Visit, { refusal, id, target }: Tried = {}): Promise<Response> {
  const t = importsWords(visit.language)
  const asked = new Date(visit.query('before') ?? '')
  const before = Number.isNaN(asked.getTime()) ? null : asked
  const db = dbHere(visit)
  const found = await importsOf(db, before, pageSize + 1)
  const shown = await Promise.all(
    found.slice(0, pageSize).map(async (each) => ({ ...each, lines: (await countsOf(db, each.id)).all })),
  )
  const older = found.length > pageSize ? (shown.at(-1)?.sentAt ?? null) : null
  const body = (
    <ImportsPage
      {...{ t, targets, older }}
      imports={shown}
      isFirst={before === null}
      id={id ?? crypto.randomUUID()}
      refusal={refusal ?? null}
      chosen={target ?? 'partners'}
    />
  )
  return visit.show({ ...frameOf(visit), body }, refusal ? 422 : 200)
}

async function send(visit: Visit): Promise<Response> {
  const { sheet, tooLarge, typed } = await readSentSheet(visit.c, bounds.mostBytes)
  const t = importsWords(visit.language)
  const id = typed.id && isUuid(typed.id) ? typed.id : crypto.randomUUID()
  const target = targets.find(({ name }) => name === typed.target)?.name ?? 'partners'
  if (tooLarge) return showList(visit, { refusal: t('file.tooLarge'), target })
  if (!sheet) return showList(visit, { refusal: t('send.missing'), target })
  const outcome = await receive(actOf(visit), { id, target, name: sheet.name, bytes: sheet.bytes })
  if (!outcome.ok) return showList(visit, { refusal: sayRefusal(visit, outcome), target })
  const found = await findImport(dbHere(visit), id)
  // Columns that were said before are taken, and the sheet is looked at at once.
  if (found?.fields && found.state === 'open') await checkImport(actOf(visit), found)
  return visit.go(`${importsAddress}/${id}`)
}

async function shownLines(visit: Visit, found: Import, isOpen: boolean) {
  const db = dbHere(visit)
  const counts = await countsOf(db, found.id)
  const asked = visit.query('show')
  const all: readonly (Verdict | Undone)[] = [...verdicts, 'gone', 'restored', 'kept']
  const of = all.find((name) => name === asked) ?? (isOpen && !asked && counts.of('wrong') > 0 ? 'wrong' : null)
  const after = Math.max(0, Number.parseInt(visit.query('after') ?? '0', 10) || 0)
  const lines = await linesOf(db, found.id, after, pageSize + 1, of)
  const next = lines.length > pageSize ? (lines[pageSize - 1]?.line ?? null) : null
  return { lines: lines.slice(0, pageSize), counts, of, after, next }
}

async function showCheck(visit: Visit, found: Import, refusal: string | null = null): Promise<Response> {
  if (!found.fields) return visit.go(importAddress(found, '/columns'))
  if (!found.checkedAt) await checkImport(actOf(visit), found)
  const looked = found.checkedAt ? found : await importHere(visit)
  const t = importsWords(visit.language)
  const shown = await shownLines(visit, looked, true)
  const notice = visit.query('known') === 'yes' ? t('columns.remembered') : null
  const body = <CheckPage {...{ t, one: looked, refusal, notice, freshId: crypto.randomUUID() }} {...shown} />
  return visit.show({ ...frameOf(visit), body }, refusal ? 409 : 200)
}

async function checkAgain(visit: Visit, found: Import): Promise<Response> {
  const typed = await visit.typed()
  const doubles: Doubles = doublesWays.find((way) => way === typed.doubles) ?? found.doubles
  await changeImport(dbHere(visit), found.id, 'open', { doubles })
  await checkImport(actOf(visit), { ...found, doubles })
  return visit.go(importAddress(found, '/check'))
}

async function start(visit: Visit, found: Import): Promise<Response> {
  if (!found.checkedAt) return visit.go(importAddress(found, '/check'))
  const counts = await countsOf(dbHere(visit), found.id)
  if (counts.of('new') + counts.of('changed') === 0)
    return showCheck(visit, found, importsWords(visit.language)('import.nothing'))
  const outcome = await startImport(actOf(visit), found)
  return outcome.ok ? visit.go(importAddress(found)) : showCheck(visit, found, sayRefusal(visit, outcome))
}

const isStuck = (visit: Visit, { movedAt }: Import) =>
  visit.house.clock.now().getTime() - (movedAt?.getTime() ?? 0) > stuckAfter

async function showImport(visit: Visit, found: Import, refusal: string | null = null): Promise<Response> {
  const t = importsWords(visit.language)
  const shown = await shownLines(visit, found, false)
  const props = { t, one: found, refusal, isStuck: isStuck(visit, found), freshId: crypto.randomUUID() }
  const body = <ImportPage {...props} {...shown} />
  return visit.show({ ...frameOf(visit), body, modules: ['bulk'] }, refusal ? 409 : 200)
}
