import type pg from 'pg'
import type { Draft } from './drafts.ts'
import { prepareDrafts, sendRequest, signIn } from './drafts.ts'
import type { FloorAsked, Sent } from './floor.ts'
import type { Loaded } from './load.ts'
import { inventedNames } from './names.ts'
import { type LoadMaker, type Program, request, startWorker, type Worker } from './processes.ts'
import { type Figure, median } from './report.ts'

export interface Bench {
  readonly owner: pg.Client
  readonly database: Omit<FloorAsked, 'sent' | 'page'>
  readonly program: Program
  readonly load: LoadMaker
  readonly rounds: number
  readonly milliseconds: number
  /** Applications in one round. */
  readonly applications: number
}

/** Everything that the officers, the applicants and the visitors ask for, each against its floor. */
export async function measureAt(
  bench: Bench,
  cases: number,
  say: (line: string) => void,
  only = '',
): Promise<Figure[]> {
  const { owner, rounds, applications } = bench
  const drafts = await prepareDrafts(owner, cases, (rounds + 1) * applications * 2 + 1)
  const [first, ...others] = drafts
  if (!first) throw new Error('no drafts')
  const sent = await sendOne(bench, first)
  await owner.query('create extension if not exists pg_trgm')
  await owner.query(
    "create table bench_titles as select id as case_id, title, arrived_at as arrived from cases where institution_id = 'kstu' and arrived_at is not null",
  )
  await owner.query('create index on bench_titles using gin (title gin_trgm_ops)')
  await owner.query('vacuum (analyze) bench_titles')
  const page = await publicPage(bench.program.port)
  const floor: Worker<FloorAsked, { port: number }> = startWorker('./floor.ts')
  try {
    const { port } = await floor.ask({ ...bench.database, sent, page })
    const cookie = await signIn(owner, 'officer@kstu.example')
    const figures: Figure[] = []
    const add = (figure: Figure) => {
      figures.push(figure)
      say(`  ${figure.what}: ${figure.ratio?.toFixed(2)} of ${Math.round(figure.floor ?? 0)} a second`)
    }
    for (const pair of await pages(owner, cookie, cases))
      if (pair.what.includes(only)) add(await compare(bench, port, pair, cases))
    for (const [what, path] of await asides(owner, cases)) {
      if (!what.includes(only)) continue
      figures.push(await alone(bench, what, request(path, { cookie }), cases))
      say(`  ${what}: ${figures.at(-1)?.ours.toFixed(1)} ms`)
    }
    if (sending.includes(only)) add(await compareSending(bench, port, others, cases))
    return figures
  } finally {
    await floor.stop()
    await owner.query('drop table bench_titles')
    await owner.query('drop extension pg_trgm')
  }
}

const sending = 'application sent, durable'
const [today, nextWeek] = ['2026-09-01', '2026-09-09']

interface Pair {
  readonly what: string
  readonly ours: string
  readonly floor: string
  readonly budget: Figure['budget']
}

async function pages(owner: pg.Client, cookie: string, cases: number): Promise<Pair[]> {
  const list = '/desk/cases/admission'
  const { rows } = await owner.query<{ at: Date; id: string }>(
    `select arrived_at as at, id from cases where institution_id = 'kstu' and procedure = 'admission' and arrived_at is not null
     order by arrived_at desc, id desc offset $1 limit 1`,
    [Math.floor(cases / 2)],
  )
  const deep = rows[0] ?? { at: new Date(), id: '' }
  const value = (text: string) => encodeURIComponent(text)
  const asked = (what: string, query: string, floor: string, budget: Figure['budget']): Pair => ({
    what,
    ours: request(`${list}${query}`, { cookie }),
    floor: request(floor),
    budget,
  })
  const search = (what: string, word: string | undefined, budget: Figure['budget']) =>
    asked(what, `?q=${value(word ?? '')}`, `/search?v=${value(`%${word}%`)}`, budget)
  const spelled = (what: string, name: string): Pair => ({
    what,
    ours: request(`/desk/search?q=${value(name)}`, { cookie }),
    floor: request(`/spelling?v=${value(name)}`),
    budget: times,
  })
  const at = deep.at.toISOString()
  const half = { least: 0.5 }
  const times = cases >= 1_000_000 ? { least: 10 } : cases >= 100_000 ? { least: 3 } : null
  const words = await wordsByCount(owner)
  return [
    asked('staff list, first page', '', '/list', half),
    asked(
      'staff list, page in the middle',
      `?before=${value(`${at}_${deep.id}`)}`,
      `/deep?v=${value(at)}&v=${deep.id}`,
      half,
    ),
    asked('staff list, one stage', '?stage=sent', '/stage?v=sent', half),
    search('search, the commonest name', words.commonest, times),
    search('search, a name as names come', words.usual, times),
    search('search, the rarest name', words.rarest, times),
    spelled('search by any spelling, one letter off', mistyped(words.usual)),
    spelled('search by any spelling, a name as names come', words.usual),
    {
      what: 'the desk of today',
      ours: request('/desk', { cookie }),
      floor: request(`/today?v=${today}&v=${nextWeek}`),
      budget: null,
    },
    {
      what: 'public page',
      ours: request('/kstu/en/', { encoding: 'br', cookie: 'kopuro.language=en' }),
      floor: request('/page'),
      budget: { least: 0.4 },
    },
  ]
}

/** Two neighbours have changed places, as fingers do. */
function mistyped(name: string): string {
  const at = Math.floor(name.length / 2)
  return name.slice(0, at - 1) + name.charAt(at) + name.charAt(at - 1) + name.slice(at + 1)
}

/** What an officer opens as well, and what no floor was made for. */
async function asides(owner: pg.Client, cases: number): Promise<(readonly [string, string])[]> {
  const { rows } = await owner.query<{ title: string; number: string }>(
    "select title, number from cases where institution_id = 'kstu' and arrived_at is not null and number like $1 limit 1",
    [`%${Math.floor(cases / 3)}`],
  )
  const list = '/desk/cases/admission'
  const { commonest } = await wordsByCount(owner)
  // Two family names that the most have, and nobody both: the whole of one is looked through.
  const apart = inventedNames().family.slice(0, 2).join(' ')
  return [
    ['staff list, mine only', `${list}?owner=mine`],
    ['search, family and given name', `${list}?q=${encodeURIComponent(rows[0]?.title ?? '')}`],
    ['search by any spelling, family and given name', `/desk/search?q=${encodeURIComponent(rows[0]?.title ?? '')}`],
    ['search by any spelling, the commonest name', `/desk/search?q=${encodeURIComponent(commonest)}`],
    [
      'search by any spelling, two common names that nobody has together',
      `/desk/search?q=${encodeURIComponent(apart)}`,
    ],
    ['search by any spelling, a passport with look-alikes', `/desk/search?q=2Z${1_000_000 + Math.floor(cases / 3)}`],
    ['search, a whole number', `${list}?q=${encodeURIComponent(rows[0]?.number ?? '')}`],
  ]
}

/** The time of one request when two ask at once, in milliseconds. */
async function alone(bench: Bench, what: string, asked: string, cases: number): Promise<Figure> {
  const load = { connections: 2, status: 200, milliseconds: bench.milliseconds, port: bench.program.port }
  const loaded = await bench.load.ask({ ...load, requests: [asked] })
  rate(what, loaded)
  return { what, cases, ours: loaded.median, floor: null, unit: 'ms', ratio: null, budget: null }
}

/** Family names: the one that most have, the one of somebody drawn by lot (half of all have a rarer one), the rarest. */
async function wordsByCount(owner: pg.Client) {
  const { rows } = await owner.query<{ commonest: string; usual: string; rarest: string }>(
    `with named as (select lower(split_part(title, ' ', 1)) as word, count(*) as times from bench_titles group by 1),
       running as (select word, times, sum(times) over (order by times, word) as upto, sum(times) over () as whole from named)
     select (select word from running order by times desc, word limit 1) as commonest,
       (select word from running where upto >= whole / 2 order by upto limit 1) as usual,
       (select word from running order by times, word limit 1) as rarest`,
  )
  return rows[0] ?? { commonest: '', usual: '', rarest: '' }
}

/** One after the other, round after round: what else the machine does meets both alike. The first round warms up. */
async function compare(
  bench: Bench,
  floorPort: number,
  { what, ours, floor, budget }: Pair,
  cases: number,
): Promise<Figure> {
  const times = { connections: 20, status: 200, milliseconds: bench.milliseconds }
  const rounds: { ours: number; floor: number }[] = []
  for (let round = 0; round <= bench.rounds; round += 1) {
    rounds.push({
      ours: rate(what, await bench.load.ask({ ...times, port: bench.program.port, requests: [ours] })),
      floor: rate(`the floor of ${what}`, await bench.load.ask({ ...times, port: floorPort, requests: [floor] })),
    })
  }
  return figureOf(what, cases, rounds.slice(1), budget)
}

async function compareSending(
  bench: Bench,
  floorPort: number,
  drafts: readonly Draft[],
  cases: number,
): Promise<Figure> {
  const rounds: { ours: number; floor: number }[] = []
  const take = (at: number) => drafts.slice(at * bench.applications, (at + 1) * bench.applications)
  const load = { connections: 20, status: 303 }
  for (let round = 0; round <= bench.rounds; round += 1) {
    const ours = take(round * 2).map(sendRequest)
    const floor = take(round * 2 + 1).map(({ id, person, account }) =>
      request(`/send?v=${id}&v=${person}&v=${account}`, { body: 'consent=yes' }),
    )
    rounds.push({
      ours: rate('an application sent', await bench.load.ask({ ...load, port: bench.program.port, requests: ours })),
      floor: rate('its floor', await bench.load.ask({ ...load, port: floorPort, requests: floor })),
    })
  }
  return figureOf(sending, cases, rounds.slice(1), { least: 0.6 })
}

function figureOf(
  what: string,
  cases: number,
  rounds: readonly { ours: number; floor: number }[],
  budget: Figure['budget'],
): Figure {
  return {
    what,
    cases,
    ours: median(rounds.map(({ ours }) => ours)),
    floor: median(rounds.map(({ floor }) => floor)),
    unit: '/s',
    ratio: median(rounds.map(({ ours, floor }) => ours / floor)),
    budget,
  }
}

function rate(what: string, { perSecond, wrong }: Loaded): number {
  if (wrong !== null) throw new Error(`${what} was answered wrongly:\n${wrong}`)
  return perSecond
}

// The floor writes what the program wrote, so the program sends one first.
async function sendOne({ owner, program, load }: Bench, draft: Draft): Promise<Sent> {
  const once = { port: program.port, connections: 1, status: 303, requests: [sendRequest(draft)] }
  rate('one application', await load.ask(once))
  const { rows } = await owner.query<Sent>(
    `select c.title, c.facts::text, c.summary::text, a.input::text, d.rule, d.start_day::text as start, d.due::text,
       (select array_agg(word) from case_words where case_id = c.id and word !~ '^\\d{5,}$') as words,
       json_build_object('subject', m.subject, 'body', m.body, 'kind', m.kind, 'address', m.to_address) as mail
     from cases c join case_actions a on a.case_id = c.id and a.seq = 2 join case_deadlines d on d.case_id = c.id
       join mails m on m.case_id = c.id where c.institution_id = 'kstu' and c.id = $1 and c.stage = 'sent'`,
    [draft.id],
  )
  if (!rows[0]) throw new Error('the application that was sent is not there')
  return rows[0]
}

async function publicPage(port: number): Promise<FloorAsked['page']> {
  const answer = await fetch(`http://127.0.0.1:${port}/kstu/en/`, { headers: { 'accept-encoding': 'identity' } })
  const { brotliCompressSync } = await import('node:zlib')
  const body = brotliCompressSync(Buffer.from(await answer.arrayBuffer()), { params: { 1: 6 } })
  const headers = {
    'content-type': 'text/html; charset=UTF-8',
    'content-encoding': 'br',
    'content-length': `${body.length}`,
  }
  return { body: body.toString('base64'), headers }
}
