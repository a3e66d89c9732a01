import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import type { Procedure } from './procedure.ts'
import { list } from './rules.ts'

/** How long a stage takes here, in calendar days. */
export interface StageTime {
  /** Of how many cases it was counted. */
  readonly cases: number
  /** Half of them stayed no longer. */
  readonly usual: number
  /** Nine of ten stayed no longer. */
  readonly most: number
}

/** Fewer past cases say nothing: the page then names the office's own term instead. */
export const fewestCases = 10
/** The last ones: what an office needed two years ago says little about today. */
const lastMoves = 100

/** How long the stage usually takes; null while too few cases have gone through it. */
export async function stageTimeOf(db: Db, procedure: string, stage: string): Promise<StageTime | null> {
  const row = await db
    .selectFrom('stage_times')
    .select(['cases', 'usual_days as usual', 'most_days as most'])
    .where('procedure', '=', procedure)
    .where('stage', '=', stage)
    .executeTakeFirst()
  return row ?? null
}

/** Counts anew, for each stage in which the subject waits, how long the last cases stayed in it. */
export async function countStageTimes(
  house: Pick<House, 'database' | 'clock'>,
  institution: string,
  procedures: readonly Procedure[],
): Promise<void> {
  const db = house.database.within(institution)
  for (const procedure of procedures) {
    for (const [stage, waits] of Object.entries(procedure.stages)) {
      if (waits !== 'office' && waits !== 'others') continue
      const time = await countOne(db, institution, procedure, stage)
      if (time && time.cases >= fewestCases)
        await keep(db, institution, procedure.name, stage, time, house.clock.today())
      else await forget(db, procedure.name, stage)
    }
  }
}

// A subject who withdraws says nothing of how long the office needs.
async function countOne(db: Db, institution: string, procedure: Procedure, stage: string): Promise<StageTime | null> {
  const own = Object.entries(procedure.steps).flatMap(([name, step]) =>
    list(step.by).includes('office') ? [] : [name],
  )
  const { rows } = await sql<StageTime>`
    with gone as (
      select left_.case_id, left_.seq, left_.at
      from case_actions as left_
      join cases on cases.institution_id = left_.institution_id and cases.id = left_.case_id
      where left_.institution_id = ${institution} and left_.from_stage = ${stage} and left_.from_stage <> left_.to_stage
        and cases.procedure = ${procedure.name} and not left_.action = any(${own}::text[])
      order by left_.at desc limit ${sql.lit(lastMoves)}
    ), stayed as (
      select gone.case_id, timezone('Asia/Bishkek', gone.at)::date - timezone('Asia/Bishkek', came.at)::date as days
      from gone cross join lateral (
        select at from case_actions as move
        where move.institution_id = ${institution} and move.case_id = gone.case_id and move.seq < gone.seq
          and move.to_stage = ${stage} and move.from_stage is distinct from move.to_stage
        order by move.seq desc limit 1
      ) came
    )
    select count(distinct case_id)::int as cases,
      percentile_disc(0.5) within group (order by days) as usual,
      percentile_disc(0.9) within group (order by days) as most
    from stayed having count(*) > 0`.execute(db)
  return rows[0] ?? null
}

async function keep(db: Db, institution: string, procedure: string, stage: string, time: StageTime, today: Day) {
  const counted = { cases: time.cases, usual_days: time.usual, most_days: time.most, counted_on: today }
  await db
    .insertInto('stage_times')
    .values({ institution_id: institution, procedure, stage, ...counted })
    .onConflict((conflict) => conflict.columns(['institution_id', 'procedure', 'stage']).doUpdateSet(counted))
    .execute()
}

async function forget(db: Db, procedure: string, stage: string): Promise<void> {
  await db.deleteFrom('stage_times').where('procedure', '=', procedure).where('stage', '=', stage).execute()
}
