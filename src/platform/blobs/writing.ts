import { createHash, randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { frameBytes, magic, type Seal, saltBytes, sealFor } from './seal.ts'

/** Writes a stream sealed; null when it is longer than the limit. Memory stays at one frame. */
export async function writeSealed(
  file: FileHandle,
  stream: AsyncIterable<Uint8Array>,
  limitBytes: number,
  key: Uint8Array,
  id: string,
): Promise<{ sha256: string; bytes: number } | null> {
  const salt = randomBytes(saltBytes)
  const hash = createHash('sha256')
  let bytes = 0
  await file.writeFile(Buffer.concat([magic, salt]))

  const frames = framing(file, sealFor(key, salt, id))
  for await (const piece of stream) {
    bytes += piece.length
    // Read on, into nothing: the next part of a form comes only behind this one.
    if (bytes > limitBytes) continue
    hash.update(piece)
    await frames.add(piece)
  }
  if (bytes > limitBytes) return null
  await frames.end()
  return { sha256: hash.digest('hex'), bytes }
}

/** Cuts what comes into frames. A full one waits until more comes, for only then it is known not to be the last. */
function framing(file: FileHandle, seal: Seal) {
  const waiting = Buffer.allocUnsafe(frameBytes)
  let filled = 0
  let number = 0
  const write = async (last: boolean) => {
    await file.writeFile(seal.close(waiting.subarray(0, filled), number, last))
    number += 1
    filled = 0
  }
  return {
    async add(piece: Uint8Array) {
      for (let at = 0; at < piece.length; ) {
        if (filled === frameBytes) await write(false)
        const part = piece.subarray(at, at + frameBytes - filled)
        waiting.set(part, filled)
        filled += part.length
        at += part.length
      }
    },
    end: () => write(true),
  }
}
