import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deanOf } from '../../../test/foreign-student.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { openCall } from '../../../test/open-call.ts'
import { jpeg } from '../../../test/papers.ts'
import type { Seen, Visitor } from '../../../test/visitor.ts'
import { inForce } from './rules.ts'
import { agreementOf } from './store.ts'

let town: TestHouse
let asel: Visitor
let zoe: Visitor
let id: string
let call: string
let my: string
let desk: string
beforeAll(async () => {
  town = await testHouse({ today: '2026-08-20' })
  call = await openCall(town)
  asel = await town.signedIn('officer@kstu.example')
  zoe = await town.signedIn('zoe@example.org')
  id = await mobilityOf('zoe', 'EXAMPLE Zoe', 'M-1')
  my = `/my/kstu/${id}/agreement`
  desk = `/desk/learning-agreements/${id}`
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows

/** Somebody whom a host has accepted: the road there is tested where it lies. */
async function mobilityOf(account: string, name: string, number: string): Promise<string> {
  const [person] = await rows(
    `insert into persons (institution_id, account_id, shown_as, language, email)
     values ('kstu', $1, $2, 'en', $3) returning id`,
    ...[`cast-${account}@example.org`, name, `${account}@example.org`],
  )
  const facts = {
    hostName: 'Sample University',
    from: '2026-09-01',
    to: '2027-01-31',
    specialty: 'Energy',
    unit: 'kstu-dir',
  }
  const [found] = await rows(
    `insert into cases (institution_id, procedure, subject_id, number, title, stage, waiting_for, facts, typed, arrived_at, unit)
     values ('kstu', 'mobility', $1, $2, $3, 'accepted', 'subject', $4, $5, now(), 'kstu-dir') returning id`,
    ...[person.id, number, name, JSON.stringify(facts), JSON.stringify({ call, edition: '1' })],
  )
  return found.id
}

const now = async () => {
  const agreement = await agreementOf(town.house.database.within('kstu'), id)
  if (!agreement) throw new Error('no agreement')
  return agreement
}
const revision = async () => ({ revision: String((await now()).revision) })
const component = (side: 'host' | 'home', title: string, more: Readonly<Record<string, string>> = {}) => ({
  ...{ id: crypto.randomUUID(), side, code: '', title, term: 'autumn 2026', amount: '6' },
  ...{ unit: side === 'host' ? 'ects' : 'national', ...more },
})
const add = async (who: Visitor, base: string, fields: Readonly<Record<string, string>>) =>
  who.post(`${base}/components/new`, { ...(await revision()), ...fields })
const step = async (who: Visitor, base: string, name: string, fields: Readonly<Record<string, string>> = {}) =>
  who.post(`${base}/${name}`, { ...(await revision()), ...fields })
const key = () => ({ key: crypto.randomUUID() })

const ask = { party: 'host', name: 'Host Sample', post: 'Coordinator', address: 'host@example.org', speaks: 'en' }
const until = { 'until.day': '10', 'until.month': '10', 'until.year': '2026' }

async function linkFor(address: string): Promise<string> {
  const [mail] = await rows('select body from mails where to_address = $1 order by queued_at desc limit 1', address)
  return /\/p\/[\w-]+/.exec(mail?.body ?? '')?.[0] ?? ''
}

async function onPaper(fields: Readonly<Record<string, string>>, scan = true): Promise<Seen> {
  const form = new FormData()
  const on = { 'on.day': '19', 'on.month': '8', 'on.year': '2026' }
  const all = { ...(await revision()), ...key(), name: 'Home Sample', post: 'Dean', ...on, ...fields }
  for (const [name, value] of Object.entries(all)) form.append(name, value)
  if (scan) form.append('file', new File([new Uint8Array(await jpeg('hand'))], 'hand.jpg', { type: 'image/jpeg' }))
  return asel.ask(`${desk}/paper`, { method: 'POST', body: form })
}

describe('a draft', () => {
  test('is begun once with what the case knows, and filled by the student', async () => {
    expect((await zoe.get(my)).text).toContain('No agreement yet')
    const begun = await Promise.all([zoe.post(my), zoe.post(my)])
    expect(begun.map(({ status }) => status)).toEqual([303, 303])
    expect((await zoe.get(my)).text).toContain('Sample University')
    expect((await step(zoe, my, 'sending')).text).toContain('Table A is empty')
    const form = { ...(await revision()), ...component('host', 'Heat transfer', { code: 'HT-1' }) }
    const twice = await Promise.all([zoe.post(`${my}/components/new`, form), zoe.post(`${my}/components/new`, form)])
    expect(twice.filter(({ status }) => status === 303).length).toBeGreaterThan(0)
    await add(zoe, my, component('host', 'German', { amount: '4' }))
    await add(zoe, my, component('home', 'Теплообмен', { amount: '5' }))
    expect((await now()).versions[0]?.said.components).toHaveLength(3)
    const seen = await zoe.get(my)
    expect(seen.text).toContain('Together: 10 ECTS, 10 national credits')
    expect(seen.text).toContain('The university has not confirmed this')
  })

  test.each([
    [{ amount: '0' }, 'Credits are a number above 0'],
    [{ amount: '200' }, 'Credits are a number above 0'],
    [{ title: 'GERMAN ' }, 'German stands in this table already'],
    [{ title: '' }, 'Please look again'],
  ])('refuses %o and keeps what was typed', async (more, said) => {
    const seen = await add(zoe, my, component('host', 'Wind', more))
    expect([seen.status, seen.text.includes(said)]).toEqual([422, true])
    expect(seen.html).toContain('value="autumn 2026"')
  })

  test('that was changed in another tab is not overwritten', async () => {
    const seen = await zoe.post(`${my}/components/new`, { revision: '0', ...component('host', 'Stale') })
    expect([seen.status, seen.text.includes('has changed since')]).toEqual([409, true])
    expect(seen.html).toContain('value="Stale"')
  })

  test('goes to the home university, which sends it back or approves it, and is no draft meanwhile', async () => {
    await step(zoe, my, 'sending')
    expect((await add(zoe, my, component('host', 'Too late'))).text).toContain('no draft any more')
    await step(asel, desk, 'return')
    await step(asel, desk, 'sending')
    const dean = await deanOf(town, 'kstu-dir', 'rector@kstu.example')
    expect((await dean.get('/desk/learning-agreements')).text).toContain('EXAMPLE Zoe')
    expect((await step(dean, desk, 'approval')).status).toBe(303)
    expect((await now()).versions[0]?.state).toBe('signing')
  })
})

describe('signatures', () => {
  test('are void when the agreement is changed after them, and it says so; the link that was sent opens nothing', async () => {
    const one = { ...(await revision()), ...key() }
    const both = await Promise.all([1, 2].map(() => zoe.post(`${my}/signatures`, one)))
    expect(both.filter(({ status }) => status === 303).length).toBeGreaterThan(0)
    expect((await now()).signatures).toHaveLength(1)
    expect((await step(asel, desk, 'ask', { ...key(), ...ask, ...until })).status).toBe(303)
    const link = await linkFor('host@example.org')
    expect((await step(zoe, my, 'reopening', { why: '' })).status).toBe(409)
    await step(zoe, my, 'reopening', { why: 'German is not taught' })
    const seen = await zoe.get(my)
    expect(seen.text).toContain('The signature of Student (Zoe Example) is void')
    expect(seen.text).toContain('German is not taught')
    const host = town.visitor()
    expect((await host.open(link)).html).not.toContain('name="answer"')
    await step(zoe, my, 'sending')
    await step(asel, desk, 'approval')
    expect((await now()).signatures.filter(({ voidAt }) => voidAt === null)).toEqual([])
  })

  test('by link take one answer in one browser; who does not sign says why', async () => {
    expect((await step(asel, desk, 'ask', { ...key(), ...ask, ...until, 'until.year': '2025' })).status).toBe(422)
    const form = { ...(await revision()), ...key(), ...ask, ...until }
    await asel.post(`${desk}/ask`, form)
    expect((await asel.post(`${desk}/ask`, form)).status).toBe(303)
    const link = await linkFor('host@example.org')
    const host = town.visitor()
    await host.post(`${link}/opening`)
    expect((await host.get(link)).text).toContain('Heat transfer')
    // Forwarded: another browser reads nothing.
    expect((await town.visitor().get(link)).text).not.toContain('Heat transfer')
    expect((await host.post(`${link}/answer`, { answer: 'decline', words: '' })).status).toBe(422)
    await host.post(`${link}/answer`, { answer: 'decline', words: 'Heat transfer has 5 credits' })
    expect((await host.get(link)).html).not.toContain('name="answer"')
    expect((await asel.get(desk)).text).toContain('Host Sample did not sign: Heat transfer has 5 credits')
    await step(asel, desk, 'ask', { ...key(), ...ask, ...until, address: 'second@example.org' })
    const second = await linkFor('second@example.org')
    const other = town.visitor()
    await other.post(`${second}/opening`)
    const answers = await Promise.all([1, 2].map(() => other.post(`${second}/answer`, { answer: 'sign', words: '' })))
    expect(answers.map(({ status }) => status).every((status) => status === 303 || status === 422)).toBe(true)
    expect((await now()).signatures.filter(({ party, signedAt }) => party === 'host' && signedAt)).toHaveLength(1)
  })

  test('that come late find a shut door', async () => {
    await step(asel, desk, 'ask', { ...key(), ...ask, ...until, party: 'home', address: 'late@example.org' })
    const link = await linkFor('late@example.org')
    goTo(town, '2026-10-11')
    const late = town.visitor()
    await late.post(`${link}/opening`)
    expect((await late.get(link)).html).not.toContain('name="answer"')
    expect((await late.post(`${link}/answer`, { answer: 'sign' })).status).toBe(303)
    goTo(town, '2026-08-20')
    expect((await now()).signatures.filter(({ party, signedAt }) => party === 'home' && signedAt)).toEqual([])
  })

  test('by hand need a scan and where the original lies; with the third one it is in force', async () => {
    expect((await onPaper({ party: 'home', lies: 'Folder 12' }, false)).status).toBe(422)
    expect((await onPaper({ party: 'home', lies: '' })).status).toBe(422)
    expect((await onPaper({ party: 'home', lies: 'Folder 12', 'on.year': '2027' })).text).toContain('has not come yet')
    expect((await onPaper({ party: 'home', lies: 'Folder 12' })).status).toBe(303)
    expect((await onPaper({ party: 'home', lies: 'Folder 12' })).status).toBe(409)
    await step(zoe, my, 'signatures', key())
    const seen = await zoe.get(my)
    expect(seen.text).toContain('signed by all three')
    expect(seen.text).toContain('the original lies: Folder 12')
    const scan = /href="([^"]*\/files\/[^"]*)"/.exec(seen.html)?.[1] ?? ''
    expect((await zoe.get(scan)).status).toBe(200)
    const [mail] = await rows(
      "select subject from mails where kind = 'mobility.agreement' and subject like '%all three'",
    )
    expect(mail.subject).toContain('signed by all three')
  })
})

describe('during the stay', () => {
  test('a change is a new version; the signed one stays in force until the new one is signed', async () => {
    goTo(town, '2026-10-05')
    await step(zoe, my, 'changes', { why: 'German is full' })
    const german = (await now()).versions.at(-1)?.said.components.find(({ title }) => title === 'German')
    await step(zoe, my, `components/${german?.id}/removal`)
    await add(zoe, my, component('host', 'English', { amount: '4' }))
    const seen = await zoe.get(my)
    expect(seen.text).toContain('Version 2, during the stay: a draft')
    expect(seen.text).toContain('version 1 stays in force')
    expect(seen.text).toMatch(/deleted .*German.*added .*English/)
    expect(inForce(await now())?.number).toBe(1)
    await step(zoe, my, 'sending')
    await step(asel, desk, 'approval')
    await step(zoe, my, 'signatures', key())
    await step(asel, desk, 'signatures', key())
    expect((await onPaper({ party: 'host', lies: 'At the host', name: 'Host Sample' })).status).toBe(303)
    expect(inForce(await now())?.number).toBe(2)
  })

  test('a new version can be given up', async () => {
    await step(zoe, my, 'changes', { why: 'Perhaps' })
    await step(zoe, my, 'dropping')
    expect((await now()).number).toBe(2)
    expect((await zoe.get(my)).text).toContain('Version 3: given up')
  })
})

describe('after the stay', () => {
  test('the host’s marks are kept as they were given, and the unit decides each component, or says why not', async () => {
    const version = inForce(await now())
    const heat = version?.said.components.find(({ title }) => title === 'Heat transfer')?.id ?? ''
    const home = version?.said.components.find(({ side }) => side === 'home')?.id ?? ''
    const marks = { [`${heat}.done`]: 'yes', [`${heat}.ects`]: '6', [`${heat}.grade`]: 'B+' }
    expect((await step(asel, desk, 'marks', { ...marks, [`${heat}.ects`]: '61' })).status).toBe(422)
    expect((await step(asel, desk, 'marks', marks)).status).toBe(303)
    const form = new FormData()
    form.append('file', new File([new Uint8Array(await jpeg('records'))], 'records.jpg', { type: 'image/jpeg' }))
    expect((await asel.ask(`${desk}/records`, { method: 'POST', body: form })).status).toBe(303)
    expect((await zoe.get(my)).text).toContain('records.jpg')
    expect((await zoe.get(my)).text).toContain('B+')
    const dean = await deanOf(town, 'kstu-dir', 'rector@kstu.example')
    const decide = (fields: Readonly<Record<string, string>>) =>
      step(dean, desk, `decisions/${home}`, { id: crypto.randomUUID(), ...fields })
    expect((await decide({ recognised: 'no', reason: '' })).status).toBe(422)
    expect((await decide({ recognised: 'yes', title: 'Теплообмен', credits: '0' })).status).toBe(422)
    await decide({ recognised: 'no', reason: 'Not passed' })
    await decide({ recognised: 'yes', title: 'Теплообмен', credits: '5', mark: '4' })
    const seen = await zoe.get(my)
    expect(seen.text).toContain('recognised Теплообмен')
    expect((await rows('select 1 from agreement_decisions where component_id = $1', home)).length).toBe(2)
  })

  test('all of it is printed, in English and in Russian', async () => {
    for (const language of ['en', 'ru']) {
      const pdf = await zoe.get(`${my}/agreement.pdf?in=${language}`)
      expect(pdf.response.headers.get('content-type')).toBe('application/pdf')
      expect(
        Buffer.from(await pdf.response.arrayBuffer())
          .subarray(0, 4)
          .toString(),
      ).toBe('%PDF')
    }
  })
})

describe('an agreement', () => {
  test('of somebody else, of another unit or of another university does not exist', async () => {
    const li = await town.signedIn('li@example.org')
    expect((await li.get(my)).status).toBe(404)
    expect((await li.post(`${my}/signatures`, key())).status).toBe(404)
    const other = await town.signedIn('officer@kslu.example')
    expect((await other.get(desk)).status).toBe(404)
    expect((await zoe.get(desk)).status).toBe(404)
    const units = await rows("select id from units where institution_id = 'kstu' and id not in ('kstu', 'kstu-dir')")
    const beside = await deanOf(town, units[0].id, 'rector@kstu.example')
    expect((await beside.get(desk)).status).toBe(404)
    expect((await beside.get('/desk/learning-agreements')).text).not.toContain('EXAMPLE Zoe')
  })

  test('counts by the ratio that an admin says for the university, from then on', async () => {
    const admin = await town.signedIn('admin@kstu.example')
    expect((await asel.post('/desk/learning-agreements/credit', { ects: '2' })).status).toBe(404)
    expect((await admin.post('/desk/learning-agreements/credit', { ects: '0' })).status).toBe(422)
    await admin.post('/desk/learning-agreements/credit', { ects: '1,5' })
    expect((await asel.get('/desk/learning-agreements/credit')).text).toContain('So said Elmira Example (admin)')
    expect((await now()).versions[0]?.said.ratio).toBe(10_000)
    const lis = await mobilityOf('li', 'EXAMPLE Li', 'M-2')
    await asel.post(`/desk/learning-agreements/${lis}`)
    expect((await agreementOf(town.house.database.within('kstu'), lis))?.versions[0]?.said.ratio).toBe(15_000)
  })
})
