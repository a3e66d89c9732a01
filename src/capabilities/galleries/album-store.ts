import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { textFrom, toJson } from '../../platform/database/json.ts'
import { day } from '../../platform/days.ts'
import type { Album, AlbumForm } from './rules.ts'
import { pictureFrom } from './store.ts'

/** All albums with their pictures, the newest day first. @param db the institution's own scope */
export async function albumsOf(db: Db): Promise<Album[]> {
  const [rows, members] = await Promise.all([
    db
      .selectFrom('albums')
      .selectAll()
      .orderBy('on_day', (order) => order.desc().nullsLast())
      .orderBy('at', 'desc')
      .execute(),
    db
      .selectFrom('album_pictures')
      .innerJoin('pictures', (join) => join.onRef('pictures.id', '=', 'album_pictures.picture_id'))
      .selectAll('pictures')
      .select('album_id')
      .orderBy('place')
      .execute(),
  ])
  const pictures = Map.groupBy(members, ({ album_id }) => album_id)
  return rows.map((row) => ({
    ...{ id: row.id, title: textFrom(row.title), about: textFrom(row.about), isPublic: row.is_public },
    on: row.on_day ? day(row.on_day) : null,
    ...{ archived: row.archived_at !== null, version: row.version },
    pictures: (pictures.get(row.id) ?? []).map(pictureFrom),
  }))
}

export async function findAlbum(db: Db, id: string): Promise<Album | null> {
  return (await albumsOf(db)).find((album) => album.id === id) ?? null
}

/** What a form says of an album, as it is kept. */
export const albumIn = (form: AlbumForm): Pick<Album, 'title' | 'about' | 'on' | 'isPublic'> => ({
  title: { en: form['title.en'], ru: form['title.ru'], ky: form['title.ky'] },
  about: { en: form['about.en'], ru: form['about.ru'], ky: form['about.ky'] },
  ...{ on: form.on, isPublic: form.who === 'public' },
})

const values = (form: AlbumForm) => {
  const { title, about, on, isPublic } = albumIn(form)
  return { title: toJson(title), about: toJson(about), on_day: on, is_public: isPublic }
}

/** The same id again makes nothing. */
export async function insertAlbum(
  tx: Tx,
  institution: string,
  id: string,
  form: AlbumForm,
  at: Date,
): Promise<boolean> {
  const row = await tx
    .insertInto('albums')
    .values({ institution_id: institution, id, ...values(form), at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** False when somebody was first. */
export async function saveAlbum(tx: Tx, id: string, form: AlbumForm): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('albums')
    .set({ ...values(form), version: form.version + 1 })
    .where('id', '=', id)
    .where('version', '=', form.version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function archiveAlbum(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.updateTable('albums').set({ archived_at: at }).where('id', '=', id).execute()
}

/** The pictures of an album from now on, in this order; ids that are none are left out. */
export async function setPictures(tx: Tx, institution: string, albumId: string, ids: readonly string[]): Promise<void> {
  const known = ids.filter(isUuid)
  const there = known.length > 0 ? await tx.selectFrom('pictures').select('id').where('id', 'in', known).execute() : []
  const rows = known
    .filter((id) => there.some((one) => one.id === id))
    .map((picture_id, place) => ({ institution_id: institution, album_id: albumId, picture_id, place }))
  await tx.deleteFrom('album_pictures').where('album_id', '=', albumId).execute()
  if (rows.length > 0) await tx.insertInto('album_pictures').values(rows).execute()
}
