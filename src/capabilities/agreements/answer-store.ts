import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { recordFrom, toJson } from '../../platform/database/json.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { type Day, day } from '../../platform/days.ts'
import type { Received } from '../documents/index.ts'

/** The text of an agreement in one version. */
export interface Draft {
  readonly number: number
  /** What is signed: what is agreed and its paragraphs, or the checksum of a file. */
  readonly said: Readonly<Record<string, unknown>>
  readonly hash: string
  readonly paperId: string | null
  readonly about: string
  readonly at: Date
  readonly byName: string
}

/** The versions, the newest last. */
export async function draftsOf(db: Db, agreementId: string): Promise<Draft[]> {
  const rows = await db
    .selectFrom('agreement_drafts')
    .selectAll()
    .where('agreement_id', '=', agreementId)
    .orderBy('number')
    .execute()
  return rows.map(({ number, said, hash, paper_id, about, at, by_name }) => ({
    ...{ number, said: recordFrom(said) ?? {}, hash, paperId: paper_id, about, at, byName: by_name },
  }))
}

export async function insertDraft(tx: Tx, institution: string, agreementId: string, draft: Draft): Promise<void> {
  const { number, said, hash, paperId: paper_id, about, at, byName: by_name } = draft
  await tx
    .insertInto('agreement_drafts')
    .values({
      ...{ institution_id: institution, agreement_id: agreementId, number, hash, paper_id, about, at, by_name },
      said: toJson(said),
    })
    .execute()
}

export const asked = ['approval', 'comment', 'signature'] as const
export type Asked = (typeof asked)[number]

/** One opinion, confirmation or signature, from the asking to the answer. */
export interface Answer {
  readonly id: string
  /** The version that it is about. */
  readonly number: number
  readonly what: Asked
  /** 0 is the institution itself, others the places of the parties. */
  readonly party: number
  readonly role: string
  readonly how: 'link' | 'ink' | 'account'
  readonly hash: string
  readonly name: string
  readonly post: string
  readonly address: string
  readonly askedAt: Date
  readonly askedBy: string
  readonly until: Day | null
  readonly answeredAt: Date | null
  readonly answeredOn: Day | null
  readonly answer: 'yes' | 'no' | null
  readonly words: string
  readonly lies: string
  readonly paperId: string | null
  readonly voidAt: Date | null
}

function answerFrom(row: Selectable<Tables['agreement_answers']>): Answer {
  const { id, number, party, role, hash, name, post, address, words, lies } = row
  return {
    ...{ id, number, party, role, hash, name, post, address, words, lies },
    what: asked.find((one) => one === row.what) ?? 'comment',
    how: (['link', 'ink', 'account'] as const).find((one) => one === row.how) ?? 'ink',
    ...{ askedAt: row.asked_at, askedBy: row.asked_by, until: row.until ? day(row.until) : null },
    ...{ answeredAt: row.answered_at, answeredOn: row.answered_on ? day(row.answered_on) : null },
    answer: (['yes', 'no'] as const).find((one) => one === row.answer) ?? null,
    ...{ paperId: row.paper_id, voidAt: row.void_at },
  }
}

/** All that was asked and answered, in the order of the asking; what no longer counts too. */
export async function answersOf(db: Db, agreementId: string): Promise<Answer[]> {
  const rows = await db
    .selectFrom('agreement_answers')
    .selectAll()
    .where('agreement_id', '=', agreementId)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return rows.map(answerFrom)
}

/** False when this form has asked already, or the party has signed. */
export async function insertAnswer(tx: Tx, institution: string, agreementId: string, one: Answer): Promise<boolean> {
  const { id, number, what, party, role, how, hash, name, post, address, until, answer, words, lies } = one
  const row = await tx
    .insertInto('agreement_answers')
    .values({
      ...{ institution_id: institution, agreement_id: agreementId, id, number, what, party, role, how, hash },
      ...{ name, post, address, asked_at: one.askedAt, asked_by: one.askedBy, until, answer, words, lies },
      ...{ answered_at: one.answeredAt, answered_on: one.answeredOn, paper_id: one.paperId },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps what the holder of a link says; false when it no longer counts, or was answered. */
export async function keepAnswer(
  tx: Tx,
  id: string,
  said: { readonly answer: 'yes' | 'no'; readonly words: string; readonly at: Date; readonly on: Day },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('agreement_answers')
    .set({ answer: said.answer, words: said.words, answered_at: said.at, answered_on: said.on })
    .where('id', '=', id)
    .where('answer', 'is', null)
    .where('void_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function voidAnswer(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('agreement_answers')
    .set({ void_at: at })
    .where('id', '=', id)
    .where('void_at', 'is', null)
    .execute()
}

/** Nothing that was asked or answered holds for the words that come now. */
export async function voidAnswers(tx: Tx, agreementId: string, at: Date): Promise<void> {
  await tx
    .updateTable('agreement_answers')
    .set({ void_at: at })
    .where('agreement_id', '=', agreementId)
    .where('void_at', 'is', null)
    .execute()
}

/** Which of the parties, 0 being the institution, have not signed a version. */
export function unsignedOf(parties: number, answers: readonly Answer[], number: number): number[] {
  const signed = answers.filter((one) => one.what === 'signature' && one.answer === 'yes' && !one.voidAt)
  const have = new Set(signed.filter((one) => one.number === number).map(({ party }) => party))
  return Array.from({ length: parties + 1 }, (_, at) => at).filter((party) => !have.has(party))
}

/** How far the road of a case's person has come; null when no agreement belongs to it. */
export async function roadOf(db: Db, subject: string) {
  const row = await db
    .selectFrom('agreements')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'agreements.institution_id').onRef('cases.id', '=', 'agreements.case_id'),
    )
    .select([
      'agreements.id',
      sql<number>`(select count(*)::int from agreement_parties party
        where party.institution_id = agreements.institution_id and party.agreement_id = agreements.id)`.as('parties'),
    ])
    .where('cases.subject_id', '=', subject)
    .where('cases.procedure', '=', 'agreement')
    .executeTakeFirst()
  if (!row) return null
  const [drafts, answers] = [await draftsOf(db, row.id), await answersOf(db, row.id)]
  const number = drafts.at(-1)?.number ?? 0
  const approvals = answers.filter((one) => one.what === 'approval' && one.number === number && !one.voidAt)
  const counted = (answer: Answer['answer']) => approvals.filter((one) => one.answer === answer).length
  return {
    drafts: drafts.length,
    approvals: { yes: counted('yes'), no: counted('no'), open: counted(null) },
    unsigned: unsignedOf(row.parties, answers, number).length,
  }
}

export interface KeptPaper {
  readonly id: string
  readonly what: string
  readonly title: string
  readonly name: string
  readonly kind: string
  readonly bytes: number
  readonly blobId: string
  readonly at: Date
  readonly byName: string
}

/** The files of an agreement that are not removed. */
export async function papersOf(db: Db, agreementId: string): Promise<KeptPaper[]> {
  const rows = await db
    .selectFrom('agreement_papers')
    .selectAll()
    .where('agreement_id', '=', agreementId)
    .where('removed_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, what, title, name, kind, bytes, blob_id, at, by_name }) => ({
    ...{ id, what, title, name, kind, bytes: Number(bytes), blobId: blob_id, at, byName: by_name },
  }))
}

export async function insertPaper(
  tx: Tx,
  place: { readonly institution: string; readonly agreementId: string },
  file: Received,
  about: { readonly id: string; readonly what: string; readonly title: string; readonly at: Date; readonly by: string },
): Promise<boolean> {
  const row = await tx
    .insertInto('agreement_papers')
    .values({
      ...{ institution_id: place.institution, id: about.id, agreement_id: place.agreementId, what: about.what },
      ...{ title: about.title, name: file.name, kind: file.kind, bytes: file.bytes, pages: file.pages },
      ...{ sha256: file.sha256, blob_id: file.blobId, thumbnail_blob_id: file.thumbnailBlobId },
      ...{ at: about.at, by_name: about.by },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function removePaper(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('agreement_papers').set({ removed_at: at }).where('id', '=', id).execute()
}

export async function partySigned(tx: Tx, agreementId: string, place: number, on: Day): Promise<void> {
  await tx
    .updateTable('agreement_parties')
    .set({ signed_on: on })
    .where('agreement_id', '=', agreementId)
    .where('place', '=', place)
    .execute()
}
