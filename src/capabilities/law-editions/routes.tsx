import { z } from 'zod'
import { addDays, type Day, dayOf, readDay } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { line, longText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Procedure } from '../cases/index.ts'
import { lawBook, lawInUse, lawOn, readLawBook } from '../law/index.ts'
import { confirmEdition, type Place, startPreview, unverifyRule, verifyRule } from './actions.ts'
import { EditionPage } from './edition-page.tsx'
import { LawPage } from './law-page.tsx'
import { refusedFrom } from './refusals.ts'
import { RulePage } from './rule-page.tsx'
import { differenceOf, endingBetween, rulesOf, shows, toldAfter, toldBefore, wished } from './rules.ts'
import { ChangePage, type RunDatesProps } from './run-pages.tsx'
import { editionAddress, lawAddress, ruleAddress } from './shared-pages.tsx'
import {
  checksOfRule,
  countsOf,
  datesOf,
  findRun,
  keyOfDate,
  lastPreview,
  lawRefusals,
  listChanges,
  listEditions,
} from './store.ts'
import { editionWords } from './words.ts'

export function lawEditionRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get(lawAddress, may('cases.read'), showLaw)
    .get(`${lawAddress}/rules/:id`, may('cases.read'), (visit) => showRule(visit))
    .post(`${lawAddress}/rules/:id/check`, may('office.edit'), verify)
    .post(`${lawAddress}/rules/:id/check/back`, may('office.edit'), takeBack)
    .get(`${lawAddress}/editions/:hash`, may('cases.read'), (visit) => showEdition(visit, procedures))
    .post(`${lawAddress}/editions/:hash/preview`, may('office.edit'), (visit) => preview(visit, procedures))
    .post(`${lawAddress}/editions/:hash/confirmation`, may('office.edit'), (visit) => confirm(visit, procedures))
    .get(`${lawAddress}/changes/:id`, may('cases.read'), (visit) => showChange(visit, procedures))
}

async function showLaw(visit: Visit) {
  const { institution } = visit.place('cases.read')
  const { house, language } = visit
  const db = visit.within(institution)
  const [book, used, editions, changes, refused] = await Promise.all([
    lawBook(house, institution),
    lawInUse(db),
    listEditions(house.database.shared),
    listChanges(db),
    lawRefusals(house.database.shared),
  ])
  const today = house.clock.today()
  const wish = {
    show: shows.find((one) => one === visit.query('show')) ?? 'today',
    search: (visit.query('search') ?? '').slice(0, 200),
  }
  const ending = endingBetween(book, addDays(today, -toldAfter), addDays(today, toldBefore))
  const body = (
    <LawPage
      language={language}
      today={today}
      book={book}
      inUse={used?.hash ?? ''}
      editions={editions}
      changes={changes}
      refused={refused.map(refusedFrom)}
      wish={wish}
      rules={wished(rulesOf(book), wish, today, ending)}
      kinds={wish.show === 'all' ? book.visaKinds : lawOn(book, today).visaKinds()}
      endingCount={ending.length}
    />
  )
  return visit.show({ frame: 'desk', title: editionWords(language)('title'), current: lawAddress, body })
}

interface Shown {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refused: string | null
}

async function showRule(visit: Visit, { typed = {}, problems = [], refused = null }: Partial<Shown> = {}) {
  const { institution } = visit.place('cases.read')
  const id = visit.param('id')
  const book = await lawBook(visit.house, institution)
  const rules = rulesOf(book)
    .filter((rule) => rule.id === id)
    .toSorted((one, other) => ((one.validFrom ?? '') < (other.validFrom ?? '') ? 1 : -1))
  if (rules.length === 0) throw new NotFound()
  const body = (
    <RulePage
      language={visit.language}
      id={id}
      rules={rules}
      checks={await checksOfRule(visit.within(institution), id)}
      mayVerify={visit.may('office.edit', institution)}
      typed={typed}
      problems={problems}
      refused={refused}
    />
  )
  const page = { frame: 'desk', title: id, current: lawAddress, body } as const
  return visit.show(page, problems.length > 0 ? 422 : refused ? 409 : 200)
}

const checkForm = z.object({ print: line(60), note: longText(1000) })

async function verify(visit: Visit) {
  const form = await visit.form(checkForm)
  if (!form.ok) return showRule(visit, form)
  const id = visit.param('id')
  const outcome = await verifyRule(placeOf(visit), id, form.value.print, form.value.note)
  return outcome.ok ? visit.go(ruleAddress(id)) : showRule(visit, { ...form, refused: outcome.refusal.key })
}

async function takeBack(visit: Visit) {
  const { print = '' } = await visit.typed()
  const outcome = await unverifyRule(placeOf(visit), print)
  return outcome.ok ? visit.go(ruleAddress(visit.param('id'))) : showRule(visit, { refused: outcome.refusal.key })
}

function placeOf(visit: Visit): Place {
  const { institution, role } = visit.place('office.edit')
  return { house: visit.house, institution, by: { ...visit.by, role } }
}

async function showEdition(visit: Visit, procedures: readonly Procedure[], refused: string | null = null) {
  const { institution } = visit.place('cases.read')
  const { house, language } = visit
  const { edition, used } = await editionsOf(visit, institution)
  const db = visit.within(institution)
  const [after, before, preview] = await Promise.all([
    readLawBook(house.database.shared, edition.hash),
    readLawBook(house.database.shared, used.hash),
    lastPreview(db, used.hash, edition.hash),
  ])
  const today = house.clock.today()
  const address = editionAddress(edition.hash)
  const body = (
    <EditionPage
      language={language}
      today={today}
      edition={edition}
      used={used}
      difference={differenceOf(before, after)}
      preview={preview}
      stale={preview !== null && dayOf(preview.at) !== today}
      dates={preview?.endedAt ? await runDates(visit, institution, procedures, { run: preview.id, address }) : null}
      mayConfirm={visit.may('office.edit', institution)}
      refused={refused}
    />
  )
  const title = editionWords(language)('edition.title', { edition: edition.edition })
  return visit.show({ frame: 'desk', title, current: lawAddress, body, modules: ['bulk'] }, refused ? 409 : 200)
}

async function editionsOf(visit: Visit, institution: string) {
  const [editions, inUse] = await Promise.all([
    listEditions(visit.house.database.shared),
    lawInUse(visit.within(institution)),
  ])
  const edition = editions.find(({ hash }) => hash === visit.param('hash'))
  const used = editions.find(({ hash }) => hash === inUse?.hash)
  if (!edition || !used) throw new NotFound()
  return { edition, used }
}

const pageSize = 50

async function runDates(
  visit: Visit,
  institution: string,
  procedures: readonly Procedure[],
  { run, address }: { readonly run: string; readonly address: Href },
): Promise<RunDatesProps> {
  const db = visit.within(institution)
  const today = visit.house.clock.today()
  const late = visit.query('late') === 'yes'
  const after = cursorFrom(visit.query('after'))
  const [counts, found] = await Promise.all([
    countsOf(db, run, today),
    datesOf(db, run, { late, after }, today, pageSize + 1),
  ])
  const rows = found.slice(0, pageSize)
  const last = found.length > pageSize ? rows.at(-1) : undefined
  const next = last ? keyOfDate(last) : null
  return { language: visit.language, today, procedures, counts, rows, late, address, first: after === null, next }
}

function cursorFrom(text: string | undefined): { readonly day: Day; readonly place: number } | null {
  const [, on = '', place = ''] = /^(\d{4}-\d{2}-\d{2})~(\d{1,15})$/.exec(text ?? '') ?? []
  const found = readDay(on)
  return found ? { day: found, place: Number(place) } : null
}

async function preview(visit: Visit, procedures: readonly Procedure[]) {
  const place = placeOf(visit)
  const { edition } = await editionsOf(visit, place.institution)
  const outcome = await startPreview(place, edition.hash)
  return outcome.ok ? visit.go(editionAddress(edition.hash)) : showEdition(visit, procedures, outcome.refusal.key)
}

async function confirm(visit: Visit, procedures: readonly Procedure[]) {
  const place = placeOf(visit)
  const { preview: id = '' } = await visit.typed()
  const outcome = await confirmEdition(place, id)
  if (!outcome.ok) return showEdition(visit, procedures, outcome.refusal.key)
  const [change] = await listChanges(visit.within(place.institution))
  return visit.go(change ? `${lawAddress}/changes/${change.id}` : lawAddress)
}

async function showChange(visit: Visit, procedures: readonly Procedure[]) {
  const { institution } = visit.place('cases.read')
  const [run, editions] = await Promise.all([
    findRun(visit.within(institution), visit.param('id')),
    listEditions(visit.house.database.shared),
  ])
  if (run?.kind !== 'change') throw new NotFound()
  const edition = editions.find(({ hash }) => hash === run.to) ?? null
  const address: Href = `${lawAddress}/changes/${run.id}`
  const dates = await runDates(visit, institution, procedures, { run: run.id, address })
  const body = <ChangePage run={run} edition={edition} dates={dates} language={visit.language} />
  const title = editionWords(visit.language)('change.title', { edition: edition?.edition ?? '' })
  return visit.show({ frame: 'desk', title, current: lawAddress, body, modules: ['bulk'] })
}
