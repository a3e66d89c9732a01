import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Answers,
  type Applicant,
  accept,
  offeredPlace,
  plans,
  type Section,
  take,
} from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { needsOf, studentOfCase } from './index.ts'

let town: TestHouse
let aida: Visitor
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-01' })
  aida = await town.signedIn('officer@kslu.example')
})
beforeEach(() => goTo(town, '2026-09-01'))
afterAll(() => town.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows

interface Enrolled extends Applicant {
  readonly student: string
  readonly number: string
}

/** Somebody who has accepted a place, and their student. */
async function enrolled(
  other: Partial<Record<Section, Answers>> = {},
  answers: Parameters<typeof accept>[1] = {},
): Promise<Enrolled> {
  const applicant = await offeredPlace(town, aida, other)
  await accept(applicant, answers)
  const [row] = await rows('select id, number from students where case_id = $1', applicant.id)
  return { ...applicant, student: row.id, number: row.number }
}

const on = (day: number, month: number) => ({
  'since.day': String(day),
  'since.month': String(month),
  'since.year': '2026',
})

async function change(who: Visitor, student: string, fields: Answers) {
  const page = await aida.get(`/desk/students/${student}`)
  return who.post(`/desk/students/${student}/states`, { seen: hidden(page, 'seen'), ...fields })
}

describe('R272: acceptance makes the student', () => {
  test('with number, programme, level, basis, citizenship and what later procedures need, and nobody types again', async () => {
    const { id, student, desk } = await enrolled()
    const page = await aida.get(`/desk/students/${student}`)
    for (const said of [
      'SAMPLE Zara',
      'Jurisprudence',
      'Bachelor',
      'Individual contract',
      'Pakistan',
      '1 September 2026',
      'Islamabad',
      '20 September 2026',
      'Sample Parent',
    ])
      expect(page.text).toContain(said)
    expect(page.text).toMatch(/KSLU-S-2026\/\d{4}/)
    expect(page.html).toContain(`href="${desk}"`)
    expect((await aida.get(desk)).html).toContain(`href="/desk/students/${student}"`)

    const db = town.house.database.within('kslu')
    expect((await studentOfCase(db, id))?.id).toBe(student)
    expect(await needsOf(db, student)).toEqual({
      visaSupport: true,
      visaFrom: 'PK',
      consulate: 'Islamabad',
      arrivesOn: '2026-09-20',
      hostel: true,
      preparatory: false,
      emergencyName: 'Sample Parent',
      emergencyPhone: '+923007654321',
    })
  })

  test('in one transaction: when the student can’t be written, the place is not accepted either', async () => {
    const applicant = await offeredPlace(town, aida)
    await town.owner.query(`create function no_student() returns trigger language plpgsql as $$ begin raise exception 'the disk is gone'; end $$;
      create trigger no_student before insert on students for each row execute function no_student()`)
    expect((await accept(applicant)).status).toBe(500)
    expect(await rows('select stage from cases where id = $1', applicant.id)).toEqual([{ stage: 'admitted' }])
    await town.owner.query('drop trigger no_student on students; drop function no_student')
    expect((await accept(applicant)).status).toBe(303)
    expect((await rows('select from students where case_id = $1', applicant.id)).length).toBe(1)
  })

  test('the same acceptance sent twice at once makes one student, and numbers have no gap', async () => {
    const applicant = await offeredPlace(town, aida)
    const { visitor, my } = applicant
    for (const [section, answers] of Object.entries(plans)) {
      await visitor.post(`${my}/answers/${section}`, answers)
      await visitor.post(`${my}/answers/${section}`, answers)
    }
    const version = hidden(await visitor.get(`${my}/check`), 'version')
    await Promise.all([1, 2].map(() => visitor.post(`${my}/steps/accept`, { version })))
    expect((await rows('select from students where case_id = $1', applicant.id)).length).toBe(1)
    const [{ last, count }] = await rows(
      `select (select last from registers where institution_id = 'kslu' and register = 'students') as last,
         count(*)::int as count from students where institution_id = 'kslu'`,
    )
    expect(last).toBe(count)
  })

  test('R124: the ministry’s direction stands on the record, and a change of basis follows', async () => {
    const direction = { basis: 'ministry-direction', directionNumber: '03-1/77' }
    const { student, desk } = await enrolled({}, { basis: direction })
    expect((await aida.get(`/desk/students/${student}`)).text).toContain('Direction of the ministry, 03-1/77')
    const agreement = { basis: 'international-agreement', agreement: 'Sample University' }
    expect((await take(aida, desk, 'changeBasis', agreement)).status).toBe(303)
    const record = await aida.get(`/desk/students/${student}`)
    expect(record.text).toContain('International agreement, Sample University')
    expect((await aida.get(desk)).text).toMatch(/Basis of study International agreement/)
  })

  test('R387: a case that goes to another person takes its student along', async () => {
    const [first, second] = [await enrolled(), await enrolled()]
    const [{ subject_id: person }] = await rows('select subject_id from cases where id = $1', second.id)
    await rows('update cases set subject_id = $1 where id = $2', person, first.id)
    expect(await rows('select person_id from students where id = $1', first.student)).toEqual([{ person_id: person }])
    const record = await aida.get(`/desk/students/${second.student}`)
    for (const { desk } of [first, second]) expect(record.html).toContain(`href="${desk}"`)
  })
})

describe('the list', () => {
  test('finds by name in any script and by number, and narrows by programme, citizenship, basis and state', async () => {
    const { student, number } = await enrolled({ you: { familyName: 'PROBINA', citizenship: 'IN' } })
    const here = `href="/desk/students/${student}"`
    const shown = async (query: string) => (await aida.get(`/desk/students?${query}`)).html.includes(here)
    for (const query of [
      'search=probina',
      `search=${encodeURIComponent('пробина')}`,
      `search=${encodeURIComponent(number)}`,
      'citizenship=IN',
      'basis=individual-contract&state=accepted',
      'programme=Jurisprudence',
      'state=nonsense&after=nonsense',
    ])
      expect([query, await shown(query)]).toEqual([query, true])
    for (const query of [
      'search=nobody',
      'citizenship=TR',
      'basis=ministry-direction&citizenship=IN',
      'state=graduated',
    ])
      expect([query, await shown(query)]).toEqual([query, false])
  })

  test('leaves the house as XLSX and CSV with what is shown, and that is written down', async () => {
    const { number } = await enrolled({ you: { familyName: 'EXPORTOVA' } })
    const csv = await aida.get('/desk/students/export.csv?search=exportova')
    const text = await csv.response.text()
    expect(text).toContain(`"EXPORTOVA Zara";"${number}"`)
    expect(text.trim().split('\r\n')).toHaveLength(2)
    const xlsx = await aida.get('/desk/students/export.xlsx')
    const bytes = Buffer.from(await xlsx.response.arrayBuffer())
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    const written = await rows("select query, cases from case_exports where procedure = 'students' order by at")
    expect(written[0]).toEqual({ query: 'search=exportova', cases: 1 })
  })

  test('goes on page by page', async () => {
    const { student } = await enrolled()
    await town.owner.query('alter table students drop constraint students_institution_id_case_id_fkey')
    await rows(
      `insert into students (institution_id, id, number, person_id, case_id, programme_name, level, since, state, state_since, words)
       select 'kslu', uuidv7(interval '-1 day'), 'N' || n, person_id, uuidv7(), '{"en":"P","ru":"P","ky":"P"}', 'master',
         '2026-09-01', 'accepted', '2026-09-01', ' paged' from students, generate_series(1, 60) n where id = $1`,
      student,
    )
    const first = await aida.get('/desk/students?search=paged')
    const older = /href="(\/desk\/students\?search=paged&amp;after=[^"]+)"/.exec(first.html)?.[1] ?? ''
    const second = await aida.get(older.replaceAll('&amp;', '&'))
    const onPage = (html: string) => [...html.matchAll(/href="\/desk\/students\/[0-9a-f-]{36}"/g)].map(([link]) => link)
    expect([onPage(first.html).length, onPage(second.html).length]).toEqual([50, 10])
    expect(new Set([...onPage(first.html), ...onPage(second.html)]).size).toBe(60)
    await rows("delete from students where words = ' paged'")
  })
})

describe('the unit of a student', () => {
  const unitOf = async (id: string) => (await rows('select unit from students where id = $1', id))[0].unit

  test('is that of the programme until an officer says otherwise, and what it was is written down', async () => {
    const { student } = await enrolled()
    expect(await unitOf(student)).toBe('kslu-iilir')
    const page = await aida.get(`/desk/students/${student}`)
    expect(page.text).toContain('Institute of International Law and International Relations')
    expect((await aida.post(`/desk/students/${student}/unit`, { unit: 'kslu' })).status).toBe(303)
    expect(await unitOf(student)).toBe('kslu')
    expect((await aida.post(`/desk/students/${student}/unit`, { unit: '' })).status).toBe(303)
    expect(await unitOf(student)).toBeNull()
    const kept = await rows(
      'select before, by_name from record_edits where record = $1 order by at',
      `students/${student}`,
    )
    expect(kept.map(({ before }) => before.unit)).toEqual(['kslu-iilir', 'kslu'])
    expect(kept[0].by_name).toContain('Aida')
  })

  test('can be no unit of another institution, and nobody else sets it', async () => {
    const { student, visitor } = await enrolled()
    const here = `/desk/students/${student}/unit`
    for (const unit of ['kstu', 'no-such-unit']) expect((await aida.post(here, { unit })).status).toBe(404)
    for (const email of ['rector@kslu.example', 'officer@kstu.example'])
      expect((await (await town.signedIn(email)).post(here, { unit: 'kslu' })).status).toBe(404)
    expect((await visitor.post(here, { unit: 'kslu' })).status).toBe(404)
    expect(await unitOf(student)).toBe('kslu-iilir')
  })
})

describe('what becomes of a student', () => {
  test('is written with day, reason and officer, stays in the history, and the student reads it', async () => {
    const { student, visitor } = await enrolled()
    goTo(town, '2026-09-10')
    const order = { state: 'enrolled', ...on(8, 9), reason: 'Order 17 of 8 September' }
    expect((await change(aida, student, order)).location).toBe(`/desk/students/${student}`)
    const page = await aida.get(`/desk/students/${student}`)
    for (const said of ['Enrolled by order', '8 September 2026', 'Order 17', 'Aida Example'])
      expect(page.text).toContain(said)
    const own = await visitor.get(`/my/kslu/students/${student}`)
    expect(own.text).toContain('Order 17 of 8 September')
    expect(own.text).not.toContain('Aida Example')
    await expect(rows('delete from student_states where student_id = $1', student)).rejects.toThrow()
  })

  test.each([
    [{ state: 'enrolled', ...on(2, 9), reason: 'x' }, 409, 'after today'],
    [{ state: 'enrolled', ...on(31, 8), reason: 'x' }, 409, 'before the present state'],
    [{ state: 'accepted', ...on(1, 9), reason: 'x' }, 409, 'the state already'],
    [{ state: 'enrolled', ...on(31, 2), reason: 'x' }, 422, 'no such day'],
    [{ state: 'enrolled', ...on(1, 9), reason: ' ' }, 422, 'This is missing'],
    [{ state: 'emperor', ...on(1, 9), reason: 'x' }, 422, 'Choose one'],
  ])('%o is not taken (%i), and what was typed stays', async (fields, status, said) => {
    const { student } = await enrolled()
    const seen = await change(aida, student, fields)
    expect(seen.status).toBe(status)
    expect(seen.text).toContain(said)
    expect(seen.html).toContain(`value="${fields['since.day']}"`)
  })

  test('two officers at once: the second is told to look again', async () => {
    const { student } = await enrolled()
    const cholpon = await town.signedIn('admin@kslu.example')
    const both = await Promise.all([
      change(aida, student, { state: 'enrolled', ...on(1, 9), reason: 'Order 1' }),
      change(cholpon, student, { state: 'on-leave', ...on(1, 9), reason: 'Order 2' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect((await rows('select from student_states where student_id = $1', student)).length).toBe(2)
  })
})

test('a record is its institution’s and its person’s own, and a rector reads without changing', async () => {
  const [zara, other] = [await enrolled(), await enrolled()]
  const asel = await town.signedIn('officer@kstu.example')
  const bolot = await town.signedIn('rector@kslu.example')
  const entry = { state: 'expelled', ...on(1, 9), reason: 'no' }
  expect((await asel.get(`/desk/students/${zara.student}`)).status).toBe(404)
  expect((await change(asel, zara.student, entry)).status).toBe(404)
  expect((await asel.get('/desk/students')).text).toContain('No students yet')
  expect((await bolot.get(`/desk/students/${zara.student}`)).status).toBe(200)
  expect((await change(bolot, zara.student, entry)).status).toBe(404)
  expect((await zara.visitor.get(`/desk/students/${zara.student}`)).status).toBe(404)
  expect((await zara.visitor.get(zara.my)).html).toContain(`href="/my/kslu/students/${zara.student}"`)
  expect((await other.visitor.get(`/my/kslu/students/${zara.student}`)).status).toBe(404)
  expect((await zara.visitor.get(`/my/kstu/students/${zara.student}`)).status).toBe(404)
  expect((await aida.get('/desk/students/nobody')).status).toBe(404)
})
