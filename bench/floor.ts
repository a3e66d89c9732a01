import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

/** What the floor needs to know: where the database is, one sent application as the program left it, and one public page. */
export interface FloorAsked {
  readonly socket: string
  readonly port: number
  readonly database: string
  readonly sent: Sent | null
  readonly page: { readonly body: string; readonly headers: Readonly<Record<string, string>> }
}

/** The rows that one sending writes, beside what is the applicant's own. */
export interface Sent {
  readonly title: string
  readonly facts: string
  readonly summary: string
  readonly input: string
  readonly words: readonly string[]
  readonly rule: string
  readonly start: string
  readonly due: string
  readonly mail: { readonly subject: string; readonly body: string; readonly kind: string; readonly address: string }
}

const columns = 'id, number, title, summary, stage, arrived_at, next_date'
const place = "institution_id = 'kstu' and procedure = 'admission' and arrived_at is not null"

const questions = {
  list: `select ${columns} from cases where ${place} order by arrived_at desc, id desc limit 26`,
  stage: `select ${columns} from cases where ${place} and stage = $1 order by arrived_at desc, id desc limit 26`,
  deep: `select ${columns} from cases where ${place} and (arrived_at, id) < ($1::timestamptz, $2::uuid)
         order by arrived_at desc, id desc limit 26`,
  search: `select ${columns} from (select case_id from bench_titles where title ilike $1 order by arrived desc limit 26) hit
           join cases on institution_id = 'kstu' and id = case_id order by arrived_at desc`,
  spelling: `select ${columns} from (select case_id from bench_titles where $1 <% title
             order by word_similarity($1, title) desc limit 26) hit
             join cases on institution_id = 'kstu' and id = case_id`,
  // The wall of dates: what has to be begun first, of whom.
  dates: `select clock.*, persons.shown_as, persons.citizenship from (select * from stay_clocks where institution_id = 'eimu'
            order by start_on, person_id, name limit 51) clock
          join persons on persons.institution_id = 'eimu' and persons.id = clock.person_id
          order by start_on, person_id, name`,
  // Who got what in a run of a selection, in the order of the ranking.
  selection: `select row.*, cases.number, cases.title, cases.unit from (select * from selection_rows
                where institution_id = 'eimu' and run_id = $1 order by rank limit 26) row
              join cases on cases.institution_id = 'eimu' and cases.id = row.case_id order by rank`,
  // What the desk opens on: overdue, due this week, waiting on others and on the office, twelve of each.
  today: [
    ...['next_date < $1', 'next_date >= $1 and next_date < $2'].map((due) => opened(due, 'next_date')),
    ...['subject', 'others', 'office'].map((who) => opened(`waiting_for = '${who}'`, 'arrived_at desc')),
  ].join(' union all '),
}

function opened(where: string, order: string): string {
  return `(select ${columns}, procedure, stage_since from cases where institution_id = 'kstu' and closed_at is null
    and arrived_at is not null and ${where} order by ${order} limit 12)`
}

const isQuestion = (name: string): name is keyof typeof questions => Object.hasOwn(questions, name)

process.once('message', (asked: FloorAsked) => {
  const pool = new pg.Pool({
    host: asked.socket,
    port: asked.port,
    user: 'kopuro_owner',
    database: asked.database,
    max: 20,
  })
  const server = createServer((incoming, answer) => {
    serve(pool, asked, incoming, answer).catch((error: unknown) => {
      answer.statusCode = 500
      answer.end(String(error))
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const address: AddressInfo | string | null = server.address()
    process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
  })
})
process.on('disconnect', () => process.exit())

async function serve(pool: pg.Pool, asked: FloorAsked, incoming: IncomingMessage, answer: ServerResponse) {
  const url = new URL(incoming.url ?? '/', 'http://localhost')
  const values = url.searchParams.getAll('v')
  if (url.pathname === '/page') {
    answer.writeHead(200, asked.page.headers)
    answer.end(Buffer.from(asked.page.body, 'base64'))
    return
  }
  if (incoming.method === 'POST') {
    incoming.resume()
    await send(pool, asked.sent, values)
    answer.writeHead(303, { location: '/' })
    answer.end()
    return
  }
  if (url.pathname === '/export') return writeOut(pool, values, answer)
  const name = url.pathname.slice(1)
  const text = questions[isQuestion(name) ? name : 'list']
  const { rows } = await pool.query({ name, text, values })
  const body = JSON.stringify(rows)
  answer.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  answer.end(body)
}

/** A cursor read by the thousand, each row a line of CSV, at the pace of the line. */
async function writeOut(pool: pg.Pool, [from]: readonly string[], answer: ServerResponse): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(
      `declare shown cursor for select title, number, summary -> 'programme' ->> 'en', summary -> 'citizenship' ->> 'en',
         stage, timezone('Asia/Bishkek', arrived_at)::date::text, next_date::text from cases
       where ${place} and arrived_at >= timezone('Asia/Bishkek', ${client.escapeLiteral(from ?? '')}::timestamp)
       order by arrived_at desc, id desc`,
    )
    answer.writeHead(200, { 'content-type': 'text/csv' })
    answer.write('"title";"number";"programme";"citizenship";"stage";"arrived";"next"\r\n')
    for (;;) {
      const { rows } = await client.query<(string | null)[]>({ text: 'fetch 1000 from shown', rowMode: 'array' })
      if (rows.length === 0) break
      const line = (row: (string | null)[]) => row.map((cell) => `"${(cell ?? '').replaceAll('"', '""')}"`).join(';')
      if (!answer.write(rows.map((row) => `${line(row)}\r\n`).join(''))) await once(answer, 'drain')
    }
    await client.query('commit')
    answer.end()
  } finally {
    client.release()
  }
}

/** The same rows as the program's, each table once, in one transaction; the number's row is locked as late as it can be. */
async function send(pool: pg.Pool, sent: Sent | null, [id = '', person = '', account = '']: readonly string[]) {
  if (!sent) throw new Error('no application to go by')
  const client = await pool.connect()
  const write = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
  try {
    await client.query('begin')
    await write(
      'person',
      "update persons set shown_as = $2, birth_day = '2006-03-07', citizenship = 'PK', phone = '1' where institution_id = 'kstu' and id = $1",
      [person, sent.title],
    )
    await write('deadline', "insert into case_deadlines values ('kstu', $1, 'answer', $2, $3, $4, 'office')", [
      id,
      sent.rule,
      sent.start,
      sent.due,
    ])
    await write(
      'counts',
      `insert into case_counts values ('kstu', 'admission', 'draft', $1, -1), ('kstu', 'admission', 'sent', $1, 1)
       on conflict (institution_id, procedure, stage, slot) do update set count = case_counts.count + excluded.count`,
      [Math.floor(Math.random() * 8)],
    )
    const mail = await write(
      'mail',
      `insert into mails (institution_id, case_id, account_id, to_address, language, kind, subject, body)
       values ('kstu', $1, $2, $3, 'en', $4, $5, $6) returning id`,
      [id, account, sent.mail.address, sent.mail.kind, sent.mail.subject, sent.mail.body],
    )
    await write(
      'job',
      `insert into pgboss.job_common (name, data, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds,
         policy, start_after) values ('mail.send', $1, 8, 5, true, 3600, 300, 'standard', now() + interval '1 day')`,
      [JSON.stringify({ institution: 'kstu', id: mail.rows[0]?.id })],
    )
    const number = await write(
      'number',
      "update registers set last = last + 1 where institution_id = 'kstu' and register = 'admission' and year = 2026 returning last",
      [],
    )
    const own = `KSTU-2026-${number.rows[0]?.last}`
    await write(
      'words',
      `insert into case_words select 'kstu', 'admission', word, now(), $1 from unnest($2::text[]) as word`,
      [id, [...sent.words, String(number.rows[0]?.last)]],
    )
    await write(
      'action',
      `insert into case_actions values ('kstu', $1, 2, now(), $2, $3, 'subject', 'send', 'draft', 'sent', $4, repeat('h', 43), repeat('g', 43))`,
      [id, account, sent.mail.address, sent.input],
    )
    await write(
      'case',
      `update cases set stage = 'sent', waiting_for = 'office', version = 2, changed_at = now(), next_date = $6, closed_at = null,
         stage_since = now(), number = $2, facts = $3, title = $4, summary = $5, arrived_at = now()
       where institution_id = 'kstu' and id = $1`,
      [id, own, sent.facts, sent.title, sent.summary, sent.due],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
