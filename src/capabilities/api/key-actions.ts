import type { House } from '../../platform/house.ts'
import type { KeyGiven } from './key-rules.ts'
import { newKey } from './key-rules.ts'
import { insertDeed, insertKey, revoke } from './key-store.ts'

/** Who manages the keys of which institution. */
export interface Admin {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
}

/** Makes a key and gives its text, which nobody can read again; null when this form made one already. */
export function makeKey({ house, institution, by }: Admin, given: KeyGiven): Promise<string | null> {
  const { text, prefix, hash } = newKey(institution)
  const at = house.clock.now()
  const db = house.database.within(institution)
  return db.transaction().execute(async (tx) => {
    const id = await insertKey(tx, institution, { ...given, prefix, hash, at, by: by.name })
    if (!id) return null
    await insertDeed(tx, { institution, at, by, action: 'key.made', about: `${given.name} (${prefix})` })
    return text
  })
}

/** Takes a key back for good; false when somebody has. */
export function revokeKey(
  { house, institution, by }: Admin,
  key: { readonly id: string; readonly name: string; readonly prefix: string },
): Promise<boolean> {
  const at = house.clock.now()
  const db = house.database.within(institution)
  return db.transaction().execute(async (tx) => {
    if (!(await revoke(tx, key.id, at, by.name))) return false
    await insertDeed(tx, { institution, at, by, action: 'key.revoked', about: `${key.name} (${key.prefix})` })
    return true
  })
}
