import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, acceptAll, sentApplication, take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { admission } from '../admission/index.ts'
import { verifyJournal } from './index.ts'

let town: TestHouse
let aida: Visitor
let cholpon: Visitor
let rector: Visitor
let foreign: Visitor
beforeAll(async () => {
  town = await testHouse()
  aida = await town.signedIn('officer@kslu.example')
  cholpon = await town.signedIn('admin@kslu.example')
  rector = await town.signedIn('rector@kslu.example')
  foreign = await town.signedIn('officer@kstu.example')
})
afterAll(async () => {
  const faults = await Array.fromAsync(verifyJournal(town.house.database, town.house.clock, 'kslu', [admission]))
  await town.close()
  expect(faults).toEqual([])
})

const idOf = async (email: string) =>
  (await town.owner.query('select id from accounts where email = $1', [email])).rows[0].id
const ownerOf = async ({ id }: Applicant) =>
  (await town.owner.query('select owner_id from cases where id = $1', [id])).rows[0].owner_id
const numberOf = async ({ id }: Applicant) =>
  (await town.owner.query('select number from cases where id = $1', [id])).rows[0].number
const mailsTo = async (email: string, kind: string) =>
  (await town.owner.query('select subject, body from mails where to_address = $1 and kind = $2', [email, kind])).rows

describe('a case is handed to a colleague', () => {
  test('with a word, which the colleague reads in one mail and in the case, and the applicant nowhere', async () => {
    const zara = await sentApplication(town)
    const to = await idOf('admin@kslu.example')
    const given = await aida.post(`${zara.desk}/owner`, { owner: to, word: 'She asks about the hostel', was: '' })
    expect(given.status).toBe(303)
    expect(await ownerOf(zara)).toBe(to)
    const page = await cholpon.get(zara.desk)
    expect(page.text).toContain('Handed to Cholpon Example (admin)')
    expect(page.text).toContain('She asks about the hostel')
    const [mail, ...others] = await mailsTo('admin@kslu.example', 'admission.assigned')
    expect(others).toEqual([])
    expect(mail.body).toContain('She asks about the hostel')
    const own = await zara.visitor.get(zara.my)
    expect(own.text).not.toContain('Cholpon')
    expect(own.text).not.toContain('hostel')
  })

  test('by one of two officers who take it at once; the other hears who has it', async () => {
    const zara = await sentApplication(town)
    const both = await Promise.all(
      [aida, cholpon].map((one) => one.post(`${zara.desk}/owner`, { owner: 'me', was: '' })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(both.find(({ status }) => status === 409)?.text).toMatch(/Meanwhile (Aida|Cholpon) Example .* looks after/)
  })

  test('never to somebody who doesn’t work here, and not by a rector or another institution', async () => {
    const zara = await sentApplication(town)
    for (const email of ['officer@kstu.example', 'rector@kslu.example', 'zoe@example.org']) {
      const refused = await aida.post(`${zara.desk}/owner`, { owner: await idOf(email), was: '' })
      expect(refused.status).toBe(409)
    }
    const empty = await aida.post(`${zara.desk}/owner`, { owner: '', word: 'still here', was: '' })
    expect([empty.status, empty.html.includes('still here</textarea>')]).toEqual([422, true])
    for (const visitor of [rector, foreign])
      expect((await visitor.post(`${zara.desk}/owner`, { owner: 'me' })).status).toBe(404)
    expect(await ownerOf(zara)).toBeNull()
  })
})

describe('all open cases are handed over', () => {
  test('after a preview, once although the form comes twice, and handed back but for what moved meanwhile', async () => {
    const cases = [await sentApplication(town), await sentApplication(town), await sentApplication(town)]
    await town.owner.query('update cases set owner_id = null')
    for (const { desk } of cases) await aida.post(`${desk}/owner`, { owner: 'me' })
    const [moved, kept] = cases
    if (!moved || !kept) throw new Error('three were made')
    const to = await idOf('admin@kslu.example')
    const preview = await aida.get(`/desk/handover?to=${to}`)
    expect(preview.text).toContain('3 open cases go from Aida Example (officer) to Cholpon Example (admin)')
    const form = { key: hidden(preview, 'key'), from: hidden(preview, 'from'), to, word: 'I am away in October' }
    const twice = await Promise.all([aida.post('/desk/handover', form), aida.post('/desk/handover', form)])
    expect(twice.map(({ status }) => status)).toEqual([303, 303])
    expect(twice[0]?.location).toBe(twice[1]?.location)
    expect(await Promise.all(cases.map(ownerOf))).toEqual([to, to, to])
    expect(await mailsTo('admin@kslu.example', 'cases.handover')).toHaveLength(1)

    await cholpon.post(`${moved.desk}/owner`, { owner: 'nobody' })
    const address = twice[0]?.location ?? ''
    expect((await rector.get(address)).status).toBe(404)
    expect((await foreign.get(address)).status).toBe(404)
    expect((await aida.get(address)).text).toContain('2 cases that are still with Cholpon')
    await aida.post(`${address}/return`)
    await aida.post(`${address}/return`)
    const aidaId = await idOf('officer@kslu.example')
    expect(await Promise.all(cases.map(ownerOf))).toEqual([null, aidaId, aidaId])
    expect((await aida.get(address)).text).toContain('Handed back: Aida Example (officer)')
    const { rows } = await town.owner.query(
      "select action from case_actions where case_id = $1 and action like 'owner.%' order by seq",
      [kept.id],
    )
    expect(rows.map(({ action }) => action)).toEqual(['owner.taken', 'owner.assigned', 'owner.taken'])
  })

  test('but not back to a colleague who has left meanwhile: the cases stay where somebody works on them', async () => {
    const zara = await sentApplication(town)
    await town.owner.query('update cases set owner_id = null')
    await aida.post(`${zara.desk}/owner`, { owner: 'me' })
    const to = await idOf('admin@kslu.example')
    const form = { key: crypto.randomUUID(), from: await idOf('officer@kslu.example'), to, word: '' }
    const address = (await aida.post('/desk/handover', form)).location ?? ''
    const left = (day: string | null) =>
      town.owner.query('update memberships set until = $1 where account_id = $2', [day, form.from])
    await left('2026-08-31')
    expect((await cholpon.get(address)).text).toContain("This colleague doesn't work on cases here any more")
    await cholpon.post(`${address}/return`)
    expect(await ownerOf(zara)).toBe(to)
    await left(null)
  })

  test('while colleagues take and put back some of them: none is lost and none goes twice', async () => {
    const cases = [await sentApplication(town), await sentApplication(town), await sentApplication(town)]
    await town.owner.query('update cases set owner_id = null')
    for (const { desk } of cases) await aida.post(`${desk}/owner`, { owner: 'me' })
    const to = await idOf('admin@kslu.example')
    const preview = await aida.get(`/desk/handover?to=${to}`)
    const form = { key: hidden(preview, 'key'), from: hidden(preview, 'from'), to, word: '' }
    const [first] = cases
    await Promise.all([
      aida.post('/desk/handover', form),
      aida.post(`${first?.desk}/owner`, { owner: 'nobody' }),
      take(aida, cases[1]?.desk ?? '', 'refuse', { ground: 'late', reason: 'Too late' }),
    ])
    for (const one of cases) {
      const { rows } = await town.owner.query(
        "select 1 from case_actions where case_id = $1 and action = 'owner.assigned'",
        [one.id],
      )
      expect(rows.length).toBeLessThanOrEqual(1)
    }
  })

  test('of a colleague who left only by an admin; an officer gives their own and nobody else’s', async () => {
    const zara = await sentApplication(town)
    await town.owner.query('update cases set owner_id = null')
    await cholpon.post(`${zara.desk}/owner`, { owner: 'me' })
    const admin = await idOf('admin@kslu.example')
    const officer = await idOf('officer@kslu.example')
    const key = crypto.randomUUID()
    const own = await aida.post('/desk/handover', { key, from: admin, to: officer, word: '' })
    expect(own.status).toBe(409)
    expect(await ownerOf(zara)).toBe(admin)
    const preview = await cholpon.get(`/desk/handover?from=${admin}&to=${officer}`)
    expect(preview.text).toContain('1 open case goes from Cholpon')
    expect((await rector.get('/desk/handover')).status).toBe(404)
  })
})

describe('a colleague follows a case', () => {
  test('and gets a mail at each step that others take, until they stop', async () => {
    const zara = await sentApplication(town)
    await cholpon.post(`${zara.desk}/following`, { follow: 'yes' })
    await cholpon.post(`${zara.desk}/following`, { follow: 'yes' })
    await rector.post(`${zara.desk}/following`, { follow: 'yes' })
    expect((await aida.get(zara.desk)).text).toContain('Also followed by: Bolot Example (rector), Cholpon')
    expect((await foreign.post(`${zara.desk}/following`, { follow: 'yes' })).status).toBe(404)
    await acceptAll(aida, zara.desk)
    expect((await take(aida, zara.desk, 'admit')).status).toBe(303)
    const [mail, ...others] = await mailsTo('admin@kslu.example', 'admission.followed')
    expect(others).toEqual([])
    expect(mail.subject).toContain(await numberOf(zara))
    expect(await mailsTo('rector@kslu.example', 'admission.followed')).toHaveLength(1)
    expect(await mailsTo('officer@kslu.example', 'admission.followed')).toHaveLength(0)
    const list = await cholpon.get('/desk/cases/admission?owner=followed')
    expect(list.text).toContain(await numberOf(zara))
    await cholpon.post(`${zara.desk}/following`, { follow: 'no' })
    expect((await cholpon.get('/desk/cases/admission?owner=followed')).text).not.toContain(await numberOf(zara))
  })
})

describe('cases that have to do with each other', () => {
  test('are linked by number with a word; both sides see it, and either side unlinks', async () => {
    const [one, two] = [await sentApplication(town), await sentApplication(town)]
    const number = (await numberOf(two)).toLowerCase()
    const linked = await aida.post(`${one.desk}/links`, { number: ` ${number} `, word: 'They are sisters' })
    expect(linked.location).toBe(`${one.desk}#linked`)
    expect((await aida.get(one.desk)).text).toContain('They are sisters')
    expect((await rector.get(two.desk)).text).toContain('They are sisters')
    expect((await rector.get(two.desk)).html).not.toContain('/links')
    const again = await cholpon.post(`${two.desk}/links`, { number: await numberOf(one), word: 'again' })
    expect(again.text).toContain('These two are linked already')
    expect((await two.visitor.get(two.my)).text).not.toContain('sisters')
    await cholpon.post(`${two.desk}/links/removal`, { case: one.id })
    await cholpon.post(`${two.desk}/links/removal`, { case: one.id })
    expect((await aida.get(one.desk)).text).toContain(`Link with case ${await numberOf(two)} removed`)
  })

  test('but not with itself, with nothing, without a word, or across institutions', async () => {
    const zara = await sentApplication(town)
    const link = (number: string, word = 'why') => aida.post(`${zara.desk}/links`, { number, word })
    expect((await link(await numberOf(zara))).text).toContain('the number of this case')
    const missing = await link('KSLU-2026-99999', 'typed word')
    expect([missing.status, missing.html.includes('value="typed word"')]).toEqual([422, true])
    expect((await link(await numberOf(await sentApplication(town)), ' ')).status).toBe(422)
    expect((await foreign.post(`${zara.desk}/links`, { number: 'x', word: 'y' })).status).toBe(404)
    expect((await rector.post(`${zara.desk}/links`, { number: 'x', word: 'y' })).status).toBe(404)
  })

  test('from both sides at once they are linked once', async () => {
    const [one, two] = [await sentApplication(town), await sentApplication(town)]
    const [first, second] = [await numberOf(one), await numberOf(two)]
    const both = await Promise.all([
      aida.post(`${one.desk}/links`, { number: second, word: 'a' }),
      cholpon.post(`${two.desk}/links`, { number: first, word: 'b' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
  })
})
