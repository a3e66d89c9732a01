import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { House } from '../../platform/house.ts'
import type { SignedIn, SignInAnswer } from '../../platform/sessions/index.ts'
import { keepChallenge, type Purpose, takeChallenge } from './challenges.ts'
import { findPasskey, insertPasskey, passkeysOf, usePasskey } from './passkey-store.ts'

const base64url = z.string().regex(/^[\w-]+$/)
const transports = z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']))
const envelope = { id: base64url, rawId: base64url, type: z.literal('public-key') }

/** What the browser says of a new passkey, as `PublicKeyCredential.toJSON` writes it. */
const newPasskey = z.object({
  ...envelope,
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    // A transport that we don't know yet is left out: it is a hint only.
    transports: transports.catch([]),
  }),
})

const usedPasskey = z.object({
  ...envelope,
  clientExtensionResults: z.object({}),
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
})

const relyingParty = (house: House) => ({ name: 'Kopuro', id: new URL(house.url).hostname })

/** What the browser is asked for a new passkey: one that finds its owner by itself and asks for PIN, finger or face. */
export async function askNewPasskey(house: House, who: SignedIn) {
  const db = house.database.shared
  const options = await generateRegistrationOptions({
    rpName: relyingParty(house).name,
    rpID: relyingParty(house).id,
    userName: who.email,
    userDisplayName: who.name,
    userID: new Uint8Array(Buffer.from(who.accountId)),
    excludeCredentials: (await passkeysOf(db, who.accountId)).map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const challenge = { id: options.challenge, purpose: 'passkey-new', accountId: who.accountId, content: {} } as const
  await keepChallenge(db, challenge, house.clock.now())
  return options
}

/** Keeps a new passkey; false when the answer is none, comes late or a second time, or is somebody else's. */
export async function addPasskey(house: House, who: SignedIn, name: string, answer: string): Promise<boolean> {
  const response = readAnswer(newPasskey, answer)
  const verified =
    response &&
    (await verifyRegistrationResponse({
      response,
      expectedChallenge: (challenge) => isAwaited(house, challenge, 'passkey-new', who.accountId),
      expectedOrigin: house.url,
      expectedRPID: relyingParty(house).id,
    }).catch(() => null))
  if (!verified?.verified) return false
  const added = await insertPasskey(house.database.shared, who, {
    ...verified.registrationInfo.credential,
    name,
    at: house.clock.now(),
  })
  house.sessions.forget()
  return added
}

/** What the browser is asked when somebody signs in: any passkey of this site, nobody has typed an address. */
export async function askPasskey(house: House) {
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(house).id,
    userVerification: 'required',
  })
  const challenge = { id: options.challenge, purpose: 'passkey', accountId: null, content: {} } as const
  await keepChallenge(house.database.shared, challenge, house.clock.now())
  return options
}

export async function signInByPasskey(house: House, headers: Headers, answer: string): Promise<SignInAnswer> {
  const response = readAnswer(usedPasskey, answer)
  const passkey = response && (await findPasskey(house.database.shared, response.id))
  if (!passkey) return { kind: 'wrong' }
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => isAwaited(house, challenge, 'passkey', null),
    expectedOrigin: house.url,
    expectedRPID: relyingParty(house).id,
    credential: { id: passkey.id, publicKey: passkey.publicKey, counter: passkey.counter },
  }).catch(() => null)
  if (!verified?.verified) return { kind: 'wrong' }
  await usePasskey(house.database.shared, passkey.id, verified.authenticationInfo.newCounter, house.clock.now())
  return house.sessions.enter(headers, 'passkey', passkey.accountId)
}

async function isAwaited(house: House, challenge: string, purpose: Purpose, accountId: string | null) {
  const taken = await takeChallenge(house.database.shared, challenge, purpose, house.clock.now())
  return taken !== null && taken.accountId === accountId
}

function readAnswer<Schema extends z.ZodType>(schema: Schema, answer: string): z.output<Schema> | null {
  try {
    return schema.parse(JSON.parse(answer))
  } catch {
    return null
  }
}
