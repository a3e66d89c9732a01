import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, begin, bring, send, sentApplication, zara } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg, pdf } from '../../../test/papers.ts'
import { passportPicture } from '../../../test/samples/passport-pictures.ts'
import { passportLines } from '../../../test/samples/people.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse()
})
afterAll(() => town.close())

const zarasPassport = {
  state: 'PAK',
  names: 'SAMPLE<<ZARA',
  number: 'AB1234567',
  born: '060307',
  sex: 'F',
  ends: '320201',
} as const
const zaras = passportLines(zarasPassport)
const typedOf = async (id: string) =>
  (await town.owner.query('select typed from cases where id = $1', [id])).rows[0]?.typed

test('pasted lines are compared first, and one press fills the answers that are open', async () => {
  const { visitor, my, id } = await begin(town)
  expect((await visitor.get(`${my}/answers/you`)).html).toContain(`${my}/passport`)
  const given = await visitor.post(`${my}/passport/lines`, { zone: zaras.join('\n').toLowerCase() })
  expect(given).toMatchObject({ status: 303, location: `${my}/passport` })
  expect(await typedOf(id)).not.toHaveProperty('familyName')

  const page = await visitor.get(`${my}/passport`)
  expect(page.text).toContain('Citizenship Pakistan – Not answered yet')
  await visitor.post(`${my}/passport/answers`)
  expect(await typedOf(id)).toMatchObject({
    familyName: 'SAMPLE',
    givenName: 'ZARA',
    'birthDay.day': '7',
    'birthDay.month': '3',
    'birthDay.year': '2006',
    sex: 'female',
    citizenship: 'PK',
    passportNumber: 'AB1234567',
    passportCountry: 'PK',
    'passportEnds.year': '2032',
  })
  expect((await visitor.get(`${my}/passport`)).text).toContain('Everything agrees')
})

test('what differs is pointed out to the person and the office, and stops nobody; both spellings are kept', async () => {
  const applicant = await begin(town)
  const { visitor, my, desk, id } = applicant
  const other = passportLines({ ...zarasPassport, names: 'SAMPEL<<ZARA' })
  await visitor.post(`${my}/passport/lines`, { zone: other.join('\n') })
  await answer(applicant)
  const said = 'the passport’s lines say “SAMPEL”, the answer is “SAMPLE”'
  expect((await visitor.get(`${my}/passport`)).text).toContain('SAMPEL SAMPLE Differs')
  expect((await visitor.get(`${my}/answers/you`)).text).toContain(said)
  expect((await visitor.get(`${my}/answers/passport`)).text).not.toContain(said)
  expect((await visitor.get(`${my}/check`)).text).toContain(said)

  await bring(applicant)
  expect(await send(applicant)).toMatchObject({ status: 303 })
  const aida = await town.signedIn('officer@kslu.example')
  expect((await aida.get(desk)).text).toContain(said)
  const { rows } = await town.owner.query(
    'select p.names from persons p join cases c on c.subject_id = p.id where c.id = $1',
    [id],
  )
  expect(rows[0]?.names).toHaveLength(2)
  expect(rows[0]?.names).toEqual(
    expect.arrayContaining([
      { kind: 'typed', family: 'SAMPLE', given: 'Zara', source: 'answers' },
      { kind: 'passport', family: 'SAMPEL', given: 'ZARA', source: 'machine-readable zone' },
    ]),
  )
})

test('the same name in other letters is no difference, and is not overwritten', async () => {
  const { visitor, my, id } = await begin(town)
  await visitor.post(`${my}/answers/you`, { ...zara.you, familyName: 'Müller-Sample', givenName: 'Zärä' })
  await visitor.post(`${my}/passport/lines`, {
    zone: passportLines({ ...zarasPassport, names: 'MUELLER<SAMPLE<<ZARA' }).join('\n'),
  })
  expect((await visitor.get(`${my}/passport`)).text).not.toContain('Differs')
  await visitor.post(`${my}/passport/answers`)
  expect(await typedOf(id)).toMatchObject({
    familyName: 'Müller-Sample',
    givenName: 'Zärä',
    passportNumber: 'AB1234567',
  })
})

test.each(['UTO', 'XXB', 'EUE', 'QQQ'])(
  'the state %s, which no list knows, is accepted; the country is then chosen',
  async (state) => {
    const { visitor, my, id } = await begin(town)
    await visitor.post(`${my}/passport/lines`, { zone: passportLines({ ...zarasPassport, state }).join('\n') })
    expect((await visitor.get(`${my}/passport`)).text).toContain(`The code ${state} stands for no country in our list`)
    await visitor.post(`${my}/passport/answers`)
    const typed = await typedOf(id)
    expect(typed).toMatchObject({ familyName: 'SAMPLE' })
    expect(typed).not.toHaveProperty('citizenship')
  },
)

test.each([
  ['D', 'DE'],
  ['GBD', 'GB'],
  ['XXA', 'XXA'],
])('the code %s fills the citizenship %s', async (state, country) => {
  const { visitor, my, id } = await begin(town)
  await visitor.post(`${my}/passport/lines`, { zone: passportLines({ ...zarasPassport, state }).join('\n') })
  await visitor.post(`${my}/passport/answers`)
  expect(await typedOf(id)).toMatchObject({ citizenship: country })
})

test('lines that do not fit are refused with the reason and stay in the field; nothing is kept', async () => {
  const { visitor, my, id } = await begin(town)
  const wrong = `${zaras[0]}\n${zaras[1].replace('AB1234567', 'AB1234568')}`
  const page = await visitor.post(`${my}/passport/lines`, { zone: wrong })
  expect(page.status).toBe(422)
  expect(page.text).toContain('The check digit after the passport number does not fit')
  expect(page.text).toContain('AB1234568')
  expect((await visitor.post(`${my}/passport/lines`, { zone: '' })).status).toBe(422)
  expect(await typedOf(id)).not.toHaveProperty('passportZone')
})

test('the lines can be forgotten, and after sending nothing can be changed', async () => {
  const applicant = await begin(town)
  const { visitor, my } = applicant
  await visitor.post(`${my}/passport/lines`, { zone: zaras.join('\n') })
  await visitor.post(`${my}/passport/removal`)
  expect((await visitor.get(`${my}/passport`)).text).not.toContain('What the passport says')
  await answer(applicant)
  await bring(applicant)
  await send(applicant)
  expect(await visitor.get(`${my}/passport`)).toMatchObject({ status: 303, location: my })
  expect(await visitor.post(`${my}/passport/lines`, { zone: zaras.join('\n') })).toMatchObject({
    status: 303,
    location: my,
  })
})

test('nobody else’s passport page exists', async () => {
  const { my } = await begin(town)
  const other = await begin(town)
  expect((await other.visitor.get(`${my}/passport`)).status).toBe(404)
  expect((await other.visitor.post(`${my}/passport/lines`, { zone: zaras.join('\n') })).status).toBe(404)
  expect((await town.visitor().get(`${my}/passport`)).location).toContain('/sign-in')
})

test('a photo of the page is read, compared, and lies with the documents', { timeout: 60_000 }, async () => {
  const { visitor, my } = await begin(town)
  const photo = { name: 'passport.jpg', bytes: await passportPicture(zaras, { quality: 'good' }) }
  const sent = await visitor.upload(`${my}/passport/photos`, [photo])
  expect(sent.location).toMatch(/\/passport\?read=(un)?sure$/)
  expect((await visitor.get(sent.location ?? '')).text).toContain('Passport number AB1234567')
  expect((await visitor.get(`${my}/documents`)).text).toContain('passport.jpg')
  const again = /passport\/photos\/([0-9a-f-]{36})/.exec((await visitor.get(`${my}/passport`)).html)?.[1]
  expect((await visitor.post(`${my}/passport/photos/${again}`)).status).toBe(303)
})

test('a photo without the lines is refused kindly and not kept', { timeout: 60_000 }, async () => {
  const { visitor, my } = await begin(town)
  const page = await visitor.upload(`${my}/passport/photos`, [{ name: 'cat.jpg', bytes: await jpeg('cat') }])
  expect(page.status).toBe(422)
  expect(page.text).toContain('type the lines: that always works')
  expect((await visitor.upload(`${my}/passport/photos`, [{ name: 'scan.pdf', bytes: await pdf() }])).text).toContain(
    'A PDF can’t be read here',
  )
  expect((await visitor.get(`${my}/documents`)).text).not.toContain('cat.jpg')
})

test('the passport stands on the desk for those who look at papers; the rector reads the case without it', async () => {
  const sent = await sentApplication(town)
  const officer = await town.signedIn('officer@kslu.example')
  expect((await officer.get(sent.desk)).text).toContain('AB1234567')
  const { status, text } = await (await town.signedIn('rector@kslu.example')).get(sent.desk)
  expect(status).toBe(200)
  expect(text).toContain('SAMPLE')
  expect(text).not.toContain('AB1234567')
  expect(text).not.toContain('1 February 2032')
})
