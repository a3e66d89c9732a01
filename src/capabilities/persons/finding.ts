import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import type { JobPayload } from '../../platform/jobs.ts'
import type { Listener } from '../../platform/listeners.ts'

/** When an application arrives its person is compared with the others: after the sending, which waits for nothing. */
export const findLater: Listener = async (tx, house, happening) => {
  if (happening.kind !== 'case' || !happening.arrives) return
  await house.jobs.later(tx, 'persons.doubles', { institution: happening.institution, id: happening.caseId })
}

/** Compares the person of a case that has arrived with everybody else of the institution. */
export async function findForCase(house: House, { institution, id }: JobPayload): Promise<void> {
  const db = house.database.within(institution)
  const found = await db.selectFrom('cases').select('subject_id').where('id', '=', id).executeTakeFirst()
  if (found) await findAmong(house, institution, [found.subject_id])
}

const mostANight = 50_000
const atOnce = 500

/** Compares everybody who has changed since the last comparison, or never was compared. */
export async function findNightly(house: House, institution: string): Promise<void> {
  const ids = await changedSince(house.database.within(institution), institution)
  for (let from = 0; from < ids.length; from += atOnce)
    await findAmong(house, institution, ids.slice(from, from + atOnce))
}

async function changedSince(db: Db, institution: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select persons.id from persons left join double_checks checked
      on checked.institution_id = persons.institution_id and checked.person_id = persons.id
    where persons.institution_id = ${institution} and checked.mark is distinct from mark_of_person(persons)
    limit ${sql.lit(mostANight)}`.execute(db)
  return rows.map(({ id }) => id)
}

function findAmong(house: House, institution: string, ids: readonly string[]): Promise<void> {
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      await oneAtATime(tx, institution)
      await compareAll(tx, institution, ids, house.clock.now())
    })
}

/** Whoever finds or merges goes alone here: two who arrive at once are seen by each other, and nobody is merged twice. */
export async function oneAtATime(tx: Tx, institution: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`doubles ${institution}`}, 0))`.execute(tx)
}

/** Finds the doubles of these persons; pairs that nobody decided and nothing speaks for any more go. */
export async function compareAll(tx: Tx, institution: string, ids: readonly string[], at: Date): Promise<void> {
  await sql`delete from person_keys where institution_id = ${institution} and person_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  await sql`insert into person_keys select institution_id, keys_of_person(persons), id from persons
    where institution_id = ${institution} and id = any(${ids}::uuid[])`.execute(tx)
  await sql`
    with found as materialized (${foundWith(institution, ids)}), gone as (
      delete from doubles where institution_id = ${institution} and state = 'open'
        and (a = any(${ids}::uuid[]) or b = any(${ids}::uuid[]))
        and not exists (select from found where found.a = doubles.a and found.b = doubles.b)
        and not exists (select from double_decisions d where d.institution_id = doubles.institution_id and d.double_id = doubles.id)
    )
    insert into doubles (institution_id, a, b, same_passport, same_name, found_at)
    select ${institution}, found.a, found.b, found.passport, found.name, ${at} from found
      join persons one on one.institution_id = ${institution} and one.id = found.a
      join persons other on other.institution_id = ${institution} and other.id = found.b
    where coalesce(one.merged_into, one.id) <> coalesce(other.merged_into, other.id)
    on conflict (institution_id, a, b) do update set same_passport = excluded.same_passport, same_name = excluded.same_name
      where (doubles.same_passport, doubles.same_name) is distinct from (excluded.same_passport, excluded.same_name)
  `.execute(tx)
  await sql`insert into double_checks select institution_id, id, mark_of_person(persons) from persons
    where institution_id = ${institution} and id = any(${ids}::uuid[])
    on conflict (institution_id, person_id) do update set mark = excluded.mark`.execute(tx)
}

// Which pairs these persons make with anybody, and by what.
const foundWith = (institution: string, ids: readonly string[]) => sql`
  select least(mine, other) as a, greatest(mine, other) as b, bool_or(passport) as passport, bool_or(not passport) as name
  from (
    select own.subject_id as mine, its.subject_id as other, true as passport
    from cases own
      join known_numbers n on n.institution_id = ${institution} and n.target_id = own.id and n.kind = 'passport'
      join known_numbers m on m.institution_id = ${institution} and m.key = n.key and m.kind = 'passport'
      join cases its on its.institution_id = ${institution} and its.id = m.target_id
    where own.institution_id = ${institution} and own.subject_id = any(${ids}::uuid[]) and its.subject_id <> own.subject_id
    union
    select own.id, its.id, false
    from (
      select distinct mine.person_id as mine, theirs.person_id as other from person_keys mine
        join person_keys theirs on theirs.institution_id = ${institution} and theirs.key = mine.key
      where mine.institution_id = ${institution} and mine.person_id = any(${ids}::uuid[])
        and theirs.person_id <> mine.person_id
    ) near
      join persons own on own.institution_id = ${institution} and own.id = near.mine
      join persons its on its.institution_id = ${institution} and its.id = near.other
    where exists (
      select from name_sounds(own.names, own.shown_as) one, name_sounds(its.names, its.shown_as) other
      where is_same_name(one, other))
  ) pairs
  group by 1, 2`
