import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { listFrom, textFrom, toJson } from '../../platform/database/json.ts'
import type { Text } from '../../platform/words/languages.ts'
import type { Explained } from './allocation.ts'
import { explainedFrom } from './explained.ts'
import { countOf, type Ground, type Outcome, type Row, type Standing } from './rules.ts'

export interface By {
  readonly id: string
  readonly name: string
}

export interface Run {
  readonly id: string
  readonly callId: string
  readonly seq: number
  readonly at: Date
  readonly byName: string
  readonly ground: string
  /** How many were to be kept in reserve. */
  readonly keep: number
  readonly placed: number
  readonly reserve: number
  readonly out: number
}

const runs = (db: Db, callId: string) =>
  db
    .selectFrom('selection_runs')
    .select(['id', 'call_id as callId', 'seq', 'at', 'by_name as byName', 'ground', 'placed', 'reserve', 'out'])
    .select(sql<number>`(asked ->> 'keep')::int`.as('keep'))
    .where('call_id', '=', callId)

/** The runs of a call, the newest first. */
export function runsOf(db: Db, callId: string): Promise<Run[]> {
  return runs(db, callId).orderBy('seq', 'desc').execute()
}

/** The newest run; null before the first. */
export async function lastRun(db: Db, callId: string): Promise<Run | null> {
  return (await runs(db, callId).orderBy('seq', 'desc').limit(1).executeTakeFirst()) ?? null
}

export interface NewRun {
  readonly institution: string
  readonly callId: string
  readonly ground: Ground
  readonly hash: string
  readonly rows: readonly Row[]
  readonly by: By
  readonly at: Date
}

/** Rows of one insert: a parameter for each value, and a statement takes 65,535. */
const together = 4000

/** Keeps a run with its rows. The caller holds the call, so that no two get one number. */
export async function insertRun(tx: Tx, run: NewRun): Promise<string> {
  const { institution, callId, ground, rows, by, at } = run
  const { hosts, quotas, keep } = ground
  const before = await lastRun(tx, callId)
  const { id } = await tx
    .insertInto('selection_runs')
    .values({
      ...{ institution_id: institution, call_id: callId, seq: (before?.seq ?? 0) + 1, at },
      ...{ by_id: by.id, by_name: by.name, ground: run.hash, asked: toJson({ hosts, quotas, keep }) },
      ...{ placed: countOf(rows, 'place'), reserve: countOf(rows, 'reserve'), out: countOf(rows, 'out') },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (let from = 0; from < rows.length; from += together)
    await tx
      .insertInto('selection_rows')
      .values(
        rows.slice(from, from + together).map((row) => ({ institution_id: institution, run_id: id, ...kept(row) })),
      )
      .execute()
  return id
}

const kept = ({ caseId, rank, ranked, score, outcome, why }: Row) => ({
  ...{ case_id: caseId, rank, ranked, score, outcome, why: toJson(why) },
  ...{ host: why.host, nth: why.nth, funder: why.funder, by_hand: why.byHand },
})

/** Where each stood in a run. */
export async function standingsIn(db: Db, runId: string): Promise<ReadonlyMap<string, Standing>> {
  const rows = await db
    .selectFrom('selection_rows')
    .select(['case_id as caseId', 'outcome', 'host'])
    .where('run_id', '=', runId)
    .orderBy('rank')
    .execute()
  return new Map(rows.map(({ caseId, outcome, host }) => [caseId, { outcome: outcomeFrom(outcome), host }]))
}

export const outcomeFrom = (value: string): Outcome => (value === 'place' || value === 'reserve' ? value : 'out')

/** A run with what its list says of the call: a page that is turned often reads no more of it. */
export interface ListedRun extends Run {
  readonly title: Text
  readonly hosts: readonly { readonly id: string; readonly name: string }[]
  readonly published: boolean
}

export async function findListedRun(db: Db, callId: string, id: string): Promise<ListedRun | null> {
  if (!isUuid(callId) || !isUuid(id)) return null
  const row = await db
    .selectFrom('selection_runs as run')
    .innerJoin('calls', (join) =>
      join.onRef('calls.institution_id', '=', 'run.institution_id').onRef('calls.id', '=', 'run.call_id'),
    )
    .leftJoin('selection_results as results', (join) =>
      join.onRef('results.institution_id', '=', 'run.institution_id').onRef('results.run_id', '=', 'run.id'),
    )
    .select(['run.id', 'run.call_id as callId', 'run.seq', 'run.at', 'run.by_name as byName', 'run.ground'])
    .select(['run.placed', 'run.reserve', 'run.out', 'results.run_id as publishedRun'])
    .select(sql<number>`(run.asked ->> 'keep')::int`.as('keep'))
    .select(sql<unknown>`calls.said -> 'title'`.as('title'))
    .select(sql<unknown>`jsonb_path_query_array(calls.said, '$.hosts[*].id')`.as('hostIds'))
    .select(sql<unknown>`jsonb_path_query_array(calls.said, '$.hosts[*].name')`.as('hostNames'))
    .where('run.call_id', '=', callId)
    .where('run.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { title, hostIds, hostNames, publishedRun, ...run } = row
  const names = listFrom(hostNames)
  const hosts = listFrom(hostIds).map((host, at) => ({ id: host, name: names[at] ?? host }))
  return { ...run, title: textFrom(title), hosts, published: publishedRun !== null }
}

export interface ListedRow {
  readonly caseId: string
  readonly number: string | null
  readonly name: string
  readonly unit: string | null
  readonly rank: number
  readonly ranked: boolean
  readonly score: number | null
  readonly outcome: Outcome
  readonly host: string | null
  readonly nth: number | null
  readonly funder: string | null
  readonly byHand: boolean
}

export interface ExplainedRow extends ListedRow {
  readonly why: Explained
}

export interface Asked {
  readonly outcome: Outcome | null
  readonly host: string | null
  /** Folded words, each the beginning of one of the case's. */
  readonly words: readonly string[]
  /** The rank before the first row. */
  readonly after: number
}

/** A page of a run in the order of the ranking. @param size rows at most */
export async function rowsOf(
  db: Db,
  institution: string,
  run: string,
  asked: Asked,
  size: number,
): Promise<ListedRow[]> {
  const rows = await narrowed(db, institution, run, asked).limit(sql.lit(size)).execute()
  return rows.map((row) => ({ ...row, outcome: outcomeFrom(row.outcome) }))
}

const everything: Asked = { outcome: null, host: null, words: [], after: 0 }

/** Every row of a run with its reasons, in portions. @param size rows of a portion */
export async function* explainedRows(db: Db, institution: string, run: string, size: number) {
  for (let after = 0; ; ) {
    const found = narrowed(db, institution, run, { ...everything, after }).select('row.why')
    const rows = await found.limit(sql.lit(size)).execute()
    if (rows.length > 0) yield rows.map(rowFrom)
    if (rows.length < size) return
    after = rows.at(-1)?.rank ?? 0
  }
}

function narrowed(db: Db, institution: string, runId: string, asked: Asked) {
  let query = rowsWithNames(db)
    .where('row.institution_id', '=', institution)
    .where('row.run_id', '=', runId)
    .where('row.rank', '>', asked.after)
  if (asked.outcome) query = query.where('row.outcome', '=', asked.outcome)
  if (asked.host) query = query.where('row.host', '=', asked.host)
  for (const word of asked.words) query = query.where(hasWord(word))
  return query.orderBy('row.rank')
}

/** What the newest run says of one case; null where it is in none. */
export async function rowOfCase(db: Db, callId: string, caseId: string): Promise<ExplainedRow | null> {
  const run = await lastRun(db, callId)
  if (!run) return null
  const found = rowsWithNames(db).select('row.why').where('row.run_id', '=', run.id).where('row.case_id', '=', caseId)
  const row = await found.executeTakeFirst()
  return row ? rowFrom(row) : null
}

const rowsWithNames = (db: Db) =>
  db
    .selectFrom('selection_rows as row')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'row.institution_id').onRef('cases.id', '=', 'row.case_id'),
    )
    .select(['row.case_id as caseId', 'cases.number', 'cases.title as name', 'cases.unit', 'row.rank', 'row.ranked'])
    .select(['row.score', 'row.outcome', 'row.host', 'row.nth', 'row.funder', 'row.by_hand as byHand'])

const hasWord = (word: string) => sql<boolean>`exists (
  select 1 from case_words w where w.institution_id = row.institution_id and w.case_id = row.case_id
    and not w.guarded and w.word like ${`${word.replace(/[%_\\]/g, '\\$&')}%`})`

function rowFrom<Found extends { readonly outcome: string; readonly why: unknown }>(row: Found) {
  return { ...row, outcome: outcomeFrom(row.outcome), why: explainedFrom(row.why) }
}
