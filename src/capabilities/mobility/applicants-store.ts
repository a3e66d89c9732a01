import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { ApplicantFilter } from './applicants-rules.ts'
import { choiceFacts, type Facts } from './facts.ts'
import { factsFrom } from './situation.ts'

export interface ApplicantRow {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly unit: string | null
  readonly stage: string
  readonly personId: string
  readonly arrivedAt: Date
  readonly facts: Partial<Facts>
}

const found = (db: Db, callId: string) =>
  db
    .selectFrom('mobility_applications as application')
    .innerJoin('cases', (join) =>
      join
        .onRef('cases.institution_id', '=', 'application.institution_id')
        .onRef('cases.id', '=', 'application.case_id'),
    )
    .where('application.call_id', '=', callId)

const choicesOfCase = sql.join(choiceFacts.map((fact) => sql`cases.facts ->> ${sql.lit(fact)}`))

function narrowed(db: Db, callId: string, filter: ApplicantFilter) {
  const { unit, stage, choice, recommended, average } = filter
  const said = sql<string | null>`cases.facts ->> 'recommended'`
  let query = found(db, callId).where('cases.arrived_at', 'is not', null)
  if (unit) query = query.where('cases.unit', '=', unit)
  if (stage) query = query.where('cases.stage', '=', stage)
  if (choice) query = query.where(sql<boolean>`${choice} in (${choicesOfCase})`)
  if (recommended === 'none') query = query.where(said, 'is', null)
  else if (recommended) query = query.where(said, '=', recommended)
  if (average !== null) query = query.where(sql<boolean>`(cases.facts ->> 'average')::int >= ${average}`)
  // A folded word has only letters and digits: nothing in it means more to `like` than itself.
  for (const word of foldWords(filter.search))
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('case_words')
          .select('case_words.word')
          .whereRef('case_words.institution_id', '=', 'cases.institution_id')
          .whereRef('case_words.case_id', '=', 'cases.id')
          .where('case_words.guarded', '=', false)
          .where('case_words.word', 'like', `${word}%`),
      ),
    )
  return query
}

/** Where a page ended: the row that the next one begins behind. */
export interface Behind {
  readonly arrivedAt: Date
  readonly id: string
}

/** Applicants of a call who have sent their application, in the order in which they did. */
export async function applicantsOf(
  db: Db,
  callId: string,
  filter: ApplicantFilter,
  behind: Behind | null,
  size: number,
): Promise<ApplicantRow[]> {
  const rows = await narrowed(db, callId, filter)
    .select(['cases.id', 'cases.number', 'cases.title', 'cases.unit', 'cases.stage', 'cases.subject_id', 'cases.facts'])
    .select('cases.arrived_at')
    .$if(behind !== null, (query) =>
      query.where(sql<boolean>`(cases.arrived_at, cases.id) > (${behind?.arrivedAt ?? null}, ${behind?.id ?? null})`),
    )
    .orderBy('cases.arrived_at')
    .orderBy('cases.id')
    .limit(size)
    .execute()
  return rows.flatMap(({ id, number, title, unit, stage, subject_id, arrived_at, facts }) =>
    arrived_at
      ? [
          {
            ...{ id, number: number ?? '', name: title, unit, stage, personId: subject_id },
            ...{ arrivedAt: arrived_at, facts: factsFrom(facts) },
          },
        ]
      : [],
  )
}

export interface Tally {
  readonly stage: string
  readonly unit: string | null
  readonly first: string | null
  readonly recommended: string | null
  readonly count: number
}

/** How many applications stand where: by stage, unit, first choice and what the unit said. */
export async function talliesOf(db: Db, callId: string): Promise<Tally[]> {
  return found(db, callId)
    .select(['cases.stage', 'cases.unit'])
    .select([
      sql<string | null>`cases.facts ->> 'choice1'`.as('first'),
      sql<string | null>`cases.facts ->> 'recommended'`.as('recommended'),
      sql<number>`count(*)::int`.as('count'),
    ])
    .where('application.withdrawn', '=', false)
    .groupBy(['cases.stage', 'cases.unit', sql`3`, sql`4`])
    .execute()
}

/** How often each host is wished for, at whatever place. */
export async function wishesOf(db: Db, callId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await found(db, callId)
    .innerJoinLateral(sql<{ host: string }>`unnest(array[${choicesOfCase}])`.as<'wish'>(sql`wish(host)`), (join) =>
      join.onTrue(),
    )
    .select(['wish.host', sql<number>`count(*)::int`.as('count')])
    .where('cases.arrived_at', 'is not', null)
    .where('application.withdrawn', '=', false)
    .where('wish.host', 'is not', null)
    .groupBy('wish.host')
    .execute()
  return new Map(rows.map(({ host, count }) => [host, count]))
}
