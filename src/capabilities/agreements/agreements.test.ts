import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'

const today = '2026-11-23'
let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ today })
  officer = await town.signedIn('officer@eimu.example')
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const on = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year }
}
const standing = { kind: 'exchange', state: 'inForce', renewsItself: 'no', shown: 'no' }
const idOf = (address: string | null) => /agreements\/([0-9a-f-]{36})/.exec(address ?? '')?.[1] ?? ''

async function enter(fields: Readonly<Record<string, string>>) {
  const id = hidden(await officer.get('/desk/agreements/new'), 'id')
  return officer.post('/desk/agreements/new', { ...standing, id, ...fields })
}

describe('the register', () => {
  test('has what the office’s page tells, with the number beside it and no invented rows', async () => {
    const list = await officer.get('/desk/agreements')
    for (const said of [
      'University of South Asia',
      'Maltepe',
      'Kazan State Medical Academy',
      'Waiting for a condition',
    ])
      expect(list.text).toContain(said)
    expect(list.text).toContain('11 agreements')
    const kstu = await town.signedIn('officer@kstu.example')
    const other = await kstu.get('/desk/agreements')
    expect(other.text).toContain('more than 150 contracts and agreements')
    expect(other.text).toContain('5 agreements')
    expect(other.text).not.toContain('Maltepe')
  })

  test('is found by partner in any spelling, and narrowed by state, kind, region and field', async () => {
    expect((await officer.get('/desk/agreements?search=малтепе')).text).toContain('1 agreement')
    expect((await officer.get('/desk/agreements?state=waiting')).text).toContain('Academy of Plastic Surgery')
    expect((await officer.get('/desk/agreements?kind=exchange&region=asia')).text).toContain('3 agreements')
    expect((await officer.get('/desk/agreements?field=09')).text).toContain('No agreement fits')
    expect((await officer.get('/desk/agreements?after=nonsense&state=odd&partner=x')).status).toBe(200)
    const csv = await officer.get('/desk/agreements/export.csv?state=signing')
    expect(csv.html.trim().split('\n')).toHaveLength(7)
  })

  test('takes an agreement once, links who is known, and keeps what was typed when something is wrong', async () => {
    const places = { 'places.0.direction': 'out', 'places.0.perYear': '5', 'places.0.months': '5' }
    const whole = { title: 'Exchange with Example', parties: 'Тех Example College\nMALTEPE UNIVERSIDESI', ...places }
    const slip = await enter({ ...whole, ...on('from', '2026-01-01'), ...on('until', '2025-01-01') })
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('Тех Example College')
    expect(slip.text).toContain('can’t end before it begins')
    expect((await enter({ ...whole, 'places.0.perYear': 'many' })).status).toBe(422)
    const id = hidden(await officer.get('/desk/agreements/new'), 'id')
    const form = { ...standing, ...whole, id, 'field.0912': 'yes', 'exchange.students': 'yes', 'field.x': 'yes' }
    const dates = { ...on('from', '2025-01-01'), ...on('until', '2027-01-31'), noticeDays: '60' }
    const both = await Promise.all([1, 2].map(() => officer.post('/desk/agreements/new', { ...form, ...dates })))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await rows("select id from agreements where name = 'Exchange with Example'")).toHaveLength(1)
    const page = await officer.get(`/desk/agreements/${id}`)
    for (const said of ['Ending', '5 places a year out', '0912 Medicine', 'Maltepe Universidesi', 'by 2 December 2026'])
      expect(page.text).toContain(said)
    expect((await officer.get('/desk/agreements?field=09')).text).toContain('Exchange with Example')
    expect((await officer.get('/desk/agreements?state=ending')).text).toContain('Exchange with Example')
  })

  test('keeps who changed what, and refuses whoever was slower', async () => {
    const id = idOf((await enter({ title: 'Changed twice', parties: 'Example College' })).location)
    const form = { ...standing, title: 'Changed once', parties: 'Example College', seen: '1' }
    expect((await officer.post(`/desk/agreements/${id}/edit`, form)).status).toBe(303)
    const late = await officer.post(`/desk/agreements/${id}/edit`, { ...form, title: 'Changed by another' })
    expect(late.status).toBe(409)
    expect(late.html).toContain('Changed by another')
    expect((await officer.get(`/desk/agreements/${id}`)).text).toMatch(/Who changed what.*Title/s)
  })

  test('stands on the partner’s page and, as far as it is public, on the public page by region with the number', async () => {
    const [maltepe] = await rows("select id from partners where key = 'maltepe'")
    expect((await officer.get(`/desk/partners/${maltepe.id}`)).text).toContain('Agreement with Maltepe')
    const page = await town.visitor('ru').get('/kstu/ru/partners')
    expect(page.html).toMatch(/id="kstu-150">[^<]*более 150 договоров/)
    for (const key of ['rkktu-2plus2', 'kgti-2001', 'agreement-harbin']) expect(page.html).toContain(`id="${key}"`)
    expect((await town.visitor().get('/eimu/en/partners')).text).not.toContain('Changed once')
  })

  test('is closed to other institutions, to roles that may only read, and to strangers', async () => {
    const [maltepe] = await rows("select id from agreements where key = 'agreement-maltepe'")
    const kstu = await town.signedIn('officer@kstu.example')
    expect((await kstu.get(`/desk/agreements/${maltepe.id}`)).status).toBe(404)
    expect((await kstu.post(`/desk/agreements/${maltepe.id}/edit`, standing)).status).toBe(404)
    const rector = await town.signedIn('rector@eimu.example')
    expect((await rector.get(`/desk/agreements/${maltepe.id}`)).status).toBe(200)
    expect((await rector.get(`/desk/agreements/${maltepe.id}/edit`)).status).toBe(404)
    expect((await town.visitor().get('/desk/agreements')).location).toContain('/sign-in')
  })
})
