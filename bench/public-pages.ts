import { Agent, get } from 'node:http'
import { languages } from '../src/platform/words/languages.ts'
import { startCommand, startWorker, type Worker } from './processes.ts'
import type { PublicFloorAsked } from './public-floor.ts'
import { type Figure, median } from './report.ts'
import { fetched, weightOf } from './weight.ts'

interface Timed {
  readonly milliseconds: number
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** Every address of the sitemap: what a first visit weighs, and how quickly it is answered cold, warm and by a bare server. */
export async function publicPages(folder: string): Promise<Figure[]> {
  const program = await startCommand({ KOPURO_DATA: folder })
  // Which pages there are is asked of one program, so that in the other nobody has seen any of them.
  const paths = await addresses(program.port)
  await program.stop()
  const { port, stop } = await startCommand({ KOPURO_DATA: folder })
  try {
    await fetched(port, '/healthz')
    return [...(await times(port, paths)), ...(await weights(port, paths))]
  } finally {
    await stop()
  }
}

async function addresses(port: number): Promise<readonly string[]> {
  const { text } = await fetched(port, '/sitemap.xml')
  return [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => new URL(address).pathname)
}

async function times(port: number, paths: readonly string[]): Promise<Figure[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  await timed(agent, port, '/kslu/en/')
  const cold: Timed[] = []
  const warm: number[] = []
  for (const path of paths) {
    cold.push(await timed(agent, port, path))
    warm.push(await again(agent, port, path))
  }
  const sent = Object.fromEntries(
    paths.map((path, at) => [
      path,
      { body: cold[at]?.body.toString('base64') ?? '', headers: cold[at]?.headers ?? {} },
    ]),
  )
  const floor: Worker<PublicFloorAsked, { port: number }> = startWorker('./public-floor.ts')
  const bare = (await floor.ask({ pages: sent })).port
  const floors: number[] = []
  for (const path of paths) floors.push(await again(agent, bare, path))
  await floor.stop()
  const made = cold.map(({ milliseconds }) => milliseconds)
  const [ours, theirs] = [median(warm), median(floors)]
  return [
    alone(`public pages made anew, median of ${paths.length}`, median(made), 'ms'),
    alone('public pages made anew, the slowest', Math.max(...made), 'ms'),
    { ...alone('public pages again, median', ours, 'ms'), floor: theirs, ratio: theirs / ours, budget: { least: 0.4 } },
  ]
}

async function again(agent: Agent, port: number, path: string): Promise<number> {
  const took: number[] = []
  for (let time = 0; time < 15; time += 1) took.push((await timed(agent, port, path)).milliseconds)
  return median(took.slice(3))
}

function timed(agent: Agent, port: number, path: string): Promise<Timed> {
  const from = performance.now()
  const headers = { 'accept-encoding': 'br', cookie: `kopuro.language=${path.split('/')[2] ?? 'en'}` }
  return new Promise((resolve, reject) => {
    get({ agent, host: '127.0.0.1', port, path, headers }, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part)
      const milliseconds = performance.now() - from
      if (answer.statusCode !== 200) reject(new Error(`${path} was answered with ${answer.statusCode}`))
      const kept = ['content-type', 'content-encoding', 'etag', 'cache-control', 'content-security-policy']
      const sent = kept.flatMap((name) => [[name, String(answer.headers[name] ?? '')] as const])
      resolve({ milliseconds, body: Buffer.concat(parts), headers: Object.fromEntries(sent) })
    }).on('error', reject)
  })
}

/** One line a page: its heaviest language. */
async function weights(port: number, paths: readonly string[]): Promise<Figure[]> {
  const heaviest = new Map<string, number>()
  for (const path of paths) {
    const page = path.replace(new RegExp(`/(?:${languages.join('|')})/`), '/…/')
    const kilobytes = (await weightOf(port, path)) / 1024
    heaviest.set(page, Math.max(heaviest.get(page) ?? 0, kilobytes))
  }
  return [...heaviest].map(([page, kilobytes]) => ({
    ...alone(`first visit of ${page}`, kilobytes, 'KB'),
    budget: { most: 60 },
  }))
}

function alone(what: string, ours: number, unit: string): Figure {
  return { what, ours, unit, cases: null, floor: null, ratio: null, budget: null }
}
