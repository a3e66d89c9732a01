import { Worker } from 'node:worker_threads'
import type { PdfReading } from './pdf.ts'

export interface Limits {
  readonly milliseconds: number
  readonly megabytes: number
}

const usual: Limits = { milliseconds: 10_000, megabytes: 384 }
const workersAtOnce = 2

/** Reads a PDF in a thread of its own. Too slow, too hungry or a crash all mean that the file is broken. */
export async function readPdfApart(bytes: Uint8Array, limits: Limits = usual): Promise<PdfReading> {
  await turn()
  try {
    return await readInWorker(bytes, limits)
  } finally {
    next()
  }
}

function readInWorker(bytes: Uint8Array, limits: Limits): Promise<PdfReading> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    // Node reads TypeScript by itself; a loader of the main thread would only make each start slower.
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 32 },
  })
  const { promise, resolve } = Promise.withResolvers<PdfReading>()
  const broken = () => resolve({ problem: 'broken' })
  const tooLong = setTimeout(broken, limits.milliseconds)
  const watching = setInterval(() => stopIfHungry(worker, limits.megabytes, broken), 50)

  worker.once('message', resolve)
  worker.once('error', broken)
  worker.once('exit', broken)
  worker.postMessage(bytes)
  return promise.finally(() => {
    clearTimeout(tooLong)
    clearInterval(watching)
    return worker.terminate()
  })
}

// The limit of the heap leaves out the buffers that a packed stream unfolds into.
async function stopIfHungry(worker: Worker, megabytes: number, stop: () => void): Promise<void> {
  const used = await worker.getHeapStatistics().catch(() => null)
  if (used && used.external_memory > megabytes * 1024 * 1024) stop()
}

let running = 0
const waiting: (() => void)[] = []

async function turn(): Promise<void> {
  if (running < workersAtOnce) running += 1
  else await new Promise<void>((go) => waiting.push(go))
}

// The place goes straight to the next in line, or somebody who comes just now would take it as well.
function next(): void {
  const first = waiting.shift()
  if (first) first()
  else running -= 1
}
