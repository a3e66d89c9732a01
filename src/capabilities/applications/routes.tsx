import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { admission, ownAnswers, partsAnswered } from '../admission/index.ts'
import { actOf, addressOf, isEditable, myViews, openCase, ownView, takeStep, type View } from '../cases/index.ts'
import { findInstitution, listInstitutions } from '../institutions/index.ts'
import { AnotherPage } from './pages.tsx'
import { anotherForm, choicesOf, leavingStep, moved, type Order, ownApplications, placeToDecideAbout } from './rules.ts'
import { insertTakenOver, orderOf, saveOrder } from './store.ts'
import { offersFor, takeOver } from './taking-over.ts'
import { applicationsWords } from './words.ts'

/** Another application without typing twice, the order of choice, and what becomes of the others when a place is accepted. */
export function applicationsRoutes(): Routes {
  return new Routes()
    .get('/my/another', signedIn, (visit) => showAnother(visit))
    .post('/my/another', signedIn, beginAnother)
    .post('/my/order', signedIn, move)
    .post('/my/order/count', signedIn, (visit) =>
      change(visit, (order, ids, typed) => ({ ...order, ids, tellsCount: typed.tells === 'yes' })),
    )
    .post('/my/others/kept', signedIn, keepOthers)
    .post('/my/others/withdrawal', signedIn, withdrawOthers)
    .post('/my/:institution/:id/copies', signedIn, takeOverPapers)
}

const mine = async (visit: Visit) => ownApplications(await myViews(visit.house, visit, [admission]))

async function showAnother(visit: Visit, typed: Typed = {}, problems: readonly Problem[] = []) {
  const t = applicationsWords(visit.language)
  const kept = problems.some(({ field }) => field === 'key') ? undefined : typed.key
  const body = (
    <AnotherPage
      t={t}
      institutions={await listInstitutions(visit.house.database.shared)}
      sources={await mine(visit)}
      typed={typed}
      problems={problems}
      formKey={kept ?? crypto.randomUUID()}
    />
  )
  return visit.show({ frame: 'my', title: t('another.title'), body }, problems.length > 0 ? 422 : 200)
}

async function beginAnother(visit: Visit) {
  const { house, language } = visit
  const { accountId, email, name } = visit.account
  const form = await visit.form(anotherForm)
  if (!form.ok) return showAnother(visit, form.typed, form.problems)
  const institution = await findInstitution(house.database.shared, form.value.institution)
  if (!institution) return showAnother(visit, form.typed, [{ field: 'institution', key: 'form.choose' }])
  const source = (await mine(visit)).find(({ standing }) => standing.id === form.value.from)
  if (form.value.from && !source) return showAnother(visit, form.typed, [{ field: 'from', key: 'form.choose' }])
  const by = { id: accountId, name: name || email, role: 'subject' }
  const id = await openCase({ house, institution: institution.id, by, party: 'subject' }, admission, {
    ...{ accountId, email, language, requestKey: form.value.key },
    typed: { ...ownAnswers(source?.standing.typed ?? {}), mail: email },
  })
  const sections = partsAnswered(source?.standing.typed ?? {})
  if (source && sections.length > 0) {
    const from = { institution: source.standing.institution, from: source.standing.id }
    const at = house.clock.now()
    await insertTakenOver(house.database.shared, { caseId: id, accountId, ...from, sections, at })
  }
  return visit.go(`/my/${institution.id}/${id}`)
}

/** Changes the order as the form saw it; a form of an older page changes nothing. */
async function change(visit: Visit, how: (order: Order, ids: readonly string[], typed: Typed) => Order) {
  const { shared } = visit.house.database
  const typed = await visit.typed()
  const order = await orderOf(shared, visit.account.accountId)
  const ids = choicesOf(await mine(visit), order).map(({ standing }) => standing.id)
  if (Number(typed.version) === order.version) await saveOrder(shared, visit.account.accountId, how(order, ids, typed))
  return visit.go('/my')
}

function move(visit: Visit) {
  return change(visit, (order, ids, { up, down }) => ({
    ...order,
    ids: moved(ids, up ?? down ?? '', up === undefined ? 1 : -1),
  }))
}

async function keepOthers(visit: Visit) {
  const { shared } = visit.house.database
  const { after } = await visit.typed()
  const order = await orderOf(shared, visit.account.accountId)
  const accepted = placeToDecideAbout(await mine(visit), order)
  if (accepted && accepted.standing.id === after)
    await saveOrder(shared, visit.account.accountId, { ...order, keptAfter: accepted.standing.id })
  return visit.go('/my')
}

async function withdrawOthers(visit: Visit) {
  const { after, cases = '' } = await visit.typed()
  const views = await mine(visit)
  const order = await orderOf(visit.house.database.shared, visit.account.accountId)
  if (placeToDecideAbout(views, order)?.standing.id !== after) return visit.go('/my')
  // Those that stood on the page, and no application that was begun since.
  const shown = cases.split(' ')
  for (const view of choicesOf(views, order)) if (shown.includes(view.standing.id)) await leave(visit, view)
  return visit.go('/my')
}

async function leave(visit: Visit, view: View) {
  const name = leavingStep(view)
  const { id, version } = view.standing
  if (name) await takeStep(actOf(visit, view), view.procedure, id, { name, typed: {}, version })
}

async function takeOverPapers(visit: Visit) {
  const view = await ownView(visit, [admission])
  if (view.acting) throw new NotFound()
  if (!isEditable(view.procedure, view.standing.stage)) return visit.go(addressOf(view))
  const typed = await visit.typed()
  const offers = await offersFor(visit.house, view, visit.account.accountId)
  const chosen = offers.filter(({ type }) => typed[`paper-${type}`] === 'yes')
  await takeOver(actOf(visit, view), view, chosen)
  return visit.go(chosen.length > 0 ? `${addressOf(view)}/documents` : addressOf(view))
}
