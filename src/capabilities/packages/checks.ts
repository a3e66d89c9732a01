import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { measurePhoto, type Photo } from '../../platform/files/photo.ts'
import type { House } from '../../platform/house.ts'
import { openPrinter, type Printer, type Unprintable } from '../../platform/print/index.ts'
import { findFile } from '../documents/index.ts'

/** What looking into a file has found. */
export interface FileCheck {
  readonly pages: number
  readonly problem: Unprintable | null
  readonly photo: Photo | null
}

/** A file to look into; a photograph is measured as well. */
export interface Asked {
  readonly id: string
  readonly kind: string
  readonly isPhoto: boolean
}

type Place = { readonly house: House; readonly institution: string }

const photoForm = z.object({
  ...{ width: z.number(), height: z.number(), white: z.number(), blue: z.number() },
  ...{ light: z.number(), sharp: z.number() },
})

/**
 * Looks into files, each once: what was found is kept. A picture that is no photograph was decoded when it came.
 * @param printer one that is open already; without it one is opened when a PDF is new
 */
export async function checkFiles(place: Place, files: readonly Asked[], printer?: Printer) {
  const db = place.house.database.within(place.institution)
  const known = await checksOf(db, files)
  let own: Printer | null = null
  try {
    for (const file of files) {
      if (known.has(file.id) || !needsLook(file)) continue
      if (file.kind === 'pdf' && !printer) own ??= openPrinter()
      known.set(file.id, await lookInto(place, file, printer ?? own))
    }
  } finally {
    await own?.close()
  }
  return known
}

const needsLook = ({ kind, isPhoto }: Asked) => kind === 'pdf' || isPhoto

async function checksOf(db: Db, files: readonly Asked[]): Promise<Map<string, FileCheck>> {
  const rows = await db
    .selectFrom('print_checks')
    .select(['file_id', 'pages', 'problem', 'photo'])
    .where(sql<boolean>`file_id = any(${files.map(({ id }) => id)}::uuid[])`)
    .execute()
  return new Map(rows.map(({ file_id, pages, problem, photo }) => [file_id, { pages, ...found(problem, photo) }]))
}

function found(problem: string, photo: unknown): Pick<FileCheck, 'problem' | 'photo'> {
  const known = (['broken', 'encrypted'] as const).find((one) => one === problem)
  return { problem: known ?? null, photo: photo === null ? null : photoForm.parse(photo) }
}

async function lookInto({ house, institution }: Place, file: Asked, printer: Printer | null): Promise<FileCheck> {
  const db = house.database.within(institution)
  const kept = await findFile(db, file.id)
  const bytes = kept ? await house.blobs.read(kept.blobId) : new Uint8Array()
  const check = file.kind === 'pdf' && printer ? await countPdf(bytes, printer) : await measure(bytes)
  if (!kept) return check
  const { pages, problem, photo } = check
  const row = { institution_id: institution, file_id: file.id, pages, problem: problem ?? '' }
  await db
    .insertInto('print_checks')
    .values({ ...row, photo: photo ? toJson(photo) : null, checked_at: house.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return check
}

async function countPdf(bytes: Uint8Array, printer: Printer): Promise<FileCheck> {
  const counted = await printer.count(bytes)
  return counted.ok
    ? { pages: counted.value, problem: null, photo: null }
    : { pages: 0, problem: counted.problem, photo: null }
}

async function measure(bytes: Uint8Array): Promise<FileCheck> {
  try {
    return { pages: 1, problem: null, photo: await measurePhoto(bytes) }
  } catch {
    return { pages: 0, problem: 'broken', photo: null }
  }
}
