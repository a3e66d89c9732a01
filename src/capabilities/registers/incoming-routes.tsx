import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import { type Format, formats, type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { Crumbs, PageTitle } from '../../ui/index.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { type Clerk, correct, makeVoid, registerIncoming } from './incoming-actions.ts'
import { IncomingForm } from './incoming-form.tsx'
import { IncomingLetterPage, type Slip } from './incoming-letter-page.tsx'
import { IncomingPage, stateOf } from './incoming-pages.tsx'
import { incomingForm, voidForm } from './incoming-rules.ts'
import { correctionsOf, findIncoming, type Incoming, type IncomingFilter, incomingPage } from './incoming-store.ts'
import { exportOf, idAsked, pageSize, portion, wholeNumber, yearAsked } from './reading.ts'
import { scansOf, sendScan, takeScans } from './scans.tsx'
import { registerWords } from './words.ts'
import { registerYears } from './years.ts'

export function incomingRoutes(): Routes {
  const routes = new Routes()
    .get('/desk/incoming', may('letters.read'), showRegister)
    .get('/desk/incoming/new', may('registers.write'), (visit) => showNew(visit))
    .post('/desk/incoming', may('registers.write'), enter)
  for (const format of formats)
    routes.get(`/desk/incoming/export.${format}`, may('letters.read'), (visit) => send(visit, format))
  return routes
    .get('/desk/incoming/:id', may('letters.read'), async (visit) => showLetter(visit, await letterHere(visit)))
    .post('/desk/incoming/:id/corrections', may('registers.write'), enterCorrection)
    .post('/desk/incoming/:id/void', may('registers.write'), enterVoid)
    .post('/desk/incoming/:id/scans', may('registers.write'), addScan)
    .get('/desk/incoming/:id/scans/:scan', may('letters.read'), async (visit) => {
      const { id } = await letterHere(visit)
      const db = visit.within(visit.place('letters.read').institution)
      return sendScan(visit.house, db, { incoming: id }, idAsked(visit, 'scan'))
    })
}

/** Who writes in the registers of their institution. */
export function clerkOf(visit: Visit): Clerk {
  return {
    house: visit.house,
    institution: visit.place('registers.write').institution,
    by: visit.by,
  }
}

async function letterHere(visit: Visit): Promise<Incoming> {
  const letter = await findIncoming(visit.within(visit.place('letters.read').institution), idAsked(visit))
  if (!letter) throw new NotFound()
  return letter
}

function filterOf(visit: Visit, year: number): IncomingFilter {
  const state = visit.query('state')
  return {
    year,
    search: (visit.query('q') ?? '').trim().slice(0, 100),
    state: state === 'open' || state === 'answered' || state === 'void' ? state : '',
  }
}

async function showRegister(visit: Visit): Promise<Response> {
  const t = registerWords(visit.language)
  const { institution } = visit.place('letters.read')
  const db = visit.within(institution)
  const years = await registerYears(db, institution, 'incoming')
  const filter = filterOf(visit, yearAsked(visit, years))
  const before = wholeNumber(visit.query('before'))
  const rows = await incomingPage(db, institution, filter, before, pageSize + 1)
  const letters = rows.slice(0, pageSize)
  const body = (
    <IncomingPage
      t={t}
      years={years}
      year={years.find(({ year }) => year === filter.year) ?? { year: filter.year, last: 0, count: 0 }}
      filter={filter}
      letters={letters}
      older={rows.length > pageSize ? (letters.at(-1)?.sequence ?? null) : null}
      first={before === null}
      mayWrite={visit.may('registers.write', institution)}
    />
  )
  return visit.show({ frame: 'desk', title: t('incoming.title'), current: '/desk/incoming', body })
}

function showNew(visit: Visit, typed?: Typed, problems: readonly Problem[] = []): Promise<Response> {
  const t = registerWords(visit.language)
  const [year = '', month = '', day = ''] = visit.house.clock.today().split('-')
  const body = (
    <>
      <Crumbs
        label={t('here')}
        steps={[{ text: t('incoming.title'), href: '/desk/incoming' }, { text: t('incoming.new') }]}
      />
      <PageTitle title={t('incoming.new')} />
      <IncomingForm
        t={t}
        action="/desk/incoming"
        typed={typed ?? { 'receivedOn.day': day, 'receivedOn.month': month, 'receivedOn.year': year }}
        problems={problems}
        button={t('in.save')}
        hidden={{ name: 'key', value: typed?.key ?? crypto.randomUUID() }}
      />
    </>
  )
  const page = { frame: 'desk', title: t('incoming.new'), current: '/desk/incoming', body } as const
  return visit.show(page, problems.length > 0 ? 422 : 200)
}

const requestKey = z.uuid()

async function enter(visit: Visit): Promise<Response> {
  const form = await visit.form(incomingForm)
  const key = requestKey.safeParse(form.typed.key)
  const typed = key.success ? form.typed : { ...form.typed, key: crypto.randomUUID() }
  if (!form.ok) return showNew(visit, typed, form.problems)
  const entered = await registerIncoming(clerkOf(visit), form.value, key.success ? key.data : (typed.key ?? ''))
  if (entered.kind === 'slipped') return showNew(visit, typed, entered.problems)
  return entered.kind === 'done' ? visit.go(`/desk/incoming/${entered.id}?done=registered`) : showNew(visit, typed)
}

async function showLetter(visit: Visit, letter: Incoming, slip: Slip | null = null): Promise<Response> {
  const { institution } = visit.place('letters.read')
  const db = visit.within(institution)
  const [corrections, scans] = await Promise.all([correctionsOf(db, letter.id), scansOf(db, { incoming: letter.id })])
  const body = (
    <IncomingLetterPage
      visit={visit}
      letter={letter}
      corrections={corrections}
      scans={scans}
      mayWrite={visit.may('registers.write', institution)}
      slip={slip}
    />
  )
  const page = { frame: 'desk', title: letter.number, current: '/desk/incoming', body } as const
  return visit.show(page, slip ? (slip.changed ? 409 : 422) : 200)
}

async function enterCorrection(visit: Visit): Promise<Response> {
  const letter = await letterHere(visit)
  const form = await visit.form(incomingForm)
  const { typed } = form
  if (!form.ok) return showLetter(visit, letter, { form: 'correction', typed, problems: form.problems })
  const entered = await correct(clerkOf(visit), letter.id, form.value, Number(typed.version))
  if (entered.kind === 'done') return visit.go(`/desk/incoming/${letter.id}`)
  if (entered.kind === 'slipped')
    return showLetter(visit, letter, { form: 'correction', typed, problems: entered.problems })
  return showLetter(visit, letter, { form: 'correction', typed, changed: entered.last })
}

async function enterVoid(visit: Visit): Promise<Response> {
  const letter = await letterHere(visit)
  const form = await visit.form(voidForm)
  if (!form.ok) return showLetter(visit, letter, { form: 'void', typed: form.typed, problems: form.problems })
  await makeVoid(clerkOf(visit), letter.id, form.value.reason)
  return visit.go(`/desk/incoming/${letter.id}`)
}

async function addScan(visit: Visit): Promise<Response> {
  const letter = await letterHere(visit)
  const notTaken = letter.voidAt ? [] : await takeScans(visit, clerkOf(visit), { incoming: letter.id })
  if (notTaken.length > 0) return showLetter(visit, letter, { form: 'scan', notTaken })
  return visit.go(`/desk/incoming/${letter.id}#scans`)
}

async function send(visit: Visit, format: Format): Promise<Response> {
  const t = registerWords(visit.language)
  const { institution } = visit.place('letters.read')
  const db = visit.within(institution)
  const filter = filterOf(visit, yearAsked(visit, await registerYears(db, institution, 'incoming')))
  const exported = await recordExport(db, exportOf(visit, 'incoming', format))
  const portions = async function* () {
    let [before, count]: [number | null, number] = [null, 0]
    for (;;) {
      const rows = await incomingPage(db, institution, filter, before, portion)
      count += rows.length
      yield rows.map((row) => [
        row.number,
        row.receivedOn,
        row.sender,
        row.subject,
        row.theirNumber,
        row.theirDate ?? '',
        row.caseNumber ?? '',
        row.answerNumber ?? '',
        t(`incoming.state.${stateOf(row)}`),
      ])
      before = rows.at(-1)?.sequence ?? null
      if (rows.length < portion) break
    }
    await endExport(db, exported, count)
  }
  const names = [
    'number',
    'receivedOn',
    'sender',
    'subject',
    'theirNumber',
    'theirDate',
    'caseNumber',
    'answerNumber',
    'state',
  ] as const
  const sheet: Sheet = {
    name: t('incoming.title'),
    columns: names.map((name) => ({ title: t(`in.${name}`), isDay: name === 'receivedOn' || name === 'theirDate' })),
    portions: portions(),
  }
  return sheetAnswer(visit, sheet, format, `incoming-${filter.year}`)
}
