import { Readable } from 'node:stream'
import type { House } from '../../platform/house.ts'
import { done, got, type Outcome, refuse } from '../../platform/outcome.ts'
import { type OpenedTable, openSent, type ReadingWish } from '../../platform/sheets/open-sent.ts'
import { languages } from '../../platform/words/languages.ts'
import { lawOfToday } from '../law/index.ts'
import { type Guesses, guessHeadingRow, headingsKey } from './guess.ts'
import { linesOf } from './line-store.ts'
import { fieldName } from './said.ts'
import {
  changeImport,
  findImport,
  type HowRead,
  type Import,
  insertImport,
  rememberedFields,
  rememberFields,
  saveReading,
} from './store.ts'
import { targetOf } from './targets.ts'
import { importsWords } from './words.ts'

/** How much somebody may send: bytes of the file, and lines in it. */
export const bounds = { mostBytes: 20_000_000, mostLines: 25_000 } as const

/** Who imports, and where. */
export interface Act {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
}

const dbOf = ({ house, institution }: Act) => house.database.within(institution)

export async function guessesFor(act: Act, target: Import['target']): Promise<Guesses> {
  return {
    fields: targetOf(target).fields,
    namesOf: (field) => languages.map((language) => fieldName(target, field, language)),
    law: await lawOfToday(act.house, act.institution),
  }
}

interface SentFile {
  readonly id: string
  readonly target: Import['target']
  readonly name: string
  readonly bytes: Buffer
}

/** Takes a sheet in: opens it, guesses how to read it, and keeps its lines. The same form twice takes it once. */
export async function receive(act: Act, { id, target, name, bytes }: SentFile): Promise<Outcome> {
  const db = dbOf(act)
  if (await findImport(db, id)) return done
  const opened = openSent(bytes)
  if (!opened.ok) return refuse(`file.${opened.problem}`)
  const read = await readTable(act, target, opened)
  if (!read.ok) return read
  const put = await act.house.blobs.put(Readable.from([bytes]), bounds.mostBytes)
  if (!put.ok) return refuse('file.tooLarge')
  const sent = { id, target, fileName: name, blobId: put.blob.id, at: act.house.clock.now(), by: act.by }
  const remembered = await rememberedFields(db, target, headingsKey(read.value.headings))
  await db.transaction().execute(async (tx) => {
    if (!(await insertImport(tx, act.institution, sent))) return
    await saveReading(tx, act.institution, id, read.value)
    if (remembered) await changeImport(tx, id, 'open', { fields: remembered })
  })
  return done
}

/** Reads the same file in another way. */
export async function readAgain(
  act: Act,
  { id, target, blobId }: Import,
  wish: ReadingWish,
  headingLine: number | null,
) {
  if (!blobId) return refuse('import.notOpen')
  const opened = openSent(Buffer.from(await act.house.blobs.read(blobId)), wish)
  if (!opened.ok) return refuse(`file.${opened.problem}`)
  const read = await readTable(act, target, opened, headingLine)
  if (!read.ok) return read
  await dbOf(act)
    .transaction()
    .execute((tx) => saveReading(tx, act.institution, id, read.value))
  return done
}

async function readTable(act: Act, target: Import['target'], opened: OpenedTable, wished: number | null = null) {
  const { rows, sheets, sheet, encoding, separator, uncounted } = opened
  const asked = wished === null ? -1 : rows.findIndex(({ line }) => line === wished)
  const at = asked >= 0 ? asked : guessHeadingRow(rows, await guessesFor(act, target))
  const heading = rows[at]
  const below = rows.slice(at + 1)
  if (!heading || below.length === 0) return refuse('file.noLines')
  if (below.length > bounds.mostLines) return refuse('file.tooManyLines', { params: { most: bounds.mostLines } })
  const told = heading.cells.findIndex((text) => isOurNote(text))
  const wide = Math.max(heading.cells.length, ...below.slice(0, 200).map(({ cells }) => cells.length))
  const width = told > 0 && told === heading.cells.length - 1 ? told : wide
  const headings = Array.from({ length: width }, (_, column) => (heading.cells[column] ?? '').slice(0, 200))
  const hidden = below.filter(({ isHidden }) => isHidden).length
  const lost = rows.flatMap(({ cells }) => cells).filter((text) => lostLetter.test(text)).length
  const reading: HowRead = { encoding, separator, sheet, sheets, headingLine: heading.line, hidden, uncounted, lost }
  return got({ reading, headings, rows: below })
}

// Windows-1251 has no Kyrgyz letters: Excel writes a question mark for each, inside a Cyrillic word or before it.
const lostLetter = /\?[\u0430-\u044f\u0451]|\ufffd/i

// What we wrote beside the lines of a sheet that comes back mended.
const isOurNote = (text: string) => languages.some((language) => importsWords(language)('sheet.wrong') === text)

/** Says which of our fields each column is; the next sheet with the same headings comes so. */
export async function mapColumns(act: Act, { id, target, headings }: Import, fields: readonly string[]): Promise<void> {
  const db = dbOf(act)
  await changeImport(db, id, 'open', { fields, checkedAt: null })
  const at = act.house.clock.now()
  await rememberFields(db, act.institution, { target, headings: headingsKey(headings), fields, at })
}

/** Starts the import; the same button twice starts it once, and never two at the same time. */
export async function startImport(act: Act, one: Import): Promise<Outcome> {
  return queue(act, one.id, 'open', { state: 'running', startedAt: act.house.clock.now() })
}

/** Takes a whole import back; what was touched since stays. */
export async function undoImport(act: Act, one: Import): Promise<Outcome> {
  return queue(act, one.id, 'done', { state: 'undoing', undone: { at: act.house.clock.now(), by: act.by } })
}

/** Queues the work again of an import that has not moved for a while: its program died. */
export async function pushOn(act: Act, { id, state }: Import): Promise<Outcome> {
  return state === 'running' || state === 'undoing' ? queue(act, id, state, { movedAt: act.house.clock.now() }) : done
}

async function queue(
  act: Act,
  id: string,
  from: Import['state'],
  change: Parameters<typeof changeImport>[3],
): Promise<Outcome> {
  const { house, institution } = act
  try {
    await dbOf(act)
      .transaction()
      .execute(async (tx) => {
        if (await changeImport(tx, id, from, { movedAt: house.clock.now(), ...change }))
          await house.jobs.later(tx, 'imports.run', { institution, id })
      })
    return done
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'one_import_at_a_time')
      return refuse('import.another')
    throw error
  }
}

/** Throws a sheet away that has not come in: its lines and its file are gone. */
export async function dropImport(act: Act, { id, blobId }: Import): Promise<void> {
  const dropped = await dbOf(act)
    .transaction()
    .execute(async (tx) => {
      const was = await changeImport(tx, id, 'open', { state: 'dropped', blobId: null })
      if (was) await tx.deleteFrom('import_lines').where('import_id', '=', id).execute()
      return was
    })
  if (dropped && blobId) await act.house.blobs.remove(blobId)
}

/** The first lines, for examples beside the columns. */
export const firstLines = (act: Act, { id }: Import) => linesOf(dbOf(act), id, 0, 60)
