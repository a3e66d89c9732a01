import { type ChildProcess, fork, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Load, Loaded } from './load.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const running = new Set<ChildProcess>()

export const secret = 'the secret of a bench that holds nobody’s data'
export const socketPort = 5432

export interface Program {
  readonly port: number
  /** Bytes of memory that it holds by itself, without what it shares the machine with. */
  memory(): number
  stop(): Promise<void>
}

/** Starts the program itself, `src/main.ts` as `npm start` runs it, and answers once it says that it is open. */
export async function startProgram(environment: Readonly<Record<string, string>>): Promise<Program> {
  return opened([...process.execArgv, ...profiling(), `${root}src/main.ts`], environment)
}

/** The whole command of `npm start`, with its checks of what is installed. */
export async function startCommand(environment: Readonly<Record<string, string>>): Promise<Program> {
  return opened([`${root}bin/kopuro.mjs`, 'start'], environment)
}

// KOPURO_BENCH_PROFILE=folder keeps a processor profile of the program in that folder.
function profiling(): string[] {
  const folder = process.env.KOPURO_BENCH_PROFILE
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []
}

async function opened(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Program> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...settings, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  keep(child)
  const port = await new Promise<number>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (part) => {
      said += part
      const found = /is open at http:\/\/localhost:(\d+)/.exec(said)?.[1]
      if (found) resolve(Number(found))
    })
    child.on('exit', (code) => reject(new Error(`the program ended with ${code}: ${said}`)))
  })
  return { port, memory: () => memoryOf(child.pid ?? 0), stop: () => ended(child, 'SIGTERM') }
}

const settings = {
  KOPURO_MODE: 'evaluation',
  KOPURO_PORT: '0',
  KOPURO_HOST: '127.0.0.1',
  KOPURO_LOG: 'silent',
  KOPURO_SECRET: secret,
  KOPURO_TODAY: '2026-09-01',
  KOPURO_CONNECTIONS: '20',
}

function memoryOf(pid: number): number {
  return Number(/VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
}

/** A process of the bench that answers one message at a time. */
export interface Worker<Asked, Answered> {
  ask(message: Asked): Promise<Answered>
  stop(): Promise<void>
}

export function startWorker<Asked extends object, Answered>(
  file: string,
  args: readonly string[] = [],
): Worker<Asked, Answered> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  keep(child)
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        const gone = () => reject(new Error(`${file} ended`))
        child.once('exit', gone)
        child.once('message', (answer: Answered) => {
          child.off('exit', gone)
          resolve(answer)
        })
        child.send(message)
      }),
    stop: () => ended(child, 'SIGTERM'),
  }
}

export type LoadMaker = Worker<Load, Loaded>

function keep(child: ChildProcess) {
  running.add(child)
  child.once('exit', () => running.delete(child))
}

async function ended(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}

/** Ends whatever the bench has started and what still runs. */
export async function stopEverything(): Promise<void> {
  await Promise.all([...running].map((child) => ended(child, 'SIGTERM')))
}

/** A request as a browser with a session sends it, ready for the wire. */
export function request(path: string, more: { cookie?: string; body?: string; encoding?: string } = {}): string {
  const head = [
    `${more.body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    'host: localhost',
    'accept: text/html',
    'accept-language: en',
    ...(more.encoding ? [`accept-encoding: ${more.encoding}`] : []),
    ...(more.cookie ? [`cookie: ${more.cookie}`] : []),
    ...(more.body === undefined
      ? []
      : [
          'origin: http://localhost',
          'content-type: application/x-www-form-urlencoded',
          `content-length: ${Buffer.byteLength(more.body)}`,
        ]),
  ]
  return `${head.join('\r\n')}\r\n\r\n${more.body ?? ''}`
}

/** The cookie of a session that stands in the database, signed as better-auth signs it. */
export function sessionCookie(token: string): string {
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return `kopuro.session_token=${encodeURIComponent(`${token}.${signature}`)}; kopuro.language=en`
}
