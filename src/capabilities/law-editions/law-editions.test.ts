import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { libraryCard } from '../../../test/library-card.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { openCaseFor, personNamed, takeStep, verifyJournal } from '../cases/index.ts'
import { forgetLaw, lawInUse, lawOfToday, newestEdition } from '../law/index.ts'
import { loadPacks, shippedPacks } from '../packs/index.ts'
import { addRecord } from '../stays/index.ts'
import { workRun } from './actions.ts'
import { datesOf } from './store.ts'

/** A loan is collected within the term of visa support: 7 working days by the law as shipped. */
const loan = {
  ...libraryCard,
  name: 'loan',
  personal: true,
  deadlines: (({ stage, stageSince, law }) =>
    stage === 'given' ? [] : [law.deadline('collect', 'visa.support', { from: stageSince })]) satisfies NonNullable<
    typeof libraryCard.deadlines
  >,
}
const today = '2026-11-22'
const arrived = { 'arrived.day': '20', 'arrived.month': '8', 'arrived.year': '2026' }
const page = '/desk/settings/law'

let town: TestHouse
let admin: Visitor
let officer: Visitor
let folder: string
beforeAll(async () => {
  town = await testHouse({ today, building: { procedures: [loan] } })
  admin = await town.signedIn('admin@kslu.example')
  officer = await town.signedIn('officer@kslu.example')
  folder = await mkdtemp(join(tmpdir(), 'kopuro-law-'))
  await cp(fileURLToPath(shippedPacks), folder, { recursive: true })
  for (const institution of ['kslu', 'kstu'])
    for (const name of ['Anna', 'Boris', 'Chinara']) await borrow(institution, name)
})
afterAll(async () => {
  await town.close()
  await rm(folder, { recursive: true })
})

const db = () => town.house.database.within('kslu')

async function borrow(institution: string, name: string) {
  const scope = town.house.database.within(institution)
  const by = { id: 'test', name: 'Test', role: 'officer' }
  const act = { house: town.house, institution, by, party: 'office' } as const
  const law = await lawOfToday(town.house, institution)
  const personId = await scope.transaction().execute(async (tx) => {
    const person = await personNamed(tx, {
      institution,
      shownAs: name,
      email: null,
      language: 'en',
      birthDay: null,
      citizenship: 'IN',
    })
    const visa = { from: day('2026-10-01'), to: day('2026-12-25'), said: { visaKind: 'S', entries: 'multiple' } }
    await addRecord(tx, town.house, { institution, personId: person, kind: 'visa', number: 'V1', ...visa, by, law })
    return person
  })
  const id = await openCaseFor(act, loan, { personId, typed: { name, reads: 'hall', ...arrived }, requestKey: null })
  if (name === 'Chinara') {
    const { version } = await scope.selectFrom('cases').select('version').where('id', '=', id).executeTakeFirstOrThrow()
    await takeStep({ ...act, party: 'subject' }, loan, id, { name: 'ask', typed: {}, version })
    await takeStep(act, loan, id, { name: 'give', typed: {}, version: version + 1 })
  }
  return id
}

/** Another edition: visa support within so many working days, an extension asked for so many before the end. */
async function load(support: number, lead: number) {
  const file = join(folder, 'law/kg/rules.json')
  const { rules } = JSON.parse(await readFile(fileURLToPath(new URL('law/kg/rules.json', shippedPacks)), 'utf8'))
  for (const rule of rules) {
    if (rule.id === 'visa.support') rule.value = support
    if (rule.id === 'visa.extension-lead') rule.value = lead
  }
  await writeFile(file, JSON.stringify({ rules }))
  await loadPacks(town.house.database, folder)
  return newestEdition(town.house.database.shared)
}

const dates = async (institution = 'kslu') =>
  (
    await town.house.database
      .within(institution)
      .selectFrom('case_deadlines')
      .innerJoin('cases', 'cases.id', 'case_deadlines.case_id')
      .select(['cases.title', 'due'])
      .orderBy('cases.title')
      .execute()
  ).map(({ title, due }) => `${title} ${due}`)
const starts = async (institution = 'kslu') =>
  (
    await town.house.database
      .within(institution)
      .selectFrom('stay_clocks')
      .select('start_on')
      .where('name', '=', 'visa.ends')
      .execute()
  ).map(({ start_on }) => start_on)
const movedBy = async (kind: 'preview' | 'change') => {
  const run = await db()
    .selectFrom('law_runs')
    .select('id')
    .where('kind', '=', kind)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const rows = await datesOf(db(), run.id, { late: false, after: null }, day(today), 100)
  return rows.map(({ title, name, before, after }) => `${title} ${name} ${before} ${after}`).sort()
}

async function previewed(hash: string) {
  expect((await admin.post(`${page}/editions/${hash}/preview`)).status).toBe(303)
  await town.settled()
  const shown = await admin.get(`${page}/editions/${hash}`)
  return { shown, form: { preview: hidden(shown, 'preview') } }
}

describe('an edition that is loaded later', () => {
  let hash: string
  beforeAll(async () => {
    hash = await load(3, 40)
  })

  test('waits, and says so to admin and officer, on their day too; nothing has changed', async () => {
    for (const visitor of [admin, officer]) {
      expect((await visitor.get(page)).text).toContain('Nothing changes until an administrator')
      expect((await visitor.get('/desk')).text).toContain('New edition of the law')
    }
    expect(await dates()).toEqual(['Anna 2026-12-01', 'Boris 2026-12-01'])
    expect((await lawOfToday(town.house, 'kslu')).rule('visa.support').value).toBe(7)
  })

  test('can’t be worked out or confirmed by an officer, or by a stranger', async () => {
    const kstu = await town.signedIn('officer@kstu.example')
    for (const visitor of [officer, kstu]) {
      expect((await visitor.post(`${page}/editions/${hash}/preview`)).status).toBe(404)
      expect((await visitor.post(`${page}/editions/${hash}/confirmation`)).status).toBe(404)
    }
    expect((await town.visitor().get(page)).location).toContain('/sign-in')
    expect((await admin.get(`${page}/editions/nothing`)).status).toBe(404)
  })

  test('is confirmed by nobody who has not seen what it changes', async () => {
    const seen = await admin.post(`${page}/editions/${hash}/confirmation`, { preview: crypto.randomUUID() })
    expect(seen.status).toBe(409)
    expect(seen.text).toContain('has to be worked out anew')
    expect((await admin.post(`${page}/editions/${hash}/confirmation`)).status).toBe(409)
  })

  test('shows which dates it moves, by case and by stay, and what becomes late; nothing moves by looking', async () => {
    const before = [await dates(), await starts()]
    const { shown } = await previewed(hash)
    expect(await movedBy('preview')).toEqual([
      'Anna collect 2026-12-01 2026-11-25',
      'Anna visa.ends:start 2026-11-27 2026-10-30',
      'Boris collect 2026-12-01 2026-11-25',
      'Boris visa.ends:start 2026-11-27 2026-10-30',
      'Chinara visa.ends:start 2026-11-27 2026-10-30',
    ])
    expect(shown.text).toMatch(/2\s*changed rules|2 changed rules/)
    expect(shown.text).toContain('7 working days → 3 working days')
    expect(shown.text).toContain('Visa ends: last safe day to start')
    const late = await admin.get(`${page}/editions/${hash}?late=yes`)
    expect(late.text).toContain('late then')
    expect(late.text).not.toContain('Collect the card')
    expect([await dates(), await starts()]).toEqual(before)
    expect((await lawOfToday(town.house, 'kslu')).rule('visa.support').value).toBe(7)
  })

  test('of another day is worked out anew before it is confirmed', async () => {
    const { form } = await previewed(hash)
    goTo(town, '2026-11-23')
    expect((await admin.get(`${page}/editions/${hash}`)).text).toContain('worked out on an earlier day')
    expect((await admin.post(`${page}/editions/${hash}/confirmation`, form)).status).toBe(409)
    goTo(town, today)
  })

  test('is confirmed once by two who confirm at once; what moves is what was shown, and each case says so', async () => {
    const { form } = await previewed(hash)
    const shown = await movedBy('preview')
    const other = await town.signedIn('admin@kslu.example')
    const seen = await Promise.all([admin, other].map((one) => one.post(`${page}/editions/${hash}/confirmation`, form)))
    expect(seen.map(({ status }) => status).sort()).toEqual([303, 409])
    await town.settled()
    expect(await movedBy('change')).toEqual(shown)
    expect(await dates()).toEqual(['Anna 2026-11-25', 'Boris 2026-11-25'])
    expect(await starts()).toEqual(['2026-10-30', '2026-10-30', '2026-10-30'])
    const { rows } = await town.owner.query(
      "select c.title, a.by_name, a.input from case_actions a join cases c on c.id = a.case_id where action = 'law.changed' order by 1",
    )
    expect(rows.map(({ title, by_name }) => `${title} ${by_name}`)).toEqual(
      ['Anna', 'Boris'].map((name) => `${name} ${rows[0].by_name}`),
    )
    expect(rows[0].input.dates).toEqual([{ name: 'collect', before: '2026-12-01', after: '2026-11-25' }])
    const run = seen.find(({ status }) => status === 303)?.location ?? ''
    expect((await officer.get(run)).text).toContain('All open dates are counted anew')
    expect((await officer.get(page)).text).not.toContain('Nothing changes until')
  })

  test('leaves closed cases and other institutions alone, and the journal whole', async () => {
    const closed = await db()
      .selectFrom('cases')
      .select(['version', 'stage'])
      .where('title', '=', 'Chinara')
      .executeTakeFirstOrThrow()
    expect(closed).toEqual({ version: 3, stage: 'given' })
    expect(await dates('kstu')).toEqual(['Anna 2026-12-01', 'Boris 2026-12-01'])
    expect(await starts('kstu')).toEqual(['2026-11-27', '2026-11-27', '2026-11-27'])
    expect((await lawOfToday(town.house, 'kstu')).rule('visa.support').value).toBe(7)
    const faults = await Array.fromAsync(verifyJournal(town.house.database, town.house.clock, 'kslu', [loan]))
    expect(faults).toEqual([])
  })

  test('is counted once, although a job may run twice', async () => {
    const run = await db().selectFrom('law_runs').select('id').where('kind', '=', 'change').executeTakeFirstOrThrow()
    const count = async () =>
      (await town.owner.query("select count(*)::int from case_actions where action = 'law.changed'")).rows[0].count
    const before = await count()
    await workRun(town.house, [loan], { institution: 'kslu', id: run.id })
    await db()
      .updateTable('law_runs')
      .set({ ended_at: null, case_after: '00000000-0000-0000-0000-000000000000' })
      .execute()
    await workRun(town.house, [loan], { institution: 'kslu', id: run.id })
    expect(await count()).toBe(before)
  })

  test('can be gone back from, to any edition that was loaded', async () => {
    const shipped = await lawInUse(town.house.database.within('kstu'))
    const { form } = await previewed(shipped?.hash ?? '')
    await admin.post(`${page}/editions/${shipped?.hash}/confirmation`, form)
    await town.settled()
    expect(await dates()).toEqual(['Anna 2026-12-01', 'Boris 2026-12-01'])
    expect((await admin.get(page)).text).toContain('A new edition is loaded')
  })
})

describe('a rule', () => {
  const support = `${page}/rules/visa.correction`
  beforeEach(() => forgetLaw(town.house, 'kslu'))

  test('is found by words, by what nobody has verified, and by what ends', async () => {
    expect((await officer.get(`${page}?search=ГКНБ&show=all`)).text).toContain('4 working days')
    expect((await officer.get(`${page}?search=nothing+like+it`)).text).toContain('No rule matches')
    const unverified = await officer.get(`${page}?show=unverified`)
    expect(unverified.text).toContain('Register again within 10 working days')
    expect(unverified.text).not.toContain('Visa support (the official invitation) is considered')
    const ending = await officer.get(`${page}?show=ending`)
    expect(ending.text).toContain('to 31 December 2026')
    expect(ending.text).not.toContain('Register again within 10 working days')
  })

  test('about to end stands on the day of admin and officer, and after its end too', async () => {
    expect((await officer.get('/desk')).text).toMatch(/\d+ rules end on 31 December 2026/)
    goTo(town, '2027-01-04')
    expect((await officer.get('/desk')).text).toMatch(/\d+ rules ended on 31 December 2026/)
    goTo(town, '2026-09-01')
    expect((await officer.get('/desk')).text).not.toMatch(/rules end/)
    goTo(town, today)
  })

  test('is verified by a named person with a note, for that institution alone, and taken back', async () => {
    const id = 'registration.change'
    const at = `${page}/rules/${id}`
    const form = {
      print: hidden(await admin.get(at), 'print'),
      note: 'Resolution No. 600, point 12, read on paper',
    }
    expect((await officer.post(`${at}/check`, form)).status).toBe(404)
    const empty = await admin.post(`${at}/check`, { ...form, note: ' ' })
    expect(empty.status).toBe(422)
    expect((await admin.post(`${at}/check`, { ...form, print: 'another' })).status).toBe(409)
    expect((await admin.post(`${at}/check`, form)).status).toBe(303)
    expect((await admin.post(`${at}/check`, form)).status).toBe(409)
    expect((await lawOfToday(town.house, 'kslu')).rule(id)).toMatchObject({
      verified: true,
      checked: { note: form.note },
    })
    expect((await lawOfToday(town.house, 'kstu')).rule(id).verified).toBe(false)
    expect((await officer.get(at)).text).toContain('22 November 2026')
    expect((await admin.post(`${at}/check/back`, form)).status).toBe(303)
    expect((await lawOfToday(town.house, 'kslu')).rule(id).verified).toBe(false)
    expect((await officer.get(at)).text).toContain('taken back by')
    expect((await admin.post(`${at}/check/back`, form)).status).toBe(409)
  })

  test('that nobody has is nowhere', async () => {
    expect((await officer.get(support)).status).toBe(200)
    expect((await officer.get(`${page}/rules/nothing.like-it`)).status).toBe(404)
  })
})

test('files that were refused are said with their line, and the edition in use stays', async () => {
  const file = join(folder, 'law/kg/rules.json')
  const kept = await readFile(file, 'utf8')
  await writeFile(file, `${kept.slice(0, -1)},`)
  await loadPacks(town.house.database, folder)
  const seen = await officer.get(page)
  expect(seen.text).toContain('The files of the law were refused')
  expect(seen.text).toMatch(/rules\.json line \d+/)
  await writeFile(file, kept)
  await loadPacks(town.house.database, folder)
  expect((await officer.get(page)).text).not.toContain('were refused')
})
