import { smaller } from '../../platform/files/thumbnail.ts'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { FileOfCase } from './store.ts'

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
}

/** A paper for the screen of somebody who may see it: never kept by a cache, never run as anything but what it is. */
export async function filePage(house: House, file: Pick<FileOfCase, 'blobId' | 'kind' | 'name'>): Promise<Response> {
  return bytesPage(await house.blobs.read(file.blobId), types[file.kind] ?? 'application/octet-stream', file.name)
}

export async function thumbnailPage(house: House, file: FileOfCase): Promise<Response> {
  if (!file.thumbnailBlobId) throw new NotFound()
  return bytesPage(await house.blobs.read(file.thumbnailBlobId), 'image/webp', `${file.name}.webp`)
}

/** So small that nothing on it can be read: showing it is no look at the paper. */
export async function smallThumbnailPage(house: House, file: FileOfCase): Promise<Response> {
  if (!file.thumbnailBlobId) throw new NotFound()
  const small = await smaller(await house.blobs.read(file.thumbnailBlobId))
  return bytesPage(small, 'image/webp', `${file.name}.webp`)
}

export function pdfPage(pdf: Uint8Array, name: string): Response {
  return bytesPage(pdf, 'application/pdf', name)
}

function bytesPage(bytes: Uint8Array, type: string, name: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      // Shown in a frame of our own pages beside the form, and nowhere else.
      'content-security-policy':
        "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      'x-frame-options': 'SAMEORIGIN',
    },
  })
}
