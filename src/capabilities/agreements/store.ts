import { type RawBuilder, type Selectable, sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { optionalTextFrom, stringAt, textFrom, toJson, valueAt } from '../../platform/database/json.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { addDays, type Day, day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Text } from '../../platform/words/languages.ts'
import {
  type Agreement,
  type AgreementFilter,
  type AgreementParty,
  type AgreementPlaces,
  agreementKinds,
  countriesOf,
  endOf,
  exchangeKinds,
  keptStates,
  type Region,
  regions,
  searchWords,
  stateOn,
  usualLeads,
} from './rules.ts'

/** On which day the agreements are read, and how early before its end one is ending. */
export interface Reading {
  readonly today: Day
  /** Days. */
  readonly lead: number
}

type Row = Selectable<Tables['agreements']>

const dayOrNull = (text: string | null) => (text ? day(text) : null)

function agreementFrom(row: Row, parties: readonly AgreementParty[], { today, lead }: Reading): Agreement {
  const one = {
    ...{ id: row.id, number: row.number, key: row.key, title: textFrom(row.title), caseId: row.case_id, parties },
    kind: agreementKinds.find((kind) => kind === row.kind) ?? 'other',
    keptState: keptStates.find((state) => state === row.state) ?? 'proposed',
    ...{ signedOn: dayOrNull(row.signed_on), signedYear: row.signed_year, from: dayOrNull(row.from_day) },
    ...{ until: dayOrNull(row.until_day), renewsItself: row.renews_itself, renewMonths: row.renew_months },
    ...{ noticeDays: row.notice_days, condition: optionalTextFrom(row.condition), lookOn: dayOrNull(row.look_on) },
    ...{ subject: optionalTextFrom(row.subject), fields: row.fields, specialties: row.specialties, unit: row.unit },
    exchange: exchangeKinds.filter((kind) => row.exchange.includes(kind)),
    places: placesFrom(row.places),
    ...{ renewsId: row.renews_id, renewedBy: row.renewed_by, contact: row.contact, note: row.note },
    ...{ endedOn: dayOrNull(row.ended_on), endedWhy: row.ended_why, isPublic: row.is_public },
    ...{ quote: stringAt(row.source, 'quote') || null, version: row.version },
  }
  return { ...one, endsOn: endOf(one, today), state: stateOn(one, today, lead) }
}

function placesFrom(value: unknown): AgreementPlaces[] {
  if (!Array.isArray(value)) return []
  const number = (one: unknown, name: string) => {
    const found = valueAt(one, name)
    return typeof found === 'number' ? found : null
  }
  return value.map((one) => ({
    direction: stringAt(one, 'direction') === 'in' ? 'in' : 'out',
    level: stringAt(one, 'level') || null,
    perYear: number(one, 'perYear') ?? 0,
    months: number(one, 'months'),
  }))
}

const found = (db: Db) =>
  db.selectFrom('agreements').selectAll('agreements').where('agreements.archived_at', 'is', null)

async function withParties(db: Db, rows: readonly Row[], reading: Reading): Promise<Agreement[]> {
  if (rows.length === 0) return []
  const parties = await db
    .selectFrom('agreement_parties')
    .selectAll()
    .where(
      'agreement_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('place')
    .execute()
  const of = Map.groupBy(parties, ({ agreement_id }) => agreement_id)
  return rows.map((row) => {
    const own = (of.get(row.id) ?? []).map(({ partner_id, name, signed_on }) => {
      return { partner: partner_id, name, signedOn: dayOrNull(signed_on) }
    })
    return agreementFrom(row, own, reading)
  })
}

/** How the agreements of an institution are read today. @param db the institution's own scope */
export async function readingOf(db: Db, today: Day): Promise<Reading> {
  const row = await db.selectFrom('agreement_settings').select('leads').executeTakeFirst()
  return { today, lead: Math.max(...(row?.leads.length ? row.leads : usualLeads)) }
}

/** An agreement by its id or by the key of the pack. */
export async function findAgreement(db: Db, idOrKey: string, reading: Reading): Promise<Agreement | null> {
  const rows = await found(db)
    .where(isUuid(idOrKey) ? 'id' : 'key', '=', idOrKey)
    .execute()
  return (await withParties(db, rows, reading))[0] ?? null
}

export async function agreementOfCase(db: Db, caseId: string, reading: Reading): Promise<Agreement | null> {
  return (await withParties(db, await found(db).where('case_id', '=', caseId).execute(), reading))[0] ?? null
}

/** The agreements by name. @param size how many at most; all when absent. @param family the partner of the filter with all that were merged into it */
export async function agreementsOf(
  db: Db,
  reading: Reading,
  filter: Partial<AgreementFilter> = {},
  size?: number,
  family?: readonly string[],
): Promise<Agreement[]> {
  let query = narrowed(db, reading, filter, family).orderBy('name').orderBy('id')
  if (filter.after)
    query = query.where(
      sql<boolean>`(name, id) > (select name, id from agreements before where before.id = ${filter.after})`,
    )
  return withParties(db, await (size ? query.limit(size) : query).execute(), reading)
}

/** How many there are of a filter. */
export async function countAgreements(
  db: Db,
  reading: Reading,
  filter: Partial<AgreementFilter>,
  family?: readonly string[],
): Promise<number> {
  const row = await narrowed(db, reading, filter, family)
    .clearSelect()
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** The agreements with any of these partners; who lists by partner asks with its whole family. */
export async function agreementsWith(db: Db, reading: Reading, partners: readonly string[]): Promise<Agreement[]> {
  if (partners.length === 0) return []
  const rows = await found(db).where(withPartner(partners)).orderBy('sort_order').orderBy('name').execute()
  return withParties(db, rows, reading)
}

const withPartner = (partners: readonly string[]) =>
  sql<boolean>`exists (select from agreement_parties party where party.institution_id = agreements.institution_id
    and party.agreement_id = agreements.id and party.partner_id = any(${partners}::uuid[]))`

const lasting = sql`(state = 'inForce' and renewed_by is null)`

// As `endOf` counts: one that renews itself ends at the first end of a term that is not past.
function endOn(today: Day) {
  const months = (later: RawBuilder<unknown>, earlier: RawBuilder<unknown>) =>
    sql`((extract(year from ${later}) - extract(year from ${earlier})) * 12
      + extract(month from ${later}) - extract(month from ${earlier}))::int`
  const until = sql`until_day`
  const step = sql`coalesce(renew_months, case when from_day is not null then greatest(1, ${months(until, sql`from_day`)}) end, 12)`
  const after = (terms: number) =>
    sql`(until_day + make_interval(months => ${step} * (${months(sql`${today}::date`, until)} / ${step} + ${terms})))::date`
  return sql`case when not renews_itself or until_day >= ${today}::date then until_day
    when ${after(0)} >= ${today}::date then ${after(0)} else ${after(1)} end`
}

function standing(state: NonNullable<AgreementFilter['state']>, { today, lead }: Reading) {
  const ended = sql`(ended_on <= ${today} or (until_day < ${today} and not renews_itself))`
  const end = endOn(today)
  const watched = sql`case when renews_itself then ${end} - coalesce(notice_days, 0) else until_day end`
  const soon = sql`(${watched} between ${today}::date and ${addDays(today, lead)}::date)`
  if (state === 'renewed') return sql<boolean>`state = 'inForce' and renewed_by is not null`
  if (state === 'ended') return sql<boolean>`${lasting} and coalesce(${ended}, false)`
  if (state === 'ending') return sql<boolean>`${lasting} and not coalesce(${ended}, false) and coalesce(${soon}, false)`
  if (state === 'inForce')
    return sql<boolean>`${lasting} and not coalesce(${ended}, false) and not coalesce(${soon}, false)`
  return sql<boolean>`state = ${state}`
}

function narrowed(db: Db, reading: Reading, filter: Partial<AgreementFilter>, family?: readonly string[]) {
  const { search = '', state, kind, country, region, partner, field, unit } = filter
  let query = found(db)
  if (state) query = query.where(standing(state, reading))
  if (kind) query = query.where('kind', '=', kind)
  if (unit) query = query.where('unit', '=', unit)
  if (field) query = query.where(sql<boolean>`exists (select from unnest(fields) code where code like ${`${field}%`})`)
  if (partner) query = query.where(withPartner(family ?? [partner]))
  if (country) query = query.where(partnerIn(sql`partner.country = ${country}`))
  if (region) query = query.where(inRegion(region))
  // A folded word has only letters and digits: nothing in it means more to `like` than itself.
  for (const word of foldWords(search)) query = query.where('words', 'like', `% ${word}%`)
  return query
}

const partnerIn = (what: ReturnType<typeof sql>) =>
  sql<boolean>`exists (select from agreement_parties party join partners partner
    on partner.institution_id = party.institution_id and partner.id = party.partner_id
    where party.institution_id = agreements.institution_id and party.agreement_id = agreements.id and ${what})`

function inRegion(region: Region) {
  const codes = (one: Exclude<Region, 'none'>) => [...countriesOf(one)]
  if (region !== 'none') return partnerIn(sql`partner.country = any(${codes(region)}::text[])`)
  const known = regions.flatMap((one) => (one === 'none' ? [] : codes(one)))
  return sql<boolean>`not ${partnerIn(sql`partner.country = any(${known}::text[])`)}`
}

/** How many agreements there are in each state that a person left them in, for the head of the register. */
export async function countsByState(db: Db, reading: Reading) {
  const states = ['signing', 'signed', 'waiting', 'inForce', 'ending', 'ended'] as const
  const counted = await Promise.all(states.map((state) => countAgreements(db, reading, { state })))
  return states.map((state, at) => ({ state, count: counted[at] ?? 0 }))
}

/** What an office's page says of its agreements as a whole. */
export interface Saying {
  readonly key: string
  readonly minimum: number | null
  readonly text: Text
  readonly quote: string
}

export async function sayingsOf(db: Db): Promise<Saying[]> {
  const rows = await db.selectFrom('agreement_sayings').selectAll().orderBy('sort_order').execute()
  return rows.map(({ key, minimum, text, source }) => ({
    ...{ key, minimum, text: textFrom(text), quote: stringAt(source, 'quote') },
  }))
}

/** What somebody writes of an agreement. */
export type WrittenAgreement = Omit<
  Agreement,
  'id' | 'key' | 'state' | 'endsOn' | 'quote' | 'version' | 'renewedBy' | 'endedOn' | 'endedWhy'
>

function valuesOf(given: WrittenAgreement) {
  const { title, kind, keptState: state, number, caseId: case_id, signedOn, signedYear, from, until } = given
  const { renewsItself, renewMonths, noticeDays, condition, lookOn, subject, fields, exchange, places } = given
  const { specialties, renewsId, unit, contact, note, isPublic } = given
  return {
    ...{ title: toJson(title), name: title.en, kind, state, number, case_id, signed_on: signedOn },
    ...{ signed_year: signedYear, from_day: from, until_day: until, renews_itself: renewsItself },
    ...{ renew_months: renewMonths, notice_days: noticeDays, look_on: lookOn, specialties, unit, contact, note },
    ...{ condition: condition && toJson(condition), subject: subject && toJson(subject), is_public: isPublic },
    ...{ fields: [...fields], exchange: [...exchange], places: toJson(places), renews_id: renewsId },
  }
}

/** Writes new agreements, in portions. Those whose id is there already are passed over; gives how many were written. */
export async function insertAgreements(
  tx: Tx,
  institution: string,
  given: readonly (WrittenAgreement & { readonly id: string })[],
  at: Date,
  by: string,
): Promise<number> {
  let written = 0
  for (let from = 0; from < given.length; from += 500)
    written += await insertPortion(tx, institution, given.slice(from, from + 500), at, by)
  return written
}

async function insertPortion(
  tx: Tx,
  institution_id: string,
  given: readonly (WrittenAgreement & { readonly id: string })[],
  at: Date,
  by: string,
): Promise<number> {
  const known = await wordsOfPartners(tx, given)
  const rows = given.map((one) => ({
    ...{ institution_id, id: one.id, ...valuesOf(one), words: wordsOf(one, known) },
    ...{ made_at: at, made_by: by, edited_at: at },
  }))
  const kept = await tx
    .insertInto('agreements')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .returning('id')
    .execute()
  const isNew = new Set(kept.map(({ id }) => id))
  await insertParties(
    tx,
    institution_id,
    given.filter(({ id }) => isNew.has(id)),
  )
  return isNew.size
}

type Partied = Pick<Agreement, 'parties'>

async function wordsOfPartners(tx: Tx, given: readonly Partied[]): Promise<ReadonlyMap<string, string>> {
  const ids = given.flatMap(({ parties }) => parties.flatMap(({ partner }) => partner ?? []))
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('partners').select(['id', 'words']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, words }) => [id, words]))
}

const wordsOf = (one: WrittenAgreement, known: ReadonlyMap<string, string>) =>
  searchWords(
    one,
    one.parties.flatMap(({ partner }) => known.get(partner ?? '') ?? []),
  )

async function insertParties(tx: Tx, institution_id: string, given: readonly (Partied & { readonly id: string })[]) {
  const rows = given.flatMap(({ id: agreement_id, parties }) =>
    parties.map(({ partner, name, signedOn }, at) => ({
      ...{ institution_id, agreement_id, place: at + 1, partner_id: partner, name, signed_on: signedOn },
    })),
  )
  if (rows.length > 0) await tx.insertInto('agreement_parties').values(rows).execute()
}

/** An agreement, held until the transaction ends. */
export async function holdAgreement(tx: Tx, id: string, reading: Reading): Promise<Agreement | null> {
  const rows = await found(tx).where('id', '=', id).forUpdate().execute()
  return (await withParties(tx, rows, reading))[0] ?? null
}

/** Writes what is known of an agreement now; a pack no longer changes it. */
export async function saveAgreement(tx: Tx, institution: string, id: string, given: WrittenAgreement, at: Date) {
  const known = await wordsOfPartners(tx, [given])
  await tx
    .updateTable('agreements')
    .set({ ...valuesOf(given), words: wordsOf(given, known), edited_at: at, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('agreement_parties').where('agreement_id', '=', id).execute()
  await insertParties(tx, institution, [{ id, parties: given.parties }])
}

/** Changes single columns: what a step or a button settles. */
export async function settleAgreement(
  tx: Tx,
  id: string,
  set: Partial<{
    state: Agreement['keptState']
    case_id: string
    signed_on: Day
    from_day: Day
    until_day: Day | null
    condition: string | null
    look_on: Day | null
    renewed_by: string | null
    ended_on: Day | null
    ended_why: string
    archived_at: Date | null
  }>,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('agreements')
    .set({ ...set, edited_at: at, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Whose changes stand in an agreement's history, the newest first. */
export async function editsOf(db: Db, id: string) {
  const rows = await db
    .selectFrom('record_edits')
    .select(['at', 'by_name', 'before', 'after'])
    .where('record', '=', `agreements/${id}`)
    .orderBy('at', 'desc')
    .limit(50)
    .execute()
  return rows.map(({ at, by_name: byName, before, after }) => ({ at, byName, before, after }))
}

/** The countries of the partners that agreements name, for the filter. */
export async function countriesOfParties(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('partners')
    .select('country')
    .distinct()
    .where('country', 'is not', null)
    .where(
      sql<boolean>`exists (select from agreement_parties party where party.institution_id = partners.institution_id
        and party.partner_id = partners.id)`,
    )
    .execute()
  return rows.flatMap(({ country }) => country ?? [])
}
