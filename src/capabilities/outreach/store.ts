import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'

/** The invitation that was opened for a record: its id was the form's key. */
export async function invitationOf(db: Db, record: string) {
  const row = await db
    .selectFrom('cases')
    .select(['id', 'number', 'title'])
    .where('procedure', '=', 'invitation')
    .where('request_key', '=', record)
    .executeTakeFirst()
  return row ?? null
}

export interface MarketRow {
  readonly year: number
  readonly country: string
  readonly source: string
  readonly enquiries: number
  readonly applicants: number
  readonly admitted: number
  readonly enrolled: number
}

/**
 * Who asked, applied, was admitted and enrolled, by year, citizenship and source. An applicant comes from where the enquiry
 * with the same mail address came from, or from a representative who acts in the case; of the others nobody has asked.
 * Years are those of Bishkek. @param db the institution's own scope
 */
export async function marketRows(db: Db): Promise<MarketRow[]> {
  const { rows } = await sql<MarketRow>`
    with asked as (
      select id, said ->> 'country' as country, said ->> 'source' as source, lower(said ->> 'mail') as mail,
        extract(year from (said ->> 'on')::date)::int as year
      from ledger_records where ledger = 'enquiries' and archived_at is null),
    applied as (
      select cases.id, extract(year from cases.arrived_at at time zone 'Asia/Bishkek')::int as year,
        coalesce(persons.citizenship, '') as country,
        coalesce(
          (select source from asked where asked.mail = lower(coalesce(accounts.email, persons.email))
            order by asked.year desc, asked.id limit 1),
          case when exists (select from representation_cases acting where acting.case_id = cases.id)
            then 'representative' else 'unknown' end) as source,
        exists (select from case_actions act where act.case_id = cases.id and act.to_stage = 'admitted') as admitted,
        exists (select from students where students.case_id = cases.id) as enrolled
      from cases
      join persons on persons.institution_id = cases.institution_id and persons.id = cases.subject_id
      left join accounts on accounts.id = persons.account_id
      where cases.procedure = 'admission' and cases.arrived_at is not null)
    select year, country, source, sum(enquiries)::int as enquiries, sum(applicants)::int as applicants,
      sum(admitted)::int as admitted, sum(enrolled)::int as enrolled
    from (
      select year, country, source, count(*) as enquiries, 0 as applicants, 0 as admitted, 0 as enrolled
        from asked group by 1, 2, 3
      union all
      select year, country, source, 0, count(*), count(*) filter (where admitted or enrolled),
        count(*) filter (where enrolled) from applied group by 1, 2, 3) counted
    group by 1, 2, 3 order by 1 desc, 2, 3`.execute(db)
  return rows
}
