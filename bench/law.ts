import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { signIn } from './drafts.ts'
import type { Loaded } from './load.ts'
import { type LoadMaker, request } from './processes.ts'
import type { Figure } from './report.ts'

const page = '/desk/settings/law'
const list = '/desk/cases/admission'

/**
 * Another edition of the law that moves every open date: what it changes is worked out, it is confirmed, every case is
 * counted anew and its journal written. Meanwhile two officers go on reading their list.
 * @param most the open cases that are counted; the others are closed before
 */
export async function law(owner: pg.Client, port: number, load: LoadMaker, most: number): Promise<Figure[]> {
  await closeAllBut(owner, most)
  const hash = await shorterWeekend(owner)
  const cookie = await signIn(owner, 'admin@kstu.example')
  const at = `http://127.0.0.1:${port}`
  const post = (path: string, form = '') =>
    fetch(at + path, {
      method: 'POST',
      headers: { cookie, origin: at, 'content-type': 'application/x-www-form-urlencoded' },
      body: form,
      redirect: 'manual',
    })
  const reading = (milliseconds: number): Promise<Loaded> =>
    load.ask({ port, connections: 2, status: 200, milliseconds, requests: [request(list, { cookie })] })
  await reading(1000)
  const quiet = await reading(4000)

  await expected(post(`${page}/editions/${hash}/preview`))
  const preview = await ended(owner, 'preview')
  await expected(post(`${page}/editions/${hash}/confirmation`, `preview=${preview.id}`))
  const [change, busy] = await Promise.all([ended(owner, 'change'), reading(4000)])
  const moved = await count(owner, change.id)
  // A filled case may stand on the very day that the other law gives: it is left alone, as one that was counted already.
  if (moved < most * 0.5) throw new Error(`of ${most} open cases ${moved} were counted anew`)
  const figure = (what: string, ours: number, unit: string): Figure => {
    return { what, cases: most, ours, unit, floor: null, ratio: null, budget: null }
  }
  return [
    figure('another law: what it changes, worked out', most / preview.seconds, '/s'),
    figure('another law: open cases counted anew', moved / change.seconds, '/s'),
    {
      ...figure('a list meanwhile, the slowest of a hundred', busy.slowest, 'ms'),
      floor: quiet.slowest,
      ratio: busy.slowest / quiet.slowest,
    },
  ]
}

async function closeAllBut(owner: pg.Client, most: number): Promise<void> {
  await owner.query(
    `update cases set closed_at = now() where institution_id = 'kstu' and closed_at is null and id not in (
       select id from cases where institution_id = 'kstu' and closed_at is null and arrived_at is not null
         and stage = 'sent' order by arrived_at desc limit $1)`,
    [most],
  )
  await owner.query('vacuum (analyze) cases')
}

// Every term of working days is another one where Saturdays are worked.
async function shorterWeekend(owner: pg.Client): Promise<string> {
  await owner.query(
    `insert into law_editions (hash, jurisdiction, edition, book)
     select 'bench', jurisdiction, '2099-01-01', jsonb_set(book, '{weekend}', '[7]') from law_editions order by turn desc limit 1`,
  )
  return 'bench'
}

async function expected(answer: Promise<Response>): Promise<void> {
  const { status } = await answer
  if (status !== 303) throw new Error(`another law was answered ${status}`)
}

async function ended(owner: pg.Client, kind: string): Promise<{ readonly id: string; readonly seconds: number }> {
  const from = performance.now()
  for (;;) {
    const { rows } = await owner.query<{ id: string; ended: boolean }>(
      "select id, ended_at is not null as ended from law_runs where institution_id = 'kstu' and kind = $1 order by at desc limit 1",
      [kind],
    )
    if (rows[0]?.ended) return { id: rows[0].id, seconds: (performance.now() - from) / 1000 }
    await sleep(50)
  }
}

async function count(owner: pg.Client, run: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    'select count(distinct case_id)::int as count from law_run_dates where run_id = $1',
    [run],
  )
  return rows[0]?.count ?? 0
}
