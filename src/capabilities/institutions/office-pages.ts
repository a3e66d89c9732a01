import type { Db } from '../../platform/database/index.ts'
import { type OfficePage, officePage } from '../packs/index.ts'
import { kept } from './kept.ts'

export type { OfficePage } from '../packs/index.ts'

/** The pages on which the office says something at length, in its order. @param db the institution's own scope */
export const officePagesOf = kept(async (db: Db): Promise<readonly OfficePage[]> => {
  const rows = await db.selectFrom('office_pages').select('said').orderBy('sort_order').orderBy('id').execute()
  return rows.map(({ said }) => officePage.parse(said))
})
