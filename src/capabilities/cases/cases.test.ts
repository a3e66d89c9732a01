import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { libraryCard } from '../../../test/library-card.ts'
import { jpeg } from '../../../test/papers.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { remind } from '../dates/index.ts'
import { openCase, takeStep, verifyJournal } from './index.ts'

const answers = {
  name: 'Zoe Example',
  reads: 'home',
  'arrived.day': '20',
  'arrived.month': '8',
  'arrived.year': '2026',
}

let town: TestHouse
let zoe: Visitor
let amina: Visitor
let officer: Visitor
beforeAll(async () => {
  // 28 August 2026 is a Friday, 31 August a holiday.
  town = await testHouse({ today: '2026-08-28', building: { procedures: [libraryCard] } })
  zoe = await town.signedIn('zoe@example.org')
  amina = await town.signedIn('amina@example.org')
  officer = await town.signedIn('officer@kstu.example')
})
afterAll(() => town.close())

async function wish(email = 'zoe@example.org', typed: Readonly<Record<string, string>> = answers) {
  const account = await town.house.database.shared
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  const act = {
    house: town.house,
    institution: 'kstu',
    by: { id: account.id, name: account.name, role: 'subject' },
    party: 'subject',
  } as const
  const opening = { accountId: account.id, email, language: 'en', typed, requestKey: null }
  const id = await openCase(act, libraryCard, opening)
  return { id, act, my: `/my/kstu/${id}`, desk: `/desk/cases/library-card/${id}` }
}

async function sent() {
  const made = await wish()
  await zoe.upload(`${made.my}/documents/surety`, [{ name: 'surety.jpg', bytes: await jpeg(made.id) }])
  const check = await zoe.get(`${made.my}/check`)
  const answer = await zoe.post(`${made.my}/steps/ask`, { consent: 'yes', version: hidden(check, 'version') })
  expect(answer.status).toBe(303)
  return made
}

describe('a procedure of one file gets, without touching the engine,', () => {
  test('a to-do list with the conditional document and why it is asked', async () => {
    const { my } = await wish()
    const page = await zoe.get(my)
    expect(page.text).toContain('One thing left')
    expect(page.text).toContain('Surety of a friend')
    expect((await zoe.get(`${my}/documents`)).text).toContain('Books leave the house')
    const inHall = await wish('zoe@example.org', { ...answers, reads: 'hall' })
    expect((await zoe.get(inHall.my)).text).not.toContain('Surety of a friend')
  })

  test('a deadline in working days, with its rule, source and doubt', async () => {
    const { my, id } = await wish()
    const page = await zoe.get(my)
    // Friday 28 August; Saturday, Sunday and Independence Day (31 August) don't count: Tue 1, Wed 2, Thu 3 September.
    expect(page.text).toContain('3 September 2026')
    expect(page.text).toContain('Three working days')
    expect(page.text).toContain('the library')
    expect(page.text).toContain('Nobody has verified this rule yet')
    const { rows } = await town.owner.query('select due from case_deadlines where case_id = $1', [id])
    expect(rows).toEqual([{ due: '2026-09-03' }])
  })

  test('refusals that say which rule, which source, and what would make it possible', async () => {
    const { my } = await wish('zoe@example.org', { ...answers, reads: 'hall', 'arrived.year': '2027' })
    const refused = await zoe.post(`${my}/steps/ask`, { consent: 'yes', version: '1' })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('closed to guests of the future')
    expect(refused.text).toContain('Come on a later day')
    expect(refused.text).toContain('Source:')
  })

  test('a pipeline, a search, a case page and a journal', async () => {
    const { desk } = await sent()
    const list = await officer.get('/desk/cases/library-card?q=example')
    expect(list.text).toContain('Zoe Example')
    expect(list.text).toContain('home')
    const page = await officer.get(desk)
    expect(page.text).toContain('Give the card')
    expect(page.text).toContain('Asked')
    const given = await officer.post(`${desk}/steps/give`, { version: hidden(page, 'version') })
    expect(given.status).toBe(303)
    expect((await officer.get(desk)).text).toContain('Card given')
  })

  test('reminders, each once, and none after the case is closed', async () => {
    const { id } = await wish('li@example.org', { ...answers, reads: 'hall' })
    const later = await remindedOn('2026-09-02')
    expect(later).toContain(id)
    expect(await remindedOn('2026-09-02')).toEqual([])
    expect(await remindedOn('2026-09-03')).toContain(id)
    const { rows } = await town.owner.query(
      "select subject, body from mails where case_id = $1 and kind = 'library-card.reminder' order by queued_at",
      [id],
    )
    expect(rows).toHaveLength(2)
    expect(rows[0].subject).toContain('Collect the card')
    expect(rows[0].body).toContain('Three working days')
  })
})

async function remindedOn(today: string): Promise<string[]> {
  const before = await reminders()
  const house = { ...town.house, clock: { now: () => new Date(), today: () => today as never } }
  await remind(house, 'kstu', [libraryCard])
  return (await reminders()).slice(before.length).map((row) => row.case_id)
}

async function reminders(): Promise<{ case_id: string }[]> {
  const { rows } = await town.owner.query('select case_id from reminders order by at, id')
  return rows
}

describe('two at once', () => {
  test('of two officers who take a step at once one wins, and the other is told what happened', async () => {
    const { desk } = await sent()
    const version = hidden(await officer.get(desk), 'version')
    const colleague = await town.signedIn('admin@kstu.example')
    const both = await Promise.all([
      officer.post(`${desk}/steps/give`, { version }),
      colleague.post(`${desk}/steps/giveBack`, { version, message: 'Please add a photo' }),
    ])
    expect(both.map((one) => one.status).sort()).toEqual([303, 409])
    expect(both.find((one) => one.status === 409)?.text).toContain('was faster')
  })

  test('the same form sent twice makes one case and takes one step', async () => {
    const key = crypto.randomUUID()
    const account = await town.house.database.shared
      .selectFrom('accounts')
      .select('id')
      .where('email', '=', 'amina@example.org')
      .executeTakeFirstOrThrow()
    const act = {
      house: town.house,
      institution: 'kslu',
      by: { id: account.id, name: 'Amina', role: 'subject' },
      party: 'subject',
    } as const
    const opening = {
      accountId: account.id,
      email: 'amina@example.org',
      language: 'en',
      typed: { ...answers, reads: 'hall' },
      requestKey: key,
    }
    const ids = await Promise.all([openCase(act, libraryCard, opening), openCase(act, libraryCard, opening)])
    expect(new Set(ids).size).toBe(1)
    const my = `/my/kslu/${ids[0]}`
    const twice = await Promise.all([1, 2].map(() => amina.post(`${my}/steps/ask`, { consent: 'yes', version: '1' })))
    expect(twice.map((one) => one.status)).toEqual([303, 303])
    const { rows } = await town.owner.query(
      "select count(*)::int as count from case_actions where case_id = $1 and action = 'ask'",
      [ids[0]],
    )
    expect(rows[0].count).toBe(1)
  })

  test('forty cases sent at once get forty numbers, without a gap and without a double', async () => {
    const made = await Promise.all(
      Array.from({ length: 40 }, () => wish('li@example.org', { ...answers, reads: 'hall' })),
    )
    const before = await lastNumber()
    const taken = await Promise.all(
      made.map(({ act, id }) => takeStep(act, libraryCard, id, { name: 'ask', typed: {}, version: 1 })),
    )
    expect(taken.every(({ kind }) => kind === 'done')).toBe(true)
    const { rows } = await town.owner.query('select number from cases where id = any($1) order by number', [
      made.map(({ id }) => id),
    ])
    const expected = Array.from({ length: 40 }, (_, at) => `KSTU-2026-${String(before + at + 1).padStart(5, '0')}`)
    expect(rows.map((row) => row.number)).toEqual(expected)
  })
})

async function lastNumber(): Promise<number> {
  const { rows } = await town.owner.query(
    "select last from registers where institution_id = 'kstu' and register = 'library-card'",
  )
  return rows[0]?.last ?? 0
}

describe('what is not yours does not exist', () => {
  test('another applicant, an officer of another institution and a stranger find nothing', async () => {
    const { my, desk } = await sent()
    const file = /files\/([0-9a-f-]{36})/.exec((await zoe.get(`${my}`)).html)?.[1] ?? (await fileOf(my))
    expect((await amina.get(my)).status).toBe(404)
    expect((await amina.get(`${my}/files/${file}`)).status).toBe(404)
    expect((await amina.post(`${my}/steps/ask`, { version: '2' })).status).toBe(404)
    const other = await town.signedIn('officer@kslu.example')
    expect((await other.get(desk)).status).toBe(404)
    expect((await other.get(`${desk}/files/${file}`)).status).toBe(404)
    expect((await other.post(`${desk}/steps/give`, { version: '3' })).status).toBe(404)
    expect((await town.visitor().get(desk)).location).toContain('/sign-in')
    expect((await town.visitor().post(`${desk}/steps/give`, { version: '3' })).location).toBe('/sign-in')
  })

  test('a rector reads the case but takes no step and opens no paper; every look of an officer is written down', async () => {
    const { my, desk } = await sent()
    const file = await fileOf(my)
    const rector = await town.signedIn('rector@kstu.example')
    const page = await rector.get(desk)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('Give the card')
    expect((await rector.get(`${desk}/files/${file}`)).status).toBe(404)
    expect((await rector.post(`${desk}/steps/give`, { version: '3' })).status).toBe(404)
    const seen = await officer.get(`${desk}/files/${file}`)
    expect(seen.response.headers.get('content-type')).toBe('image/jpeg')
    expect((await officer.get(desk)).text).toContain('Who looked at papers')
    const { rows } = await town.owner.query('select by_name from document_looks where file_id = $1', [file])
    expect(rows).toHaveLength(1)
  })

  test('an unsent case is the applicant’s own paper: the office does not see it', async () => {
    const { desk } = await wish()
    expect((await officer.get(desk)).status).toBe(404)
  })
})

async function fileOf(my: string): Promise<string> {
  const id = my.split('/').at(-1)
  const { rows } = await town.owner.query(
    'select f.id from document_files f join documents d on d.id = f.document_id where d.case_id = $1',
    [id],
  )
  return rows[0].id
}

describe('the journal', () => {
  const faults = async () => {
    const found: string[] = []
    for await (const { caseId, fault } of verifyJournal(town.house.database, town.house.clock, 'kstu', [libraryCard]))
      found.push(`${caseId} ${fault}`)
    return found
  }

  test('agrees with what is kept beside it', async () => {
    expect(await faults()).toEqual([])
  })

  test('can’t be changed or shortened by anybody’s ordinary statement', async () => {
    const db = town.house.database.within('kstu')
    await expect(db.updateTable('case_actions').set({ by_name: 'Nobody' }).execute()).rejects.toThrow(
      /permission denied/,
    )
    await expect(db.deleteFrom('case_actions').execute()).rejects.toThrow(/permission denied/)
    await expect(town.owner.query("update case_actions set by_name = 'Nobody'")).rejects.toThrow(/history/)
    await expect(town.owner.query('delete from case_actions')).rejects.toThrow(/history/)
  })

  test('finds a quiet edit, a removed row, a moved stage and a moved date', async () => {
    const { id } = await wish()
    const { id: second } = await sent()
    const { id: third } = await wish()
    await town.owner.query('alter table case_actions disable trigger all')
    await town.owner.query("update case_actions set by_name = 'Somebody else' where case_id = $1 and seq = 1", [id])
    await town.owner.query('delete from case_actions where case_id = $1 and seq = 2', [second])
    await town.owner.query('alter table case_actions enable trigger all')
    await town.owner.query("update cases set stage = 'asked' where id = $1", [third])
    const found = await faults()
    expect(found).toContain(`${id} altered`)
    expect(found).toContain(`${second} missing-row`)
    expect(found).toContain(`${third} stage`)
    await town.owner.query("update cases set stage = 'wanted' where id = $1", [third])
    await town.owner.query("update case_deadlines set due = '2026-12-24' where case_id = $1", [third])
    expect(await faults()).toContain(`${third} deadlines`)
  })
})

test('the database itself keeps institutions apart, even for a query that forgets to ask', async () => {
  const everywhere = await town.owner.query('select count(distinct institution_id)::int as count from cases')
  expect(everywhere.rows[0].count).toBeGreaterThan(1)
  const seen = await town.house.database
    .within('kslu')
    .selectFrom('cases')
    .select('institution_id')
    .distinct()
    .execute()
  expect(seen).toEqual([{ institution_id: 'kslu' }])
  expect(await town.house.database.shared.selectFrom('cases').selectAll().execute()).toEqual([])
  const write = town.house.database
    .within('kslu')
    .insertInto('case_notes')
    .values({ institution_id: 'kstu', case_id: crypto.randomUUID(), by_id: 'x', by_name: 'x', text: 'x' })
  await expect(write.execute()).rejects.toThrow(/row-level security/)
})
