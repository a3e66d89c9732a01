import type { FoundKind, SearchEntry, SearchSource } from '../../platform/search-source.ts'
import type { Language, languages, Text } from '../../platform/words/languages.ts'
import { callsOf } from '../calls/index.ts'
import { fundingProgrammesOf } from '../funders/index.ts'
import { publicAlbums } from '../galleries/index.ts'
import { aboutOf, officeOf } from '../institutions/index.ts'
import { eventsOf } from '../outreach/index.ts'
import { type Partner, shownPartners } from '../partners/index.ts'
import { admissionTermsOf, programmesOf, sayLevel } from '../programmes/index.ts'
import { publicationsOf } from '../publications/index.ts'
import { schoolsOf } from '../summer-schools/index.ts'
import { siteSearchWords } from './words.ts'

/** Several texts below each other, in each language; what is missing is left out. */
export function joined(...parts: readonly (Text | string | null | undefined)[]): Text {
  const say = (language: (typeof languages)[number]) =>
    parts
      .map((part) => (typeof part === 'string' ? part : (part?.[language] ?? '')))
      .filter((part) => part !== '')
      .map((part) => part.trim().replace(/[.,;]+$/, ''))
      .join('. ')
  return { en: say('en'), ru: say('ru'), ky: say('ky') }
}

const same = (text: string): Text => ({ en: text, ru: text, ky: text })
const entry = (kind: FoundKind, id: string, path: string, title: Text, text: Text): SearchEntry => ({
  ...{ kind, id, path, title, text },
})

const programmes: SearchSource = {
  name: 'programmes',
  entries: async (db) => {
    const [levels, terms] = await Promise.all([programmesOf(db), admissionTermsOf(db)])
    const found = levels.flatMap(({ level, programmes }) =>
      programmes.map((one) => {
        const said = level ? { en: sayLevel(level, 'en'), ru: sayLevel(level, 'ru'), ky: sayLevel(level, 'ky') } : null
        const text = joined(said, one.code, ...one.profiles.map(({ name }) => name), one.note)
        return entry('programme', one.id, `programmes/${one.level ?? 'other'}/${one.id}`, one.name, text)
      }),
    )
    const papers = terms.documents.map(({ title }) => title)
    const apply = entry(
      'page',
      'apply',
      'apply',
      inThree('source.apply'),
      joined(...papers, terms.welcome, terms.note, terms.feesNote),
    )
    return [...found, apply]
  },
}

const callsSource: SearchSource = {
  name: 'calls',
  entries: async (db) => {
    const calls = await callsOf(db, { states: ['published'] })
    return calls.map((call) => {
      const { title, about, hosts, stay, steps, documents, notes, intake } = call.said
      const named = hosts.flatMap(({ name, city, subject }) => [name, city, subject])
      const more = [...steps, ...notes].map(({ text }) => text)
      const text = joined(about, stay, intake, ...named, ...documents.map((one) => one.title), ...more)
      return entry('call', call.id, `calls/${call.slug}`, title, text)
    })
  },
}

const partnersSource: SearchSource = {
  name: 'partners',
  entries: async (db) =>
    (await shownPartners(db)).map((one) => {
      const called = (language: Language) =>
        one.names
          .filter((name) => (name.language ?? language) === language && name.text !== one.name)
          .map(({ text }) => text)
      const names = { en: called('en').join(', '), ru: called('ru').join(', '), ky: called('ky').join(', ') }
      const text = joined(names, one.city, one.region, one.basis, one.condition, ...one.fields, one.note)
      return entry('partner', one.id, `partners#${one.key ?? one.id}`, titled(one), text)
    }),
}

/** Its name in each language, or the one that it has. */
function titled({ name, names }: Pick<Partner, 'name' | 'names'>): Text {
  const own = (language: Language) => names.find((one) => one.language === language && one.until === null)?.text ?? name
  return { en: own('en'), ru: own('ru'), ky: own('ky') }
}

const publicationsSource: SearchSource = {
  name: 'publications',
  entries: async (db) =>
    (await publicationsOf(db))
      .filter(({ isPublic }) => isPublic)
      .map((one) => {
        const title = one.year ? joined(one.title, String(one.year)) : one.title
        return entry('document', one.id, `downloads#${one.id}`, title, joined(one.audience))
      }),
}

const funding: SearchSource = {
  name: 'funding',
  entries: async (db) =>
    (await fundingProgrammesOf(db))
      .filter(({ withdrawn }) => !withdrawn)
      .map((one) => {
        const text = joined(one.funder, ...one.parts.map((part) => part.text))
        return entry('funding', one.id, `funding/${one.id}`, one.name, text)
      }),
}

const schools: SearchSource = {
  name: 'summer-schools',
  entries: async (db) =>
    (await schoolsOf(db)).map((one) =>
      entry('school', one.id, `summer-schools/${one.id}`, one.name, joined(one.goal, one.about, one.course)),
    ),
}

const events: SearchSource = {
  name: 'events',
  entries: async (db) =>
    (await eventsOf(db, { publicOnly: true })).map((one) =>
      entry('event', one.id, `events#${one.key}`, one.title, joined(one.about, one.place, one.organisers, one.year)),
    ),
}

const office: SearchSource = {
  name: 'office',
  entries: async (db) => {
    const { units, staff, contacts } = await officeOf(db)
    const unitOf = (id: string) => units.find((unit) => unit.id === id)?.name
    const people = staff
      .filter(({ former }) => !former)
      .map((one) => {
        const reach = one.contacts.map(({ value, text }) => (text ? text : value))
        return entry('person', one.id, `office#${one.id}`, same(one.name), joined(one.post, unitOf(one.unit), ...reach))
      })
    const found = contacts.map((one) => {
      const title = unitOf(one.unit) ?? same(one.value)
      return entry('about', `contact-${one.id}`, 'contacts', title, joined(one.purpose, one.text ?? one.value))
    })
    return [...people, ...found]
  },
}

const about: SearchSource = {
  name: 'about',
  entries: async (db) => {
    const { facts, names } = await aboutOf(db)
    const told = facts.map((one) => {
      const title = one.title ?? one.list ?? one.text
      return entry('about', one.id, `about#${one.id}`, title, joined(one.text, one.on))
    })
    const former = names.map((one) =>
      entry('about', `name-${one.unit}-${one.since}`, 'about', one.name, joined(one.basis, one.since)),
    )
    return [...told, ...former]
  },
}

const albums: SearchSource = {
  name: 'galleries',
  entries: async (db) =>
    (await publicAlbums(db)).map((one) => {
      const said = one.pictures.flatMap(({ alt, caption }) => [alt, caption])
      return entry('album', one.id, `galleries/${one.id}`, one.title, joined(one.about, ...said))
    }),
}

const inThree = (key: 'source.apply'): Text => ({
  ...{ en: siteSearchWords('en')(key), ru: siteSearchWords('ru')(key), ky: siteSearchWords('ky')(key) },
})

/** What stands on the public pages of the capabilities before the site. */
export const ownSources: readonly SearchSource[] = [
  ...[programmes, callsSource, partnersSource, publicationsSource, funding, schools, events, office, about, albums],
]
