/**
 * The reading of one pack. A faulty pack is refused whole, and every fault is told at once, so that an office mends it
 * in one go.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { agreementsFile, checkAgreements } from './agreement-schema.ts'
import { alumniFile } from './alumni-schema.ts'
import { checkCalls } from './call-checks.ts'
import { callsFile } from './call-schema.ts'
import {
  checkAbout,
  checkAdmission,
  checkCalendar,
  checkContacts,
  checkCountries,
  checkFunding,
  checkInstitution,
  checkPartners,
  checkPeople,
  checkProgrammes,
  checkRegistration,
  checkRules,
  checkSummerSchools,
  checkUnits,
  checkVisaFree,
  checkVisaKinds,
  tellTwice,
} from './checks.ts'
import { campaignsFile, eventsFile } from './event-schema.ts'
import { parseJson } from './json-fault.ts'
import { networksFile } from './network-schema.ts'
import { checkNetworks } from './networks-store.ts'
import { newsFile } from './news-schema.ts'
import { checkOfficePages, officePagesFile } from './office-pages-schema.ts'
import {
  aboutFile,
  admissionFile,
  calendarFile,
  contactsFile,
  countriesFile,
  fundingFile,
  gradingFile,
  housingFile,
  institutionFile,
  lawPackFile,
  type PackProblem,
  type PackReading,
  partnersFile,
  peopleFile,
  programmesFile,
  publicationsFile,
  registrationFile,
  rulesFile,
  type Tell,
  termsFile,
  unitsFile,
  visaFreeFile,
  visaKindsFile,
} from './schema.ts'
import { summerSchoolsFile } from './summer-school-schema.ts'

/**
 * Reads one pack, an institution's (it has institution.json) or a law's (it has pack.json). A pack with any fault comes
 * back as the list of all its faults; it throws only where the disk itself fails.
 */
export async function readPack(folder: string): Promise<PackReading> {
  const problems: PackProblem[] = []
  const tell: Tell = (file, place, reason) => problems.push({ file, place, reason })
  const found = await filesOf(folder)
  const isLaw = found.includes('pack.json')
  if (isLaw === found.includes('institution.json')) {
    tell('.', '', 'holds neither institution.json nor pack.json, or both')
    return { ok: false, problems }
  }
  const read = <Schema extends z.ZodType>(file: string, schema: Schema) => readJson(folder, file, schema, tell)
  const reading = isLaw ? await readLaw(read, found, tell) : await readInstitution(read, found, tell)
  return reading && problems.length === 0 ? reading : { ok: false, problems }
}

type Read = <Schema extends z.ZodType>(file: string, schema: Schema) => Promise<z.output<Schema> | null>

async function readInstitution(read: Read, found: string[], tell: Tell): Promise<PackReading | null> {
  tellUnknownFiles(
    found,
    [
      'institution',
      'units',
      'people',
      'contacts',
      'programmes',
      'admission',
      'grading',
      'about',
      'publications',
      'housing',
      'calls',
      'partners',
      'agreements',
      'networks',
      'funding',
      'summer-schools',
      'office-pages',
      'news',
      'events',
      'campaigns',
      'alumni',
    ],
    tell,
  )
  const institution = await read('institution.json', institutionFile)
  const units = await read('units.json', unitsFile)
  const people = await read('people.json', peopleFile)
  const contacts = await read('contacts.json', contactsFile)
  const programmes = await read('programmes.json', programmesFile)
  const admission = await read('admission.json', admissionFile)
  const grading = found.includes('grading.json') ? await read('grading.json', gradingFile) : null
  // A new institution may open its doors before it has told its history.
  const about = found.includes('about.json') ? await read('about.json', aboutFile) : null
  const publications = found.includes('publications.json') ? await read('publications.json', publicationsFile) : null
  const housing = found.includes('housing.json') ? await read('housing.json', housingFile) : null
  const calls = found.includes('calls.json') ? await read('calls.json', callsFile) : null
  const partners = found.includes('partners.json') ? await read('partners.json', partnersFile) : null
  const agreements = found.includes('agreements.json') ? await read('agreements.json', agreementsFile) : null
  const networks = found.includes('networks.json') ? await read('networks.json', networksFile) : null
  const funding = found.includes('funding.json') ? await read('funding.json', fundingFile) : null
  const summerSchools = found.includes('summer-schools.json')
    ? await read('summer-schools.json', summerSchoolsFile)
    : null
  const officePages = found.includes('office-pages.json') ? await read('office-pages.json', officePagesFile) : null
  const news = found.includes('news.json') ? await read('news.json', newsFile) : null
  const events = found.includes('events.json') ? await read('events.json', eventsFile) : null
  const campaigns = found.includes('campaigns.json') ? await read('campaigns.json', campaignsFile) : null
  const alumni = found.includes('alumni.json') ? await read('alumni.json', alumniFile) : null
  if (units) checkUnits(units, tell)
  if (institution) checkInstitution(institution, units, people, tell)
  if (people) checkPeople(people, units, tell)
  if (contacts) checkContacts(contacts, units, people, tell)
  if (programmes) checkProgrammes(programmes, units, tell)
  if (admission) checkAdmission(admission, programmes, tell)
  if (about) checkAbout(about, units, tell)
  if (publications) tellTwice('publications.json', '', publications, 'key', (one) => one.key, tell)
  if (housing) tellTwice('housing.json', '', housing, 'key', (one) => one.key, tell)
  if (calls) checkCalls(calls, units, tell)
  if (partners) checkPartners(partners, units, tell)
  if (agreements) checkAgreements(agreements, partners, units, tell)
  if (networks) checkNetworks(networks, partners, tell)
  if (funding) checkFunding(funding, tell)
  if (summerSchools) checkSummerSchools(summerSchools, calls, tell)
  if (alumni) tellTwice('alumni.json', '', alumni, 'key', (one) => one.key, tell)
  if (officePages) checkOfficePages(officePages, tell)
  if (news) tellTwice('news.json', '', news, 'key', (one) => one.key, tell)
  if (events) tellTwice('events.json', '', events, 'key', (one) => one.key, tell)
  if (campaigns) tellTwice('campaigns.json', '', campaigns, 'key', (one) => one.key, tell)
  if (!institution || !units || !people || !contacts || !programmes || !admission) return null
  return {
    ok: true,
    kind: 'institution',
    institution,
    units,
    people,
    contacts,
    programmes,
    admission,
    grading,
    about,
    publications,
    housing,
    calls,
    partners,
    agreements,
    networks,
    funding,
    summerSchools,
    officePages,
    news,
    events,
    campaigns,
    alumni,
  }
}

async function readLaw(read: Read, found: string[], tell: Tell): Promise<PackReading | null> {
  const files = ['pack', 'countries', 'calendar', 'visa-free', 'registration', 'rules', 'visa-kinds', 'terms']
  tellUnknownFiles(found, files, tell)
  const pack = await read('pack.json', lawPackFile)
  const countries = await read('countries.json', countriesFile)
  const calendar = await read('calendar.json', calendarFile)
  const visaFree = await read('visa-free.json', visaFreeFile)
  const registration = await read('registration.json', registrationFile)
  const rules = await read('rules.json', rulesFile)
  const visaKinds = await read('visa-kinds.json', visaKindsFile)
  const terms = await read('terms.json', termsFile)
  if (countries) checkCountries(countries, tell)
  if (calendar) checkCalendar(calendar, tell)
  if (visaFree) checkVisaFree(visaFree, countries, tell)
  if (registration) checkRegistration(registration, countries, tell)
  if (rules) checkRules(rules, tell)
  if (visaKinds) checkVisaKinds(visaKinds, tell)
  if (terms) tellTwice('terms.json', 'terms', terms.terms, 'key', (term) => term.key, tell)
  if (!pack || !countries || !calendar || !visaFree || !registration || !rules || !visaKinds || !terms) return null
  return { ok: true, kind: 'law', pack, countries, calendar, visaFree, registration, rules, visaKinds, terms }
}

// One file.

async function filesOf(folder: string) {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort()
  } catch (fault) {
    if (hasCode(fault, 'ENOENT', 'ENOTDIR')) return []
    throw fault
  }
}

function tellUnknownFiles(found: readonly string[], known: readonly string[], tell: Tell) {
  for (const file of found) if (!known.some((name) => file === `${name}.json`)) tell(file, '', 'is no file of a pack')
}

async function readJson<Schema extends z.ZodType>(folder: string, file: string, schema: Schema, tell: Tell) {
  const content = await contentOf(join(folder, file))
  if (content === null) {
    tell(file, '', 'is missing')
    return null
  }
  const json = parseJson(content, (place, reason) => tell(file, place, reason))
  if (!json) return null
  const parsed = schema.safeParse(json.value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) tellIssue(issue, file, tell)
  return null
}

async function contentOf(path: string) {
  try {
    return await readFile(path, 'utf8')
  } catch (fault) {
    if (hasCode(fault, 'ENOENT', 'EISDIR')) return null
    throw fault
  }
}

function hasCode(fault: unknown, ...codes: string[]) {
  return fault instanceof Error && 'code' in fault && codes.some((code) => code === fault.code)
}

function tellIssue(issue: z.core.$ZodIssue, file: string, tell: Tell) {
  if (issue.code === 'unrecognized_keys')
    for (const name of issue.keys) tell(file, placeOf([...issue.path, name]), 'is no key of this record')
  else if (issue.message.endsWith('received undefined')) tell(file, placeOf(issue.path), 'is missing')
  else tell(file, placeOf(issue.path), issue.message)
}

function placeOf(path: readonly PropertyKey[]) {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}
