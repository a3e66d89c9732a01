import type pg from 'pg'
import { signIn } from './drafts.ts'
import type { FloorAsked } from './floor.ts'
import type { Bench } from './measure.ts'
import { request, startWorker, type Worker } from './processes.ts'
import { type Figure, median } from './report.ts'

const applicants = 10_000
const hosts = 50
const places = 40
const office = 'officer@eimu.example'

/**
 * A call of 10,000 applicants with three readers each and 50 hosts: giving the places from the ranking, the list of who got
 * what against the same rows as JSON from the bare query, and the results to everybody in one transaction.
 */
export async function selection(bench: Bench): Promise<Figure[]> {
  const { owner, program, database } = bench
  const call = await fill(owner)
  const officer = { at: `http://127.0.0.1:${program.port}`, cookie: await signIn(owner, office) }
  const here = `/desk/calls/${call}/selection`
  const given: number[] = []
  let page = ''
  for (let round = 0; round <= bench.rounds; round += 1) {
    const from = performance.now()
    page = await get(officer, `${here}/runs/new?keep=1000`)
    given.push((performance.now() - from) / 1000)
  }
  const kept = performance.now()
  const run = await post(officer, `${here}/runs`, { keep: '1000', hash: hidden(page, 'hash') })
  const keeping = (performance.now() - kept) / 1000
  const floor: Worker<FloorAsked, { port: number }> = startWorker('./floor.ts')
  try {
    const { port } = await floor.ask({ ...database, sent: null, page: { body: '', headers: {} } })
    const list = await listed(bench, request(run, { cookie: officer.cookie }), port, run.split('/').at(-1) ?? '')
    const published = performance.now()
    await post(officer, `${here}/results`, { run: run.split('/').at(-1) ?? '', ...until })
    return [
      { ...figure('places given, page of the preview', median(given.slice(1)), 's'), budget: { most: 2 } },
      figure('run kept', keeping, 's'),
      list,
      figure('results to all, written and queued', (performance.now() - published) / 1000, 's'),
    ]
  } finally {
    await floor.stop()
  }
}

const until = { 'appealUntil.day': '31', 'appealUntil.month': '12', 'appealUntil.year': '2099' }

function figure(what: string, ours: number, unit: string): Figure {
  return { what: `selection: ${what} (10,000)`, ours, unit, cases: null, floor: null, ratio: null, budget: null }
}

async function listed(bench: Bench, ours: string, floor: number, run: string): Promise<Figure> {
  const rounds: { ours: number; floor: number }[] = []
  const load = async (port: number, requests: readonly string[]) => {
    const { milliseconds } = bench
    const answered = await bench.load.ask({ port, requests, connections: 20, milliseconds, status: 200 })
    if (answered.wrong !== null) throw new Error(`the list of a run was answered wrongly:\n${answered.wrong}`)
    return answered.perSecond
  }
  for (let round = 0; round <= bench.rounds; round += 1)
    rounds.push({
      ours: await load(bench.program.port, [ours]),
      floor: await load(floor, [request(`/selection?v=${run}`)]),
    })
  const after = rounds.slice(1)
  return {
    ...figure('list of a run, first page', median(after.map(({ ours }) => ours)), '/s'),
    floor: median(after.map(({ floor }) => floor)),
    ratio: median(after.map(({ ours, floor }) => ours / floor)),
    budget: { least: 0.5 },
  }
}

interface Officer {
  readonly at: string
  readonly cookie: string
}

async function get({ at, cookie }: Officer, path: string): Promise<string> {
  const answer = await fetch(at + path, { headers: { cookie } })
  if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}:\n${await answer.text()}`)
  return answer.text()
}

async function post({ at, cookie }: Officer, path: string, form: Readonly<Record<string, string>>): Promise<string> {
  const headers = { cookie, origin: at }
  const body = new URLSearchParams(form)
  const answer = await fetch(at + path, { method: 'POST', headers, body, redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`${path} was answered ${answer.status}:\n${await answer.text()}`)
  return answer.headers.get('location') ?? ''
}

const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''

/** A call of EIMU whose commission has ranked everybody, each with three readings behind the score. Gives the call's id. */
async function fill(owner: pg.Client): Promise<string> {
  const text = (one: string) => ({ en: one, ru: one, ky: one })
  const offered = Array.from({ length: hosts }, (_, at) => ({
    ...{ id: `host-${at}`, partner: null, name: `Invented University ${at}`, country: 'AT', places },
  }))
  const said = JSON.stringify({
    ...{ title: text('Bench'), about: text('Bench'), funder: null, level: null, intake: null, from: null, to: null },
    ...{ stay: null, hosts: offered, languages: [], sums: [], inKind: [], ownCosts: [], documents: [], criteria: null },
    ...{ choices: 5, quotas: [{ by: 'unit', of: 'unit-1', places: 200 }], screenedUntil: null, answersOn: null },
    ...{ contact: {}, steps: [], notes: [] },
  })
  const { rows } = await owner.query<{ id: string }>(
    `insert into calls (institution_id, slug, state, edition, direction, audience, opens_on, closes_on, said, created_at, created_by)
     values ('eimu', 'bench', 'published', 1, 'outgoing', 'students', '2020-01-01', '2020-02-01', $1, now(), 'bench')
     returning id`,
    [said],
  )
  const call = rows[0]?.id ?? ''
  const edition =
    "insert into call_editions select institution_id, id, 1, said, opens_on, closes_on, now(), 'bench', ''"
  await owner.query(`${edition} from calls where id = $1`, [call])
  await apply(owner, call)
  await rank(owner, call)
  await owner.query(
    'vacuum (analyze) persons, cases, mobility_applications, commission_candidates, commission_readings',
  )
  return call
}

async function apply(owner: pg.Client, call: string): Promise<void> {
  await owner.query(
    `insert into persons (institution_id, shown_as, email) select 'eimu', 'RANKED Sample ' || n, 'ranked' || n || '@example.org'
     from generate_series(1, $1::int) n`,
    [applicants],
  )
  await owner.query(
    `insert into cases (institution_id, procedure, subject_id, number, title, stage, waiting_for, typed, facts, unit,
       opened_at, arrived_at, stage_since, version)
     select 'eimu', 'mobility', id, 'EIMU-M-BENCH-' || at, shown_as, 'selecting', 'office',
       jsonb_build_object('call', $1::text, 'edition', '1'),
       jsonb_build_object('call', $1::text, 'edition', 1, 'choice1', 'host-' || at % 50, 'choice2', 'host-' || at % 49,
         'choice3', 'host-' || at % 47, 'choice4', 'host-' || at % 43, 'choice5', 'host-' || at % 41),
       'unit-' || at % 12, now(), now(), now(), 1
     from (select *, row_number() over (order by id) as at from persons where institution_id = 'eimu'
       and shown_as like 'RANKED %') ranked`,
    [call],
  )
}

async function rank(owner: pg.Client, call: string): Promise<void> {
  const sheet = {
    criteria: [{ id: 'k1', title: { en: 'Grades', ru: 'Оценки', ky: 'Баалар' }, weight: 100, by: 'readers' }],
    ...{ least: 0, most: 100, readers: 3, average: 'mean', ties: ['arrived'], apart: 3000, papers: [] },
  }
  await owner.query(
    "insert into commissions (institution_id, call_id, edition, opened_at, seed) values ('eimu', $1, 1, now(), 'seed')",
    [call],
  )
  await owner.query(
    `insert into commission_sheets (institution_id, call_id, edition, said, at, by_name)
     values ('eimu', $1, 1, $2, now(), 'bench')`,
    [call, JSON.stringify(sheet)],
  )
  await owner.query(
    `insert into commission_members (institution_id, id, call_id, name, role, email, language, since)
     select 'eimu', uuidv7(), $1, 'Reader ' || n, 'member', 'reader' || n || '@example.org', 'en', now()
     from generate_series(1, 3) n`,
    [call],
  )
  await owner.query(
    `insert into commission_candidates (institution_id, case_id, call_id, arrived_at, score, rank_key)
     select 'eimu', id, $1, now(), 100000 - at::int, array[at::int - 100000, at]
     from (select id, row_number() over (order by hashtext(id::text), id) as at from cases
       where institution_id = 'eimu' and procedure = 'mobility') ranked`,
    [call],
  )
  await owner.query(
    `insert into commission_readings (institution_id, call_id, case_id, member_id, state, marks, total, done_at)
     select 'eimu', $1, one.case_id, member.id, 'done', '{"k1": 50}', 50000, now()
     from commission_candidates one, commission_members member where one.call_id = $1 and member.call_id = $1`,
    [call],
  )
}
