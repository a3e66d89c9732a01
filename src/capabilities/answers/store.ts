import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { textFrom, toJson } from '../../platform/database/json.ts'
import { type Answer, type AnswerForm, saidIn, topics } from './rules.ts'

/** All questions with answers, by topic, the newest first. @param db the institution's own scope */
export async function answersOf(db: Db): Promise<Answer[]> {
  const rows = await db.selectFrom('public_answers').selectAll().orderBy('at', 'desc').orderBy('id').execute()
  const all = rows.map((row) => ({
    ...{ id: row.id, question: textFrom(row.question), answer: textFrom(row.answer), caseId: row.case_id },
    topic: topics.find((topic) => topic === row.topic) ?? 'other',
    ...{ isShown: row.is_shown, archived: row.archived_at !== null, version: row.version },
  }))
  return topics.flatMap((topic) => all.filter((one) => one.topic === topic))
}

/** Those that everybody may read. */
export const shownAnswers = async (db: Db): Promise<Answer[]> =>
  (await answersOf(db)).filter(({ isShown, archived }) => isShown && !archived)

export async function findAnswer(db: Db, id: string): Promise<Answer | null> {
  return isUuid(id) ? ((await answersOf(db)).find((answer) => answer.id === id) ?? null) : null
}

function valuesOf(form: AnswerForm) {
  const { topic, question, answer, isShown } = saidIn(form)
  return { topic, question: toJson(question), answer: toJson(answer), is_shown: isShown }
}

/** The same id again makes nothing. */
export async function insertAnswer(tx: Tx, institution: string, id: string, form: AnswerForm, at: Date) {
  const case_id = form.case && isUuid(form.case) ? form.case : null
  const row = await tx
    .insertInto('public_answers')
    .values({ institution_id: institution, id, case_id, ...valuesOf(form), at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** False when somebody was first. */
export async function saveAnswer(tx: Tx, id: string, form: AnswerForm): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('public_answers')
    .set({ ...valuesOf(form), version: form.version + 1 })
    .where('id', '=', id)
    .where('version', '=', form.version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function archiveAnswer(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.updateTable('public_answers').set({ archived_at: at }).where('id', '=', id).execute()
}
