import { type Selectable, sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { isOfFamily } from '../partners/index.ts'
import { type Mapping, mappingShape } from './filling.ts'

/** A partner's own table of nominations, as it was uploaded once. */
export interface Template {
  readonly id: string
  readonly partnerId: string
  readonly name: string
  readonly blobId: string
  readonly mapping: Mapping
  readonly version: number
  readonly at: Date
  readonly byName: string
}

const templateFrom = (row: Selectable<Tables['partner_templates']>): Template => ({
  ...{ id: row.id, partnerId: row.partner_id, name: row.name, blobId: row.blob_id, version: row.version },
  ...{ mapping: mappingShape.parse(row.mapping), at: row.at, byName: row.by_name },
})

/** The template of a partner that is in use; null when there is none. */
export async function templateOf(db: Db, partnerId: string): Promise<Template | null> {
  const row = await db
    .selectFrom('partner_templates')
    .selectAll()
    .where(isOfFamily('partner_templates.partner_id', partnerId))
    .where('retired_at', 'is', null)
    // Its own before that of a partner merged into it.
    .orderBy(sql`partner_id <> ${partnerId}`)
    .executeTakeFirst()
  return row ? templateFrom(row) : null
}

export interface NewTemplate extends Omit<Template, 'version'> {
  readonly institution: string
  readonly bytes: number
}

/** Puts a template in the place of the one before, which is kept. */
export async function replaceTemplate(tx: Tx, given: NewTemplate): Promise<void> {
  await retireTemplate(tx, given.partnerId, given.at)
  await tx
    .insertInto('partner_templates')
    .values({
      ...{ institution_id: given.institution, id: given.id, partner_id: given.partnerId, name: given.name },
      ...{ bytes: given.bytes, blob_id: given.blobId, mapping: toJson(given.mapping) },
      ...{ at: given.at, by_name: given.byName },
    })
    .execute()
}

export async function retireTemplate(tx: Tx, partnerId: string, at: Date): Promise<void> {
  await tx
    .updateTable('partner_templates')
    .set({ retired_at: at })
    .where(isOfFamily('partner_templates.partner_id', partnerId))
    .where('retired_at', 'is', null)
    .execute()
}

/** Keeps where what goes; false when somebody else changed it meanwhile. */
export async function saveMapping(db: Db, { id, version }: Pick<Template, 'id' | 'version'>, mapping: Mapping) {
  const { numUpdatedRows } = await db
    .updateTable('partner_templates')
    .set({ mapping: toJson(mapping), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
