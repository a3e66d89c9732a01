import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beforeCommission } from '../../../test/candidates.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { openCall } from '../../../test/open-call.ts'
import { ranked } from '../../../test/ranked.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'

const host = (id: string, places: number | null) => ({
  id,
  partner: null,
  name: `University of ${id}`,
  country: 'AT',
  places,
})

describe('the selection of a call', () => {
  let town: TestHouse
  let officer: Visitor
  let call: string
  const here = (path = '') => `/desk/calls/${call}/selection${path}`
  const people: Record<string, string> = {}
  beforeAll(async () => {
    town = await testHouse({ today: '2026-11-22' })
    officer = await town.signedIn('officer@kstu.example')
    call = await openCall(town, {
      said: { hosts: [host('graz', 1), host('lodz', null)], answersOn: day('2026-11-22') },
    })
    const apply = async (family: string, choices: readonly string[], stage = 'selecting', account?: string) => {
      const wishes = Object.fromEntries(choices.map((id, at) => [`choice${at + 1}`, id]))
      people[family] = await beforeCommission(town, call, { family, facts: wishes, ...(account ? { account } : {}) })
      await town.owner.query('update cases set stage = $2, version = 1 where id = $1', [people[family], stage])
    }
    await apply('ada', ['graz', 'lodz'])
    await apply('zoe', ['graz', 'lodz'], 'selecting', 'zoe@example.org')
    await apply('cem', ['lodz'])
    await apply('dan', ['graz'])
    await apply('eva', ['graz'], 'screening')
    await apply('fox', ['lodz'])
    await ranked(
      town,
      call,
      ['ada', 'zoe', 'cem', 'dan'].map((name) => people[name] ?? ''),
    )
  })
  afterAll(() => town?.close())

  const stagesOf = async (...names: readonly string[]) => {
    const { rows } = await town.owner.query('select id, stage from cases where id = any($1)', [Object.values(people)])
    return names.map((name) => rows.find(({ id }) => id === people[name])?.stage)
  }
  const person = (name: string) => here(`/cases/${people[name]}`)
  async function keepRun(keep: string): Promise<string> {
    const preview = await officer.get(here(`/runs/new?keep=${keep}`))
    const kept = await officer.post(here('/runs'), { keep, hash: hidden(preview, 'hash') })
    return kept.location ?? `${kept.status} ${kept.text}`
  }
  const decide = async (name: string, fields: Record<string, string>) =>
    officer.post(`${person(name)}/decisions`, {
      key: crypto.randomUUID(),
      host: '',
      reason: 'By the minutes',
      ...fields,
    })
  const publish = async (by: Visitor, more: Record<string, string> = {}) =>
    by.post(here('/results'), {
      run: hidden(await officer.get(here('/results')), 'run'),
      ...{ 'appealUntil.day': '29', 'appealUntil.month': '11', 'appealUntil.year': '2026' },
      ...more,
    })

  test('is reached from the call, by those who select only', async () => {
    expect((await officer.get(`/desk/calls/${call}`)).html).toContain(here())
    expect((await officer.get(here())).text).toContain('Places have not been given yet')
    const rector = await town.signedIn('rector@kstu.example')
    expect((await rector.get(here())).status).toBe(200)
    expect((await rector.get(here('/runs/new'))).status).toBe(404)
    for (const email of ['officer@kslu.example', 'zoe@example.org', 'amina@example.org'])
      expect((await (await town.signedIn(email)).get(here())).status).toBe(404)
  })

  test('places that nobody has said are asked for; then the best rank gets the first wish, and a preview is kept once', async () => {
    expect((await officer.get(here('/runs/new'))).text).toContain('University of lodz: nobody has said how many')
    const slip = await officer.post(here('/places'), { host: 'lodz', places: 'many', reason: 'Their letter' })
    expect([slip.status, slip.html.includes('value="many"')]).toEqual([422, true])
    await officer.post(here('/places'), { host: 'lodz', places: '1', reason: 'Their letter' })
    const run = await keepRun('1')
    expect(await keepRun('1')).toBe(run)
    const { text } = await officer.get(run)
    expect(text).toContain('Run 1')
    expect((await officer.get(`${run}?outcome=place`)).text).toMatch(/ada Test.*zoe Test/s)
    expect((await officer.get(`${run}?outcome=reserve`)).text).toContain('cem Test')
    expect((await officer.get(`${run}?q=dan`)).text).not.toContain('cem Test')
    const why = (await officer.get(person('dan'))).text
    expect(why).toContain('its only place is taken. The last of them went to rank 1.')
  })

  test('a decision by hand is respected and marked by the next run, whose preview says who changes', async () => {
    expect((await decide('dan', { kind: 'place' })).text).toContain('Choose the host of the place')
    expect((await decide('dan', { kind: 'place', host: 'nowhere' })).status).toBe(409)
    await decide('dan', { kind: 'place', host: 'graz' })
    expect((await decide('cem', { kind: 'place', host: 'graz' })).text).toContain('has 1 place')
    const preview = await officer.get(here('/runs/new?keep=1'))
    expect(preview.text).toContain('4 people stand elsewhere than in run 1')
    const stale = hidden(preview, 'hash')
    await decide('dan', { kind: 'open' })
    const late = await officer.post(here('/runs'), { keep: '1', hash: stale })
    expect([late.status, late.text.includes('Something has changed since this preview')]).toEqual([409, true])
    await decide('cem', { kind: 'out', reason: 'Has taken another exchange' })
    const run = await keepRun('1')
    expect((await officer.get(`${run}?outcome=out`)).text).toContain('by hand')
    expect((await officer.get(`${run}?outcome=reserve`)).text).toContain('dan Test')
  })

  test('nobody is left without an answer: whoever is in no run is decided or named before publishing', async () => {
    const check = (await officer.get(here('/check'))).text
    expect(check).toContain('Not screened by the unit (1)')
    expect(check).toContain('In no run (1)')
    expect((await officer.get(here('/results'))).text).not.toContain('Publish for good')
    const run = hidden(await officer.get(await keepRun('1')), 'none')
    expect(run).toBe('')
    expect((await officer.post(here('/named'), { gap: 'noRun', reason: '' })).status).toBe(422)
    await officer.post(here('/named'), { gap: 'notScreened', reason: 'Came after the day' })
    await decide('fox', { kind: 'reserve' })
    expect((await officer.get(here('/check'))).text).toContain('Something has changed since the newest run')
    await keepRun('1')
    expect((await officer.get(here('/check'))).text).toContain('Came after the day')
  })

  test('before the day nothing leaks; two officers who publish at once publish once', async () => {
    const zoe = await town.signedIn('zoe@example.org')
    expect((await zoe.get(`/my/kstu/${people.zoe}`)).text).not.toContain('selected')
    expect((await zoe.get(`/my/kstu/${people.zoe}/result`)).status).toBe(404)
    expect(await stagesOf('zoe')).toEqual(['selecting'])
    expect((await publish(officer, { 'appealUntil.year': '2025' })).text).toContain('This day is over already')
    const admin = await town.signedIn('admin@kstu.example')
    const run = hidden(await officer.get(here('/results')), 'run')
    const both = await Promise.all([publish(officer, { run }), publish(admin, { run })])
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
    await town.settled()
    const stages = await stagesOf('ada', 'zoe', 'cem', 'dan', 'eva', 'fox')
    expect(stages).toEqual(['selected', 'selected', 'notSelected', 'reserve', 'screening', 'reserve'])
    const { rows } = await town.owner.query("select body from mails where kind = 'mobility.notSelect'")
    expect(rows.map(({ body }) => body).join()).toContain('Has taken another exchange')
    expect((await officer.get(here('/results'))).text).toContain('5 of 5 answers carried out')
    expect((await officer.get(here('/runs/new'))).location).toBe(here('/results'))
  })

  test('the applicant reads the result and why, in the own language', async () => {
    const zoe = await town.signedIn('zoe@example.org')
    await zoe.post('/language', { language: 'ru' })
    expect((await zoe.get(`/my/kstu/${people.zoe}`)).text).toContain('Вы отобраны: University of lodz')
    const { text } = await zoe.get(`/my/kstu/${people.zoe}/result`)
    expect(text).toContain('Вариант 1, University of graz: все места заняты (всего 1).')
    expect(text).toContain('Апелляция')
    const other = await town.signedIn('amina@example.org')
    expect((await other.get(`/my/kstu/${people.zoe}/result`)).status).toBe(404)
    await zoe.post('/language', { language: 'en' })
  })

  test('a winner who withdraws makes room: the next in reserve moves up by the own wishes', async () => {
    await town.owner.query("update cases set stage = 'nominated' where id = $1", [people.ada])
    await officer.post(`/desk/cases/mobility/${people.ada}/steps/withdraw`, { ...(await versionOf('ada')), reason: '' })
    await town.settled()
    expect(await stagesOf('ada', 'dan', 'fox')).toEqual(['withdrawn', 'selected', 'reserve'])
    expect((await officer.get(person('dan'))).text).toContain('Moved up from the reserve list')
    await officer.post(here('/places'), { host: 'lodz', places: '2', reason: 'One more' })
    await town.settled()
    expect(await stagesOf('fox')).toEqual(['selected'])
    await officer.post(here('/places'), { host: 'lodz', places: '1', reason: 'One less' })
    expect((await officer.get(here())).text).toContain('1 more than there are')
  })

  test('an appeal is taken once and in time, decided once with its reason, and leads to a place that is there', async () => {
    const zoe = await town.signedIn('zoe@example.org')
    const mine = `/my/kstu/${people.zoe}/appeal`
    expect((await zoe.post(mine, { text: '' })).status).toBe(422)
    expect((await zoe.post(mine, { text: 'My rank is wrong' })).status).toBe(303)
    expect((await zoe.post(mine, { text: 'My rank is wrong' })).status).toBe(303)
    expect((await zoe.post(mine, { text: 'And again' })).text).toContain('You have appealed already')
    const { rows } = await town.owner.query('select id from selection_appeals')
    const one = here(`/appeals/${rows[0].id}`)
    expect((await officer.get(here('/appeals'))).text).toContain('My rank is wrong')
    expect((await officer.post(one, { outcome: 'accepted', reason: 'Yes' })).status).toBe(422)
    const refused = { outcome: 'refused', reason: 'The sum is right' }
    const answers = await Promise.all([officer.post(one, refused), officer.post(one, refused)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect((await zoe.get(`/my/kstu/${people.zoe}/result`)).text).toContain('The sum is right')
  })

  test('after the results somebody is answered one by one, as far as there is room', async () => {
    expect((await decide('cem', { kind: 'place', host: 'graz' })).text).toContain('There is no place')
    await officer.post(here('/places'), { host: 'graz', places: '2', reason: 'One more' })
    expect((await decide('cem', { kind: 'place', host: 'graz', reason: 'The office was wrong' })).status).toBe(303)
    await town.settled()
    expect(await stagesOf('cem')).toEqual(['selected'])
    const { rows } = await town.owner.query(`select body from mails where case_id = $1 order by queued_at`, [
      people.cem,
    ])
    expect(rows.at(-1)?.body).toContain('The office was wrong')
  })

  test('the list leaves as a sheet and on paper, and is written down', async () => {
    const { rows } = await town.owner.query('select id from selection_runs order by seq desc limit 1')
    const sheet = await officer.get(here(`/runs/${rows[0].id}/export.csv`))
    expect(sheet.text).toContain('ada Test')
    const paper = await officer.get(here(`/runs/${rows[0].id}/print.pdf`))
    expect(paper.response.headers.get('content-type')).toBe('application/pdf')
    expect((await town.owner.query("select from case_exports where procedure = 'selection'")).rowCount).toBe(1)
  })

  async function versionOf(name: string) {
    const { rows } = await town.owner.query('select version from cases where id = $1', [people[name]])
    return { version: String(rows[0]?.version) }
  }
})
