import type { Db } from '../../platform/database/index.ts'
import type { SignedIn } from '../../platform/sessions/index.ts'

export interface Passkey {
  readonly id: string
  readonly name: string
  readonly addedAt: Date
  readonly usedAt: Date | null
}

export function passkeysOf(db: Db, accountId: string): Promise<readonly Passkey[]> {
  return db
    .selectFrom('passkeys')
    .select(['id', 'name', 'added_at as addedAt', 'used_at as usedAt'])
    .where('account_id', '=', accountId)
    .orderBy('added_at')
    .execute()
}

export async function findPasskey(db: Db, id: string) {
  const row = await db.selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const publicKey = new Uint8Array(Buffer.from(row.public_key, 'base64url'))
  return { id: row.id, accountId: row.account_id, counter: row.counter, publicKey }
}

interface NewPasskey {
  readonly id: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports?: readonly string[]
  readonly name: string
  readonly at: Date
}

/** False when somebody has this passkey already. Whoever adds one has just shown it, so the session has both factors. */
export function insertPasskey(db: Db, who: SignedIn, passkey: NewPasskey): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows: inserted } = await tx
      .insertInto('passkeys')
      .values({
        id: passkey.id,
        account_id: who.accountId,
        name: passkey.name,
        public_key: Buffer.from(passkey.publicKey).toString('base64url'),
        counter: passkey.counter,
        transports: [...(passkey.transports ?? [])],
        added_at: passkey.at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (!inserted) return false
    await tx.updateTable('sessions').set({ both_factors: true }).where('id', '=', who.sessionId).execute()
    return true
  })
}

export async function usePasskey(db: Db, id: string, counter: number, at: Date): Promise<void> {
  await db.updateTable('passkeys').set({ counter, used_at: at }).where('id', '=', id).execute()
}

export async function removePasskey(db: Db, accountId: string, id: string): Promise<void> {
  await db.deleteFrom('passkeys').where('account_id', '=', accountId).where('id', '=', id).execute()
}
