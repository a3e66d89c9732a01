import type pg from 'pg'
import { signIn } from './drafts.ts'
import type { FloorAsked } from './floor.ts'
import type { Bench } from './measure.ts'
import { type Program, startWorker, type Worker } from './processes.ts'
import { type Figure, median } from './report.ts'

const rows = 100_000
const few = 10_000
const rounds = 3
const list = '/desk/cases/admission'

interface Taken {
  readonly rows: number
  readonly seconds: number
  /** The most memory that the program held meanwhile, in bytes. */
  readonly memory: number
}

/** The list as a file, read to its last row: CSV against a bare cursor that writes the same columns, XLSX by itself. */
export async function exports(owner: pg.Client, program: Program, database: Bench['database']): Promise<Figure[]> {
  const floor: Worker<FloorAsked, { port: number }> = startWorker('./floor.ts')
  const { port } = await floor.ask({ ...database, sent: null, page: { body: '', headers: {} } })
  try {
    return await measured(owner, program, port)
  } finally {
    await floor.stop()
  }
}

async function measured(owner: pg.Client, program: Program, floorPort: number): Promise<Figure[]> {
  const cookie = await signIn(owner, 'officer@kstu.example')
  const take = async (format: string, count: number): Promise<Taken> => {
    const path = `${list}/export.${format}?from=${await dayBefore(owner, count)}`
    return read(`http://127.0.0.1:${program.port}${path}`, { cookie }, () => program.memory())
  }
  const bare = async (count: number): Promise<Taken> =>
    read(`http://127.0.0.1:${floorPort}/export?v=${await dayBefore(owner, count)}`, {}, () => 0)

  // What the first time makes and keeps is not what an export takes.
  const small = await most(() => take('csv', few))
  await bare(few)
  const turns: { ours: Taken; floor: Taken }[] = []
  for (let round = 0; round < rounds; round += 1) turns.push({ ours: await take('csv', rows), floor: await bare(rows) })
  const sheet = await take('xlsx', rows)
  const perSecond = (taken: Taken) => taken.rows / taken.seconds
  const written = `${rows.toLocaleString('en')} rows`
  const large = Math.max(...turns.map(({ ours }) => ours.memory))
  for (const { ours, floor } of turns)
    if (ours.rows !== floor.rows) throw new Error(`the export has ${ours.rows} rows, its floor ${floor.rows}`)
  return [
    {
      ...figure(`export of ${written}, CSV`, median(turns.map(({ ours }) => perSecond(ours))), '/s'),
      floor: median(turns.map(({ floor }) => perSecond(floor))),
      ratio: median(turns.map(({ ours, floor }) => perSecond(ours) / perSecond(floor))),
    },
    figure(`export of ${written}, XLSX`, rows / sheet.seconds, '/s'),
    {
      ...figure(`memory: export of ${written} over one of ${few.toLocaleString('en')}`, large / small, 'times'),
      budget: { most: 1.1 },
    },
  ]
}

function figure(what: string, ours: number, unit: string): Figure {
  return { what, ours, unit, cases: null, floor: null, ratio: null, budget: null }
}

async function most(work: () => Promise<Taken>): Promise<number> {
  const taken: Taken[] = []
  for (let time = 0; time < rounds; time += 1) taken.push(await work())
  return Math.max(...taken.map(({ memory }) => memory))
}

/** The day since which so many cases have arrived. */
async function dayBefore(owner: pg.Client, count: number): Promise<string> {
  const { rows: found } = await owner.query<{ day: string }>(
    `select timezone('Asia/Bishkek', arrived_at)::date::text as day from cases where institution_id = 'kstu'
       and procedure = 'admission' and arrived_at is not null order by arrived_at desc offset $1 limit 1`,
    [count],
  )
  return found[0]?.day ?? '2000-01-01'
}

async function read(at: string, headers: Readonly<Record<string, string>>, memory: () => number): Promise<Taken> {
  const from = performance.now()
  const answer = await fetch(at, { headers })
  if (answer.status !== 200 || !answer.body) throw new Error(`${at} was answered ${answer.status}`)
  let [lines, held] = [0, memory()]
  const watch = setInterval(() => {
    held = Math.max(held, memory())
  }, 20)
  for await (const part of answer.body) for (const byte of part) if (byte === 10) lines += 1
  clearInterval(watch)
  return { rows: lines - 1, seconds: (performance.now() - from) / 1000, memory: Math.max(held, memory()) }
}
