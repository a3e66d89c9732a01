import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BlobDamaged, BlobMissing, blobKey, openBlobs, StorageFull } from './index.ts'

const key = randomBytes(32)
const megabyte = 1024 * 1024
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopuro-blobs-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function* pieces(...parts: (string | Uint8Array)[]) {
  for (const part of parts) yield Buffer.from(part)
}

async function kept(...parts: (string | Uint8Array)[]) {
  const put = await openBlobs(folder, key).put(pieces(...parts), 30 * megabyte)
  if (!put.ok) throw new Error(put.reason)
  return { ...put.blob, path: join(folder, put.blob.id.slice(0, 2), put.blob.id) }
}

const frame = 64 * 1024

test.each([0, 1, 100, frame - 1, frame, frame + 1, 2 * frame, 3 * frame + 5])(
  'a paper of %i bytes comes back as it was',
  async (size) => {
    const content = randomBytes(size)
    const blob = await kept(content.subarray(0, size / 3), content.subarray(size / 3))
    expect(blob).toMatchObject({ bytes: size, sha256: createHash('sha256').update(content).digest('hex') })
    expect(Buffer.compare(await openBlobs(folder, key).read(blob.id), content)).toBe(0)
  },
)

test('equal papers of two people have nothing in common on the disk', async () => {
  const [one, two] = [await kept('passport of Zoë'), await kept('passport of Zoë')]
  expect(one.id).not.toBe(two.id)
  const [first, second] = [await readFile(one.path), await readFile(two.path)]
  expect(first.subarray(20).equals(second.subarray(20))).toBe(false)
  expect(first.includes('passport')).toBe(false)
})

describe('what was changed on the disk is never shown', () => {
  test.each([0, 5, 19, 20, 1000, frame, frame + 100, 2 * frame + 60])('one bit changed at byte %i', async (at) => {
    const blob = await kept(randomBytes(2 * frame + 50))
    const bytes = await readFile(blob.path)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    await writeFile(blob.path, bytes)
    await expect(openBlobs(folder, key).read(blob.id)).rejects.toThrow(BlobDamaged)
  })

  test.each([0, 3, 20, 30, 20 + frame + 16, 20 + 2 * (frame + 16), -1])(
    'cut at byte %i, also exactly between two frames',
    async (at) => {
      const blob = await kept(randomBytes(3 * frame))
      await writeFile(blob.path, (await readFile(blob.path)).subarray(0, at))
      await expect(openBlobs(folder, key).read(blob.id)).rejects.toThrow(BlobDamaged)
    },
  )

  test('frames in another order, or with something behind them', async () => {
    const blob = await kept(randomBytes(3 * frame))
    const bytes = await readFile(blob.path)
    const part = (number: number) => bytes.subarray(20 + number * (frame + 16), 20 + (number + 1) * (frame + 16))
    for (const order of [
      [part(1), part(0), part(2)],
      [part(0), part(1), part(2), part(2)],
      [part(0), part(1), part(2), Buffer.from('x')],
    ]) {
      await writeFile(blob.path, Buffer.concat([bytes.subarray(0, 20), ...order]))
      await expect(openBlobs(folder, key).read(blob.id)).rejects.toThrow(BlobDamaged)
    }
  })

  test("one person's paper in the place of another's", async () => {
    const [zoe, amina] = [await kept('Zoë'), await kept('Amina')]
    await writeFile(zoe.path, await readFile(amina.path))
    await expect(openBlobs(folder, key).read(zoe.id)).rejects.toThrow(BlobDamaged)
  })

  test('read with another key', async () => {
    const blob = await kept('secret')
    await expect(openBlobs(folder, randomBytes(32)).read(blob.id)).rejects.toThrow(BlobDamaged)
  })
})

test('25 MB go in and out in flat memory', async () => {
  const blobs = openBlobs(folder, key)
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const held: number[] = []
  const measure = async (piece: number) => {
    if (piece % 80 !== 0) return
    // What is collected is given back a little later, on another thread.
    for (let round = 0; round < 3; round++) {
      collect()
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    held.push(process.memoryUsage().arrayBuffers)
  }
  async function* upload() {
    for (let sent = 0; sent < 25 * 16; sent++) {
      yield Buffer.alloc(frame, sent)
      await measure(sent)
    }
  }
  const put = await blobs.put(upload(), 25 * megabyte)
  if (!put.ok) throw new Error(put.reason)
  let pieces = 0
  for await (const piece of await blobs.get(put.blob.id)) {
    expect(piece).toHaveLength(frame)
    await measure(pieces++)
  }
  expect(pieces).toBe(25 * 16)
  // The file is never held.
  expect(Math.max(...held) - Math.min(...held)).toBeLessThan(12 * megabyte)
})

test('a paper over the limit is refused and leaves nothing', async () => {
  const blobs = openBlobs(folder, key)
  expect(await blobs.put(pieces('12345', '67890', '1'), 10)).toEqual({ ok: false, reason: 'too-large' })
  expect((await blobs.put(pieces('12345', '67890'), 10)).ok).toBe(true)
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
})

test('an upload that breaks off passes its error on and leaves nothing', async () => {
  async function* broken() {
    yield Buffer.from('half')
    throw new Error('connection lost')
  }
  await expect(openBlobs(folder, key).put(broken(), megabyte)).rejects.toThrow('connection lost')
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
})

test('what a killed program left is swept, what is under way stays', async () => {
  const blobs = openBlobs(folder, key)
  await kept('makes the folder')
  const [old, fresh] = [join(folder, 'incoming', 'a'), join(folder, 'incoming', 'b')]
  await Promise.all([writeFile(old, 'x'), writeFile(fresh, 'y')])
  const yesterday = new Date(Date.now() - 86_400_000)
  await utimes(old, yesterday, yesterday)
  expect(await blobs.sweep(new Date(Date.now() - 3_600_000))).toBe(1)
  expect(await readdir(join(folder, 'incoming'))).toEqual(['b'])
})

test('a full disk is told as such', async () => {
  // The stream's error stands for the disk's: both reach put() as an error with this code.
  const full = Readable.from(
    (async function* () {
      yield Buffer.from('a')
      throw Object.assign(new Error('write'), { code: 'ENOSPC' })
    })(),
  )
  await expect(openBlobs(folder, key).put(full, megabyte)).rejects.toThrow(StorageFull)
})

test('a removed paper is gone, twice removing is no error, and a crafted id reaches no file', async () => {
  const blobs = openBlobs(folder, key)
  const blob = await kept('x')
  expect(await blobs.has(blob.id)).toBe(true)
  await blobs.remove(blob.id)
  await blobs.remove(blob.id)
  expect(await blobs.has(blob.id)).toBe(false)
  await expect(blobs.read(blob.id)).rejects.toThrow(BlobMissing)
  await expect(blobs.read('../../etc/passwd')).rejects.toThrow(BlobMissing)
  expect(await blobs.has('../blobs')).toBe(false)
})

test('a reader who leaves early frees the file', async () => {
  const blob = await kept(randomBytes(5 * frame))
  const blobs = openBlobs(folder, key)
  const openFiles = async () => (process.platform === 'linux' ? await readdir('/proc/self/fd') : []).length
  const before = await openFiles()
  for (let round = 0; round < 50; round++) {
    const stream = await blobs.get(blob.id)
    if (round % 2) stream.destroy()
    else for await (const _first of stream) break
  }
  expect((await openFiles()) - before).toBeLessThan(20)
})

describe('the key', () => {
  test('is made once, for the owner alone', async () => {
    const [first, second] = await Promise.all([blobKey(folder), blobKey(folder)])
    expect(first).toHaveLength(32)
    expect(Buffer.compare(first, second)).toBe(0)
    expect((await stat(join(folder, 'keys', 'blob.key'))).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder, 'keys'))).toEqual(['blob.key'])
  })

  test('comes from the setting in base64 or hex, and anything else is refused', async () => {
    expect(Buffer.compare(await blobKey(folder, key.toString('base64')), key)).toBe(0)
    expect(Buffer.compare(await blobKey(folder, ` ${key.toString('hex')}\n`), key)).toBe(0)
    await expect(blobKey(folder, 'short')).rejects.toThrow('KOPURO_KEY')
    await expect(blobKey(folder, `${key.toString('base64').slice(0, 40)}!!!!`)).rejects.toThrow('KOPURO_KEY')
  })
})

test('a form whose first file is too large still gives its next one', async () => {
  const blobs = openBlobs(folder, key)
  const stream = Readable.from([Buffer.alloc(50), Buffer.alloc(50)])
  expect((await blobs.put(stream, 10)).ok).toBe(false)
  expect(stream.readableEnded).toBe(true)
})
