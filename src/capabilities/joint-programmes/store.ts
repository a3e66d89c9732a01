import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'

/** Somebody of the register. */
export interface Somebody {
  readonly id: string
  readonly name: string
  readonly birthDay: Day | null
  readonly number: string | null
}

interface Row {
  readonly id: string
  readonly shown_as: string
  readonly birth_day: string | null
  readonly number: string | null
}

const somebodyFrom = ({ id, shown_as, birth_day, number }: Row): Somebody => ({
  ...{ id, name: shown_as, number },
  birthDay: birth_day ? day(birth_day) : null,
})

const columns = sql`person.id, person.shown_as, to_char(person.birth_day, 'YYYY-MM-DD') as birth_day,
  (select number from students where students.institution_id = person.institution_id and students.person_id = person.id
    order by since desc limit 1) as number`

/** Persons whose name, or student's number, has all words of what was typed. @param most how many at most */
export async function personsNamed(db: Db, institution: string, typed: string, most: number): Promise<Somebody[]> {
  const words = foldWords(typed).slice(0, 5)
  if (words.length === 0) return []
  // A folded word has only letters and digits: nothing in it means more to `like` than itself.
  const { rows } = await sql<Row>`select ${columns} from persons person
    where person.institution_id = ${institution} and person.merged_into is null
      and (lower(person.shown_as) like all(${words.map((word) => `%${word}%`)}::text[])
        or exists (select from students where students.institution_id = ${institution}
          and students.person_id = person.id and students.words like all(${words.map((word) => `% ${word}%`)}::text[])))
    order by person.shown_as, person.id limit ${sql.lit(most)}`.execute(db)
  return rows.map(somebodyFrom)
}

/** Each of these as what the register calls them now: a merged one as what it has become. */
export async function personsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Somebody>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row & { asked: string }>`select asked.id as asked, ${columns} from persons asked
    join persons person on person.institution_id = asked.institution_id
      and person.id = coalesce(asked.merged_into, asked.id)
    where asked.id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.asked, somebodyFrom(row)]))
}

export async function personHere(db: Db, id: string): Promise<Somebody | null> {
  return isUuid(id) ? ((await personsOf(db, [id])).get(id) ?? null) : null
}
