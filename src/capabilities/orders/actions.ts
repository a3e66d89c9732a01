import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { done, got, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { dayField, line, longText } from '../../platform/web/fields.ts'
import { type Act, groundOf, holdCase, type Procedure, record } from '../cases/index.ts'
import { contentOf, orderTemplate } from './content.ts'
import {
  casesOfOrder,
  findOrder,
  freeCases,
  holdCases,
  holdOrder,
  insertOrder,
  inTurn,
  isNumberTaken,
  type Order,
  orderOfRequest,
  removeCase,
  saveCancelled,
  saveSigned,
} from './store.ts'

/** More than a faculty admits in a summer; what is left over goes into the next order. */
export const mostCases = 300

export const signForm = z.object({ number: line(40), signedOn: dayField() })
export const cancelForm = z.object({ reason: longText(1000) })

/** Makes a draft from cases that no other order holds. The same form twice makes one. */
export function makeOrder(
  { house, institution, by }: Act,
  procedure: Procedure,
  chosen: readonly string[],
  requestKey: string,
): Promise<Outcome<string>> {
  const stages = procedure.orders?.stages ?? []
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx): Promise<Outcome<string>> => {
      await inTurn(tx, requestKey)
      const before = await orderOfRequest(tx, requestKey)
      if (before) return got(before)
      if (chosen.length === 0) return refuse('order.nobody')
      await holdCases(tx, chosen)
      const free = new Set((await freeCases(tx, institution, procedure.name, stages, mostCases)).map(({ id }) => id))
      if (!chosen.every((id) => free.has(id))) return refuse('order.taken')
      const made = { institution, procedure: procedure.name, requestKey, at: house.clock.now(), by }
      return got(await insertOrder(tx, made, chosen))
    })
}

/** Takes a case out of a draft; the last one stays, for an order about nobody is cancelled instead. */
export function takeOut({ house, institution }: Act, orderId: string, caseId: string): Promise<Outcome> {
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx): Promise<Outcome> => {
      const order = draftOf(await holdOrder(tx, orderId))
      if (!order) return refuse('order.closed')
      if (order.count < 2) return refuse('order.last')
      await removeCase(tx, orderId, caseId)
      return done
    })
}

/**
 * Registers that the rector has signed: number and day as the chancery gave them. What the order says is kept from here on,
 * and every case it decides has it in its history.
 */
export async function registerOrder(
  act: Act,
  procedure: Procedure,
  orderId: string,
  signed: { readonly number: string; readonly signedOn: Day },
): Promise<Outcome> {
  const { house, institution, by } = act
  const { number, signedOn } = signed
  if (signedOn > house.clock.today()) return refuse('order.later')
  const db = house.database.within(institution)
  const cases = await casesOfOrder(db, orderId)
  const { language, content } = await contentOf(act, procedure, cases, { number, on: signedOn })
  const [template, ground] = await Promise.all([orderTemplate(), groundOf(house, institution, procedure)])
  return db.transaction().execute(async (tx): Promise<Outcome> => {
    await inTurn(tx, `orders of ${institution}`)
    const order = draftOf(await holdOrder(tx, orderId))
    if (!order) return refuse('order.closed')
    // Read before the transaction: somebody may have taken a case out since, or moved one on.
    const now = await casesOfOrder(tx, orderId)
    if (now.map(({ id }) => id).join() !== cases.map(({ id }) => id).join()) return refuse('order.changed')
    const moved = now.find(({ stage }) => !procedure.orders?.stages.includes(stage))
    if (moved) return refuse('order.moved', { params: { name: moved.title } })
    if (await isNumberTaken(tx, institution, Number(signedOn.slice(0, 4)), number)) return refuse('order.numberTaken')
    await saveSigned(tx, orderId, {
      number,
      signedOn,
      at: house.clock.now(),
      byName: by.name,
      template,
      content,
      language,
    })
    for (const { id } of now) {
      const held = await holdCase(tx, id)
      if (held)
        await record(tx, act, ground, procedure, held, { action: 'order.signed', input: { order: orderId, number } })
    }
    return done
  })
}

/** Cancels an order, drafted or signed; its cases are free for another one. */
export async function cancelOrder(act: Act, procedure: Procedure, orderId: string, reason: string): Promise<Outcome> {
  const { house, institution, by } = act
  const ground = await groundOf(house, institution, procedure)
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx): Promise<Outcome> => {
      const order = await holdOrder(tx, orderId)
      if (!order) throw new NotFound()
      if (order.cancelledAt) return refuse('order.closed')
      await saveCancelled(tx, orderId, { at: house.clock.now(), byName: by.name, because: reason })
      for (const { id } of order.number ? await casesOfOrder(tx, orderId) : []) {
        const held = await holdCase(tx, id)
        const input = { order: orderId, number: order.number ?? '', reason }
        if (held) await record(tx, act, ground, procedure, held, { action: 'order.cancelled', input })
      }
      return done
    })
}

function draftOf(order: Order | null): Order | null {
  if (!order) throw new NotFound()
  return order.number || order.cancelledAt ? null : order
}

/** The order of an address, of one's own institution. */
export async function orderHere(act: Pick<Act, 'house' | 'institution'>, id: string): Promise<Order> {
  const order = await findOrder(act.house.database.within(act.institution), id)
  if (!order) throw new NotFound()
  return order
}
