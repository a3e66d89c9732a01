import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { keptKey } from './kept-key.ts'

/** The house's own key pair for what it vouches for. Ed25519: the same text always gets the same 64 bytes. */
export interface Signer {
  readonly key: PublicKey
  sign(text: Uint8Array): Uint8Array
}

/** The half that everybody may have. */
export interface PublicKey {
  /** Names the key among its predecessors: the first 8 hex digits of the SHA-256 of its 32 bytes. */
  readonly id: string
  /** 32 bytes in hex. */
  readonly hex: string
}

/**
 * The key pair that signs letters: from KOPURO_LETTER_KEY or, without it, from `<folder>/keys/letters.key`, made once.
 * Throws CannotStart when that is not 32 bytes.
 */
export async function openSigner(folder: string, configured?: string | null): Promise<Signer> {
  const seed = await keptKey(folder, { setting: 'KOPURO_LETTER_KEY', file: 'letters.key' }, configured)
  const der = Buffer.concat([privateHead, seed])
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const bytes = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(publicHead.length)
  return {
    key: { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), hex: bytes.toString('hex') },
    sign: (text) => new Uint8Array(sign(null, text, secret)),
  }
}

/** Length of a signature in bytes. */
export const signatureBytes = 64

export function isSignedBy(key: PublicKey, text: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, text, keyObject(key), signature)
}

/** The public key as other programs read it. */
export function pemOf(key: PublicKey): string {
  return keyObject(key).export({ format: 'pem', type: 'spki' }).toString()
}

// RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8 and in SubjectPublicKeyInfo.
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHead = Buffer.from('302a300506032b6570032100', 'hex')

function keyObject({ hex }: PublicKey): KeyObject {
  const der = Buffer.concat([publicHead, Buffer.from(hex, 'hex')])
  return createPublicKey({ key: der, format: 'der', type: 'spki' })
}
