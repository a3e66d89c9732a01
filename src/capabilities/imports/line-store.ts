import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { listFrom, recordFrom, stringAt, toJson, valueAt } from '../../platform/database/json.ts'
import type { LineProblem } from './read-line.ts'
import type { LineToUndo, Undone, Verdict, WrittenLine } from './target.ts'
import { verdicts } from './target.ts'

/** A line of a sheet, and what became of it. */
export interface Line {
  readonly line: number
  readonly cells: readonly string[]
  readonly verdict: Verdict | null
  readonly title: string
  readonly problems: readonly LineProblem[]
  readonly record: string | null
  readonly undone: Undone | null
}

const columns = ['line', 'cells', 'verdict', 'title', 'problems', 'record_id', 'undone'] as const

interface Row {
  readonly line: number
  readonly cells: unknown
  readonly verdict: string | null
  readonly title: string
  readonly problems: unknown
  readonly record_id: string | null
  readonly undone: string | null
}

const lineFrom = (row: Row): Line => ({
  ...{ line: row.line, cells: listFrom(row.cells), title: row.title, record: row.record_id },
  verdict: verdicts.find((one) => one === row.verdict) ?? null,
  problems: Array.isArray(row.problems) ? row.problems.map(problemFrom) : [],
  undone: (['gone', 'restored', 'kept'] as const).find((one) => one === row.undone) ?? null,
})

function problemFrom(value: unknown): LineProblem {
  const column = valueAt(value, 'column')
  const params = Object.entries(recordFrom(valueAt(value, 'params')) ?? {}).flatMap(
    ([name, said]): [string, string | number][] =>
      typeof said === 'string' || typeof said === 'number' ? [[name, said]] : [],
  )
  const told = { column: typeof column === 'number' ? column : null, key: stringAt(value, 'key') }
  return params.length > 0 ? { ...told, params: Object.fromEntries(params) } : told
}

/** Lines in their order. @param after the line after which they begin @param of only those with this verdict or undone so */
export async function linesOf(
  db: Db,
  importId: string,
  after: number,
  size: number,
  of: Verdict | Undone | null = null,
): Promise<Line[]> {
  let query = db.selectFrom('import_lines').select(columns).where('import_id', '=', importId).where('line', '>', after)
  if (verdicts.some((one) => one === of)) query = query.where('verdict', '=', of)
  else if (of) query = query.where('undone', '=', of)
  return (await query.orderBy('line').limit(size).execute()).map(lineFrom)
}

export async function countsOf(db: Db, importId: string) {
  const { rows } = await sql<{ verdict: string | null; undone: string | null; done: boolean; count: number }>`
    select verdict, undone, done, count(*)::int as count from import_lines where import_id = ${importId}
    group by verdict, undone, done`.execute(db)
  const sum = (is: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(is).reduce((all, { count }) => all + count, 0)
  return {
    all: sum(() => true),
    done: sum(({ done }) => done),
    of: (verdict: Verdict) => sum((row) => row.verdict === verdict),
    undone: (how: Undone) => sum((row) => row.undone === how),
  }
}
export type Counts = Awaited<ReturnType<typeof countsOf>>

/** What the dry run says of lines. */
export async function saveVerdicts(
  tx: Tx,
  importId: string,
  lines: readonly { line: number; verdict: Verdict; title: string; problems: readonly LineProblem[] }[],
): Promise<void> {
  await sql`
    update import_lines set verdict = l ->> 'verdict', title = left(l ->> 'title', 300), problems = l -> 'problems'
    from jsonb_array_elements(${toJson(lines)}::jsonb) l
    where import_id = ${importId} and line = (l ->> 'line')::int`.execute(tx)
}

/** Words that nobody has taught yet, those that stand in most lines first. */
export async function unknownWords(db: Db, importId: string, from: number, size: number) {
  const { rows } = await sql<{ list: string; word: string; count: number; whole: number }>`
    select p -> 'params' ->> 'list' as list, p -> 'params' ->> 'word' as word, count(*)::int as count,
      count(*) over ()::int as whole
    from import_lines, jsonb_array_elements(problems) p
    where import_id = ${importId} and p ->> 'key' = 'wrong.word'
    group by 1, 2 order by 3 desc, 1, 2 offset ${from} limit ${size}`.execute(db)
  return { words: rows, whole: rows[0]?.whole ?? 0 }
}

/** Lines that have not come in yet. */
export async function linesToDo(tx: Tx, importId: string, size: number): Promise<Line[]> {
  const rows = await tx
    .selectFrom('import_lines')
    .select(columns)
    .where('import_id', '=', importId)
    .where('done', '=', false)
    .orderBy('line')
    .limit(size)
    .execute()
  return rows.map(lineFrom)
}

/** Records that an earlier part of the import wrote, with the first line of each. */
export async function recordsSeen(db: Db, importId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ record: string; line: number }>`
    select record_id as record, min(line) as line from import_lines
    where import_id = ${importId} and done and verdict in ('new', 'changed') and record_id is not null
    group by 1`.execute(db)
  return new Map(rows.map(({ record, line }) => [record, line]))
}

export async function saveWritten(tx: Tx, importId: string, lines: readonly WrittenLine[]): Promise<void> {
  await sql`
    update import_lines set done = true, verdict = l ->> 'verdict', title = left(l ->> 'title', 300),
      problems = l -> 'problems', record_id = (l ->> 'record')::uuid, before = nullif(l -> 'before', 'null'),
      written_version = (l ->> 'version')::int,
      also = array(select jsonb_array_elements_text(l -> 'also'))::uuid[]
    from jsonb_array_elements(${toJson(lines)}::jsonb) l
    where import_id = ${importId} and line = (l ->> 'line')::int`.execute(tx)
}

/** Records that an import wrote and that were not taken back yet, the last first. */
export async function recordsToUndo(tx: Tx, importId: string, size: number): Promise<LineToUndo[]> {
  const { rows } = await sql<LineToUndo>`
    with mine as (select * from import_lines where import_id = ${importId}),
      partners as (select record_id, array_agg(one) as also from mine, unnest(also) one group by record_id)
    select record_id as record, (array_agg(before order by line))[1] as before, max(written_version) as version,
      coalesce(partners.also, '{}') as also
    from mine left join partners using (record_id) where written_version is not null and undone is null
    group by record_id, partners.also order by max(line) desc limit ${size}`.execute(tx)
  return rows
}

export async function saveUndone(tx: Tx, importId: string, undone: ReadonlyMap<string, Undone>): Promise<void> {
  const said = [...undone].map(([record, how]) => ({ record, how }))
  await sql`
    update import_lines set undone = l ->> 'how' from jsonb_array_elements(${toJson(said)}::jsonb) l
    where import_id = ${importId} and record_id = (l ->> 'record')::uuid and written_version is not null`.execute(tx)
}
