import { randomBytes } from 'node:crypto'
import { saltBytes, sealFor } from './blobs/seal.ts'

/** Keeps secrets that the program must be able to use again: sealed, they may lie in the database. */
export interface Secrets {
  /** @param about what the secret belongs to: sealed for one thing it opens for no other */
  seal(secret: string, about: string): string
  /** Null when it was sealed with another key, or for something else. */
  open(sealed: string, about: string): string | null
}

/** @param key the 32 bytes that also encrypt the papers */
export function openSecrets(key: Uint8Array): Secrets {
  return {
    seal(secret, about) {
      const salt = randomBytes(saltBytes)
      const closed = sealFor(key, salt, `secret ${about}`).close(Buffer.from(secret), 0, true)
      return Buffer.concat([salt, closed]).toString('base64')
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64')
      try {
        return sealFor(key, bytes.subarray(0, saltBytes), `secret ${about}`)
          .open(bytes.subarray(saltBytes), 0, true)
          .toString()
      } catch {
        return null
      }
    },
  }
}
