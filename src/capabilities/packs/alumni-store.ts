import type { Tx } from '../../platform/database/index.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { AlumniFile } from './alumni-schema.ts'

/** Writes the graduates of a pack; one whom the office has edited stays, one who left the pack is put away. */
export async function writeAlumni(tx: Tx, institution: string, alumni: AlumniFile): Promise<void> {
  await tx
    .updateTable('alumni')
    .set({ archived_at: new Date() })
    .where('key', 'is not', null)
    .where('edited_at', 'is', null)
    .where('key', 'not in', ['', ...alumni.map(({ key }) => key)])
    .execute()
  for (const [at, one] of alumni.entries()) {
    const { key, name, direction, year, country = null, staff = null, source, unread } = one
    const json = (value: object | undefined) => (value ? JSON.stringify(value) : null)
    const row = {
      ...{ institution_id: institution, key, name, year, country, staff_id: staff, sort_order: at },
      ...{ direction: JSON.stringify(direction), direction_ended: one.directionEnded },
      ...{ post: json(one.post), degree: json(one.degree), quote: source.quote },
      source: JSON.stringify({ ...source, unread }),
      words: ` ${[name, ...Object.values(direction), ...Object.values(one.post ?? {})].flatMap(foldWords).join(' ')}`,
    }
    await tx
      .insertInto('alumni')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['institution_id', 'key'])
          .doUpdateSet({ ...row, archived_at: null })
          .where('alumni.edited_at', 'is', null),
      )
      .execute()
  }
}
