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
