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

const wanted = {
  any: sql`(ends < visa_ends or ends < study_ends or begin_by <= today or ends < today)`,
  ended: sql`ends < today`,
  visa: sql`ends < visa_ends`,
  study: sql`ends < study_ends`,
  soon: sql`begin_by <= today`,
  all: sql`true`,
} as const

/**
 * Valid passports with what they have to last for, the first to end first: of each person and state the one that lasts
 * longest, beside the end of the visa and of the study, by the contract or else by the length of the programme.
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
    with held as (
      select distinct on (lead, record.said ->> 'country')
        coalesce(person.merged_into, person.id) as lead, record.id, record.to_on as ends, record.said ->> 'country' as country
      from stay_records record
      join persons person on person.institution_id = record.institution_id and person.id = record.person_id
      where record.institution_id = ${institution} and record.kind = 'passport' and record.state = 'valid'
        and record.to_on is not null
      order by lead, record.said ->> 'country', record.to_on desc
    ), known as (
      select held.id, held.lead as person_id, leader.shown_as as name, held.country, held.ends,
        (select clock.start_on from stay_clocks clock where clock.institution_id = ${institution}
          and clock.record_id = held.id and clock.name = 'passport.ends') as begin_by,
        (select max(visa.to_on) from stay_records visa where visa.institution_id = ${institution}
          and visa.person_id = any(one.ids) and visa.kind = 'visa' and visa.state = 'valid') as visa_ends,
        coalesce(contract.ends, study.ends) as study_ends, contract.ends is not null as by_contract,
        extension.id as case_id, extension.stage as case_stage, ${law.day}::date as today
      from held
      join persons leader on leader.institution_id = ${institution} and leader.id = held.lead
      cross join lateral (select array_agg(id) as ids from persons other where other.institution_id = ${institution}
        and (other.id = held.lead or other.merged_into = held.lead)) one
      left join lateral (select max(paper.to_on) as ends from stay_records paper where paper.institution_id = ${institution}
        and paper.person_id = any(one.ids) and paper.kind = 'contract' and paper.state = 'valid') contract on true
      left join lateral (select max((student.since + make_interval(years => case student.level
          when 'bachelor' then ${bachelor}::int when 'master' then ${master}::int end))::date - 1) as ends
        from students student where student.institution_id = ${institution} and student.person_id = any(one.ids)
        and student.state in ('accepted', 'enrolled', 'on-leave')) study on true
      left join lateral (select cases.id, cases.stage from cases where cases.institution_id = ${institution}
        and cases.subject_id = any(one.ids) and cases.procedure = 'passport-extension' and cases.closed_at is null
        and cases.arrived_at is not null order by cases.arrived_at desc limit 1) extension on true
      where (${search} = '' or leader.shown_as ilike ${pattern}) and (${country} = '' or held.country = ${country})
    )
    select id, person_id, name, country, ends::text, begin_by::text, visa_ends::text, study_ends::text, by_contract,
      case_id, case_stage
    from known
    where ${wanted[why]} and (${after === null} or (ends, id) > (${after?.ends ?? null}::date, ${after?.id ?? null}::uuid))
    order by known.ends, known.id
    limit ${sql.lit(size)}`.execute(db)
  return rows.map(overviewFrom)
}
