import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden } from '../../../test/visitor.ts'
import { searchSources } from '../../app.tsx'
import type { SearchSource } from '../../platform/search-source.ts'
import { refresh } from './refresh.ts'
import { marked, readAsked, snippetOf, stemOf, wordsOf } from './rules.ts'
import { ownSources } from './sources.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse({ jobs: false, today: '2026-11-22' })
})
afterAll(() => town?.close())

const look = (institution: string, language: string, q: string, more = '') =>
  town.visitor(language).get(`/${institution}/${language}/search?q=${encodeURIComponent(q)}${more}`)

describe('a visitor finds', () => {
  test.each([
    ['kslu', 'en', 'brain ring', 'news/will-to-win-2019'],
    ['kslu', 'ru', 'брейн-ринг', 'news/will-to-win-2019'],
    ['kslu', 'ru', 'brein ring', 'news/will-to-win-2019'],
    ['kslu', 'ky', 'жеңиш', 'news/will-to-win-2019'],
    ['kstu', 'en', 'WEWEK', 'summer-schools/wewek'],
    ['kstu', 'en', 'bookelt school', 'downloads#booklet-listeners-2016'],
    ['eimu', 'en', 'herbrnd', 'partners#'],
    ['eimu', 'ru', 'Osmonov', 'news/article-always-ready-2020'],
    ['eimu', 'ru', 'осмонов', 'news/article-always-ready-2020'],
    ['kslu', 'ru', 'юриспруденции', 'programmes/bachelor/'],
  ])('at %s in %s by “%s”: %s', async (institution, language, typed, path) => {
    const { html, status } = await look(institution, language, typed)
    expect(status).toBe(200)
    expect(html).toContain(`href="/${institution}/${language}/${path}`)
    expect(html).toContain('<mark>')
  })

  test('every address that it shows is a page that is there', async () => {
    const { html } = await look('kstu', 'en', 'german')
    const found = [...html.matchAll(/<a href="(\/kstu\/en\/[^"#]+)[^"]*" data-move/g)].map(([, path = '']) => path)
    expect(found.length).toBeGreaterThan(3)
    for (const path of new Set(found)) expect((await town.visitor().get(path)).status, path).toBe(200)
  })

  test('by kind and page, with what was typed kept and shown as text alone', async () => {
    const { html } = await look('eimu', 'en', 'university', '&kind=partner&page=999')
    expect(html).toContain('value="university"')
    expect(html).toMatch(/aria-current="[^"]+"[^>]*>\s*Partners/)
    const nasty = await look('eimu', 'en', '"><script>alert(1)</script>')
    expect(nasty.html).not.toContain('<script>alert')
    expect(nasty.text).toContain('Nothing was found')
    expect((await look('eimu', 'en', 'zzzyx qwrty')).text).toContain('Ask the office')
    expect((await look('eimu', 'en', '')).text).toContain('How to find')
    expect((await town.visitor().get(`/eimu/en/search?q=${'%00%ED%A0%BDx'.repeat(300)}`)).status).toBe(200)
    expect((await town.visitor().get('/nowhere/en/search?q=a')).status).toBe(404)
  })
})

test('nobody finds another institution’s records, a draft, or what is put away; a change is found after the next minute', async () => {
  expect((await look('kstu', 'en', 'Osmonov')).text).toContain('Nothing was found')
  const officer = await town.signedIn('officer@kstu.example')
  const id = hidden(await officer.get('/desk/news/new?kind=news'), 'id')
  const form = { id, kind: 'news', version: '1', 'title.en': 'Kumquat laboratory', 'body.en': 'Opened.' }
  await officer.post('/desk/news/new', form)
  const minute = () => refresh(town.house, 'kstu', [...ownSources, ...searchSources])
  await minute()
  expect((await look('kstu', 'en', 'kumquat')).text).toContain('Nothing was found')
  const at = `/desk/news/${id}`
  await officer.post(`${at}/publication`, { when: 'now', version: hidden(await officer.get(at), 'version') })
  expect(await minute()).toEqual({ written: 1, removed: 0 })
  expect(await minute()).toEqual({ written: 0, removed: 0 })
  expect((await look('kstu', 'en', 'kumquat')).html).toContain('/kstu/en/news/kumquat-laboratory')
  await officer.post(`${at}/archive`, { away: 'yes' })
  expect(await minute()).toEqual({ written: 0, removed: 1 })
  expect((await look('kstu', 'en', 'kumquat')).text).toContain('Nothing was found')
})

test('two who make it anew at once leave every word once', async () => {
  const source: SearchSource = {
    name: 'invented',
    entries: async () =>
      Array.from({ length: 1200 }, (_, at) => ({
        ...{ id: String(at), path: `news/${at}`, kind: 'news' as const },
        title: { en: `Pomelo ${at}`, ru: '', ky: '' },
        text: { en: 'pomelo', ru: 'помело', ky: '' },
      })),
  }
  await Promise.all([1, 2].map(() => refresh(town.house, 'kslu', [source])))
  const { rows } = await town.owner.query("select entries from site_vocabulary where word = 'pomelo'")
  expect(rows).toEqual([{ entries: 1200 }])
  const { text } = await look('kslu', 'en', 'pomelo', '&kind=news&page=999')
  expect(text).toContain('More was found than is shown')
  expect(text).toContain('Page 50 of 50')
})

describe('words', () => {
  test('stand in a language, in title or text', () => {
    expect(wordsOf({ en: 'Law', ru: 'Право', ky: '' }, { en: '', ru: 'Law', ky: '' })).toEqual([
      { word: 'law', titles: 1, bodies: 2 },
      { word: 'pravo', titles: 2, bodies: 0 },
    ])
  })
  test('are marked in a piece of the text, the reader’s language first', () => {
    const body = { en: '', ru: `${'слово '.repeat(60)}Находчивая команда победила`, ky: '' }
    const snippet = snippetOf(body, new Set(['komanda']), 'en')
    expect(snippet?.lang).toBe('ru')
    expect(snippet?.pieces.filter(({ found }) => found)).toEqual([{ text: 'команда', found: true }])
    expect(marked('Ab, ab', new Set(['ab'])).map(({ text }) => text)).toEqual(['Ab', ', ', 'ab'])
  })
  test('are cut where they are too long, and stems only of long ones', () => {
    expect(readAsked(`  Ёлка\n${'a'.repeat(50)} `).words).toEqual(['elka'])
    expect([stemOf('partnery'), stemOf('short')]).toEqual(['partne', null])
  })
})
