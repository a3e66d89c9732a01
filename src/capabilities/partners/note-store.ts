import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import { touchPartner } from './writing.ts'

export const noteKinds = ['note', 'talk', 'visit', 'phone', 'letter'] as const
export type NoteKind = (typeof noteKinds)[number]

/** What the office wrote down of a partner. */
export interface PartnerNote {
  readonly id: string
  /** A note is the office's own; everything else is a contact with the partner. */
  readonly kind: NoteKind
  readonly on: Day
  /** Who spoke for whom. */
  readonly who: string
  readonly said: string
  readonly next: string
  readonly at: Date
  readonly byName: string
  /** Who struck it out; null for what stands. */
  readonly struckBy: string | null
}

/** What is written of a partner and of those merged into it, the newest first. @param most how many */
export async function notesOf(db: Db, partnerId: string, most: number): Promise<PartnerNote[]> {
  const family = sql<string>`(select id from partners where partners.id = ${partnerId} or merged_into = ${partnerId})`
  const rows = await db
    .selectFrom('partner_notes')
    .selectAll()
    .where('partner_id', 'in', family)
    .orderBy('on_day', 'desc')
    .orderBy('at', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ id, kind, on_day, who, said, next, at, by_name, struck_by }) => ({
    ...{ id, who, said, next, at, byName: by_name, struckBy: struck_by, on: day(on_day) },
    kind: noteKinds.find((one) => one === kind) ?? 'note',
  }))
}

type NewNote = Pick<PartnerNote, 'id' | 'kind' | 'on' | 'who' | 'said' | 'next'>
interface By {
  readonly id: string
  readonly name: string
}

async function insertNote(tx: Tx, institution: string, partnerId: string, note: NewNote, by: By, at: Date) {
  const { on, ...said } = note
  const row = await tx
    .insertInto('partner_notes')
    .values({
      ...{ institution_id: institution, partner_id: partnerId, ...said, on_day: on },
      ...{ at, by_id: by.id, by_name: by.name },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Puts a note or a talk into a partner's thread; a talk is a contact, and moves the last one on. Whoever writes to a partner
 * for the office calls this in the same transaction. @returns false when this note is there already
 */
export async function writeNote(tx: Tx, institution: string, partnerId: string, note: NewNote, by: By, at: Date) {
  const isNew = await insertNote(tx, institution, partnerId, note, by, at)
  if (isNew && note.kind !== 'note') await touchPartner(tx, partnerId, { on: note.on, about: note.said.slice(0, 500) })
  return isNew
}

/** Strikes a note out; it stays to be read. */
export async function strikeNote(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await tx
    .updateTable('partner_notes')
    .set({ struck_at: at, struck_by: by })
    .where('id', '=', id)
    .where('struck_at', 'is', null)
    .execute()
}
