import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { callBySlug, callState, callsOf, editionOf, findCall } from './index.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@kstu.example')
})
afterAll(() => town.close())

describe('the calls of an office’s own page', () => {
  test('are listed and told with their sums, papers and rules', async () => {
    const list = await officer.get('/desk/calls')
    expect(list.text).toContain('Study of the Chinese language at the Southwest Petroleum University')
    const db = town.house.database.within('kstu')
    const call = await callBySlug(db, 'swpu-2017')
    const page = await officer.get(`/desk/calls/${call?.id}`)
    expect(page.text).toContain('5,000 CNY per semester')
    expect(page.text).toContain('Photograph 2 × 2 inches')
    expect(page.text).toContain('until 20 December 2016')
    expect(call && callState(call, day('2016-12-20'))).toBe('open')
    expect(call && callState(call, day('2016-12-21'))).toBe('closed')
    expect(call && callState(call, town.house.clock.today())).toBe('past')
  })

  test('are narrowed by their words, country and state', async () => {
    const db = town.house.database.within('kstu')
    expect((await callsOf(db, { country: 'CN' })).map(({ slug }) => slug)).toEqual(['swpu-2017', 'china-gov'])
    expect((await callsOf(db, { words: 'мобильность', audience: 'staff' })).map(({ slug }) => slug)).toEqual([
      'erasmus-staff',
    ])
    expect((await officer.get('/desk/calls?state=open')).text).toContain('There is no call here')
    expect((await officer.get('/desk/calls?words=%25')).text).toContain('There is no call here')
  })

  test('belong to their institution, and their editions stay', async () => {
    const call = await callBySlug(town.house.database.within('kstu'), 'erasmus-students')
    if (!call) throw new Error('no call')
    expect(await editionOf(town.house.database.within('kstu'), call.id, 1)).toEqual(call.said)
    expect(await editionOf(town.house.database.within('kstu'), call.id, 2)).toBeNull()
    expect(await findCall(town.house.database.within('eimu'), call.id)).toBeNull()
    const stranger = await town.signedIn('officer@eimu.example')
    expect((await stranger.get(`/desk/calls/${call.id}`)).status).toBe(404)
    expect((await officer.get('/desk/calls/x')).status).toBe(404)
    await expect(town.owner.query("update call_editions set why = 'x'")).rejects.toThrow()
  })
})

describe('visitors', () => {
  const form = { yearsStudied: '3', specialty: 'technical', average: '4,55', language: 'C1', timesBefore: '0' }

  test('find the calls of an institution, open ones first, in its three languages', async () => {
    const anybody = town.visitor()
    const list = await anybody.get('/kstu/en/calls')
    expect(list.text).toMatch(/Standing.*Erasmus\+ student mobility.*Ended.*Southwest Petroleum/)
    expect((await anybody.get('/kstu/ru/calls?country=CN')).text).toContain('Магистратура в Китае')
    expect((await anybody.get('/kstu/ky/calls?level=doctorate')).text).toContain('Эч нерсе туура келбейт')
    expect((await anybody.get('/eimu/en/calls')).text).toContain('No calls yet')
    expect((await anybody.get('/kstu/en/calls/no-such')).status).toBe(404)
    expect((await anybody.get('/eimu/en/calls/swpu-2017')).status).toBe(404)
  })

  test('read what a call pays, and search engines read it too', async () => {
    const page = await town.visitor().get('/kstu/en/calls/swpu-2017')
    expect(page.text).toContain('What you pay yourself Travel')
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page.html) ?? []
    expect(JSON.parse(json)['@graph']).toContainEqual(
      expect.objectContaining({ applicationDeadline: '2016-12-20T18:00:00.000Z', startDate: '2017-02-24' }),
    )
  })

  test('learn whether they may apply, and why not', async () => {
    const check = '/kstu/en/calls/erasmus-students/check'
    const anybody = town.visitor()
    const may = await anybody.post(check, form)
    expect(may.text).toContain('You may apply, if…')
    expect(may.text).toContain('People decide this, not the program')
    const short = await anybody.post(check, { ...form, specialty: 'economic', language: 'B1' })
    expect(short.text).toContain('You may not apply, because…')
    expect(short.text).toMatch(/from 4\.7 for economic specialties \( ?you said: 4,55 ?\)/)
    expect(short.text).toContain('The page says: “for students of economic specialties – from 4.7”')
    expect(short.html).toContain('value="4,55"')
    const wrong = await anybody.post(check, { ...form, average: 'good', yearsStudied: '-1' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Please look at 2 things')
    expect(wrong.html).toContain('value="good"')
    expect((await anybody.post(check)).text).toContain('you did not say')
  })
})
