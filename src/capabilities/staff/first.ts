import type { Db } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import { saveRole } from './store.ts'

/**
 * Gives an institution that has no administrator its first one. Whoever it is signs in by a link that comes by mail; an
 * account with the address is taken as it is. False when there is an administrator already. @param db any scope
 */
export function giveFirstAdministrator(
  db: Db,
  institution: string,
  email: string,
  name: string,
  today: Day,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const there = await tx
      .selectFrom('memberships')
      .select('account_id')
      .where('institution_id', '=', institution)
      .where('role', '=', 'admin')
      .where((where) => where.or([where('until', 'is', null), where('until', '>=', today)]))
      .executeTakeFirst()
    if (there) return false
    await tx
      .insertInto('accounts')
      .values({ id: crypto.randomUUID(), email: email.toLowerCase(), name, email_verified: true })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { id } = await tx
      .selectFrom('accounts')
      .select('id')
      .where('email', '=', email.toLowerCase())
      .executeTakeFirstOrThrow()
    await saveRole(tx, { institution, accountId: id, role: 'admin', unit: null, until: null, today })
    return true
  })
}
