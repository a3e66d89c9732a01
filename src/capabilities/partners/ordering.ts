import { sql } from 'kysely'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import { changing, oneAtATime, type PartnerAct } from './act.ts'
import type { Partner } from './rules.ts'
import { readShown } from './store.ts'

/** The order as a form shows it: who put another one meanwhile is noticed by it. */
export const orderSeen = (partners: readonly Partner[]) => partners.map(({ id }) => id.slice(-8)).join('')

/**
 * The order that a form asks for: one moved up or down a place, or each to the number typed at it.
 * @returns ids; what has no number that is one keeps its place among its neighbours
 */
export function orderAsked(ids: readonly string[], typed: Typed): string[] {
  const moved = typed.up ?? typed.down
  const at = ids.indexOf(moved ?? '')
  const to = typed.up ? at - 1 : at + 1
  if (moved !== undefined) {
    if (at < 0 || to < 0 || to >= ids.length) return [...ids]
    return ids.toSpliced(at, 1).toSpliced(to, 0, moved)
  }
  const wanted = ids.map((id, place) => {
    const number = Number(typed[`order.${id}`])
    const isMoved = Number.isInteger(number) && number > 0 && number !== place + 1
    // Whoever is put at a place stands before the one who stood there when it moves up, behind it when it moves down.
    return { id, key: isMoved ? number - 1 + (number - 1 < place ? -0.5 : 0.5) : place }
  })
  return wanted.toSorted((one, other) => one.key - other.key).map(({ id }) => id)
}

/** Puts the partners of the public page in an order. @param seen the order on the form */
export async function putInOrder(act: PartnerAct, typed: Typed): Promise<Outcome> {
  return changing(act, 'order', async (tx) => {
    await oneAtATime(tx, act.institution)
    const shown = await readShown(tx)
    if (orderSeen(shown) !== typed.seen) return refuse('order.changed')
    const before = shown.map(({ id }) => id)
    const after = orderAsked(before, typed)
    if (after.every((id, at) => id === before[at])) return done
    await sql`
      update partners set order_place = put.place
      from unnest(${after}::uuid[]) with ordinality put (id, place)
      where partners.id = put.id`.execute(tx)
    return { before: { order: before }, after: { order: after } }
  })
}
