import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { unclearOf } from '../src/capabilities/institutions/index.ts'
import { type Language, languages } from '../src/platform/words/languages.ts'
import { comparable, elementsOf } from './elements.ts'
import { type TestHouse, testHouse } from './house.ts'
import { type PackRecord, packRecords } from './seed-packs.ts'

const inThree = z.union([z.string(), z.strictObject({ en: z.string(), ru: z.string(), ky: z.string() })])
/**
 * Where each fact of the three offices' own pages stands. `at`: elements of public pages; `says`: words that are the same
 * in every language, where the record has none of its own or they are more; `same`: the fact that says it already; `unclear`: the
 * question on the office's list of things to clear; `not`: why it stands nowhere.
 */
const table = z
  .record(
    z.string(),
    z.strictObject({
      at: z.array(z.string()).min(1).optional(),
      says: z.union([inThree, z.array(inThree).min(1)]).optional(),
      same: z.string().optional(),
      /** In which register of the office it stands. */
      register: z.literal('agreements').optional(),
      unclear: z.array(z.string()).optional(),
      not: z.string().optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('seed-facts.json', import.meta.url), 'utf8')))
const facts = Object.entries(table)
const records = packRecords()
const houses = ['kslu', 'kstu', 'eimu']

/** Every public page of the three institutions in three languages, as somebody comes to it from link to link. */
type Pages = ReadonlyMap<string, ReadonlyMap<string, string>>
let town: TestHouse
let pages: Pages
const dead: string[] = []

beforeAll(async () => {
  town = await testHouse({ jobs: false, today: '2026-11-22' })
  const read = new Map<string, ReadonlyMap<string, string>>()
  for (const house of houses) for (const language of languages) await readFrom(`/${house}/${language}/`, read)
  pages = read
})
afterAll(() => town.close())

async function readFrom(home: string, read: Map<string, ReadonlyMap<string, string>>) {
  const visitor = town.visitor()
  const seen = new Set([home])
  for (const path of seen) {
    const { status, html } = await visitor.get(path)
    if (status !== 200) dead.push(`${path} ${status}`)
    read.set(path, elementsOf(html))
    for (const [, href = ''] of html.matchAll(/<a [^>]*?href="([^"#?]*)/g)) if (href.startsWith(home)) seen.add(href)
  }
}

/** What a record says, looked for in an element: null when it is there, else why not. */
function missing(place: string, wanted: string, language: Language): string | null {
  const [, house = '', page = '', id = ''] = /^(\w+)\/(.*)#(.*)$/.exec(place) ?? []
  const text = pages.get(`/${house}/${language}/${page}`)?.get(id)
  if (text === undefined) return `${place} is not there in ${language}`
  return comparable(text).includes(comparable(wanted)) ? null : `${place} in ${language} doesn't say: ${wanted}`
}

const wordsFor = (record: PackRecord, language: Language) => record.words?.[language] ?? ''

// What an agreement says stands in the register, and a campaign at the desk; a page may show less.
const ofTheDesk = ['agreements.json', 'campaigns.json', 'portals.json', 'leads.json', 'delegations.json']
const isPublic = ({ lists, file }: PackRecord) => !lists.includes('unclear') && !ofTheDesk.includes(file)

/** Is the record in an element of its own key, or of what it belongs to, on any page of its institution? */
function standsSomewhere(record: PackRecord, language: Language): boolean {
  const wanted = comparable(wordsFor(record, language))
  return [...pages].some(
    ([path, elements]) =>
      path.startsWith(`/${record.institution}/${language}/`) &&
      record.keys.some((key) => comparable(elements.get(key) ?? '').includes(wanted)),
  )
}

function faultsOf(fact: string, { at = [], says }: (typeof table)[string]): string[] {
  const told = records.filter((record) => record.fact === fact && isPublic(record) && record.words)
  return languages.flatMap((language) => {
    const nowhere = (wanted: string) => {
      const tried = at.map((place) => missing(place, wanted, language))
      if (tried.includes(null)) return []
      return at.length === 0
        ? [`${fact}: nowhere in ${language}: ${wanted}`]
        : tried.slice(0, 1).map((why) => `${fact}: ${why}`)
    }
    const own = says
      ? [says].flat().flatMap((one) => nowhere(typeof one === 'string' ? one : one[language]))
      : told.flatMap((record) => (standsSomewhere(record, language) ? [] : nowhere(wordsFor(record, language))))
    return [...own, ...at.flatMap((place) => (missing(place, '', language) ? [`${fact}: no ${place}`] : []))]
  })
}

describe('every fact of the offices’ own pages', () => {
  test('has its place: on a page, with the fact that says it already, on the list to clear, or a reason', () => {
    expect(facts.length).toBe(650)
    const placeless = facts.filter(([, where]) => Object.keys(where).length === 0)
    expect(placeless.map(([fact]) => fact)).toEqual([])
    const strays = facts.filter(([, { same }]) => same !== undefined && !table[same]?.at)
    expect(strays.map(([fact]) => fact)).toEqual([])
    const silent = facts.filter(([fact, { at, says }]) => at && !says && !records.some((one) => one.fact === fact))
    expect(silent.map(([fact]) => fact)).toEqual([])
  })

  test('and every record of a pack that names one says a fact that the table knows', () => {
    expect(records.filter(({ fact }) => !table[fact]).map(({ fact }) => fact)).toEqual([])
  })

  test('stands in its element in English, Russian and Kyrgyz, in the record’s own words', () => {
    expect(facts.flatMap(([fact, where]) => (where.at ? faultsOf(fact, where) : []))).toEqual([])
  })

  test('and would be missed: with one word changed, on another page, in another language', () => {
    const globe = records.find(({ fact }) => fact === 'sy-globe')
    const place = table['sy-globe']?.at?.[0] ?? ''
    expect(missing(place, globe?.words?.ru ?? '', 'ru')).toBeNull()
    expect(missing(place, (globe?.words?.ru ?? '').replace('знаний', 'звания'), 'ru')).toContain(
      'doesn’t say'.replace('’', "'"),
    )
    expect(missing(place, globe?.words?.ru ?? '', 'ky')).not.toBeNull()
    expect(missing(place.replace('about', 'office'), globe?.words?.en ?? '', 'en')).toContain('not there')
  })

  test('that is not clear stands in its office’s list of things to clear', async () => {
    const asked = await Promise.all(
      houses.map(async (house) =>
        (await unclearOf(town.house.database.within(house))).map(({ id }) => `${house}/${id}`),
      ),
    )
    const questions = new Set(asked.flat())
    const lost = facts.flatMap(([, { unclear = [] }]) => unclear.filter((question) => !questions.has(question)))
    expect(lost).toEqual([])
  })
})

test('every link from page to page of the three sites leads somewhere', () => {
  expect(pages.size).toBeGreaterThan(250)
  expect(dead).toEqual([])
})

test('every partner and every agreement of the packs stands in the register that the office takes along', async () => {
  for (const house of houses) {
    const officer = await town.signedIn(`officer@${house}.example`)
    for (const register of ['partners', 'agreements']) {
      const { html: csv } = await officer.get(`/desk/${register}/export.csv`)
      const own = records.filter(({ institution, file, keys, lists }) => {
        return institution === house && file === `${register}.json` && keys.length === 1 && !lists.includes('sayings')
      })
      const lost = own.filter(({ words }) => !csv.includes((words?.en ?? '?').replaceAll('"', '""')))
      expect([house, register, lost.map(({ fact }) => fact)]).toEqual([house, register, []])
    }
  }
})
