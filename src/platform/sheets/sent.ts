import { Readable } from 'node:stream'
import busboy from 'busboy'
import type { Context } from 'hono'
import type { Typed } from '../web/form.ts'
import { type ReadSheet, readSheet, type SheetBounds } from './read-sheet.ts'

/** Bytes of what is typed or pasted beside it. */
const largestField = 200_000

export interface SentSheet {
  readonly name: string
  readonly bytes: Buffer
}

export interface SentForm {
  /** Null when no file came. */
  readonly sheet: SentSheet | null
  readonly tooLarge: boolean
  readonly typed: Typed
}

/**
 * Reads a posted form with a sheet, which is kept nowhere: it is read, and what it says becomes records.
 * @param mostBytes how large the sheet may be
 */
export async function readSentSheet(c: Context, mostBytes: number): Promise<SentForm> {
  const body = c.req.raw.body
  const type = c.req.header('content-type') ?? ''
  if (!body || !/^multipart\/form-data;.*boundary=/i.test(type)) return { sheet: null, tooLarge: false, typed: {} }
  const typed: Record<string, string> = {}
  let sheet: SentSheet | null = null
  let tooLarge = false
  await new Promise<void>((resolve) => {
    const parser = busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 20, fileSize: mostBytes, fieldSize: largestField, parts: 30 },
    })
    parser.on('field', (name, value) => {
      if (name !== '__proto__') typed[name] = value.replaceAll('\0', '').toWellFormed()
    })
    parser.on('file', (_, stream, { filename }) => {
      const parts: Uint8Array[] = []
      stream.on('error', () => {})
      stream.on('data', (part: Uint8Array) => parts.push(part))
      stream.on('end', () => {
        tooLarge ||= stream.truncated === true
        if (filename && !stream.truncated)
          sheet = { name: filename.replaceAll('\0', '').toWellFormed().slice(0, 200), bytes: Buffer.concat(parts) }
      })
    })
    parser.on('close', resolve)
    parser.on('error', () => resolve())
    const source = Readable.from(body)
    source.on('error', () => parser.destroy())
    source.pipe(parser)
  })
  return { sheet, tooLarge, typed }
}

/** What a sent form holds: the file when there is one, or the `lines` that were pasted. */
export async function sheetOrLines({ sheet, tooLarge, typed }: SentForm, bounds: SheetBounds): Promise<ReadSheet> {
  if (tooLarge) return { ok: false, problem: 'tooLarge' }
  if (sheet) return readSheet(sheet.bytes, bounds)
  return typed.lines?.trim() ? readSheet(Buffer.from(typed.lines), bounds) : { ok: false, problem: 'missing' }
}
