import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { type Cells, isField, type KnownPerson, type Mapping } from './sheet-rules.ts'
import { type By, findHolder, ofUnit, transcriptOf } from './store.ts'

export const states = ['tried', 'written', 'undone'] as const
export type State = (typeof states)[number]

/** A sheet of grades. */
export interface Sheet {
  readonly id: string
  /** Whose sheet it is; null for a sheet of many. */
  readonly personId: string | null
  readonly fileName: string
  readonly cells: Cells
  readonly mapping: Mapping
  readonly state: State
  readonly lines: number
  readonly stayed: number
  readonly at: Date
  readonly by: By
  readonly bySubject: boolean
  readonly undone: { readonly at: Date; readonly by: string } | null
}

const sheets = (db: Db) => db.selectFrom('transcript_sheets').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof sheets>['executeTakeFirstOrThrow']>>

function sheetFrom(row: Row): Sheet {
  return {
    ...{ id: row.id, personId: row.person_id, fileName: row.file_name, cells: textsIn(row.cells) },
    mapping: {
      headingRow: row.heading_row,
      fields: (textsIn([row.fields])[0] ?? []).map((field) => (isField(field) ? field : '')),
    },
    ...{ state: states.find((state) => state === row.state) ?? 'tried', lines: row.lines, stayed: row.stayed },
    ...{ at: row.at, by: { id: row.by_id, name: row.by_name }, bySubject: row.by_subject },
    undone: row.undone_at ? { at: row.undone_at, by: row.undone_by ?? '' } : null,
  }
}

const textsIn = (value: unknown): string[][] =>
  (Array.isArray(value) ? value : []).map((row: unknown) => (Array.isArray(row) ? row : []).map(String))

export async function findSheet(db: Db, id: string): Promise<Sheet | null> {
  if (!isUuid(id)) return null
  const row = await sheets(db).where('id', '=', id).executeTakeFirst()
  return row ? sheetFrom(row) : null
}

export async function holdSheet(tx: Tx, id: string): Promise<Sheet | null> {
  const row = await sheets(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? sheetFrom(row) : null
}

/** The newest sheets, without their cells. @param of one person's alone, or one account's */
export async function listSheets(
  db: Db,
  institution: string,
  of: { readonly personId?: string | undefined; readonly byId?: string | undefined },
): Promise<readonly Omit<Sheet, 'cells' | 'mapping'>[]> {
  let query = sheets(db).where('institution_id', '=', institution)
  if (of.personId) query = query.where('person_id', '=', of.personId)
  if (of.byId) query = query.where('by_id', '=', of.byId)
  const rows = await query.orderBy('at', 'desc').limit(50).execute()
  return rows.map(sheetFrom)
}

type NewSheet = Pick<Sheet, 'id' | 'personId' | 'fileName' | 'cells' | 'mapping' | 'at' | 'by' | 'bySubject'>

/** Keeps a sheet to be tried. One that nobody has written within a week is forgotten. */
export async function insertSheet(db: Db, institution: string, given: NewSheet): Promise<void> {
  const week = 7 * 24 * 3_600_000
  await db
    .deleteFrom('transcript_sheets')
    .where('institution_id', '=', institution)
    .where('state', '=', 'tried')
    .where('at', '<', new Date(given.at.getTime() - week))
    .execute()
  await db
    .insertInto('transcript_sheets')
    .values({
      ...{ institution_id: institution, id: given.id, person_id: given.personId, file_name: given.fileName },
      ...{ cells: toJson(given.cells), heading_row: given.mapping.headingRow, fields: toJson(given.mapping.fields) },
      ...{ lines: Math.max(0, given.cells.length - given.mapping.headingRow - 1), at: given.at },
      ...{ by_id: given.by.id, by_name: given.by.name, by_subject: given.bySubject },
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .execute()
}

export async function saveMapping(db: Db, id: string, mapping: Mapping): Promise<void> {
  await db
    .updateTable('transcript_sheets')
    .set({ heading_row: mapping.headingRow, fields: toJson(mapping.fields) })
    .where('id', '=', id)
    .where('state', '=', 'tried')
    .execute()
}

export async function dropSheet(db: Db, id: string): Promise<void> {
  await db.deleteFrom('transcript_sheets').where('id', '=', id).where('state', '=', 'tried').execute()
}

export async function endSheet(tx: Tx, id: string, lines: number, at: Date): Promise<void> {
  await tx
    .updateTable('transcript_sheets')
    .set({ state: 'written', cells: '[]', lines, ended_at: at })
    .where('id', '=', id)
    .execute()
}

export async function endUndoing(tx: Tx, id: string, stayed: number, at: Date, by: By): Promise<void> {
  await tx
    .updateTable('transcript_sheets')
    .set({ state: 'undone', stayed, undone_at: at, undone_by: by.name })
    .where('id', '=', id)
    .execute()
}

/** What a sheet has written and nobody has replaced or taken out since. */
export function entriesOfSheet(db: Db, id: string) {
  return db
    .selectFrom('transcript_entries')
    .select(['id', 'person_id as personId', 'confirmed_at as confirmedAt', 'at'])
    .where('sheet_id', '=', id)
    .where('struck_at', 'is', null)
    .execute()
}

/** How many entries a sheet has written, whatever became of them. */
export async function countOfSheet(db: Db, id: string): Promise<number> {
  const row = await db
    .selectFrom('transcript_entries')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('sheet_id', '=', id)
    .executeTakeFirst()
  return row?.count ?? 0
}

/** One person as the lines of a sheet are held against. */
export async function knownOne(db: Db, personId: string): Promise<KnownPerson | null> {
  const holder = await findHolder(db, personId)
  if (!holder) return null
  const { entries } = await transcriptOf(db, personId)
  return { id: holder.id, name: holder.name, birthDay: holder.birthDay, numbers: [], entries }
}

/** Whom the lines of a sheet may be about. @param unit a dean's office finds its own students and nobody else */
export async function knownPeople(
  db: Db,
  institution: string,
  unit: string | null,
  said: { readonly numbers: readonly string[]; readonly births: readonly string[] },
): Promise<KnownPerson[]> {
  const { rows } = await sql<{ id: string; name: string; birth_day: string | null; numbers: string[] }>`
    select persons.id, persons.shown_as as name, persons.birth_day,
      array(select number from students where students.person_id = persons.id) as numbers
    from persons
    where persons.institution_id = ${institution} and persons.merged_into is null
      and (persons.birth_day = any(${said.births}::date[])
        or persons.id in (select person_id from students where number = any(${said.numbers}::text[])))
      and ${unit === null ? sql`true` : ofUnit(institution, unit)}`.execute(db)
  return Promise.all(
    rows.map(async ({ id, name, birth_day: birthDay, numbers }) => {
      const { entries } = await transcriptOf(db, id)
      return { id, name, birthDay, numbers, entries }
    }),
  )
}
