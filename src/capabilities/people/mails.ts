import { itself } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { linkLifetimeDays } from '../../platform/sessions/auth.ts'
import { mailLater, signInLink } from '../correspondence/index.ts'
import { findAccount } from './store.ts'
import { peopleWords } from './words.ts'

/** Writes and queues the mail with a sign-in link, in the account's language. Nobody's address gets nothing. */
export async function signInMail(house: House, email: string, token: string, to: string): Promise<void> {
  const account = await findAccount(house.database.shared, email)
  if (!account) return
  const t = peopleWords(account.language)
  const link = `${house.url}/sign-in/link?${new URLSearchParams({ token, to })}`
  await house.database.shared.transaction().execute((tx) =>
    mailLater(tx, house, {
      institution: itself,
      accountId: account.id,
      to: email,
      language: account.language,
      kind: signInLink,
      subject: t('mail.subject'),
      body: t('mail.body', { link, days: linkLifetimeDays }),
    }),
  )
}
