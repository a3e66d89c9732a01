import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { BlobDamaged } from './errors.ts'
import { frameBytes, headerBytes, magic, proofBytes, type Seal, sealFor } from './seal.ts'

/**
 * The content of a sealed file as a stream, in flat memory; the stream owns the handle. Every byte that comes out is proved;
 * that the end is missing shows at the end, as an error of the stream.
 */
export async function openSealed(file: FileHandle, key: Uint8Array, id: string): Promise<Readable> {
  const { size } = await file.stat()
  const seal = await readHeader(file, key, id)
  const sealedFrame = frameBytes + proofBytes
  const frames = Math.max(1, Math.ceil((size - headerBytes) / sealedFrame))
  let number = 0

  const next = async (): Promise<Buffer> => {
    const at = headerBytes + number * sealedFrame
    const sealed = await readExactly(file, at, Math.min(sealedFrame, size - at), id)
    return openFrame(seal, sealed, number, number === frames - 1, id)
  }
  return new Readable({
    highWaterMark: frameBytes,
    read() {
      if (number >= frames) return void this.push(null)
      next().then(
        (frame) => {
          number += 1
          // An empty piece would not ask for the next one.
          this.push(frame.length > 0 ? frame : null)
        },
        (error) => this.destroy(error),
      )
    },
    destroy(error, finish) {
      file.close().then(
        () => finish(error),
        (failure) => finish(error ?? failure),
      )
    },
  })
}

async function readHeader(file: FileHandle, key: Uint8Array, id: string): Promise<Seal> {
  const header = await readExactly(file, 0, headerBytes, id)
  if (!header.subarray(0, magic.length).equals(magic)) throw new BlobDamaged(id)
  return sealFor(key, header.subarray(magic.length), id)
}

async function readExactly(file: FileHandle, at: number, bytes: number, id: string): Promise<Buffer> {
  if (bytes < proofBytes) throw new BlobDamaged(id)
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(bytes), 0, bytes, at)
  if (bytesRead !== bytes) throw new BlobDamaged(id)
  return buffer
}

function openFrame(seal: Seal, sealed: Buffer, number: number, last: boolean, id: string): Buffer {
  try {
    return seal.open(sealed, number, last)
  } catch {
    throw new BlobDamaged(id)
  }
}
