import type { Db, Tx } from '../../platform/database/index.ts'
import { optionalTextFrom, textFrom, toJson } from '../../platform/database/json.ts'
import type { Text } from '../../platform/words/languages.ts'
import { type Part, type Programme, parts } from './rules.ts'

const all = (db: Db) => db.selectFrom('funding_programmes').selectAll().orderBy('sort_order').orderBy('id')
type Row = Awaited<ReturnType<ReturnType<typeof all>['execute']>>[number]

const programmeOf = (row: Row): Programme => ({
  id: row.id,
  name: textFrom(row.name),
  funder: optionalTextFrom(row.funder),
  country: row.country,
  from: row.first_year,
  to: row.last_year,
  parts: parts.parse(row.parts),
  withdrawn: row.withdrawn_at !== null,
  version: row.version,
  edited: row.edited_at ? { at: row.edited_at, by: row.edited_by ?? '' } : null,
})

/** The programmes of an institution in its own order, those taken off the lists too. @param db its own scope */
export async function fundingProgrammesOf(db: Db): Promise<Programme[]> {
  return (await all(db).execute()).map(programmeOf)
}

/** One programme by its key; null when there is none, or when it was taken off the lists. */
export async function findFundingProgramme(db: Db, key: string): Promise<Programme | null> {
  const row = await all(db).where('id', '=', key).where('withdrawn_at', 'is', null).executeTakeFirst()
  return row ? programmeOf(row) : null
}

export interface Change {
  readonly name: Text
  readonly funder: Text | null
  readonly country: string | null
  readonly from: number | null
  readonly to: number | null
}

interface By {
  readonly at: Date
  readonly by: string
}

const columns = ({ name, funder, country, from, to }: Change) => ({
  name: toJson(name),
  funder: funder ? toJson(funder) : null,
  ...{ country, first_year: from, last_year: to },
})

/** Makes a programme; the same form twice makes one. */
export async function addProgramme(db: Db, institution: string, id: string, change: Change, { at, by }: By) {
  await db
    .insertInto('funding_programmes')
    .values({ institution_id: institution, id, ...columns(change), sort_order: 1000, edited_at: at, edited_by: by })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .execute()
}

/** False: somebody changed it since the form was opened. @param version the one that the form was filled from */
export async function changeProgramme(db: Db, id: string, version: number, change: Change, by: By): Promise<boolean> {
  return save(db, id, version, columns(change), by)
}

/** Takes a programme off the lists, or puts it back. */
export async function withdrawProgramme(db: Db, { id, version }: Programme, withdrawn: boolean, by: By) {
  await save(db, id, version, { withdrawn_at: withdrawn ? by.at : null }, by)
}

/** Writes what is said of a programme; false when it has changed in between. */
export async function saveParts(db: Db | Tx, { id, version }: Programme, parts: readonly Part[], by: By) {
  return save(db, id, version, { parts: toJson(parts) }, by)
}

async function save(db: Db | Tx, id: string, version: number, change: object, { at, by }: By): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('funding_programmes')
    .set({ ...change, edited_at: at, edited_by: by, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
