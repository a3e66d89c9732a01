import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { oneAfterTheOther, openPrinter } from '../../platform/print/index.ts'
import { type Sheet, xlsxOf, type ZipEntry } from '../../platform/sheets/index.ts'
import { type JsonValue, typeset } from '../../platform/typesetting/index.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { findInstitution } from '../institutions/index.ts'
import { filesOf } from './file-store.ts'
import { copyTemplate, headOf } from './inventory.ts'
import { movesOf } from './move-store.ts'
import { findPackage, type KeptPackage } from './package-store.ts'
import { packageWords } from './words.ts'

/** A package on its way out, and as which copy of it; null: the package itself. */
export interface Leaving {
  readonly packageId: string
  readonly copy: string | null
}

interface Place {
  readonly house: House
  readonly institution: string
}

/** The print run of packages, one after the other: as many as there are, and one in memory. */
export async function* printsOf(place: Place, leaving: readonly Leaving[]): AsyncGenerator<Uint8Array> {
  const [only, ...others] = leaving
  // One package leaves byte for byte as it is kept.
  if (only && others.length === 0 && !only.copy) return yield* await printStream(place, only.packageId)
  const printer = openPrinter()
  const each = async function* () {
    for (const one of leaving) {
      const print = await printOf(place, one.packageId)
      if (print) yield one.copy ? await marked(place, one, print, printer) : print
    }
  }
  try {
    yield* oneAfterTheOther(printer, each())
  } finally {
    await printer.close()
  }
}

async function* printStream({ house, institution }: Place, packageId: string): AsyncGenerator<Uint8Array> {
  const [print] = await filesOf(house.database.within(institution), packageId)
  if (!print?.blobId) throw new NotFound()
  yield* await house.blobs.get(print.blobId)
}

// Null: it was erased with the person's papers.
async function printOf({ house, institution }: Place, packageId: string): Promise<Uint8Array | null> {
  const [print] = await filesOf(house.database.within(institution), packageId)
  return print?.blobId ? house.blobs.read(print.blobId) : null
}

async function marked(place: Place, leaving: Leaving, print: Uint8Array, printer: ReturnType<typeof openPrinter>) {
  const { house, institution } = place
  const db = house.database.within(institution)
  const [kept, moves, found] = await Promise.all([
    findPackage(db, leaving.packageId),
    movesOf(db, leaving.packageId),
    findInstitution(house.database.shared, institution),
  ])
  const move = moves.find(({ id }) => id === leaving.copy)
  if (!kept || !found || !move) throw new NotFound()
  const { language } = kept.contents
  const t = packageWords(language)
  const said = { number: kept.number, at: sayMoment(move.at, language), name: move.byName }
  const made = { title: `${kept.number}, ${t('copy.heading')}`, language, madeAt: move.at }
  const words = { heading: t('copy.heading'), text: t('copy.text', said), mark: t('copy.mark', said) }
  const content: Readonly<Record<string, JsonValue>> = { ...headOf(found), ...words, lang: language }
  const template = await copyTemplate()
  const sheet = await typeset(template, { ...content, isMark: false }, made)
  const mark = await typeset(template, { ...content, isMark: true }, made)
  const printed = await printer.mark(print, sheet, mark)
  if (!printed.ok) throw new Error(`${kept.number} is ${printed.problem}`)
  return printed.value
}

/** The folder of packages: the table of persons, and for each its files; a single one has no folder of its own. */
export async function* folderOf(place: Place, leaving: readonly Leaving[]): AsyncGenerator<ZipEntry> {
  const { house, institution } = place
  const db = house.database.within(institution)
  yield { name: 'persons.xlsx', text: xlsxOf(await personsSheet(place, leaving)) }
  for (const [at, { packageId, copy }] of leaving.entries()) {
    const kept = await findPackage(db, packageId)
    if (!kept) throw new NotFound()
    const folder = leaving.length > 1 ? `${folderName(kept, at, copy !== null)}/` : ''
    const [, ...files] = await filesOf(db, packageId)
    for (const { name, blobId } of files)
      if (blobId)
        yield { name: `${folder}${name}`, text: await house.blobs.get(blobId), isDense: /\.(pdf|jpg)$/.test(name) }
  }
}

function folderName({ shownAs, caseNumber }: KeptPackage, at: number, isCopy: boolean): string {
  const place = String(at + 1).padStart(3, '0')
  const name = `${place}_${shownAs}_${caseNumber}`.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 100)
  return isCopy ? `${name}_copy` : name
}

/** The table of persons, as it was when each package was made; its head is in the language of the first. */
export async function personsSheet({ house, institution }: Place, leaving: readonly Leaving[]): Promise<Sheet> {
  const db = house.database.within(institution)
  const first = await findPackage(db, leaving[0]?.packageId ?? '')
  const t = packageWords(first?.contents.language ?? 'ru')
  const own = first?.contents.columns ?? []
  const titles = [
    t('inventory.place'),
    t('table.name'),
    t('inventory.case'),
    ...own,
    t('inventory.number'),
    t('inventory.pages'),
  ]
  const portions = async function* () {
    for (const [at, { packageId }] of leaving.entries()) {
      const kept = await findPackage(db, packageId)
      if (!kept) throw new NotFound()
      const { contents, shownAs, caseNumber, number, pages } = kept
      const row = own.map((_, place) => contents.row[place] ?? '')
      yield [[String(at + 1), shownAs, caseNumber, ...row, number, String(pages ?? '')]]
    }
  }
  return { name: t('table.name'), columns: titles.map((title) => ({ title })), portions: portions() }
}
