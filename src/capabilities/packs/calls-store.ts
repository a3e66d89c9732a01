import type { Tx } from '../../platform/database/index.ts'
import type { InstitutionRows } from './rows.ts'

type Row = InstitutionRows['calls'][number]

/**
 * Calls that an office's page tells of. What the pack changes is a new edition, so that whoever applied keeps what they
 * were asked; a call that left the pack is archived, never deleted.
 */
export async function writeCalls(tx: Tx, rows: readonly Row[]): Promise<{ written: number; kept: number }> {
  const known = await tx.selectFrom('calls').select(['id', 'key', 'edition', 'pack_hash', 'edited_at']).execute()
  const done = { written: 0, kept: 0 }
  for (const row of rows) {
    const before = known.find(({ key }) => key === row.key)
    if (before?.edited_at) done.kept += 1
    else if (before?.pack_hash !== row.pack_hash) {
      await writeCall(tx, row, (before?.edition ?? 0) + 1)
      done.written += 1
    }
  }
  await archiveVanished(tx, rows)
  return done
}

async function writeCall(tx: Tx, row: Row, edition: number) {
  const at = new Date()
  const { id } = await tx
    .insertInto('calls')
    .values({ ...row, state: 'published', edition, created_at: at, created_by: '' })
    .onConflict((conflict) => conflict.columns(['institution_id', 'key']).doUpdateSet({ ...row, edition }))
    .returning('id')
    .executeTakeFirstOrThrow()
  const { institution_id, said, opens_on, closes_on } = row
  await tx
    .insertInto('call_editions')
    .values({ institution_id, call_id: id, edition, said, opens_on, closes_on, at, by_name: '', why: '' })
    .execute()
}

async function archiveVanished(tx: Tx, rows: readonly Row[]) {
  await tx
    .updateTable('calls')
    .set({ state: 'archived', pack_hash: null })
    .where('pack_hash', 'is not', null)
    .where('edited_at', 'is', null)
    .where('key', 'not in', rows.length === 0 ? [''] : rows.map(({ key }) => key))
    .execute()
}
