import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../platform/days.ts'
import { openSigner, type Signer } from '../../platform/signing.ts'
import { isGenuine, newShortCode, readCode, readShortCode, sayShortCode, shortened, signedCode } from './code.ts'

const folders: string[] = []
let signer: Signer
let other: Signer
beforeAll(async () => {
  const [first = '', second = ''] = await Promise.all([0, 1].map(() => mkdtemp(`${tmpdir()}/kopuro-letter-key-`)))
  folders.push(first, second)
  signer = await openSigner(first)
  other = await openSigner(second)
})
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

const fields = {
  institution: 'kslu',
  number: 'KSLU-2026/0001',
  day: day('2026-09-01'),
  recipient: 'ПРИМЕРОВ Ёжи-ӨҢҮ',
  kind: 'admission.letter',
  shortCode: 'K7QM3XNP4Z',
}

test('a code gives back what was signed, and is the same each time', () => {
  const code = signedCode(signer, fields)
  expect(readCode(code)).toMatchObject(fields)
  expect(signedCode(signer, fields)).toBe(code)
})

test('one character altered anywhere, taken away or added: not genuine', () => {
  const code = signedCode(signer, fields)
  const genuine = (text: string) => {
    const read = readCode(text)
    return read !== null && isGenuine(read, [signer.key])
  }
  expect(genuine(code)).toBe(true)
  for (let at = 0; at < code.length; at++) {
    const letter = code.charAt(at)
    // The neighbour in the alphabet of base64url: in the last place it differs in bits that nobody reads.
    const next = letter === 'A' ? 'B' : letter === '_' ? '-' : 'A'
    expect([at, genuine(code.slice(0, at) + next + code.slice(at + 1))]).toEqual([at, false])
    expect([at, genuine(code.slice(0, at) + code.slice(at + 1))]).toEqual([at, false])
  }
  for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
    expect(genuine(code.slice(0, -1) + last)).toBe(code.endsWith(last))
  expect(genuine(`${code}A`)).toBe(false)
  expect(genuine(`${code}=`)).toBe(false)
})

test('an earlier key stays good, a stranger’s key is none, also under our name', () => {
  const read = readCode(signedCode(signer, fields))
  if (!read) throw new Error('unreadable')
  expect(isGenuine(read, [other.key, signer.key])).toBe(true)
  expect(isGenuine(read, [other.key])).toBe(false)
  expect(isGenuine(read, [{ ...other.key, id: signer.key.id }])).toBe(false)
})

test.each(['', 'A', '../../etc', 'x'.repeat(5000), Buffer.alloc(200).toString('base64url')])(
  '%j is no code',
  (code) => {
    expect(readCode(code)).toBeNull()
  },
)

test.each([
  ['SAMPLE Zara', 'SAMPLE Zara'],
  ['SAMPLE\nkslu  forged', 'SAMPLE kslu forged'],
  ['А'.repeat(60), `${'А'.repeat(30)}…`],
  ['😀'.repeat(20), `${'😀'.repeat(15)}…`],
])('the recipient %j stands in the code as %j', (recipient, kept) => {
  expect(shortened(recipient)).toBe(kept)
  expect(readCode(signedCode(signer, { ...fields, recipient }))?.recipient).toBe(kept)
})

test.each([
  ['K7QM3-XNP4Z', 'K7QM3XNP4Z'],
  [' k7qm3 xnp4z ', 'K7QM3XNP4Z'],
  ['OIL00-11111', '0110011111'],
  ['K7QM3-XNP4', null],
  ['K7QM3-XNP4U', null],
  ['К7QM3-XNP4Z', null],
])('somebody types %j', (typed, code) => {
  expect(readShortCode(typed)).toBe(code)
})

test('a new short code can be said and typed again', () => {
  for (let tries = 0; tries < 100; tries++) {
    const code = newShortCode()
    expect(readShortCode(sayShortCode(code).toLowerCase())).toBe(code)
  }
})

test('the key comes from the setting as well, and a wrong one is refused with a sentence', async () => {
  const seed = Buffer.alloc(32, 7)
  const [hex, base64] = await Promise.all([
    openSigner('/nowhere', seed.toString('hex')),
    openSigner('/nowhere', seed.toString('base64')),
  ])
  expect(hex.key).toEqual(base64.key)
  await expect(openSigner('/nowhere', 'short')).rejects.toThrow('KOPURO_LETTER_KEY is not a key')
})
