import type { Db } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'

/** Minutes that a browser has for an answer: a person looks for the phone, or signs in at the university first. */
export const challengeMinutes = 10

export type Purpose = 'passkey-new' | 'passkey' | 'provider'

export interface Challenge {
  readonly id: string
  readonly purpose: Purpose
  readonly accountId: string | null
  readonly content: unknown
}

/** Keeps what a browser was asked; what nobody answered in time goes. */
export async function keepChallenge(db: Db, { id, purpose, accountId, content }: Challenge, now: Date): Promise<void> {
  await db.deleteFrom('sign_in_challenges').where('ends_at', '<', now).execute()
  const ends_at = new Date(now.getTime() + challengeMinutes * 60_000)
  await db
    .insertInto('sign_in_challenges')
    .values({ id, purpose, account_id: accountId, content: toJson(content), ends_at })
    .execute()
}

/** Takes a challenge off the table: the second answer to it, and one that comes too late, finds none. */
export async function takeChallenge(db: Db, id: string, purpose: Purpose, now: Date): Promise<Challenge | null> {
  const row = await db
    .deleteFrom('sign_in_challenges')
    .where('id', '=', id)
    .where('purpose', '=', purpose)
    .returningAll()
    .executeTakeFirst()
  return row && row.ends_at >= now ? { id, purpose, accountId: row.account_id, content: row.content } : null
}
