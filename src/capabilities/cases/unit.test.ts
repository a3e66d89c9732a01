import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, acceptAll, sentApplication, take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let zara: Applicant
let officer: Visitor
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@kslu.example')
  zara = await sentApplication(town)
  await acceptAll(officer, zara.desk)
  await take(officer, zara.desk, 'admit')
  await town.settled()
})
afterAll(() => town?.close())

/** Somebody of the cast as a dean's office and nothing else. */
async function dean(email: string, unit: string | null): Promise<Visitor> {
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

const inUnit = () => `/desk/unit/admission/${zara.id}`

describe('a dean’s office', () => {
  test('comes to the cases of its unit and reads where each stands, and nothing else of them', async () => {
    const visitor = await dean('rector@kslu.example', 'kslu-iilir')
    expect((await visitor.get('/desk')).location).toBe('/desk/unit')
    const list = await visitor.get('/desk/unit')
    expect(list.text).toContain('SAMPLE Zara')
    expect(list.text).toContain('Institute of International Law and International Relations')
    const page = await visitor.get(inUnit())
    expect([page.status, page.text.includes('KSLU-2026-00001')]).toEqual([200, true])
    for (const hidden of [
      'AB 1234567',
      'AB1234567',
      '+92 300',
      'Sample street',
      zara.mail,
      '/files/',
      '/letters/',
      '<form class',
    ])
      expect([hidden, page.html.includes(hidden)]).toEqual([hidden, false])
  })

  test('of the whole university reads the units below it; of a unit beside it, nothing', async () => {
    const whole = await dean('rector@kslu.example', 'kslu')
    expect((await whole.get('/desk/unit')).text).toContain('SAMPLE Zara')
    const units = await town.owner.query("select id from units where institution_id = 'kslu' order by id")
    const beside = units.rows.map(({ id }) => id).filter((id) => !['kslu', 'kslu-iilir'].includes(id))
    expect(beside.length).toBeGreaterThan(0)
    for (const unit of [...beside, 'no-such-unit', null]) {
      const visitor = await dean('rector@kslu.example', unit)
      expect([unit, (await visitor.get('/desk/unit')).text.includes('SAMPLE')]).toEqual([unit, false])
      expect([unit, (await visitor.get(inUnit())).status]).toEqual([unit, 404])
    }
  })

  test('opens no case, paper, letter, list, export or step of the office', async () => {
    const visitor = await dean('rector@kslu.example', 'kslu-iilir')
    const { rows } = await town.owner.query('select id from document_files limit 1')
    const letter = (await town.owner.query('select id from letters limit 1')).rows[0].id
    for (const path of [
      zara.desk,
      `${zara.desk}/files/${rows[0].id}`,
      `${zara.desk}/letters/${letter}`,
      '/desk/cases/admission',
      '/desk/cases/admission/export.csv',
      '/desk/cases/admission/export.xlsx',
      '/desk/letters',
      '/desk/mails',
      '/desk/office',
      '/desk/settings/people',
    ])
      expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
    for (const path of [`${zara.desk}/notes`, `${zara.desk}/owner`, `${zara.desk}/steps/refuse`])
      expect([path, (await visitor.post(path, { version: '1' })).status]).toEqual([path, 404])
    expect((await visitor.get('/desk/unit')).html).not.toContain('/desk/cases')
  })

  test('of another university finds nothing, whatever it types', async () => {
    const visitor = await dean('rector@kstu.example', 'kstu')
    expect((await visitor.get('/desk/unit?unit=kslu&q=sample')).text).not.toContain('SAMPLE')
    expect((await visitor.get(inUnit())).status).toBe(404)
    for (const id of ['x', '%00', crypto.randomUUID()])
      expect((await visitor.get(`/desk/unit/admission/${id}`)).status).toBe(404)
  })

  test('finds by a word of the name and by stage', async () => {
    const visitor = await dean('rector@kslu.example', 'kslu-iilir')
    expect((await visitor.get('/desk/unit?q=zara')).text).toContain('SAMPLE Zara')
    expect((await visitor.get('/desk/unit?stage=admitted')).text).toContain('SAMPLE Zara')
    expect((await visitor.get('/desk/unit?q=nobody')).text).toContain('No application of this unit fits')
    expect((await visitor.get('/desk/unit?stage=refused')).text).not.toContain('SAMPLE')
  })
})

test('commission and personnel department find no desk, and read why on their account’s page', async () => {
  for (const role of ['commission', 'hr']) {
    await town.owner.query(
      "update memberships set role = $1, unit = null where account_id = 'cast-rector@kslu.example'",
      [role],
    )
    town.house.sessions.forget()
    const visitor = await town.signedIn('rector@kslu.example')
    expect(await visitor.get('/desk')).toMatchObject({ status: 303, location: '/my' })
    for (const path of ['/desk/unit', '/desk/cases/admission', zara.desk])
      expect([role, path, (await visitor.get(path)).status]).toEqual([role, path, 404])
    expect((await visitor.get('/account')).text).toContain('No desk is open for you now')
  }
})

test('an officer narrows the pipeline by unit, and the units below it count', async () => {
  expect((await officer.get('/desk/cases/admission/filters')).text).toContain('All units')
  expect((await officer.get('/desk/cases/admission?unit=kslu')).text).toContain('SAMPLE Zara')
  const narrowed = await officer.get('/desk/cases/admission?unit=kslu-iilir')
  expect(narrowed.text).toContain('SAMPLE Zara')
  expect((await officer.get('/desk/cases/admission/filters?unit=kslu-iilir')).text).toContain('unit: Institute of')
  expect((await officer.get('/desk/cases/admission?unit=kstu')).text).not.toContain('SAMPLE')
  const sheet = await officer.get('/desk/cases/admission/export.csv?unit=kstu')
  expect(sheet.html).not.toContain('SAMPLE')
})
