import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { optionalTextFrom, textFrom, toJson } from '../../platform/database/json.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Text } from '../../platform/words/languages.ts'
import { kept } from '../institutions/index.ts'
import { type Alumnus, type Consent, type Filter, isShown, type Known } from './rules.ts'

const newestNews = sql<NewsRow | null>`(select to_jsonb(n) from alumni_news n where n.institution_id = alumni.institution_id
  and n.alumnus_id = alumni.id order by n.at desc, n.id desc limit 1)`
const newestConsent = sql<ConsentRow | null>`(select to_jsonb(c) from alumni_consents c where c.institution_id = alumni.institution_id
  and c.alumnus_id = alumni.id order by c.at desc, c.id desc limit 1)`

interface Told {
  readonly at: string
  readonly by_name: string
  readonly by_themselves: boolean
}
type NewsRow = Told & { readonly post: string; readonly country: string | null }
type ConsentRow = Told & { readonly directory: boolean; readonly mails: boolean; readonly how: string }

const rows = (db: Db) =>
  db
    .selectFrom('alumni')
    .selectAll('alumni')
    .select([newestNews.as('news'), newestConsent.as('consent')])
type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

const toldFrom = ({ at, by_name, by_themselves }: Told) => {
  return { at: new Date(at), byName: by_name, byThemselves: by_themselves }
}

function alumnusFrom(row: Row): Alumnus {
  const { id, key, name, year, country, email, quote, version, news, consent } = row
  const known: Known | null = news && { ...toldFrom(news), post: news.post, country: news.country }
  const agreed: Consent | null = consent && {
    ...{ ...toldFrom(consent), directory: consent.directory, mails: consent.mails, how: consent.how },
  }
  return {
    ...{ id, key, name, year, country, email, quote, version, known, consent: agreed },
    studentId: row.student_id,
    staffId: row.staff_id,
    direction: textFrom(row.direction),
    directionEnded: row.direction_ended,
    post: optionalTextFrom(row.post),
    degree: optionalTextFrom(row.degree),
    archived: row.archived_at !== null,
  }
}

/** The newest year first, in a year by name. @param size how many at most; all when absent */
export async function alumniOf(db: Db, filter: Partial<Filter> = {}, size?: number): Promise<Alumnus[]> {
  const { search = '', year, country, consent, archived = false, after } = filter
  let query = rows(db).where('archived_at', archived ? 'is not' : 'is', null)
  for (const word of foldWords(search)) query = query.where('words', 'like', `% ${word}%`)
  if (year) query = query.where('year', '=', year)
  // Where somebody is today counts before where they were.
  if (country) query = query.where(sql<boolean>`coalesce(${newestNews} ->> 'country', alumni.country) = ${country}`)
  if (consent === 'shown') query = query.where(sql<boolean>`(${newestConsent} ->> 'directory')::boolean`)
  if (consent === 'mails')
    query = query.where(sql<boolean>`(${newestConsent} ->> 'mails')::boolean and alumni.email is not null`)
  if (consent === 'none') query = query.where(sql<boolean>`${newestConsent} is null`)
  if (after)
    query = query.where(
      sql<boolean>`(-year, name, id) > (select -b.year, b.name, b.id from alumni b where b.id = ${after})`,
    )
  query = query.orderBy(sql`-year`).orderBy('name').orderBy('id')
  return (await (size ? query.limit(size) : query).execute()).map(alumnusFrom)
}

/** Whom everybody may read of: as the office's own page names them, or by their consent. */
export const shownAlumni = kept(async (db: Db): Promise<readonly Alumnus[]> => (await alumniOf(db)).filter(isShown))

/** @param db the institution's own scope */
export async function findAlumnus(db: Db, id: string): Promise<Alumnus | null> {
  const row = await rows(db).where('alumni.id', '=', id).executeTakeFirst()
  return row ? alumnusFrom(row) : null
}

/** Everything that was told and agreed, the newest first. */
export async function threadOf(db: Db, id: string) {
  const news = await db.selectFrom('alumni_news').selectAll().where('alumnus_id', '=', id).execute()
  const agreed = await db.selectFrom('alumni_consents').selectAll().where('alumnus_id', '=', id).execute()
  return [
    ...news.map((row) => ({ kind: 'news' as const, ...row })),
    ...agreed.map((row) => ({ kind: 'consent' as const, ...row })),
  ].toSorted((one, other) => other.at.getTime() - one.at.getTime())
}

/** A graduate as it is written down. */
export interface Written {
  readonly name: string
  readonly direction: Text
  readonly directionEnded: boolean
  readonly year: number
  readonly degree: Text | null
  readonly post: Text | null
  readonly country: string | null
  readonly email: string | null
  readonly staffId: string | null
}

function columnsOf(given: Written) {
  const { name, year, country, email, direction, degree, post } = given
  const spoken = [name, ...Object.values(direction), ...Object.values(post ?? {})]
  return {
    ...{ name, year, country, email, staff_id: given.staffId, direction_ended: given.directionEnded },
    direction: toJson(direction),
    degree: degree && toJson(degree),
    post: post && toJson(post),
    words: ` ${spoken.flatMap(foldWords).join(' ')}`,
  }
}

type New = Written & { readonly id: string; readonly studentId?: string | null }

/** Enters graduates; one that is there already, by its id or its student, stays as it is. @returns how many are new */
export async function insertAlumni(tx: Tx, institution: string, all: readonly New[], at: Date): Promise<number> {
  let made = 0
  // A thousand at a time: a statement takes no more than 65,535 values.
  for (let from = 0; from < all.length; from += 1000) {
    const values = all.slice(from, from + 1000).map(({ id, studentId = null, ...given }) => {
      return { institution_id: institution, id, student_id: studentId, edited_at: at, ...columnsOf(given) }
    })
    const written = await tx
      .insertInto('alumni')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute()
    made += written.length
  }
  return made
}

/** False when somebody was faster. */
export async function saveAlumnus(tx: Tx, id: string, given: Written, seen: number, at: Date): Promise<boolean> {
  const saved = await tx
    .updateTable('alumni')
    .set({ ...columnsOf(given), edited_at: at, version: seen + 1 })
    .where('id', '=', id)
    .where('version', '=', seen)
    .returning('id')
    .executeTakeFirst()
  return saved !== undefined
}

export async function saveArchived(tx: Tx, id: string, away: boolean, at: Date): Promise<void> {
  await tx
    .updateTable('alumni')
    .set({ archived_at: away ? at : null, edited_at: at })
    .where('id', '=', id)
    .execute()
}

type Line = { institution: string; alumnusId: string; at: Date; byName: string; byThemselves: boolean }

export async function insertNews(tx: Tx, line: Line, { post, country }: Pick<Known, 'post' | 'country'>) {
  const { institution, alumnusId, at, byName, byThemselves } = line
  await tx
    .insertInto('alumni_news')
    .values({
      ...{ institution_id: institution, alumnus_id: alumnusId, at, by_name: byName, by_themselves: byThemselves },
      ...{ post, country },
    })
    .execute()
}

type Agreed = Pick<Consent, 'directory' | 'mails' | 'how'>

export async function insertConsent(tx: Tx, line: Line, { directory, mails, how }: Agreed) {
  const { institution, alumnusId, at, byName, byThemselves } = line
  await tx
    .insertInto('alumni_consents')
    .values({
      ...{ institution_id: institution, alumnus_id: alumnusId, at, by_name: byName, by_themselves: byThemselves },
      ...{ directory, mails, how },
    })
    .execute()
}

/** The years and countries that the register knows, for the filters. */
export async function choicesOf(db: Db) {
  const all = await db
    .selectFrom('alumni')
    .select(['year', sql<string | null>`coalesce(${newestNews} ->> 'country', alumni.country)`.as('country')])
    .distinct()
    .where('archived_at', 'is', null)
    .execute()
  const years = [...new Set(all.map(({ year }) => year))].toSorted((one, other) => other - one)
  return { years, countries: [...new Set(all.flatMap(({ country }) => country ?? []))] }
}

/** The students who are graduates already. */
export async function studentsAmong(db: Db): Promise<ReadonlySet<string>> {
  const all = await db.selectFrom('alumni').select('student_id').where('student_id', 'is not', null).execute()
  return new Set(all.flatMap(({ student_id }) => student_id ?? []))
}

export interface Mailing {
  readonly id: string
  readonly at: Date
  readonly byName: string
  readonly subject: string
  readonly sentTo: number
}

export async function mailingsOf(db: Db): Promise<Mailing[]> {
  const all = await db.selectFrom('alumni_mailings').selectAll().orderBy('at', 'desc').limit(20).execute()
  return all.map(({ id, at, by_name, subject, sent_to }) => ({ id, at, byName: by_name, subject, sentTo: sent_to }))
}

/** False when the same form came before. */
export async function insertMailing(
  tx: Tx,
  institution: string,
  { id, at, byName, subject, sentTo, ...more }: Mailing & { body: string; year: number | null; country: string | null },
): Promise<boolean> {
  const row = await tx
    .insertInto('alumni_mailings')
    .values({
      ...{ institution_id: institution, id, at, by_name: byName, subject, sent_to: sentTo, body: more.body },
      ...{ country: more.country, from_year: more.year, to_year: more.year },
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
