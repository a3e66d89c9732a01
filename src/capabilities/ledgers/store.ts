import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { recordFrom, stringAt, stringsFrom, toJson } from '../../platform/database/json.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { type Day, day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Filter } from './filter.ts'
import { isEnded, type Ledger, type LedgerRecord, type Said, titleOf } from './ledger.ts'

function recordOf(row: Selectable<Tables['ledger_records']>): LedgerRecord {
  return {
    ...{ id: row.id, ledger: row.ledger, parentId: row.parent_id, key: row.key, version: row.version },
    said: stringsFrom(row.said),
    quote: stringAt(row.source, 'quote') || null,
    archived: row.archived_at !== null,
  }
}

const records = (db: Db, { name }: Ledger) => db.selectFrom('ledger_records').selectAll().where('ledger', '=', name)

/** Records in their list's order. @param size how many at most; all when absent @param db the institution's own scope */
export async function recordsOf(db: Db, ledger: Ledger, filter: Filter, size?: number): Promise<LedgerRecord[]> {
  let query = records(db, ledger).where('archived_at', filter.archived ? 'is not' : 'is', null)
  for (const [name, value] of Object.entries(filter.of)) query = query.where(sql<boolean>`said ->> ${name} = ${value}`)
  // A folded word has only letters and digits: nothing in it means more to `like` than itself.
  for (const word of foldWords(filter.search)) query = query.where('words', 'like', `% ${word}%`)
  const order = ledger.newestFirst ? 'desc' : 'asc'
  if (filter.after)
    query = query.where(
      sql<boolean>`(sort_key, id) ${sql.raw(ledger.newestFirst ? '<' : '>')}
        (select sort_key, id from ledger_records before where before.id = ${filter.after})`,
    )
  query = query.orderBy('sort_key', order).orderBy('id', order)
  return (await (size ? query.limit(sql.lit(size)) : query).execute()).map(recordOf)
}

/** How many records stand where, of those that a filter leaves. */
export async function stageCounts(db: Db, { name }: Ledger, { of }: Filter): Promise<ReadonlyMap<string, number>> {
  let query = db
    .selectFrom('ledger_records')
    .select(['stage', sql<number>`count(*)`.as('count')])
    .where('ledger', '=', name)
    .where('archived_at', 'is', null)
  for (const [field, value] of Object.entries(of)) query = query.where(sql<boolean>`said ->> ${field} = ${value}`)
  const rows = await query.groupBy('stage').execute()
  return new Map(rows.map(({ stage, count }) => [stage ?? '', Number(count)]))
}

/** The records in which one of these partners is named, the newest first; parts not. */
export async function naming(db: Db, partners: readonly string[]): Promise<LedgerRecord[]> {
  if (partners.length === 0) return []
  const rows = await db
    .selectFrom('ledger_records')
    .selectAll()
    .where(sql<boolean>`said ->> 'partner' = any(${partners}::text[])`)
    .where('archived_at', 'is', null)
    .where('parent_id', 'is', null)
    .orderBy('id', 'desc')
    .limit(sql.lit(200))
    .execute()
  return rows.map(recordOf)
}

/** The parts of a record, by ledger; those put away too where asked. */
export async function partsOf(db: Db, ledger: Ledger, parents: readonly string[]): Promise<LedgerRecord[]> {
  if (parents.length === 0) return []
  const rows = await records(db, ledger)
    .where('parent_id', 'in', parents)
    .where('archived_at', 'is', null)
    .orderBy('sort_key')
    .orderBy('id')
    .execute()
  return rows.map(recordOf)
}

/** One record of a ledger, archived ones too; null when there is none. */
export async function findRecord(db: Db, ledger: Ledger, id: string): Promise<LedgerRecord | null> {
  const row = await records(db, ledger).where('id', '=', id).executeTakeFirst()
  return row ? recordOf(row) : null
}

export async function recordByKey(db: Db, ledger: Ledger, key: string): Promise<LedgerRecord | null> {
  const row = await records(db, ledger).where('key', '=', key).executeTakeFirst()
  return row ? recordOf(row) : null
}

export async function holdRecord(tx: Tx, ledger: Ledger, id: string): Promise<LedgerRecord | null> {
  const row = await records(tx, ledger).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? recordOf(row) : null
}

/** What a record's answers are as columns; a pack's rows are made by the same. */
export function columnsOf(ledger: Ledger, said: Said) {
  const on = (name: string) =>
    ledger.fields.some((field) => field.name === name && field.as === 'day') ? said[name] || null : null
  const written = ledger.fields.filter(({ as }) => !['colleague', 'choice', 'day', 'partner'].includes(as))
  const texts = written.flatMap(({ name }) =>
    [name, `${name}.en`, `${name}.ru`, `${name}.ky`].flatMap((one) => said[one] ?? []),
  )
  return {
    title: titleOf(ledger, { said }, 'en'),
    said: toJson(said),
    stage: said.stage ?? null,
    from_on: on('from'),
    until_on: on('until'),
    due: isEnded(ledger, said) ? null : on('due'),
    is_public: said.shown === 'yes',
    sort_key: ledger.sort(said),
    words: ` ${texts.flatMap((text) => foldWords(text)).join(' ')}`,
  }
}

export interface NewRecord {
  readonly id: string
  readonly parentId: string | null
  readonly said: Said
  readonly key?: string
}

/** Writes new records; the ids of those that were not there yet. */
export async function insertRecords(
  tx: Tx,
  institution: string,
  ledger: Ledger,
  given: readonly NewRecord[],
  at: Date,
): Promise<string[]> {
  if (given.length === 0) return []
  const rows = await tx
    .insertInto('ledger_records')
    .values(
      given.map(({ id, parentId, said, key }) => ({
        ...{ institution_id: institution, id, ledger: ledger.name, parent_id: parentId },
        ...columnsOf(ledger, said),
        ...{ key: key ?? ledger.keyOf?.(said) ?? null, made_at: at, edited_at: at },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function saveRecord(tx: Tx, ledger: Ledger, { id, version }: LedgerRecord, said: Said, at: Date) {
  await tx
    .updateTable('ledger_records')
    .set({
      ...columnsOf(ledger, said),
      ...(ledger.keyOf ? { key: ledger.keyOf(said) } : {}),
      ...{ version: version + 1, edited_at: at },
    })
    .where('id', '=', id)
    .execute()
}

export async function saveArchived(tx: Tx, { id, version }: LedgerRecord, away: Date | null, at: Date) {
  await tx
    .updateTable('ledger_records')
    .set({ archived_at: away, version: version + 1, edited_at: at })
    .where('id', '=', id)
    .execute()
}

export const howsSaid = ['talk', 'call', 'mail', 'letter', 'meeting', 'note'] as const

export interface Note {
  readonly id: string
  readonly on: Day
  readonly how: (typeof howsSaid)[number]
  readonly text: string
  readonly mailTo: string | null
  readonly at: Date
  readonly byName: string
}

/** What was said about a record, the newest first. */
export async function notesOf(db: Db, record: string): Promise<Note[]> {
  const rows = await db
    .selectFrom('ledger_notes')
    .selectAll()
    .where('record_id', '=', record)
    .orderBy('on_day', 'desc')
    .orderBy('at', 'desc')
    .limit(sql.lit(200))
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, on: day(row.on_day), text: row.text, mailTo: row.mail_to, at: row.at, byName: row.by_name },
    how: howsSaid.find((how) => how === row.how) ?? 'note',
  }))
}

export interface NewNote {
  readonly id: string
  readonly record: string
  readonly on: Day
  readonly how: Note['how']
  readonly text: string
  readonly mailTo: string | null
}

/** Puts a note down; false when this very note is there already. */
export async function insertNote(
  tx: Tx,
  act: { institution: string; by: { id: string; name: string } },
  note: NewNote,
  at: Date,
) {
  const row = await tx
    .insertInto('ledger_notes')
    .values({
      ...{ institution_id: act.institution, id: note.id, record_id: note.record, on_day: note.on, how: note.how },
      ...{ text: note.text, mail_to: note.mailTo, at, by_id: act.by.id, by_name: act.by.name },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Who changed what of a record, the newest first. */
export async function editsOf(db: Db, { name }: Ledger, id: string) {
  const rows = await db
    .selectFrom('record_edits')
    .select(['at', 'by_name', 'before', 'after'])
    .where('record', '=', `${name}/${id}`)
    .orderBy('at', 'desc')
    .limit(sql.lit(30))
    .execute()
  return rows.map(({ at, by_name, before, after }) => {
    const [old, now] = [recordFrom(before), recordFrom(after) ?? {}]
    const changed = Object.keys({ ...old, ...now }).filter((field) => toJson(old?.[field]) !== toJson(now[field]))
    return { at, byName: by_name, isNew: old === null || Object.keys(old).length === 0, changed }
  })
}

/** Every next step of the institution up to a day, over all ledgers, the first day first. */
export async function stepsDue(db: Db, until: Day, most: number) {
  const rows = await db
    .selectFrom('ledger_records as step')
    .leftJoin('ledger_records as above', (join) =>
      join.onRef('above.institution_id', '=', 'step.institution_id').onRef('above.id', '=', 'step.parent_id'),
    )
    .select(['step.id', 'step.ledger', 'step.parent_id', 'step.title', 'step.said', 'step.due', 'above.title as of'])
    .where('step.due', '<=', until)
    .where('step.archived_at', 'is', null)
    // What belongs to something that was put away is put away with it.
    .where('above.archived_at', 'is', null)
    .orderBy('step.due')
    .orderBy('step.id')
    .limit(sql.lit(most))
    .execute()
  return rows.flatMap(({ id, ledger, title, due, of, ...row }) =>
    due ? [{ id, ledger, title, of, parentId: row.parent_id, said: stringsFrom(row.said), due: day(due) }] : [],
  )
}
