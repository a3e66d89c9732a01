import type { Db } from '../../platform/database/index.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { editionOf, findCall } from '../calls/index.ts'
import { averageOf, transcriptOf } from '../transcripts/index.ts'
import type { Facts } from './facts.ts'
import { type Began, beganKey, gone } from './rules.ts'
import { factsFrom } from './situation.ts'

/** The calls that a person began applications for, each in the edition of that day. */
export async function begunBy(db: Db, personId: string): Promise<ReadonlyMap<string, Began>> {
  const rows = await db
    .selectFrom('mobility_applications')
    .select(['call_id', 'edition'])
    .where('person_id', '=', personId)
    .distinct()
    .execute()
  const began = new Map<string, Began>()
  for (const { call_id, edition } of rows) {
    const call = await findCall(db, call_id)
    const said = call && (await editionOf(db, call_id, edition))
    if (call && said) began.set(beganKey(call_id, edition), { call, said })
  }
  return began
}

/** The average over all sessions, in hundredths; null where it isn't known. */
export async function averageOfPerson(db: Db, personId: string): Promise<number | null> {
  return averageOf(await transcriptOf(db, personId)).value
}

/** The level of study of each exchange that a person went on. */
export async function earlierOf(db: Db, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('cases')
    .select('facts')
    .where('subject_id', '=', personId)
    .where('procedure', '=', 'mobility')
    .where('stage', 'in', [...gone])
    .execute()
  return rows.map(({ facts }) => factsFrom(facts).level ?? '')
}

/** An application for a call, as those who select see it. */
export interface MobilityCase {
  readonly caseId: string
  readonly number: string | null
  readonly personId: string
  readonly name: string
  readonly unit: string | null
  readonly facts: Partial<Facts>
  readonly stage: string
  /** What the educational unit said; null while it has said nothing. */
  readonly recommended: boolean | null
}

/**
 * The applications for a call that have reached the office, in the order in which they arrived.
 * @param stages only these; absent: all
 */
export async function mobilityCasesOf(db: Db, callId: string, stages?: readonly string[]): Promise<MobilityCase[]> {
  const rows = await db
    .selectFrom('mobility_applications as application')
    .innerJoin('cases', (join) =>
      join
        .onRef('cases.institution_id', '=', 'application.institution_id')
        .onRef('cases.id', '=', 'application.case_id'),
    )
    .select(['cases.id', 'cases.number', 'cases.subject_id', 'cases.title', 'cases.unit', 'cases.facts', 'cases.stage'])
    .where('application.call_id', '=', callId)
    .where('cases.arrived_at', 'is not', null)
    .$if(stages !== undefined, (query) => query.where('cases.stage', 'in', [...(stages ?? [])]))
    .orderBy('cases.arrived_at')
    .orderBy('cases.id')
    .execute()
  return rows.map((row) => {
    const known = factsFrom(row.facts)
    return {
      ...{ caseId: row.id, number: row.number, personId: row.subject_id, name: row.title, unit: row.unit },
      ...{ facts: known, stage: row.stage },
      recommended: known.recommended === undefined ? null : known.recommended === 'yes',
    }
  })
}

/** What a person has begun for a call, the newest first; a withdrawn one leaves room for another. */
export async function applicationsOfPerson(db: Db, personId: string, callId: string) {
  const rows = await db
    .selectFrom('mobility_applications')
    .select(['case_id', 'withdrawn'])
    .where('person_id', '=', personId)
    .where('call_id', '=', callId)
    .orderBy('case_id', 'desc')
    .execute()
  return rows.map(({ case_id, withdrawn }) => ({ caseId: case_id, withdrawn }))
}

/** Whoever has begun to answer a call and is not through with it: they are told when it changes. */
export async function startedFor(db: Db, callId: string) {
  const rows = await db
    .selectFrom('mobility_applications as application')
    .innerJoin('cases', (join) =>
      join
        .onRef('cases.institution_id', '=', 'application.institution_id')
        .onRef('cases.id', '=', 'application.case_id'),
    )
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'cases.institution_id').onRef('persons.id', '=', 'cases.subject_id'),
    )
    .select(['application.case_id as caseId', 'persons.email', 'persons.language'])
    .where('application.call_id', '=', callId)
    .where('cases.closed_at', 'is', null)
    .orderBy('application.case_id')
    .execute()
  return rows.flatMap(({ caseId, email, language }) =>
    email ? [{ caseId, email, language: asLanguage(language) }] : [],
  )
}
