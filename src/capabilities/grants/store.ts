import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { stringAt } from '../../platform/database/json.ts'
import { type Day, day, readDay } from '../../platform/days.ts'
import {
  type Consent,
  consents,
  type Granted,
  type GrantLine,
  type Instalment,
  payers,
  type Report,
  type Stay,
  withMoney,
} from './rules.ts'

const payerOf = (kept: string) => payers.find((one) => one === kept) ?? 'student'
const perhaps = (kept: string | null) => readDay(kept ?? '')

export async function linesOf(db: Db, caseId: string): Promise<GrantLine[]> {
  const rows = await db
    .selectFrom('grant_lines')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('void_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, about: row.about, amount: row.amount, currency: row.currency, payer: payerOf(row.payer) },
    per: row.per === 'month' ? 'month' : 'once',
  }))
}

export async function instalmentsOf(db: Db, caseId: string): Promise<Instalment[]> {
  const rows = await db
    .selectFrom('grant_instalments')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('void_at', 'is', null)
    .orderBy('due')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, payer: payerOf(row.payer), amount: row.amount, currency: row.currency, due: day(row.due) },
    ...{ paidOn: perhaps(row.paid_on), paidBy: row.paid_by },
  }))
}

const unsaid: Stay = {
  ...{ arrivedOn: null, arrivalConfirmedBy: null, leftOn: null, leavingConfirmedBy: null },
  ...{ insurer: '', policy: '', insuredFrom: null, insuredTo: null },
}

export async function stayOf(db: Db, caseId: string): Promise<Stay> {
  const row = await db.selectFrom('mobility_stays').selectAll().where('case_id', '=', caseId).executeTakeFirst()
  if (!row) return unsaid
  return {
    ...{ arrivedOn: perhaps(row.arrived_on), arrivalConfirmedBy: row.arrival_confirmed_by },
    ...{ leftOn: perhaps(row.left_on), leavingConfirmedBy: row.leaving_confirmed_by },
    ...{ insurer: row.insurer, policy: row.policy },
    ...{ insuredFrom: perhaps(row.insured_from), insuredTo: perhaps(row.insured_to) },
  }
}

export async function reportOf(db: Db, caseId: string): Promise<Report | null> {
  const row = await db.selectFrom('mobility_reports').selectAll().where('case_id', '=', caseId).executeTakeFirst()
  if (!row) return null
  return {
    ...{ text: row.text, writtenAt: row.written_at, releasedAt: row.released_at },
    consent: consents.find((one) => one === row.consent) ?? 'none',
  }
}

export interface Of {
  readonly institution: string
  readonly caseId: string
  readonly at: Date
  readonly by: string
}

/** The same form twice adds one line. */
export async function addLine(db: Db, of: Of, { id, payer, about, amount, currency, per }: GrantLine): Promise<void> {
  await db
    .insertInto('grant_lines')
    .values({
      ...{ institution_id: of.institution, case_id: of.caseId, at: of.at, by_name: of.by },
      ...{ id, payer, about, amount, currency, per },
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .execute()
}

type NewInstalment = Pick<Instalment, 'id' | 'payer' | 'amount' | 'currency' | 'due'>

export async function addInstalment(db: Db, of: Of, { id, payer, amount, currency, due }: NewInstalment) {
  await db
    .insertInto('grant_instalments')
    .values({
      ...{ institution_id: of.institution, case_id: of.caseId, at: of.at, by_name: of.by },
      ...{ id, payer, amount, currency, due },
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .execute()
}

/** Strikes a line or an instalment out; what has been paid stays. */
export async function strikeOut(db: Db, of: Of, id: string): Promise<void> {
  const change = { void_at: of.at, void_by: of.by }
  await db.updateTable('grant_lines').set(change).where('id', '=', id).where('case_id', '=', of.caseId).execute()
  await db
    .updateTable('grant_instalments')
    .set(change)
    .where('id', '=', id)
    .where('case_id', '=', of.caseId)
    .where('paid_on', 'is', null)
    .execute()
}

/** Null takes a payment back that was entered by mistake. */
export async function keepPaid(db: Db, of: Of, id: string, on: Day | null): Promise<void> {
  await db
    .updateTable('grant_instalments')
    .set({ paid_on: on, paid_by: on ? of.by : null })
    .where('id', '=', id)
    .where('case_id', '=', of.caseId)
    .where('void_at', 'is', null)
    .execute()
}

const columns = {
  arrival: ['arrived_on', 'arrival_confirmed_by'],
  leaving: ['left_on', 'leaving_confirmed_by'],
} as const

/** A day of the stay; another day than before is not confirmed any more. */
export async function keepDay(db: Db, of: Of, kind: 'arrival' | 'leaving', on: Day, confirmed: boolean) {
  const [said, by] = columns[kind]
  const change = { [said]: on, [by]: confirmed ? of.by : null }
  await db
    .insertInto('mobility_stays')
    .values({ institution_id: of.institution, case_id: of.caseId, ...change })
    .onConflict((conflict) => conflict.columns(['institution_id', 'case_id']).doUpdateSet(change))
    .execute()
}

export async function keepInsurance(
  db: Db,
  of: Of,
  said: { insurer: string; policy: string; insuredFrom: Day; insuredTo: Day },
) {
  const { insurer, policy, insuredFrom, insuredTo } = said
  const change = { insurer, policy, insured_from: insuredFrom, insured_to: insuredTo }
  await db
    .insertInto('mobility_stays')
    .values({ institution_id: of.institution, case_id: of.caseId, ...change })
    .onConflict((conflict) => conflict.columns(['institution_id', 'case_id']).doUpdateSet(change))
    .execute()
}

/** A report that has changed, or whose consent was taken back, waits for the office's look again. */
export async function keepReport(db: Db, of: Of, text: string, consent: Consent): Promise<void> {
  const change = { text, consent, written_at: of.at, released_at: null, released_by: null }
  await db
    .insertInto('mobility_reports')
    .values({ institution_id: of.institution, case_id: of.caseId, ...change })
    .onConflict((conflict) => conflict.columns(['institution_id', 'case_id']).doUpdateSet(change))
    .execute()
}

/** The writer takes the consent back, or the office the report from the public page. */
export async function hideReport(db: Db, caseId: string, withdrawn: boolean): Promise<void> {
  await db
    .updateTable('mobility_reports')
    .set({ released_at: null, released_by: null, ...(withdrawn ? { consent: 'none' } : {}) })
    .where('case_id', '=', caseId)
    .execute()
}

/** Nothing is released that its writer does not want to be read, nor what changed since it was looked at. */
export async function releaseReport(db: Db, of: Of, seen: string): Promise<void> {
  await db
    .updateTable('mobility_reports')
    .set({ released_at: of.at, released_by: of.by })
    .where('case_id', '=', of.caseId)
    .where('consent', '<>', 'none')
    .where(sql<boolean>`md5(text) = ${seen}`)
    .execute()
}

export interface PublicReport {
  readonly caseId: string
  readonly text: string
  readonly seen: string
  readonly name: string | null
  readonly host: string
  readonly from: Day | null
  readonly released: boolean
}

/** The reports that may be read: released ones; for the office those too that wait for its look. */
export async function reportsOf(db: Db, waitingToo: boolean): Promise<PublicReport[]> {
  const rows = await db
    .selectFrom('mobility_reports as report')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'report.institution_id').onRef('cases.id', '=', 'report.case_id'),
    )
    .select(['report.case_id', 'report.text', 'report.consent', 'report.released_at', 'cases.title', 'cases.facts'])
    .select(sql<string>`md5(report.text)`.as('seen'))
    .where('report.consent', '<>', 'none')
    .$if(!waitingToo, (query) => query.where('report.released_at', 'is not', null))
    .orderBy('report.written_at', 'desc')
    .execute()
  return rows.map((row) => ({
    ...{ caseId: row.case_id, text: row.text, seen: row.seen, released: row.released_at !== null },
    name: row.consent === 'named' ? row.title : null,
    host: stringAt(row.facts, 'hostName'),
    from: readDay(stringAt(row.facts, 'from')),
  }))
}

/** What others than the student pay a month, of each stay whose first day is known. */
export async function grantedOf(db: Db): Promise<Granted[]> {
  const { rows } = await sql<{ case_id: string; from: string; amount: number; currency: string }>`
    select line.case_id, coalesce(cases.facts ->> 'leftOn', cases.facts ->> 'from', call.said ->> 'from') as from,
      line.amount, line.currency
    from grant_lines line
      join cases on cases.institution_id = line.institution_id and cases.id = line.case_id
      left join mobility_applications application
        on application.institution_id = cases.institution_id and application.case_id = cases.id
      left join call_editions call on call.institution_id = application.institution_id
        and call.call_id = application.call_id and call.edition = application.edition
    where line.void_at is null and line.per = 'month' and line.payer <> 'student'
      and cases.stage = any(${withMoney}::text[])`.execute(db)
  return rows.flatMap(({ case_id, from, amount, currency }) => {
    const on = readDay(from ?? '')
    return on ? [{ caseId: case_id, from: on, amount, currency }] : []
  })
}

export interface Journey {
  readonly id: string
  readonly number: string | null
  readonly stage: string
}

/** The procedures of visa papers for a journey that the same person has. */
export async function journeysOf(db: Db, personId: string): Promise<Journey[]> {
  return db
    .selectFrom('cases')
    .select(['id', 'number', 'stage'])
    .where('procedure', '=', 'departure')
    .where('subject_id', '=', personId)
    .orderBy('opened_at', 'desc')
    .execute()
}
