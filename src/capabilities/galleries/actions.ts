import type { House } from '../../platform/house.ts'
import type { NotTaken, Received } from '../documents/index.ts'
import { letGo, removeUnclaimed } from '../documents/index.ts'
import { type Editor, edit } from '../institutions/index.ts'
import { type Picture, type PictureForm, saidIn } from './rules.ts'
import { archivePicture, insertPicture, savePicture } from './store.ts'

export interface Kept {
  readonly ids: readonly string[]
  readonly notTaken: readonly NotTaken[]
}

/** Keeps the pictures among sent files; each is reduced soon after. */
export async function keepPictures(house: House, by: Editor, files: readonly Received[]): Promise<Kept> {
  const ids: string[] = []
  const notTaken: NotTaken[] = []
  for (const file of files) {
    if (file.kind === 'pdf') {
      await letGo(house, [file])
      notTaken.push({ name: file.name, problem: 'noPicture', found: 'PDF' })
      continue
    }
    const { id, isNew } = await house.database
      .within(by.institution)
      .transaction()
      .execute(async (tx) => {
        const kept = await insertPicture(tx, { institution: by.institution, by: by.name, at: by.at }, file)
        if (kept.isNew) await house.jobs.later(tx, 'pictures.reduce', { institution: by.institution, id: kept.id })
        return kept
      })
    ids.push(id)
    // The small copy is made anew at four widths.
    if (!isNew) await letGo(house, [file])
    else if (file.thumbnailBlobId) await removeUnclaimed(house, file.thumbnailBlobId)
  }
  return { ids, notTaken }
}

/** False when somebody else changed the picture meanwhile. */
export async function describePicture(house: House, by: Editor, picture: Picture, form: PictureForm): Promise<boolean> {
  return edit(house.database.within(by.institution), by, `pictures/${picture.id}`, async (tx) => {
    if (!(await savePicture(tx, picture.id, form, by.at))) return undefined
    const { alt, caption, people, consent } = picture
    return { before: { alt, caption, people, consent }, after: saidIn(form) }
  })
}

/** Takes a picture off the site, or brings it back. */
export async function putAway(house: House, by: Editor, { id, archived }: Picture, away: boolean): Promise<void> {
  if (archived === away) return
  await edit(house.database.within(by.institution), by, `pictures/${id}`, async (tx) => {
    await archivePicture(tx, id, away ? by.at : null)
    return { before: { archived }, after: { archived: away } }
  })
}
