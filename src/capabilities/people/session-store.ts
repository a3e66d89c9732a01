import type { Db } from '../../platform/database/index.ts'

/** One browser that is signed in. */
export interface OpenSession {
  readonly id: string
  readonly userAgent: string
  /** The network it came from, see `networkOf`; empty when nobody knows. */
  readonly network: string
  readonly since: Date
  readonly seen: Date
}

export async function sessionsOf(db: Db, accountId: string): Promise<readonly OpenSession[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'user_agent', 'ip_address', 'created_at as since', 'updated_at as seen'])
    .where('user_id', '=', accountId)
    // Sessions end by the real clock, also where the day is fixed: better-auth keeps them.
    .where('expires_at', '>', new Date())
    .orderBy('updated_at', 'desc')
    .execute()
  return rows.map(({ user_agent, ip_address, ...row }) => ({
    ...row,
    userAgent: user_agent ?? '',
    network: ip_address ?? '',
  }))
}

export async function endSession(db: Db, accountId: string, id: string): Promise<void> {
  await db.deleteFrom('sessions').where('user_id', '=', accountId).where('id', '=', id).execute()
}

/** Signs an account out wherever it is signed in. */
export async function endSessionsOf(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('sessions').where('user_id', '=', accountId).execute()
}

export async function workAt(db: Db, sessionId: string, institution: string): Promise<void> {
  await db.updateTable('sessions').set({ works_at: institution }).where('id', '=', sessionId).execute()
}
