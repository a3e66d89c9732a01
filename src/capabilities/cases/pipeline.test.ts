import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fivePapers, sentApplication } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { libraryCard } from '../../../test/library-card.ts'
import { jpeg } from '../../../test/papers.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'
import { admission } from '../admission/index.ts'
import { openCase, type Procedure, takeStep } from './index.ts'

// The library as it is, but it gives no card before the surety is accepted, and none to who came on New Year's Day.
const library: Procedure = {
  ...libraryCard,
  steps: {
    ...libraryCard.steps,
    give: {
      from: 'asked',
      to: 'given',
      by: 'office',
      needs: 'every-document-accepted',
      unless: ({ facts }) =>
        facts.arrived === '2026-01-01' ? { key: 'rule.closed', remedy: 'rule.closed.remedy' } : null,
    },
  },
}
const list = '/desk/cases/library-card'

let town: TestHouse
let officer: Visitor
let colleague: Visitor
let rector: Visitor
let stranger: Visitor
let li: { id: string; name: string }
beforeAll(async () => {
  town = await testHouse({ building: { procedures: [library, admission] } })
  const find = (email: string) =>
    town.house.database.shared
      .selectFrom('accounts')
      .select(['id', 'name'])
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
  li = await find('li@example.org')
  officer = await town.signedIn('officer@kstu.example')
  colleague = await town.signedIn('admin@kstu.example')
  rector = await town.signedIn('rector@kstu.example')
  stranger = await town.signedIn('officer@kslu.example')
})
afterAll(() => town.close())

interface Wish {
  readonly name: string
  readonly reads?: 'hall' | 'home'
  readonly arrived?: string
}

/** A wish that has reached the library, without the way through the pages. */
async function asked({ name, reads = 'hall', arrived = '2026-08-20' }: Wish): Promise<string> {
  const act = {
    house: town.house,
    institution: 'kstu',
    by: { ...li, role: 'subject' },
    party: 'subject',
  } as const
  const [year = '', month = '', day = ''] = arrived.split('-')
  const typed = { name, reads, 'arrived.day': day, 'arrived.month': month, 'arrived.year': year }
  const opening = { accountId: li.id, email: 'li@example.org', language: 'en', typed, requestKey: null }
  const id = await openCase(act, library, opening)
  if (reads === 'home') {
    const visitor = await town.signedIn('li@example.org')
    await visitor.upload(`/my/kstu/${id}/documents/surety`, [{ name: 'surety.jpg', bytes: await jpeg(id) }])
  }
  const version = reads === 'home' ? 2 : 1
  const outcome = await takeStep(act, library, id, { name: 'ask', typed: { consent: 'yes' }, version })
  expect(outcome.kind).toBe('done')
  return id
}

const names = (seen: Seen) =>
  [...seen.html.matchAll(/<td[^>]*><div><a href="\/desk\/cases\/[^"]+">([^<]*)<\/a>/g)].map(([, name]) => name)

const text = async (seen: Seen) => Buffer.from(await seen.response.clone().arrayBuffer())

describe('the filters of the pipeline', () => {
  let benPaper: string
  beforeAll(async () => {
    await asked({ name: 'Abe Hall' })
    benPaper = await asked({ name: 'Ben Home', reads: 'home' })
    const cora = await asked({ name: 'Cora Hall' })
    const seen = await officer.get(`${list}/${cora}`)
    await officer.post(`${list}/${cora}/steps/give`, { version: hidden(seen, 'version') })
    const dora = await asked({ name: 'Dora Hall' })
    await town.owner.query("update cases set arrived_at = '2026-07-10T20:30:00Z' where id = $1", [dora])
    await officer.post(`${list}/${benPaper}/owner`, { owner: 'me' })
    await town.owner.query("update cases set next_date = '2026-08-30' where title = 'Abe Hall'")
    await town.owner.query("update cases set next_date = '2026-09-04' where title = 'Ben Home'")
  })

  test.each([
    ['', 'Cora Hall, Ben Home, Abe Hall, Dora Hall'],
    ['stage=given', 'Cora Hall'],
    ['owner=mine', 'Ben Home'],
    ['owner=nobody', 'Cora Hall, Abe Hall, Dora Hall'],
    ['owner=cast-officer%40kstu.example', 'Ben Home'],
    ['waits=office', 'Ben Home, Abe Hall, Dora Hall'],
    ['own.reads=home', 'Ben Home'],
    ['own.reads=hall&stage=asked', 'Abe Hall, Dora Hall'],
    ['own.reads=hall&sort=name', 'Abe Hall, Cora Hall, Dora Hall'],
    ['own.reads=hall&q=dora', 'Dora Hall'],
    ['paper=surety', 'Ben Home'],
    ['paper=any', 'Ben Home'],
    ['due=overdue', 'Abe Hall'],
    ['due=week', 'Ben Home'],
    ['due=none', 'Cora Hall, Dora Hall'],
    // Half past two at night of the 11th in Bishkek.
    ['from=2026-07-11&to=2026-07-11', 'Dora Hall'],
    ['to.day=10&to.month=7&to.year=2026', ''],
    ['sort=name', 'Abe Hall, Ben Home, Cora Hall, Dora Hall'],
    ['sort=next', 'Abe Hall, Ben Home'],
    ['owner=%00&own.reads=%00&paper=%00&sort=name&before=%00_0', 'Abe Hall, Ben Home, Cora Hall, Dora Hall'],
    ['stage=nonsense&sort=x&before=y&from=z&col=passport&waits=me', 'Cora Hall, Ben Home, Abe Hall, Dora Hall'],
  ])('%s shows %s', async (query, shown) => {
    const seen = await officer.get(`${list}?${query}`)
    expect(seen.status).toBe(200)
    const found = names(seen).join(', ')
    if (query === 'sort=next') expect(found.startsWith(shown)).toBe(true)
    else expect(found).toBe(shown)
  })

  test('the page says in words what is shown, and keeps the filter in its stages, its form and its pages', async () => {
    const seen = await officer.get(`${list}?own.reads=home&owner=mine&due=week&sort=name&paper=surety`)
    expect(seen.text).toContain(
      'Shown: looked after by me; Reads “home”; “Surety of a friend” not accepted yet; due within a week; in the order of names',
    )
    expect(seen.html).toContain('<input type="hidden" name="own.reads" value="home"')
    expect(seen.html).toContain(
      'stage=given&amp;owner=mine&amp;own.reads=home&amp;paper=surety&amp;due=week&amp;sort=name',
    )
  })

  test('a paper that is accepted is missing no more', async () => {
    await officer.post(`${list}/${benPaper}/documents/surety`, { state: 'accepted' })
    expect(names(await officer.get(`${list}?paper=surety`))).toEqual([])
  })

  test('the officer chooses columns, and the form of filters offers what stands in them', async () => {
    const seen = await officer.get(`${list}?col=owner&col=since`)
    expect([...seen.html.matchAll(/<th scope="col">([^<]*)/g)].map(([, title]) => title)).toEqual([
      'Name',
      'At this stage since',
      'Looked after by',
    ])
    expect(seen.text).toContain('Asel Example (officer)')
    const form = await officer.get(`${list}/filters?own.reads=home`)
    expect(form.html).toContain('<option value="home" selected>home</option>')
    expect(form.html).toContain('<option value="surety">Surety of a friend</option>')
  })

  test('an application is found by its citizenship, its programme and its missing passport', async () => {
    const zara = await sentApplication(town, { you: { familyName: 'SAMPLE', givenName: 'Zara', citizenship: 'IN' } })
    const kslu = '/desk/cases/admission'
    const form = await stranger.get(`${kslu}/filters`)
    expect(form.html).toContain('<option value="India">India</option>')
    for (const query of ['own.citizenship=India', `paper=${fivePapers[1]}`, 'paper=any'])
      expect(names(await stranger.get(`${kslu}?${query}`))).toEqual(['SAMPLE Zara'])
    expect(names(await stranger.get(`${kslu}?own.citizenship=Pakistan`))).toEqual([])
    await stranger.post(`${zara.desk}/documents/${fivePapers[1]}`, { state: 'accepted' })
    expect(names(await stranger.get(`${kslu}?paper=${fivePapers[1]}`))).toEqual([])
    const russian = await town.signedIn('officer@kslu.example')
    await russian.post('/language', { language: 'ru', to: kslu })
    expect((await russian.get(`${kslu}?own.citizenship=India`)).text).toContain('Индия')
  })
})

describe('saved views', () => {
  const save = (visitor: Visitor, fields: Readonly<Record<string, string>>) => visitor.post(`${list}/views`, fields)
  const idOf = (seen: Seen) => /view=([0-9a-f-]{36})/.exec(seen.location ?? '')?.[1] ?? ''

  test('one’s own stands above the list; a colleague sees only what is shared', async () => {
    const own = await save(officer, { name: 'Readers at home', query: 'own.reads=home&sort=name' })
    expect(own.status).toBe(303)
    const shared = await save(officer, { name: 'Overdue ones', query: 'due=overdue', shared: 'yes' })
    const mine = await officer.get(own.location ?? '')
    expect(mine.text).toContain('Readers at home')
    expect(mine.html).toMatch(/aria-current="page">Readers at home/)
    expect(names(mine)).toEqual(['Ben Home'])
    const theirs = await colleague.get(list)
    expect(theirs.text).toContain('Overdue ones')
    expect(theirs.text).not.toContain('Readers at home')
    expect((await stranger.get(list)).text).not.toContain('Overdue ones')
    for (const visitor of [colleague, stranger]) {
      expect((await visitor.get(`${list}/views/${idOf(shared)}`)).status).toBe(404)
      expect((await visitor.post(`${list}/views/${idOf(shared)}/removal`)).status).toBe(404)
    }
  })

  test('a view is renamed, shared, changed and removed by its owner', async () => {
    const made = await save(officer, { name: 'In the hall', query: 'own.reads=hall' })
    const view = `${list}/views/${idOf(made)}`
    expect(
      (await officer.post(view, { name: 'Hall, by name', query: 'own.reads=hall&sort=name', shared: 'yes' })).status,
    ).toBe(303)
    expect((await officer.get(`${view}?own.reads=hall`)).text).toContain('Remove this view')
    expect((await officer.post(view, { name: 'Overdue ones', query: '' })).status).toBe(422)
    expect((await officer.post(`${view}/removal`)).status).toBe(303)
    expect((await officer.get(list)).text).not.toContain('Hall, by name')
  })

  test('a view without a name, or with a name that one has, is asked again with what was typed', async () => {
    expect((await save(officer, { name: ' ', query: 'due=none' })).status).toBe(422)
    const twice = await save(officer, { name: 'Overdue ones', query: 'due=none' })
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('You have a view of this name already')
    expect(twice.html).toContain('value="due=none"')
  })
})

describe('two hundred wishes', () => {
  const paperless = { name: 'Late Surety', reads: 'home' } as const
  const guest = { name: 'New Year', arrived: '2026-01-01' } as const
  let ids: string[]
  beforeAll(async () => {
    await town.owner.query("update cases set arrived_at = '2026-03-01T00:00:00Z' where procedure = 'library-card'")
    ids = await Promise.all([
      asked(paperless),
      asked(guest),
      ...Array.from({ length: 198 }, (_, at) => asked({ name: `Reader ${at % 20}` })),
    ])
    // All in one instant, and many of one name: only the number of the case tells them apart.
    for (const table of ['cases', 'case_words'])
      await town.owner.query(
        `update ${table} set arrived_at = '2026-08-31T10:00:00.123456Z'
        where ${table === 'cases' ? 'id' : 'case_id'} = any($1)`,
        [ids],
      )
  }, 60_000)

  test.each(['sort=arrived', 'sort=name', 'sort=next', 'own.reads=hall', 'q=reader', 'waits=office&sort=name'])(
    'of one instant stand on the pages of %s each once',
    async (query) => {
      const seen: string[] = []
      let address: string | undefined = `${list}?${query}&from=2026-08-31`
      while (address) {
        const page = await officer.get(address)
        seen.push(
          ...[...page.html.matchAll(/<td[^>]*><div><a href="[^"]*\/([0-9a-f-]{36})">/g)].map(([, id]) => id ?? ''),
        )
        address = /href="([^"]*)" rel="next"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&')
      }
      const left: Readonly<Record<string, number>> = { 'own.reads=hall': 199, 'q=reader': 198 }
      expect(seen).toHaveLength(left[query] ?? 200)
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.every((id) => ids.includes(id))).toBe(true)
    },
  )

  test('are decided at once: three are refused, each for its reason, and the officer saw it before', async () => {
    const given = ids[7] ?? ''
    const query = 'from=2026-08-31&sort=name'
    const choice = await officer.get(`${list}/bulk?${query}`)
    expect(choice.text).toContain('All 200 that the filter shows')
    expect(choice.text).toContain('At most 1,000 cases at once')
    expect((await officer.post(`${list}/bulk?${query}`, { step: '', which: 'chosen' })).text).toContain('Choose a step')
    const proposed = await officer.post(`${list}/bulk?${query}`, { step: 'give', which: 'all' })
    const run = proposed.location ?? ''
    const before = await officer.get(run)
    expect(before.text).toContain('198 of 200 would be taken, 2 refused. Nothing has happened yet.')
    expect(before.text).toContain('One paper is not accepted yet')
    expect(before.text).toContain('The library is closed to guests of the future')
    expect((await colleague.get(run)).status).toBe(404)

    // Between looking and starting a colleague gives one of them back.
    const page = await colleague.get(`${list}/${given}`)
    await colleague.post(`${list}/${given}/steps/giveBack`, {
      version: hidden(page, 'version'),
      message: 'A photo, please',
    })
    const started = await Promise.all([officer.post(`${run}/start`), officer.post(`${run}/start`)])
    expect(started.map(({ status }) => status)).toEqual([303, 303])
    expect((await officer.get(run)).text).toContain('of 200 cases are through')
    await ended(run)

    const after = await officer.get(run)
    expect(after.text).toContain('Finished')
    expect(after.text).toContain('200 of 200 cases are through')
    expect(after.text).toContain('Elmira Example (admin) changed the case meanwhile')
    const { rows } = await town.owner.query(
      `select outcome, count(*)::int as count from bulk_items group by 1 order by 1`,
    )
    expect(rows).toEqual([
      { outcome: 'changed', count: 1 },
      { outcome: 'done', count: 197 },
      { outcome: 'refused', count: 2 },
    ])
    expect((await colleague.get(run)).status).toBe(200)
    const result = await text(await officer.get(`${run}/result.csv`))
    expect(result.toString()).toContain('"Late Surety";"KSTU-2026-')
    expect(result.toString().split('\r\n')).toHaveLength(202)
    expect(await sheetIn(await officer.get(`${run}/result.xlsx`))).toContain('changed the case meanwhile')
  }, 60_000)

  test('are decided once, also when the job comes twice or the line broke before it was written down', async () => {
    const { rows } = await town.owner.query<{ id: string }>('select id from bulk_runs where started_at is not null')
    const run = rows[0]?.id ?? ''
    await town.owner.query("update bulk_items set outcome = 'waiting' where outcome = 'done' and place > 150")
    await town.owner.query('update bulk_runs set ended_at = null where id = $1', [run])
    const { workRun } = await import('./bulk-actions.ts')
    const job = { institution: 'kstu', id: run }
    await Promise.all([workRun(town.house, [library], job), workRun(town.house, [library], job)])
    await ended(run)
    const taken = await town.owner.query(
      "select count(*)::int as count, count(distinct case_id)::int as cases from case_actions where action = 'give' and case_id = any($1)",
      [ids],
    )
    expect(taken.rows).toEqual([{ count: 197, cases: 197 }])
    const items = await town.owner.query("select count(*)::int as count from bulk_items where outcome = 'done'")
    expect(items.rows[0].count).toBe(197)
  })

  test('chosen one by one; who has left the office since takes no step', async () => {
    const two = await Promise.all([asked({ name: 'Chosen One' }), asked({ name: 'Chosen Two' })])
    const body = new URLSearchParams([['step', 'giveBack'], ['which', 'chosen'], ...two.map((id) => ['case', id])])
    const proposed = await postRaw(colleague, `${list}/bulk`, body)
    const run = proposed.headers.get('location') ?? ''
    expect((await colleague.post(`${run}/start`, { message: '' })).status).toBe(422)
    await town.owner.query("update memberships set until = '2026-08-01' where account_id = 'cast-admin@kstu.example'")
    expect((await colleague.post(`${run}/start`, { message: 'A photo, please' })).status).toBe(303)
    await ended(run)
    await town.owner.query("update memberships set until = null where account_id = 'cast-admin@kstu.example'")
    expect((await colleague.get(run)).text).toContain('may no longer work on these cases')
    const { rows } = await town.owner.query('select stage from cases where id = any($1)', [two])
    expect(rows).toEqual([{ stage: 'asked' }, { stage: 'asked' }])
  })

  test('are nobody’s business in another institution, and the rector only reads', async () => {
    expect((await rector.get(list)).text).toContain('Reader 3')
    expect((await rector.get(list)).text).not.toContain('A step for several cases')
    expect((await rector.get(`${list}/bulk`)).status).toBe(404)
    const { rows } = await town.owner.query<{ id: string }>('select id from bulk_runs')
    for (const { id } of rows) expect((await stranger.get(`${list}/bulk/${id}`)).status).toBe(404)
    expect(names(await stranger.get(list))).toEqual([])
    expect((await town.visitor().get(`${list}/export.csv`)).location).toContain('/sign-in')
  })
})

/** Waits for the end of a run; its address or its id. */
async function ended(run: string): Promise<void> {
  await town.settled()
  const find = 'select from bulk_runs where id = $1 and ended_at is not null'
  expect((await town.owner.query(find, [run.split('/').at(-1)])).rowCount).toBe(1)
}

async function postRaw(visitor: Visitor, path: string, body: URLSearchParams): Promise<Response> {
  const cookie = visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const headers = { cookie, origin: town.url, 'content-type': 'application/x-www-form-urlencoded' }
  return town.app.request(`${town.url}${path}`, { method: 'POST', body: body.toString(), headers })
}

/** The first sheet of a workbook, read from the archive's own index. */
async function sheetIn(seen: Seen): Promise<string> {
  const bytes = await text(seen)
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString()
    const [packed, head] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]
    const start = head + 30 + bytes.readUInt16LE(head + 26)
    if (name === 'xl/worksheets/sheet1.xml') return inflateRawSync(bytes.subarray(start, start + packed)).toString()
    at += 46 + name.length
  }
  return ''
}

describe('an export', () => {
  test('holds every page of the filter, for Excel in Bishkek, and no formula runs in it', async () => {
    await asked({ name: '=HYPERLINK("http://example.org","Дөлөтбек; x")' })
    const answer = await officer.get(`${list}/export.csv?from=2026-08-31&sort=name`)
    expect(answer.response.headers.get('content-disposition')).toBe(
      'attachment; filename="library-card-2026-09-01.csv"',
    )
    const bytes = await text(answer)
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = bytes.toString().slice(1).trimEnd().split('\r\n')
    expect(lines[0]).toBe('"Name";"Number";"Reads";"Stage";"Arrived";"Next date"')
    expect(lines).toHaveLength(204)
    expect(bytes.toString()).toContain('"\'=HYPERLINK(""http://example.org"",""Дөлөтбек; x"")";"KSTU-2026-')
    expect(bytes.toString()).not.toMatch(/(^|;|")[=+@-]/m)

    const sheet = await sheetIn(await officer.get(`${list}/export.xlsx?from=2026-08-31&sort=name`))
    expect(sheet.match(/<row /g)).toHaveLength(204)
    expect(sheet).toContain('t="inlineStr" s="0"><is><t xml:space="preserve">=HYPERLINK("http://example.org"')
    expect(sheet).not.toContain('<f>')
    // 31 August 2026 as Excel counts days.
    expect(sheet).toMatch(/<c r="[A-Z]+\d+" s="2"><v>46265<\/v><\/c>/)
  })

  test('is written down: who, what, when and how many', async () => {
    await rector.get(`${list}/export.csv?stage=given`)
    const { rows } = await town.owner.query(
      'select by_name, by_role, format, query, cases from case_exports order by at desc limit 1',
    )
    expect(rows).toEqual([
      { by_name: 'Daniyar Example (rector)', by_role: 'rector', format: 'csv', query: 'stage=given', cases: 198 },
    ])
    await expect(
      town.house.database.within('kstu').updateTable('case_exports').set({ by_name: 'Nobody' }).execute(),
    ).rejects.toThrow(/permission denied/)
  })

  test('holds no passport, and nothing of another institution', async () => {
    const own = (await text(await stranger.get('/desk/cases/admission/export.csv'))).toString()
    expect(own).toContain('SAMPLE Zara')
    expect(own).not.toMatch(/AB ?1234567/)
    const ksturector = (await text(await rector.get('/desk/cases/admission/export.csv'))).toString()
    expect(ksturector).not.toContain('SAMPLE')
    expect(ksturector.trimEnd().split('\r\n')).toHaveLength(1)
  })
})
