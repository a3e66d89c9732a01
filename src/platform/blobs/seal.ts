import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'

/**
 * How a paper lies on the disk: `KPB1`, 16 random bytes of salt, then frames of 64 KiB (the last may be shorter), each with
 * its own 16 bytes of proof. A file has its own key, derived from the master key, the salt and the id, so a file put in
 * another's place can't be opened. The number of a frame and whether it is the last stand in its nonce, so frames that are
 * missing, swapped or added are found.
 */
export const magic = Buffer.from('KPB1')
export const saltBytes = 16
export const headerBytes = magic.length + saltBytes
export const frameBytes = 64 * 1024
export const proofBytes = 16

export interface Seal {
  close(frame: Uint8Array, number: number, last: boolean): Buffer
  /** Throws when the frame is not the one that was written here. */
  open(sealed: Uint8Array, number: number, last: boolean): Buffer
}

const algorithm = 'aes-256-gcm'
const prefixBytes = 7

export function sealFor(masterKey: Uint8Array, salt: Uint8Array, id: string): Seal {
  const derived = Buffer.from(hkdfSync('sha256', masterKey, salt, `kopuro blob ${id}`, 32 + prefixBytes))
  const key = derived.subarray(0, 32)
  const nonce = (number: number, last: boolean) => nonceOf(derived.subarray(32), number, last)
  return {
    close(frame, number, last) {
      const cipher = createCipheriv(algorithm, key, nonce(number, last))
      return Buffer.concat([cipher.update(frame), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, number, last) {
      const decipher = createDecipheriv(algorithm, key, nonce(number, last), { authTagLength: proofBytes })
      decipher.setAuthTag(sealed.subarray(sealed.length - proofBytes))
      return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - proofBytes)), decipher.final()])
    },
  }
}

function nonceOf(prefix: Uint8Array, number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.set(prefix)
  nonce.writeUInt32BE(number, prefixBytes)
  nonce.writeUInt8(last ? 1 : 0, 11)
  return nonce
}
