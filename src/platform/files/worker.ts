import { parentPort } from 'node:worker_threads'
import { readPdf } from './pdf.ts'

// One file a worker: whatever a hostile file does to the heap or the clock ends with this thread.
parentPort?.once('message', async (bytes: Uint8Array) => {
  parentPort?.postMessage(await readPdf(bytes))
})
