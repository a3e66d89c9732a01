import { Worker } from 'node:worker_threads'
import { type Appended, rootOfPages } from './append.ts'
import type { Bound, Piece, Unprintable } from './bind.ts'
import type { Work } from './worker.ts'

export type Printed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Unprintable }

/** Works on PDFs in a thread of its own, one piece of work after the other. Close it when the run has ended. */
export interface Printer {
  /** Pages that a PDF would print. */
  count(bytes: Uint8Array): Promise<Printed<number>>
  /** See `bind` in bind.ts. */
  bind(pieces: readonly Piece[], number: string): Promise<Printed<Bound>>
  /** See `markCopy` in bind.ts. */
  mark(bytes: Uint8Array, sheet: Uint8Array, mark: Uint8Array): Promise<Printed<Uint8Array>>
  append(bytes: Uint8Array, first: number): Promise<Printed<Appended>>
  close(): Promise<void>
}

interface Limits {
  readonly milliseconds: number
  readonly megabytes: number
}

/** A package is some hundred pages at most; a hostile PDF takes neither the time nor the memory of the others. */
const usual: Limits = { milliseconds: 60_000, megabytes: 1024 }

type Answer = { readonly done: unknown } | { readonly problem: Unprintable }

/** Opens a printer. Too slow, too hungry or a crash mean that what it was given is broken; it goes on with the next. */
export function openPrinter(limits: Limits = usual): Printer {
  let worker: Worker | null = null
  let last: Promise<unknown> = Promise.resolve()
  const stop = async () => {
    await worker?.terminate()
    worker = null
  }
  const ask = async (work: Work): Promise<Answer> => {
    worker ??= newWorker(limits)
    const answer = await askOnce(worker, work, limits)
    if (!answer) await stop()
    return answer ?? { problem: 'broken' }
  }
  const inTurn = <Value>(work: Work, read: (done: unknown) => Value): Promise<Printed<Value>> => {
    const turn = last.then(() => ask(work))
    last = turn
    return turn.then((answer) =>
      'problem' in answer ? { ok: false, problem: answer.problem } : { ok: true, value: read(answer.done) },
    )
  }
  return {
    count: (bytes) => inTurn({ do: 'count', bytes }, Number),
    bind: (pieces, number) => inTurn({ do: 'bind', pieces, number }, boundFrom),
    mark: (bytes, sheet, mark) => inTurn({ do: 'mark', bytes, sheet, mark }, bytesFrom),
    append: (bytes, first) => inTurn({ do: 'append', bytes, first }, appendedFrom),
    close: stop,
  }
}

function newWorker({ megabytes }: Limits): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), {
    // Node reads TypeScript by itself; a loader of the main thread would only make each start slower.
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 64 },
  })
}

// Null: it did not answer, and is of no use any more.
function askOnce(worker: Worker, work: Work, { milliseconds, megabytes }: Limits): Promise<Answer | null> {
  const { promise, resolve } = Promise.withResolvers<Answer | null>()
  const gone = () => resolve(null)
  const tooLong = setTimeout(gone, milliseconds)
  const watching = setInterval(() => void stopIfHungry(worker, megabytes, gone), 50)
  worker.once('message', resolve)
  worker.once('error', gone)
  worker.once('exit', gone)
  worker.postMessage(work)
  return promise.finally(() => {
    clearTimeout(tooLong)
    clearInterval(watching)
    for (const event of ['message', 'error', 'exit']) worker.off(event, event === 'message' ? resolve : gone)
  })
}

// The limit of the heap leaves out the buffers that a packed stream unfolds into.
async function stopIfHungry(worker: Worker, megabytes: number, stop: () => void): Promise<void> {
  const used = await worker.getHeapStatistics().catch(() => null)
  if (used && used.external_memory > megabytes * 1024 * 1024) stop()
}

// What comes out of the thread is our own code's, and typed by `unknown` all the same.
function bytesFrom(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw new TypeError('the printer gave no bytes')
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function numbersFrom(value: unknown): number[] {
  return Array.isArray(value) ? value.map(Number) : []
}

function boundFrom(value: unknown): Bound {
  return { bytes: bytesFrom(fieldOf(value, 'bytes')), pages: numbersFrom(fieldOf(value, 'pages')) }
}

function appendedFrom(value: unknown): Appended {
  const starts = fieldOf(value, 'starts')
  return {
    bytes: bytesFrom(fieldOf(value, 'bytes')),
    starts: Array.isArray(starts) ? starts.map((start) => (start === null ? null : Number(start))) : [],
    pages: numbersFrom(fieldOf(value, 'pages')),
  }
}

const firstObject = rootOfPages + 1

/**
 * Many PDFs of ours as one, made as it leaves: no more than one of them is in memory. The same PDFs give the same bytes.
 */
export async function* oneAfterTheOther(printer: Printer, pdfs: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const table: (number | null)[] = [null, null]
  const pages: number[] = []
  const head = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')
  let at = head.length
  yield head
  for await (const pdf of pdfs) {
    const appended = await printer.append(pdf, firstObject + table.length - 2)
    if (!appended.ok) throw new Error(`a package is ${appended.problem}`)
    const { bytes, starts, pages: own } = appended.value
    table.push(...starts.map((start) => (start === null ? null : at + start)))
    pages.push(...own)
    at += bytes.length
    yield bytes
  }
  yield* ending(table, pages, at)
}

function* ending(table: readonly (number | null)[], pages: readonly number[], from: number): Generator<Uint8Array> {
  const catalogue = Buffer.from(`1 0 obj\n<< /Type /Catalog /Pages ${rootOfPages} 0 R >>\nendobj\n`)
  const kids = pages.map((page) => `${page} 0 R`).join(' ')
  const tree = Buffer.from(`${rootOfPages} 0 obj\n<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>\nendobj\n`)
  const places = [from, from + catalogue.length, ...table.slice(2)]
  const entry = (place: number | null) =>
    place === null ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`
  const end = from + catalogue.length + tree.length
  yield catalogue
  yield tree
  yield Buffer.from(
    `xref\n0 ${places.length + 1}\n${entry(null)}${places.map(entry).join('')}trailer\n<< /Size ${places.length + 1} /Root 1 0 R >>\nstartxref\n${end}\n%%EOF\n`,
  )
}
