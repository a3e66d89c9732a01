import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'
import { placesOf, type Ranked } from './ranking.ts'
import type { Sheet } from './rules.ts'
import { marksFrom, sheetFrom } from './sheet-json.ts'

export const seats = ['chair', 'member', 'secretary'] as const
export type Seat = (typeof seats)[number]

export interface Member {
  readonly id: string
  readonly name: string
  readonly role: Seat
  /** Null: a guest, who comes by a link. */
  readonly accountId: string | null
  readonly email: string
  readonly language: Language
  /** The house that sends the member; empty: the own one. */
  readonly partner: string
  readonly linkId: string | null
  readonly leftAt: Date | null
  readonly leftWhy: string | null
}

export interface Commission {
  readonly institution: string
  readonly callId: string
  readonly quorum: number
  readonly edition: number
  readonly openedAt: Date | null
  readonly seed: string | null
  /** Null before the first one. */
  readonly sheet: Sheet | null
  /** Those who have left too, in the order in which they came. */
  readonly members: readonly Member[]
}

/** Who reads applications: everybody who sits there but the secretary, who keeps the minutes. */
export const readersOf = ({ members }: Pick<Commission, 'members'>) =>
  members.filter(({ role, leftAt }) => role !== 'secretary' && !leftAt)

/** The commission of a call; null before anybody has begun to make one. */
export async function commissionOf(db: Db, callId: string): Promise<Commission | null> {
  if (!isUuid(callId)) return null
  const row = await db.selectFrom('commissions').selectAll().where('call_id', '=', callId).executeTakeFirst()
  return row ? commissionFrom(db, row) : null
}

/** The same, held until the transaction ends: what happens in one commission happens one after the other. */
export async function holdCommission(tx: Tx, institution: string, callId: string): Promise<Commission> {
  const place = { institution_id: institution, call_id: callId }
  await tx
    .insertInto('commissions')
    .values(place)
    .onConflict((there) => there.doNothing())
    .execute()
  const found = tx.selectFrom('commissions').selectAll().where('call_id', '=', callId)
  return commissionFrom(tx, await found.forUpdate().executeTakeFirstOrThrow())
}

interface Row {
  readonly institution_id: string
  readonly call_id: string
  readonly quorum: number
  readonly edition: number
  readonly opened_at: Date | null
  readonly seed: string | null
}

async function commissionFrom(db: Db, row: Row): Promise<Commission> {
  const said = await db
    .selectFrom('commission_sheets')
    .select('said')
    .where('call_id', '=', row.call_id)
    .where('edition', '=', row.edition)
    .executeTakeFirst()
  return {
    institution: row.institution_id,
    callId: row.call_id,
    quorum: row.quorum,
    edition: row.edition,
    openedAt: row.opened_at,
    seed: row.seed,
    sheet: said ? sheetFrom(said.said) : null,
    members: await membersOf(db, row.call_id),
  }
}

const memberColumns = [
  ...(['id', 'name', 'role', 'email', 'language', 'partner', 'account_id as accountId'] as const),
  ...(['link_id as linkId', 'left_at as leftAt', 'left_why as leftWhy'] as const),
] as const

async function membersOf(db: Db, callId: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('commission_members')
    .select(memberColumns)
    .where('call_id', '=', callId)
    .orderBy('since')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, language: asLanguage(row.language), role: asSeat(row.role) }))
}

const asSeat = (role: string): Seat => seats.find((one) => one === role) ?? 'member'

/**
 * Everybody whom the commission of a call judges, the best first; nobody before it has opened. One question to the database,
 * whatever their number.
 */
export async function rankingOf(db: Db, callId: string): Promise<Ranked[]> {
  const commission = await commissionOf(db, callId)
  if (!commission?.sheet) return []
  return placesOf(
    commission.sheet,
    await standingsOf(db, callId)
      .execute()
      .then((rows) => rows.map(standingFrom)),
  )
}

/** The candidates of a call, to be narrowed and ordered further. */
export function standingsOf(db: Db, callId: string) {
  return db
    .selectFrom('commission_candidates as one')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'one.institution_id').onRef('cases.id', '=', 'one.case_id'),
    )
    .select(['one.case_id as caseId', 'cases.title as name', 'cases.unit', 'cases.number', 'cases.stage'])
    .select(['one.score', 'one.marks', 'one.apart', 'one.extra', 'one.rank_key as key', 'one.out'])
    .where('one.call_id', '=', callId)
}

const outs = ['noScore', 'conflict', 'interview', 'withdrawn'] as const

export type StandingRow = Awaited<ReturnType<ReturnType<typeof standingsOf>['executeTakeFirstOrThrow']>>

export function standingFrom(row: StandingRow) {
  return {
    ...row,
    unit: row.unit ?? '',
    marks: marksFrom(row.marks),
    out: outs.find((out) => out === row.out) ?? null,
  }
}

export interface Window {
  readonly after: string | null
  readonly show: 'all' | 'waiting' | 'apart'
  /** Thousandths: totals further apart than this are shown by `apart`. */
  readonly apart: number
  readonly size: number
}

/** A page of the ranking, with a row before and behind it, so that the ties at its edges are seen. */
export async function rankingPage(db: Db, { callId }: Commission, { after, show, apart, size }: Window) {
  const behind = await db
    .selectFrom('commission_candidates')
    .select(['rank_key as key', 'case_id as caseId'])
    .where('call_id', '=', callId)
    .where('case_id', '=', after)
    .executeTakeFirst()
  const rows = await standingsOf(db, callId)
    .$if(behind !== undefined, (query) => query.where(isBehind(behind)))
    .$if(show === 'waiting', (query) => query.where('one.out', 'in', ['noScore', 'conflict', 'interview']))
    .$if(show === 'apart', (query) => query.where('one.apart', '>', apart))
    .orderBy(sql`one.rank_key asc nulls last`)
    .orderBy('one.case_id')
    .limit(size + 2)
    .execute()
  const [first] = rows
  const before = first ? await placesBefore(db, callId, first) : 0
  return { rows: rows.map(standingFrom), before }
}

interface Place {
  readonly key: number[] | null
  readonly caseId: string
}

// Keys are compared as arrays are: number by number. Whoever has none stands behind everybody who has one.
// The row itself is the first of what follows it.
function isBehind(place: Place | undefined) {
  if (!place) return sql<boolean>`true`
  const { key, caseId } = place
  if (!key) return sql<boolean>`one.rank_key is null and one.case_id >= ${caseId}::uuid`
  const here = sql`(${key}::double precision[], ${caseId}::uuid)`
  return sql<boolean>`(one.rank_key is null or (one.rank_key, one.case_id) >= ${here})`
}

async function placesBefore(db: Db, callId: string, place: Place): Promise<number> {
  const { count } = await db
    .selectFrom('commission_candidates as one')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('call_id', '=', callId)
    .where(sql<boolean>`not (${isBehind(place)})`)
    .executeTakeFirstOrThrow()
  return count
}
