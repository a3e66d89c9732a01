import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/database/index.ts'
import type { NewsFile, NewsSaid } from './news-schema.ts'

/** What a pack tells stood on the office's own page before the program: nobody wrote down since when. */
const longAgo = new Date('2000-01-01T00:00:00Z')
const nothing = { en: '', ru: '', ky: '' }

/** Writes a pack's news as they are shown; what the office edited stays, what left the pack is put away. */
export async function writeNews(tx: Tx, institution: string, file: NewsFile) {
  const known = await tx.selectFrom('news').select(['slug', 'pack_hash', 'edited_at']).execute()
  const before = new Map(known.map((one) => [one.slug, one]))
  let [written, kept] = [0, 0]
  for (const item of file) {
    const row = rowOf(institution, item)
    const old = before.get(item.key)
    if (old?.edited_at) kept += 1
    else if (old?.pack_hash !== row.pack_hash) {
      written += 1
      const { at: _, ...again } = row
      await tx
        .insertInto('news')
        .values(row)
        .onConflict((at) => at.columns(['institution_id', 'slug']).doUpdateSet({ ...again, archived_at: null }))
        .execute()
    }
  }
  await archiveVanished(tx, file)
  return { written, kept }
}

async function archiveVanished(tx: Tx, file: NewsFile): Promise<void> {
  const stay = file.map(({ key }) => key)
  await tx
    .updateTable('news')
    .set({ archived_at: longAgo, pack_hash: null })
    .where('pack_hash', 'is not', null)
    .where('edited_at', 'is', null)
    .where('slug', 'not in', stay.length > 0 ? stay : [''])
    .execute()
}

function rowOf(institution: string, item: NewsFile[number]) {
  const { key, kind, title, body, on = '', onNote, audiences = [], details = {}, source, unread } = item
  const said: NewsSaid = {
    ...{ title, body: body ?? nothing, on, onNote: onNote ?? null, picture: null, audiences, until: null, details },
  }
  const text = JSON.stringify(said)
  const row = {
    ...{ institution_id: institution, slug: key, kind, said: text, live: text, live_from: longAgo, at: longAgo },
    sort_on: sortDay(on),
    source: JSON.stringify({ ...source, unread }),
  }
  return { ...row, pack_hash: createHash('sha256').update(JSON.stringify(row)).digest('hex') }
}

/** The last day of what is known: of a year its last one, so that it stands above the days in it. */
export function sortDay(on: string): string | null {
  const [year, month, day] = on.split('-')
  if (!year) return null
  if (day) return on
  return month ? Temporal.PlainYearMonth.from(on).toPlainDate({ day: 31 }).toString() : `${year}-12-31`
}
