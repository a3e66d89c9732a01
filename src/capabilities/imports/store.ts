import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { listFrom, stringAt, toJson, valueAt } from '../../platform/database/json.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { type Encoding, encodings } from '../../platform/sheets/encodings.ts'
import { type Separator, separators } from '../../platform/sheets/open-sent.ts'
import type { OpenRow, OpenSheet } from '../../platform/sheets/open-xlsx.ts'
import { type Doubles, doublesWays } from './target.ts'

export const importStates = ['open', 'running', 'done', 'undoing', 'undone', 'dropped'] as const
export type ImportState = (typeof importStates)[number]

/** How a file was read, and what there was to choose from. */
export interface HowRead {
  readonly encoding: Encoding | null
  readonly separator: Separator | null
  readonly sheet: number
  readonly sheets: readonly OpenSheet[]
  /** The line of the sheet in which the headings stand. */
  readonly headingLine: number
  /** Lines that the sheet hides: they come in too. */
  readonly hidden: number
  /** Cells with a formula that nobody has counted. */
  readonly uncounted: number
  /** Cells with a question mark or a sign of nothing where a letter was: what wrote the file had no letter for it. */
  readonly lost: number
}

/** A sheet that somebody sent, and how far it has come. */
export interface Import {
  readonly id: string
  readonly target: 'partners' | 'agreements'
  readonly state: ImportState
  readonly fileName: string
  readonly blobId: string | null
  readonly sentAt: Date
  readonly by: { readonly id: string; readonly name: string }
  readonly reading: HowRead
  readonly headings: readonly string[]
  /** Our field for each column, '' for one that stays out; null until somebody has looked. */
  readonly fields: readonly string[] | null
  readonly doubles: Doubles
  readonly leftEmpty: readonly string[]
  readonly checkedAt: Date | null
  readonly startedAt: Date | null
  readonly movedAt: Date | null
  readonly endedAt: Date | null
  readonly undoneAt: Date | null
  readonly undoneBy: { readonly id: string; readonly name: string } | null
}

function importFrom(row: Selectable<Tables['imports']>): Import {
  return {
    ...{ id: row.id, fileName: row.file_name, blobId: row.blob_id, sentAt: row.sent_at },
    target: row.target === 'agreements' ? 'agreements' : 'partners',
    state: importStates.find((state) => state === row.state) ?? 'open',
    by: { id: row.by_id, name: row.by_name },
    reading: readingFrom(row.reading),
    headings: listFrom(row.headings),
    fields: row.fields === null ? null : listFrom(row.fields),
    doubles: doublesWays.find((way) => way === row.doubles) ?? 'skip',
    leftEmpty: listFrom(row.left_empty),
    ...{ checkedAt: row.checked_at, startedAt: row.started_at, movedAt: row.moved_at, endedAt: row.ended_at },
    undoneAt: row.undone_at,
    undoneBy: row.undone_by === null ? null : { id: row.undone_by_id ?? '', name: row.undone_by },
  }
}

function readingFrom(value: unknown): HowRead {
  const sheets = valueAt(value, 'sheets')
  const number = (name: string) => Number(valueAt(value, name) ?? 0)
  return {
    encoding: encodings.find((one) => one === stringAt(value, 'encoding')) ?? null,
    separator: separators.find((one) => one === stringAt(value, 'separator')) ?? null,
    sheets: Array.isArray(sheets)
      ? sheets.map((one) => ({ name: stringAt(one, 'name'), isHidden: valueAt(one, 'isHidden') === true }))
      : [],
    ...{ sheet: number('sheet'), headingLine: number('headingLine'), hidden: number('hidden') },
    ...{ uncounted: number('uncounted'), lost: number('lost') },
  }
}

export async function findImport(db: Db, id: string): Promise<Import | null> {
  const row = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? importFrom(row) : null
}

export async function holdImport(tx: Tx, id: string): Promise<Import | null> {
  const row = await tx.selectFrom('imports').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? importFrom(row) : null
}

/** The newest first, those that were thrown away left out. @param before the instant at which the page begins */
export async function importsOf(db: Db, before: Date | null, size: number): Promise<Import[]> {
  let query = db.selectFrom('imports').selectAll().where('state', '<>', 'dropped')
  if (before) query = query.where('sent_at', '<', before)
  return (await query.orderBy('sent_at', 'desc').limit(size).execute()).map(importFrom)
}

export interface Sent {
  readonly id: string
  readonly target: Import['target']
  readonly fileName: string
  readonly blobId: string
  readonly at: Date
  readonly by: Import['by']
}

/** Writes that a sheet came; false when the same form was sent before. */
export async function insertImport(tx: Tx, institution: string, { by, ...sent }: Sent): Promise<boolean> {
  const row = await tx
    .insertInto('imports')
    .values({
      ...{ institution_id: institution, id: sent.id, target: sent.target, file_name: sent.fileName },
      ...{ blob_id: sent.blobId, sent_at: sent.at, by_id: by.id, by_name: by.name, reading: '{}' },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What a file says, read in one way: in place of what an earlier reading said. */
export async function saveReading(
  tx: Tx,
  institution: string,
  id: string,
  { reading, headings, rows }: { reading: HowRead; headings: readonly string[]; rows: readonly OpenRow[] },
): Promise<void> {
  await tx.deleteFrom('import_lines').where('import_id', '=', id).execute()
  for (let from = 0; from < rows.length; from += 2000) {
    const lines = rows.slice(from, from + 2000).map(({ line, cells }) => ({ line, cells }))
    await sql`
      insert into import_lines (institution_id, import_id, line, cells)
      select ${institution}, ${id}::uuid, (l ->> 'line')::int, l -> 'cells' from jsonb_array_elements(${toJson(lines)}::jsonb) l`.execute(
      tx,
    )
  }
  await tx
    .updateTable('imports')
    .set({ reading: toJson(reading), headings: toJson(headings), fields: null, left_empty: '[]', checked_at: null })
    .where('id', '=', id)
    .execute()
}

export interface ImportChange {
  readonly state?: ImportState
  readonly fields?: readonly string[]
  readonly doubles?: Doubles
  readonly leftEmpty?: readonly string[]
  readonly checkedAt?: Date | null
  readonly startedAt?: Date
  readonly movedAt?: Date
  readonly endedAt?: Date
  readonly undone?: { readonly at: Date; readonly by: Import['by'] }
  readonly blobId?: null
}

/** Changes an import that is in a given state; false when it is no longer. */
export async function changeImport(db: Db, id: string, from: ImportState, change: ImportChange): Promise<boolean> {
  const { leftEmpty, fields, undone, ...more } = change
  const row = await db
    .updateTable('imports')
    .set({
      ...(more.state && { state: more.state }),
      ...(fields && { fields: toJson(fields) }),
      ...(more.doubles && { doubles: more.doubles }),
      ...(leftEmpty && { left_empty: toJson(leftEmpty) }),
      ...(more.checkedAt !== undefined && { checked_at: more.checkedAt }),
      ...(more.startedAt && { started_at: more.startedAt }),
      ...(more.movedAt && { moved_at: more.movedAt }),
      ...(more.endedAt && { ended_at: more.endedAt }),
      ...(undone && { undone_at: undone.at, undone_by_id: undone.by.id, undone_by: undone.by.name }),
      ...(more.blobId === null && { blob_id: null }),
      id,
    })
    .where('id', '=', id)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What the office once said of columns with these headings; null when it never has. */
export async function rememberedFields(db: Db, target: string, headings: string): Promise<readonly string[] | null> {
  const row = await db
    .selectFrom('import_columns')
    .select('fields')
    .where('target', '=', target)
    .where('headings', '=', headings)
    .executeTakeFirst()
  return row ? listFrom(row.fields) : null
}

export async function rememberFields(
  db: Db,
  institution: string,
  { target, headings, fields, at }: { target: string; headings: string; fields: readonly string[]; at: Date },
): Promise<void> {
  const said = { fields: toJson(fields), said_at: at }
  await db
    .insertInto('import_columns')
    .values({ institution_id: institution, target, headings, ...said })
    .onConflict((conflict) => conflict.columns(['institution_id', 'target', 'headings']).doUpdateSet(said))
    .execute()
}

/** What the office has said of words: by `list word`. */
export async function learnedWords(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('import_words').select(['list', 'word', 'meaning']).execute()
  return new Map(rows.map(({ list, word, meaning }) => [`${list} ${word}`, meaning]))
}

export async function learnWords(
  db: Db,
  institution: string,
  words: readonly { readonly list: string; readonly word: string; readonly meaning: string }[],
  at: Date,
): Promise<void> {
  if (words.length === 0) return
  await db
    .insertInto('import_words')
    .values(words.map((one) => ({ institution_id: institution, ...one, said_at: at })))
    .onConflict((conflict) =>
      conflict
        .columns(['institution_id', 'list', 'word'])
        .doUpdateSet((row) => ({ meaning: row.ref('excluded.meaning'), said_at: row.ref('excluded.said_at') })),
    )
    .execute()
}
