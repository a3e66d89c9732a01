import type { Db } from '../../platform/database/index.ts'
import { optionalTextFrom, textFrom, toJson } from '../../platform/database/json.ts'
import { claim, type Received } from '../documents/index.ts'
import { publicationKinds } from '../packs/index.ts'
import type { Publication, PublicationForm, Version } from './rules.ts'

/** All publications of an institution with their files. @param db the institution's own scope */
export async function publicationsOf(db: Db): Promise<Publication[]> {
  const [rows, files] = await Promise.all([
    db
      .selectFrom('publications')
      .selectAll()
      .where('withdrawn_at', 'is', null)
      .orderBy('kind')
      .orderBy('year', 'desc')
      .orderBy('sort_order')
      .execute(),
    db.selectFrom('publication_files').selectAll().orderBy('version', 'desc').execute(),
  ])
  const versions = Map.groupBy(files, (file) => file.publication_id)
  return rows.map((row) => ({
    id: row.id,
    kind: publicationKinds.find((kind) => kind === row.kind) ?? 'memo',
    title: textFrom(row.title),
    audience: optionalTextFrom(row.audience),
    year: row.year,
    isPublic: row.is_public,
    versions: (versions.get(row.id) ?? []).map(
      (file): Version => ({
        ...{ id: file.id, version: file.version, name: file.name, kind: file.kind, pages: file.pages, at: file.at },
        bytes: Number(file.bytes),
        note: file.note,
        by: file.by_name,
        blobId: file.blob_id,
      }),
    ),
  }))
}

function values(form: PublicationForm) {
  const { kind, en, ru, ky, who } = form
  const audience = { en: form['audience.en'], ru: form['audience.ru'], ky: form['audience.ky'] }
  return {
    kind,
    title: toJson({ en, ru, ky }),
    audience: audience.en && audience.ru && audience.ky ? toJson(audience) : null,
    year: form.year === '' ? null : Number(form.year),
    is_public: who === 'public',
  }
}

/** Makes a publication; the same form twice makes one. */
export async function addPublication(db: Db, institution: string, id: string, form: PublicationForm, at: Date) {
  await db
    .insertInto('publications')
    .values({ institution_id: institution, id, ...values(form), sort_order: 1000, edited_at: at })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
    .execute()
}

export async function changePublication(db: Db, id: string, form: PublicationForm, at: Date): Promise<void> {
  await db
    .updateTable('publications')
    .set({ ...values(form), edited_at: at })
    .where('id', '=', id)
    .execute()
}

/** Takes a publication off the lists; its files stay for those who ask what once stood there. */
export async function withdraw(db: Db, id: string, at: Date): Promise<void> {
  await db.updateTable('publications').set({ withdrawn_at: at, edited_at: at }).where('id', '=', id).execute()
}

interface NewVersion {
  readonly institution: string
  readonly publication: string
  readonly note: string
  readonly by: string
  readonly at: Date
}

/** Puts a file up as the next version; false when this very file is there already. */
export async function addVersion(db: Db, of: NewVersion, file: Received): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    // One after the other: two files at once are two versions.
    await tx.selectFrom('publications').select('id').where('id', '=', of.publication).forUpdate().execute()
    const last = await tx
      .selectFrom('publication_files')
      .select('version')
      .where('publication_id', '=', of.publication)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    const row = await tx
      .insertInto('publication_files')
      .values({
        institution_id: of.institution,
        publication_id: of.publication,
        version: (last?.version ?? 0) + 1,
        ...{ note: of.note, name: file.name, kind: file.kind, bytes: file.bytes, pages: file.pages },
        ...{ sha256: file.sha256, blob_id: file.blobId, thumbnail_blob_id: file.thumbnailBlobId },
        ...{ at: of.at, by_name: of.by },
      })
      .onConflict((conflict) => conflict.columns(['institution_id', 'publication_id', 'sha256']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row) await claim(tx, file)
    return row !== undefined
  })
}
