import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { optionalTextFrom, textFrom } from '../../platform/database/json.ts'
import { type Day, day } from '../../platform/days.ts'
import type { Hostel, Payment, Place, Price } from './rules.ts'

/** @param db the institution's own scope */
export async function hostelsOf(db: Db): Promise<Hostel[]> {
  const [rows, prices] = await Promise.all([
    db.selectFrom('hostels').selectAll().orderBy('sort_order').orderBy('id').execute(),
    db.selectFrom('hostel_prices').selectAll().orderBy('since').execute(),
  ])
  return rows.map((row) => ({
    id: row.id,
    name: textFrom(row.name),
    address: optionalTextFrom(row.address),
    seatsPerRoom: row.seats_per_room,
    beds: row.beds,
    note: optionalTextFrom(row.note),
    prices: prices
      .filter(({ hostel_id }) => hostel_id === row.id)
      .map(({ since, amount, currency }) => ({ since: day(since), amount, currency })),
  }))
}

const selected = (db: Db) =>
  db
    .selectFrom('hostel_places as place')
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'place.institution_id').onRef('persons.id', '=', 'place.person_id'),
    )
    .selectAll('place')
    .select('persons.shown_as')

type Row = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>

const placeOf = (row: Row): Place => ({
  id: row.id,
  hostelId: row.hostel_id,
  personId: row.person_id,
  person: row.shown_as,
  room: row.room,
  from: day(row.from_on),
  to: row.to_on ? day(row.to_on) : null,
  recordId: row.record_id,
  givenBy: row.given_by,
})

/** Places that hold on a day or later, by hostel and room. */
export async function placesFrom(db: Db, from: Day): Promise<Place[]> {
  const rows = await selected(db)
    .where(({ or, eb }) => or([eb('place.to_on', 'is', null), eb('place.to_on', '>=', from)]))
    .orderBy('place.hostel_id')
    .orderBy('place.room')
    .orderBy('persons.shown_as')
    .execute()
  return rows.map(placeOf)
}

/** Every place of a person, the newest first. */
export async function placesOfPerson(db: Db, records: readonly string[]): Promise<Place[]> {
  const rows = await selected(db)
    .where(sql<boolean>`place.person_id = any(${records}::uuid[])`)
    .orderBy('place.from_on', 'desc')
    .execute()
  return rows.map(placeOf)
}

export async function findPlace(db: Db, id: string): Promise<Place | null> {
  const row = isUuid(id) ? await selected(db).where('place.id', '=', id).executeTakeFirst() : undefined
  return row ? placeOf(row) : null
}

/** Of the places, what was paid, the newest first. */
export async function paymentsOf(db: Db, places: readonly string[]): Promise<ReadonlyMap<string, Payment[]>> {
  const rows = await db
    .selectFrom('hostel_payments')
    .selectAll()
    .where(sql<boolean>`place_id = any(${places}::uuid[])`)
    .orderBy('paid_on', 'desc')
    .orderBy('at', 'desc')
    .execute()
  const payments = rows.map((row) => ({
    place: row.place_id,
    id: row.id,
    amount: row.amount,
    paidOn: day(row.paid_on),
    receipt: row.receipt,
    byName: row.by_name,
    voidWhy: row.void_why,
  }))
  return Map.groupBy(payments, ({ place }) => place)
}

export interface Waiting {
  readonly personId: string
  readonly studentId: string
  readonly name: string
}

/** Students who asked for a place when they accepted theirs, and have had none. */
export async function waitingForPlace(db: Db): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('student_needs as needs')
    .innerJoin('students', (join) =>
      join.onRef('students.institution_id', '=', 'needs.institution_id').onRef('students.id', '=', 'needs.student_id'),
    )
    .innerJoin('persons', (join) =>
      join
        .onRef('persons.institution_id', '=', 'students.institution_id')
        .onRef('persons.id', '=', 'students.person_id'),
    )
    .select(['students.id as studentId', 'students.person_id as personId', 'persons.shown_as as name'])
    .where('needs.hostel', '=', true)
    .where('students.state', 'in', ['accepted', 'enrolled', 'on-leave'])
    .where(
      sql<boolean>`not exists (select from hostel_places of where of.person_id = students.person_id
        and of.institution_id = students.institution_id)`,
    )
    .orderBy('persons.shown_as')
    .execute()
  return rows
}

/** Two officers who give the last bed come one after the other. */
export async function oneAtATime(tx: Tx, institution: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`housing.${institution}`}))`.execute(tx)
}

export interface NewPlace {
  readonly institution: string
  readonly id: string
  readonly hostelId: string
  readonly personId: string
  readonly room: string
  readonly from: Day
  readonly to: Day | null
  readonly recordId: string
  readonly at: Date
  readonly by: string
}

/** Null: the same form has given the place already. */
export async function insertPlace(tx: Tx, given: NewPlace): Promise<string | null> {
  const row = await tx
    .insertInto('hostel_places')
    .values({
      institution_id: given.institution,
      id: given.id,
      hostel_id: given.hostelId,
      person_id: given.personId,
      room: given.room,
      from_on: given.from,
      to_on: given.to,
      record_id: given.recordId,
      given_at: given.at,
      given_by: given.by,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function setLastDay(tx: Tx, id: string, on: Day, by: string): Promise<void> {
  await tx.updateTable('hostel_places').set({ to_on: on, ended_by: by }).where('id', '=', id).execute()
}

export interface NewPayment {
  readonly institution: string
  readonly id: string
  readonly placeId: string
  readonly amount: number
  readonly paidOn: Day
  readonly receipt: string
  readonly at: Date
  readonly by: string
}

export async function insertPayment(db: Db, given: NewPayment): Promise<void> {
  await db
    .insertInto('hostel_payments')
    .values({
      institution_id: given.institution,
      id: given.id,
      place_id: given.placeId,
      amount: given.amount,
      paid_on: given.paidOn,
      receipt: given.receipt,
      at: given.at,
      by_name: given.by,
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .execute()
}

export async function voidPayment(db: Db, id: string, why: string, by: string, at: Date): Promise<void> {
  await db
    .updateTable('hostel_payments')
    .set({ void_at: at, void_by: by, void_why: why })
    .where('id', '=', id)
    .where('void_at', 'is', null)
    .execute()
}

/** A price from a day on. False: that day has one already. */
export async function addPrice(db: Db, institution: string, hostelId: string, price: Price, by: string) {
  const row = await db
    .insertInto('hostel_prices')
    .values({ institution_id: institution, hostel_id: hostelId, ...price, by_name: by })
    .onConflict((conflict) => conflict.columns(['institution_id', 'hostel_id', 'since']).doNothing())
    .returning('since')
    .executeTakeFirst()
  return row !== undefined
}
