import type { Item } from './item.ts'
import { type Answer, ask, LineBroken } from './request.ts'
import { say } from './words.ts'

export interface Ended {
  readonly kind: 'added' | 'there' | 'refused'
  readonly text: string
}

const smallest = 32 * 1024
const largest = 1024 * 1024
// A part is what one breath of the line carries: it halves when the line breaks and doubles when it holds.
let breath = 256 * 1024

/**
 * Brings a file to its paper, from where it stopped, by tus 1.0. Only what the server has written down counts as safe.
 * Throws LineBroken, SignedOut.
 */
export async function bring(item: Item, stop: AbortSignal, tell: () => void): Promise<Ended> {
  const begun = item.url ? null : await begin(item, stop)
  if (begun) return begun
  const at = await ask('HEAD', item.url ?? '', { stop })
  if (at.status !== 200) return startAgain(item, stop, tell)
  item.safe = offsetOf(at)
  while (item.safe < item.blob.size) {
    const refused = await sendPart(item, stop, tell)
    if (refused) return refused
  }
  return outcome(item, stop)
}

async function begin(item: Item, stop: AbortSignal): Promise<Ended | null> {
  const sum = await sumOf(item.blob)
  const about = [`filename ${base64(item.name)}`, ...(sum ? [`sha256 ${base64(sum)}`] : [])].join(',')
  const headers = { 'Upload-Length': String(item.blob.size), 'Upload-Metadata': about }
  const answer = await ask('POST', `${item.place}/uploads`, { headers, stop })
  if (answer.status !== 201) return refusal(answer)
  item.url = answer.header('Location')
  return null
}

// It stood still for days, or was discarded on another page.
async function startAgain(item: Item, stop: AbortSignal, tell: () => void): Promise<Ended> {
  item.url = null
  item.safe = 0
  const refused = await begin(item, stop)
  return refused ?? bring(item, stop, tell)
}

async function sendPart(item: Item, stop: AbortSignal, tell: () => void): Promise<Ended | null> {
  const headers = { 'Upload-Offset': String(item.safe), 'Content-Type': 'application/offset+octet-stream' }
  const body = item.blob.slice(item.safe, item.safe + breath)
  const moved = (bytes: number) => {
    item.moving = bytes
    tell()
  }
  try {
    const answer = await ask('PATCH', item.url ?? '', { headers, body, moved, stop })
    if (answer.status !== 204 && answer.status !== 409) return refusal(answer)
    item.safe = offsetOf(answer)
    breath = Math.min(largest, breath * 2)
    item.tries = 0
    return null
  } catch (error) {
    if (error instanceof LineBroken) breath = Math.max(smallest, breath / 2)
    throw error
  } finally {
    item.moving = 0
    tell()
  }
}

// All of it is there; looking into it may still go on, or may have to be asked for after a crash.
async function outcome(item: Item, stop: AbortSignal): Promise<Ended> {
  for (let times = 0; times < 20; times += 1) {
    const answer = await ask('GET', item.url ?? '', { stop })
    const told: { ending?: Ended | null } = answer.status === 200 ? JSON.parse(answer.text) : {}
    if (told.ending) return told.ending
    await new Promise((done) => setTimeout(done, 1500))
    const headers = { 'Upload-Offset': String(item.blob.size), 'Content-Type': 'application/offset+octet-stream' }
    await ask('PATCH', item.url ?? '', { headers, body: new Blob(), stop })
  }
  throw new LineBroken()
}

function offsetOf(answer: Answer): number {
  const offset = Number(answer.header('Upload-Offset') ?? Number.NaN)
  // Somebody between answered: a hotel's sign-in page, a proxy.
  if (!Number.isFinite(offset)) throw new LineBroken()
  return offset
}

function refusal({ text, status }: Answer): Ended {
  try {
    const told: { text?: string } = JSON.parse(text)
    return { kind: 'refused', text: told.text ?? say('failed') }
  } catch {
    // 2xx of a page that isn't ours.
    if (status < 400) throw new LineBroken()
    return { kind: 'refused', text: say('failed') }
  }
}

const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

// Browsers count sums only on pages that came safely.
async function sumOf(blob: Blob): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))
  return [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
