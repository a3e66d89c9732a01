import { z } from 'zod'
import { addMonths, type Day } from '../../platform/days.ts'
import { dayField, line, listed, optionalDay, optionalLine } from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'
import type { Text } from '../../platform/words/languages.ts'

/** What one place costs a month from a day on, in minor units of the currency. */
export interface Price {
  readonly since: Day
  readonly amount: number
  readonly currency: string
}

export interface Hostel {
  readonly id: string
  readonly name: Text
  readonly address: Text | null
  readonly seatsPerRoom: number | null
  readonly beds: number | null
  readonly note: Text | null
  /** The earliest first. */
  readonly prices: readonly Price[]
}

/** A place in a hostel that somebody has, or had. */
export interface Place {
  readonly id: string
  readonly hostelId: string
  readonly personId: string
  readonly person: string
  readonly room: string
  readonly from: Day
  /** The last day. */
  readonly to: Day | null
  readonly recordId: string | null
  readonly givenBy: string
}

export interface Payment {
  readonly id: string
  /** Minor units. */
  readonly amount: number
  readonly paidOn: Day
  readonly receipt: string
  readonly byName: string
  readonly voidWhy: string | null
}

/** A month of a place: its first day and what it costs; null where no price was known on that day. */
export interface Month {
  readonly first: Day
  readonly price: Price | null
}

/**
 * The months of a place that have begun by a day, each at the price of its first day. A month begins on the day of the month on
 * which the place was given; where the month has no such day, on its last.
 */
export function monthsOf({ from, to }: Pick<Place, 'from' | 'to'>, prices: readonly Price[], today: Day): Month[] {
  const months: Month[] = []
  for (let at = 0; ; at += 1) {
    const first = addMonths(from, at)
    if (first > today || (to && first > to)) return months
    months.push({ first, price: prices.findLast(({ since }) => since <= first) ?? null })
  }
}

/** What a place has cost by today, what was paid, and what is owed: minor units; less than nothing owed was paid ahead. */
export function balanceOf(months: readonly Month[], payments: readonly Payment[]) {
  const cost = months.reduce((sum, { price }) => sum + (price?.amount ?? 0), 0)
  const paid = payments.reduce((sum, { amount, voidWhy }) => sum + (voidWhy === null ? amount : 0), 0)
  return { cost, paid, owed: cost - paid }
}

/** Do two places hold on a common day? */
export function overlap(one: Pick<Place, 'from' | 'to'>, other: Pick<Place, 'from' | 'to'>): boolean {
  return (!one.to || other.from <= one.to) && (!other.to || one.from <= other.to)
}

export const placeForm = z.object({ hostel: listed(), room: line(40), from: dayField(), to: optionalDay() })
export const endForm = z.object({ on: dayField() })
export const payForm = z.object({ amount: line(20), paid: dayField(), receipt: optionalLine(60), key: line(40) })
export const voidForm = z.object({ why: line(200) })
export const priceForm = z.object({ amount: line(20), since: dayField() })

interface Wanted {
  readonly from: Day
  readonly to: Day | null
  readonly room: string
  readonly personId: string
}

/** Why a place can't be given so: days, the person's other place, a full room or hostel. */
export function placeProblems(wanted: Wanted, hostel: Hostel, others: readonly Place[]): Problem[] {
  if (wanted.to && wanted.to < wanted.from) return [{ field: 'to', key: 'place.endsBefore' }]
  const meanwhile = others.filter((one) => overlap(one, wanted))
  if (meanwhile.some(({ personId }) => personId === wanted.personId)) return [{ field: 'from', key: 'place.hasOne' }]
  const here = meanwhile.filter(({ hostelId }) => hostelId === hostel.id)
  const inRoom = here.filter(({ room }) => room.toLowerCase() === wanted.room.toLowerCase()).length
  if (hostel.seatsPerRoom !== null && inRoom >= hostel.seatsPerRoom)
    return [{ field: 'room', key: 'place.roomFull', params: { count: hostel.seatsPerRoom } }]
  return hostel.beds !== null && here.length >= hostel.beds ? [{ field: 'hostel', key: 'place.full' }] : []
}

/** `3000`, `3 000,50`, `3000.5`: minor units; null for anything else, for nothing and for sums nobody pays for a bed. */
export function readMoney(typed: string): number | null {
  const plain = typed.replaceAll(/[\s\u00a0]/g, '').replace(',', '.')
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(plain)) return null
  const minor = Math.round(Number(plain) * 100)
  return minor > 0 ? minor : null
}
