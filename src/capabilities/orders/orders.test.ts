import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, acceptAll, sentApplication, take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg } from '../../../test/papers.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { admission } from '../admission/index.ts'
import { verifyJournal } from '../cases/index.ts'

let town: TestHouse
let officer: Visitor
let people: Applicant[]
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@kslu.example')
  people = []
  for (const familyName of ['AMAN', 'BEK', 'CHO', '#panic("x") <b>']) {
    const you = { familyName, givenName: 'Sample', 'birthDay.day': '7', 'birthDay.month': '3', 'birthDay.year': '2006' }
    const one = await sentApplication(town, { you: { ...you, sex: 'female', citizenship: 'PK' } })
    await acceptAll(officer, one.desk)
    expect((await take(officer, one.desk, 'admit')).status).toBe(303)
    people.push(one)
  }
})
afterAll(() => town?.close())

const fresh = '/desk/orders/new/admission'
const chosen = (...who: readonly Applicant[]) => Object.fromEntries(who.map(({ id }) => [`case.${id}`, 'yes']))
const person = (at: number) => people[at] ?? expect.fail('no such person')
const day = (date: string) => ({ 'signedOn.day': date, 'signedOn.month': '8', 'signedOn.year': '2026' })

async function make(visitor: Visitor, ...who: readonly Applicant[]) {
  return visitor.post(fresh, { key: crypto.randomUUID(), ...chosen(...who) })
}

describe('an order', () => {
  let page = ''

  test('begins from the admitted who are in no other; of two officers who choose the same, the second is told', async () => {
    expect((await officer.get(fresh)).text).toContain('4 people')
    const made = await Promise.all([make(officer, person(0), person(1)), make(officer, person(1), person(2))])
    expect(made.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(made.find(({ status }) => status === 409)?.text).toContain('put into another order meanwhile')
    page = made.find(({ status }) => status === 303)?.location ?? ''
    expect((await officer.get(fresh)).text).toContain('2 people')
    expect((await officer.post(fresh, { key: crypto.randomUUID() })).text).toContain('Choose at least one person')
    expect((await officer.post(fresh, { key: 'x', [`case.${crypto.randomUUID()}`]: 'yes' })).status).toBe(409)
  })

  test('sent twice is one', async () => {
    const free = await officer.get(fresh)
    const [id = ''] = [...free.html.matchAll(/name="case\.([0-9a-f-]{36})"/g)].map(([, one]) => one)
    const form = { key: hidden(free, 'key'), [`case.${id}`]: 'yes' }
    const [first, second] = await Promise.all([officer.post(fresh, form), officer.post(fresh, form)])
    expect([first.status, first.location]).toEqual([303, second.location])
    await officer.post(`${first.location}/cancellation`, { reason: 'Only a try' })
  })

  test('is printed for the signature, then registered with number and date, once', async () => {
    const draft = await officer.get(`${page}/file`)
    expect(draft.response.headers.get('content-type')).toBe('application/pdf')
    const wrong = await officer.post(`${page}/registration`, { number: '', ...day('32') })
    expect([wrong.status, wrong.html.includes('value="32"')]).toEqual([422, true])
    const later = await officer.post(`${page}/registration`, { number: '1', ...day('1'), 'signedOn.month': '10' })
    expect(later.text).toContain('can’t have been signed after today')

    const twice = await Promise.all(
      [1, 2].map(() => officer.post(`${page}/registration`, { number: '145-S', ...day('30') })),
    )
    expect(twice.map(({ status }) => status).sort()).toEqual([303, 409])
    const seen = await officer.get(page)
    expect(seen.text).toContain('Order No. 145-S')
    expect((await officer.get('/desk/orders?q=145')).text).toContain('№ 145-S')
  })

  test('stands in the history of each case and on its page, and the journals hold', async () => {
    const { rows } = await town.owner.query('select case_id from order_cases where order_id = $1', [
      page.split('/').at(-1),
    ])
    expect(rows).toHaveLength(2)
    for (const { case_id } of rows) {
      const seen = await officer.get(`/desk/cases/admission/${case_id}`)
      expect(seen.html).toContain(page)
      expect(seen.text).toContain('In order No. 145-S')
    }
    const { database, clock } = town.house
    expect(await Array.fromAsync(verifyJournal(database, clock, 'kslu', [admission]))).toEqual([])
  })

  test('stays as it was signed, whatever becomes of the people; the database holds it', async () => {
    const bytes = async () => Buffer.from(await (await officer.get(`${page}/file`)).response.arrayBuffer())
    const before = await bytes()
    await town.owner.query("update cases set title = 'RENAMED' where procedure = 'admission'")
    expect(Buffer.compare(await bytes(), before)).toBe(0)
    await expect(town.owner.query("update orders set number = '146' where number = '145-S'")).rejects.toThrow(
      'as it was signed',
    )
    expect((await officer.post(`${page}/removals`, { case: person(1).id })).text).toContain('no draft any more')
  })

  test('of the same number and year is not registered twice', async () => {
    const { location } = await make(officer, person(3))
    const taken = await officer.post(`${location}/registration`, { number: '145-S', ...day('30') })
    expect([taken.status, taken.text.includes('has this number')]).toEqual([409, true])
    expect((await officer.post(`${location}/removals`, { case: person(3).id })).text).toContain('cancel it instead')
    expect((await officer.post(`${location}/registration`, { number: '146', ...day('30') })).status).toBe(303)
  })

  test('has a scan, and its list leaves as a sheet', async () => {
    expect((await officer.upload(`${page}/scans`, [{ name: 'order.jpg', bytes: await jpeg('order') }])).status).toBe(
      303,
    )
    expect((await officer.get(page)).text).toContain('order.jpg')
    const sheet = await officer.get(`${page}/annex.xlsx`)
    expect(
      Buffer.from(await sheet.response.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })

  test('is cancelled with a reason; its cases are free again, and say so', async () => {
    expect((await officer.post(`${page}/cancellation`, { reason: '' })).status).toBe(422)
    expect((await officer.post(`${page}/cancellation`, { reason: 'Signed by mistake' })).status).toBe(303)
    expect((await officer.get(page)).text).toContain('Signed by mistake')
    const { rows } = await town.owner.query('select case_id from order_cases where order_id = $1', [
      page.split('/').at(-1),
    ])
    expect((await officer.get(`/desk/cases/admission/${rows[0].case_id}`)).text).toContain('Order No. 145-S cancelled')
    expect((await officer.get(fresh)).text).toContain('3 people')
    expect((await officer.post(`${page}/cancellation`, { reason: 'Again' })).status).toBe(409)
  })
})

test('the rector reads orders and changes none; others see nothing', async () => {
  const made = await make(officer, person(0))
  const page = made.location ?? ''
  const rector = await town.signedIn('rector@kslu.example')
  expect((await rector.get(page)).status).toBe(200)
  expect((await rector.get('/desk/orders')).html).not.toContain(fresh)
  expect((await rector.get(fresh)).status).toBe(404)
  expect((await rector.post(`${page}/cancellation`, { reason: 'x' })).status).toBe(404)
  const asel = await town.signedIn('officer@kstu.example')
  for (const way of ['', '/file', '/annex.xlsx']) expect((await asel.get(page + way)).status).toBe(404)
  expect((await asel.post(`${page}/registration`, { number: '1', ...day('30') })).status).toBe(404)
  expect((await asel.post(fresh, { key: crypto.randomUUID(), ...chosen(person(2)) })).status).toBe(409)
  expect((await (await town.signedIn('zoe@example.org')).get(page)).status).toBe(404)
})
