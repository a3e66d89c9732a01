import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'

export interface Edition {
  readonly hash: string
  readonly edition: string
  readonly loadedAt: Date
  readonly turn: number
}

/** Every edition that was loaded, the last one first. */
export async function listEditions(db: Db): Promise<Edition[]> {
  return db
    .selectFrom('law_editions')
    .select(['hash', 'edition', 'loaded_at as loadedAt', 'turn'])
    .orderBy('turn', 'desc')
    .execute()
}

export interface By {
  readonly id: string
  readonly name: string
  readonly role: string
}

export type RunKind = 'preview' | 'change'

/** What an edition does to the dates of an institution: worked out, or done. */
export interface Run {
  readonly id: string
  readonly kind: RunKind
  readonly from: string
  readonly to: string
  readonly by: By
  readonly at: Date
  readonly cases: number
  readonly persons: number
  readonly lookedCases: number
  readonly lookedPersons: number
  readonly caseAfter: string
  readonly personAfter: string
  readonly endedAt: Date | null
}

const found = (db: Db) =>
  db
    .selectFrom('law_runs')
    .select([
      'id',
      'kind',
      'from_hash as from',
      'to_hash as to',
      'by_id',
      'by_name',
      'by_role',
      'at',
      'cases',
      'persons',
    ])
    .select(['looked_cases as lookedCases', 'looked_persons as lookedPersons'])
    .select(['case_after as caseAfter', 'person_after as personAfter', 'ended_at as endedAt'])

type Row = Awaited<ReturnType<ReturnType<typeof found>['execute']>>[number]

function runFrom({ by_id, by_name, by_role, kind, ...row }: Row): Run {
  return { ...row, kind: kind === 'change' ? kind : 'preview', by: { id: by_id, name: by_name, role: by_role } }
}

export async function findRun(db: Db, id: string): Promise<Run | null> {
  if (!isUuid(id)) return null
  const row = await found(db).where('id', '=', id).executeTakeFirst()
  return row ? runFrom(row) : null
}

/** The last working out of what an edition would change, counted from the one in use. */
export async function lastPreview(db: Db, from: string, to: string): Promise<Run | null> {
  const row = await found(db)
    .where('kind', '=', 'preview')
    .where('from_hash', '=', from)
    .where('to_hash', '=', to)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? runFrom(row) : null
}

/** What was confirmed, the last one first. */
export async function listChanges(db: Db): Promise<Run[]> {
  return (
    await found(db).where('kind', '=', 'change').orderBy('at', 'desc').orderBy('id', 'desc').limit(50).execute()
  ).map(runFrom)
}

export type NewRun = Pick<Run, 'kind' | 'from' | 'to' | 'by' | 'at' | 'cases' | 'persons'>

export async function insertRun(tx: Tx, institution: string, { from, to, by, ...run }: NewRun): Promise<string> {
  const { id } = await tx
    .insertInto('law_runs')
    .values({
      ...run,
      institution_id: institution,
      from_hash: from,
      to_hash: to,
      by_id: by.id,
      by_name: by.name,
      by_role: by.role,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What was worked out before makes room for what is worked out now. */
export async function forgetPreviews(tx: Tx): Promise<void> {
  await tx.deleteFrom('law_runs').where('kind', '=', 'preview').execute()
}

export interface Looked {
  readonly cases?: number
  readonly persons?: number
  readonly caseAfter?: string
  readonly personAfter?: string
}

/** How far a run is; false when it has ended or is gone. */
export async function saveLooked(tx: Tx, id: string, looked: Looked): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('law_runs')
    .set({
      looked_cases: sql<number>`looked_cases + ${looked.cases ?? 0}`,
      looked_persons: sql<number>`looked_persons + ${looked.persons ?? 0}`,
      ...(looked.caseAfter ? { case_after: looked.caseAfter } : {}),
      ...(looked.personAfter ? { person_after: looked.personAfter } : {}),
    })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function endRun(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('law_runs').set({ ended_at: at }).where('id', '=', id).execute()
}

/** A date that moves: of a case by its procedure's name for it, of a stay by its clock's. */
export interface RunDate {
  readonly caseId: string | null
  readonly personId: string
  readonly name: string
  readonly before: Day | null
  readonly after: Day | null
}

export async function insertDates(
  tx: Tx,
  institution: string,
  runId: string,
  dates: readonly RunDate[],
): Promise<void> {
  if (dates.length === 0) return
  const rows = dates.map(({ caseId, personId, name, before, after }) => {
    return {
      institution_id: institution,
      run_id: runId,
      case_id: caseId,
      person_id: personId,
      name,
      old_day: before,
      new_day: after,
    }
  })
  await tx.insertInto('law_run_dates').values(rows).execute()
}

export interface ShownDate extends RunDate {
  readonly place: number
  readonly procedure: string | null
  readonly number: string | null
  readonly title: string
}

export interface DatesWish {
  /** Only what becomes late by the change. */
  readonly late: boolean
  /** The day and place after which the page begins. */
  readonly after: { readonly day: string; readonly place: number } | null
}

const noDay = '9999-12-31'
const dayKey = sql<string>`coalesce(new_day, ${sql.lit(noDay)}::date)`
const becomesLate = (today: Day) => sql<boolean>`(new_day < ${today} and coalesce(old_day, ${today}) >= ${today})`

/** The dates that a run moves, the earliest new day first, and one more than a page when there are more. */
export async function datesOf(db: Db, runId: string, wish: DatesWish, today: Day, size: number): Promise<ShownDate[]> {
  let query = db
    .selectFrom('law_run_dates as moved')
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'moved.institution_id').onRef('persons.id', '=', 'moved.person_id'),
    )
    .leftJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'moved.institution_id').onRef('cases.id', '=', 'moved.case_id'),
    )
    .select(['moved.case_id', 'moved.person_id', 'moved.name', 'moved.place', 'cases.procedure', 'cases.number'])
    .select(['old_day', 'new_day', sql<string>`coalesce(cases.title, persons.shown_as)`.as('title')])
    .where('moved.run_id', '=', runId)
  if (wish.late) query = query.where(becomesLate(today))
  const { after } = wish
  if (after) query = query.where(sql<boolean>`(${dayKey}, moved.place) > (${after.day}::date, ${after.place})`)
  const rows = await query.orderBy(dayKey).orderBy('moved.place').limit(size).execute()
  return rows.map(({ case_id, person_id, old_day, new_day, ...row }) => ({
    ...row,
    caseId: case_id,
    personId: person_id,
    before: old_day ? day(old_day) : null,
    after: new_day ? day(new_day) : null,
  }))
}

export const keyOfDate = ({ after, place }: ShownDate) => `${after ?? noDay}~${place}`

/** How many dates, cases and persons a run moves, and how many dates become late by it. */
export async function countsOf(db: Db, runId: string, today: Day) {
  return db
    .selectFrom('law_run_dates')
    .select([
      sql<number>`count(*)::int`.as('dates'),
      sql<number>`count(distinct case_id)::int`.as('cases'),
      sql<number>`(count(distinct person_id) filter (where case_id is null))::int`.as('persons'),
      sql<number>`(count(*) filter (where ${becomesLate(today)}))::int`.as('late'),
    ])
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow()
}

/** The edition of an institution, held until the transaction ends: two who confirm come one after the other. */
export async function holdLaw(tx: Tx): Promise<string | null> {
  const row = await tx.selectFrom('institution_laws').select('hash').forUpdate().executeTakeFirst()
  return row?.hash ?? null
}

/** Puts another edition in use, or with the same one says that the law reads otherwise now. */
export async function saveLaw(tx: Tx, hash: string, since: Date | null): Promise<void> {
  await tx
    .updateTable('institution_laws')
    .set({ hash, version: sql<number>`version + 1`, ...(since ? { since } : {}) })
    .execute()
}

export interface NewCheck {
  readonly ruleId: string
  readonly fingerprint: string
  readonly note: string
  readonly by: Pick<By, 'id' | 'name'>
  readonly at: Date
}

/** Keeps who verified a rule; false when somebody has already. */
export async function insertCheck(tx: Tx, institution: string, { ruleId, by, ...check }: NewCheck): Promise<boolean> {
  const row = await tx
    .insertInto('rule_checks')
    .values({ ...check, institution_id: institution, rule_id: ruleId, by_id: by.id, by_name: by.name })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function takeCheckBack(
  tx: Tx,
  fingerprint: string,
  by: Pick<By, 'id' | 'name'>,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('rule_checks')
    .set({ back_at: at, back_by_id: by.id, back_by_name: by.name })
    .where('fingerprint', '=', fingerprint)
    .where('back_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Who verified a rule and who took it back, the last one first. */
export function checksOfRule(db: Db, ruleId: string) {
  return db
    .selectFrom('rule_checks')
    .select(['id', 'fingerprint', 'note', 'by_name as by', 'at', 'back_at as backAt', 'back_by_name as backBy'])
    .where('rule_id', '=', ruleId)
    .orderBy('at', 'desc')
    .execute()
}

/** What is wrong with the files of the law, as the last start of the program found it. */
export async function lawRefusals(db: Db): Promise<readonly { readonly folder: string; readonly problems: unknown }[]> {
  return db.selectFrom('pack_refusals').select(['folder', 'problems']).where('folder', 'like', 'law/%').execute()
}
