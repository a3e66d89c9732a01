import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eicar, type FakeClamd, fakeClamd, type Mood } from '../../../test/clamd.ts'
import { isScannerThere, type ScannerAddress, scan } from './scanner.ts'

let clamd: FakeClamd
let at: ScannerAddress
beforeAll(async () => {
  clamd = await fakeClamd()
  at = { host: '127.0.0.1', port: clamd.port }
})
beforeEach(() => {
  clamd.mood = 'honest'
})
afterAll(() => clamd.close())

const large = Buffer.alloc(3_000_000, 'kopuro')

test('a file goes there whole and unchanged, and comes back clean', async () => {
  expect(await scan(at, large)).toEqual({ kind: 'clean' })
  expect(clamd.seen.at(-1)?.equals(large)).toBe(true)
  expect(await scan(at, new Uint8Array())).toEqual({ kind: 'clean' })
})

test('what the scanner knows is named, also at the end of a large file', async () => {
  const found = { kind: 'found', signature: 'Eicar-Test-Signature' }
  expect(await scan(at, Buffer.from(eicar))).toEqual(found)
  expect(await scan(at, Buffer.concat([large, Buffer.from(eicar)]))).toEqual(found)
})

test.each<Mood>(['silent', 'nonsense', 'drops', 'limits'])('one that %s lets nothing through', async (mood) => {
  clamd.mood = mood
  for (const bytes of [Buffer.from('clean'), large]) expect(await scan(at, bytes, 300)).toEqual({ kind: 'away' })
})

test('where nobody listens, nothing gets through either', async () => {
  const gone = await fakeClamd()
  await gone.close()
  expect(await scan({ host: '127.0.0.1', port: gone.port }, large)).toEqual({ kind: 'away' })
  expect(await scan({ path: '/nowhere/clamd.ctl' }, large)).toEqual({ kind: 'away' })
  expect(await isScannerThere({ path: '/nowhere/clamd.ctl' })).toBe(false)
})

test('a scanner that is there answers', async () => {
  expect(await isScannerThere(at)).toBe(true)
  clamd.mood = 'silent'
  expect(await isScannerThere(at, 200)).toBe(false)
  clamd.mood = 'nonsense'
  expect(await isScannerThere(at)).toBe(false)
})
