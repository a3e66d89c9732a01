import { randomBytes } from 'node:crypto'
import { type Day, readDay } from '../../platform/days.ts'
import { isSignedBy, type PublicKey, type Signer, signatureBytes } from '../../platform/signing.ts'

/** What a letter's code vouches for: all of it is printed on the letter. */
export interface CoreFields {
  readonly institution: string
  readonly number: string
  readonly day: Day
  readonly recipient: string
  /** Procedure and paper: `admission.letter`. */
  readonly kind: string
  readonly shortCode: string
}

/** A code that is written as a code must be; whether it is genuine, the key says. */
export interface ReadCode extends CoreFields {
  readonly keyId: string
  readonly text: Uint8Array
  readonly signature: Uint8Array
}

const version = 'Kopuro letter 1'

/** Digits and capitals without I, L, O and U, which are misread or misheard. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const shortCodeLength = 10

/** 50 random bits to type by hand: nobody guesses one, and a letter is found by it alone. */
export function newShortCode(): string {
  return [...randomBytes(shortCodeLength)].map((byte) => alphabet.charAt(byte & 31)).join('')
}

/** `K7QM3-XNP4Z`, as it is printed. */
export function sayShortCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

/** A short code as somebody types it, with small letters, spaces and look-alikes; null when it can't be one. */
export function readShortCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return code.length === shortCodeLength && [...code].every((letter) => alphabet.includes(letter)) ? code : null
}

/** The signed code: the canonical text, one field a line, and behind it 64 bytes of signature, in base64url. */
export function signedCode(signer: Signer, fields: CoreFields): string {
  const { institution, number, day, recipient, kind, shortCode } = fields
  const lines = [version, signer.key.id, institution, number, day, shortened(recipient), kind, shortCode]
  const text = Buffer.from(lines.join('\n'))
  return Buffer.concat([text, signer.sign(text)]).toString('base64url')
}

/** Takes a code apart; null when it is damaged or none at all. */
export function readCode(code: string): ReadCode | null {
  const bytes = Buffer.from(code, 'base64url')
  // The last character has bits that nobody reads: only the one way of writing is the code.
  if (bytes.length <= signatureBytes || bytes.toString('base64url') !== code) return null
  const text = bytes.subarray(0, -signatureBytes)
  const lines = text.toString().split('\n')
  const [head, keyId = '', institution = '', number = '', on = '', recipient = '', kind = '', shortCode = ''] = lines
  const day = readDay(on)
  if (head !== version || lines.length !== 8 || !day) return null
  const signature = bytes.subarray(-signatureBytes)
  return { keyId, institution, number, day, recipient, kind, shortCode, text, signature }
}

/** Whether one of these keys has signed the code. Needs neither database nor network. */
export function isGenuine(code: ReadCode, keys: readonly PublicKey[]): boolean {
  const key = keys.find(({ id }) => id === code.keyId)
  return key !== undefined && isSignedBy(key, code.text, code.signature)
}

const recipientBytes = 64

/** The recipient as the code holds it: one line of at most 64 bytes, so that the squares on the paper stay large. */
export function shortened(recipient: string): string {
  const line = recipient.toWellFormed().replace(/\s+/g, ' ').trim()
  if (Buffer.byteLength(line) <= recipientBytes) return line
  let kept = ''
  for (const character of line) {
    if (Buffer.byteLength(`${kept}${character}…`) > recipientBytes) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}
