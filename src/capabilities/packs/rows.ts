/** What a pack's records look like as rows, each with the hash that tells whether the pack has changed it since. */
import { createHash } from 'node:crypto'
import { foldWords } from '../../platform/words/fold.ts'
import { languages } from '../../platform/words/languages.ts'
import { ledgerRows } from './event-rows.ts'
import type { InstitutionFile, InstitutionPack, SeedSource, Text } from './schema.ts'

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

export function institutionRow(own: InstitutionFile) {
  const { country, timeZone, host, mark, colourNote, introSource, settings, signatoryNote, note, source, unread } = own
  return {
    id: own.key,
    name: json(own.name),
    short: json(own.short),
    city: json(own.city),
    colour: own.colour,
    letter_languages: own.letterLanguages,
    office_unit: own.office,
    intro: json(own.intro),
    settings: json({
      ...settings,
      country,
      timeZone,
      host,
      mark,
      colourNote,
      introSource,
      signatoryNote,
      note,
      source,
      unread,
    }),
    signatory: own.signatory,
  }
}

export function institutionRows(pack: InstitutionPack) {
  const of = { institution_id: pack.institution.key }
  return {
    units: pack.units.map(({ key, parent, kind, name, note, ...more }, at) =>
      hashed({
        ...of,
        id: key,
        parent,
        kind,
        name: json(name),
        note: note ? json(note) : null,
        source: sourceOf(more),
        sort_order: at,
      }),
    ),
    staff: pack.people.map(({ key, unit, name, post, former, order, ...more }) =>
      hashed({ ...of, id: key, unit, name, post: json(post), former, source: sourceOf(more), sort_order: order }),
    ),
    contacts: pack.contacts.map(({ key, unit, person, kind, value, text, purpose, ...more }, at) =>
      hashed({
        ...of,
        id: key,
        unit,
        staff_id: person,
        kind,
        value,
        text: text ? json(text) : null,
        purpose: purpose ? json(purpose) : null,
        source: sourceOf(more),
        sort_order: at,
      }),
    ),
    grading_terms: Object.entries(pack.grading ?? {}).map(([id, terms]) => hashed({ ...of, id, terms: json(terms) })),
    programmes: pack.programmes.map(({ key, unit, level, code, name, profiles, note, ...more }, at) =>
      hashed({
        ...of,
        id: key,
        unit,
        level,
        code,
        name: json(name),
        profiles: json(profiles),
        mode: more.mode ?? null,
        asks_direction: more.asksDirection,
        open_for_application: more.openForApplication,
        note: note ? json(note) : null,
        source: sourceOf({ source: more.source, unread: more.unread }),
        sort_order: at,
      }),
    ),
    institution_facts: (pack.about?.facts ?? []).map(({ key, kind, list, title, on, text, ...more }, at) =>
      hashed({
        ...of,
        id: key,
        unit: pack.institution.office,
        kind,
        list: list ? json(list) : null,
        title: title ? json(title) : null,
        text: json(text),
        happened_on: on ?? null,
        source: sourceOf(more),
        sort_order: at,
      }),
    ),
    publications: (pack.publications ?? []).map(({ key, kind, title, audience, year, ...more }, at) =>
      hashed({
        ...of,
        id: key,
        kind,
        title: json(title),
        audience: audience ? json(audience) : null,
        year: year ?? null,
        is_public: more.public,
        source: sourceOf({ source: more.source, unread: more.unread }),
        sort_order: at,
      }),
    ),
    hostels: (pack.housing ?? []).map(({ key, name, address, seatsPerRoom, beds, note, price: _, ...more }, at) =>
      hashed({
        ...of,
        id: key,
        name: json(name),
        address: address ? json(address) : null,
        seats_per_room: seatsPerRoom ?? null,
        beds: beds ?? null,
        note: note ? json(note) : null,
        source: sourceOf(more),
        sort_order: at,
      }),
    ),
    hostel_prices: (pack.housing ?? []).flatMap(({ key, price, ...more }) =>
      price
        ? {
            ...of,
            hostel_id: key,
            // The page says no day: the price holds until the office says another.
            since: '1900-01-01',
            amount: Math.round(price.amount * 100),
            currency: price.currency,
            source: sourceOf({ source: more.source, unread: more.unread }),
          }
        : [],
    ),
    calls: (pack.calls ?? []).map(({ key, direction, audience, opensOn, closesOn, said, ...more }, at) => {
      const row = { ...of, key, slug: key, direction, audience, opens_on: opensOn, closes_on: closesOn, sort_order: at }
      return hashed({ ...row, said: json(said), source: sourceOf(more) })
    }),
    partners: (pack.partners ?? []).map(({ key, name, kind, country, city, region, status, ...more }, at) => {
      const { otherNames = [], unit, basis, condition, fields, partOf, note, source, unread } = more
      const places = [city, region].flatMap((place) => (place ? Object.values(place) : []))
      return hashed({
        ...of,
        key,
        name: name.en,
        names: json([
          ...languages.map((language) => ({ language, text: name[language] })),
          ...otherNames.map((text) => ({ language: null, text })),
        ]),
        ...{ kind, country, status, sort_order: at },
        city: city ? json(city) : null,
        region: region ? json(region) : null,
        said: json({ unit, basis, condition, fields, partOf, note }),
        source: json({ ...source, unread }),
        words: ` ${[...Object.values(name), ...otherNames, ...places].flatMap(foldWords).join(' ')}`,
      })
    }),
    funding_programmes: (pack.funding ?? []).map(({ key, name, funder, country, from, to, parts, ...more }, at) =>
      hashed({
        ...of,
        id: key,
        name: json(name),
        funder: funder ? json(funder) : null,
        country: country ?? null,
        first_year: from ?? null,
        last_year: to ?? null,
        parts: json(parts),
        source: sourceOf(more),
        sort_order: at,
      }),
    ),
    summer_schools: (pack.summerSchools ?? []).map((school, at) => {
      const { key, name, goal, about, course, weeks, usual, call, lines, editions, ...more } = school
      const row = {
        ...{ ...of, id: key, name: json(name), goal: json(goal), about: json(about), course: json(course) },
        ...{ weeks: weeks ?? null, own_usual: usual?.own ?? null, foreign_usual: usual?.foreign ?? null },
        ...{ foreign_is_least: usual?.foreignIsLeast ?? false, call_key: call ?? null, sort_order: at },
        source: sourceOf(more),
      }
      // The hash is of the whole school: its editions and lines are written with it or not at all.
      const pack_hash = sha256(JSON.stringify([row, editions, lines]))
      return { row: { ...row, pack_hash }, ...linesOf(of.institution_id, key, lines, editions) }
    }),
    ledger_records: ledgerRows(pack),
    unit_names: (pack.about?.names ?? []).map(({ unit, since, kind, name, basis, ...more }) => {
      const basisJson = basis ? json(basis) : null
      return { ...of, unit, since, kind, name: json(name), basis: basisJson, source: sourceOf(more) }
    }),
    unclear_facts: (pack.about?.unclear ?? []).map(({ key, about, readings }, at) =>
      hashed({ ...of, id: key, about: json(about), readings: json(readings), sort_order: at }),
    ),
    admission_terms: Object.entries(admissionParts(pack)).flatMap(([id, terms]) =>
      terms === null ? [] : hashed({ ...of, id, terms: json(terms) }),
    ),
  }
}

export type InstitutionRows = ReturnType<typeof institutionRows>

/** What admission asks, part by part, so that an office can change one and keep the others as the pack has them. */
function admissionParts({ admission }: InstitutionPack) {
  const { entry, documents, bases, process, fees, links, feesNote = null, note = null } = admission
  const { welcome, welcomeSource, contactEmail, contactEmailSource } = admission
  return {
    entry,
    documents,
    bases,
    process,
    fees,
    links,
    note,
    'fees-note': feesNote,
    welcome: welcome ? { text: welcome, source: welcomeSource } : null,
    contact: contactEmail ? { email: contactEmail, source: contactEmailSource } : null,
  }
}

/** The quote behind a record. What the tables have no column for (a note, languages that nobody has read) stays beside it. */
function sourceOf(from: { source: SeedSource; note?: Text | undefined; unread?: readonly string[] | undefined }) {
  return json({ ...from.source, note: from.note, unread: from.unread })
}

function hashed<Row extends object>(row: Row) {
  return { ...row, pack_hash: sha256(JSON.stringify(row)) }
}

/** JSON with its names in order, so that a record whose lines merely moved keeps its hash. */
function json(value: unknown) {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
}

type School = NonNullable<InstitutionPack['summerSchools']>[number]

function linesOf(institution_id: string, school_id: string, own: School['lines'], editions: School['editions']) {
  const of = { institution_id, school_id }
  const lines = (year: number | null, all: School['lines']) =>
    all.map(({ kind, source, unread, ...said }) => ({
      ...of,
      year,
      kind,
      said: json(said),
      source: sourceOf({ source, unread }),
    }))
  return {
    editions: editions.map(({ year, number, from, to, opening, ...more }) => ({
      ...{ ...of, year, number: number ?? null, from_day: from ?? null, to_day: to ?? null },
      ...{ opening_day: opening?.on ?? null, opening_place: opening ? json(opening.place) : null },
      source: sourceOf(more),
    })),
    lines: [...lines(null, own), ...editions.flatMap((edition) => lines(edition.year, edition.lines))],
  }
}
