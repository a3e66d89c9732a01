import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { signIn } from './drafts.ts'
import type { Program } from './processes.ts'
import { type Figure, median } from './report.ts'

const count = 20_000
const portion = 1000
const what = 'import of 20,000 partners'

interface Round {
  readonly sent: number
  readonly checked: number
  readonly ours: number
  readonly floor: number
  readonly undone: number
  readonly memory: number
}

/**
 * A sheet of 20,000 partners: sent and read, looked at line by line, written with its journal, and taken back. The writing
 * stands against bare `pg` that inserts the same rows into the same two tables, a thousand in a transaction as the program does.
 */
export async function imports(owner: pg.Client, program: Program, rounds: number): Promise<Figure[]> {
  const officer = { at: `http://127.0.0.1:${program.port}`, cookie: await signIn(owner, 'officer@kstu.example') }
  const measured: Round[] = []
  for (let round = 0; round <= rounds; round += 1) measured.push(await once(owner, program, officer, round))
  const after = measured.slice(1)
  const middle = (of: (round: Round) => number) => median(after.map(of))
  const figure = (part: string, ours: number, unit: string): Figure => ({
    ...{ what: `${what}: ${part}`, ours, unit, cases: null, floor: null, ratio: null, budget: null },
  })
  return [
    figure(
      'sent and read',
      middle(({ sent }) => sent),
      's',
    ),
    figure(
      'dry run',
      middle(({ checked }) => checked),
      's',
    ),
    {
      ...figure(
        'written, with the journal',
        middle(({ ours }) => count / ours),
        '/s',
      ),
      floor: middle(({ floor }) => count / floor),
      ratio: middle(({ ours, floor }) => floor / ours),
    },
    figure(
      'taken back',
      middle(({ undone }) => count / undone),
      '/s',
    ),
    figure('memory of the program meanwhile', Math.max(...measured.map(({ memory }) => memory)) / 1024 / 1024, 'MB'),
  ]
}

async function once(owner: pg.Client, program: Program, officer: Officer, round: number): Promise<Round> {
  let memory = 0
  const watch = setInterval(() => {
    memory = Math.max(memory, program.memory())
  }, 50)
  try {
    const id = crypto.randomUUID()
    const sent = await seconds(() => send(officer, id, round))
    const checked = await seconds(() => post(officer, `/desk/imports/${id}/columns`, columns))
    const ours = await seconds(() => until(owner, officer, id, 'start', 'done'))
    const floor = await bare(owner, id)
    const undone = await seconds(() => until(owner, officer, id, 'undo', 'undone'))
    return { sent, checked, ours, floor, undone, memory }
  } finally {
    clearInterval(watch)
  }
}

const columns = {
  'column.0': 'name',
  'column.1': 'country',
  'column.2': 'city',
  'column.3': 'kind',
  'column.4': 'site',
}

interface Officer {
  readonly at: string
  readonly cookie: string
}

async function send({ at, cookie }: Officer, id: string, round: number): Promise<void> {
  const lines = Array.from(
    { length: count },
    (_, line) =>
      `University ${round}-${line} of Measure;Германия;City ${line % 500};университет;https://u${line}.example`,
  )
  const form = new FormData()
  form.append('id', id)
  form.append('file', new File([['Name;Country;City;Kind;Website', ...lines].join('\r\n')], 'partners.csv'))
  const answer = await fetch(`${at}/desk/imports`, {
    method: 'POST',
    headers: { cookie, origin: at },
    body: form,
    redirect: 'manual',
  })
  if (answer.status !== 303) throw new Error(`the sheet was answered ${answer.status}`)
}

async function post({ at, cookie }: Officer, path: string, form: Readonly<Record<string, string>> = {}): Promise<void> {
  const headers = { cookie, origin: at }
  const body = new URLSearchParams(form)
  const answer = await fetch(at + path, { method: 'POST', headers, body, redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`${path} was answered ${answer.status}`)
}

async function until(
  owner: pg.Client,
  officer: Officer,
  id: string,
  press: 'start' | 'undo',
  state: string,
): Promise<void> {
  await post(officer, `/desk/imports/${id}/${press}`)
  for (let tries = 0; tries < 15_000; tries += 1) {
    const { rows } = await owner.query<{ state: string }>('select state from imports where id = $1', [id])
    if (rows[0]?.state === state) return
    await sleep(20)
  }
  throw new Error(`the import is not ${state}`)
}

/** The same rows again, under other ids, from a client that does nothing else; then they are away. */
async function bare(owner: pg.Client, id: string): Promise<number> {
  await owner.query('analyze partners, record_edits, import_lines')
  const { rows } = await owner.query<{ partner: Record<string, unknown>; edit: Record<string, unknown> }>(
    `select to_jsonb(p) as partner, to_jsonb(e) as edit from import_lines l join partners p on p.id = l.record_id
       join record_edits e on e.institution_id = p.institution_id and e.record = 'partners/' || p.id
     where l.import_id = $1`,
    [id],
  )
  const copies = rows.map(({ partner, edit }) => {
    const copy = crypto.randomUUID()
    return { partner: { ...partner, id: copy }, edit: { ...edit, record: `bare/${copy}` } }
  })
  const took = await seconds(async () => {
    for (let from = 0; from < copies.length; from += portion) {
      const some = copies.slice(from, from + portion)
      await owner.query('begin')
      for (const table of ['partners', 'record_edits'] as const) {
        const values = JSON.stringify(some.map((one) => (table === 'partners' ? one.partner : one.edit)))
        await owner.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [values])
      }
      await owner.query('commit')
    }
  })
  await owner.query('delete from partners where id = any($1)', [copies.map(({ partner }) => partner.id)])
  return took
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}
