import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { type Embedded, startEmbedded } from '../src/platform/database/embedded.ts'
import { bulk } from './bulk.ts'
import { dates } from './dates.ts'
import { exports } from './exports.ts'
import { fill } from './fill.ts'
import { imports } from './imports.ts'
import { law } from './law.ts'
import type { LettersAsked } from './letters.ts'
import type { Load, Loaded } from './load.ts'
import { type Bench, measureAt } from './measure.ts'
import type { PackagesAsked, PackagesPrinted } from './packages.ts'
import { passports } from './passports.ts'
import { startCommand, startProgram, startWorker, stopEverything } from './processes.ts'
import { publicPages as everyPage } from './public-pages.ts'
import { type Figure, isMet, median, table } from './report.ts'
import { selection } from './selection.ts'
import { siteSearch } from './site-search.ts'
import { uploads } from './uploads.ts'
import { fetched, weightOf } from './weight.ts'

const { values: options } = parseArgs({
  options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, only: { type: 'string' } },
})
// Public pages and their search know no cases: whoever asks for them alone waits for no filling.
const sizes = ['public pages', 'site search'].includes(options.only ?? '')
  ? []
  : options.quick
    ? [10_000, 100_000]
    : [10_000, 1_000_000]
const publicPages = ['/', '/kstu/en/', '/kstu/ru/programmes', '/kslu/en/apply']
const say = (line: string) => console.error(line)

const folder = await mkdtemp(join(tmpdir(), 'kopuro-bench-'))
// When we are root, PostgreSQL runs as another user, who has to get there.
await chmod(folder, 0o755)
let embedded: Embedded | null = null
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void cleanUp().then(() => process.exit(130)))
}

try {
  const figures = await run()
  console.log(
    options.json
      ? JSON.stringify(
          figures.map((figure) => ({ ...figure, met: isMet(figure) })),
          null,
          1,
        )
      : table(figures),
  )
} finally {
  await cleanUp()
}

async function cleanUp(): Promise<void> {
  await stopEverything()
  await embedded?.stop()
  embedded = null
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

async function run(): Promise<Figure[]> {
  embedded = await startEmbedded(folder)
  const database = { socket: embedded.socket, port: embedded.port, database: embedded.database }
  const host = encodeURIComponent(embedded.socket)
  const DATABASE_URL = `postgres://${embedded.user}@localhost:${embedded.port}/${embedded.database}?host=${host}`
  const program = await startProgram({ DATABASE_URL, KOPURO_DATA: folder })
  const owner = new pg.Client({
    host: embedded.socket,
    port: embedded.port,
    user: embedded.user,
    database: embedded.database,
  })
  // Ctrl-C ends PostgreSQL under it.
  owner.on('error', () => {})
  await owner.connect()
  const load = startWorker<Load, Loaded>('./load.ts')
  const bench: Bench = {
    ...{ owner, database, program, load },
    ...(options.quick
      ? { rounds: 3, milliseconds: 700, applications: 100 }
      : { rounds: 5, milliseconds: 800, applications: 200 }),
  }
  const measured: Figure[][] = []
  let before = 0
  for (const size of sizes) {
    say(`${size.toLocaleString('en')} cases: filling`)
    await fill(owner, before, size)
    measured.push(await measureAt(bench, size, say, options.only))
    before = size
  }
  const memory = program.memory()
  const others: Figure[] = []
  const beside: readonly (readonly [string, () => Promise<Figure[]>])[] = [
    ['bulk step on 1,000 cases', async () => [await bulk(owner, program.port)]],
    ['resumable upload of 16 MB', async () => [await uploads(owner, program.port, folder)]],
    ['export of 100,000 rows', () => exports(owner, program, database)],
    ['import of 20,000 partners', () => imports(owner, program, options.quick ? 1 : 3)],
    ['another law', () => law(owner, program.port, load, options.quick ? 5000 : 100_000)],
    ['wall of dates', () => dates(bench)],
    ['selection', () => selection(bench)],
    ['site search', () => siteSearch(bench)],
    ['passports read from photos', async () => [await passports(options.quick ? 1 : 3)]],
  ]
  for (const [what, measure] of beside.filter(([what]) => isAsked(what))) {
    say(what)
    others.push(...(await measure()))
  }
  await owner.end()
  await load.stop()
  await program.stop()
  await embedded.stop()
  embedded = null
  return [
    ...measured.flat(),
    ...growth(measured[0] ?? [], measured.at(-1) ?? []),
    { ...alone('memory of the program after the load', memory / 1024 / 1024, 'MB'), budget: { most: 250 } },
    ...others,
    ...(isAsked('start to the first answer, first visit') ? await startAndWeight() : []),
    ...(isAsked('public pages') ? await everyPage(folder) : []),
    ...(isAsked('1,000 letters') ? [await letters()] : []),
    ...(isAsked('packages printed') ? [await packages()] : []),
  ]
}

function isAsked(what: string): boolean {
  return what.includes(options.only ?? '')
}

function alone(what: string, ours: number, unit: string): Figure {
  return { what, ours, unit, cases: null, floor: null, ratio: null, budget: null }
}

/** How much longer one request takes at the larger size, for the program and for its floor. */
function growth(small: readonly Figure[], large: readonly Figure[]): Figure[] {
  return large.flatMap((figure) => {
    const before = small.find(({ what }) => what === figure.what)
    if (!before || before.floor === null || figure.floor === null) return []
    const [ours, floor] = [before.ours / figure.ours, before.floor / figure.floor]
    return [{ ...alone(`growth: ${figure.what}`, ours, 'times'), floor, budget: { most: 1.3 } }]
  })
}

/** From the command to the first answer, on the data that lies there now; then what a first visit weighs. */
async function startAndWeight(): Promise<Figure[]> {
  const seconds: number[] = []
  for (let time = 0; time < 3; time += 1) {
    const from = performance.now()
    const program = await startCommand({ KOPURO_DATA: folder })
    await fetched(program.port, '/kstu/en/')
    seconds.push((performance.now() - from) / 1000)
    if (time < 2) await program.stop()
    else {
      const weights: Figure[] = []
      for (const path of publicPages) {
        const kilobytes = (await weightOf(program.port, path)) / 1024
        weights.push({ ...alone(`first visit of ${path}`, kilobytes, 'KB'), budget: { most: 60 } })
      }
      await program.stop()
      return [{ ...alone('start to the first answer', median(seconds), 's'), budget: { most: 3 } }, ...weights]
    }
  }
  return []
}

/** A thousand letters, a hundred at a time in turn, each side in a process of its own. */
async function letters(): Promise<Figure> {
  const ours = startWorker<LettersAsked, { milliseconds: number }>('./letters.ts', ['ours'])
  const bare = startWorker<LettersAsked, { milliseconds: number }>('./letters.ts', ['bare'])
  const rounds: { ours: number; bare: number }[] = []
  for (let round = 0; round <= 10; round += 1) {
    const asked = { from: round * 100, count: 100 }
    rounds.push({ ours: (await ours.ask(asked)).milliseconds, bare: (await bare.ask(asked)).milliseconds })
  }
  await Promise.all([ours.stop(), bare.stop()])
  const after = rounds.slice(1)
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / 1000
  return {
    ...alone('1,000 letters', sum(after.map((round) => round.ours)), 's'),
    floor: sum(after.map(({ bare }) => bare)),
    ratio: median(after.map((round) => round.ours / round.bare)),
    budget: { most: 1.5 },
  }
}

/** Packages of fifteen scanned pages, ten at a time in turn, each side in a process of its own. */
async function packages(): Promise<Figure> {
  const ours = startWorker<PackagesAsked, PackagesPrinted>('./packages.ts', ['ours'])
  const bare = startWorker<PackagesAsked, PackagesPrinted>('./packages.ts', ['bare'])
  const perSecond = ({ pages, milliseconds }: PackagesPrinted) => (1000 * pages) / milliseconds
  const rounds: { ours: number; bare: number }[] = []
  for (let round = 0; round <= 5; round += 1) {
    const asked = { count: 10 }
    rounds.push({ ours: perSecond(await ours.ask(asked)), bare: perSecond(await bare.ask(asked)) })
  }
  await Promise.all([ours.stop(), bare.stop()])
  const after = rounds.slice(1)
  return {
    ...alone('pages of packages printed, with numbers', median(after.map((round) => round.ours)), '/s'),
    floor: median(after.map((round) => round.bare)),
    ratio: median(after.map((round) => round.ours / round.bare)),
    budget: { least: 0.5 },
  }
}
