import type { Answers } from './applicant.ts'
import type { TestHouse } from './house.ts'
import { jpeg } from './papers.ts'
import { hidden, type Seen, type Visitor } from './visitor.ts'

const on = (name: string, day: number, month: number, year: number) => ({
  [`${name}.day`]: String(day),
  [`${name}.month`]: String(month),
  [`${name}.year`]: String(year),
})

/** What Aigerim Sample, a third-year student of KSTU, answers for the call of three hosts. */
export const aigerim = {
  you: {
    ...{ family: 'SAMPLE', given: 'Aigerim', sex: 'female', citizenship: 'KG', phone: '+996 700 000000' },
    ...on('birthDay', 7, 3, 2005),
  },
  passport: { passportNumber: 'ID 7654321' },
  here: {
    ...{ unit: 'kstu-kgti', department: 'Sample department', level: 'bachelor', course: '3', group: 'S-1-23' },
    ...{ specialty: 'Sample engineering', timesBefore: '0' },
    ...on('studiesSince', 1, 9, 2023),
  },
  hosts: {
    ...{ choice1: 'alpha', choice2: 'beta', choice3: '', sentStraight: '' },
    ...on('from', 1, 2, 2027),
    ...on('to', 30, 6, 2027),
  },
  language: { language: 'en', languageLevel: 'B2', languageProof: '' },
  motivation: { motivation: 'I want to learn how samples are made.' },
} as const satisfies Record<string, Answers>

export type MobilitySection = keyof typeof aigerim

/** What somebody of the staff answers instead. @param to the last day of a stay from 1 February 2027 */
export const teacher = (to: number) =>
  ({
    here: { unit: 'kstu-kgti', department: 'Sample department', post: 'teacher' },
    hosts: {
      ...{ choice1: 'alpha', choice2: '', choice3: '', purpose: 'teach', sentStraight: '' },
      ...on('from', 1, 2, 2027),
      ...on('to', to, 2, 2027),
    },
  }) satisfies Partial<Record<MobilitySection, Answers>>

export interface Mobile {
  readonly visitor: Visitor
  readonly id: string
  readonly my: string
  readonly desk: string
  readonly unit: string
}

/** Somebody with an address that nobody has begins an application. */
export async function beginMobile(town: TestHouse, slug = 'sample', place = 'kstu'): Promise<Mobile> {
  const visitor = town.visitor()
  const mail = `${crypto.randomUUID()}@example.org`
  return mobileOf(visitor, await visitor.post(`/${place}/en/calls/${slug}/apply`, { mail }))
}

export function mobileOf(visitor: Visitor, begun: Seen): Mobile {
  const my = begun.location ?? ''
  const id = my.split('/').at(-1) ?? ''
  return { visitor, id, my, desk: `/desk/cases/mobility/${id}`, unit: `/desk/unit/mobility/${id}` }
}

type Other = Partial<Record<MobilitySection, Answers>>

export async function answerMobile({ visitor, my }: Mobile, other: Other = {}): Promise<void> {
  for (const [section, answers] of Object.entries({ ...aigerim, ...other })) {
    const seen = await visitor.post(`${my}/answers/${section}`, answers)
    if (seen.status !== 303) throw new Error(`${section} was not taken: ${seen.text}`)
  }
}

export async function bringMobile({ visitor, my, id }: Mobile, types: readonly string[] = ['passport', 'transcript']) {
  for (const type of types) {
    const seen = await visitor.upload(`${my}/documents/${type}`, [
      { name: `${type}.jpg`, bytes: await jpeg(`${type}${id}`) },
    ])
    if (seen.status !== 303) throw new Error(`${type} was not taken: ${seen.text}`)
  }
}

export async function submitMobile({ visitor, my }: Mobile, step = 'submit'): Promise<Seen> {
  const check = await visitor.get(`${my}/check`)
  return visitor.post(`${my}/steps/${step}`, { consent: 'yes', version: hidden(check, 'version') })
}

/** An application that has reached the unit. */
export async function sentMobile(town: TestHouse, other: Other = {}, slug = 'sample'): Promise<Mobile> {
  const mobile = await beginMobile(town, slug)
  await answerMobile(mobile, other)
  await bringMobile(mobile)
  const sent = await submitMobile(mobile)
  if (sent.status !== 303) throw new Error(`not sent: ${sent.text}`)
  return mobile
}

/** The dean's office of a unit of KSTU, as nothing else. */
export async function deanOf(town: TestHouse, unit: string | null, email = 'rector@kstu.example'): Promise<Visitor> {
  const account = `cast-${email}`
  await town.owner.query('delete from memberships where account_id = $1', [account])
  await town.owner.query(
    "insert into memberships (account_id, institution_id, role, unit) values ($1, 'kstu', 'deans-office', $2)",
    [account, unit],
  )
  town.house.sessions.forget()
  return town.signedIn(email)
}
