import type { Db, Tx } from '../../platform/database/index.ts'
import { recordFrom, stringsFrom, toJson } from '../../platform/database/json.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Embassy } from './embassy-rules.ts'

interface Row {
  readonly id: string
  readonly country: string
  readonly said: unknown
  readonly version: number
  readonly archived_at: Date | null
}

const embassyFrom = ({ id, country, said, version, archived_at }: Row): Embassy => ({
  ...{ id, country, version },
  said: stringsFrom(said),
  archived: archived_at !== null,
})

/** Every embassy of the directory, archived ones too. @param db the institution's own scope */
export async function listEmbassies(db: Db): Promise<Embassy[]> {
  return (await db.selectFrom('embassies').selectAll().execute()).map(embassyFrom)
}

export async function findEmbassy(db: Db, id: string): Promise<Embassy | null> {
  const row = await db.selectFrom('embassies').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? embassyFrom(row) : null
}

export async function holdEmbassy(tx: Tx, id: string): Promise<Embassy | null> {
  const row = await tx.selectFrom('embassies').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? embassyFrom(row) : null
}

/** The embassy of a state, when one is entered and in use. */
export async function embassyOf(db: Db, country: string | null): Promise<Embassy | null> {
  if (!country) return null
  const row = await db
    .selectFrom('embassies')
    .selectAll()
    .where('country', '=', country)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  return row ? embassyFrom(row) : null
}

/** The states whose citizens study here. */
export async function citizenshipsHere(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('students')
    .innerJoin('persons', (join) =>
      join
        .onRef('persons.institution_id', '=', 'students.institution_id')
        .onRef('persons.id', '=', 'students.person_id'),
    )
    .select('persons.citizenship')
    .distinct()
    .execute()
  return rows.flatMap(({ citizenship }) => citizenship ?? [])
}

/** Writes a new embassy; false when the id is there already, or another embassy of the state. */
export async function insertEmbassy(
  tx: Tx,
  given: { readonly institution: string; readonly id: string; readonly country: string; readonly said: Typed },
): Promise<boolean> {
  const { institution, id, country, said } = given
  const row = await tx
    .insertInto('embassies')
    .values({ institution_id: institution, id, country, said: toJson(said) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function saveEmbassy(tx: Tx, { id, said, version }: Embassy, archivedAt: Date | null): Promise<void> {
  await tx
    .updateTable('embassies')
    .set({ said: toJson(said), version: version + 1, archived_at: archivedAt })
    .where('id', '=', id)
    .execute()
}

export interface EmbassyChange {
  readonly version: number
  readonly action: 'added' | 'changed' | 'archived' | 'restored'
  /** What each field was and is. */
  readonly changed: Readonly<Record<string, readonly [string, string]>>
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
}

export async function writeChange(tx: Tx, institution: string, id: string, change: EmbassyChange): Promise<void> {
  const { version, action, changed, at, by } = change
  await tx
    .insertInto('embassy_changes')
    .values({
      ...{ institution_id: institution, embassy_id: id, version, action, at, by_id: by.id, by_name: by.name },
      changed: toJson(changed),
    })
    .execute()
}

/** What became of an entry, the newest first. */
export async function changesOfEmbassy(db: Db, id: string) {
  const rows = await db
    .selectFrom('embassy_changes')
    .selectAll()
    .where('embassy_id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ version, action, changed, at, by_name }) => ({
    ...{ version, action, at, byName: by_name },
    changed: Object.entries(recordFrom(changed) ?? {}).map(([field, both]) => {
      const [before, after] = Array.isArray(both) ? both.map(String) : []
      return { field, before: before ?? '', after: after ?? '' }
    }),
  }))
}
