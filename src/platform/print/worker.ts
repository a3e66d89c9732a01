import { parentPort } from 'node:worker_threads'
import { append } from './append.ts'
import { bind, CannotPrint, countPages, markCopy, type Piece } from './bind.ts'

/** What a printer is asked for, and what it answers. */
export type Work =
  | { readonly do: 'count'; readonly bytes: Uint8Array }
  | { readonly do: 'bind'; readonly pieces: readonly Piece[]; readonly number: string }
  | { readonly do: 'mark'; readonly bytes: Uint8Array; readonly sheet: Uint8Array; readonly mark: Uint8Array }
  | { readonly do: 'append'; readonly bytes: Uint8Array; readonly first: number }

parentPort?.on('message', async (work: Work) => {
  try {
    const done = await doWork(work)
    parentPort?.postMessage({ done }, ownBuffers(done))
  } catch (error) {
    parentPort?.postMessage({ problem: error instanceof CannotPrint ? error.problem : 'broken' })
  }
})

async function doWork(work: Work): Promise<unknown> {
  if (work.do === 'count') return countPages(work.bytes)
  if (work.do === 'bind') return bind(work.pieces, work.number)
  if (work.do === 'mark') return markCopy(work.bytes, work.sheet, work.mark)
  return append(work.bytes, work.first)
}

// What was made is handed over and not copied; a small piece may lie in a buffer that others use too.
function ownBuffers(done: unknown): ArrayBuffer[] {
  const bytes = done instanceof Uint8Array ? done : hasBytes(done) ? done.bytes : null
  const isOwn = bytes?.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
  return isOwn ? [bytes.buffer] : []
}

function hasBytes(done: unknown): done is { readonly bytes: Uint8Array } {
  return typeof done === 'object' && done !== null && 'bytes' in done && done.bytes instanceof Uint8Array
}
