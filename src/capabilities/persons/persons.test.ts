import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answers,
  type Applicant,
  answer,
  bring,
  fivePapers,
  placesOf,
  send,
  sentApplication,
  zara,
} from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { admission } from '../admission/index.ts'
import { openCase, takeStep, verifyJournal } from '../cases/index.ts'
import { findNightly } from './finding.ts'

let town: TestHouse
let officer: Visitor
let admin: Visitor
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@kslu.example')
  admin = await town.signedIn('admin@kslu.example')
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
let days = 0
/** Somebody born on a day that nobody else here has, unless it is given. */
const born = () => {
  days += 1
  return { 'birthDay.day': String((days % 28) + 1), 'birthDay.month': String((days % 12) + 1), 'birthDay.year': '1999' }
}
let passports = 0
const freshPassport = () => {
  passports += 1
  return `ZQ7${String(passports * 7).padStart(6, '4')}`
}

interface Who {
  readonly name: readonly [family: string, given: string]
  readonly born?: Answers
  readonly passport?: string
  readonly really?: boolean
}

/** An application that has arrived; sent from a browser of one's own only where a test looks at that side. */
async function applies({
  name,
  born: day = born(),
  passport = freshPassport(),
  really = false,
}: Who): Promise<Applicant> {
  const [familyName, givenName] = name
  const you = { ...zara.you, familyName, givenName, ...day }
  const papers = { ...zara.passport, passportNumber: passport }
  const applicant = really
    ? await sentApplication(town, { you, passport: papers })
    : await arrived({ ...you, ...papers })
  await town.settled()
  return applicant
}

async function arrived(answers: Answers): Promise<Applicant> {
  const mail = `${crypto.randomUUID()}@example.org`
  await rows('insert into accounts (id, name, email) values ($1, $1, $1)', mail)
  const by = { id: mail, name: mail, role: 'subject' }
  const act = { house: town.house, institution: 'kslu', by, party: 'subject' } as const
  const typed = { ...zara.level, ...zara.study, ...zara.education, ...zara.contacts, ...answers, mail }
  const id = await openCase(act, admission, { accountId: mail, email: mail, language: 'en', typed, requestKey: null })
  for (const type of fivePapers)
    await rows(
      "insert into documents (institution_id, case_id, type, state, decided_by) values ('kslu', $1, $2, 'waived', 'x')",
      ...[id, type],
    )
  const outcome = await takeStep(act, admission, id, { name: 'send', typed: {}, version: 1 })
  expect(outcome.kind).toBe('done')
  return { visitor: town.visitor(), mail, id, my: `/my/kslu/${id}`, desk: `/desk/cases/admission/${id}` }
}

const personOf = async ({ id }: Applicant): Promise<string> =>
  (await rows('select subject_id as id from cases where id = $1', id))[0].id

async function pairOf(one: Applicant, other: Applicant) {
  const [found] = await rows(
    'select * from doubles where a = least($1::uuid, $2) and b = greatest($1::uuid, $2)',
    await personOf(one),
    await personOf(other),
  )
  return found
}

/** Two applications of one person: another account, the same name and birth day, a renewed passport. */
async function twice(first: readonly [string, string], second = first, really = false) {
  const day = born()
  const one = await applies({ name: first, born: day, really })
  const other = await applies({ name: second, born: day, really })
  const pair = await pairOf(one, other)
  return {
    one,
    other,
    pair,
    address: `/desk/doubles/${pair?.id}`,
    lead: await personOf(one),
    merged: await personOf(other),
  }
}

const mergeThem = async ({ address, lead }: { address: string; lead: string }, by = officer) =>
  by.post(`${address}/merge`, { lead })

async function mergeOf(merged: string): Promise<string> {
  return (await rows('select id from merges where merged_id = $1 and undone_at is null', merged))[0].id
}

const journalHolds = async () => {
  const { database, clock } = town.house
  expect(await Array.fromAsync(verifyJournal(database, clock, 'kslu', [admission]))).toEqual([])
}

describe('doubles are found', () => {
  test.each([
    ['turned round', ['KHAN', 'Ayesha'], ['Ayesha', 'Khan']],
    ['in Cyrillic and in Latin', ['Жумабекова', 'Айгүл'], ['ZHUMABEKOVA', 'Aigul']],
    ['as it sounds', ['JUMABEKOV', 'Yulian'], ['Zhumabekov', 'Iulian']],
    ['with a patronymic', ['PETROV', 'Ivan'], ['Petrov', 'Ivan Sergeevich']],
    ['in Arabic with other marks', ['محمّد', 'علي'], ['محمد', 'علي']],
  ] as const)('by birth day and a name: %s', async (_, first, second) => {
    const { pair } = await twice(first, second)
    expect(pair).toMatchObject({ state: 'open', same_name: true, same_passport: false })
  })

  test('by the number of the passport with letters that look alike, whatever the names', async () => {
    const one = await applies({ name: ['LEFT', 'Olga'], passport: 'AO7654321' })
    const other = await applies({ name: ['Right', 'Maria'], passport: 'A07654321' })
    expect(await pairOf(one, other)).toMatchObject({ same_name: false, same_passport: true })
  })

  test('but not twins, not one name on two birth days, not a family name alone', async () => {
    const day = born()
    const one = await applies({ name: ['TWIN', 'Amina'], born: day })
    const twin = await applies({ name: ['TWIN', 'Zarina'], born: day })
    const later = await applies({ name: ['TWIN', 'Amina'] })
    const short = await applies({ name: ['TWIN', ''], born: day })
    for (const other of [twin, later, short]) expect(await pairOf(one, other)).toBeUndefined()
  })

  test('of two who arrive at once, each is seen by the other', async () => {
    const day = born()
    const [one, other] = await Promise.all([
      applies({ name: ['ATONCE', 'Bela'], born: day }),
      applies({ name: ['ATONCE', 'Bela'], born: day }),
    ])
    await town.settled()
    expect(await pairOf(one, other)).toMatchObject({ state: 'open' })
  })

  test('at night too: who was written past the program, and who is no double any more', async () => {
    const { one, other, pair } = await twice(['NIGHT', 'Owl'])
    await rows('update persons set birth_day = birth_day + 1 where id = $1', await personOf(other))
    await findNightly(town.house, 'kslu')
    expect(await pairOf(one, other)).toBeUndefined()
    await rows('update persons set birth_day = birth_day - 1 where id = $1', await personOf(other))
    await findNightly(town.house, 'kslu')
    const again = await pairOf(one, other)
    expect(again.id).not.toBe(pair.id)
    await findNightly(town.house, 'kslu')
    expect(await pairOf(one, other)).toEqual(again)
  })

  test('whose data were erased is compared with nobody from that moment', async () => {
    const { other } = await twice(['GONE', 'Vera'])
    await rows("update persons set birth_day = null, names = '[]' where id = $1", await personOf(other))
    expect(await rows('select 1 from person_keys where person_id = $1', await personOf(other))).toEqual([])
  })
})

describe('two records are compared', () => {
  test('with what speaks for and against, and the way to the passport', async () => {
    const { one, address } = await twice(['COMPARE', 'Lola'], ['COMPARE', 'Lola'], true)
    const list = await officer.get('/desk/doubles')
    expect(list.text).toContain('COMPARE Lola')
    const { text, html } = await officer.get(address)
    expect(text).toContain('The names are the same, or sound the same.')
    expect(text).toContain('Two passports of one country, valid at the same time.')
    expect(html).toMatch(new RegExp(`${one.desk}\\?file=[0-9a-f-]+#viewer`))
    expect((await officer.get(one.desk)).text).toContain('May be the same person')
  })

  test('a renewed passport leaves it open', async () => {
    const day = born()
    const first = await applies({ name: ['RENEW', 'Ida'], born: day })
    const other = await applies({ name: ['RENEW', 'Ida'], born: day })
    // The first application is some years old.
    const facts = { passportIssued: '2012-01-01', passportEnds: '2022-01-01' }
    await rows('update cases set facts = facts || $2 where id = $1', first.id, facts)
    const pair = await pairOf(first, other)
    expect((await officer.get(`/desk/doubles/${pair.id}`)).text).toContain(
      'leave room for a renewed or second passport',
    )
  })

  test('two people: with a reason, remembered through the night, and opened again', async () => {
    const { address, one, other } = await twice(['APART', 'Nina'])
    const empty = await officer.post(`${address}/apart`, { reason: ' ' })
    expect(empty.status).toBe(422)
    expect((await officer.post(`${address}/apart`, { reason: 'Cousins, both were here.' })).status).toBe(303)
    const again = await admin.post(`${address}/apart`, { reason: 'Twice' })
    expect(again.status).toBe(409)
    expect(again.html).toContain('Twice')
    await rows('delete from double_checks')
    await findNightly(town.house, 'kslu')
    expect(await pairOf(one, other)).toMatchObject({ state: 'different' })
    expect((await officer.get(address)).text).toContain('Cousins, both were here.')
    expect((await officer.get(one.desk)).text).not.toContain('May be the same person')
    expect((await officer.post(`${address}/merge`, { lead: await personOf(one) })).status).toBe(409)
    expect((await officer.post(`${address}/reopening`)).status).toBe(303)
    expect(await pairOf(one, other)).toMatchObject({ state: 'open' })
  })

  test('by nobody else: another institution, the rector, applicants', async () => {
    const { address, lead } = await twice(['CLOSED', 'Door'])
    const foreign = await town.signedIn('admin@kstu.example')
    const rector = await town.signedIn('rector@kslu.example')
    const applicant = await town.signedIn('zoe@example.org')
    for (const who of [foreign, rector, applicant]) {
      expect((await who.get(address)).status).toBe(404)
      expect((await who.post(`${address}/merge`, { lead })).status).toBe(404)
    }
    expect((await foreign.get(`/desk/persons/${lead}`)).status).toBe(404)
    expect((await foreign.get('/desk/doubles')).text).not.toContain('CLOSED')
    const seen = await rector.get(`/desk/persons/${lead}`)
    expect(seen.status).toBe(200)
    expect(seen.text).toContain('Only for those who may look at papers')
    expect(seen.text).not.toMatch(/ZQ7/)
    expect((await officer.get(`/desk/persons/${lead}`)).text).toMatch(/ZQ7/)
    for (const bad of ['x', '%00', crypto.randomUUID()]) {
      expect((await officer.get(`/desk/persons/${bad}`)).status).toBe(404)
      expect((await officer.get(`/desk/doubles/${bad}`)).status).toBe(404)
      expect((await officer.post(`/desk/merges/${bad}/undoing`)).status).toBe(404)
    }
  })
})

const restored = async () => ({
  persons: await rows('select * from persons order by id'),
  // Its history goes on: all else is as it was.
  cases: (await rows('select * from cases order by id')).map(({ version, changed_at, ...one }) => one),
  words: await rows('select * from case_words order by case_id, word'),
  documents: await rows('select * from documents order by id'),
  doubles: await rows('select * from doubles order by id'),
  keys: await rows('select * from person_keys order by key, person_id'),
})

describe('a merge', () => {
  test('shows first what moves, is written into every history, and gathers everything on one page', async () => {
    const { one, other, address, lead, merged } = await twice(['MERGE', 'Dina'], ['Мерге', 'Дина'])
    const preview = await officer.get(`${address}/merge?lead=${lead}`)
    expect(preview.text).toContain('1 case follows')
    expect(preview.text).toContain('Until 1 October 2026')
    expect((await officer.get(`${address}/merge?lead=`)).status).toBe(422)
    expect((await officer.get(`${address}/merge?lead=${crypto.randomUUID()}`)).status).toBe(422)
    expect((await officer.post(`${address}/merge`, { lead: '' })).status).toBe(422)

    expect((await mergeThem({ address, lead })).location).toBe(`/desk/persons/${lead}`)
    expect((await officer.get(`/desk/persons/${merged}`)).location).toBe(`/desk/persons/${lead}`)
    const page = await officer.get(`/desk/persons/${lead}`)
    for (const text of ['MERGE Dina', 'Мерге Дина', one.mail, other.mail]) expect(page.text).toContain(text)
    for (const { desk } of [one, other]) {
      expect(page.html).toContain(desk)
      expect((await officer.get(desk)).text).toContain('Joined with another record of the same person')
    }
    const found = await officer.get('/desk/search?q=Merge')
    expect(found.text).toContain('People 1')
    expect(found.html).toContain(`/desk/persons/${lead}`)
    expect(found.html).toContain(other.desk)
    await journalHolds()
  })

  test('shows no account anything that it did not see before, nor that anything happened', async () => {
    const { one, other, address, lead, merged } = await twice(['QUIET', 'Eva'], ['QUIET', 'Eva'], true)
    const before = await Promise.all([one, other].map(async ({ visitor, my }) => (await visitor.get(my)).text))
    await mergeThem({ address, lead })
    const after = await Promise.all([one, other].map(async ({ visitor, my }) => (await visitor.get(my)).text))
    expect(after).toEqual(before)
    expect((await one.visitor.get(other.my)).status).toBe(404)
    expect((await other.visitor.get(one.my)).status).toBe(404)
    const archive = await one.visitor.get('/account/data/archive')
    const bytes = Buffer.from(await archive.response.arrayBuffer()).toString('latin1')
    for (const secret of [other.mail, other.id, merged]) expect(bytes).not.toContain(secret)
  })

  test('gathers the requests about own data too, and the page of one says that there is another record', async () => {
    const { one, address, lead, merged } = await twice(['ASKED', 'Mila'], ['ASKED', 'Mila Asan'])
    await rows(
      `insert into data_requests (institution_id, person_id, request_key, kind, text, asked_at, due)
       values ('kslu', $1, gen_random_uuid(), 'erasure', 'All of it', now(), '2026-09-09')`,
      merged,
    )
    await mergeThem({ address, lead })
    const page = await officer.get(`/desk/persons/${lead}`)
    const request = /\/desk\/personal-data\/[0-9a-f-]{36}/.exec(page.html)?.[0] ?? ''
    expect((await officer.get(request)).text).toContain('were merged with this one: ASKED Mila.')
    expect((await officer.get(one.desk)).text).toContain('several records are merged')
  })

  test('undone is as if it had never been, row by row', async () => {
    const { address, lead, merged } = await twice(['BACK', 'Faya'])
    const before = await restored()
    for (const leader of [lead, merged]) {
      await mergeThem({ address, lead: leader })
      const other = leader === lead ? merged : lead
      expect(await restored()).not.toEqual(before)
      const undo = `/desk/merges/${await mergeOf(other)}/undoing`
      expect((await officer.post(undo)).location).toBe(address)
      expect(await restored()).toEqual(before)
      const second = await officer.post(undo)
      expect(second.status).toBe(409)
      expect(second.text).toContain('has undone this merge already')
    }
    expect((await officer.get(address)).text).toContain('Merge undone')
    await journalHolds()
  })

  test.each([
    [30, 303],
    [31, 409],
  ])('on day %i is answered with %i', async (days, status) => {
    const { address, lead, merged } = await twice(['DAYS', `Gala${'x'.repeat(days - 29)}`])
    await mergeThem({ address, lead })
    const id = await mergeOf(merged)
    await rows('update merges set merged_at = merged_at - make_interval(days => $2) where id = $1', id, days)
    const page = await officer.get(`/desk/persons/${lead}`)
    expect(page.text).toContain(days === 30 ? 'Can be undone until 1 September 2026' : 'Final: it could be undone')
    expect(page.html.includes(`/desk/merges/${id}/undoing`)).toBe(days === 30)
    expect((await officer.post(`/desk/merges/${id}/undoing`)).status).toBe(status)
  })

  test('by two officers at once, in opposite directions, happens once', async () => {
    const { address, lead, merged } = await twice(['RACE', 'Hana'])
    const answers = await Promise.all([
      officer.post(`${address}/merge`, { lead }),
      admin.post(`${address}/merge`, { lead: merged }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(await rows('select 1 from merges where merged_id in ($1, $2)', lead, merged)).toHaveLength(1)
    expect(answers.find(({ status }) => status === 409)?.text).toContain('A colleague has decided meanwhile')
  })

  test('of three records is undone in the opposite order, the last first', async () => {
    const day = born()
    const name = ['THREE', 'Ines'] as const
    const one = await applies({ name, born: day })
    const two = await applies({ name, born: day })
    const three = await applies({ name, born: day })
    const all = [one, two, three]
    const [a, b, c] = await Promise.all(all.map(personOf))
    const address = async (one: Applicant, other: Applicant) => `/desk/doubles/${(await pairOf(one, other)).id}`
    const before = await restored()
    expect(await mergeThem({ address: await address(one, two), lead: a ?? '' })).toMatchObject({ status: 303 })
    const between = await restored()
    expect(await mergeThem({ address: await address(two, three), lead: c ?? '' })).toMatchObject({ status: 303 })
    const page = await officer.get(`/desk/persons/${b}`)
    expect(page.location).toBe(`/desk/persons/${c}`)
    for (const { desk } of all) expect((await officer.get(`/desk/persons/${c}`)).html).toContain(desk)
    expect(await rows("select 1 from doubles where state = 'open' and (a = $1 or b = $1)", a)).toEqual([])

    const [first, last] = [await mergeOf(b ?? ''), await mergeOf(a ?? '')]
    expect((await officer.post(`/desk/merges/${first}/undoing`)).text).toContain('Undo that merge first')
    expect((await officer.post(`/desk/merges/${last}/undoing`)).status).toBe(303)
    expect(await restored()).toEqual(between)
    expect((await officer.post(`/desk/merges/${first}/undoing`)).status).toBe(303)
    expect(await restored()).toEqual(before)
    await journalHolds()
  })

  test('is refused where somebody has told two of the records apart', async () => {
    const day = born()
    const name = ['TOLD', 'Juna'] as const
    const [one, two, three] = [
      await applies({ name, born: day }),
      await applies({ name, born: day }),
      await applies({ name, born: day }),
    ]
    const address = async (left: Applicant, right: Applicant) => `/desk/doubles/${(await pairOf(left, right)).id}`
    await officer.post(`${await address(one, three)}/apart`, { reason: 'Seen together.' })
    await mergeThem({ address: await address(one, two), lead: await personOf(one) })
    const refused = await mergeThem({ address: await address(two, three), lead: await personOf(one) })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('they are two people')
  })

  test('a case opened meanwhile stands on the page of both, and stays with its account afterwards', async () => {
    const { other, address, lead, merged } = await twice(['LATER', 'Kira'])
    await mergeThem({ address, lead })
    await rows(
      `insert into cases (institution_id, procedure, subject_id, title, stage, waiting_for, arrived_at)
       select institution_id, procedure, subject_id, 'LATER second', stage, waiting_for, arrived_at from cases where id = $1`,
      other.id,
    )
    expect((await officer.get(`/desk/persons/${lead}`)).text).toContain('LATER second')
    await officer.post(`/desk/merges/${await mergeOf(merged)}/undoing`)
    expect((await officer.get(`/desk/persons/${lead}`)).text).not.toContain('LATER second')
    expect((await officer.get(`/desk/persons/${merged}`)).text).toContain('LATER second')
  })
})

test('the list is leafed through, and says in the reader’s language when there is nothing', async () => {
  const kstu = await town.signedIn('officer@kstu.example')
  await kstu.post('/language?to=/desk', { language: 'ru' })
  expect((await kstu.get('/desk/doubles')).text).toContain('Дублей нет')
  await rows(
    `with made as (insert into persons (institution_id, shown_as) select 'kstu', 'PAGED N' || n from generate_series(1, 46) n returning id, shown_as),
       halves as (select id, row_number() over (order by id) as n from made)
     insert into doubles (institution_id, a, b, same_passport, same_name, found_at)
     select 'kstu', one.id, other.id, false, true, now() from halves one join halves other on other.n = one.n + 1`,
  )
  const names = new Set<string>()
  let address: string | undefined = '/desk/doubles'
  for (let page = 0; address && page < 5; page += 1) {
    const seen: Awaited<ReturnType<Visitor['get']>> = await kstu.get(address)
    for (const [id] of seen.html.matchAll(/\/desk\/doubles\/[0-9a-f-]{36}/g)) names.add(id)
    address = /href="(\/desk\/doubles\?before=[^"]+)"/.exec(seen.html)?.[1]
  }
  expect(names.size).toBe(45)
  expect((await kstu.get('/desk/doubles?before=x&show=decided')).status).toBe(200)
})

test('one person who applies again with the same account is one person already', async () => {
  const one = await applies({ name: ['AGAIN', 'Lena'], really: true })
  const person = await personOf(one)
  const apply = await one.visitor.get('/kslu/en/apply')
  const begun = await one.visitor.post('/kslu/en/apply', { mail: one.mail, key: hidden(apply, 'key') })
  const second: Applicant = { ...one, ...placesOf(begun) }
  await answer(second, { you: { familyName: 'AGAIN', givenName: 'Lena', ...born() } })
  await bring(second)
  expect((await send(second)).status).toBe(303)
  await town.settled()
  expect(second.id).not.toBe(one.id)
  expect(await personOf(second)).toBe(person)
  expect(await rows('select 1 from doubles where a = $1 or b = $1', person)).toEqual([])
  expect((await officer.get(`/desk/persons/${person}`)).html).toContain(second.desk)
})
