import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import type { Message } from './rules.ts'

export interface NewMessage {
  readonly institution: string
  readonly caseId: string
  readonly key: string
  readonly at: Date
  readonly side: Message['side']
  readonly by: { readonly id: string; readonly name: string }
  readonly way: Message['way']
  readonly text: string
  readonly due: Day | null
}

/** Writes a message; null when the same form has written it already. */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<string | null> {
  const { institution, caseId, key, at, side, by, way, text, due } = message
  const written = { case_id: caseId, request_key: key, at, side, by_id: by.id, by_name: by.name, way, text, due }
  const row = await tx
    .insertInto('case_messages')
    .values({ institution_id: institution, ...written })
    .onConflict((conflict) => conflict.columns(['institution_id', 'request_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Has this form been taken already? */
export async function isWritten(tx: Tx, key: string): Promise<boolean> {
  const row = await tx.selectFrom('case_messages').select('id').where('request_key', '=', key).executeTakeFirst()
  return row !== undefined
}

export async function messagesOf(db: Db, caseId: string): Promise<Message[]> {
  const rows = await db
    .selectFrom('case_messages')
    .select(['id', 'at', 'side', 'by_name as byName', 'way', 'text', 'due', 'answered_at as answeredAt'])
    .where('case_id', '=', caseId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...row,
    side: row.side === 'office' ? 'office' : 'subject',
    way: row.way === 'phone' ? 'phone' : 'written',
    due: row.due ? day(row.due) : null,
  }))
}

/** Settles the open questions of a case up to one of them, and says how many there were. */
export async function settleQuestions(tx: Tx, caseId: string, upTo: string, at: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('case_messages')
    .set({ answered_at: at })
    .where('case_id', '=', caseId)
    .where('side', '=', 'subject')
    .where('answered_at', 'is', null)
    .where('id', '<=', upTo)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export interface Waiting {
  readonly caseId: string
  readonly procedure: string
  readonly title: string
  readonly number: string | null
  readonly due: Day
}

const mostShown = 12

/** Cases with a question that nobody has answered, the most urgent first. */
export async function waitingQuestions(db: Db, institution: string): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('cases')
    .select(['id as caseId', 'procedure', 'title', 'number', 'question_due as due'])
    .where('institution_id', '=', institution)
    .where('question_due', 'is not', null)
    .orderBy('question_due')
    .limit(sql.lit(mostShown))
    .execute()
  return rows.flatMap(({ due, ...row }) => (due ? [{ ...row, due: day(due) }] : []))
}
