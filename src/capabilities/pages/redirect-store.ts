import type { Db, Tx } from '../../platform/database/index.ts'
import { addressesOf, type Line, type Redirect } from './redirects.ts'

/** The old addresses, the newest first. @param like part of one of the two */
export async function redirectsOf(db: Db, like = '', size = 100, skip = 0): Promise<Redirect[]> {
  const part = `%${like.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  let query = db.selectFrom('site_redirects').selectAll()
  if (like) query = query.where((where) => where.or([where('from_path', 'like', part), where('to_path', 'like', part)]))
  const rows = await query.orderBy('at', 'desc').orderBy('from_path').limit(size).offset(skip).execute()
  return rows.map((row) => ({
    ...{ from: row.from_path, to: row.to_path, isOwn: row.page_id !== null, at: row.at, by: row.by_name },
  }))
}

/** All of them, from where to where. */
export async function redirectMap(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('site_redirects').select(['from_path', 'to_path']).execute()
  return new Map(rows.map(({ from_path, to_path }) => [from_path, to_path]))
}

/** One step on from an address; null when nobody has said where it leads. */
export async function stepFrom(db: Db, path: string): Promise<string | null> {
  const row = await db.selectFrom('site_redirects').select('to_path').where('from_path', '=', path).executeTakeFirst()
  return row?.to_path ?? null
}

interface Entered {
  readonly at: Date
  readonly by: string
}

/** Keeps old addresses; one that was kept before leads to the new place. Those that another institution has are returned. */
export async function keepLines(db: Db, institution: string, lines: readonly Line[], { at, by }: Entered) {
  const refused: string[] = []
  await db.transaction().execute(async (tx) => {
    for (const { from, to } of lines)
      if (!(await keepLine(tx, institution, from, to, { at, by }, null))) refused.push(from)
  })
  return refused
}

async function keepLine(
  tx: Tx,
  institution: string,
  from: string,
  to: string,
  { at, by }: Entered,
  page: string | null,
) {
  const values = { to_path: to, page_id: page, at, by_name: by }
  const updated = await tx
    .updateTable('site_redirects')
    .set(values)
    .where('from_path', '=', from)
    .returning('from_path')
    .executeTakeFirst()
  if (updated) return true
  const row = await tx
    .insertInto('site_redirects')
    .values({ institution_id: institution, from_path: from, ...values })
    .onConflict((conflict) => conflict.doNothing())
    .returning('from_path')
    .executeTakeFirst()
  return row !== undefined
}

export async function dropRedirect(db: Db, from: string): Promise<void> {
  await db.deleteFrom('site_redirects').where('from_path', '=', from).execute()
}

/** What a page leaves at its old address. */
export interface Move extends Entered {
  readonly id: string
  readonly from: string
  readonly to: string
}

/** Leads from a page's old address to its new one, in each language; who was led to the old one comes here at once. */
export async function keepOldAddress(tx: Tx, institution: string, move: Move): Promise<void> {
  const old = addressesOf(institution, move.from)
  for (const [at, to] of addressesOf(institution, move.to).entries()) {
    const from = old[at] ?? to
    await tx.deleteFrom('site_redirects').where('from_path', '=', to).execute()
    await tx.updateTable('site_redirects').set({ to_path: to }).where('to_path', '=', from).execute()
    await keepLine(tx, institution, from, to, move, move.id)
  }
}
