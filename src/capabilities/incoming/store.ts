import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { type Day, day } from '../../platform/days.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { leaderOf } from '../partners/index.ts'
import { type Season, seasons } from './facts.ts'
import { type Nominee, nomineesFrom } from './nominees.ts'

/** A term for which guests are taken: when it is, and by when they are named and apply. */
export interface Round {
  readonly id: string
  readonly season: Season
  readonly year: number
  readonly from: Day
  readonly to: Day
  readonly nominateBy: Day
  readonly applyBy: Day
  readonly transcriptDays: number | null
  readonly version: number
}

const rounds = (db: Db) => db.selectFrom('incoming_rounds').selectAll()

function roundFrom(row: Awaited<ReturnType<ReturnType<typeof rounds>['executeTakeFirstOrThrow']>>): Round {
  return {
    id: row.id,
    season: seasons.find((one) => one === row.season) ?? 'year',
    year: row.year,
    ...{ from: day(row.from_day), to: day(row.to_day) },
    ...{ nominateBy: day(row.nominate_by), applyBy: day(row.apply_by) },
    ...{ transcriptDays: row.transcript_days, version: row.version },
  }
}

/** The rounds of an institution, the last one first. */
export async function roundsOf(db: Db): Promise<Round[]> {
  return (await rounds(db).orderBy('from_day', 'desc').orderBy('id').execute()).map(roundFrom)
}

export async function findRound(db: Db, id: string): Promise<Round | null> {
  if (!isUuid(id)) return null
  const row = await rounds(db).where('id', '=', id).executeTakeFirst()
  return row ? roundFrom(row) : null
}

/** The round, held until the transaction ends: who names students in it comes one after the other. */
export async function holdRound(tx: Tx, id: string): Promise<Round | null> {
  if (!isUuid(id)) return null
  const row = await rounds(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? roundFrom(row) : null
}

const columnsOf = (round: Omit<Round, 'id' | 'version'>) => ({
  ...{ season: round.season, year: round.year, from_day: round.from, to_day: round.to },
  ...{ nominate_by: round.nominateBy, apply_by: round.applyBy, transcript_days: round.transcriptDays },
})

/** Keeps a new round; false when the term has one. The same id again keeps one. */
export async function insertRound(
  tx: Tx,
  institution: string,
  { id, ...round }: Omit<Round, 'version'>,
  { at, byName }: { readonly at: Date; readonly byName: string },
): Promise<boolean> {
  const row = await tx
    .insertInto('incoming_rounds')
    .values({ institution_id: institution, id, ...columnsOf(round), made_at: at, by_name: byName })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined || (await findRound(tx, id)) !== null
}

/** False when somebody has changed the round since that version was read. */
export async function saveRound(tx: Tx, { id, version, ...round }: Round): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('incoming_rounds')
    .set({ ...columnsOf(round), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Is there another round of the term? */
export async function isTermTaken(db: Db, { id, season, year }: Pick<Round, 'id' | 'season' | 'year'>) {
  const row = await rounds(db)
    .where('season', '=', season)
    .where('year', '=', year)
    .where('id', '<>', id)
    .executeTakeFirst()
  return row !== undefined
}

/** A partner's office that was asked to name students, and how far it is. */
export interface Invitation {
  readonly id: string
  readonly roundId: string
  readonly partnerId: string
  readonly places: number | null
  readonly note: string
  readonly students: readonly Nominee[]
  readonly version: number
  readonly nobody: boolean
  readonly sentAt: Date | null
  readonly remindedAt: Date | null
  readonly reminders: number
  readonly name: string
  readonly address: string
  readonly language: ReturnType<typeof asLanguage>
  readonly until: Day
  readonly madeAt: Date
  readonly revokedAt: Date | null
}

const invitations = (db: Db) =>
  db
    .selectFrom('incoming_invitations as one')
    .innerJoin('one_time_links as link', (join) =>
      join.onRef('link.institution_id', '=', 'one.institution_id').onRef('link.id', '=', 'one.id'),
    )
    .selectAll('one')
    .select(leaderOf('one.partner_id').as('leader'))
    .select(['link.to_name', 'link.to_address', 'link.language', 'link.until', 'link.made_at', 'link.revoked_at'])

function invitationFrom(
  row: Awaited<ReturnType<ReturnType<typeof invitations>['executeTakeFirstOrThrow']>>,
): Invitation {
  return {
    ...{ id: row.id, roundId: row.round_id, partnerId: row.leader, places: row.places, note: row.note },
    ...{ students: nomineesFrom(row.students), version: row.version, nobody: row.nobody, sentAt: row.sent_at },
    ...{ remindedAt: row.reminded_at, reminders: row.reminders, name: row.to_name, address: row.to_address },
    ...{ language: asLanguage(row.language), until: day(row.until), madeAt: row.made_at, revokedAt: row.revoked_at },
  }
}

export async function invitationsOf(db: Db, roundId: string): Promise<Invitation[]> {
  const rows = await invitations(db).where('one.round_id', '=', roundId).orderBy('link.made_at').execute()
  return rows.map(invitationFrom)
}

export async function findInvitation(db: Db, id: string): Promise<Invitation | null> {
  if (!isUuid(id)) return null
  const row = await invitations(db).where('one.id', '=', id).executeTakeFirst()
  return row ? invitationFrom(row) : null
}

/** The invitation, held: two tabs of one partner come one after the other. */
export async function holdInvitation(tx: Tx, id: string): Promise<Invitation | null> {
  const row = await invitations(tx).where('one.id', '=', id).forUpdate('one').executeTakeFirst()
  return row ? invitationFrom(row) : null
}

export async function insertInvitation(
  tx: Tx,
  institution: string,
  given: Pick<Invitation, 'id' | 'roundId' | 'partnerId' | 'places' | 'note'>,
): Promise<void> {
  const { id, roundId, partnerId, places, note } = given
  await tx
    .insertInto('incoming_invitations')
    .values({ institution_id: institution, id, round_id: roundId, partner_id: partnerId, places, note })
    .execute()
}

export async function saveStudents(tx: Tx, id: string, students: readonly Nominee[]): Promise<void> {
  await tx
    .updateTable('incoming_invitations')
    .set({ students: toJson(students), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

// What was written down has become cases, or nothing: the draft has done its work.
export async function saveSent(tx: Tx, id: string, at: Date, nobody: boolean): Promise<void> {
  await tx
    .updateTable('incoming_invitations')
    .set({ sent_at: at, nobody, students: '[]' })
    .where('id', '=', id)
    .execute()
}

export async function saveReminder(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('incoming_invitations')
    .set({ reminded_at: at, reminders: sql<number>`reminders + 1` })
    .where('id', '=', id)
    .execute()
}

/** Invitations that are open and end within days, and were not reminded of since a day. */
export async function toRemind(db: Db, { today, until, since }: { today: Day; until: Day; since: Date }) {
  const rows = await invitations(db)
    .where('one.sent_at', 'is', null)
    .where('link.revoked_at', 'is', null)
    .where('link.until', '>=', today)
    .where('link.until', '<=', until)
    .where('link.made_at', '<', since)
    .where((where) => where.or([where('one.reminded_at', 'is', null), where('one.reminded_at', '<', since)]))
    .execute()
  return rows.map(invitationFrom)
}
