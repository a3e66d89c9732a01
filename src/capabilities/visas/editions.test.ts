import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { take } from '../../../test/applicant.ts'
import {
  acceptPapers,
  askedVisa,
  deanOf,
  type ForeignStudent,
  foreignStudent,
  handIn,
  on,
  sentPackage,
} from '../../../test/foreign-student.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import type { Visitor } from '../../../test/visitor.ts'
import { procedures } from '../../app.tsx'
import { verifyJournal } from '../cases/index.ts'

let town: TestHouse
let aida: Visitor
let dean: Visitor
beforeAll(async () => {
  town = await testHouse({ today: '2025-10-01' })
  aida = await town.signedIn('officer@kslu.example')
  dean = await deanOf(town, 'kslu-iilir')
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const factsOf = async (id: string) => (await rows('select facts from cases where id = $1', id))[0].facts

/** A visa that was given earlier, as somebody wrote it down. */
function written(student: ForeignStudent, kind: string, from: string, to: string) {
  return rows(
    `insert into stay_records (institution_id, person_id, kind, from_on, to_on, said, added_at, by_id, by_name)
     values ('kslu', $1, 'visa', $2, $3, $4, now(), 'x', 'x')`,
    ...[student.person, from, to, { visaKind: kind }],
  )
}

const granted = (kind: string, from: string, to: string) => ({
  ...{ visaKind: kind, number: 'KG765432', entries: 'multiple' },
  ...on('from', from),
  ...on('to', to),
})

describe('R048, R388: the same procedure under the edition of the day', { timeout: 90_000 }, () => {
  test('in 2025 an extension is a study visa of one academic year; the day before and after the lead is the law’s', async () => {
    goTo(town, '2025-10-01')
    const student = await foreignStudent(town, aida)
    await written(student, 'S', '2025-08-01', '2025-11-28')
    const visa = await askedVisa(dean, student)
    expect(await factsOf(visa.id)).toMatchObject({
      ...{ kind: 'S', wantedFrom: '2025-11-29', wantedTo: '2026-11-28', visaEnds: '2025-11-28' },
    })
    const page = await student.visitor.get(`${visa.my}/answers/visa`)
    expect(page.text).not.toContain('Resident card')
    const longer = {
      kind: 'S',
      entries: 'multiple',
      ...on('wantedFrom', '2025-11-29'),
      ...on('wantedTo', '2026-11-29'),
    }
    const refused = await student.visitor.post(`${visa.my}/answers/visa`, longer)
    expect([refused.status, refused.text.includes('365 days at most')]).toEqual([422, true])
    const early = await student.visitor.post(`${visa.my}/answers/visa`, {
      ...longer,
      ...on('wantedFrom', '2025-11-28'),
    })
    expect(early.text).toContain('holds until 28.11.2025')
  })

  test('in May 2026 the first visa is of 90 days, and what follows is a resident card of 365, with its own repair clock', async () => {
    goTo(town, '2026-05-15')
    const student = await foreignStudent(town, aida)
    const first = await askedVisa(dean, student)
    expect(await factsOf(first.id)).toMatchObject({ kind: 'S', wantedFrom: '2026-05-15', wantedTo: '2026-08-12' })
    await aida.get(first.desk)
    await take(aida, first.desk, 'withdraw', { reason: 'A visa was found.' })
    await written(student, 'S', '2026-03-01', '2026-05-29')

    const visa = await sentPackage(town, { officer: aida, dean, student, day: '2026-05-15' })
    expect(await factsOf(visa.id)).toMatchObject({ kind: 'RC', wantedFrom: '2026-05-30', wantedTo: '2027-05-29' })
    expect((await aida.get(visa.desk)).text).toContain('Nobody has verified this rule yet')
    await take(aida, visa.desk, 'sendBack', { reason: 'No stamp.', ...on('returnedOn', '2026-05-15') })
    // visa.permit-correction: 60 calendar days.
    expect((await aida.get(visa.desk)).text).toContain('14 July 2026')
    await handIn(student, visa)
    await acceptPapers(aida, visa)
    await take(aida, visa.desk, 'prepare')
    await take(aida, visa.desk, 'submit', {
      packageNumber: '2',
      ...on('signedOn', '2026-05-15'),
      ...on('packageDay', '2026-05-15'),
    })
    await take(aida, visa.desk, 'coordinate', on('coordinatedOn', '2026-05-15'))
    const asked = await aida.get(visa.desk)
    expect(asked.text).toContain('the program decides nothing by it')
    expect(asked.text).toContain('Silence of the State Committee')
    goTo(town, '2026-06-30')
    expect((await take(aida, visa.desk, 'issue', granted('RC', '2026-05-30', '2027-05-29'))).status).toBe(409)
    await take(aida, visa.desk, 'approve', { approvalReference: '9', ...on('approvalDay', '2026-05-20') })
    const long = await take(aida, visa.desk, 'issue', granted('RC', '2026-05-30', '2027-05-30'))
    expect([long.status, long.text.includes('365 days at most')]).toEqual([422, true])
    const short = await take(aida, visa.desk, 'issue', granted('S', '2026-05-30', '2027-05-29'))
    expect([short.status, short.text.includes('90 days at most')]).toEqual([422, true])
    expect((await take(aida, visa.desk, 'issue', granted('RC', '2026-05-30', '2027-05-29'))).status).toBe(303)
    const [record] = await rows('select said from stay_records where case_id = $1', visa.id)
    expect(record.said).toMatchObject({ visaKind: 'RC', edition: 'visa.resident-card' })
  })

  test('in 2027 no edition is known: that is said with its day, the rule without dates counts, and nothing is blocked', async () => {
    goTo(town, '2026-05-15')
    const student = await foreignStudent(town, aida)
    goTo(town, '2026-12-20')
    await written(student, 'RC', '2026-01-20', '2027-01-19')
    const visa = await sentPackage(town, { officer: aida, dean, student, day: '2026-12-20' })
    goTo(town, '2027-01-08')
    const page = await aida.get(visa.desk)
    expect(page.text).toMatch(/ended on 31 December 2026, and no later one is loaded/)
    await take(aida, visa.desk, 'coordinate', on('coordinatedOn', '2027-01-08'))
    await take(aida, visa.desk, 'approve', { approvalReference: '9', ...on('approvalDay', '2027-01-08') })
    const long = await take(aida, visa.desk, 'issue', granted('RC', '2027-01-20', '2028-01-20'))
    expect([long.status, long.text.includes('365 days at most')]).toEqual([422, true])
    expect((await take(aida, visa.desk, 'issue', granted('RC', '2027-01-20', '2028-01-19'))).status).toBe(303)
    expect((await aida.get(visa.desk)).text).toContain('19 January 2028')
  })

  test('a child under 14 is asked no approval', async () => {
    goTo(town, '2025-10-01')
    const student = await foreignStudent(town, aida)
    const visa = await sentPackage(town, { officer: aida, dean, student, day: '2025-10-01' })
    await rows(`update cases set facts = facts || '{"birthDay":"2011-10-02"}' where id = $1`, visa.id)
    expect((await take(aida, visa.desk, 'coordinate', on('coordinatedOn', '2025-10-01'))).status).toBe(409)
    expect((await take(aida, visa.desk, 'issue', granted('S', '2025-10-01', '2026-09-30'))).status).toBe(303)
  })
})

describe('R048, R051: the next visa, one by one and for all', { timeout: 90_000 }, () => {
  test('opens with what is known and the papers that still hold; what has expired is marked and asked anew', async () => {
    goTo(town, '2025-10-01')
    const student = await foreignStudent(town, aida)
    const before = await sentPackage(town, { officer: aida, dean, student, day: '2025-10-01' })
    await take(aida, before.desk, 'coordinate', on('coordinatedOn', '2025-10-01'))
    await take(aida, before.desk, 'approve', { approvalReference: '9', ...on('approvalDay', '2025-10-01') })
    await take(aida, before.desk, 'issue', granted('S', '2025-10-01', '2026-04-20'))
    await rows("update document_files set uploaded_at = '2025-10-01' where name = 'photo.jpg'")
    await rows(
      `insert into stay_records (institution_id, person_id, kind, number, from_on, to_on, said, added_at, by_id, by_name)
       values ('kslu', $1, 'passport', 'ZZ7654321', '2024-01-01', '2034-01-01', '{"country":"PK"}', now(), 'x', 'x'),
         ('kslu', $1, 'contract', 'C-1', '2024-09-01', '2026-03-30', '{}', now(), 'x', 'x')`,
      student.person,
    )
    goTo(town, '2026-04-05')
    const list = await aida.get('/desk/visas?within=30')
    for (const said of ['SAMPLE Zara', '20 April 2026', 'in 15 days', 'contract']) expect(list.text).toContain(said)
    const opened = await aida.post(`/desk/visas/${student.student}`)
    const id = opened.location?.split('/').at(-1) ?? ''
    await town.settled()
    expect(await factsOf(id)).toMatchObject({
      ...{ passportNumber: 'ZZ7654321', passportEnds: '2034-01-01', wantedFrom: '2026-04-21', contractNumber: 'C-1' },
      ...{ studyEnds: '2026-03-30', photoDay: '2025-10-01', deanName: 'Sample Dean' },
    })
    // The passport is taken over; the contract has ended and the photograph is older than 180 days.
    const there = await rows(
      'select distinct d.type from documents d join document_files f on f.document_id = d.id where d.case_id = $1',
      id,
    )
    expect(there.map(({ type }) => type)).toEqual(['passport'])
    const check = await student.visitor.get(`/my/kslu/${id}/check`)
    for (const said of ['The photograph is of 1 October 2025', 'The contract ended on 30 March 2026'])
      expect(check.text).toContain(said)
  })

  test('for everybody whose visa ends in time, once, however often the button is pressed', async () => {
    goTo(town, '2025-10-01')
    const [one, other] = [await foreignStudent(town, aida), await foreignStudent(town, aida)]
    for (const student of [one, other]) await written(student, 'S', '2025-01-01', '2025-10-20')
    const page = await aida.get('/desk/visas?within=20')
    const students = /name="students" value="([^"]*)"/.exec(page.html)?.[1] ?? ''
    expect(students.split(' ')).toEqual(expect.arrayContaining([one.student, other.student]))
    const both = await Promise.all([1, 2].map(() => aida.post('/desk/visas/openings', { students, within: '20' })))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    for (const { person } of [one, other])
      expect(await rows("select from cases where subject_id = $1 and procedure = 'study-visa'", person)).toHaveLength(1)
    expect((await aida.get('/desk/visas?within=20')).html).not.toContain('name="students"')
    expect((await aida.get('/desk/visas?within=x&after=y%20z&q=%00')).status).toBe(200)
    const asel = await town.signedIn('officer@kstu.example')
    await asel.post('/desk/visas/openings', { students })
    expect(await rows("select from cases where institution_id = 'kstu' and procedure = 'study-visa'")).toEqual([])
  })
})

test('the journal of every case agrees with what is kept beside it', async () => {
  goTo(town, '2027-02-01')
  const faults = await Array.fromAsync(verifyJournal(town.house.database, town.house.clock, 'kslu', procedures))
  expect(faults).toEqual([])
})
