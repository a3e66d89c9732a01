import { readFile } from 'node:fs/promises'
import { type Content, contentOf, type Kind } from './content.ts'
import { readPdfApart } from './in-worker.ts'
import { readPicture } from './picture.ts'

export type { Kind } from './content.ts'

/**
 * What an uploaded paper is. `width` and `height` are those of an upright picture; `extension` is the one it should have,
 * whatever its name was. `found` tells the usual ending of what it is instead.
 *
 * empty: no bytes · broken: cut off or not readable · encrypted: needs a password · active: a PDF with a script or a
 * starting action · disguised: named like a kind we accept, and is another · unsupported: a kind we don't accept, named
 * honestly · heic: the iPhone's own format · too-many-pixels, too-many-pages: over the limits below.
 */
export type Examined =
  | { ok: true; kind: Kind; pages: number; width?: number; height?: number; extension: string }
  | { ok: false; problem: Problem; found?: string }

export type Problem =
  | 'empty'
  | 'broken'
  | 'encrypted'
  | 'active'
  | 'disguised'
  | 'unsupported'
  | 'heic'
  | 'too-many-pixels'
  | 'too-many-pages'

const mostPages = 200
const extensions: Readonly<Record<Kind, string>> = { pdf: 'pdf', jpeg: 'jpg', png: 'png', webp: 'webp' }

/** Looks into a file, given by its path or its bytes. The content decides, not the name: a PDF named .jpg is a PDF. */
export async function examine(file: string | Uint8Array, declaredName: string): Promise<Examined> {
  const bytes = typeof file === 'string' ? await readFile(file) : file
  if (bytes.byteLength === 0) return { ok: false, problem: 'empty' }

  const content = await contentOf(bytes)
  if (!content || 'found' in content) return notAccepted(content, declaredName)
  return content.kind === 'pdf' ? examinePdf(bytes) : examinePicture(bytes, content.kind)
}

async function examinePdf(bytes: Uint8Array): Promise<Examined> {
  const read = await readPdfApart(bytes)
  if ('problem' in read) return { ok: false, problem: read.problem }
  if (read.pages > mostPages) return { ok: false, problem: 'too-many-pages' }
  return { ok: true, kind: 'pdf', pages: read.pages, extension: extensions.pdf }
}

async function examinePicture(bytes: Uint8Array, kind: Exclude<Kind, 'pdf'>): Promise<Examined> {
  const read = await readPicture(bytes)
  if ('problem' in read) return { ok: false, problem: read.problem }
  return { ok: true, kind, pages: 1, ...read, extension: extensions[kind] }
}

function notAccepted(content: Content, declaredName: string): Examined {
  const claimsAccepted = /\.(pdf|jpe?g|png|webp)$/i.test(declaredName.trim())
  // Bytes that are nothing known, under a name that would be right, are a paper that arrived damaged.
  if (!content || !('found' in content)) return { ok: false, problem: claimsAccepted ? 'broken' : 'unsupported' }
  const { found } = content
  if (found === 'heic') return { ok: false, problem: 'heic', found }
  return { ok: false, problem: claimsAccepted ? 'disguised' : 'unsupported', found }
}
