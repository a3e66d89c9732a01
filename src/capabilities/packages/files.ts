import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Piece, type Printer, picturePiece } from '../../platform/print/index.ts'
import { type JsonValue, typeset } from '../../platform/typesetting/index.ts'
import { letterFile } from '../correspondence/index.ts'
import { noteUnclaimed, removeUnclaimed } from '../documents/index.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { type PackageFile, saveFiles, sourcesOf } from './file-store.ts'
import { inventoryContent, inventoryTemplate, inventoryText, pagesIn, type Row, rowsOf } from './inventory.ts'
import { findPackage, type KeptPackage } from './package-store.ts'
import { sizes } from './photo-rules.ts'

/** A file of the folder before it is kept, and what of it is printed. */
interface Made {
  readonly name: string
  readonly type: string
  readonly pages: number | null
  readonly bytes: Uint8Array
  readonly piece: Piece | null
}

type Kept = PackageFile & { readonly blobId: string }

/**
 * Makes the files of a package that has its number: the print run and the folder. Made once; again it does nothing. Only the
 * papers of this one package are in memory.
 */
export async function makeFiles(house: House, institution: string, id: string, printer: Printer): Promise<void> {
  const db = house.database.within(institution)
  const kept = await findPackage(db, id)
  const found = await findInstitution(house.database.shared, institution)
  if (!kept || !found) throw new NotFound()
  if (kept.madeAt) return
  const before = await firstSheets(house, institution, kept, printer)
  const papers = await papersOf(house, institution, kept)
  const { rows, sheet } = await setInventory(kept, found, before, printer)
  const { cover, forms } = before
  const folder = [...(cover ? [cover] : []), ...sheet, ...forms, ...papers]
  const print = await printer.bind(
    folder.flatMap(({ piece }) => piece ?? []),
    kept.number,
  )
  if (!print.ok) throw new Error(`a paper of ${kept.number} is ${print.problem}`)
  const pages = print.value.pages.reduce((sum, count) => sum + count, 0)
  // The inventory is printed by then: one that counts wrongly must not leave the house.
  if (pages !== pagesIn(rows)) throw new Error(`${kept.number} has ${pages} pages, its inventory ${pagesIn(rows)}`)
  const whole: Made = { name: fileName(kept.number), type: 'print', pages, bytes: print.value.bytes, piece: null }
  await keepAll(house, institution, id, [whole, ...numbered(folder)], pages)
}

const fileName = (number: string) => `${number.replaceAll('/', '-')}.pdf`

async function firstSheets(
  house: House,
  institution: string,
  { letterId, contents, numberedAt }: KeptPackage,
  printer: Printer,
) {
  const cover = letterId ? await coverOf(house, institution, letterId, printer) : null
  const forms: Made[] = []
  for (const { name, title, template, content, language } of contents.forms) {
    const bytes = await typeset(template, content, { title, language, madeAt: numberedAt })
    forms.push(await sheetOf(`form-${name}.pdf`, 'form', bytes, printer))
  }
  return { cover, forms }
}

async function coverOf(house: House, institution: string, letterId: string, printer: Printer) {
  const { letter, pdf } = await letterFile(house, institution, letterId)
  const made = await sheetOf(`letter-${fileName(letter.number)}`, 'cover', pdf, printer)
  return { ...made, number: letter.number }
}

async function sheetOf(name: string, type: string, bytes: Uint8Array, printer: Printer) {
  const counted = await printer.count(bytes)
  if (!counted.ok) throw new Error(`our own sheet ${name} is ${counted.problem}`)
  return { name, type, bytes, pages: counted.value, piece: { kind: 'pdf', bytes } as const }
}

// How many pages the inventory has is known when it is set, and stands in it: so it is set until both agree.
async function setInventory(
  kept: KeptPackage,
  institution: Institution,
  { cover, forms }: Awaited<ReturnType<typeof firstSheets>>,
  printer: Printer,
): Promise<{ rows: readonly Row[]; sheet: readonly Made[] }> {
  const template = await inventoryTemplate()
  const { language, title } = kept.contents
  for (let inventory = 1; inventory < 20; ) {
    const rows = rowsOf(kept.contents, { cover, inventory, forms: forms.map(({ pages }) => pages ?? 0) })
    const content: JsonValue = inventoryContent(kept, institution, rows)
    const bytes = await typeset(template, content, {
      title: `${kept.number} ${title}`,
      language,
      madeAt: kept.numberedAt,
    })
    const sheet = await sheetOf('inventory.pdf', 'inventory', bytes, printer)
    if (sheet.pages === inventory) {
      const text = Buffer.from(inventoryText(kept, rows))
      return {
        rows,
        sheet: [sheet, { name: 'inventory.txt', type: 'inventory', pages: null, bytes: text, piece: null }],
      }
    }
    inventory = sheet.pages
  }
  throw new Error(`the inventory of ${kept.number} finds no length`)
}

async function papersOf(house: House, institution: string, { contents }: KeptPackage): Promise<Made[]> {
  const wanted = contents.lines.flatMap(({ files, ...line }) =>
    files.map((file, at) => ({ ...line, file, at, of: files.length })),
  )
  const sources = await sourcesOf(
    house.database.within(institution),
    wanted.map(({ file }) => file.id),
  )
  const made: Made[] = []
  for (const { type, photo, file, at, of } of wanted) {
    const source = sources.get(file.id)
    if (!source) throw new Error(`the file ${file.id} is gone`)
    const bytes = await house.blobs.read(source.blobId)
    const ordinal = of > 1 ? `-${at + 1}` : ''
    if (file.kind === 'pdf')
      made.push({ name: `${type}${ordinal}.pdf`, type, pages: file.pages, bytes, piece: { kind: 'pdf', bytes } })
    else {
      const piece = await picturePiece(bytes, photo ? sizes[photo] : undefined)
      const name = `${type}${photo ? `-${photo}` : ''}${ordinal}.jpg`
      made.push({ name, type, pages: 1, bytes: piece.bytes, piece })
    }
  }
  return made
}

function numbered(folder: readonly Made[]): Made[] {
  return folder.map((made, at) => ({ ...made, name: `${String(at + 1).padStart(2, '0')}_${made.name}` }))
}

async function keepAll(
  house: House,
  institution: string,
  id: string,
  files: readonly Made[],
  pages: number,
): Promise<void> {
  const kept: Kept[] = []
  for (const [place, { name, type, bytes, pages: count }] of files.entries()) {
    const { id: blobId, sha256 } = await keep(house, bytes)
    kept.push({ place, name, type, pages: count, bytes: bytes.length, sha256, blobId })
  }
  const db = house.database.within(institution)
  const made = { pages, at: house.clock.now() }
  const first = await db.transaction().execute((tx) => saveFiles(tx, institution, id, kept, made))
  // Somebody else has made them meanwhile: theirs are those that are kept.
  if (!first) for (const { blobId } of kept) await removeUnclaimed(house, blobId)
}

async function keep(house: House, bytes: Uint8Array) {
  const kept = await house.blobs.put(once(bytes), bytes.length)
  if (!kept.ok) throw new RangeError('a file larger than itself')
  await noteUnclaimed(house, kept.blob.id)
  return kept.blob
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
