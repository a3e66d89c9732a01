/** What the files of a pack say together. Each check runs on the files that could be read: a fault in one hides none in another. */
import { z } from 'zod'
import type { CallsFile } from './call-schema.ts'
import {
  type AboutFile,
  type AdmissionFile,
  type CalendarFile,
  type ContactsFile,
  type CountriesFile,
  count,
  type FundingFile,
  type InstitutionFile,
  type PartnersFile,
  type PeopleFile,
  type ProgrammesFile,
  type RegistrationFile,
  type RulesFile,
  type Tell,
  type UnitsFile,
  type VisaFreeFile,
  type VisaKindsFile,
  webAddress,
  words,
} from './schema.ts'
import type { SummerSchoolsFile } from './summer-school-schema.ts'

export function checkUnits(units: UnitsFile, tell: Tell) {
  tellTwice('units.json', '', units, 'key', (unit) => unit.key, tell)
  for (const [at, unit] of units.entries()) {
    if (unit.parent === null) continue
    if (!hasKey(units, unit.parent)) tell('units.json', `[${at}].parent`, `names no unit: ${unit.parent}`)
    else if (isBelowItself(unit.key, units)) tell('units.json', `[${at}].parent`, 'puts the unit below itself')
  }
}

export function checkInstitution(own: InstitutionFile, units: UnitsFile | null, people: PeopleFile | null, tell: Tell) {
  const file = 'institution.json'
  if (units && !hasKey(units, own.office)) tell(file, 'office', `names no unit: ${own.office}`)
  if (!isTimeZone(own.timeZone)) tell(file, 'timeZone', `is no time zone: ${own.timeZone}`)
  if (own.signatory === null && !own.signatoryNote) tell(file, 'signatoryNote', 'is missing: say why nobody signs yet')
  if (own.signatory === null || !people) return
  const signatory = people.find((person) => person.key === own.signatory)
  if (!signatory) tell(file, 'signatory', `names no person: ${own.signatory}`)
  else if (signatory.former) tell(file, 'signatory', `no longer works here: ${own.signatory}`)
}

export function checkPartners(partners: PartnersFile, units: UnitsFile | null, tell: Tell) {
  tellTwice('partners.json', '', partners, 'key', (partner) => partner.key, tell)
  for (const [at, { unit, partOf, key }] of partners.entries()) {
    if (unit && units && !hasKey(units, unit)) tell('partners.json', `[${at}].unit`, `names no unit: ${unit}`)
    if (partOf && (partOf === key || !hasKey(partners, partOf)))
      tell('partners.json', `[${at}].partOf`, `names no other partner: ${partOf}`)
  }
}

export function checkSummerSchools(schools: SummerSchoolsFile, calls: CallsFile | null, tell: Tell) {
  const file = 'summer-schools.json'
  tellTwice(file, '', schools, 'key', (one) => one.key, tell)
  for (const [at, { call, editions }] of schools.entries()) {
    tellTwice(file, `[${at}].editions`, editions, 'year', (one) => String(one.year), tell)
    if (call && !calls?.some((one) => one.key === call)) tell(file, `[${at}].call`, `names no call: ${call}`)
    for (const [place, { from, to }] of editions.entries())
      if (from && to && to < from) tell(file, `[${at}].editions[${place}].to`, 'is before the beginning')
  }
}

export function checkPeople(people: PeopleFile, units: UnitsFile | null, tell: Tell) {
  tellTwice('people.json', '', people, 'key', (person) => person.key, tell)
  tellTwice('people.json', '', people, 'order', (person) => String(person.order), tell)
  tellStrangers('people.json', people, units, tell)
}

export function checkContacts(contacts: ContactsFile, units: UnitsFile | null, people: PeopleFile | null, tell: Tell) {
  tellTwice('contacts.json', '', contacts, 'key', (contact) => contact.key, tell)
  tellStrangers('contacts.json', contacts, units, tell)
  for (const [at, { kind, value, person, text: said }] of contacts.entries()) {
    if (people && person !== null && !hasKey(people, person))
      tell('contacts.json', `[${at}].person`, `names no person: ${person}`)
    if (!contactForms[kind].safeParse(value).success) tell('contacts.json', `[${at}].value`, `is no ${kind}: ${value}`)
    if (kind === 'address' && !said) tell('contacts.json', `[${at}].text`, 'is missing: an address is a text')
    if (kind !== 'address' && said) tell('contacts.json', `[${at}].text`, 'is for addresses only')
  }
}

const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/)
const contactForms = {
  address: words,
  postcode: z.string().regex(/^\d{6}$/),
  phone: phoneNumber,
  fax: phoneNumber,
  email: z.email(),
  website: webAddress,
}

export function checkProgrammes(programmes: ProgrammesFile, units: UnitsFile | null, tell: Tell) {
  const file = 'programmes.json'
  tellTwice(file, '', programmes, 'key', (programme) => programme.key, tell)
  // The same code stands at two levels (Jurisprudence 530500), so only level and code together are one programme.
  tellTwice(file, '', programmes, 'code', ({ level, code }) => code && `${level ?? 'no level'} ${code}`, tell)
  tellStrangers(file, programmes, units, tell)
  for (const [at, { profiles }] of programmes.entries())
    tellTwice(file, `[${at}].profiles`, profiles, 'key', (profile) => profile.key, tell)
}

export function checkAdmission(admission: AdmissionFile, programmes: ProgrammesFile | null, tell: Tell) {
  const file = 'admission.json'
  tellTwice(file, 'entry', admission.entry, 'level', (entry) => entry.level ?? 'no level', tell)
  tellTwice(file, 'documents', admission.documents, 'key', (document) => document.key, tell)
  tellTwice(file, 'bases', admission.bases, 'key', (basis) => basis.key, tell)
  tellTwice(file, 'process', admission.process, 'order', (step) => String(step.order), tell)
  tellTwice(file, 'fees', admission.fees, 'key', (fee) => fee.key, tell)
  tellTwice(file, 'links', admission.links, 'url', (link) => link.url, tell)
  for (const [at, { forms = [] }] of admission.documents.entries())
    tellTwice(file, `documents[${at}].forms`, forms, 'level', (form) => form.level, tell)
  tellValidity(file, 'fees', admission.fees, tell)
  if (admission.welcome && !admission.welcomeSource) tell(file, 'welcomeSource', 'is missing')
  if (admission.contactEmail && !admission.contactEmailSource) tell(file, 'contactEmailSource', 'is missing')
  for (const open of new Set(programmes?.filter((one) => one.openForApplication).map((one) => one.level)))
    if (!admission.entry.some((entry) => entry.level === open))
      tell(file, 'entry', `says nothing of programmes that are open for application: ${open ?? 'level null'}`)
}

export function checkAbout({ facts, names, unclear }: AboutFile, units: UnitsFile | null, tell: Tell) {
  const file = 'about.json'
  tellTwice(file, 'facts', facts, 'key', (fact) => fact.key, tell)
  tellTwice(file, 'names', names, 'since', ({ unit, since }) => `${unit} since ${since}`, tell)
  tellTwice(file, 'unclear', unclear, 'key', (one) => one.key, tell)
  if (units)
    for (const [at, { unit }] of names.entries())
      if (!hasKey(units, unit)) tell(file, `names[${at}].unit`, `names no unit: ${unit}`)
}

export function checkFunding(programmes: FundingFile, tell: Tell) {
  const file = 'funding.json'
  tellTwice(file, '', programmes, 'key', (one) => one.key, tell)
  for (const [at, { from, to, parts }] of programmes.entries()) {
    if (from && to && to < from) tell(file, `[${at}].to`, `lies before ${from}`)
    tellTwice(file, `[${at}].parts`, parts, 'key', (part) => part.key, tell)
    for (const [nth, { kind, under, url }] of parts.entries()) {
      const place = `[${at}].parts[${nth}]`
      // What it stands under comes before it, so that nothing stands below itself.
      if (under && !hasKey(parts.slice(0, nth), under)) tell(file, `${place}.under`, `names no earlier part: ${under}`)
      if ((kind === 'link') !== (url !== undefined)) tell(file, `${place}.url`, 'stands with a link, and with no other')
    }
  }
}

export function checkCountries({ countries, extra }: CountriesFile, tell: Tell) {
  tellTwice('countries.json', 'countries', countries, 'iso2', (country) => country.iso2, tell)
  tellTwice('countries.json', 'countries', countries, 'iso3', (country) => country.iso3, tell)
  tellTwice('countries.json', 'extra', extra, 'code', (one) => one.code, tell)
  for (const [at, { code }] of extra.entries())
    if (countries.some((country) => country.iso3 === code))
      tell('countries.json', `extra[${at}].code`, `is a country: ${code}`)
}

export function checkCalendar({ covers, days }: CalendarFile, tell: Tell) {
  if (covers.to < covers.from) tell('calendar.json', 'covers.to', `lies before ${covers.from}`)
  tellTwice('calendar.json', 'days', days, 'date', (one) => one.date, tell)
  for (const [at, { date, working, shortened }] of days.entries()) {
    if (date < covers.from || date > covers.to)
      tell('calendar.json', `days[${at}].date`, `lies outside the days that the calendar covers: ${date}`)
    if (shortened && !working) tell('calendar.json', `days[${at}].shortened`, 'is for working days only')
  }
}

export function checkVisaFree({ rules }: VisaFreeFile, countries: CountriesFile | null, tell: Tell) {
  const file = 'visa-free.json'
  tellValidity(file, 'rules', rules, tell)
  tellEditionsAtOnce(file, rules, tell)
  for (const [at, rule] of rules.entries()) {
    if (rule.countries.length === 0 && !rule.document) tell(file, `rules[${at}].countries`, 'is empty')
    if (rule.days && rule.windowDays && rule.windowDays < rule.days)
      tell(file, `rules[${at}].windowDays`, `is shorter than the ${rule.days} days of stay`)
  }
  tellCountries(file, rules, countries, tell)
}

export function checkRegistration({ rules }: RegistrationFile, countries: CountriesFile | null, tell: Tell) {
  const file = 'registration.json'
  tellValidity(file, 'rules', rules, tell)
  tellEditionsAtOnce(file, rules, tell)
  tellCountries(file, rules, countries, tell)
}

type OfCountries = Edition & { readonly id: string; readonly countries: readonly string[] }

/** A state stands once in a rule, is a state, and has one limit a day. */
function tellCountries(file: string, rules: readonly OfCountries[], countries: CountriesFile | null, tell: Tell) {
  for (const [at, rule] of rules.entries())
    for (const [nth, code] of rule.countries.entries()) {
      const place = `rules[${at}].countries[${nth}]`
      if (countries && !countries.countries.some((country) => country.iso2 === code))
        tell(file, place, `names no country: ${code}`)
      const earlier = rules.slice(0, at).find((other) => other.countries.includes(code) && holdAtOnce(other, rule))
      if (earlier) tell(file, place, `has another limit on the same day by ${earlier.id}: ${code}`)
      if (rule.countries.indexOf(code) < nth) tell(file, place, `stands twice: ${code}`)
    }
}

export function checkRules({ rules }: RulesFile, tell: Tell) {
  tellValidity('rules.json', 'rules', rules, tell)
  tellEditionsAtOnce('rules.json', rules, tell)
  for (const [at, { unit, value }] of rules.entries()) {
    if ((unit === 'text') !== (typeof value === 'string'))
      tell('rules.json', `rules[${at}].value`, unit === 'text' ? 'is not a word' : `is not a number of ${unit}`)
    else if (unit.endsWith('-days') && !count.safeParse(value).success)
      tell('rules.json', `rules[${at}].value`, `is not a whole number of ${unit}`)
  }
}

export function checkVisaKinds({ kinds }: VisaKindsFile, tell: Tell) {
  tellTwice('visa-kinds.json', 'kinds', kinds, 'code', ({ code, edition }) => `${code} of ${edition}`, tell)
  tellValidity('visa-kinds.json', 'kinds', kinds, tell)
}

// What several files share.

export function tellTwice<Row>(
  file: string,
  list: string,
  rows: readonly Row[],
  field: string,
  of: (row: Row) => string | null,
  tell: Tell,
) {
  const seen = new Set<string>()
  for (const [at, row] of rows.entries()) {
    const value = of(row)
    if (value !== null && seen.has(value)) tell(file, `${list}[${at}].${field}`, `stands twice: ${value}`)
    if (value !== null) seen.add(value)
  }
}

function tellStrangers(file: string, rows: readonly { unit: string }[], units: UnitsFile | null, tell: Tell) {
  if (!units) return
  for (const [at, { unit }] of rows.entries())
    if (!hasKey(units, unit)) tell(file, `[${at}].unit`, `names no unit: ${unit}`)
}

interface Edition {
  readonly validFrom: string | null
  readonly validTo: string | null
}

function tellValidity(file: string, list: string, rows: readonly Edition[], tell: Tell) {
  for (const [at, { validFrom, validTo }] of rows.entries())
    if (validFrom && validTo && validTo < validFrom) tell(file, `${list}[${at}].validTo`, `lies before ${validFrom}`)
}

function tellEditionsAtOnce(file: string, rules: readonly (Edition & { id: string })[], tell: Tell) {
  for (const [at, rule] of rules.entries())
    if (rules.slice(0, at).some((other) => other.id === rule.id && holdAtOnce(other, rule)))
      tell(file, `rules[${at}].id`, `holds twice on the same day: ${rule.id}`)
}

/** Days in ISO order as text; an open end reaches beyond every day. */
function holdAtOnce(one: Edition, other: Edition) {
  return (one.validFrom ?? '') <= (other.validTo ?? '9999') && (other.validFrom ?? '') <= (one.validTo ?? '9999')
}

function hasKey(rows: readonly { key: string }[], wanted: string) {
  return rows.some((row) => row.key === wanted)
}

function isBelowItself(start: string, units: UnitsFile) {
  const passed = new Set<string>()
  let above: string | null | undefined = start
  while (above && !passed.has(above)) {
    passed.add(above)
    above = units.find((unit) => unit.key === above)?.parent
  }
  return above === start
}

function isTimeZone(name: string) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
