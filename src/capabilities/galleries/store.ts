import { z } from 'zod'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { optionalTextFrom, toJson } from '../../platform/database/json.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { languages } from '../../platform/words/languages.ts'
import { claim, type Received } from '../documents/index.ts'
import { type Picture, type PictureForm, type PictureState, type Size, saidIn, stateOf } from './rules.ts'

const sizesShape = z.array(
  z.object({ size: z.int(), width: z.int(), height: z.int(), bytes: z.int(), blobId: z.string() }),
)

const pictures = (db: Db) =>
  db.selectFrom('pictures').selectAll('pictures').orderBy('pictures.touched_at', 'desc').orderBy('pictures.id', 'desc')

export type PictureRow = Awaited<ReturnType<ReturnType<typeof pictures>['executeTakeFirstOrThrow']>>

export function pictureFrom(row: PictureRow): Picture {
  return {
    ...{ id: row.id, name: row.name, sizes: sizesShape.parse(row.sizes), failed: row.failed_at !== null },
    ...{ alt: optionalTextFrom(row.alt), caption: optionalTextFrom(row.caption), consent: row.consent },
    people: row.people === 'none' || row.people === 'agreed' ? row.people : null,
    ...{ at: row.at, by: row.by_name, archived: row.archived_at !== null, version: row.version },
  }
}

/** One picture, whatever its state; null where there is none. @param db the institution's own scope */
export async function findPicture(db: Db, id: string): Promise<Picture | null> {
  if (!isUuid(id)) return null
  const row = await pictures(db).where('id', '=', id).executeTakeFirst()
  return row ? pictureFrom(row) : null
}

/** A picture that visitors may see; null where there is none. */
export async function pictureOf(db: Db, id: string | null): Promise<Picture | null> {
  const found = id ? await findPicture(db, id) : null
  return found && stateOf(found) === 'shown' ? found : null
}

/** Those of these pictures that visitors may see, by their ids. */
export async function picturesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Picture>> {
  const known = ids.filter(isUuid)
  if (known.length === 0) return new Map()
  const rows = await pictures(db).where('id', 'in', known).execute()
  const shown = rows.map(pictureFrom).filter((picture) => stateOf(picture) === 'shown')
  return new Map(shown.map((picture) => [picture.id, picture]))
}

/** The newest pictures that visitors may see. */
export async function newestPictures(db: Db, most: number): Promise<Picture[]> {
  const rows = await pictures(db)
    .where('archived_at', 'is', null)
    .where('alt', 'is not', null)
    .where('people', 'is not', null)
    .limit(most)
    .execute()
  return rows.map(pictureFrom).filter((picture) => stateOf(picture) === 'shown')
}

export interface PictureFilter {
  readonly text: string
  readonly state: PictureState | null
}

/** The pictures of the desk's list; an office has some thousand, which are looked through here. */
export async function filteredPictures(db: Db, { text, state }: PictureFilter): Promise<Picture[]> {
  const wanted = foldWords(text)
  const all = (await pictures(db).execute()).map(pictureFrom)
  return all.filter((picture) => {
    const own = stateOf(picture)
    if (state ? own !== state : own === 'archived') return false
    if (wanted.length === 0) return true
    const said = [picture.alt, picture.caption].flatMap((one) => languages.map((language) => one?.[language] ?? ''))
    const words = foldWords([picture.name, picture.consent, ...said].join(' '))
    return wanted.every((part) => words.some((word) => word.includes(part)))
  })
}

interface NewPicture {
  readonly institution: string
  readonly by: string
  readonly at: Date
}

/** Writes a picture down that has just come; the same file again is the one that is there. */
export async function insertPicture(tx: Tx, { institution, by, at }: NewPicture, file: Received) {
  const row = await tx
    .insertInto('pictures')
    .values({
      ...{ institution_id: institution, name: file.name, sha256: file.sha256, original_blob_id: file.blobId },
      ...{ at, touched_at: at, by_name: by },
    })
    .onConflict((conflict) => conflict.columns(['institution_id', 'sha256']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row) {
    await claim(tx, file)
    return { id: row.id, isNew: true }
  }
  const known = await tx.selectFrom('pictures').select('id').where('sha256', '=', file.sha256).executeTakeFirstOrThrow()
  return { id: known.id, isNew: false }
}

/** What is still to be reduced of a picture; null when it has been. */
export async function originalOf(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('pictures').select('original_blob_id').where('id', '=', id).executeTakeFirst()
  return row?.original_blob_id ?? null
}

/** The reduced sizes take the place of what was sent; false when somebody was first. */
export async function keepSizes(tx: Tx, id: string, sizes: readonly Size[], failedAt: Date | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('pictures')
    .set({ sizes: toJson(sizes), original_blob_id: null, failed_at: failedAt })
    .where('id', '=', id)
    .where('original_blob_id', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Says what is to be seen and whether people agreed; false when somebody was first. */
export async function savePicture(tx: Tx, id: string, form: PictureForm, at: Date): Promise<boolean> {
  const { alt, caption, people, consent } = saidIn(form)
  const { numUpdatedRows } = await tx
    .updateTable('pictures')
    .set({
      ...{ alt: toJson(alt), caption: caption && toJson(caption), people, consent },
      ...{ touched_at: at, version: form.version + 1 },
    })
    .where('id', '=', id)
    .where('version', '=', form.version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function archivePicture(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.updateTable('pictures').set({ archived_at: at }).where('id', '=', id).execute()
}
