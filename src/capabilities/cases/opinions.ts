import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import { openingsOf } from '../one-time-links/index.ts'

export const advices = ['for', 'against', 'neither'] as const
export type Advice = (typeof advices)[number]

/** What somebody was asked about a case by a one-time link, and what they answered. */
export interface Opinion {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly address: string
  readonly until: Day
  readonly question: string
  readonly fileIds: readonly string[]
  readonly askedBy: string
  readonly askedAt: Date
  readonly revokedAt: Date | null
  readonly revokedBy: string | null
  readonly advice: Advice | null
  readonly words: string | null
  readonly answeredAt: Date | null
  /** When it was opened, the latest last; attempts that were turned away count apart. */
  readonly opened: readonly Date[]
  readonly turnedAway: number
}

const away: readonly string[] = ['elsewhere', 'late', 'revoked']

/** The opinions asked for in a case, in the order in which they were asked. */
export async function opinionsOf(db: Db, caseId: string): Promise<readonly Opinion[]> {
  const rows = await asked(db).where('opinion.case_id', '=', caseId).orderBy('link.made_at').execute()
  const openings = Map.groupBy(
    await openingsOf(
      db,
      rows.map(({ id }) => id),
    ),
    ({ linkId }) => linkId,
  )
  return rows.map((row) => {
    const own = openings.get(row.id) ?? []
    return {
      ...row,
      until: day(row.until),
      advice: advices.find((known) => known === row.advice) ?? null,
      opened: own.filter(({ what }) => what === 'opened').map(({ at }) => at),
      turnedAway: own.filter(({ what }) => away.includes(what)).length,
    }
  })
}

const asked = (db: Db) =>
  db
    .selectFrom('case_opinions as opinion')
    .innerJoin('one_time_links as link', (join) =>
      join.onRef('link.institution_id', '=', 'opinion.institution_id').onRef('link.id', '=', 'opinion.link_id'),
    )
    .select(['link.id', 'link.to_name as name', 'link.to_unit as unit', 'link.to_address as address', 'link.until'])
    .select(['opinion.question', 'opinion.file_ids as fileIds', 'link.made_by_name as askedBy'])
    .select(['link.made_at as askedAt', 'link.revoked_at as revokedAt', 'link.revoked_by_name as revokedBy'])
    .select(['opinion.advice', 'opinion.words', 'opinion.answered_at as answeredAt'])

/** What a link's holder was asked; null when the link is of another kind. */
export async function questionOf(db: Db, linkId: string) {
  const row = await db
    .selectFrom('case_opinions')
    .select(['question', 'file_ids as fileIds'])
    .where('link_id', '=', linkId)
    .executeTakeFirst()
  return row ?? null
}

export interface NewQuestion {
  readonly institution: string
  readonly linkId: string
  readonly caseId: string
  readonly question: string
  readonly fileIds: readonly string[]
}

export async function insertQuestion(tx: Tx, { institution, linkId, caseId, question, fileIds }: NewQuestion) {
  await tx
    .insertInto('case_opinions')
    .values({
      institution_id: institution,
      link_id: linkId,
      case_id: caseId,
      question,
      file_ids: sql<string[]>`${[...fileIds]}::uuid[]`,
    })
    .execute()
}

export async function keepAnswer(
  tx: Tx,
  linkId: string,
  { advice, words, at }: { readonly advice: Advice; readonly words: string; readonly at: Date },
): Promise<void> {
  await tx.updateTable('case_opinions').set({ advice, words, answered_at: at }).where('link_id', '=', linkId).execute()
}
