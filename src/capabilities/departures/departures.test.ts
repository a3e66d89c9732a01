import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answers, type Applicant, accept, offeredPlace, take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg } from '../../../test/papers.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let officer: Visitor
let zara: Applicant
let person: string
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-01' })
  officer = await town.signedIn('officer@kslu.example')
  zara = await offeredPlace(town, officer)
  await accept(zara)
  person = (await rows('select person_id from students where case_id = $1', zara.id))[0].person_id
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows

const journey = {
  purpose: 'conference',
  about: 'Sample Congress',
  country: 'DE',
  city: 'Sampleburg',
  'from.day': '10',
  'from.month': '10',
  'from.year': '2026',
  'to.day': '20',
  'to.month': '10',
  'to.year': '2026',
  host: 'Sample University',
  payer: 'grant',
  payerAbout: 'Sample Fund',
} as const satisfies Answers
const you = {
  who: 'teacher',
  familyName: 'PROBEKOV',
  givenName: 'Test',
  'birthDay.day': '29',
  'birthDay.month': '2',
  'birthDay.year': '1980',
  citizenship: 'KG',
  position: 'Sample lecturer',
  department: 'Sample department',
  phone: '+996 700 000000',
} as const satisfies Answers
const passport = {
  passportNumber: 'ID 0000001',
  'passportEnds.day': '20',
  'passportEnds.month': '10',
  'passportEnds.year': '2026',
} as const satisfies Answers
const all = { journey, you, passport }

/** The visitor asks for a journey with the own account, up to sending it. */
async function asked(visitor: Visitor, answers: Readonly<Record<string, Answers>> = all) {
  const form = await visitor.get('/my/kslu/departure/new')
  const begun = await visitor.post('/my/kslu/departure/new', { key: hidden(form, 'key') })
  const my = begun.location ?? ''
  const id = my.split('/').at(-1) ?? ''
  for (const [section, given] of Object.entries(answers)) {
    const seen = await visitor.post(`${my}/answers/${section}`, given)
    if (seen.location?.endsWith(section)) await visitor.post(`${my}/answers/${section}`, given)
  }
  for (const type of ['passport', 'invitation'])
    await visitor.upload(`${my}/documents/${type}`, [{ name: `${type}.jpg`, bytes: await jpeg(`${type}${id}`) }])
  return { my, id, desk: `/desk/cases/departure/${id}` }
}

async function sent(visitor: Visitor) {
  const found = await asked(visitor)
  const check = await visitor.get(`${found.my}/check`)
  const answer = await visitor.post(`${found.my}/steps/send`, { consent: 'yes', version: hidden(check, 'version') })
  if (answer.status !== 303) throw new Error(answer.text)
  return found
}

async function own(visitor: Visitor, my: string, step: string, fields: Answers = {}) {
  return visitor.post(`${my}/steps/${step}`, { version: hidden(await visitor.get(my), 'version'), ...fields })
}

const on = (name: string, day: number, month: number, year = 2026) => ({
  [`${name}.day`]: String(day),
  [`${name}.month`]: String(month),
  [`${name}.year`]: String(year),
})

const stageOf = async (id: string) => (await rows('select stage from cases where id = $1', id))[0]?.stage

describe('R029: a teacher goes abroad', () => {
  test('asks with an account, brings papers, gets both letters in the language asked for, and follows it to the report', async () => {
    const li = await town.signedIn('li@example.org')
    const { my, id, desk } = await sent(li)
    expect(await stageOf(id)).toBe('preparing')
    const page = await officer.get(desk)
    expect(page.text).toMatch(/KSLU-D-2026-\d{5}/)
    expect(page.text).toContain('PROBEKOV Test')
    expect((await officer.get('/desk/cases/departure')).text).toContain('Germany')

    // Nobody is sent to the embassy before the papers were looked at.
    expect((await take(officer, desk, 'handOut')).status).toBe(409)
    for (const type of ['passport', 'invitation'])
      await officer.post(`${desk}/documents/${type}`, { state: 'accepted' })
    expect((await take(officer, desk, 'certificate', { letterLanguage: 'ru' })).status).toBe(303)
    expect((await take(officer, desk, 'cover', { letterLanguage: 'en' })).status).toBe(303)
    expect((await take(officer, desk, 'cover', { letterLanguage: 'ky' })).status).toBe(422)
    expect((await take(officer, desk, 'handOut')).status).toBe(303)

    expect((await own(li, my, 'apply', { ...on('appliedOn', 2, 9) })).text).toContain('has not come yet')
    expect((await own(li, my, 'apply', { ...on('appliedOn', 31, 6) })).status).toBe(409)
    await own(li, my, 'apply', { ...on('appliedOn', 1, 9), applicationNumber: 'S-1' })
    expect((await own(li, my, 'interview', on('interviewOn', 30, 8))).text).toContain('comes after the application')
    expect((await own(li, my, 'interview', on('interviewOn', 7, 9))).status).toBe(303)
    expect((await li.get(my)).text).toContain('7 September 2026')
    const dates = await rows('select name, due::text from case_deadlines where case_id = $1 order by due', id)
    expect(dates).toEqual([
      { name: 'interview', due: '2026-09-07' },
      { name: 'journey', due: '2026-10-10' },
    ])
    const visa = { ...on('visaFrom', 12, 10), ...on('visaTo', 11, 10) }
    expect((await own(li, my, 'visaGot', visa)).text).toContain('ends before it begins')
    const early = { ...on('visaFrom', 1, 10), ...on('visaTo', 9, 10) }
    expect((await own(li, my, 'visaGot', early)).text).toContain('before the journey begins')
    await own(li, my, 'visaGot', { ...on('visaFrom', 12, 10), ...on('visaTo', 30, 10), visaNumber: 'V1' })
    expect((await officer.get(desk)).text).toContain('not the whole journey')
    await own(li, my, 'leave', on('goneOn', 1, 9))
    expect((await own(li, my, 'comeBack', { ...on('returnedOn', 31, 8), report: 'x' })).text).toContain(
      'before leaving',
    )
    expect((await own(li, my, 'comeBack', on('returnedOn', 1, 9))).status).toBe(409)
    await own(li, my, 'comeBack', { ...on('returnedOn', 1, 9), report: 'We agreed on a sample.' })
    expect(await stageOf(id)).toBe('back')
    expect((await officer.get(desk)).text).toContain('We agreed on a sample.')
  })

  test('the letters say who, where and why, the embassy is the one of the directory, and they can be read back', async () => {
    const key = crypto.randomUUID()
    await officer.post('/desk/embassies/new', {
      ...{ id: key, country: 'DE', en: 'Sample Embassy of DE', place: 'bishkek', letters: 'en' },
      ...{ addresses: 'Invented street 9', source: 'a test', ...on('checkedOn', 1, 9) },
    })
    const { id, desk } = await sent(await town.signedIn('amina@example.org'))
    await take(officer, desk, 'certificate', { letterLanguage: 'ru' })
    await take(officer, desk, 'cover', { letterLanguage: 'en' })
    const letters = await rows(
      'select kind, language, recipient, content from letters where case_id = $1 order by issued_at',
      id,
    )
    expect(letters.map(({ kind, language }) => [kind, language])).toEqual([
      ['departure.certificate', 'ru'],
      ['departure.cover', 'en'],
    ])
    const [certificate, cover] = letters.map(({ content }) => content)
    expect(certificate.versions[0].text).toContain('работает у нас в должности: Sample lecturer (Sample department)')
    expect(certificate.versions[0].text).toMatch(/29\sфевраля 1980/)
    expect(cover.addressee).toEqual(['Sample Embassy of DE', 'Invented street 9'])
    for (const said of ['works here as Sample lecturer', 'Sample Congress', '10 October 2026', 'a grant: Sample Fund'])
      expect(cover.versions[0].text).toContain(said)
    const [{ id: letter }] = await rows("select id from letters where kind = 'departure.cover' order by issued_at desc")
    const pdf = await officer.get(`/desk/letters/${letter}/file`)
    expect(pdf.response.headers.get('content-type')).toContain('application/pdf')
  })

  test('a refused visa comes back to the office, which tries again or ends it', async () => {
    const { id, desk } = await sent(await town.signedIn('li@example.org'))
    for (const type of ['passport', 'invitation'])
      await officer.post(`${desk}/documents/${type}`, { state: 'accepted' })
    await take(officer, desk, 'handOut')
    await take(officer, desk, 'apply', on('appliedOn', 1, 9))
    expect((await take(officer, desk, 'visaRefused', on('refusedOn', 1, 9))).status).toBe(422)
    await take(officer, desk, 'visaRefused', { ...on('refusedOn', 1, 9), reason: 'A paper was missing' })
    expect(await stageOf(id)).toBe('refused')
    await take(officer, desk, 'again')
    expect(await stageOf(id)).toBe('preparing')
    await take(officer, desk, 'cancel', { reason: 'Too late' })
    expect(await stageOf(id)).toBe('cancelled')
    expect(await rows('select from case_deadlines where case_id = $1', id)).toEqual([])
  })

  test.each([
    ['journey', { country: 'KG' }, 'no journey abroad'],
    ['journey', { country: 'XX' }, ''],
    ['journey', on('to', 9, 10), 'ends before it begins'],
    ['journey', { ...on('from', 1, 8), ...on('to', 2, 8) }, 'over already'],
    ['journey', on('from', 30, 2), ''],
    ['journey', { purpose: 'holiday' }, ''],
    ['passport', on('passportEnds', 19, 10), 'before the journey does'],
    ['you', on('birthDay', 1, 1, 2027), 'look at this day again'],
    ['you', { phone: 'call me' }, ''],
  ])('bad input in %s is met: %j', async (section, wrong: Answers, said) => {
    const { my } = await asked(await town.signedIn('zoe@example.org'), { ...all })
    const zoe = await town.signedIn('zoe@example.org')
    const seen = await zoe.post(`${my}/answers/${section}`, { ...all[section as keyof typeof all], ...wrong })
    expect([seen.status, seen.text.includes(said)]).toEqual([422, true])
  })
})

describe('R030: a student goes abroad', () => {
  test('and the record fills in who they are; the letter names programme and number', async () => {
    const page = await officer.get(`/desk/persons/${person}`)
    expect(page.html).toContain(`/desk/persons/${person}/departure`)
    const form = await officer.get(`/desk/persons/${person}/departure`)
    expect(form.text).toContain('SAMPLE Zara')
    const key = hidden(form, 'key')
    const answers = await Promise.all([1, 2].map(() => officer.post(`/desk/persons/${person}/departure`, { key })))
    const [one, other] = answers.map(({ location }) => location ?? '')
    expect([one, await rows("select from cases where procedure = 'departure' and subject_id = $1", person)]).toEqual([
      other,
      [{}],
    ])
    const desk = one ?? ''
    const section = await officer.get(`${desk}/fill/answers/you`)
    for (const value of ['SAMPLE', 'Zara', '2006']) expect(section.html).toContain(`value="${value}"`)
    expect(section.text).not.toContain('Post')
    expect((await officer.get(`/desk/persons/${person}/departure`)).text).toContain('There is a journey already')

    await officer.post(`${desk}/fill/answers/journey`, journey)
    await officer.post(`${desk}/fill/answers/you`, { ...you, who: 'student', familyName: 'SAMPLE', givenName: 'Zara' })
    await officer.post(`${desk}/fill/answers/passport`, passport)
    for (const type of ['passport', 'invitation'])
      await officer.upload(`${desk}/fill/documents/${type}`, [{ name: 'a.jpg', bytes: await jpeg(type + desk) }])
    const check = await officer.get(`${desk}/fill/check`)
    const sending = await officer.post(`${desk}/fill/steps/send`, { version: hidden(check, 'version') })
    expect([sending.status, sending.text]).toEqual([303, ''])
    await take(officer, desk, 'certificate', { letterLanguage: 'en' })
    const [{ content }] = await rows('select content from letters where case_id = $1', desk.split('/').at(-1))
    expect(content.versions[0].text).toMatch(/studies here, programme: Jurisprudence.*KSLU-S-2026\/\d{4}/)
  })
})

describe('a case for somebody of whom there is no record', () => {
  const newcomer = { familyName: 'EXAMPLEOVA', givenName: 'Proba', citizenship: 'KG' }

  test('is opened once by the same form', async () => {
    const form = await officer.get('/desk/departures/new')
    const key = hidden(form, 'key')
    const first = await officer.post('/desk/departures/new', { ...newcomer, key })
    const second = await officer.post('/desk/departures/new', { ...newcomer, key })
    expect([first.status, first.location]).toEqual([303, second.location])
    expect(await rows("select from persons where shown_as = 'EXAMPLEOVA Proba'")).toHaveLength(1)
    expect((await officer.get(first.location ?? '')).text).toContain('EXAMPLEOVA Proba')
  })

  test.each([
    [{ familyName: '' }, 'familyName'],
    [{ citizenship: 'XX' }, 'citizenship'],
    [{ mail: 'no mail' }, 'mail'],
    [{ ...on('birthDay', 2, 9) }, 'birthDay'],
  ])('refuses %j', async (wrong: Answers, field) => {
    const seen = await officer.post('/desk/departures/new', { ...newcomer, ...wrong })
    expect([seen.status, seen.html.includes(`href="#${field}"`)]).toEqual([422, true])
  })
})

describe('the checklists', () => {
  const address = '/desk/departures/checklists'
  const line = { country: 'DE', purpose: 'conference', en: 'Sample slip', ru: 'Листок', ky: 'Барак', need: 'must' }
  const checked = { source: 'a test', ...on('checkedOn', 1, 9) }

  test('begin general and unconfirmed, and say so to the traveller', async () => {
    const list = await officer.get(address)
    expect(list.text.match(/Not confirmed/g)).toHaveLength(5)
    expect(await rows('select from departure_papers')).toEqual([])
    const li = await town.signedIn('li@example.org')
    const { my } = await asked(li)
    expect((await li.get(`${my}/documents`)).text).toContain('has not confirmed it')
  })

  test('a line for one country and purpose is asked for there and nowhere else', async () => {
    const zoe = await town.signedIn('zoe@example.org')
    const { my } = await asked(zoe)
    const seen = await officer.post(`${address}/new`, { ...line, ...checked })
    expect(seen.status).toBe(303)
    expect((await zoe.get(`${my}/documents`)).text).toContain('Sample slip')
    await zoe.post(`${my}/answers/journey`, { ...journey, purpose: 'study' })
    expect((await zoe.get(`${my}/documents`)).text).not.toContain('Sample slip')
    await zoe.post(`${my}/answers/journey`, { ...journey, country: 'FR' })
    expect((await zoe.get(`${my}/documents`)).text).not.toContain('Sample slip')
    expect((await officer.get(`${address}?country=FR`)).text).not.toContain('Sample slip')
    expect((await officer.get(`${address}?country=DE`)).text).toContain('Sample slip')
    const base = seen.location?.split('?')[0] ?? ''
    await officer.post(`${base}/archive`, { away: 'yes' })
    await officer.post(`${base}/archive`, { away: 'yes' })
    expect((await officer.get(`${address}?state=archived`)).text).toContain('Sample slip')
    await officer.post(`${base}/archive`, { away: 'no' })
    expect((await officer.get(base)).text).toMatch(/Taken back.*Put away.*Written/)
  })

  test('a general line is confirmed by saving it with its source, once, and a slower colleague is told', async () => {
    const page = await officer.get(`${address}/photo`)
    const form = {
      ...line,
      country: '',
      purpose: 'all',
      en: 'Photo, confirmed',
      ...checked,
      seen: hidden(page, 'seen'),
    }
    expect((await officer.post(`${address}/photo`, form)).status).toBe(303)
    expect((await officer.post(`${address}/photo`, form)).status).toBe(303)
    expect((await officer.get(address)).text).toContain('Photo, confirmed')
    expect((await officer.post(`${address}/photo`, { ...form, en: 'Another' })).status).toBe(409)
    await officer.post(`${address}/means/archive`, { away: 'yes' })
    expect((await officer.get(address)).html).not.toContain(`${address}/means"`)
  })

  test.each([
    [{ country: 'XX', ...checked }, 'country'],
    [{ country: 'DE' }, 'source'],
    [{ country: 'DE', source: 'a test' }, 'checkedOn'],
    [{ country: '', source: 'a test', ...on('checkedOn', 2, 9) }, 'checkedOn'],
    [{ country: '', ky: '' }, 'ky'],
    [{ country: '', need: 'perhaps' }, 'need'],
  ])('refuses %j', async (wrong: Answers, field) => {
    const seen = await officer.post(`${address}/new`, { ...line, ...wrong })
    expect([seen.status, seen.html.includes(`href="#${field}"`)]).toEqual([422, true])
  })

  test('are the office’s: others see or change nothing', async () => {
    const rector = await town.signedIn('rector@kslu.example')
    expect((await rector.get(address)).status).toBe(200)
    expect((await rector.get(`${address}/passport`)).html).not.toContain('<textarea')
    expect((await rector.post(`${address}/new`, { ...line, ...checked })).status).toBe(404)
    expect((await (await town.signedIn('zoe@example.org')).get(address)).status).toBe(404)
    const other = await town.signedIn('officer@kstu.example')
    expect((await other.get(address)).text).not.toContain('Sample slip')
    const [{ id }] = await rows("select id from departure_papers where id not in ('photo', 'means')")
    expect((await other.get(`${address}/${id}`)).status).toBe(404)
  })
})

test('another university finds neither the person nor the case; nobody opens somebody else’s', async () => {
  const other = await town.signedIn('officer@kstu.example')
  for (const id of [person, 'x', '%00', crypto.randomUUID()]) {
    expect([id, (await other.get(`/desk/persons/${id}/departure`)).status]).toEqual([id, 404])
    expect([id, (await other.post(`/desk/persons/${id}/departure`)).status]).toEqual([id, 404])
  }
  const [{ id }] = await rows("select id from cases where procedure = 'departure' and subject_id = $1", person)
  expect((await other.get(`/desk/cases/departure/${id}`)).status).toBe(404)
  const zoe = await town.signedIn('zoe@example.org')
  expect((await zoe.get(`/my/kslu/${id}`)).status).toBe(404)
  expect((await zoe.get('/my/nowhere/departure/new')).status).toBe(404)
  expect((await zoe.get('/desk/departures/new')).status).toBe(404)
  const rector = await town.signedIn('rector@kslu.example')
  expect((await rector.post('/desk/departures/new', {})).status).toBe(404)
  const seen = await rector.get(`/desk/cases/departure/${id}`)
  expect([seen.status, seen.html.includes('ID0000001')]).toEqual([200, false])
})
