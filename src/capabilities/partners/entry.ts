import { z } from 'zod'
import { type Day, readDay } from '../../platform/days.ts'
import { line, oneOf, optionalDay, optionalLine, optionalListed, optionalLongText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { type Language, languages, type Text } from '../../platform/words/languages.ts'
import type { Law } from '../law/index.ts'
import { identifierKinds, readIdentifiers } from './identifiers.ts'
import { readPlace, sayDegrees } from './place.ts'
import { type Partner, type PartnerName, partnerKinds, partnerStatuses } from './rules.ts'
import type { Written } from './writing.ts'

const site = () =>
  optionalLine(300).refine((text) => text === '' || z.url({ protocol: /^https?$/ }).safeParse(text).success, {
    error: 'partner.notASite',
  })

export const partnerForm = z.object({
  name: line(300),
  'name.en': optionalLine(300),
  'name.ru': optionalLine(300),
  'name.ky': optionalLine(300),
  renamed: optionalDay(),
  others: optionalLongText(4000),
  kind: oneOf(partnerKinds),
  status: oneOf(partnerStatuses),
  country: optionalListed(),
  'city.en': optionalLine(100),
  'city.ru': optionalLine(100),
  'city.ky': optionalLine(100),
  'region.en': optionalLine(100),
  'region.ru': optionalLine(100),
  'region.ky': optionalLine(100),
  place: optionalLine(100),
  schac: optionalLine(253),
  erasmus: optionalLine(30),
  pic: optionalLine(20),
  ror: optionalLine(60),
  site: site(),
  unit: optionalListed(),
  partOf: optionalLine(300),
  'basis.en': optionalLongText(1000),
  'basis.ru': optionalLongText(1000),
  'basis.ky': optionalLongText(1000),
  'condition.en': optionalLongText(1000),
  'condition.ru': optionalLongText(1000),
  'condition.ky': optionalLongText(1000),
  'fields.en': optionalLongText(2000),
  'fields.ru': optionalLongText(2000),
  'fields.ky': optionalLongText(2000),
  'note.en': optionalLongText(4000),
  'note.ru': optionalLongText(4000),
  'note.ky': optionalLongText(4000),
  shown: oneOf(['yes', 'no']),
})
export type PartnerEntry = z.output<typeof partnerForm>
type Textual = 'city' | 'region' | 'basis' | 'condition' | 'fields' | 'note'

/** A partner's country: one of the law's list, or the European Union, which funds as if it were one. */
export const isCountry = (law: Law, code: string) => code === 'EU' || law.country(code) !== null

/** What of an entry can't be: beside the schema, what needs the law's countries and the units. */
export function partnerProblems(entry: PartnerEntry, law: Law, units: readonly { readonly id: string }[]): Problem[] {
  const problems: Problem[] = []
  const { country, place, unit, others } = entry
  if (country !== '' && !isCountry(law, country)) problems.push({ field: 'country', key: 'form.choose' })
  if (unit !== '' && !units.some(({ id }) => id === unit)) problems.push({ field: 'unit', key: 'form.choose' })
  if (place !== '' && readPlace(place, country || null) === null)
    problems.push({ field: 'place', key: 'partner.noPlace' })
  if (othersFrom(others).some((one) => one === null)) problems.push({ field: 'others', key: 'partner.noUntil' })
  if (fieldsFrom(entry) === null) problems.push({ field: 'fields.en', key: 'partner.fieldsUneven' })
  return [...problems, ...readIdentifiers(entry).problems]
}

const linesOf = (text: string) => [
  ...new Set(
    text
      .split('\n')
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]

// "Old name | 31.12.2009": an earlier name with its last day. Null where what stands behind the line is no day.
function othersFrom(text: string): (PartnerName | null)[] {
  return linesOf(text).map((one) => {
    const at = one.lastIndexOf('|')
    if (at < 0) return { language: null, text: one, until: null }
    const [name, said] = [one.slice(0, at).trim(), one.slice(at + 1).trim()]
    const [, date = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(said) ?? []
    const until = readDay(said) ?? readDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`)
    return name && name.length <= 300 && until ? { language: null, text: name, until } : null
  })
}

/** A text of the form; where a language is empty, what is said in another stands for it. */
function textOf(entry: PartnerEntry, name: Exclude<Textual, 'fields'>): Text | null {
  return filled({ en: entry[`${name}.en`], ru: entry[`${name}.ru`], ky: entry[`${name}.ky`] })
}

function filled(said: Text): Text | null {
  const any = said.en || said.ru || said.ky
  return any ? { en: said.en || said.ru || said.ky, ru: said.ru || any, ky: said.ky || any } : null
}

// A field on each line, as many in each language; a language without any takes them from another. Null where they are not.
function fieldsFrom(entry: PartnerEntry): Text[] | null {
  const said = languages.map((language) => linesOf(entry[`fields.${language}`]))
  const most = Math.max(...said.map(({ length }) => length))
  if (said.some(({ length }) => length !== 0 && length !== most)) return null
  const [en = [], ru = [], ky = []] = said
  return Array.from({ length: most }, (_, at) =>
    filled({ en: en[at] ?? '', ru: ru[at] ?? '', ky: ky[at] ?? '' }),
  ).flatMap((text) => text ?? [])
}

/**
 * What an entry makes of a partner.
 * @param before what is there; with `renamed`, its names that are no longer said become earlier ones that held until that day
 */
export function writtenOf(entry: PartnerEntry, before: Partner | null): Written {
  return {
    name: entry.name,
    names: namesOf(entry, before),
    ...{ kind: entry.kind, status: entry.status, country: entry.country || null },
    ...{ city: textOf(entry, 'city'), region: textOf(entry, 'region') },
    place: entry.place ? readPlace(entry.place, entry.country || null) : null,
    identifiers: readIdentifiers(entry).identifiers,
    ...{ site: entry.site || null, unit: entry.unit || null, partOf: entry.partOf || null },
    ...{ basis: textOf(entry, 'basis'), condition: textOf(entry, 'condition'), note: textOf(entry, 'note') },
    fields: fieldsFrom(entry) ?? [],
    isPublic: entry.shown === 'yes',
  }
}

function namesOf(entry: PartnerEntry, before: Partner | null): PartnerName[] {
  const now = languages.flatMap((language): PartnerName[] => {
    const text = entry[`name.${language}`]
    return text ? [{ language, text, until: null }] : []
  })
  const others = othersFrom(entry.others).flatMap((one) => {
    if (one === null) return []
    const known = before?.names.find(({ text, until }) => text === one.text && until === one.until)
    return { ...one, language: known?.until ? known.language : null }
  })
  return [...now, ...others, ...leftBehind(entry, before, [...now, ...others])]
}

function leftBehind(
  { name, renamed }: PartnerEntry,
  before: Partner | null,
  said: readonly PartnerName[],
): PartnerName[] {
  if (!before || !renamed) return []
  const were: PartnerName[] = [
    { language: null, text: before.name, until: renamed },
    ...before.names.flatMap((one) => (one.language && !one.until ? [{ ...one, until: renamed }] : [])),
  ]
  const gone = were.filter(({ text }) => text !== name && !said.some((one) => one.text === text))
  // A name that is known with its language needs not stand there twice.
  return gone.filter(
    (one, at) => !gone.some((other, place) => other.text === one.text && better(other, place, one, at)),
  )
}

const better = (other: PartnerName, place: number, one: PartnerName, at: number) =>
  other.language && one.language ? place < at : other.language !== null

/** A partner as if somebody had typed it. @param partOf the name of the partner with whom this is done */
export function typedPartner(partner: Partner, partOf: string): Typed {
  const named = (language: Language) =>
    partner.names.find((one) => one.language === language && one.until === null)?.text ?? ''
  const others = partner.names.filter(({ language, until }) => language === null || until !== null)
  const { name, kind, status, country, site, unit, place, identifiers } = partner
  return {
    ...{ name, 'name.en': named('en'), 'name.ru': named('ru'), 'name.ky': named('ky') },
    others: others.map(({ text, until }) => (until ? `${text} | ${sayUntil(until)}` : text)).join('\n'),
    ...{ kind, status, country: country ?? '', site: site ?? '', unit: unit ?? '', partOf },
    place: place ? sayDegrees(place) : '',
    ...Object.fromEntries(identifierKinds.map((one) => [one, identifiers[one] ?? ''])),
    ...said('city', partner.city),
    ...said('region', partner.region),
    ...said('basis', partner.basis),
    ...said('condition', partner.condition),
    ...said('note', partner.note),
    ...Object.fromEntries(
      languages.map((language) => [`fields.${language}`, partner.fields.map((field) => field[language]).join('\n')]),
    ),
    shown: partner.isPublic ? 'yes' : 'no',
  }
}

const said = (name: Textual, text: Text | null): Typed =>
  Object.fromEntries(languages.map((language) => [`${name}.${language}`, text?.[language] ?? '']))

const sayUntil = (until: Day) => until.split('-').toReversed().join('.')
