import type { TestHouse } from './house.ts'
import { jpeg } from './papers.ts'
import { hidden, type Seen, type Visitor } from './visitor.ts'

export type Answers = Readonly<Record<string, string>>

/** What Zara Sample of Lahore answers: a whole application for a bachelor's programme at KSLU. */
export const zara = {
  level: { level: 'bachelor' },
  study: { programme: 'bachelor-530500', profile: '' },
  you: {
    familyName: 'SAMPLE',
    givenName: 'Zara',
    'birthDay.day': '7',
    'birthDay.month': '3',
    'birthDay.year': '2006',
    sex: 'female',
    citizenship: 'PK',
  },
  passport: {
    passportNumber: 'AB 1234567',
    passportCountry: 'PK',
    'passportIssued.day': '1',
    'passportIssued.month': '2',
    'passportIssued.year': '2022',
    'passportEnds.day': '1',
    'passportEnds.month': '2',
    'passportEnds.year': '2032',
  },
  education: { education: 'secondary', school: 'Sample College, Lahore', schoolCountry: 'PK', graduated: '2025' },
  contacts: {
    mail: 'zara.sample@example.org',
    phone: '+92 300 1234567',
    livesIn: 'PK',
    address: 'Sample street 1, Lahore',
  },
} as const satisfies Record<string, Answers>

export type Section = keyof typeof zara

export interface Applicant {
  readonly visitor: Visitor
  readonly mail: string
  readonly id: string
  /** The own page, and the same case at the officer's desk. */
  readonly my: string
  readonly desk: string
}

/** Somebody new begins an application with an address that nobody has. */
export async function begin(town: TestHouse, place = 'kslu', language = 'en'): Promise<Applicant> {
  const visitor = town.visitor(language)
  const mail = `${crypto.randomUUID()}@example.org`
  const apply = await visitor.get(`/${place}/${language}/apply`)
  const begun = await visitor.post(`/${place}/${language}/apply`, { mail, key: hidden(apply, 'key') })
  return { visitor, mail, ...placesOf(begun) }
}

/** Where a case stands, out of the answer to the form that began it. */
export function placesOf(begun: Seen): { id: string; my: string; desk: string } {
  const my = begun.location ?? ''
  const id = my.split('/').at(-1) ?? ''
  return { id, my, desk: `/desk/cases/admission/${id}` }
}

/** Answers every section as Zara does, but for what is given. */
export async function answer(
  { visitor, my, mail }: Applicant,
  other: Partial<Record<Section, Answers>> = {},
): Promise<void> {
  for (const [section, answers] of Object.entries({ ...zara, contacts: { ...zara.contacts, mail } })) {
    const given: Partial<Record<string, Answers>> = other
    const seen = await visitor.post(`${my}/answers/${section}`, { ...answers, ...given[section] })
    if (seen.status !== 303) throw new Error(`${section} was not taken: ${seen.text}`)
  }
}

export const fivePapers = ['application-form', 'passport', 'education', 'transcript', 'visa-support'] as const

/** Adds a photo to each paper. */
export async function bring({ visitor, my, id }: Applicant, types: readonly string[] = fivePapers): Promise<void> {
  for (const type of types) {
    const seen = await visitor.upload(`${my}/documents/${type}`, [
      { name: `${type}.jpg`, bytes: await jpeg(`${type}${id}`) },
    ])
    if (seen.status !== 303) throw new Error(`${type} was not taken: ${seen.text}`)
  }
}

/** Checks and sends, or sends again. */
export async function send({ visitor, my }: Applicant, step: 'send' | 'resend' = 'send'): Promise<Seen> {
  const check = await visitor.get(`${my}/check`)
  return visitor.post(`${my}/steps/${step}`, { consent: 'yes', version: hidden(check, 'version') })
}

/** An application that has reached the office whole. */
export async function sentApplication(
  town: TestHouse,
  other: Partial<Record<Section, Answers>> = {},
): Promise<Applicant> {
  const applicant = await begin(town)
  await answer(applicant, other)
  await bring(applicant)
  const sent = await send(applicant)
  if (sent.status !== 303) throw new Error(`not sent: ${sent.text}`)
  return applicant
}

/** The officer accepts every paper. */
export async function acceptAll(officer: Visitor, desk: string): Promise<void> {
  for (const type of fivePapers) await officer.post(`${desk}/documents/${type}`, { state: 'accepted' })
}

/** The officer takes a step at the version of the case that the page shows now. */
export async function take(officer: Visitor, desk: string, step: string, fields: Answers = {}): Promise<Seen> {
  const page = await officer.get(desk)
  return officer.post(`${desk}/steps/${step}`, { version: hidden(page, 'version'), ...fields })
}

/** An application that is whole and accepted, and to which the office has answered with an offer. */
export async function offeredPlace(
  town: TestHouse,
  officer: Visitor,
  other: Partial<Record<Section, Answers>> = {},
): Promise<Applicant> {
  const applicant = await sentApplication(town, other)
  await acceptAll(officer, applicant.desk)
  const seen = await take(officer, applicant.desk, 'admit')
  if (seen.status !== 303) throw new Error(`not admitted: ${seen.text}`)
  return applicant
}

/** What Zara answers when she accepts her place. */
export const plans = {
  plans: {
    visaSupport: 'yes',
    visaFrom: 'PK',
    consulate: 'Islamabad',
    'arrivesOn.day': '20',
    'arrivesOn.month': '9',
    'arrivesOn.year': '2026',
    hostel: 'yes',
    preparatory: 'no',
  },
  basis: { basis: 'individual-contract' },
  emergency: { emergencyName: 'Sample Parent', emergencyPhone: '+92 300 7654321' },
} as const satisfies Record<string, Answers>

/** Answers what is asked with the offer, and gives what the page answers to the acceptance. */
export async function accept(
  { visitor, my }: Applicant,
  other: Partial<Record<keyof typeof plans, Answers>> = {},
): Promise<Seen> {
  for (const [section, answers] of Object.entries({ ...plans, ...other })) {
    const seen = await visitor.post(`${my}/answers/${section}`, answers)
    // An answer may bring new questions on the same page: then the same form goes once more.
    if (seen.location?.endsWith(section)) await visitor.post(`${my}/answers/${section}`, answers)
  }
  const check = await visitor.get(`${my}/check`)
  return visitor.post(`${my}/steps/accept`, { version: hidden(check, 'version') })
}
