import type { Visit } from '../../platform/web/visit.ts'

/**
 * The account of somebody who begins something with a mail address: the one signed in with it, or a new one, which gets a link
 * to come back by. Null when the address has an account already: then only its owner, by the link that leads to `back`, sees
 * what is there.
 */
export async function accountToBegin(visit: Visit, mail: string, back: string): Promise<string | null> {
  const { house, who } = visit
  if (who?.email === mail) return who.accountId
  const begun = await house.sessions.begin(visit.headers, mail)
  if (begun) {
    visit.keepCookies(begun.cookies)
    await house.database.shared
      .updateTable('accounts')
      .set({ language: visit.language })
      .where('id', '=', begun.accountId)
      .execute()
  }
  await house.sessions.sendLink(visit.headers, mail, begun ? '/my' : back)
  return begun?.accountId ?? null
}
