import type { Db, Tx } from '../../platform/database/index.ts'
import { stringsFrom, toJson } from '../../platform/database/json.ts'
import type { Texts } from './template-rules.ts'

export interface Version {
  readonly version: number
  readonly texts: Texts
  readonly byId: string
  readonly byName: string
  readonly at: Date
}

/** Since when a version, or with null the product's own words, has been in use. */
export interface Use {
  readonly seq: number
  readonly version: number | null
  readonly byName: string
  readonly at: Date
}

/** What the office has put in use, or null: then the product's own words hold. */
export async function textsInUse(db: Db, institution: string, template: string): Promise<Texts | null> {
  const row = await db
    .selectFrom('text_uses as use')
    .leftJoin('text_versions as version', (join) =>
      join
        .onRef('version.institution_id', '=', 'use.institution_id')
        .onRef('version.template', '=', 'use.template')
        .onRef('version.version', '=', 'use.version'),
    )
    .select('version.texts')
    .where('use.institution_id', '=', institution)
    .where('use.template', '=', template)
    .orderBy('use.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.texts ? textsFrom(row.texts) : null
}

/** Every version of a template, newest first. */
export async function versionsOf(db: Db, institution: string, template: string): Promise<Version[]> {
  const rows = await db
    .selectFrom('text_versions')
    .select(['version', 'texts', 'by_id as byId', 'by_name as byName', 'at'])
    .where('institution_id', '=', institution)
    .where('template', '=', template)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, texts: textsFrom(row.texts) }))
}

/** Every use of a template, newest first: the first is what holds now. */
export function usesOf(db: Db, institution: string, template: string): Promise<Use[]> {
  return db
    .selectFrom('text_uses')
    .select(['seq', 'version', 'by_name as byName', 'at'])
    .where('institution_id', '=', institution)
    .where('template', '=', template)
    .orderBy('seq', 'desc')
    .execute()
}

/** How each template of the institution stands: its newest version, and the one in use. */
export async function standings(db: Db, institution: string) {
  const [saved, uses] = await Promise.all([
    db
      .selectFrom('text_versions')
      .select(({ fn }) => ['template', fn.max('version').as('version')])
      .where('institution_id', '=', institution)
      .groupBy('template')
      .execute(),
    db
      .selectFrom('text_uses')
      .distinctOn('template')
      .select(['template', 'version'])
      .where('institution_id', '=', institution)
      .orderBy('template')
      .orderBy('seq', 'desc')
      .execute(),
  ])
  return {
    newest: new Map(saved.map(({ template, version }) => [template, version])),
    inUse: new Map(uses.map(({ template, version }) => [template, version])),
  }
}

interface By {
  readonly institution: string
  readonly template: string
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Date
}

/** Writes a version; false when somebody else has already written the one of this number. */
export async function insertVersion(tx: Tx, saved: By & { version: number; texts: Texts }): Promise<boolean> {
  const { institution: institution_id, template, version, by, at } = saved
  const row = await tx
    .insertInto('text_versions')
    .values({ institution_id, template, version, texts: toJson(saved.texts), by_id: by.id, by_name: by.name, at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst()
  return row !== undefined
}

/** Puts a version, or with null the product's own words, in use; false when somebody else was first. */
export async function insertUse(tx: Tx, use: By & { seq: number; version: number | null }): Promise<boolean> {
  const { institution: institution_id, template, seq, version, by, at } = use
  const row = await tx
    .insertInto('text_uses')
    .values({ institution_id, template, seq, version, by_id: by.id, by_name: by.name, at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('seq')
    .executeTakeFirst()
  return row !== undefined
}

function textsFrom(value: unknown): Texts {
  const languages = new Map<string, unknown>(typeof value === 'object' && value ? Object.entries(value) : [])
  return {
    en: stringsFrom(languages.get('en')),
    ru: stringsFrom(languages.get('ru')),
    ky: stringsFrom(languages.get('ky')),
  }
}
