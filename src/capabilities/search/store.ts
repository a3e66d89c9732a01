import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import type { Known, Nearness } from './rules.ts'
import { mostItems, oneLetterOff, rankOf } from './rules.ts'

/** Words of one nearness that are looked at; who needs more types more. */
const mostWords = 60
/** A set of rows larger than this is not what a search of several words walks along, if another word has a smaller one. */
const walked = 2000
const beyond = '\u{10ffff}'

/** The words of names and letters that are, sound or begin like a typed one. */
export function knownWords(db: Db, institution: string, typed: string): Promise<Known> {
  const sound = sql`(select sound_of(${typed}::text))`
  return wordsWhere(db, institution, [
    ['same', sql`word = ${typed}`],
    ['sound', sql`sound = ${sound}`],
    ['beginning', sql`word > ${typed} and word < ${typed + beyond}`],
    // What sounds like one letter begins too many names.
    ['beginning', sql`length(${sound}) > 2 and sound > ${sound} and sound < ${sound} || ${beyond}`],
  ])
}

/** The words that are, or sound, one letter off a typed one. */
export async function wordsOff(db: Db, institution: string, typed: string): Promise<Known> {
  const { rows } = await sql<{ sound: string }>`select sound_of(${typed}::text) as sound`.execute(db)
  return wordsWhere(db, institution, [
    ['letter', sql`word in (${each(oneLetterOff(typed))})`],
    ['letter', sql`sound in (${each(oneLetterOff(rows[0]?.sound ?? ''))})`],
  ])
}

// Hundreds of spellings, without a space in any: an array would be compared one by one with every word there is, rows are
// looked up.
const each = (spellings: readonly string[]) => sql`select unnest(string_to_array(${spellings.join(' ')}, ' '))`

async function wordsWhere(
  db: Db,
  institution: string,
  wanted: readonly (readonly [Nearness, RawBuilder<unknown>])[],
): Promise<Known> {
  const parts = wanted.map(
    ([near, where]) => sql`(select word, ${near}::text as near from known_words
      where institution_id = ${institution} and ${where} limit ${sql.lit(mostWords)})`,
  )
  const { rows } = await sql<{ word: string; near: Nearness }>`${sql.join(parts, sql` union all `)}`.execute(db)
  // A word that is near in two ways counts as the nearer.
  return new Map(rows.toSorted((a, b) => rankOf(b.near) - rankOf(a.near)).map(({ word, near }) => [word, near]))
}

/** Where words stand and what they lead to. */
export interface Source {
  readonly table: RawBuilder<unknown>
  readonly id: RawBuilder<unknown>
  readonly at: RawBuilder<unknown>
  readonly here: RawBuilder<unknown>
}

export const wordsOfCases = (institution: string, procedure: string): Source => ({
  table: sql`case_words`,
  id: sql`case_id`,
  at: sql`arrived_at`,
  here: sql`found.institution_id = ${institution} and found.procedure = ${procedure} and not found.guarded`,
})

export const wordsOfLetters = (institution: string): Source => ({
  table: sql`letter_words`,
  id: sql`letter_id`,
  at: sql`issued_at`,
  here: sql`found.institution_id = ${institution}`,
})

export interface Hit {
  readonly id: string
  readonly at: Date
}

/**
 * What has a word of each set, newest first. The set that fewest have is walked along its index; the others are looked up
 * beside it while they are few, and gathered once when the walk would be a long one.
 */
export async function withWords(db: Db, source: Source, sets: readonly (readonly string[])[]): Promise<Hit[]> {
  const sized = sets.length > 1 ? await fewestFirst(db, source, sets) : sets.map((words) => ({ words, count: 0 }))
  const [lead, ...others] = sized
  if (!lead) return []
  const isLong = lead.count >= walked
  const also = others.map(({ words }, at) => (isLong ? isGathered(source, at) : lookedUp(source, words)))
  const common = isLong ? others.map(({ words }, at) => gathered(source, words, at)) : []
  const { rows } = await sql<Hit>`
    ${common.length > 0 ? sql`with ${sql.join(common)}` : sql``}
    select hit.id, hit.at from unnest(${lead.words}::text[]) as one(word) cross join lateral (
      select found.${source.id} as id, found.${source.at} as at from ${source.table} as found
      where ${source.here} and found.word = one.word ${sql.join(also, sql` `)}
      order by found.${source.at} desc, found.${source.id} desc limit ${sql.lit(mostItems + 1)}) hit
    order by hit.at desc, hit.id desc limit ${sql.lit(mostItems + 1)}`.execute(db)
  return rows
}

const lookedUp = (source: Source, words: readonly string[]) =>
  sql`and exists (select from ${source.table} as also where also.institution_id = found.institution_id
    and also.${source.id} = found.${source.id} and also.word = any(${words}))`

// Gathered once, however many words are walked along. `is true` keeps the planner from making a join of it, for which it
// would go through all that was gathered at each step of the walk; so it is hashed.
const gathered = (source: Source, words: readonly string[], at: number) =>
  sql`${sql.ref(`gathered${at}`)} as materialized (select found.${source.id} as id from ${source.table} as found
    where ${source.here} and found.word = any(${words}))`

const isGathered = (source: Source, at: number) =>
  sql`and (found.${source.id} in (select id from ${sql.ref(`gathered${at}`)})) is true`

async function fewestFirst(db: Db, source: Source, sets: readonly (readonly string[])[]) {
  const counted = await Promise.all(
    sets.map(async (words) => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
        select from ${source.table} as found where ${source.here} and found.word = any(${words})
        limit ${sql.lit(walked)}) part`.execute(db)
      return { words, count: rows[0]?.count ?? 0 }
    }),
  )
  return counted.toSorted((a, b) => a.count - b.count)
}

export type NumberKind = 'case' | 'letter' | 'passport' | 'paper'

export interface NumberHit {
  readonly kind: NumberKind
  readonly id: string
  readonly shown: string
  readonly near: Nearness
}

/** Whose number it is: the same with look-alikes turned, or one that begins like it. */
export function withNumber(db: Db, where: NumberPlace, number: string): Promise<NumberHit[]> {
  const key = sql`(select number_key(${number}::text))`
  return numbersWhere(db, where, [
    ['same', sql`key = ${key}`],
    ['beginning', sql`length(${key}) > 2 and key > ${key} and key < ${key} || ${beyond}`],
  ])
}

/** Whose number has one letter or figure left out, too many, wrong or in its neighbour's place. Short ones are left alone. */
export async function withNumberOff(db: Db, where: NumberPlace, number: string): Promise<NumberHit[]> {
  const { rows } = await sql<{ key: string }>`select number_key(${number}::text) as key`.execute(db)
  const key = rows[0]?.key ?? ''
  return key.length < 6 ? [] : numbersWhere(db, where, [['letter', sql`key in (${each(oneLetterOff(key))})`]])
}

export interface NumberPlace {
  readonly institution: string
  readonly kinds: readonly NumberKind[]
}

async function numbersWhere(
  db: Db,
  { institution, kinds }: NumberPlace,
  wanted: readonly (readonly [Nearness, RawBuilder<unknown>])[],
): Promise<NumberHit[]> {
  const parts = wanted.map(
    ([near, where]) => sql`(select kind, target_id as id, shown, ${near}::text as near, key from known_numbers
      where institution_id = ${institution} and ${where} and kind = any(${kinds})
      order by key limit ${sql.lit(mostItems + 1)})`,
  )
  const { rows } = await sql<NumberHit>`${sql.join(parts, sql` union all `)}`.execute(db)
  return rows
}

export interface FoundCase {
  readonly id: string
  readonly procedure: string
  /** The person, or the record that leads since the person's was merged into it. */
  readonly leader: string
  readonly number: string | null
  readonly title: string
  readonly stage: string
}

/** Whose cases these are, each person once, in the order of the cases; of merged records the one that leads. */
export async function subjectsOf(db: Db, caseIds: readonly string[]): Promise<string[]> {
  const found = withPersons(db).select(['cases.id', leader]).where('arrived_at', 'is not', null)
  const rows = await found.where(among('cases.id', caseIds)).execute()
  const subjects = new Map(rows.map(({ id, leader }) => [id, leader]))
  return [...new Set(caseIds.flatMap((id) => subjects.get(id) ?? []))]
}

export function personsByIds(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('persons')
    .select(['id', 'shown_as', 'names', 'birth_day', 'citizenship'])
    .where(among('id', ids))
    .execute()
}

/** The cases of these persons that the office has, newest first. */
export function casesOfPersons(db: Db, ids: readonly string[]): Promise<FoundCase[]> {
  return arrived(db)
    .where(
      sql<boolean>`cases.subject_id = any(array(
        select id from persons where id = any(${ids}::uuid[])
        union all select id from persons where merged_into = any(${ids}::uuid[])))`,
    )
    .execute()
}

export function casesByIds(db: Db, ids: readonly string[]): Promise<FoundCase[]> {
  return arrived(db).where(among('cases.id', ids)).execute()
}

// What has not been sent is still the applicant's own paper.
const arrived = (db: Db) =>
  withPersons(db)
    .select(['cases.id', 'procedure', 'number', 'title', 'stage', leader])
    .where('arrived_at', 'is not', null)
    .orderBy('arrived_at', 'desc')

const leader = sql<string>`coalesce(persons.merged_into, persons.id)`.as('leader')

const withPersons = (db: Db) =>
  db
    .selectFrom('cases')
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'cases.institution_id').onRef('persons.id', '=', 'cases.subject_id'),
    )

export function casesOfDocuments(db: Db, ids: readonly string[]) {
  return db.selectFrom('documents').select(['id', 'case_id']).where(among('id', ids)).execute()
}

export function lettersByIds(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('letters')
    .select(['id', 'number', 'recipient', 'subject', 'issued_on'])
    .where(among('id', ids))
    .execute()
}

const among = (column: string, ids: readonly string[]) => sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`
