import type { Tx } from '../../platform/database/index.ts'
import type { OfficePage } from './office-pages-schema.ts'

/** Writes the pages that the pack has and takes away those that left it; one that an office has edited stays. */
export async function writeOfficePages(tx: Tx, institution: string, pages: readonly OfficePage[]): Promise<void> {
  await tx
    .deleteFrom('office_pages')
    .where('edited_at', 'is', null)
    .where('id', 'not in', ['', ...pages.map(({ key }) => key)])
    .execute()
  for (const [at, page] of pages.entries()) {
    const row = { institution_id: institution, id: page.key, said: JSON.stringify(page), sort_order: at }
    await tx
      .insertInto('office_pages')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['institution_id', 'id']).doUpdateSet(row).where('office_pages.edited_at', 'is', null),
      )
      .execute()
  }
}
