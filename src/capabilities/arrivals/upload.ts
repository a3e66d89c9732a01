import type { Context } from 'hono'
import { carriesFiles } from '../../platform/web/form.ts'
import { type FileProblem, largestSheet } from './reading.ts'

export type SheetForm =
  | { readonly ok: true; readonly name: string; readonly bytes: Buffer; readonly key: string }
  | { readonly ok: false; readonly problem: FileProblem }

// The form around the file: a name, a key, some lines between.
const around = 20_000

/** The sheet of a posted form, whole in memory: it is small, and nothing of it is kept as a file. */
export async function readSheetForm(c: Context): Promise<SheetForm> {
  if (!carriesFiles(c.req.header('content-type'))) return { ok: false, problem: 'no-file' }
  const body = await bounded(c.req.raw.body, largestSheet + around)
  if (!body) return { ok: false, problem: 'too-large' }
  const type = c.req.header('content-type') ?? ''
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null)
  const file = form?.get('file')
  if (!(file instanceof File) || !file.name) return { ok: false, problem: 'no-file' }
  const name = file.name.replaceAll('\0', '').toWellFormed().slice(0, 200)
  return { ok: true, name, bytes: Buffer.from(await file.arrayBuffer()), key: String(form?.get('key') ?? '') }
}

// Null when there is more than the most: what comes then is not read.
async function bounded(body: ReadableStream<Uint8Array> | null, most: number): Promise<Buffer | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.length
    if (size > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
