import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Day } from '../days.ts'
import type { PhotoAnswer, PhotoTask } from './photo-process.ts'

/** busy: too many photos wait already · broken is also a photo that needed too much time or memory. */
export type PhotoReading = PhotoAnswer | { readonly ok: false; readonly problem: 'busy' }

export interface PhotoLimits {
  readonly milliseconds: number
  readonly megabytes: number
}

const usual: PhotoLimits = { milliseconds: 45_000, megabytes: 900 }
const mostWaiting = 6

/**
 * Reads the machine-readable zone from a photo of the page, in a process of its own, one photo at a time: text recognition
 * takes a second or ten and all of one processor. Never throws for what a picture is.
 */
export function readPhoto(bytes: Uint8Array, today: Day, limits: PhotoLimits = usual): Promise<PhotoReading> {
  if (waiting >= mostWaiting) return Promise.resolve({ ok: false, problem: 'busy' })
  waiting += 1
  const reading = before.then(() => readInProcess({ bytes, today, megabytes: limits.megabytes }, limits.milliseconds))
  before = reading.then(() => {
    waiting -= 1
  })
  return reading
}

let before: Promise<void> = Promise.resolve()
let waiting = 0

function readInProcess(task: PhotoTask, milliseconds: number): Promise<PhotoReading> {
  const child = fork(fileURLToPath(new URL('./photo-process.ts', import.meta.url)), {
    // Node reads TypeScript by itself; a loader of this process would only make the start slower.
    execArgv: ['--max-old-space-size=256'],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const { promise, resolve } = Promise.withResolvers<PhotoReading>()
  const broken = () => resolve({ ok: false, problem: 'broken' })
  const tooLong = setTimeout(broken, milliseconds)
  child.once('message', (answer) => (isReading(answer) ? resolve(answer) : broken()))
  child.once('error', broken)
  child.once('exit', broken)
  child.send(task, (error) => error && broken())
  return promise.finally(() => {
    clearTimeout(tooLong)
    child.kill('SIGKILL')
  })
}

function isReading(answer: unknown): answer is PhotoAnswer {
  return typeof answer === 'object' && answer !== null && 'ok' in answer
}
