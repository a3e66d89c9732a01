import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Fault, faultsOf, sameTexts, type Template, type Texts } from './template-rules.ts'
import { insertUse, insertVersion, type Use, usesOf, type Version, versionsOf } from './template-store.ts'

/** Who writes, and where. */
export interface Writer {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
}

export type Saved =
  | { readonly kind: 'saved'; readonly version: number }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] }
  /** Somebody has saved a version after the one that the editor was opened with. */
  | { readonly kind: 'changed'; readonly newest: Version }

/**
 * Keeps texts as the next version, a draft until it is put in use.
 * @param base the newest version that the editor showed; 0 when there was none
 */
export async function saveTexts(writer: Writer, template: Template, texts: Texts, base: number): Promise<Saved> {
  const faults = faultsOf(template, texts)
  if (faults.length > 0) return { kind: 'faults', faults }
  const { house, institution, by } = writer
  const db = house.database.within(institution)
  const saved = await db.transaction().execute(async (tx) => {
    const [newest] = await versionsOf(tx, institution, template.key)
    // The same form twice, or a press of the button without a change, makes no second version.
    if (newest && sameTexts(newest.texts, texts)) return newest.version
    const version = base + 1
    if ((newest?.version ?? 0) !== base) return null
    const row = { institution, template: template.key, version, texts, by, at: house.clock.now() }
    return (await insertVersion(tx, row)) ? version : null
  })
  if (saved !== null) return { kind: 'saved', version: saved }
  const [newest] = await versionsOf(db, institution, template.key)
  if (!newest) throw new NotFound()
  return { kind: 'changed', newest }
}

/**
 * Puts a version in use, or with null the product's own words again. What was sent or issued before stays as it was.
 * @param seen the number of the use that the page showed; 0 when there was none
 * @returns null when it is done, otherwise the use that somebody else has made meanwhile
 */
export function putInUse(
  writer: Writer,
  template: Template,
  version: number | null,
  seen: number,
): Promise<Use | null> {
  const { house, institution, by } = writer
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const versions = await versionsOf(tx, institution, template.key)
      if (version !== null && !versions.some((one) => one.version === version)) throw new NotFound()
      const [now] = await usesOf(tx, institution, template.key)
      if ((now?.version ?? null) === version) return null
      const use = { institution, template: template.key, seq: seen + 1, version, by, at: house.clock.now() }
      if ((now?.seq ?? 0) === seen && (await insertUse(tx, use))) return null
      const [other] = await usesOf(tx, institution, template.key)
      return other ?? null
    })
}
