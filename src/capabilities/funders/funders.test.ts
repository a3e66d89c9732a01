import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { fundingFile, loadPacks, shippedPacks } from '../packs/index.ts'
import { type Part, placesFor, stateIn } from './rules.ts'

const pack = fundingFile.parse(
  JSON.parse(readFileSync(new URL('../../../packs/institutions/kstu/funding.json', import.meta.url), 'utf8')),
)

describe('rules', () => {
  test.each([
    [2014, 2020, 2026, 'ended'],
    [2014, 2020, 2020, 'running'],
    [2027, null, 2026, 'coming'],
    [2014, null, 2026, 'running'],
    [null, 2025, 2026, 'ended'],
    [null, null, 2026, 'unsaid'],
  ])('from %s to %s, seen in %s: %s', (from, to, year, state) => {
    expect(stateIn(year, { from, to })).toBe(state)
  })

  test('nothing can stand below itself, nor below what stands below it', () => {
    const part = (key: string, under?: string): Part => ({
      key,
      kind: 'action',
      under,
      text: { en: key, ru: '', ky: '' },
    })
    const programme = {
      ...{ id: 'x', name: { en: '', ru: '', ky: '' }, funder: null, country: null, from: null, to: null },
      ...{ parts: [part('a'), part('b', 'a'), part('c', 'b'), part('d')], withdrawn: false, version: 1, edited: null },
    }
    expect(placesFor(programme, 'b').map(({ key }) => key)).toEqual(['a', 'd'])
    expect(placesFor(programme).map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('pages', () => {
  let town: TestHouse
  let officer: Visitor
  beforeAll(async () => {
    town = await testHouse({ jobs: false })
    officer = await town.signedIn('officer@kstu.example')
  })
  afterAll(() => town.close())

  test('R226–R243: every fact of the pack is read on its public page, in each language; what is past has ended', async () => {
    const squeezed = (text: string) => text.replace(/\s+/g, ' ')
    for (const language of ['en', 'ru', 'ky'] as const)
      for (const { key, name, parts, to } of pack) {
        const { text, html } = await town.visitor().get(`/kstu/${language}/funding/${key}`)
        expect(text).toContain(name[language])
        for (const part of parts) {
          expect(text).toContain(squeezed(part.text[language]))
          for (const more of [part.by, part.note]) if (more) expect(text).toContain(more[language])
          if (part.url) expect(html).toContain(`href="${part.url}"`)
        }
        if (language === 'en') expect(text.includes('Ended in 2020')).toBe(to === 2020)
      }
  })

  test('R007, R117: the register is searched in any language and narrowed by state; other institutions have their own', async () => {
    const page = '/kstu/en/funding'
    expect((await town.visitor().get(`${page}?q=иссл&state=ended`)).text).toContain('Horizon 2020')
    const running = await town.visitor().get(`${page}?state=running`)
    expect(running.text).toContain('No programme is found')
    expect((await town.visitor().get('/kslu/en/funding')).text).toContain('No programme is found')
    expect((await town.visitor().get('/kslu/en/funding/erasmus')).status).toBe(404)
    expect((await town.visitor().get(`${page}/none`)).status).toBe(404)
    const sheet = await officer.get('/desk/funding/export.csv?q=jsps')
    expect(sheet.html).toContain('JSPS')
    expect(sheet.html).not.toContain('Horizon')
  })

  test('R008, R127: an officer adds a programme with its aim and result; the form sent twice does it once', async () => {
    const id = hidden(await officer.get('/desk/funding/new'), 'id')
    const name = { 'name.en': 'Sample Fund', 'name.ru': 'Фонд-образец', 'name.ky': 'Үлгү фонду' }
    const slip = await officer.post('/desk/funding/new', {
      id,
      ...name,
      'name.ky': '',
      country: '',
      from: '2027',
      to: '2026',
    })
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('value="Фонд-образец"')
    expect(slip.text).toContain('Write it in this language too')
    expect(slip.text).toContain('It ends before it begins')
    const form = { id, ...name, country: 'DE', from: '2025', to: '' }
    const made = await officer.post('/desk/funding/new', form)
    expect(await officer.post('/desk/funding/new', form)).toMatchObject({ status: 303, location: made.location })
    expect((await officer.get('/desk/funding?q=sample')).html.match(/Sample Fund/g)).toHaveLength(1)

    const here = `/desk/funding/${id}`
    const opened = await officer.get(`${here}/parts/new?kind=result`)
    const part = { key: hidden(opened, 'key'), version: hidden(opened, 'version'), kind: 'result', under: '', url: '' }
    const words = {
      'text.en': 'Two courses renewed',
      'text.ru': 'Обновлены два курса',
      'text.ky': 'Эки курс жаңыланды',
    }
    for (const _ of [1, 2]) expect((await officer.post(`${here}/parts/new`, { ...part, ...words })).status).toBe(303)
    const seen = await town.visitor().get(`/kstu/ru/funding/${id}`)
    expect(seen.html.match(/Обновлены два курса/g)).toHaveLength(1)
    expect((await officer.post(`${here}/parts/new`, { ...part, ...words, kind: 'link', key: 'p-2' })).status).toBe(422)
  })

  test('two officers at once: the second is told, and nothing that either wrote is lost', async () => {
    const here = '/desk/funding/giz'
    const version = hidden(await officer.get(`${here}/parts/new`), 'version')
    const part = (key: string) => ({
      ...{ key, version, kind: 'aim', under: '', url: '' },
      ...{ 'text.en': `Aim ${key}`, 'text.ru': `Цель ${key}`, 'text.ky': `Максат ${key}` },
    })
    const both = await Promise.all(['one', 'two'].map((key) => officer.post(`${here}/parts/new`, part(key))))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    const late = both.find(({ status }) => status === 409)
    expect(late?.text).toContain('A colleague has changed this programme')
    expect(late?.html).toContain('Цель ')
    expect((await officer.get(here)).html.match(/>Aim (one|two)</g)).toHaveLength(1)
  })

  test('what holds more is not removed before it; a pack leaves changes alone; taken off the lists it can be put back', async () => {
    const here = '/desk/funding/erasmus'
    const version = hidden(await officer.get(`${here}/edit`), 'version')
    expect((await officer.post(`${here}/parts/action-2/removal`, { version })).status).toBe(409)
    expect((await officer.post(`${here}/parts/feature-5/removal`, { version })).status).toBe(303)
    const { database } = town.house
    await database.shared.updateTable('institutions').set({ pack_hash: null }).where('id', '=', 'kstu').execute()
    await loadPacks(database, shippedPacks)
    expect((await town.visitor().get('/kstu/en/funding/erasmus')).text).not.toContain('Multilingualism')
    await officer.post(`${here}/withdrawal`)
    expect((await town.visitor().get('/kstu/en/funding/erasmus')).status).toBe(404)
    await officer.post(`${here}/return`)
    expect((await town.visitor().get('/kstu/en/funding/erasmus')).status).toBe(200)
  })

  test('the rector reads and changes nothing; other institutions find nothing', async () => {
    const rector = await town.signedIn('rector@kstu.example')
    expect((await rector.get('/desk/funding/jsps')).status).toBe(200)
    expect((await rector.get('/desk/funding/jsps/edit')).status).toBe(404)
    expect((await rector.post('/desk/funding/jsps/withdrawal')).status).toBe(404)
    const foreign = await town.signedIn('officer@kslu.example')
    for (const page of ['', '/edit', '/parts/about'])
      expect((await foreign.get(`/desk/funding/jsps${page}`)).status).toBe(404)
    expect((await town.visitor().get('/desk/funding')).location).toContain('/sign-in')
  })
})
