import type { Db, Tx } from '../../platform/database/index.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { type Act, groundOf, holdCase, record } from '../cases/index.ts'
import { openLinksOf, revokeLink, useLink } from '../one-time-links/index.ts'
import { incoming } from './incoming.ts'

/**
 * Makes the case that a partner's nomination has opened the account's own. Who holds the link, or has proved the address that it went
 * to, is the student. Throws NotFound when the case is somebody's already.
 * @param linkId the link that is used up by it; null for a proved address
 */
export async function claim(act: Act, caseId: string, accountId: string, linkId: string | null): Promise<Outcome> {
  const { house, institution } = act
  const ground = await groundOf(house, institution, incoming)
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const held = await holdCase(tx, caseId)
      if (held?.procedure !== incoming.name) throw new NotFound()
      if (held.accountId === accountId) return done
      if (held.accountId) throw new NotFound()
      const at = house.clock.now()
      if (linkId && !(await useLink(tx, linkId, at))) return refuse('place.shut')
      for (const open of await openLinksOf(tx, caseId)) await revokeLink(tx, open, act.by.name, at)
      await give(tx, { caseId, personId: held.subjectId, accountId })
      await record(tx, act, ground, incoming, held, { action: 'claimed', input: {} })
      return done
    })
}

// Whoever has a record here already keeps it: the case comes to it, and nobody is two.
async function give(tx: Tx, { caseId, personId, accountId }: { caseId: string; personId: string; accountId: string }) {
  const own = await tx.selectFrom('persons').select('id').where('account_id', '=', accountId).executeTakeFirst()
  if (own) await tx.updateTable('cases').set({ subject_id: own.id }).where('id', '=', caseId).execute()
  else await tx.updateTable('persons').set({ account_id: accountId }).where('id', '=', personId).execute()
}

/** Open cases that wait for the owner of a mail address. @param db the institution's own scope */
export function unclaimed(db: Db, mail: string) {
  return db
    .selectFrom('cases')
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'cases.institution_id').onRef('persons.id', '=', 'cases.subject_id'),
    )
    .select(['cases.id', 'cases.number', 'cases.facts'])
    .where('cases.procedure', '=', incoming.name)
    .where('cases.closed_at', 'is', null)
    .where('persons.account_id', 'is', null)
    .where('persons.email', '=', mail)
    .orderBy('cases.opened_at')
    .execute()
}

/** The address of an account, when its owner has proved it. */
export async function provedAddress(db: Db, accountId: string): Promise<string | null> {
  const row = await db
    .selectFrom('accounts')
    .select(['email', 'email_verified as proved'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row?.proved ? row.email : null
}
