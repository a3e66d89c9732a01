import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { answerForm, namingFields } from './rules.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ jobs: false })
  officer = await town.signedIn('officer@kstu.example')
})
afterAll(() => town?.close())

const desk = '/desk/questions-and-answers'
const words = {
  ...{ 'question.en': 'May I work beside my studies?', 'question.ru': 'Можно ли работать во время учёбы?' },
  ...{ 'question.ky': 'Окуу учурунда иштесе болобу?', 'answer.en': 'An invented answer.\n\nSecond part.' },
  ...{ 'answer.ru': 'Выдуманный ответ.', 'answer.ky': 'Ойдон чыгарылган жооп.', topic: 'living', shown: 'yes' },
}

/** A consultation that somebody began, asked, and was answered, as it stands afterwards. */
async function answered(): Promise<string> {
  const visitor = town.visitor()
  const start = await visitor.get('/kstu/en/consultation')
  const begun = await visitor.post('/kstu/en/consultation', {
    ...{ key: hidden(start, 'key'), mail: 'asker@example.org', asker: 'self' },
  })
  const id = begun.location?.split('/').at(-1) ?? ''
  const facts = {
    familyName: 'SAMPLEOVA',
    givenName: 'Anna',
    phone: '+996700123456',
    question: 'May I work?',
    answer: 'Yes.',
  }
  await town.owner.query("update cases set stage = 'answered', facts = $2, arrived_at = now() where id = $1", [
    id,
    JSON.stringify({ asker: 'self', topic: 'other', way: 'page', ...facts }),
  ])
  return id
}

test('an answered consultation becomes a question that everybody reads, and not who asked it', async () => {
  const caseId = await answered()
  expect((await officer.get(`/desk/cases/consultation/${caseId}`)).html).toContain(`${desk}/new?case=${caseId}`)
  const form = await officer.get(`${desk}/new?case=${caseId}`)
  expect(form.html).toContain('value="May I work?"')
  const fields = { ...words, id: hidden(form, 'id'), case: caseId, version: '1' }
  const named = await officer.post(`${desk}/new`, { ...fields, 'answer.ru': 'Уважаемая Самплеова, да.' })
  expect(named.status).toBe(422)
  expect(named.text).toContain('can be recognised')
  expect(named.html).toContain('Уважаемая Самплеова')
  const made = await Promise.all([1, 2].map(() => officer.post(`${desk}/new`, fields)))
  expect(made.map(({ status }) => status)).toEqual([303, 303])
  const page = await town.visitor('ru').get('/kstu/ru/questions')
  expect(page.text.split('Можно ли работать')).toHaveLength(2)
  expect(page.html).not.toMatch(/SAMPLEOVA|asker@example/)
  expect((await officer.get(`/desk/cases/consultation/${caseId}`)).text).toContain('stands among the questions')
})

test('visitors look for it in any letters; two officers at once, and put away it is gone', async () => {
  expect((await town.visitor().get('/kstu/en/questions?q=rabotat')).text).toContain('May I work beside')
  expect((await town.visitor().get('/kstu/en/questions?q=zebra')).text).toContain('Nothing fits')
  expect((await town.visitor().get('/kslu/en/questions')).text).toContain('No answers here yet')
  const [, at = ''] = /href="(\/desk\/questions-and-answers\/[0-9a-f-]{36})"/.exec((await officer.get(desk)).html) ?? []
  const version = hidden(await officer.get(at), 'version')
  expect((await officer.post(at, { ...words, version })).status).toBe(303)
  const late = await officer.post(at, { ...words, version, 'answer.en': 'Typed late' })
  expect(late.status).toBe(409)
  expect(late.html).toContain('Typed late')
  expect((await officer.post(at, { ...words, 'question.ky': '' })).status).toBe(422)
  expect((await (await town.signedIn('officer@eimu.example')).get(at)).status).toBe(404)
  expect((await (await town.signedIn('rector@kstu.example')).get(desk)).status).toBe(404)
  await officer.post(`${at}/archive`, { away: 'yes' })
  expect((await town.visitor().get('/kstu/en/questions')).text).toContain('No answers here yet')
})

test('a name is recognised in Latin and Cyrillic, a number with spaces; short words are no names', () => {
  const form = answerForm.parse({
    ...words,
    version: '1',
    'answer.en': 'Call 700 12-34-56',
    'question.ru': 'Анна спросила',
  })
  expect(namingFields(form, { familyName: 'Li', givenName: 'Anna', phone: '700123456' })).toEqual([
    ...['question.ru', 'answer.en'],
  ])
})
