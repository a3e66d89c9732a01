import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A passkey in software: what a phone would answer, without the phone. ES256, no attestation (WebAuthn level 3). */
export class Authenticator {
  readonly id = randomBytes(16)
  readonly #privateKey: KeyObject
  readonly #publicKey: KeyObject
  #counter = 0

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#privateKey = privateKey
    this.#publicKey = publicKey
  }

  /** @param origin the page that asked @param host the site that the passkey is for */
  make(challenge: string, origin: string, host = new URL(origin).hostname): string {
    const key = this.#publicKey.export({ format: 'jwk' })
    const cose = map([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(key.x ?? '', 'base64url')],
      [-3, Buffer.from(key.y ?? '', 'base64url')],
    ])
    const length = Buffer.from([0, this.id.length])
    const data = Buffer.concat([this.#data(host, 0x45), Buffer.alloc(16), length, this.id, cose])
    const attestationObject = map([
      ['fmt', 'none'],
      ['attStmt', map([])],
      ['authData', data],
    ])
    return this.#answer({
      clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal'],
    })
  }

  /** @param flags 5: the owner was there and showed finger or PIN; 1: was only there */
  use(challenge: string, origin: string, host = new URL(origin).hostname, flags = 0x05): string {
    this.#counter += 1
    const data = this.#data(host, flags)
    const client = clientData('webauthn.get', challenge, origin)
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
    return this.#answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, this.#privateKey).toString('base64url'),
    })
  }

  /** A copy of the device starts counting again. */
  forgetCount() {
    this.#counter = 0
  }

  #data(host: string, flags: number): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(this.#counter)
    return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.from([flags]), count])
  }

  #answer(response: Readonly<Record<string, unknown>>): string {
    const id = this.id.toString('base64url')
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response })
  }
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

type Value = number | string | Buffer

// As much of CBOR (RFC 8949) as a passkey needs; what is a map already goes in as it is.
const maps = new WeakSet<Buffer>()

function map(entries: readonly (readonly [Value, Value])[]): Buffer {
  const made = Buffer.concat([head(5, entries.length), ...entries.flat().map(encode)])
  maps.add(made)
  return made
}

function encode(value: Value): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)])
  return maps.has(value) ? value : Buffer.concat([head(2, value.length), value])
}

function head(kind: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(kind << 5) | count])
  if (count < 256) return Buffer.from([(kind << 5) | 24, count])
  return Buffer.from([(kind << 5) | 25, count >> 8, count & 255])
}
