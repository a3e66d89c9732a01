import { createHash, randomBytes } from 'node:crypto'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, answer, begin, bring, fivePapers, send } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg, largePhoto, lockedPdf, pdf, zip } from '../../../test/papers.ts'
import type { Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let zara: Applicant
beforeAll(async () => {
  town = await testHouse({ listen: true })
  zara = await begin(town)
  await answer(zara)
})
afterAll(() => town?.close())

const encoded = (text: string) => Buffer.from(text).toString('base64')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const uploadsOf = (applicant: Applicant, type = 'transcript') => `${applicant.my}/documents/${type}/uploads`

async function create(applicant: Applicant, bytes: Uint8Array, name = 'paper.pdf', more: Record<string, string> = {}) {
  return applicant.visitor.ask(uploadsOf(applicant), {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${encoded(name)}`,
      ...more,
    },
  })
}

function patch(visitor: Visitor, at: string, offset: number, body: Uint8Array, more: Record<string, string> = {}) {
  const headers = {
    'tus-resumable': '1.0.0',
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
    ...more,
  }
  return visitor.ask(at, { method: 'PATCH', body: Buffer.from(body), headers })
}

const offsetOf = async (visitor: Visitor, at: string) =>
  (await visitor.ask(at, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } })).response.headers.get(
    'upload-offset',
  )

async function endingOf(visitor: Visitor, at: string): Promise<{ kind: string; text: string } | null> {
  return (await visitor.get(at)).response.json().then((told: { ending: { kind: string; text: string } }) => told.ending)
}

async function sendWhole(applicant: Applicant, bytes: Uint8Array, name: string) {
  const at = (await create(applicant, bytes, name)).location ?? ''
  if (bytes.length > 0) expect((await patch(applicant.visitor, at, 0, bytes)).status).toBe(204)
  return endingOf(applicant.visitor, at)
}

const count = async (text: string, ...values: unknown[]) => Number((await town.owner.query(text, values)).rows[0].count)

test('the tus client of others sends a file in parts, stops, goes on from where it stopped, and the paper is there', async () => {
  const bytes = await pdf(40)
  const cookie = zara.visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const options = {
    endpoint: `${town.url}${uploadsOf(zara)}`,
    metadata: { filename: 'forty pages.pdf', sha256: sha256(bytes) },
    headers: { cookie, origin: town.url },
    chunkSize: 4000,
    retryDelays: null,
  }
  const stopped = await new Promise<string>((resolve, reject) => {
    const upload = new Upload(Buffer.from(bytes), {
      ...options,
      onError: reject,
      onChunkComplete: (_, accepted) => {
        if (accepted >= 8000) void upload.abort().then(() => resolve(upload.url ?? ''))
      },
    })
    upload.start()
  })
  expect(await offsetOf(zara.visitor, new URL(stopped).pathname)).toBe('8000')
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(Buffer.from(bytes), {
      ...options,
      uploadUrl: stopped,
      onError: reject,
      onSuccess: () => resolve(),
    })
    upload.start()
  })
  expect(await endingOf(zara.visitor, new URL(stopped).pathname)).toEqual({
    kind: 'added',
    text: 'forty pages.pdf is safe with the university.',
  })
  const page = await zara.visitor.get(`${zara.my}/documents`)
  expect(page.text).toContain('40 pages')
  const file = /files\/([0-9a-f-]{36})"/.exec(page.html)?.[1]
  const there = await zara.visitor.get(`${zara.my}/files/${file}`)
  expect(sha256(new Uint8Array(await there.response.arrayBuffer()))).toBe(sha256(bytes))
})

test('parts lie encrypted in the store, survive another process, and leave it when the file is whole', async () => {
  const bytes = await largePhoto()
  const at = (await create(zara, bytes, 'photo.jpg')).location ?? ''
  await patch(zara.visitor, at, 0, bytes.subarray(0, 1000))
  await patch(zara.visitor, at, 1000, bytes.subarray(1000, 5000))
  const { rows } = await town.owner.query('select blob_id from upload_parts order by starts_at')
  expect(rows.length).toBe(2)
  const [first] = rows
  expect(Buffer.from(await town.house.blobs.read(first.blob_id)).equals(bytes.subarray(0, 1000))).toBe(true)
  await patch(zara.visitor, at, 5000, bytes.subarray(5000))
  expect((await endingOf(zara.visitor, at))?.kind).toBe('added')
  expect(await count('select count(*) from upload_parts')).toBe(0)
  expect(await count('select count(*) from unclaimed_blobs')).toBe(0)
  expect(await town.house.blobs.has(first.blob_id)).toBe(false)
})

test('what came before the line broke stays', async () => {
  const bytes = randomBytes(3_000_000)
  const at = (await create(zara, bytes)).location ?? ''
  const body = new ReadableStream({
    start: (line) => line.enqueue(bytes.subarray(0, 1_700_001)),
    pull: (line) => line.error(new Error('the line broke')),
  })
  const init = { method: 'PATCH', body, duplex: 'half' as const }
  await zara.visitor.ask(at, {
    ...init,
    headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  })
  expect(await offsetOf(zara.visitor, at)).toBe('1700001')
  expect((await zara.visitor.ask(at, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } })).status).toBe(204)
  expect((await zara.visitor.get(at)).status).toBe(404)
})

describe('the protocol refuses', () => {
  const bytes = new Uint8Array(100).fill(7)

  test('a wrong offset, a part beyond the length, another type, another version, a wrong checksum', async () => {
    const at = (await create(zara, bytes)).location ?? ''
    const status = async (offset: number, body: Uint8Array, more: Record<string, string> = {}) =>
      (await patch(zara.visitor, at, offset, body, more)).status
    expect(await status(5, bytes)).toBe(409)
    expect(await status(0, new Uint8Array(101))).toBe(413)
    expect(await status(0, bytes, { 'content-type': 'application/octet-stream' })).toBe(415)
    expect(await status(0, bytes, { 'tus-resumable': '0.2.2' })).toBe(412)
    expect(await status(0, bytes, { 'upload-checksum': `sha1 ${encoded('wrong')}` })).toBe(460)
    expect(await status(0, bytes, { 'upload-checksum': 'crc32 abcd' })).toBe(400)
    expect(await offsetOf(zara.visitor, at)).toBe('0')
    const right = createHash('sha1').update(bytes.subarray(0, 50)).digest('base64')
    expect(await status(0, bytes.subarray(0, 50), { 'upload-checksum': `sha1 ${right}` })).toBe(204)
    expect(
      await count('select count(*) from upload_parts p join uploads u on u.id = p.upload_id where u.length = 100'),
    ).toBe(1)
    await zara.visitor.post(`${at}/removal`)
  })

  test('of two that send the same part at once, one', async () => {
    const at = (await create(zara, bytes)).location ?? ''
    const both = await Promise.all([1, 2].map(() => patch(zara.visitor, at, 0, bytes.subarray(0, 60))))
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409])
    expect(await offsetOf(zara.visitor, at)).toBe('60')
    await zara.visitor.post(`${at}/removal`)
  })

  test('a length that is none, or above 25 MB', async () => {
    const begun = (length: string) => create(zara, bytes, 'x.pdf', { 'upload-length': length })
    expect((await begun('-1')).status).toBe(400)
    expect((await begun('many')).status).toBe(400)
    const large = await begun('25000001')
    expect([large.status, large.text]).toEqual([413, expect.stringContaining('larger than 25 MB')])
    expect((await create(zara, bytes, 'x', { 'upload-metadata': 'filename %%%' })).status).toBe(400)
  })

  test('whoever isn’t the owner: the upload isn’t there', async () => {
    const at = (await create(zara, bytes)).location ?? ''
    const other = await begin(town)
    expect((await other.visitor.get(at)).status).toBe(404)
    expect((await patch(other.visitor, at, 0, bytes)).status).toBe(404)
    const moved = at.replace(zara.id, other.id)
    for (const path of [moved, at.replace('transcript', 'passport'), `${uploadsOf(zara)}/nonsense`])
      expect([path, (await other.visitor.get(path)).status]).toEqual([path, 404])
    expect((await zara.visitor.get(at.replace('/transcript/', '/passport/'))).status).toBe(404)
    expect((await town.visitor().get(at)).location).toContain('/sign-in')
    await zara.visitor.post(`${at}/removal`)
  })

  test('more than twenty beginnings of one case, and the plain form goes on', async () => {
    const many = await begin(town)
    for (let time = 0; time < 20; time += 1) expect((await create(many, bytes)).status).toBe(201)
    const more = await create(many, bytes)
    expect([more.status, more.text]).toEqual([429, expect.stringContaining('Too many files')])
    await bring(many, ['transcript'])
  })
})

test('a server between that lets only POST through does no harm, and OPTIONS says what is spoken', async () => {
  const bytes = await pdf(1)
  const at = (await create(zara, bytes, 'post.pdf')).location ?? ''
  const sent = await zara.visitor.ask(at, {
    method: 'POST',
    body: Buffer.from(bytes),
    headers: {
      'x-http-method-override': 'PATCH',
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
  })
  expect(sent.status).toBe(204)
  const { headers } = (await zara.visitor.ask(uploadsOf(zara), { method: 'OPTIONS' })).response
  expect([headers.get('tus-version'), headers.get('tus-max-size')]).toEqual(['1.0.0', '25000000'])
})

describe('a file that came in parts goes through the same checks as one with the form', () => {
  test.each([
    ['locked.pdf', lockedPdf, 'locked.pdf has a password'],
    ['really.pdf', async () => zip, 'really.pdf is really zip'],
    ['nothing.pdf', async () => new Uint8Array(), 'nothing.pdf is empty'],
    ['iphone.jpg', async () => heic, 'Most compatible'],
  ])('%s', async (name, make, sentence) => {
    const ending = await sendWhole(zara, await make(), name)
    expect(ending).toEqual({ kind: 'refused', text: expect.stringContaining(sentence) })
    expect(await count('select count(*) from unclaimed_blobs')).toBe(0)
  })

  test('what came altered is not taken', async () => {
    const bytes = await pdf(2)
    const said = `filename ${encoded('a.pdf')},sha256 ${encoded('0'.repeat(64))}`
    const at = (await create(zara, bytes, '', { 'upload-metadata': said })).location ?? ''
    await patch(zara.visitor, at, 0, bytes)
    expect((await endingOf(zara.visitor, at))?.text).toContain("didn't arrive as it was sent")
  })

  test('the second of two equal files is there already: no blob of it stays, nor is it sent when the sum is known', async () => {
    const bytes = await jpeg('twice')
    const blobs = async () => await count('select count(*) from document_files')
    expect((await sendWhole(zara, bytes, 'one.jpg'))?.kind).toBe('added')
    const before = await blobs()
    expect(await sendWhole(zara, bytes, 'two.jpg')).toEqual({
      kind: 'there',
      text: expect.stringContaining('two.jpg is here already'),
    })
    const said = `filename ${encoded('three.jpg')},sha256 ${encoded(sha256(bytes))}`
    const third = await create(zara, bytes, '', { 'upload-metadata': said })
    expect([third.status, third.text]).toEqual([422, expect.stringContaining('three.jpg is here already')])
    const form = await zara.visitor.upload(`${zara.my}/documents/transcript`, [{ name: 'four.jpg', bytes }])
    expect([form.status, form.text]).toEqual([422, expect.stringContaining('four.jpg is here already')])
    expect(await blobs()).toBe(before)
    expect(await count('select count(*) from unclaimed_blobs')).toBe(0)
  })

  test('a paper of a case that was sent meanwhile is refused, and what came of it is forgotten', async () => {
    const late = await begin(town)
    await answer(late)
    await bring(late, fivePapers)
    const bytes = await pdf(3)
    const at = (await create(late, bytes)).location ?? ''
    await patch(late.visitor, at, 0, bytes.subarray(0, 100))
    expect((await send(late)).status).toBe(303)
    const rest = await patch(late.visitor, at, 100, bytes.subarray(100))
    expect([rest.status, rest.text]).toEqual([410, expect.stringContaining("can't be changed at this stage")])
    expect(await count('select count(*) from uploads where case_id = $1', late.id)).toBe(0)
    expect((await create(late, bytes)).status).toBe(422)
  })
})

test('the same file chosen again goes on where it stopped; what stands still for three days ends', async () => {
  const bytes = await largePhoto()
  const said = { 'upload-metadata': `filename ${encoded('again.jpg')},sha256 ${encoded(sha256(bytes))}` }
  const other = await begin(town)
  const at = (await create(other, bytes, '', said)).location ?? ''
  await patch(other.visitor, at, 0, bytes.subarray(0, 5000))
  expect((await create(other, bytes, '', said)).location).toBe(at)
  const { rows } = await town.owner.query(
    'select p.blob_id from upload_parts p join uploads u on u.id = p.upload_id where u.case_id = $1',
    [other.id],
  )
  await town.owner.query("insert into unclaimed_blobs values ($1, '2026-08-30')", ['f'.repeat(32)])
  await town.owner.query("update uploads set moved_at = '2026-08-28' where case_id = $1", [other.id])
  await sweep()
  expect((await other.visitor.get(at)).status).toBe(404)
  expect(await town.house.blobs.has(rows[0].blob_id)).toBe(false)
  expect(await count('select count(*) from unclaimed_blobs')).toBe(0)
})

async function sweep(): Promise<void> {
  const db = town.house.database.shared
  await db.transaction().execute((tx) => town.house.jobs.later(tx, 'house.sweep', { institution: '-', id: '' }))
  await town.settled()
}

// The beginning of what an iPhone keeps by default.
const heic = new Uint8Array(
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(200)]),
)
