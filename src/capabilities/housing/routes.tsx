import { z } from 'zod'
import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { deskAct, nameOfPerson, type Tried } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { registerAgain } from '../registrations/index.ts'
import { type Act, endPlace, givePlace, movePlace, type Wanted } from './actions.ts'
import { GivePage, PricePage } from './forms.tsx'
import { giveAddress, HostelPage, housingAddress, placeAddress } from './list-page.tsx'
import { nothingTried, PlacePage } from './place-page.tsx'
import { endForm, type Hostel, type Place, payForm, placeForm, priceForm, readMoney, voidForm } from './rules.ts'
import {
  addPrice,
  findPlace,
  hostelsOf,
  insertPayment,
  paymentsOf,
  placesFrom,
  voidPayment,
  waitingForPlace,
} from './store.ts'
import { housingWords } from './words.ts'

/** The hostels at the desk: who lives where, since when, and what is paid and owed. */
export function deskRoutes(): Routes {
  const place = `${housingAddress}/places/:id`
  return new Routes()
    .get(housingAddress, may('cases.read'), showList)
    .get(`${housingAddress}/give/:person`, may('cases.work'), async (visit) => showGive(visit, await personHere(visit)))
    .post(`${housingAddress}/give/:person`, may('cases.work'), give)
    .get(place, may('cases.read'), async (visit) => showPlace(visit, await placeHere(visit)))
    .get(`${place}/move`, may('cases.work'), async (visit) => showMove(visit, await placeHere(visit)))
    .post(`${place}/move`, may('cases.work'), move)
    .post(`${place}/end`, may('cases.work'), end)
    .post(`${place}/payments`, may('cases.work'), pay)
    .post(`${place}/payments/:payment/void`, may('cases.work'), takeBack)
    .get(`${housingAddress}/:hostel`, may('cases.work'), async (visit) => showPrices(visit, await hostelHere(visit)))
    .post(`${housingAddress}/:hostel`, may('office.edit'), setPrice)
}

const institutionOf = (visit: Visit) => visit.place('cases.read').institution
const dbOf = (visit: Visit) => visit.within(institutionOf(visit))

async function actOf(visit: Visit): Promise<Act> {
  const { institution } = visit.place('cases.work')
  return { house: visit.house, institution, by: visit.by, law: await lawOfToday(visit.house, institution) }
}

async function placeHere(visit: Visit): Promise<Place> {
  const place = await findPlace(dbOf(visit), visit.param('id'))
  if (!place) throw new NotFound()
  return place
}

async function hostelHere(visit: Visit): Promise<Hostel> {
  const hostel = (await hostelsOf(dbOf(visit))).find(({ id }) => id === visit.param('hostel'))
  if (!hostel) throw new NotFound()
  return hostel
}

async function personHere(visit: Visit) {
  const id = visit.param('person')
  const name = await nameOfPerson(dbOf(visit), id)
  if (!name) throw new NotFound()
  return { id, name }
}

async function showList(visit: Visit): Promise<Response> {
  const db = dbOf(visit)
  const t = housingWords(visit.language)
  const today = visit.house.clock.today()
  const [hostels, all, waiting] = await Promise.all([hostelsOf(db), placesFrom(db, today), waitingForPlace(db)])
  const search = (visit.query('q') ?? '').slice(0, 200).toWellFormed()
  const wanted = foldWords(search)
  const places = all.filter(({ person, room }) => {
    const words = foldWords(`${person} ${room}`)
    return wanted.every((word) => words.some((one) => one.startsWith(word)))
  })
  const payments = await paymentsOf(
    db,
    places.map(({ id }) => id),
  )
  const mayWork = visit.may('cases.work', institutionOf(visit))
  const props = { t, today, hostels, places, payments, waiting, search, mayWork }
  const body = <HostelPage {...props} />
  return visit.show({ frame: 'desk', title: t('list.title'), current: housingAddress, body })
}

async function showGive(visit: Visit, person: { id: string; name: string }, tried: Tried = nothingTried) {
  const t = housingWords(visit.language)
  const action = giveAddress(person.id)
  const form = { what: 'give', person: person.name, action, back: housingAddress } as const
  return showForm(visit, t('give.title'), form, tried)
}

async function showMove(visit: Visit, place: Place, tried?: Tried) {
  const t = housingWords(visit.language)
  const here = placeAddress(place)
  const form = { what: 'move', person: place.person, action: `${here}/move`, back: here } as const
  return showForm(visit, t('move.title'), form, tried ?? { typed: { hostel: place.hostelId }, problems: [] })
}

type FormPlace = Pick<Parameters<typeof GivePage>[0], 'what' | 'person' | 'action' | 'back'>

async function showForm(visit: Visit, title: string, form: FormPlace, tried: Tried) {
  const [hostels, law] = await Promise.all([hostelsOf(dbOf(visit)), lawOfToday(visit.house, institutionOf(visit))])
  const id = isUuid(tried.typed.id ?? '') ? (tried.typed.id ?? '') : crypto.randomUUID()
  const props = { t: housingWords(visit.language), law, hostels, id, tried, ...form }
  const body = <GivePage {...props} />
  return visit.show({ frame: 'desk', title, current: housingAddress, body }, tried.problems.length > 0 ? 422 : 200)
}

const withId = placeForm.extend({ id: z.uuid() })
type Checked =
  | { readonly ok: true; readonly wanted: Wanted; readonly typed: Typed }
  | { readonly ok: false; readonly typed: Typed; readonly problems: readonly Problem[] }

async function readPlace(visit: Visit, personId: string): Promise<Checked> {
  const form = await visit.form(withId)
  if (!form.ok) return form
  const { id, hostel, room, from, to } = form.value
  return { ok: true, typed: form.typed, wanted: { id, personId, hostelId: hostel, room, from, to } }
}

async function give(visit: Visit): Promise<Response> {
  const person = await personHere(visit)
  const read = await readPlace(visit, person.id)
  if (!read.ok) return showGive(visit, person, read)
  const problems = await givePlace(await actOf(visit), read.wanted)
  if (problems.length > 0) return showGive(visit, person, { typed: read.typed, problems })
  await registerAgain(deskAct(visit), person.id, 'address', read.wanted.from)
  return visit.go(placeAddress(read.wanted))
}

async function move(visit: Visit): Promise<Response> {
  const place = await placeHere(visit)
  const read = await readPlace(visit, place.personId)
  if (!read.ok) return showMove(visit, place, read)
  const problems = await movePlace(await actOf(visit), place, read.wanted)
  if (problems.length > 0) return showMove(visit, place, { typed: read.typed, problems })
  await registerAgain(deskAct(visit), place.personId, 'address', read.wanted.from)
  return visit.go(placeAddress(read.wanted))
}

interface PlaceSlips {
  readonly pay?: Tried
  readonly end?: Tried
  readonly void?: Tried
  readonly voided?: string
}

async function showPlace(visit: Visit, place: Place, slips: PlaceSlips = {}): Promise<Response> {
  const db = dbOf(visit)
  const t = housingWords(visit.language)
  const [hostels, payments, law] = await Promise.all([
    hostelsOf(db),
    paymentsOf(db, [place.id]),
    lawOfToday(visit.house, institutionOf(visit)),
  ])
  const hostel = hostels.find(({ id }) => id === place.hostelId)
  if (!hostel) throw new NotFound()
  const tried = { pay: slips.pay ?? nothingTried, end: slips.end ?? nothingTried, void: slips.void ?? nothingTried }
  const body = (
    <PlacePage
      t={t}
      law={law}
      place={place}
      hostel={hostel}
      payments={payments.get(place.id) ?? []}
      mayWork={visit.may('cases.work', institutionOf(visit))}
      payKey={slips.pay?.typed.key ?? crypto.randomUUID()}
      tried={tried}
      voided={slips.voided ?? null}
    />
  )
  const status = Object.values(tried).some(({ problems }) => problems.length > 0) ? 422 : 200
  return visit.show({ frame: 'desk', title: place.person, current: housingAddress, body }, status)
}

async function end(visit: Visit): Promise<Response> {
  const place = await placeHere(visit)
  const form = await visit.form(endForm)
  if (!form.ok) return showPlace(visit, place, { end: form })
  const problems = await endPlace(await actOf(visit), place, form.value.on)
  return problems.length > 0
    ? showPlace(visit, place, { end: { typed: form.typed, problems } })
    : visit.go(placeAddress(place))
}

async function pay(visit: Visit): Promise<Response> {
  const place = await placeHere(visit)
  const form = await visit.form(payForm)
  if (!form.ok) return showPlace(visit, place, { pay: form })
  const { amount, paid, receipt, key } = form.value
  const minor = readMoney(amount)
  const problems = payProblems(minor, paid > visit.house.clock.today(), isUuid(key))
  if (minor === null || problems.length > 0) return showPlace(visit, place, { pay: { typed: form.typed, problems } })
  const { institution } = visit.place('cases.work')
  await insertPayment(visit.within(institution), {
    ...{ institution, id: key, placeId: place.id, amount: minor, paidOn: paid, receipt },
    ...{ at: visit.house.clock.now(), by: visit.by.name },
  })
  return visit.go(placeAddress(place))
}

function payProblems(minor: number | null, later: boolean, keyed: boolean): Problem[] {
  if (minor === null || !keyed) return [{ field: 'amount', key: 'pay.noSum' }]
  return later ? [{ field: 'paid', key: 'pay.later' }] : []
}

async function takeBack(visit: Visit): Promise<Response> {
  const place = await placeHere(visit)
  const payment = visit.param('payment')
  const db = visit.within(visit.place('cases.work').institution)
  const known = ((await paymentsOf(db, [place.id])).get(place.id) ?? []).some(({ id }) => id === payment)
  if (!known) throw new NotFound()
  const form = await visit.form(voidForm)
  if (!form.ok) return showPlace(visit, place, { void: form, voided: payment })
  await voidPayment(db, payment, form.value.why, visit.by.name, visit.house.clock.now())
  return visit.go(placeAddress(place))
}

async function showPrices(visit: Visit, hostel: Hostel, tried: Tried = nothingTried): Promise<Response> {
  const t = housingWords(visit.language)
  const body = (
    <PricePage t={t} law={await lawOfToday(visit.house, institutionOf(visit))} hostel={hostel} tried={tried} />
  )
  const page = { frame: 'desk', title: hostel.name[t.language], current: housingAddress, body } as const
  return visit.show(page, tried.problems.length > 0 ? 422 : 200)
}

async function setPrice(visit: Visit): Promise<Response> {
  const hostel = await hostelHere(visit)
  const form = await visit.form(priceForm)
  if (!form.ok) return showPrices(visit, hostel, form)
  const { amount, since } = form.value
  const minor = readMoney(amount)
  const slip = (field: string, key: string) =>
    showPrices(visit, hostel, { typed: form.typed, problems: [{ field, key }] })
  if (minor === null) return slip('amount', 'pay.noSum')
  // Months that have been counted keep their price.
  if (since < visit.house.clock.today()) return slip('since', 'price.past')
  const { institution } = visit.place('office.edit')
  const price = { since, amount: minor, currency: hostel.prices.at(-1)?.currency ?? 'KGS' }
  const added = await addPrice(visit.within(institution), institution, hostel.id, price, visit.by.name)
  return added ? visit.go(`${housingAddress}/${hostel.id}`) : slip('since', 'price.twice')
}
