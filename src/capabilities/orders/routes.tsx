import { z } from 'zod'
import { NotFound, type Outcome, type Refusal } from '../../platform/outcome.ts'
import { sheetAnswer } from '../../platform/sheets/index.ts'
import { type JsonValue, typeset } from '../../platform/typesetting/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { type Act, endExport, type Procedure, recordExport } from '../cases/index.ts'
import { pdfPage } from '../documents/index.ts'
import { clerkOf, exportOf, idAsked, scansOf, sendScan, takeScans } from '../registers/index.ts'
import {
  cancelForm,
  cancelOrder,
  makeOrder,
  mostCases,
  orderHere,
  registerOrder,
  signForm,
  takeOut,
} from './actions.ts'
import { annexOf, contentOf, orderTemplate } from './content.ts'
import { NewOrderPage, OrdersPage } from './list-pages.tsx'
import { OrderPage, type Slip } from './order-page.tsx'
import { casesOfOrder, freeCases, type Order, ordersPage, signedOrder } from './store.ts'
import { orderWords } from './words.ts'

const pageSize = 25

/** The orders of procedures that say how they are decided by one. */
export function orderRoutes(all: readonly Procedure[]): Routes {
  const procedures = all.filter(({ orders }) => orders)
  const here = (visit: Visit) => orderAndProcedure(visit, procedures)
  const act = (verb: (visit: Visit, known: Known) => Promise<Response>) => async (visit: Visit) =>
    verb(visit, await here(visit))
  return new Routes()
    .get('/desk/orders', may('letters.read'), (visit) => showList(visit, procedures))
    .get('/desk/orders/new/:procedure', may('registers.write'), (visit) =>
      showNew(visit, procedureHere(visit, procedures)),
    )
    .post('/desk/orders/new/:procedure', may('registers.write'), (visit) =>
      make(visit, procedureHere(visit, procedures)),
    )
    .get(
      '/desk/orders/:id',
      may('letters.read'),
      act((visit, known) => show(visit, known)),
    )
    .get('/desk/orders/:id/file', may('letters.read'), act(sendFile))
    .get('/desk/orders/:id/annex.xlsx', may('letters.read'), act(sendAnnex))
    .post('/desk/orders/:id/registration', may('registers.write'), act(sign))
    .post('/desk/orders/:id/removals', may('registers.write'), act(remove))
    .post('/desk/orders/:id/cancellation', may('registers.write'), act(cancel))
    .post('/desk/orders/:id/scans', may('registers.write'), act(addScan))
    .get(
      '/desk/orders/:id/scans/:scan',
      may('letters.read'),
      act((visit, { order }) => sendScan(visit.house, dbOf(visit), { order: order.id }, idAsked(visit, 'scan'))),
    )
}

interface Known {
  readonly order: Order
  readonly procedure: Procedure
}

const dbOf = (visit: Visit) => visit.within(visit.place('letters.read').institution)

async function orderAndProcedure(visit: Visit, procedures: readonly Procedure[]): Promise<Known> {
  const { institution } = visit.place('letters.read')
  const order = await orderHere({ house: visit.house, institution }, idAsked(visit))
  const procedure = procedures.find(({ name }) => name === order.procedure)
  if (!procedure) throw new NotFound()
  return { order, procedure }
}

function procedureHere(visit: Visit, procedures: readonly Procedure[]): Procedure {
  const procedure = procedures.find(({ name }) => name === visit.param('procedure'))
  if (!procedure) throw new NotFound()
  return procedure
}

function actOf(visit: Visit): Act {
  const clerk = clerkOf(visit)
  return { ...clerk, by: { ...clerk.by, role: visit.place('registers.write').role }, party: 'office' }
}

const uuid = z.uuid()

async function showList(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const t = orderWords(visit.language)
  const { institution } = visit.place('letters.read')
  const search = (visit.query('q') ?? '').trim().slice(0, 100)
  const before = visit.query('before') === undefined ? null : uuid.safeParse(visit.query('before'))
  if (before && !before.success) throw new NotFound()
  const rows = await ordersPage(dbOf(visit), institution, search, before?.data ?? null, pageSize + 1)
  const orders = rows.slice(0, pageSize)
  const body = (
    <OrdersPage
      t={t}
      procedures={procedures}
      orders={orders}
      search={search}
      older={rows.length > pageSize ? (orders.at(-1)?.id ?? null) : null}
      first={before === null}
      mayWrite={visit.may('registers.write', institution)}
    />
  )
  return visit.show({ frame: 'desk', title: t('title'), current: '/desk/orders', body })
}

async function showNew(
  visit: Visit,
  procedure: Procedure,
  tried?: { readonly chosen: readonly string[]; readonly refusal: Refusal },
): Promise<Response> {
  const t = orderWords(visit.language)
  const { institution } = visit.place('registers.write')
  const cases = await freeCases(
    visit.within(institution),
    institution,
    procedure.name,
    procedure.orders?.stages ?? [],
    mostCases,
  )
  const body = (
    <NewOrderPage
      t={t}
      procedure={procedure}
      cases={cases}
      chosen={new Set(tried ? tried.chosen : cases.map(({ id }) => id))}
      requestKey={crypto.randomUUID()}
      refusal={tried?.refusal ?? null}
    />
  )
  return visit.show({ frame: 'desk', title: t('title'), current: '/desk/orders', body }, tried ? 409 : 200)
}

async function make(visit: Visit, procedure: Procedure): Promise<Response> {
  const typed = await visit.typed()
  const chosen = Object.keys(typed)
    .filter((name) => name.startsWith('case.') && uuid.safeParse(name.slice(5)).success)
    .map((name) => name.slice(5))
  const key = uuid.safeParse(typed.key)
  const outcome = await makeOrder(actOf(visit), procedure, chosen, key.success ? key.data : crypto.randomUUID())
  return outcome.ok
    ? visit.go(`/desk/orders/${outcome.value}`)
    : showNew(visit, procedure, { chosen, refusal: outcome.refusal })
}

async function show(visit: Visit, { order, procedure }: Known, slip: Slip | null = null): Promise<Response> {
  const db = dbOf(visit)
  const [cases, scans] = await Promise.all([casesOfOrder(db, order.id), scansOf(db, { order: order.id })])
  const mayWrite = visit.may('registers.write', visit.place('letters.read').institution)
  const body = (
    <OrderPage
      visit={visit}
      order={order}
      procedure={procedure}
      cases={cases}
      scans={scans}
      mayWrite={mayWrite}
      slip={slip}
    />
  )
  const page = { frame: 'desk', title: orderWords(visit.language)('title'), current: '/desk/orders', body } as const
  return visit.show(page, slip ? (slip.refusal ? 409 : 422) : 200)
}

async function sign(visit: Visit, known: Known): Promise<Response> {
  const form = await visit.form(signForm)
  const { typed } = form
  if (!form.ok) return show(visit, known, { form: 'sign', typed, problems: form.problems })
  const outcome = await registerOrder(actOf(visit), known.procedure, known.order.id, form.value)
  return answered(visit, known, outcome, { form: 'sign', typed })
}

async function remove(visit: Visit, known: Known): Promise<Response> {
  const typed = await visit.typed()
  const one = uuid.safeParse(typed.case)
  if (!one.success) throw new NotFound()
  return answered(visit, known, await takeOut(actOf(visit), known.order.id, one.data), { form: 'case' })
}

async function cancel(visit: Visit, known: Known): Promise<Response> {
  const form = await visit.form(cancelForm)
  const { typed } = form
  if (!form.ok) return show(visit, known, { form: 'cancel', typed, problems: form.problems })
  const outcome = await cancelOrder(actOf(visit), known.procedure, known.order.id, form.value.reason)
  return answered(visit, known, outcome, { form: 'cancel', typed })
}

async function addScan(visit: Visit, known: Known): Promise<Response> {
  const { order } = known
  const isOpen = order.number !== null && !order.cancelledAt
  if (!isOpen) throw new NotFound()
  const notTaken = await takeScans(visit, clerkOf(visit), { order: order.id })
  return notTaken.length > 0
    ? show(visit, known, { form: 'scan', notTaken })
    : visit.go(`/desk/orders/${order.id}#scans`)
}

async function answered(visit: Visit, known: Known, outcome: Outcome, slip: Slip): Promise<Response> {
  if (outcome.ok) return visit.go(`/desk/orders/${known.order.id}`)
  const { institution } = visit.place('letters.read')
  const order = await orderHere({ house: visit.house, institution }, known.order.id)
  return show(visit, { ...known, order }, { ...slip, refusal: outcome.refusal })
}

/** As it was signed; a draft is set anew, with room for number and day. */
async function sendFile(visit: Visit, { order, procedure }: Known): Promise<Response> {
  const { institution } = visit.place('letters.read')
  const db = dbOf(visit)
  const title = order.number ? `${order.number}` : 'draft'
  const kept = await signedOrder(db, order.id)
  if (kept.template && kept.registeredAt) {
    const content: JsonValue = JSON.parse(JSON.stringify(kept.content))
    const language = isLanguage(kept.language) ? kept.language : 'ru'
    return pdfPage(
      await typeset(kept.template, content, { title, language, madeAt: kept.registeredAt }),
      `order-${title.replaceAll('/', '-')}.pdf`,
    )
  }
  const cases = await casesOfOrder(db, order.id)
  const { language, content } = await contentOf({ house: visit.house, institution }, procedure, cases, null)
  return pdfPage(
    await typeset(await orderTemplate(), content, { title, language, madeAt: order.madeAt }),
    'order-draft.pdf',
  )
}

async function sendAnnex(visit: Visit, { order, procedure }: Known): Promise<Response> {
  const { institution } = visit.place('letters.read')
  const db = dbOf(visit)
  const exported = await recordExport(db, exportOf(visit, `orders.${procedure.name}`, 'xlsx'))
  const cases = await casesOfOrder(db, order.id)
  const { columns, rows } = await annexOf({ house: visit.house, institution }, procedure, cases, visit.language)
  const portions = async function* () {
    yield rows
    await endExport(db, exported, rows.length)
  }
  const sheet = {
    name: orderWords(visit.language)('cases'),
    columns: columns.map((title) => ({ title })),
    portions: portions(),
  }
  return sheetAnswer(visit, sheet, 'xlsx', `order-${(order.number ?? 'draft').replace(/[^\w-]+/g, '-')}`)
}
