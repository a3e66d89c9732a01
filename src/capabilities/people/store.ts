import type { Db } from '../../platform/database/index.ts'
import { asLanguage, type Language } from '../../platform/words/languages.ts'

export async function findAccount(db: Db, email: string): Promise<{ id: string; language: Language } | null> {
  const row = await db
    .selectFrom('accounts')
    .select(['id', 'language'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  return row ? { id: row.id, language: asLanguage(row.language) } : null
}

export async function hasPassword(db: Db, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('credentials')
    .select('id')
    .where('user_id', '=', accountId)
    .where('provider_id', '=', 'credential')
    .where('password', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function keepLanguage(db: Db, accountId: string, language: Language): Promise<void> {
  await db.updateTable('accounts').set({ language }).where('id', '=', accountId).execute()
}
