import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Applicant, answer, begin } from '../../../test/applicant.ts'
import { eicar, type FakeClamd, fakeClamd } from '../../../test/clamd.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg } from '../../../test/papers.ts'

let clamd: FakeClamd
let town: TestHouse
let zara: Applicant
beforeAll(async () => {
  clamd = await fakeClamd()
  town = await testHouse({ environment: { KOPURO_CLAMD: `127.0.0.1:${clamd.port}` } })
  zara = await begin(town)
  await answer(zara)
})
beforeEach(() => {
  clamd.mood = 'honest'
})
afterAll(async () => {
  await town?.close()
  await clamd?.close()
})

const count = async (table: string) => Number((await town.owner.query(`select count(*) from ${table}`)).rows[0].count)

/** A photo that every program shows, with the test virus behind its end. */
const infected = async () => Buffer.concat([await jpeg('infected'), Buffer.from(eicar)])

const upload = (bytes: Uint8Array, type = 'transcript') =>
  zara.visitor.upload(`${zara.my}/documents/${type}`, [{ name: 'transcript.jpg', bytes }])

async function nothingIsKept() {
  expect(await count('document_files')).toBe(0)
  expect(await count('unclaimed_blobs')).toBe(0)
}

test('a photo with a virus is refused with its name, and nothing of it is kept', async () => {
  const seen = await upload(await infected())
  expect(seen.status).toBe(422)
  expect(seen.text).toContain('transcript.jpg was refused: the virus scanner found Eicar-Test-Signature in it.')
  await nothingIsKept()
})

test('while the scanner speaks nonsense, drops the line or reads no further nothing is taken, and that is said', async () => {
  const photo = await jpeg('clean')
  for (const mood of ['nonsense', 'drops', 'limits'] as const) {
    clamd.mood = mood
    const seen = await upload(photo)
    expect(seen.status).toBe(422)
    expect(seen.text).toContain('could not be checked for viruses just now')
  }
  await nothingIsKept()
})

test('in parts over a bad line it is the same', async () => {
  const sendInParts = async (bytes: Uint8Array) => {
    const tus = { 'tus-resumable': '1.0.0' }
    const begun = await zara.visitor.ask(`${zara.my}/documents/transcript/uploads`, {
      method: 'POST',
      headers: { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': `filename ${btoa('p.jpg')}` },
    })
    const at = begun.location ?? ''
    const headers = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    await zara.visitor.ask(at, { method: 'PATCH', headers, body: Buffer.from(bytes) })
    return (await zara.visitor.get(at)).text
  }
  expect(await sendInParts(await infected())).toContain('the virus scanner found Eicar-Test-Signature')
  clamd.mood = 'drops'
  expect(await sendInParts(await jpeg('parts'))).toContain('Try again in a few minutes')
  await nothingIsKept()
  expect(await count('upload_parts')).toBe(0)
})

test('a photo for reading the passport, and the scan of a letter that came in, go the same way', async () => {
  const photo = await zara.visitor.upload(`${zara.my}/passport/photos`, [{ name: 'p.jpg', bytes: await infected() }])
  expect(photo.status).toBe(422)
  expect(photo.text).toContain('the virus scanner found')

  const officer = await town.signedIn('officer@kslu.example')
  const letter = await officer.post('/desk/incoming', {
    ...{ sender: 'Sample Embassy', subject: 'Sample', way: 'post', key: crypto.randomUUID() },
    ...{ 'receivedOn.day': '1', 'receivedOn.month': '9', 'receivedOn.year': '2026' },
  })
  const at = (letter.location ?? '').split('?')[0]
  const scan = await officer.upload(`${at}/scans`, [{ name: 's.jpg', bytes: await infected() }])
  expect(scan.status).toBe(422)
  expect(scan.text).toContain('the virus scanner found')
  expect(await count('register_scans')).toBe(0)
  await nothingIsKept()
})

test('the desk opens on it when the scanner does not answer, and only then', async () => {
  const officer = await town.signedIn('officer@kslu.example')
  clamd.mood = 'nonsense'
  expect((await officer.get('/desk')).text).toContain('The virus scanner does not answer')
  clamd.mood = 'honest'
  expect((await officer.get('/desk')).text).not.toContain('The virus scanner')
})

test('what is clean is kept, and went to the scanner as it came', async () => {
  const photo = await jpeg('clean')
  expect((await upload(photo)).status).toBe(303)
  expect(clamd.seen.at(-1)?.equals(Buffer.from(photo))).toBe(true)
  expect(await count('document_files')).toBe(1)
})
