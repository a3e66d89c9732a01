import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beforeCommission } from '../../../test/candidates.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { openCall } from '../../../test/open-call.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { checkReplay } from './counting.ts'
import { rankingOf } from './store.ts'

let town: TestHouse
let officer: Visitor
let chair: Visitor
let reader: Visitor
let zoe: Visitor
let call: string
let room: string
const cases: Record<string, string> = {}

const db = () => town.house.database.within('kstu')
const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const memberOf = async (like: string) =>
  (await rows('select id from commission_members where call_id = $1 and email like $2', call, like))[0]?.id ?? ''
const readersOf = async (family: string) =>
  (await rows("select member_id from commission_readings where case_id = $1 and state = 'waiting'", cases[family])).map(
    ({ member_id }) => member_id,
  )

const sheet = {
  ...{ rows: '3', least: '0', most: '10', readers: '2', average: 'mean', apart: '3', tie1: 'k2', tie2: 'arrived' },
  ...{ 'c1-ru': 'Успеваемость', 'c1-en': 'Grades', 'c1-weight': '50', 'c1-by': 'readers' },
  ...{ 'c2-ru': 'Мотивация', 'c2-en': 'Motivation', 'c2-weight': '30', 'c2-by': 'readers' },
  ...{ 'c3-ru': 'Собеседование', 'c3-en': 'Talk', 'c3-weight': '20', 'c3-by': 'interview' },
  'paper.transcript': 'yes',
}

beforeAll(async () => {
  town = await testHouse({ today: '2026-09-16' })
  call = await openCall(town)
  room = `/desk/calls/${call}/commission`
  officer = await town.signedIn('officer@kstu.example')
  // The rector sits in the chair and is nothing else here; the administrator reads.
  await town.owner.query("update memberships set role = 'commission' where account_id = 'cast-rector@kstu.example'")
  town.house.sessions.forget()
  chair = await town.signedIn('rector@kstu.example')
  reader = await town.signedIn('admin@kstu.example')
  zoe = await town.signedIn('zoe@example.org')
  for (const family of ['ALPHA', 'BETA', 'GAMMA']) cases[family] = await beforeCommission(town, call, { family })
  cases.ZOE = await beforeCommission(town, call, { family: 'DELTA', account: 'zoe@example.org' })
})
afterAll(() => town?.close())

const name = async (fields: Readonly<Record<string, string>>) =>
  officer.post(`${room}/members`, { id: crypto.randomUUID(), role: 'member', account: '', speaks: 'en', ...fields })
const account = async (email: string) => (await rows('select id from accounts where email = $1', email))[0].id
const guestFields = { name: 'Gamma Guest', email: 'guest@partner.example', partner: 'Sample University' }

describe('before it opens', () => {
  test('a commission says what it still lacks, and no stranger finds it', async () => {
    const page = await officer.get(room)
    expect(page.text).toContain('4 applications wait for the commission')
    expect(page.text).toContain('The score sheet is missing.')
    expect((await officer.post(`${room}/opening`)).status).toBe(409)
    const foreign = await town.signedIn('officer@kslu.example')
    for (const visitor of [zoe, chair, foreign]) {
      expect((await visitor.get(room)).status).toBe(404)
      expect((await visitor.post(`${room}/quorum`, { quorum: '1' })).status).toBe(404)
    }
    expect((await town.visitor().get(room)).location).toContain('/sign-in')
  })

  test('weights of 99 are refused with what was typed kept, a whole sheet is fixed, and twice the same form fixes one', async () => {
    const wrong = await officer.post(`${room}/sheet`, { ...sheet, seen: '0', 'c3-weight': '19' })
    expect([wrong.status, wrong.text.includes('The weights are 100 together')]).toEqual([422, true])
    expect(wrong.html).toContain('value="Мотивация"')
    for (const change of [{ most: '0' }, { readers: '0' }, { tie1: 'k7' }, { 'c1-weight': '1.5' }, { apart: 'x' }])
      expect([change, (await officer.post(`${room}/sheet`, { ...sheet, seen: '0', ...change })).status]).toEqual([
        change,
        422,
      ])
    expect((await officer.post(`${room}/sheet`, { ...sheet, seen: '0' })).status).toBe(303)
    expect((await officer.post(`${room}/sheet`, { ...sheet, seen: '0' })).status).toBe(303)
    expect(await rows('select 1 from commission_sheets where call_id = $1', call)).toHaveLength(1)
    const late = await officer.post(`${room}/sheet`, { ...sheet, seen: '0', apart: '5' })
    expect([late.status, late.text.includes('Somebody has changed the sheet meanwhile')]).toEqual([409, true])
  })

  test('members are named once each, with one chair; a guest needs an address', async () => {
    expect((await name({ role: 'chair', account: await account('rector@kstu.example') })).status).toBe(303)
    expect((await name({ role: 'chair', account: await account('admin@kstu.example') })).status).toBe(409)
    const admin = { id: crypto.randomUUID(), account: await account('admin@kstu.example') }
    expect((await name(admin)).status).toBe(303)
    expect((await name(admin)).status).toBe(303)
    expect((await name({ ...admin, id: crypto.randomUUID() })).status).toBe(409)
    expect((await name({ ...guestFields, email: 'no address' })).status).toBe(422)
    expect((await name(guestFields)).status).toBe(303)
    const foreign = await account('officer@kslu.example')
    expect((await name({ account: foreign })).status).toBe(422)
    expect(await rows('select 1 from commission_members where call_id = $1', call)).toHaveLength(3)
  })
})

describe('once it is open', () => {
  test('every application has two readers, evenly; members get a mail, the guest a link', async () => {
    expect((await officer.post(`${room}/opening`)).status).toBe(303)
    expect((await officer.post(`${room}/opening`)).status).toBe(303)
    const loads = await rows(
      'select member_id, count(*)::int from commission_readings where call_id = $1 group by 1 order by 2',
      call,
    )
    expect(loads.map(({ count }) => count)).toEqual([2, 3, 3])
    // The guest bears an applicant's name: a hint, and nothing more.
    expect((await officer.get(room)).text).toContain('An applicant and a member have the same family name')
    const mails = await rows(
      "select to_address, kind, body from mails where kind like 'mobility.commission%' order by 1",
    )
    expect(mails.map(({ to_address }) => to_address)).toEqual([
      ...['admin@kstu.example', 'guest@partner.example', 'rector@kstu.example'],
    ])
    expect(mails[1].body).toMatch(/http:\/\/kopuro\.test\/p\//)
    expect((await officer.get('/desk/calls')).status).toBe(200)
  })

  test('another sheet replaces the first while nobody has scored: the readers are asked anew', async () => {
    const asked = async () =>
      (await rows('select count(*)::int from commission_readings where call_id = $1', call))[0].count
    expect((await officer.post(`${room}/sheet`, { ...sheet, seen: '1', readers: '4' })).status).toBe(409)
    expect((await officer.post(`${room}/sheet`, { ...sheet, seen: '1', readers: '3' })).status).toBe(303)
    expect(await asked()).toBe(12)
    expect((await officer.post(`${room}/sheet`, { ...sheet, seen: '2' })).status).toBe(303)
    expect(await asked()).toBe(8)
    expect((await checkReplay(db(), call)).faults).toEqual([])
  })

  test('a member reads the own applications and no other, and sees no passport', async () => {
    const list = await reader.get(`/desk/commissions/${call}`)
    const mine = await rows(
      'select case_id from commission_readings where member_id = $1',
      await memberOf('admin@kstu.example'),
    )
    const ids = mine.map(({ case_id }) => case_id)
    const other = Object.values(cases).find((id) => !ids.includes(id)) ?? ''
    expect(list.html).toContain(`/desk/commissions/${call}/${ids[0]}`)
    const page = await reader.get(`/desk/commissions/${call}/${ids[0]}`)
    expect(page.text).toContain('wants to go')
    expect(page.text).not.toContain('7654321')
    if (other) expect((await reader.get(`/desk/commissions/${call}/${other}`)).status).toBe(404)
    expect((await officer.get(`/desk/commissions/${call}`)).status).toBe(404)
    expect((await chair.get('/desk/cases/mobility')).status).toBe(404)
    expect((await chair.get('/desk/commissions')).text).toContain('Sample exchange')
  })

  test('marks out of range are refused and kept, confirmed ones stay, and twice the same form is once', async () => {
    const [id] = await readBy('admin@kstu.example')
    const at = `/desk/commissions/${call}`
    const wrong = await reader.post(at, { do: 'score', case: id ?? '', 'mark-k1': '11', 'mark-k2': '5', note: 'words' })
    expect([wrong.status, wrong.html.includes('value="11"'), wrong.html.includes('words')]).toEqual([422, true, true])
    const marks = { do: 'score', case: id ?? '', 'mark-k1': '8', 'mark-k2': '6', note: 'good' }
    const twice = await Promise.all([reader.post(at, marks), reader.post(at, marks)])
    expect(twice.map(({ status }) => status)).toEqual([303, 303])
    const changed = await reader.post(at, { ...marks, 'mark-k1': '9' })
    expect(changed.status).toBe(409)
    expect(await rows("select 1 from commission_events where kind = 'scored'")).toHaveLength(1)
    expect((await reader.get(`${at}/${id}`)).text).toContain('Marks are hidden until every reader is in')
    const desk = await officer.get(`${room}/cases/${id}`)
    expect(desk.text).not.toContain('good')
    expect((await officer.post(`${room}/sheet`, { ...sheet, seen: '3', apart: '5' })).status).toBe(409)
  })

  test('a guest reads by the link alone, until everything is read', async () => {
    const { guest, door } = await guestComes()
    const other = await town.visitor().get(door)
    expect(other.text).not.toContain('wants to go')
    for (const id of await readBy('guest@partner.example')) {
      const page = await guest.get(`${door}?case=${id}`)
      expect(page.text).toContain('wants to go')
      const marks = { do: 'score', case: id, 'mark-k1': '5', 'mark-k2': '5', note: '' }
      expect((await guest.post(`${door}/answer`, { ...marks, 'mark-k1': '' })).status).toBe(422)
      expect((await guest.post(`${door}/answer`, marks)).location).toBe(door)
    }
    expect((await guest.get(door)).text).not.toContain('wants to go')
    expect(await readBy('guest@partner.example')).toEqual([])
  })

  test('a conflict declared after scoring takes the score out, and somebody else reads', async () => {
    const [scored] = await rows(
      "select case_id from commission_readings where state = 'done' and member_id = $1",
      await memberOf('guest%'),
    )
    const id = scored.case_id
    const missing = await officer.post(`${room}/cases/${id}/conflict`, { member: await memberOf('guest%'), why: ' ' })
    expect([missing.status, missing.text.includes('Please give the reason')]).toEqual([409, true])
    const said = { member: await memberOf('guest%'), why: 'Her supervisor' }
    for (const _ of [1, 2]) expect((await officer.post(`${room}/cases/${id}/conflict`, said)).status).toBe(303)
    expect(await rows("select 1 from commission_events where kind = 'conflict'")).toHaveLength(1)
    const states = await rows('select state from commission_readings where case_id = $1 order by state', id)
    expect(states.map(({ state }) => state)).toContain('out')
    expect(states).toHaveLength(3)
    const page = await officer.get(`${room}/cases/${id}`)
    expect(page.text).toContain('Her supervisor')
    expect(page.text).toContain('does not count: conflict of interest')
    const back = await officer.post(`${room}/cases/${id}/lifting`, { ...said, why: 'Another person' })
    expect(back.status).toBe(303)
    expect((await rankingOf(db(), call)).find(({ caseId }) => caseId === id)).toMatchObject({ score: null })
  })

  test('all read: the others’ marks are seen, far apart is shown, and the chair asks for one more', async () => {
    await readAll()
    // Two of the three members read it, so one is left.
    const [twice] = await rows(
      'select case_id from commission_readings where call_id = $1 group by 1 having count(*) = 2',
      call,
    )
    const far = twice.case_id
    const family = Object.keys(cases).find((one) => cases[one] === far) ?? ''
    await town.owner.query('update commission_candidates set apart = 9000 where case_id = $1', [far])
    expect((await chair.get(`${room}/ranking?show=apart`)).text).toContain(
      `${family === 'ZOE' ? 'DELTA' : family} Test`,
    )
    const page = await chair.get(`${room}/cases/${far}`)
    expect(page.text).toContain('Readers lie 9.0 apart')
    const asked = { seen: hidden(page, 'seen'), why: 'They differ' }
    const both = await Promise.all([1, 2].map(() => chair.post(`${room}/cases/${far}/another`, asked)))
    expect(both.every(({ status }) => status === 303)).toBe(true)
    expect(await readersOf(family)).toHaveLength(1)
    expect((await chair.get(`${room}/cases/${far}`)).text).toContain('Marks are hidden until every reader is in')
    await readAll()
    expect((await checkReplay(db(), call)).faults).toEqual([])
  })
})

describe('interviews', () => {
  const slots = {
    'on.day': '20',
    'on.month': '9',
    'on.year': '2026',
    from: '9:30',
    count: '2',
    minutes: '20',
    pause: '5',
  }
  const more = { ...slots, place: 'Room 301', hours: '24', key: crypto.randomUUID() }
  const free = async () =>
    (await rows('select id from commission_slots where call_id = $1 order by starts_at', call)).map(({ id }) => id)

  test('the office opens times once; those in the past and those that overlap are refused', async () => {
    const at = `${room}/interviews`
    expect((await officer.post(at, { ...more, from: '25:00' })).status).toBe(422)
    expect((await officer.post(at, { ...more, 'on.month': '8' })).status).toBe(409)
    for (const _ of [1, 2]) expect((await officer.post(at, more)).status).toBe(303)
    expect((await officer.post(at, { ...more, key: crypto.randomUUID(), from: '09:40' })).status).toBe(409)
    expect(await free()).toHaveLength(2)
  })

  test('of two who want the same time at once one gets it, the other is told; whoever has it may choose another', async () => {
    const amina = await town.signedIn('amina@example.org')
    cases.AMINA = await beforeCommission(town, call, { family: 'OTHER', account: 'amina@example.org' })
    const early = await amina.get(`/my/kstu/${cases.AMINA}/interview`)
    // She came after the opening: the commission hears of it when a step brings her there.
    expect(early.status).toBe(404)
    await bring(cases.AMINA)
    expect((await amina.get(`/my/kstu/${cases.AMINA}`)).text).toContain('Choose when the commission hears you')
    const [first = '', second = ''] = await free()
    const [mine, hers] = [`/my/kstu/${cases.ZOE}/interview`, `/my/kstu/${cases.AMINA}/interview`]
    const both = await Promise.all([zoe.post(mine, { slot: first }), amina.post(hers, { slot: first })])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(both.find(({ status }) => status === 409)?.text).toContain('Somebody else has just taken this time')
    const winner = both[0]?.status === 303 ? { visitor: zoe, at: mine } : { visitor: amina, at: hers }
    expect((await winner.visitor.post(winner.at, { slot: second })).status).toBe(303)
    expect((await winner.visitor.post(winner.at, {})).text).toContain('Choose one of the times')
    expect((await zoe.post(hers, { slot: first })).status).toBe(404)
    const mails = await rows("select calendar from mails where kind = 'mobility.interview' order by queued_at, id")
    expect(mails).toHaveLength(2)
    expect(mails[1].calendar).toContain('SEQUENCE:2')
    expect(mails[1].calendar).toContain('DTSTART:20260920T035500Z')
    expect((await winner.visitor.post(winner.at, { slot: '', leave: 'yes' })).status).toBe(303)
    expect(
      (await rows("select calendar from mails where kind = 'mobility.interview' order by queued_at desc, id desc"))[0]
        .calendar,
    ).toContain('METHOD:CANCEL')
  })

  test('results are marks of the sheet; whoever did not come has the lowest', async () => {
    const note = (id: string | undefined, fields: Readonly<Record<string, string>>) =>
      chair.post(`${room}/interviews/results`, { case: id ?? '', ...fields })
    await readAll()
    expect((await note(cases.ALPHA, { appeared: 'yes', 'mark-k3': '12' })).status).toBe(422)
    for (const family of ['ALPHA', 'BETA', 'GAMMA', 'ZOE'])
      expect((await note(cases[family], { appeared: 'yes', 'mark-k3': '5' })).status).toBe(303)
    expect((await note(cases.AMINA, { appeared: 'no' })).status).toBe(303)
    const ranked = await rankingOf(db(), call)
    expect(ranked.every(({ score }) => score !== null)).toBe(true)
    expect(ranked.find(({ caseId }) => caseId === cases.AMINA)?.scores.k3).toBe(0)
    expect((await reader.post(`${room}/interviews/results`, { case: cases.ALPHA ?? '', appeared: 'no' })).status).toBe(
      303,
    )
    expect((await zoe.post(`${room}/interviews/results`, { case: cases.ALPHA ?? '' })).status).toBe(404)
  })
})

describe('the ranking', () => {
  test('says places and what broke ties, agrees with the journal, and leaves as a sheet', async () => {
    const page = await officer.get(`${room}/ranking?check=1`)
    expect(page.text).toContain('every score and place agrees')
    expect(page.text).toContain('Equal score, decided by')
    const csv = await officer.get(`${room}/ranking.csv`)
    expect(csv.html.split('\n').filter((line) => line.includes('Test'))).toHaveLength(5)
    expect((await officer.get(`${room}/ranking.xlsx`)).status).toBe(200)
    await town.owner.query('update commission_candidates set score = 1 where case_id = $1', [cases.BETA])
    expect((await officer.get(`${room}/ranking?check=1`)).text).toContain('1 application differs from the journal')
    await expect(town.owner.query('delete from commission_events')).rejects.toThrow('never changed')
  })

  test('a member who leaves after scoring: the scores stay and are marked', async () => {
    const before = (await rankingOf(db(), call)).map(({ caseId, place }) => [caseId, place])
    const id = await memberOf('guest%')
    expect((await officer.post(`${room}/members/${id}/removal`, { why: '' })).status).toBe(409)
    expect((await officer.post(`${room}/members/${id}/removal`, { why: 'Ill' })).status).toBe(303)
    expect((await officer.post(`${room}/members/${crypto.randomUUID()}/removal`, { why: 'Ill' })).status).toBe(404)
    expect((await rankingOf(db(), call)).map(({ caseId, place }) => [caseId, place])).toEqual(before)
    expect((await officer.get(room)).text).toContain('has left')
  })

  test('an applicant’s own archive has the marks without the names of those who gave them; notes are forgotten', async () => {
    const [{ subject_id: person }] = await rows('select subject_id from cases where id = $1', cases.ZOE)
    await town.owner.query("update commission_readings set note = 'a word' where case_id = $1", [cases.ZOE])
    const keeping = town.house.keeps.ofPersons.find(({ name }) => name === 'commission')
    const [kept] = (await keeping?.read(db(), person)) ?? []
    expect(JSON.stringify(kept)).toContain('a word')
    expect(JSON.stringify(kept)).not.toContain('member')
    await db()
      .transaction()
      .execute(async (tx) => keeping?.forget?.(tx, person))
    expect(JSON.stringify(await keeping?.read(db(), person))).not.toContain('a word')
  })

  test('whoever withdraws is judged no more', async () => {
    const page = await zoe.get(`/my/kstu/${cases.ZOE}`)
    await zoe.post(`/my/kstu/${cases.ZOE}/steps/withdraw`, { version: hidden(page, 'version') })
    const [row] = await rows('select withdrawn, out from commission_candidates where case_id = $1', cases.ZOE)
    expect(row).toEqual({ withdrawn: true, out: 'withdrawn' })
    expect((await rankingOf(db(), call)).find(({ caseId }) => caseId === cases.ZOE)?.out).toBe('withdrawn')
  })

  test('minutes say who was there, the quorum, conflicts and places, and stay as they were', async () => {
    const form = {
      id: crypto.randomUUID(),
      'on.day': '21',
      'on.month': '9',
      'on.year': '2026',
      place: '',
      language: 'ru',
    }
    const member = await memberOf('rector%')
    const fields = { ...form, decisions: 'Рекомендовать\nпервых', [`present.${member}`]: 'yes' }
    expect((await officer.post(`${room}/minutes`, form)).status).toBe(422)
    for (const _ of [1, 2]) expect((await chair.post(`${room}/minutes`, fields)).status).toBe(303)
    const kept = await rows('select id, content from commission_minutes where call_id = $1', call)
    expect(kept).toHaveLength(1)
    expect(kept[0].content.quorum).toContain('Кворума нет')
    const file = await chair.get(`${room}/minutes/${kept[0].id}`)
    expect(file.response.headers.get('content-type')).toBe('application/pdf')
    const other = await openCall(town, { slug: 'other' })
    expect((await officer.get(`/desk/calls/${other}/commission/minutes/${kept[0].id}`)).status).toBe(404)
    expect((await officer.get(`/desk/calls/${other}/commission/cases/${cases.ALPHA}`)).status).toBe(404)
  })
})

async function readBy(email: string): Promise<string[]> {
  const found = await rows(
    "select case_id from commission_readings where state = 'waiting' and member_id = $1 order by id",
    await memberOf(`${email.split('@')[0]}%`),
  )
  return found.map(({ case_id }) => case_id)
}

async function guestComes() {
  const [mail] = await rows(
    "select body from mails where to_address = 'guest@partner.example' order by queued_at desc, id desc limit 1",
  )
  const door = /\/p\/[\w-]+/.exec(mail.body)?.[0] ?? ''
  const guest = town.visitor()
  await guest.post(`${door}/opening`)
  return { guest, door }
}

/** Everybody confirms what is theirs to read. */
async function readAll(): Promise<void> {
  const marks = { do: 'score', 'mark-k1': '5', 'mark-k2': '5', note: '' }
  const at = `/desk/commissions/${call}`
  for (const id of await readBy('admin@')) expect((await reader.post(at, { ...marks, case: id })).status).toBe(303)
  for (const id of await readBy('rector@')) expect((await chair.post(at, { ...marks, case: id })).status).toBe(303)
  const left = await readBy('guest@')
  if (left.length === 0) return
  const { guest, door } = await guestComes()
  for (const id of left) expect((await guest.post(`${door}/answer`, { ...marks, case: id })).status).toBe(303)
}

/** The office admits an application that was checked. */
async function bring(id: string): Promise<void> {
  await town.owner.query("update cases set stage = 'checking' where id = $1", [id])
  await town.owner.query(
    `insert into documents (institution_id, case_id, type, state) select 'kstu', $1, type, 'accepted'
     from unnest(array['passport', 'transcript']) type`,
    [id],
  )
  const page = await officer.get(`/desk/cases/mobility/${id}`)
  const seen = await officer.post(`/desk/cases/mobility/${id}/steps/admit`, { version: hidden(page, 'version') })
  if (seen.status !== 303) throw new Error(`not admitted: ${seen.text}`)
}
