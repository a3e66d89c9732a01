import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { signIn } from './drafts.ts'
import { type Figure, median } from './report.ts'

const size = 1000
const rounds = 3
const list = '/desk/cases/admission'
const reason = 'Two years of the certificate are missing, and nothing that was sent says why.'

interface Round {
  readonly ours: number
  readonly floor: number
}

/**
 * A thousand applications refused in one bulk step, from the press of the button to the end of the run, against the same rows
 * written by bare `pg`: one transaction a case, one after the other, as the program takes them.
 */
export async function bulk(owner: pg.Client, port: number): Promise<Figure> {
  const officer = { owner, at: `http://127.0.0.1:${port}`, cookie: await signIn(owner, 'officer@kstu.example') }
  const measured: Round[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const count = round === 0 ? size / 10 : size
    const ids = await sentCases(owner, count * 2)
    const ours = await seconds(await prepared(officer, ids.slice(0, count)))
    // The floor writes what the program wrote, so it goes by a case of the program.
    const floor = await seconds(await bare(owner, ids[0] ?? '', ids.slice(count)))
    measured.push({ ours: count / ours, floor: count / floor })
  }
  const after = measured.slice(1)
  return {
    what: `bulk step on ${size.toLocaleString('en')} cases`,
    cases: null,
    ours: median(after.map(({ ours }) => ours)),
    floor: median(after.map(({ floor }) => floor)),
    unit: '/s',
    ratio: median(after.map(({ ours, floor }) => ours / floor)),
    budget: null,
  }
}

async function sentCases(owner: pg.Client, count: number): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    "select id from cases where institution_id = 'kstu' and stage = 'sent' and number is not null order by arrived_at limit $1",
    [count],
  )
  if (rows.length < count) throw new Error(`${count} sent cases are wanted, ${rows.length} are there`)
  return rows.map(({ id }) => id)
}

interface Officer {
  readonly owner: pg.Client
  readonly at: string
  readonly cookie: string
}

async function post({ at, cookie }: Officer, path: string, form: URLSearchParams): Promise<string> {
  const headers = { cookie, origin: at }
  const answer = await fetch(at + path, { method: 'POST', headers, body: form, redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`${path} was answered ${answer.status}:\n${await answer.text()}`)
  return answer.headers.get('location') ?? ''
}

/** The cases are chosen; what is measured is the start and the work. */
async function prepared(officer: Officer, ids: readonly string[]): Promise<() => Promise<void>> {
  const chosen = [['step', 'refuse'], ['which', 'chosen'], ...ids.map((id) => ['case', id])]
  const run = await post(officer, `${list}/bulk`, new URLSearchParams(chosen))
  return async () => {
    await post(officer, `${run}/start`, new URLSearchParams({ ground: 'papers', reason }))
    await ended(officer.owner, run.split('/').at(-1) ?? '')
  }
}

async function ended(owner: pg.Client, run: string): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ ended: boolean; wrong: number }>(
      `select ended_at is not null as ended, (select count(*)::int from bulk_items where run_id = $1
         and outcome not in ('waiting', 'done')) as wrong from bulk_runs where id = $1`,
      [run],
    )
    if (rows[0]?.wrong) throw new Error(`${rows[0].wrong} cases were not refused`)
    if (rows[0]?.ended) return
    await sleep(20)
  }
}

interface Written {
  readonly by: string
  readonly name: string
  readonly input: string
  readonly kind: string
  readonly address: string
  readonly subject: string
  readonly body: string
}

/** The same rows: journal, deadline, counts, mail, job, case, and what the run keeps of it. */
async function bare(owner: pg.Client, like: string, ids: readonly string[]): Promise<() => Promise<void>> {
  const { rows } = await owner.query<Written>(
    `select a.by_id as by, a.by_name as name, a.input::text, m.kind, m.to_address as address, m.subject, m.body
     from case_actions a join mails m on m.case_id = a.case_id and m.institution_id = a.institution_id
     where a.institution_id = 'kstu' and a.case_id = $1 and a.action = 'refuse'`,
    [like],
  )
  const written = rows[0]
  if (!written) throw new Error('the case that was refused is not there')
  const run = await proposed(owner, ids, written)
  return async () => {
    for (const [at, id] of ids.entries()) await refuse(owner, id, run, at + 1, written)
  }
}

async function proposed(owner: pg.Client, ids: readonly string[], { by, name }: Written): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `with run as (insert into bulk_runs (institution_id, procedure, step, by_id, by_name, proposed_at)
       values ('kstu', 'admission', 'refuse', $1, $2, now()) returning id),
     item as (insert into bulk_items (institution_id, run_id, place, case_id, version)
       select 'kstu', run.id, place, case_id, 2 from run, unnest($3::uuid[]) with ordinality as given (case_id, place))
     select id from run`,
    [by, name, ids],
  )
  return rows[0]?.id ?? ''
}

async function refuse(owner: pg.Client, id: string, run: string, place: number, written: Written): Promise<void> {
  const write = (name: string, text: string, values: unknown[]) =>
    owner.query<{ id: string }>({ name: `bulk ${name}`, text, values })
  await owner.query('begin')
  await write(
    'action',
    `insert into case_actions values ('kstu', $1, 3, now(), $2, $3, 'officer', 'refuse', 'sent', 'refused', $4, repeat('h', 43), repeat('g', 43))`,
    [id, written.by, written.name, written.input],
  )
  await write('deadline', "delete from case_deadlines where institution_id = 'kstu' and case_id = $1", [id])
  await write(
    'counts',
    `insert into case_counts values ('kstu', 'admission', 'refused', $1, 1), ('kstu', 'admission', 'sent', $1, -1)
     on conflict (institution_id, procedure, stage, slot) do update set count = case_counts.count + excluded.count`,
    [Math.floor(Math.random() * 8)],
  )
  await write(
    'case',
    `update cases set stage = 'refused', waiting_for = 'nobody', version = 3, changed_at = now(), next_date = null,
       closed_at = now(), stage_since = now() where institution_id = 'kstu' and id = $1`,
    [id],
  )
  const mail = await write(
    'mail',
    `insert into mails (institution_id, case_id, to_address, language, kind, subject, body)
     values ('kstu', $1, $2, 'en', $3, $4, $5) returning id`,
    [id, written.address, written.kind, written.subject, written.body],
  )
  await write(
    'job',
    `insert into pgboss.job_common (name, data, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds,
       policy, start_after) values ('mail.send', $1, 8, 5, true, 3600, 300, 'standard', now() + interval '1 day')`,
    [JSON.stringify({ institution: 'kstu', id: mail.rows[0]?.id })],
  )
  await write(
    'item',
    `update bulk_items set outcome = 'done', reasons = '[]', settled_at = now()
     where institution_id = 'kstu' and run_id = $1 and place = $2`,
    [run, place],
  )
  await owner.query('commit')
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}
