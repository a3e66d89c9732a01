import type pg from 'pg'
import { signIn } from './drafts.ts'
import type { FloorAsked } from './floor.ts'
import type { Bench } from './measure.ts'
import { request, startWorker, type Worker } from './processes.ts'
import { type Figure, median } from './report.ts'

const persons = 10_000
const wall = '/desk/dates'

/** The wall of dates of 10,000 persons with five clocks each, against the same rows as JSON from the bare query. */
export async function dates(bench: Bench): Promise<Figure[]> {
  const { owner, database } = bench
  await fill(owner)
  const floor: Worker<FloorAsked, { port: number }> = startWorker('./floor.ts')
  try {
    const { port } = await floor.ask({ ...database, sent: null, page: { body: '', headers: {} } })
    const cookie = await signIn(owner, 'officer@eimu.example')
    const ours = (query: string) => ({ port: bench.program.port, requests: [request(`${wall}${query}`, { cookie })] })
    const bare = { port, requests: [request('/dates')] }
    return [
      await compared(bench, ours(''), bare),
      ...(await times(bench, 'wall of dates', ours(''))),
      ...(await times(bench, 'wall of dates, visas that end soon', ours('?kind=visa.ends&within=60'))),
      ...(await times(bench, 'wall of dates, one name', ours('?search=9999'))),
    ]
  } finally {
    await floor.stop()
  }
}

interface Side {
  readonly port: number
  readonly requests: readonly string[]
}

async function compared(bench: Bench, ours: Side, floor: Side): Promise<Figure> {
  const rounds: { ours: number; floor: number }[] = []
  for (let round = 0; round <= bench.rounds; round += 1)
    rounds.push({ ours: (await loaded(bench, ours, 20)).perSecond, floor: (await loaded(bench, floor, 20)).perSecond })
  const after = rounds.slice(1)
  return {
    ...figure('wall of dates, first page', median(after.map(({ ours }) => ours)), '/s'),
    floor: median(after.map(({ floor }) => floor)),
    ratio: median(after.map(({ ours, floor }) => ours / floor)),
  }
}

/** One request when two ask at once: the usual time, and that which one in a hundred exceeds. */
async function times(bench: Bench, what: string, side: Side): Promise<Figure[]> {
  await loaded(bench, side, 2)
  const { median, slowest } = await loaded(bench, side, 2)
  return [figure(`${what}, p50`, median, 'ms'), figure(`${what}, p99`, slowest, 'ms')]
}

async function loaded({ load, milliseconds }: Bench, side: Side, connections: number) {
  const answered = await load.ask({ ...side, connections, milliseconds, status: 200 })
  if (answered.wrong !== null) throw new Error(`the wall of dates was answered wrongly:\n${answered.wrong}`)
  return answered
}

function figure(what: string, ours: number, unit: string): Figure {
  return { what: `${what} (10,000 persons)`, ours, unit, cases: null, floor: null, ratio: null, budget: null }
}

/** Persons of EIMU with five papers each, whose days to start lie over a year around today. */
async function fill(owner: pg.Client): Promise<void> {
  await owner.query(
    `insert into persons (institution_id, shown_as, citizenship, email)
     select 'eimu', 'WALL Sample ' || n, (array['IN', 'PK', 'CN', 'DE', 'NG'])[1 + n % 5], 'wall' || n || '@example.org'
     from generate_series(1, $1::int) n`,
    [persons],
  )
  await owner.query(
    `insert into stay_records (institution_id, person_id, kind, number, added_at, by_id, by_name)
     select 'eimu', id, kind, '', now(), 'bench', 'bench'
     from persons, unnest(array['passport', 'visa', 'registration', 'contract', 'insurance']) kind
     where persons.institution_id = 'eimu' and shown_as like 'WALL %'`,
  )
  await owner.query(
    `insert into stay_clocks (institution_id, person_id, record_id, name, due, start_on, provisional, rule)
     select institution_id, person_id, id, kind || '.ends', date '2026-09-11' + far, date '2026-08-22' + far, false,
       case kind when 'visa' then 'visa.extension-lead' end
     from (select *, abs(hashtext(id::text)) % 360 as far from stay_records where institution_id = 'eimu') records`,
  )
  await owner.query('vacuum (analyze) persons, stay_records, stay_clocks')
}
