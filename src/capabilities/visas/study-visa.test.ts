import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { take } from '../../../test/applicant.ts'
import {
  acceptPapers,
  askedVisa,
  bringMissing,
  bringPaper,
  deanOf,
  type ForeignStudent,
  foreignStudent,
  handIn,
  on,
  sentPackage,
} from '../../../test/foreign-student.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let aida: Visitor
let dean: Visitor
let zara: ForeignStudent
beforeAll(async () => {
  town = await testHouse({ today: '2025-10-01' })
  aida = await town.signedIn('officer@kslu.example')
  dean = await deanOf(town, 'kslu-iilir')
  zara = await foreignStudent(town, aida)
})
beforeEach(() => goTo(town, '2025-10-01'))
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const stageOf = async (id: string): Promise<string> =>
  (await rows('select stage from cases where id = $1', id))[0].stage
const goodVisa = {
  visaKind: 'S',
  number: 'KG123456',
  entries: 'multiple',
  ...on('from', '2025-10-20'),
  ...on('to', '2026-10-19'),
}

describe('R053, R056: the dean’s office asks', { timeout: 90_000 }, () => {
  test('and the case is there with its number and what is known', async () => {
    const list = await dean.get('/desk/unit/students')
    expect(list.text).toContain('SAMPLE Zara')
    expect(list.text).toContain('no visa written down')
    const visa = await askedVisa(dean, zara)
    expect(await stageOf(visa.id)).toBe('asked')
    const [row] = await rows('select number, unit, facts, typed from cases where id = $1', visa.id)
    expect(row.number).toMatch(/^KSLU-V-2025-\d{5}$/)
    expect(row.unit).toBe('kslu-iilir')
    expect(row.facts).toMatchObject({
      ...{ familyName: 'SAMPLE', passportNumber: 'AB1234567', citizenship: 'PK', deanName: 'Sample Dean', kind: 'S' },
      // Four years of a bachelor's programme from the day of acceptance; no contract is written down.
      ...{ studyEnds: '2029-09-30', wantedFrom: '2025-10-01', wantedTo: '2025-12-29' },
    })
    expect((await dean.get(visa.unit)).text).toContain('Asked by the dean')
  })
})

describe('from the papers to the visa', { timeout: 90_000 }, () => {
  test('the student is asked by mail with the certificate, brings the own papers, and follows each step', async () => {
    const student = await foreignStudent(town, aida)
    const visa = await askedVisa(dean, student)
    const first = await student.visitor.get(visa.my)
    expect(first.text).toContain("Your dean's office has asked")
    expect(first.text).toContain('What is missing from you Passport; Copy of the individual contract; Photograph')
    expect((await take(aida, visa.desk, 'takeUp')).status).toBe(303)
    await town.settled()
    const [mail] = await rows(
      "select body from mails where to_address = $1 and kind = 'study-visa.takeUp'",
      student.mail,
    )
    expect(mail.body).toContain(visa.my)
    expect(mail.body).toMatch(/KSLU-2025\/\d{4}/)
    // R061: a letter with number and code, and the paper counts as there.
    const [letter] = await rows(
      "select number, code from letters where case_id = $1 and kind = 'study-visa.certificate'",
      visa.id,
    )
    expect([letter.number.length > 5, letter.code.length > 100]).toEqual([true, true])
    expect(
      (await rows("select state from documents where case_id = $1 and type = 'study-certificate'", visa.id))[0].state,
    ).toBe('accepted')

    const there = await rows(
      "select f.kind from document_files f join documents d on d.id = f.document_id where d.case_id = $1 and d.type = 'study-certificate'",
      visa.id,
    )
    expect(there).toEqual([{ kind: 'pdf' }])

    // R062: what is missing is said, and the petition waits for it.
    await bringMissing(student, visa)
    await handIn(student, visa)
    const early = await take(aida, visa.desk, 'prepare')
    expect(early.status).toBe(409)
    expect(early.text).toContain('One paper is missing')
    await bringPaper(dean, `${visa.unit}/fill`, 'dean-application')
    expect((await take(aida, visa.desk, 'prepare')).text).toContain('4 papers are not accepted yet')
    // After a correction the certificate is made anew, and the first is out of force.
    expect((await take(aida, visa.desk, 'certify')).status).toBe(303)
    const revoked = await rows(
      'select from letter_revocations r join letters l on l.id = r.letter_id where l.case_id = $1',
      visa.id,
    )
    expect(revoked).toHaveLength(1)
    await acceptPapers(aida, visa)
    expect((await take(aida, visa.desk, 'prepare')).status).toBe(303)
    expect((await student.visitor.get(visa.my)).text).toContain('with the rector for signature')
    const petitions = await rows(
      "select number from letters where case_id = $1 and kind = 'study-visa.petition'",
      visa.id,
    )
    expect(petitions).toHaveLength(1)

    // R063, R065
    const fields = { packageNumber: '12/34', ...on('signedOn', '2025-10-01'), ...on('packageDay', '2025-10-01') }
    expect((await take(aida, visa.desk, 'submit', fields)).status).toBe(303)
    const sent = await aida.get(visa.desk)
    for (const said of ['12/34', 'visa support of a foreign student', '1 October 2025'])
      expect(sent.text).toContain(said)

    // R066, R067: without the approval no visa.
    goTo(town, '2025-10-14')
    const refused = await take(aida, visa.desk, 'issue', goodVisa)
    expect([refused.status, await stageOf(visa.id)]).toEqual([409, 'sent'])
    expect(refused.text).toContain('The security committee has not approved')
    await take(aida, visa.desk, 'coordinate', on('coordinatedOn', '2025-10-06'))
    expect((await aida.get(visa.desk)).text).toContain('10 October 2025')
    expect((await take(aida, visa.desk, 'issue', goodVisa)).status).toBe(409)
    await take(aida, visa.desk, 'approve', { approvalReference: 'SCNB-5', ...on('approvalDay', '2025-10-09') })
    expect((await student.visitor.get(visa.my)).text).toContain('The committee has approved')

    // R068: issued, and a record of the stay.
    expect((await take(aida, visa.desk, 'issue', goodVisa)).status).toBe(303)
    const [record] = await rows('select * from stay_records where case_id = $1', visa.id)
    expect(record).toMatchObject({ kind: 'visa', number: 'KG123456', person_id: student.person })
    expect(record.said).toMatchObject({ visaKind: 'S', entries: 'multiple', edition: 'visa.study-total' })
    // R050: 365 of 1826 days are issued, none is used yet.
    const own = await student.visitor.get(visa.my)
    for (const said of [
      'Your visa is issued',
      '365 days',
      '1,461 days',
      'of 1,826 days',
      'KG123456',
      'Nobody has verified',
    ])
      expect([said, own.text.includes(said)]).toEqual([said, said !== 'Nobody has verified'])
    expect((await student.visitor.get('/my')).text).toContain('1,461 days')
    expect((await dean.get('/desk/unit/students')).text).toContain('19 October 2026')
  })

  test.each([
    ['ends before it begins', { ...on('to', '2025-10-19') }, 'It ends before it begins'],
    ['has a Cyrillic С for S', { visaKind: 'С' }, 'Cyrillic'],
    ['has a Cyrillic letter in its number', { number: 'КG123456' }, 'Cyrillic'],
    ['is of another kind', { visaKind: 'W' }, 'Here only a study visa S or a resident card RC'],
    ['is longer than the edition allows', { ...on('to', '2026-10-20') }, '365 days at most'],
    ['begins before the package', { ...on('from', '2025-09-30') }, 'before the package was handed over (01.10.2025)'],
    ['begins on no day', { ...on('from', '2025-02-30') }, 'no such day'],
    ['has no entries', { entries: '' }, 'Choose one'],
  ])('a visa that %s is not taken, and what was typed stays', async (_, wrong, said) => {
    const visa = await approved()
    const seen = await take(aida, visa.desk, 'issue', { ...goodVisa, ...wrong })
    expect(seen.text).toContain(said)
    expect([seen.status, await stageOf(visa.id)]).toEqual([422, 'approved'])
    expect(seen.html).toContain(`value="${{ ...goodVisa, ...wrong }.number}"`)
  })

  test('one that overlaps another visa is not taken', async () => {
    const visa = await approved()
    await rows(
      `insert into stay_records (institution_id, person_id, kind, from_on, to_on, said, added_at, by_id, by_name)
       values ('kslu', $1, 'visa', '2025-01-01', '2025-10-25', '{"visaKind":"S"}', now(), 'x', 'x')`,
      (await rows('select subject_id from cases where id = $1', visa.id))[0].subject_id,
    )
    const seen = await take(aida, visa.desk, 'issue', goodVisa)
    expect([seen.status, seen.text.includes('01.01.2025 – 25.10.2025')]).toEqual([422, true])
  })

  test('two officers at once: one issues, the other is told; the visa is written once', async () => {
    const visa = await approved()
    const cholpon = await town.signedIn('admin@kslu.example')
    const version = hidden(await aida.get(visa.desk), 'version')
    const post = (who: Visitor) => who.post(`${visa.desk}/steps/issue`, { ...goodVisa, version })
    const both = await Promise.all([post(aida), post(cholpon)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await rows('select from stay_records where case_id = $1', visa.id)).toHaveLength(1)
  })

  async function approved() {
    const visa = await sentPackage(town, {
      officer: aida,
      dean,
      student: await foreignStudent(town, aida),
      day: '2025-10-01',
    })
    await take(aida, visa.desk, 'coordinate', on('coordinatedOn', '2025-10-01'))
    await take(aida, visa.desk, 'approve', { approvalReference: 'SCNB-1', ...on('approvalDay', '2025-10-01') })
    return visa
  }
})

describe('R069: a package that comes back', { timeout: 90_000 }, () => {
  test('is mended in time and sent again: its clock, its reason, its papers', async () => {
    const student = await foreignStudent(town, aida)
    const visa = await sentPackage(town, { officer: aida, dean, student, day: '2025-10-01' })
    goTo(town, '2025-10-10')
    await take(aida, visa.desk, 'sendBack', { reason: 'The photograph is grey.', ...on('returnedOn', '2025-10-10') })
    const back = await aida.get(visa.desk)
    // visa.correction: 30 calendar days.
    for (const said of ['Package returned', '9 November 2025', 'The photograph is grey.'])
      expect(back.text).toContain(said)
    expect((await take(aida, visa.desk, 'annul')).status).toBe(409)
    await aida.post(`${visa.desk}/documents/photo`, { state: 'returned', reason: 'White background, please.' })
    expect((await student.visitor.get(visa.my)).text).toContain('The photograph is grey.')
    await bringPaper(student.visitor, visa.my, 'photo', 'anew')
    await handIn(student, visa)
    await acceptPapers(aida, visa)
    expect((await take(aida, visa.desk, 'prepare')).status).toBe(303)
    goTo(town, '2025-11-12')
    const again = { packageNumber: '78', ...on('signedOn', '2025-11-07') }
    const late = await take(aida, visa.desk, 'submit', { ...again, ...on('packageDay', '2025-11-10') })
    expect([late.status, late.text.includes('by 09.11.2025')]).toEqual([422, true])
    expect((await take(aida, visa.desk, 'submit', { ...again, ...on('packageDay', '2025-11-09') })).status).toBe(303)
    expect(await stageOf(visa.id)).toBe('sent')
    expect(await rows("select name from case_deadlines where case_id = $1 and name = 'repair'", visa.id)).toEqual([])
  })

  test('is not mended in time and is annulled', async () => {
    const student = await foreignStudent(town, aida)
    const visa = await sentPackage(town, { officer: aida, dean, student, day: '2025-10-01' })
    await take(aida, visa.desk, 'sendBack', { reason: 'No stamp.', ...on('returnedOn', '2025-10-01') })
    goTo(town, '2025-10-31')
    expect((await take(aida, visa.desk, 'annul')).text).toContain('until 31.10.2025')
    goTo(town, '2025-11-01')
    expect((await take(aida, visa.desk, 'annul')).status).toBe(303)
    expect(await stageOf(visa.id)).toBe('annulled')
    await town.settled()
    expect(
      await rows("select from mails where to_address = $1 and kind = 'study-visa.annul'", student.mail),
    ).toHaveLength(1)
  })
})

describe('who may', { timeout: 90_000 }, () => {
  test('R055: a dean of another faculty, of another university and a rector find nothing to ask for', async () => {
    const student = await foreignStudent(town, aida)
    const visa = await askedVisa(dean, student)
    const ask = `/desk/unit/students/${student.student}/visa`
    for (const [unit, email] of [
      ['no-such-unit', 'rector@kslu.example'],
      ['kstu', 'rector@kstu.example'],
    ] as const) {
      const other = await deanOf(town, unit, email)
      expect((await other.get('/desk/unit/students')).text).not.toContain('SAMPLE')
      for (const path of [ask, visa.unit, `${visa.unit}/fill/documents`])
        expect([path, (await other.get(path)).status]).toEqual([path, 404])
      expect((await other.post(ask, { name: 'A', post: 'B' })).status).toBe(404)
      expect((await other.post(`${visa.unit}/steps/withdraw`, { reason: 'x', version: '1' })).status).toBe(404)
    }
    await town.owner.query(
      "update memberships set role = 'rector', unit = null where account_id = 'cast-rector@kslu.example'",
    )
    town.house.sessions.forget()
    const rector = await town.signedIn('rector@kslu.example')
    expect((await rector.get(`/desk/visas/${student.student}`)).status).toBe(200)
    expect((await rector.get(visa.desk)).text).not.toContain('AB1234567')
    for (const path of [`/desk/visas/${student.student}`, '/desk/visas/openings', `${visa.desk}/steps/takeUp`])
      expect((await rector.post(path, { version: '1' })).status).toBe(404)
    const asel = await town.signedIn('officer@kstu.example')
    for (const path of [`/desk/visas/${student.student}`, visa.desk]) expect((await asel.get(path)).status).toBe(404)
    expect((await student.visitor.get('/desk/visas')).status).toBe(404)
    dean = await deanOf(town, 'kslu-iilir')
  })

  test('a dean’s office sees no passport: neither question, nor paper, nor number', async () => {
    const student = await foreignStudent(town, aida)
    const visa = await askedVisa(dean, student)
    await town.settled()
    await bringMissing(student, visa)
    const [file] = await rows(
      "select f.id from document_files f join documents d on d.id = f.document_id where d.case_id = $1 and d.type = 'passport'",
      visa.id,
    )
    expect((await dean.get(`${visa.unit}/fill/files/${file.id}`)).status).toBe(404)
    for (const path of [
      visa.unit,
      `${visa.unit}/fill/documents`,
      `${visa.unit}/fill/answers/visa`,
      `${visa.unit}/fill/check`,
    ]) {
      const seen = await dean.get(path)
      expect([path, seen.status, /AB ?1234567|1 February 20/.test(seen.text)]).toEqual([path, 200, false])
    }
    expect((await dean.get(`${visa.unit}/fill/answers/passport`)).html).not.toContain('passportNumber')
    await dean.post(`${visa.unit}/fill/answers/passport`, { passportNumber: 'XX1' })
    expect((await rows('select typed from cases where id = $1', visa.id))[0].typed.passportNumber).not.toBe('XX1')
    const upload = await dean.upload(`${visa.unit}/fill/documents/passport`, [
      { name: 'a.jpg', bytes: new Uint8Array([1]) },
    ])
    expect(upload.status).toBe(404)
  })
})

describe('R057: the passport', { timeout: 90_000 }, () => {
  test.each([
    ['ends before the visa', on('passportEnds', '2025-12-01'), 'visa', 'The passport ends on 01.12.2025'],
    ['has ended', on('passportEnds', '2025-09-30'), 'passport', 'This passport has ended'],
    ['was issued tomorrow', on('passportIssued', '2025-10-02'), 'passport', 'has not come yet'],
    ['has a Cyrillic letter', { passportNumber: 'АB1' }, 'passport', 'Latin'],
  ])('that %s is not enough, and the papers are not taken', async (_, wrong, section, said) => {
    const student = await foreignStudent(town, aida)
    const visa = await askedVisa(dean, student)
    await take(aida, visa.desk, 'takeUp')
    await student.visitor.post(`${visa.my}/answers/passport`, wrong)
    const seen = await student.visitor.post(`${visa.my}/answers/${section}`, section === 'passport' ? wrong : {})
    expect([seen.status, seen.text.includes(said)]).toEqual([422, true])
    await town.settled()
    await bringMissing(student, visa)
    const version = hidden(await student.visitor.get(`${visa.my}/check`), 'version')
    expect((await student.visitor.post(`${visa.my}/steps/hand`, { consent: 'yes', version })).status).toBe(409)
  })
})

describe('asking twice', { timeout: 90_000 }, () => {
  test('the same form, two at once, dean and officer: one case', async () => {
    const student = await foreignStudent(town, aida)
    const all = await Promise.all([
      askedVisa(dean, student),
      askedVisa(dean, student),
      aida.post(`/desk/visas/${student.student}`),
    ])
    const [{ id }] = all
    expect(all[1].id).toBe(id)
    expect(
      await rows("select from cases where subject_id = $1 and procedure = 'study-visa'", student.person),
    ).toHaveLength(1)
    expect((await aida.get(`/desk/visas/${student.student}`)).text).toContain('A case is open')
  })

  test('who names nobody to sign is told, and what was typed stays', async () => {
    const student = await foreignStudent(town, aida)
    const seen = await dean.post(`/desk/unit/students/${student.student}/visa`, { name: ' ', post: 'Dean of Law' })
    expect([seen.status, seen.html.includes('value="Dean of Law"'), seen.text.includes('This is missing')]).toEqual([
      422,
      true,
      true,
    ])
  })
})
