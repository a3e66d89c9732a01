import type { Db } from '../../platform/database/index.ts'
import type { Format } from '../../platform/sheets/index.ts'

export interface Exported {
  readonly institution: string
  readonly procedure: string
  readonly by: { readonly id: string; readonly name: string; readonly role: string }
  readonly format: Format | 'json' | 'vcf'
  readonly query: string
  readonly at: Date
}

/** Writes down that a list leaves the house, before its first row does. */
export async function recordExport(db: Db, { by, ...what }: Exported): Promise<string> {
  const { institution, ...rest } = what
  const row = await db
    .insertInto('case_exports')
    .values({ institution_id: institution, ...rest, by_id: by.id, by_name: by.name, by_role: by.role })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function endExport(db: Db, id: string, cases: number): Promise<void> {
  await db.updateTable('case_exports').set({ cases }).where('id', '=', id).execute()
}
