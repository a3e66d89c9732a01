import type { Db, Tx } from '../../platform/database/index.ts'
import { stringsFrom, toJson } from '../../platform/database/json.ts'
import type { Typed } from '../../platform/web/form.ts'
import { type ChecklistLine, withGeneral } from './checklist-rules.ts'
import { purposes } from './facts.ts'

interface Row {
  readonly id: string
  readonly country: string | null
  readonly purpose: string | null
  readonly said: unknown
  readonly version: number
  readonly archived_at: Date | null
}

const lineFrom = ({ purpose, said, archived_at, ...row }: Row): ChecklistLine => ({
  ...{ id: row.id, country: row.country, version: row.version },
  purpose: purposes.find((known) => known === purpose) ?? null,
  said: stringsFrom(said),
  archived: archived_at !== null,
})

/** The whole checklist, with what was put away. @param db the institution's own scope */
export async function checklistOf(db: Db): Promise<ChecklistLine[]> {
  const rows = await db.selectFrom('departure_papers').selectAll().orderBy('country').orderBy('id').execute()
  return withGeneral(rows.map(lineFrom))
}

export interface WrittenLine {
  readonly id: string
  readonly country: string | null
  readonly purpose: string | null
  readonly said: Typed
}

/** Writes a line that is not there yet, and holds the one that is. Null when it was not there. */
export async function insertOrHold(tx: Tx, institution: string, given: WrittenLine): Promise<ChecklistLine | null> {
  const { id, country, purpose, said } = given
  const row = await tx
    .insertInto('departure_papers')
    .values({ institution_id: institution, id, country, purpose, said: toJson(said) })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row) return null
  const found = await tx.selectFrom('departure_papers').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return found ? lineFrom(found) : null
}

export async function saveLine(tx: Tx, given: WrittenLine, version: number, archivedAt: Date | null): Promise<void> {
  const { id, country, purpose, said } = given
  await tx
    .updateTable('departure_papers')
    .set({ country, purpose, said: toJson(said), version, archived_at: archivedAt })
    .where('id', '=', id)
    .execute()
}

export interface LineChange {
  readonly version: number
  readonly action: 'added' | 'changed' | 'archived' | 'restored'
  readonly said: Typed
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
}

export async function writeLineChange(tx: Tx, institution: string, id: string, change: LineChange): Promise<void> {
  const { said, by, ...same } = change
  await tx
    .insertInto('departure_paper_changes')
    .values({ institution_id: institution, paper_id: id, ...same, said: toJson(said), by_id: by.id, by_name: by.name })
    .execute()
}

/** Who wrote a line and when, the newest first. */
export async function changesOfLine(db: Db, id: string) {
  const rows = await db
    .selectFrom('departure_paper_changes')
    .selectAll()
    .where('paper_id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ action, at, by_name, said }) => ({ action, at, byName: by_name, said: stringsFrom(said) }))
}
