import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { prepareDrafts, signIn } from '../bench/drafts.ts'
import { secret, sessionCookie } from '../bench/processes.ts'
import { type TestHouse, testHouse } from './house.ts'

let town: TestHouse
beforeAll(async () => {
  // With workers of its own: what is queued is done while the crowd presses on.
  town = await testHouse({ environment: { KOPURO_SECRET: secret }, listen: true })
})
afterAll(() => town.close())

const many = 300
const both = 100

function post(path: string, cookie: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const headers = { cookie, origin: town.url, 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams(fields).toString()
  return Promise.resolve(town.app.request(`${town.url}${path}`, { method: 'POST', headers, body }))
}

async function rows<Row extends object>(statement: string): Promise<Row[]> {
  return (await town.owner.query<Row>(statement)).rows
}

/** Until every mail has left: hundreds at once take longer than one letter. */
const mailsLeft = () =>
  vi.waitUntil(async () => (await rows("select 1 from mails where state = 'queued' limit 1")).length === 0, {
    timeout: 90_000,
    interval: 200,
  })

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

test('three hundred applicants send at once: every number once and none missing, every mail once', async () => {
  const drafts = await prepareDrafts(town.owner, 0, many)
  const answers = await Promise.all(
    drafts.map(({ id, token }) =>
      post(`/my/kstu/${id}/steps/send`, sessionCookie(token), { consent: 'yes', version: '1' }),
    ),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
  const numbers = await rows<{ number: string }>("select number from cases where stage = 'sent' order by number")
  expect(numbers.map(({ number }) => Number(number.split('-').at(-1)))).toEqual(upTo(many))
  await mailsLeft()
  const mails = await rows<{ state: string; mails: number; cases: number }>(
    "select state, count(*)::int as mails, count(distinct case_id)::int as cases from mails where institution_id = 'kstu' group by 1",
  )
  expect(mails).toEqual([{ state: 'sent', mails: many, cases: many }])
}, 120_000)

test('two officers decide the same hundred cases at once: each case once, letters without a gap, every mail once', async () => {
  await town.owner.query("update documents set state = 'accepted', decided_by = 'test'")
  const officers = await Promise.all([
    signIn(town.owner, 'officer@kstu.example'),
    signIn(town.owner, 'admin@kstu.example'),
  ])
  const cases = await rows<{ id: string; version: number }>(
    `select id, version from cases where stage = 'sent' order by number limit ${both}`,
  )
  const before = await rows<{ mails: number }>('select count(*)::int as mails from mails')
  const decided = await Promise.all(
    cases.flatMap(({ id, version }) =>
      officers.map((cookie) => post(`/desk/cases/admission/${id}/steps/admit`, cookie, { version: `${version}` })),
    ),
  )
  const texts = await Promise.all(decided.map(async (answer) => [answer.status, await answer.text()] as const))
  expect(texts.filter(([status]) => status >= 500)).toEqual([])
  const admitted = await rows("select 1 from case_actions where action = 'admit'")
  expect(admitted).toHaveLength(both)
  const letters = await rows<{ sequence: number }>('select sequence from letters order by sequence')
  expect(letters.map(({ sequence }) => sequence)).toEqual(upTo(both))
  await mailsLeft()
  const after = await rows<{ mails: number; waiting: number }>(
    "select count(*)::int as mails, (count(*) filter (where state <> 'sent'))::int as waiting from mails",
  )
  expect(after).toEqual([{ mails: (before[0]?.mails ?? 0) + both, waiting: 0 }])
}, 120_000)
