import { randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import type pg from 'pg'
import { prepareDrafts } from './drafts.ts'
import { sessionCookie } from './processes.ts'
import { type Figure, median } from './report.ts'

const megabytes = 16
const partBytes = 1024 * 1024
const rounds = 5

/** A paper in parts of a megabyte, sealed, checked and put to its case, against the same bytes written and synced by bare Node. */
export async function uploads(owner: pg.Client, port: number, folder: string): Promise<Figure> {
  const [draft] = await prepareDrafts(owner, 7, 1)
  if (!draft) throw new Error('no draft')
  const url = `http://127.0.0.1:${port}`
  const headers = { cookie: sessionCookie(draft.token), origin: url, 'tus-resumable': '1.0.0' }
  const measured: { ours: number; floor: number }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const bytes = await paper()
    const ours = await seconds(() => send(`${url}/my/kstu/${draft.id}/documents/passport/uploads`, headers, bytes))
    measured.push({ ours, floor: await seconds(() => write(join(folder, `bare-${round}`), bytes)) })
  }
  const after = measured.slice(1)
  return {
    what: `resumable upload of ${megabytes} MB`,
    cases: null,
    ours: megabytes / median(after.map(({ ours }) => ours)),
    floor: megabytes / median(after.map(({ floor }) => floor)),
    unit: 'MB/s',
    ratio: median(after.map(({ ours, floor }) => floor / ours)),
    budget: null,
  }
}

async function paper(): Promise<Uint8Array> {
  const made = await PDFDocument.create()
  made.addPage([300, 200])
  made.context.register(made.context.stream(new Uint8Array(randomBytes(megabytes * 1_000_000))))
  return made.save()
}

async function send(at: string, headers: Readonly<Record<string, string>>, bytes: Uint8Array): Promise<void> {
  const begun = await fetch(at, { method: 'POST', headers: { ...headers, 'upload-length': String(bytes.length) } })
  const address = new URL(begun.headers.get('location') ?? '', at).href
  for (let from = 0; from < bytes.length; from += partBytes) {
    const part = { 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' }
    const body = Buffer.from(bytes.subarray(from, from + partBytes))
    const answer = await fetch(address, { method: 'PATCH', headers: { ...headers, ...part }, body })
    if (answer.status !== 204) throw new Error(`a part was answered ${answer.status}`)
  }
  const told = await (await fetch(address, { headers })).text()
  if (!told.includes('"added"')) throw new Error(`the paper was not taken: ${told}`)
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  for (let from = 0; from < bytes.length; from += partBytes) await file.write(bytes.subarray(from, from + partBytes))
  await file.sync()
  await file.close()
  await rm(path)
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}
