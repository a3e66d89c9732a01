import { type Answers, type Applicant, accept, offeredPlace, type Section, take } from './applicant.ts'
import type { TestHouse } from './house.ts'
import { jpeg } from './papers.ts'
import { hidden, type Visitor } from './visitor.ts'

export interface ForeignStudent extends Applicant {
  /** The student's record, and the person behind it. */
  readonly student: string
  readonly person: string
}

/** Somebody who has accepted a place and studies: the officer's own way there. */
export async function foreignStudent(
  town: TestHouse,
  officer: Visitor,
  other: Partial<Record<Section, Answers>> = {},
): Promise<ForeignStudent> {
  const applicant = await offeredPlace(town, officer, other)
  await accept(applicant)
  const found = await town.owner.query('select id, person_id from students where case_id = $1', [applicant.id])
  return { ...applicant, student: found.rows[0].id, person: found.rows[0].person_id }
}

/** Somebody of the cast as the dean's office of a unit and nothing else. */
export async function deanOf(town: TestHouse, unit: string, email = 'rector@kslu.example'): Promise<Visitor> {
  const account = `cast-${email}`
  const institution = /@(\w+)\./.exec(email)?.[1]
  await town.owner.query('delete from memberships where account_id = $1', [account])
  await town.owner.query(
    "insert into memberships (account_id, institution_id, role, unit) values ($1, $2, 'deans-office', $3)",
    [account, institution, unit],
  )
  town.house.sessions.forget()
  return town.signedIn(email)
}

const dean = { name: 'Sample Dean', post: 'Dean of the faculty' }

/** The dean asks for the student's visa; gives where the case stands for each of them. */
export async function askedVisa(dean_: Visitor, { student }: ForeignStudent) {
  const asked = await dean_.post(`/desk/unit/students/${student}/visa`, dean)
  const id = asked.location?.split('/').at(-1) ?? ''
  return { id, unit: `/desk/unit/study-visa/${id}`, desk: `/desk/cases/study-visa/${id}`, my: `/my/kslu/${id}` }
}

export type AskedVisa = Awaited<ReturnType<typeof askedVisa>>

/** A file for a paper, brought through the pages of whoever brings it. */
export async function bringPaper(who: Visitor, base: string, type: string, salt = '') {
  const seen = await who.upload(`${base}/documents/${type}`, [{ name: `${type}.jpg`, bytes: await jpeg(type + salt) }])
  if (seen.status !== 303) throw new Error(`${type} was not taken: ${seen.text}`)
}

export const on = (field: string, day: string): Answers => {
  const [year = '', month = '', date = ''] = day.split('-')
  return { [`${field}.day`]: date, [`${field}.month`]: month, [`${field}.year`]: year }
}

/** From the dean's request to the package that is with the consular department. */
export async function sentPackage(
  town: TestHouse,
  { officer, dean, student, day }: { officer: Visitor; dean: Visitor; student: ForeignStudent; day: string },
): Promise<AskedVisa> {
  const visa = await askedVisa(dean, student)
  await town.settled()
  await take(officer, visa.desk, 'takeUp')
  await bringPaper(dean, `${visa.unit}/fill`, 'dean-application', visa.id)
  await bringMissing(student, visa)
  await handIn(student, visa)
  await acceptPapers(officer, visa)
  await take(officer, visa.desk, 'prepare')
  const sent = await take(officer, visa.desk, 'submit', {
    packageNumber: '77',
    ...on('signedOn', day),
    ...on('packageDay', day),
  })
  if (sent.status !== 303) throw new Error(`not sent: ${sent.text}`)
  return visa
}

/** The student adds those of the own papers that are not there yet. */
export async function bringMissing({ visitor }: ForeignStudent, { my, id }: AskedVisa) {
  for (const type of ['passport', 'contract-copy', 'photo']) await bringPaper(visitor, my, type, id)
}

export async function handIn({ visitor }: ForeignStudent, { my }: AskedVisa) {
  const version = hidden(await visitor.get(`${my}/check`), 'version')
  const seen = await visitor.post(`${my}/steps/hand`, { consent: 'yes', version })
  if (seen.status !== 303) throw new Error(`not handed in: ${seen.text}`)
}

export async function acceptPapers(officer: Visitor, { desk }: AskedVisa) {
  for (const type of ['passport', 'dean-application', 'contract-copy', 'photo'])
    await officer.post(`${desk}/documents/${type}`, { state: 'accepted' })
}
