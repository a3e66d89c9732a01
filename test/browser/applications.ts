import type { TestHouse } from '../house.ts'
import { jpeg } from '../papers.ts'
import { hidden, type Visitor } from '../visitor.ts'

/** An invented applicant of the law institute, part by part as the questions come. */
export function answersOf(mail: string, familyName: string) {
  return {
    level: { level: 'bachelor' },
    study: { programme: 'bachelor-530500', profile: '' },
    you: {
      familyName,
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
    contacts: { mail, phone: '+92 300 1234567', livesIn: 'PK', address: 'Sample street 1, Lahore' },
  }
}

export const papers = ['application-form', 'passport', 'education', 'transcript', 'visa-support'] as const

/** An application as it stands with the applicant and with the office. */
export interface Application {
  readonly applicant: Visitor
  /** The applicant's page. */
  readonly my: string
  /** The officer's page. */
  readonly desk: string
}

/** Begins an application and answers every question; no papers yet. */
export async function answered(town: TestHouse, familyName: string, language = 'en'): Promise<Application> {
  const applicant = town.visitor(language)
  const mail = `${familyName.toLowerCase()}@example.org`
  const start = await applicant.get(`/kslu/${language}/apply`)
  const begun = await applicant.post(`/kslu/${language}/apply`, { mail, key: hidden(start, 'key') })
  const my = begun.location ?? ''
  for (const [section, answers] of Object.entries(answersOf(mail, familyName)))
    expectGone(await applicant.post(`${my}/answers/${section}`, answers), section)
  return { applicant, my, desk: `/desk/cases/admission/${my.split('/').at(-1)}` }
}

/** Adds every paper too. */
export async function complete(town: TestHouse, familyName: string, language = 'en'): Promise<Application> {
  const application = await answered(town, familyName, language)
  const { applicant, my } = application
  for (const paper of papers)
    expectGone(
      await applicant.upload(`${my}/documents/${paper}`, [{ name: `${paper}.jpg`, bytes: await jpeg(paper) }]),
      paper,
    )
  return application
}

/** Sends it to the office. */
export async function sent(town: TestHouse, familyName: string, language = 'en'): Promise<Application> {
  const application = await complete(town, familyName, language)
  const { applicant, my } = application
  const check = await applicant.get(`${my}/check`)
  expectGone(await applicant.post(`${my}/steps/send`, { consent: 'yes', version: hidden(check, 'version') }), 'send')
  return application
}

/** The officer has accepted every paper. */
export async function accepted(town: TestHouse, officer: Visitor, familyName: string): Promise<Application> {
  const application = await sent(town, familyName)
  for (const paper of papers)
    expectGone(await officer.post(`${application.desk}/documents/${paper}`, { state: 'accepted' }), paper)
  return application
}

function expectGone(seen: { status: number; text: string }, what: string): void {
  if (seen.status !== 303) throw new Error(`${what}: ${seen.status} ${seen.text.slice(0, 500)}`)
}
