import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import type { Law } from '../law/index.ts'
import type { Overview, OverviewFilter } from './overview-rules.ts'

interface Row {
  readonly id: string
  readonly person_id: string
  readonly name: string
  readonly country: string | null
  readonly ends: string
  readonly begin_by: string | null
  readonly visa_ends: string | null
  readonly study_ends: string | null
  readonly by_contract: boolean
  readonly case_id: string | null
  readonly case_stage: string | null
}

const dayFrom = (text: string | null): Day | null => (text ? day(text) : null)

function overviewFrom(row: Row): Overview {
  return {
    ...{ id: row.id, personId: row.person_id, name: row.name, country: row.country ?? '', ends: day(row.ends) },
    ...{ beginBy: dayFrom(row.begin_by), visaEnds: dayFrom(row.visa_ends), studyEnds: dayFrom(row.study_ends) },
    byContract: row.by_contract,
    extension: row.case_id ? { id: row.case_id, stage: row.case_stage ?? '' } : null,
  }
}

/** Years that a programme of a level lasts, where the law says it. */
const yearsOf = (law: Law, level: string) => {
  const rule = law.find(`study.${level}-length`)
  return rule?.unit === 'years' ? Number(rule.value) : null
}

const ended = sql`record.to_on < today.day`
const beforeVisa = sql`record.to_on < visa.ends`
const beforeStudy = sql`record.to_on < coalesce(contract.ends, study.ends)`
const begins = sql`clock.start_on <= today.day`
const wanted = {
  any: sql`(${ended} or ${beforeVisa} or ${beforeStudy} or ${begins})`,
  ended,
  visa: beforeVisa,
  study: beforeStudy,
  soon: begins,
  all: sql`true`,
} as const

// The last day of a kind of paper among all records of one person.
const lastOf = (kind: string) => sql`select max(paper.to_on) as ends from stay_records paper
  where paper.institution_id = record.institution_id and paper.person_id = any(one.ids)
    and paper.kind = ${kind} and paper.state = 'valid'`

/**
 * Valid passports with what they have to last for, the first to end first: of each person and state the one that lasts
 * longest, beside the end of the visa and of the study, by the contract or else by the length of the programme. Each passport
 * is looked at in the order of its end, until the page is full.
 * @param db the institution's own scope
 */
export async function passportsThatEnd(
  db: Db,
  institution: string,
  filter: OverviewFilter,
  law: Law,
  size: number,
): Promise<Overview[]> {
  const { search, country, why, after } = filter
  const [bachelor, master] = [yearsOf(law, 'bachelor'), yearsOf(law, 'master')]
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<Row>`
    select record.id, leader.id as person_id, leader.shown_as as name, record.said ->> 'country' as country,
      record.to_on::text as ends, clock.start_on::text as begin_by, visa.ends::text as visa_ends,
      coalesce(contract.ends, study.ends)::text as study_ends, contract.ends is not null as by_contract,
      extension.id as case_id, extension.stage as case_stage
    from stay_records record
    cross join (select ${law.day}::date as day) today
    join persons owner on owner.institution_id = record.institution_id and owner.id = record.person_id
    join persons leader on leader.institution_id = record.institution_id
      and leader.id = coalesce(owner.merged_into, owner.id)
    cross join lateral (select array_agg(other.id) as ids from persons other
      where other.institution_id = record.institution_id and (other.id = leader.id or other.merged_into = leader.id)) one
    left join lateral (select kept.start_on from stay_clocks kept where kept.institution_id = record.institution_id
      and kept.record_id = record.id and kept.name = 'passport.ends' limit 1) clock on true
    left join lateral (${lastOf('visa')}) visa on true
    left join lateral (${lastOf('contract')}) contract on true
    left join lateral (select max((student.since + make_interval(years => case student.level
        when 'bachelor' then ${bachelor}::int when 'master' then ${master}::int end))::date - 1) as ends
      from students student where student.institution_id = record.institution_id and student.person_id = any(one.ids)
        and student.state in ('accepted', 'enrolled', 'on-leave')) study on true
    left join lateral (select cases.id, cases.stage from cases where cases.institution_id = record.institution_id
      and cases.subject_id = any(one.ids) and cases.procedure = 'passport-extension' and cases.closed_at is null
      and cases.arrived_at is not null order by cases.arrived_at desc limit 1) extension on true
    where record.institution_id = ${institution} and record.kind = 'passport' and record.state = 'valid'
      and record.to_on is not null and ${wanted[why]}
      and not exists (select from stay_records longer where longer.institution_id = record.institution_id
        and longer.person_id = any(one.ids) and longer.kind = 'passport' and longer.state = 'valid'
        and longer.said ->> 'country' = record.said ->> 'country'
        and (longer.to_on, longer.id) > (record.to_on, record.id))
      and (${search} = '' or leader.shown_as ilike ${pattern})
      and (${country} = '' or record.said ->> 'country' = ${country})
      ${after ? sql`and (record.to_on, record.id) > (${after.ends}::date, ${after.id}::uuid)` : sql``}
    order by record.to_on, record.id
    limit ${sql.lit(size)}`.execute(db)
  return rows.map(overviewFrom)
}
