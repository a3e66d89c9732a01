import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { optionalTextFrom, recordFrom, textFrom } from '../../platform/database/json.ts'
import { type Day, day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { type Entry, kinds, type Said, type Scale, subjectKey, type Transcript } from './rules.ts'

export interface By {
  readonly id: string
  readonly name: string
}

/** The institution's scale; null where neither its pack nor its office has said one. */
export async function scaleOf(db: Db): Promise<Scale | null> {
  const row = await db.selectFrom('grading_terms').select('terms').where('id', '=', 'scale').executeTakeFirst()
  const terms = recordFrom(row?.terms)
  if (!terms) return null
  const levels = Array.isArray(terms.levels) ? terms.levels : []
  return {
    ...{ name: textFrom(terms.name), least: Number(terms.least), most: Number(terms.most) },
    ...{ pass: Number(terms.pass), step: Number(terms.step), verified: terms.verified === true },
    levels: levels.map((level: unknown) => {
      const { value, name } = recordFrom(level) ?? {}
      return { value: Number(value), name: textFrom(name) }
    }),
    source: Array.isArray(terms.source) ? terms.source.map(String) : [],
    note: optionalTextFrom(terms.note),
  }
}

// Two records of one person that were merged have one transcript.
const sameAs = (
  personId: string,
  column = 'person_id',
) => sql<boolean>`${sql.ref(column)} in (select one.id from persons one
  where coalesce(one.merged_into, one.id) = (select coalesce(merged_into, id) from persons where id = ${personId}::uuid))`

/** The grades of a person with the scale they are in. @param db the institution's own scope */
export async function transcriptOf(db: Db, personId: string): Promise<Transcript> {
  const rows = await db
    .selectFrom('transcript_entries')
    .selectAll()
    .where(sameAs(personId))
    .where('struck_at', 'is', null)
    .orderBy('session')
    .orderBy('subject')
    .orderBy('attempt')
    .execute()
  const head = await db.selectFrom('transcripts').select('version').where(sameAs(personId)).execute()
  const version = head.reduce((sum, one) => sum + one.version, 0)
  return { personId, version, scale: await scaleOf(db), entries: rows.map(entryFrom) }
}

const entries = (db: Db) => db.selectFrom('transcript_entries').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof entries>['executeTakeFirstOrThrow']>>

function entryFrom(row: Row): Entry {
  return {
    ...{ id: row.id, session: row.session, subject: row.subject, credits: row.credits, grade: row.grade },
    kind: kinds.find((kind) => kind === row.kind) ?? 'graded',
    ...{ attempt: row.attempt, on: row.taken_on ? day(row.taken_on) : null, sheetId: row.sheet_id },
    ...{ at: row.at, byName: row.by_name, confirmedAt: row.confirmed_at, confirmedBy: row.confirmed_by },
  }
}

export interface Holder {
  readonly id: string
  readonly name: string
  readonly birthDay: Day | null
}

export async function findHolder(db: Db, id: string): Promise<Holder | null> {
  if (!isUuid(id)) return null
  const row = await db
    .selectFrom('persons')
    .select(['id', 'shown_as', 'birth_day'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { id: row.id, name: row.shown_as, birthDay: row.birth_day ? day(row.birth_day) : null } : null
}

/** The person of an account in an institution; null before the first case there. */
export async function ownHolder(db: Db, accountId: string): Promise<Holder | null> {
  const row = await db.selectFrom('persons').select('id').where('account_id', '=', accountId).executeTakeFirst()
  return row ? findHolder(db, row.id) : null
}

/** Whether somebody studies in a unit or in one below it, or has a case there. */
export async function isOfUnit(db: Db, institution: string, unit: string, personId: string): Promise<boolean> {
  const { rows } = await sql`select from persons where id = ${personId}::uuid
    and ${ofUnit(institution, unit)}`.execute(db)
  return rows.length > 0
}

/** Who studies in a unit or in one below it, or has a case there. */
export const ofUnit = (institution: string, unit: string) => sql<boolean>`persons.id in (
  with recursive below as (
    select id from units where institution_id = ${institution} and id = ${unit}
    union select units.id from units join below on units.parent = below.id where units.institution_id = ${institution})
  select person_id from students where unit in (select id from below)
  union select subject_id from cases where arrived_at is not null and unit in (select id from below))`

export interface Listed extends Holder {
  readonly entries: number
  readonly waiting: number
  readonly changedAt: Date
}

export interface ListFilter {
  readonly search: string
  readonly waiting: boolean
  /** The unit of a dean's office; null is the whole university. */
  readonly unit: string | null
  /** The last of the page before: its moment and its person. */
  readonly after: { readonly at: Date; readonly id: string } | null
}

/** Whose grades there are, those changed last first. */
export async function listTranscripts(
  db: Db,
  institution: string,
  filter: ListFilter,
  size: number,
): Promise<Listed[]> {
  const { search, waiting, unit, after } = filter
  let query = db
    .selectFrom('transcripts')
    .innerJoin('persons', (join) =>
      join
        .onRef('persons.institution_id', '=', 'transcripts.institution_id')
        .onRef('persons.id', '=', 'transcripts.person_id'),
    )
    .select(['persons.id', 'persons.shown_as', 'persons.birth_day'])
    .select(['transcripts.entries', 'transcripts.waiting', 'transcripts.changed_at'])
    .where('transcripts.institution_id', '=', institution)
    .where('transcripts.entries', '>', 0)
  if (waiting) query = query.where('transcripts.waiting', '>', 0)
  if (unit) query = query.where(ofUnit(institution, unit))
  for (const word of search.split(' ').filter(Boolean).slice(0, 5))
    query = query.where('persons.shown_as', 'ilike', `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  if (after)
    query = query.where(
      sql<boolean>`(transcripts.changed_at, transcripts.person_id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  const rows = await query
    .orderBy('transcripts.changed_at', 'desc')
    .orderBy('transcripts.person_id', 'desc')
    .limit(size)
    .execute()
  return rows.map(({ id, shown_as, birth_day, entries, waiting, changed_at }) => ({
    ...{ id, name: shown_as, birthDay: birth_day ? day(birth_day) : null, entries, waiting, changedAt: changed_at },
  }))
}

/** Holds the grades of a person until the transaction ends. */
export async function holdTranscript(tx: Tx, institution: string, personId: string, at: Date): Promise<void> {
  await tx
    .insertInto('transcripts')
    .values({ institution_id: institution, person_id: personId, changed_at: at })
    .onConflict((conflict) => conflict.columns(['institution_id', 'person_id']).doNothing())
    .execute()
  await tx.selectFrom('transcripts').select('version').where(sameAs(personId)).forUpdate().execute()
}

/** Counts again what a person has, after a change. */
export async function countTranscript(tx: Tx, personId: string, at: Date): Promise<void> {
  await sql`update transcripts set version = version + 1, changed_at = ${at}, entries = counted.entries,
    waiting = counted.waiting
    from (select head.person_id, count(entry.id)::int as entries,
        (count(entry.id) filter (where entry.confirmed_at is null))::int as waiting
      from transcripts head left join transcript_entries entry on entry.institution_id = head.institution_id
        and entry.person_id = head.person_id and entry.struck_at is null
      where ${sameAs(personId, 'head.person_id')} group by head.person_id) counted
    where transcripts.person_id = counted.person_id`.execute(tx)
}

export interface NewEntry extends Said {
  readonly institution: string
  readonly id: string
  readonly personId: string
  readonly sheetId: string | null
  readonly at: Date
  readonly by: By
  readonly confirmed: boolean
}

/** Writes an entry; false when this attempt at this subject is written down already. */
export async function insertEntry(tx: Tx, given: NewEntry): Promise<boolean> {
  const row = await tx
    .insertInto('transcript_entries')
    .values({
      ...{ institution_id: given.institution, id: given.id, person_id: given.personId, sheet_id: given.sheetId },
      ...{ session: given.session, subject: given.subject, subject_key: subjectKey(given.subject) },
      ...{ credits: given.credits, kind: given.kind, grade: given.grade, attempt: given.attempt, taken_on: given.on },
      ...{ at: given.at, by_id: given.by.id, by_name: given.by.name },
      ...{ confirmed_at: given.confirmed ? given.at : null, confirmed_by: given.confirmed ? given.by.name : null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function findEntry(db: Db, personId: string, id: string): Promise<Entry | null> {
  if (!isUuid(id)) return null
  const row = await entries(db)
    .where('id', '=', id)
    .where(sameAs(personId))
    .where('struck_at', 'is', null)
    .executeTakeFirst()
  return row ? entryFrom(row) : null
}

/** Whether a form with this id has been written, whatever became of the entry since. */
export async function wasWritten(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('transcript_entries').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

/** Takes entries out; they stay to be read. Gives how many went. */
export async function strikeEntries(tx: Tx, ids: readonly string[], at: Date, by: By): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('transcript_entries')
    .set({ struck_at: at, struck_by: by.name })
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('struck_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Confirms what a person has, or opens it again. */
export async function markEntries(tx: Tx, personId: string, confirmed: { at: Date; by: By } | null): Promise<void> {
  await tx
    .updateTable('transcript_entries')
    .set({ confirmed_at: confirmed?.at ?? null, confirmed_by: confirmed?.by.name ?? null })
    .where(sameAs(personId))
    .where('struck_at', 'is', null)
    .where('confirmed_at', confirmed ? 'is' : 'is not', null)
    .execute()
}

/** What was taken out or replaced, the latest first. */
export async function struckOf(db: Db, personId: string) {
  const rows = await entries(db)
    .where(sameAs(personId))
    .where('struck_at', 'is not', null)
    .orderBy('struck_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({ ...entryFrom(row), struckAt: row.struck_at ?? row.at, struckBy: row.struck_by ?? '' }))
}
export type Struck = Awaited<ReturnType<typeof struckOf>>[number]

export const foldName = (name: string): string => foldWords(name).toSorted().join(' ')
