import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { stringsFrom, toJson } from '../../platform/database/json.ts'
import type { Cells } from '../../platform/sheets/read-sheet.ts'
import { recordsOf } from '../stays/index.ts'
import type { Mapping } from './fields.ts'
import type { KnownPerson } from './plan.ts'

export const states = ['tried', 'writing', 'written', 'undone'] as const
export type State = (typeof states)[number]

/** A sheet of arrivals. */
export interface Import {
  readonly id: string
  readonly fileName: string
  readonly cells: Cells
  readonly mapping: Mapping
  readonly answers: Readonly<Record<string, string>>
  readonly state: State
  readonly leavesOut: boolean
  readonly lines: number
  readonly uploadedAt: Date
  readonly by: By
  readonly endedAt: Date | null
  readonly failure: string | null
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
}

export interface By {
  readonly id: string
  readonly name: string
}

const selected = (db: Db) => db.selectFrom('arrival_imports').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>

function importFrom(row: Row): Import {
  return {
    id: row.id,
    fileName: row.file_name,
    cells: textsIn(row.cells),
    mapping: { headingRow: row.heading_row, fields: textsIn([row.fields])[0] ?? [] },
    answers: stringsFrom(row.answers),
    state: states.find((state) => state === row.state) ?? 'tried',
    leavesOut: row.leaves_out,
    lines: row.lines,
    uploadedAt: row.uploaded_at,
    by: { id: row.by_id, name: row.by_name },
    endedAt: row.ended_at,
    failure: row.failure,
    undoneAt: row.undone_at,
    undoneBy: row.undone_by,
  }
}

const textsIn = (value: unknown): string[][] =>
  (Array.isArray(value) ? value : []).map((row: unknown) => (Array.isArray(row) ? row : []).map(String))

export async function findImport(db: Db, id: string): Promise<Import | null> {
  if (!isUuid(id)) return null
  const row = await selected(db).where('id', '=', id).executeTakeFirst()
  return row ? importFrom(row) : null
}

/** The import, held until the transaction ends. */
export async function holdImport(tx: Tx, id: string): Promise<Import | null> {
  const row = await selected(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? importFrom(row) : null
}

/** The newest imports, without their cells. */
export async function listImports(db: Db, institution: string, size: number) {
  const rows = await db
    .selectFrom('arrival_imports')
    .select(['id', 'file_name as fileName', 'state', 'lines', 'uploaded_at as uploadedAt', 'by_name as byName'])
    .where('institution_id', '=', institution)
    .orderBy('uploaded_at', 'desc')
    .limit(size)
    .execute()
  return rows.map((row) => ({ ...row, state: states.find((state) => state === row.state) ?? ('tried' as const) }))
}

interface NewImport {
  readonly institution: string
  readonly id: string
  readonly fileName: string
  readonly cells: Cells
  readonly mapping: Mapping
  readonly at: Date
  readonly by: By
}

/** Keeps a sheet to be tried. Sheets that nobody has written within a week are forgotten: they are full of passports. */
export async function insertImport(db: Db, given: NewImport): Promise<void> {
  const { institution, id, fileName, cells, mapping, at, by } = given
  await db
    .deleteFrom('arrival_imports')
    .where('institution_id', '=', institution)
    .where('state', '=', 'tried')
    .where('uploaded_at', '<', new Date(at.getTime() - 7 * 24 * 3_600_000))
    .execute()
  await db
    .insertInto('arrival_imports')
    .values({
      ...{ institution_id: institution, id, file_name: fileName, cells: toJson(cells), uploaded_at: at },
      ...{ heading_row: mapping.headingRow, fields: toJson(mapping.fields), by_id: by.id, by_name: by.name },
      lines: Math.max(0, cells.length - mapping.headingRow - 1),
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .execute()
}

/** Forgets a sheet that was not written; false when it was. */
export async function deleteImport(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('arrival_imports')
    .where('id', '=', id)
    .where('state', '=', 'tried')
    .executeTakeFirst()
  return numDeletedRows > 0n
}

interface Changed {
  readonly mapping?: Mapping
  readonly answers?: Import['answers']
  readonly state?: State
  readonly leavesOut?: boolean
  readonly failure?: string | null
  readonly startedAt?: Date
  readonly endedAt?: Date
  readonly forgetsCells?: true
  readonly lines?: number
  readonly undone?: { readonly at: Date; readonly by: string }
}

/** Changes an import that is in the state `from`; false when it is not any more. */
export async function saveImport(db: Db | Tx, id: string, from: State, changed: Changed): Promise<boolean> {
  const { mapping, answers, state, leavesOut, failure, startedAt, endedAt, forgetsCells, lines, undone } = changed
  const { numUpdatedRows } = await db
    .updateTable('arrival_imports')
    .set({
      ...(mapping && { heading_row: mapping.headingRow, fields: toJson(mapping.fields) }),
      ...(answers && { answers: toJson(answers) }),
      ...(state && { state }),
      ...(leavesOut !== undefined && { leaves_out: leavesOut }),
      ...(failure !== undefined && { failure }),
      ...(startedAt && { started_at: startedAt }),
      ...(endedAt && { ended_at: endedAt }),
      ...(forgetsCells && { cells: '[]', answers: '{}' }),
      ...(lines !== undefined && { lines }),
      ...(undone && { undone_at: undone.at, undone_by: undone.by }),
    })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What headings have meant here, by their folded text. */
export async function rememberedHeadings(db: Db, institution: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('arrival_headings')
    .select(['heading', 'field'])
    .where('institution_id', '=', institution)
    .execute()
  return new Map(rows.map(({ heading, field }) => [heading, field]))
}

export async function rememberHeadings(db: Db, institution: string, meant: ReadonlyMap<string, string>): Promise<void> {
  const rows = [...meant].map(([heading, field]) => ({ institution_id: institution, heading, field }))
  if (rows.length === 0) return
  await db
    .insertInto('arrival_headings')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['institution_id', 'heading']).doUpdateSet(({ ref }) => ({ field: ref('excluded.field') })),
    )
    .execute()
}

/** Whom the office knows by one of these passports, or with one of these days of birth. Merged records are one person. */
export async function knownPeople(
  db: Db,
  numbers: readonly string[],
  births: readonly string[],
): Promise<KnownPerson[]> {
  const { rows } = await sql<{
    id: string
    member: string
    name: string
    birth_day: string | null
    citizenship: string | null
    student: boolean
  }>`
    with met as (
      select coalesce(merged_into, id) as id from persons where birth_day = any(${births}::date[])
      union
      select coalesce(person.merged_into, person.id) from stay_records record
        join persons person on person.institution_id = record.institution_id and person.id = record.person_id
        where record.kind = 'passport' and record.number = any(${numbers}::text[]) and record.number <> ''
    )
    select leader.id, member.id as member, leader.shown_as as name, leader.birth_day, leader.citizenship,
      exists (select from students where students.person_id = member.id) as student
    from met
      join persons leader on leader.id = met.id
      join persons member on coalesce(member.merged_into, member.id) = leader.id
    where exists (select from cases where subject_id = member.id and arrived_at is not null)
      or exists (select from students where person_id = member.id)
      or exists (select from stay_records where person_id = member.id)`.execute(db)
  const members = rows.map(({ member }) => member)
  const [records, passports] = await Promise.all([recordsOf(db, members), passportsOf(db, members)])
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((group) => {
    const [{ id = '', name = '', birth_day: birthDay = null, citizenship = null } = {}] = group
    const own = new Set(group.map(({ member }) => member))
    return {
      ...{ id, name, birthDay, citizenship, isStudent: group.some(({ student }) => student) },
      records: records.filter(({ personId }) => own.has(personId)),
      passports: passports.filter(({ personId }) => own.has(personId)).map(({ number }) => number),
    }
  })
}

async function passportsOf(db: Db, persons: readonly string[]) {
  return await db
    .selectFrom('stay_records')
    .select(['person_id as personId', 'number'])
    .where('kind', '=', 'passport')
    .where('number', '<>', '')
    .where(sql<boolean>`person_id = any(${persons}::uuid[])`)
    .execute()
}

/** How far the writing is. */
export async function progressOf(db: Db, id: string): Promise<number> {
  const row = await db.selectFrom('arrival_progress').select('done').where('import_id', '=', id).executeTakeFirst()
  return row?.done ?? 0
}

export async function saveProgress(db: Db, institution: string, id: string, done: number): Promise<void> {
  await db
    .insertInto('arrival_progress')
    .values({ institution_id: institution, import_id: id, done })
    .onConflict((conflict) => conflict.columns(['institution_id', 'import_id']).doUpdateSet({ done }))
    .execute()
}

export interface WrittenLine {
  readonly line: number
  readonly personId: string
  readonly madePerson: boolean
  readonly studentId: string | null
  readonly records: readonly string[]
  readonly stayed: boolean
}

export async function insertLine(tx: Tx, institution: string, importId: string, given: Omit<WrittenLine, 'stayed'>) {
  await tx
    .insertInto('arrival_lines')
    .values({
      ...{ institution_id: institution, import_id: importId, line: given.line, person_id: given.personId },
      ...{ made_person: given.madePerson, student_id: given.studentId, records: [...given.records] },
    })
    .execute()
}

/** What the rows became, with the names of their people. */
export async function linesOf(db: Db, importId: string): Promise<(WrittenLine & { readonly name: string })[]> {
  const rows = await db
    .selectFrom('arrival_lines as line')
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'line.institution_id').onRef('persons.id', '=', 'line.person_id'),
    )
    .select(['line.line', 'line.person_id', 'line.made_person', 'line.student_id', 'line.records', 'line.stayed'])
    .select('persons.shown_as as name')
    .where('line.import_id', '=', importId)
    .orderBy('line.line')
    .execute()
  return rows.map(
    ({ line, person_id: personId, made_person: madePerson, student_id: studentId, records, stayed, name }) => ({
      ...{ line, personId, madePerson, studentId, records, stayed, name },
    }),
  )
}

export async function keepLine(tx: Tx, importId: string, line: number): Promise<void> {
  await tx
    .updateTable('arrival_lines')
    .set({ stayed: true })
    .where('import_id', '=', importId)
    .where('line', '=', line)
    .execute()
}

/** Puts beside the name of a new person how the sheet wrote it, and how they are reached. */
export async function describePerson(
  tx: Tx,
  id: string,
  said: { readonly family: string; readonly given: string; readonly phone: string },
): Promise<void> {
  const { family, given, phone } = said
  const names = toJson([{ kind: 'typed', family, given, source: 'sheet' }])
  await tx
    .updateTable('persons')
    .set({ names, phone: phone || null })
    .where('id', '=', id)
    .execute()
}

/** One import at a time writes into an institution. */
export async function alone(tx: Tx, institution: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`arrivals ${institution}`}, 0))`.execute(tx)
}
