import type { Db } from '../../platform/database/index.ts'
import type { Claims } from './provider.ts'

type Found =
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unverified' }

/**
 * Whose account the provider means: the one it named before, else the one with its verified address, which from then on is
 * known by the provider's own number of the person. It makes no account and gives no role.
 */
export function accountOf(db: Db, { issuer, subject, email, verified }: Claims): Promise<Found> {
  const named = { provider_id: `oidc:${issuer}`, account_id: subject }
  return db.transaction().execute(async (tx): Promise<Found> => {
    const before = await tx
      .selectFrom('credentials')
      .select('user_id')
      .where('provider_id', '=', named.provider_id)
      .where('account_id', '=', subject)
      .executeTakeFirst()
    if (before) return { kind: 'account', accountId: before.user_id }
    if (email === null || !verified) return { kind: 'unverified' }
    const account = await tx
      .selectFrom('accounts')
      .select(['id', 'email_verified'])
      .where('email', '=', email)
      .forUpdate()
      .executeTakeFirst()
    if (!account) return { kind: 'unknown' }
    // As when a link in a mail is opened: whoever typed the address before without owning it is out.
    if (!account.email_verified) {
      await tx.deleteFrom('sessions').where('user_id', '=', account.id).execute()
      await tx.updateTable('accounts').set({ email_verified: true }).where('id', '=', account.id).execute()
    }
    await tx
      .insertInto('credentials')
      .values({ id: crypto.randomUUID(), user_id: account.id, ...named })
      .execute()
    return { kind: 'account', accountId: account.id }
  })
}
