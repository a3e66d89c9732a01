import type { Db } from '../../platform/database/index.ts'
import { bookFrom } from './book.ts'
import type { Check, LawBook } from './rules.ts'

/** The edition by which an institution counts; null when it has none yet. */
export async function lawInUse(db: Db): Promise<{ readonly hash: string; readonly version: number } | null> {
  const row = await db.selectFrom('institution_laws').select(['hash', 'version']).executeTakeFirst()
  return row ?? null
}

/** The edition that was loaded last; empty before the first loading. */
export async function newestEdition(db: Db): Promise<string> {
  const row = await db.selectFrom('law_editions').select('hash').orderBy('turn', 'desc').limit(1).executeTakeFirst()
  return row?.hash ?? ''
}

/** A whole edition: some hundred kilobytes, read once and kept by the caller. */
export async function readLawBook(db: Db, hash: string): Promise<LawBook> {
  const row = await db.selectFrom('law_editions').select('book').where('hash', '=', hash).executeTakeFirst()
  return row ? bookFrom(row.book) : emptyBook
}

const emptyBook: LawBook = {
  ...{ edition: '', weekend: [], rules: [], countries: [], calendar: [] },
  ...{ visaFree: [], registration: [], visaKinds: [] },
}

/** Who of an institution has held which rule against its act, by the rule's fingerprint. */
export async function checksOf(db: Db): Promise<ReadonlyMap<string, Check>> {
  const rows = await db
    .selectFrom('rule_checks')
    .select(['fingerprint', 'by_name', 'at', 'note'])
    .where('back_at', 'is', null)
    .execute()
  return new Map(rows.map(({ fingerprint, by_name, at, note }) => [fingerprint, { by: by_name, at, note }]))
}
