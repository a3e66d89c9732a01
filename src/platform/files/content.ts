import { fileTypeFromBuffer } from 'file-type'

export type Kind = 'pdf' | 'jpeg' | 'png' | 'webp'

/** What the bytes are: a kind we accept, or the usual ending of another one (`docx`, `exe`, `html`); null when unknown. */
export type Content = { readonly kind: Kind } | { readonly found: string } | null

const accepted: Readonly<Record<string, Kind>> = { pdf: 'pdf', jpg: 'jpeg', png: 'png', webp: 'webp' }
const saidPlainer: Readonly<Record<string, string>> = { cfb: 'doc', heif: 'heic', heics: 'heic', apng: 'png' }
// PDF readers look for the header in the first 1024 bytes: scanners and mail gateways put things before it.
const headerWithin = 1024
const sniffed = 4100

export async function contentOf(bytes: Uint8Array): Promise<Content> {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, sniffed))
  const header = start.subarray(0, headerWithin).indexOf('%PDF-')
  if (header === 0) return { kind: 'pdf' }

  const extension = await binaryExtension(start)
  const kind = extension && accepted[extension]
  if (kind) return { kind }
  if (extension && extension !== 'xml') return { found: extension }
  const markup = markupOf(start.toString('utf8'))
  if (markup === 'html' || markup === 'svg') return { found: markup }
  if (header > 0) return { kind: 'pdf' }
  const text = markup ?? (isText(bytes, start) ? 'txt' : null)
  return text ? { found: text } : null
}

// Only the start is handed over: no format may send the library walking through a crafted file.
async function binaryExtension(start: Buffer): Promise<string | null> {
  const type = await fileTypeFromBuffer(start).catch(() => undefined)
  if (!type) return start.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' ? 'zip' : null
  return saidPlainer[type.ext] ?? type.ext
}

function markupOf(text: string): string | null {
  const trimmed = text.replace(/^\uFEFF/, '').trimStart()
  if (/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/is.test(trimmed)) return 'svg'
  if (/^(<!--.*?-->\s*)*<(!doctype html|html|head|body|script)[\s>]/is.test(trimmed)) return 'html'
  if (/^\{\\rtf/.test(trimmed)) return 'rtf'
  return trimmed.startsWith('<?xml') ? 'xml' : null
}

function isText(bytes: Uint8Array, start: Buffer): boolean {
  if (bytes.byteLength < 16) return false
  try {
    // As a stream, for the cut may go through a letter.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true })
    return !/[^\P{Cc}\s]/u.test(text)
  } catch {
    return false
  }
}
