import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { pdf } from '../../../test/papers.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { loadPacks, shippedPacks } from '../packs/index.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ jobs: false })
  officer = await town.signedIn('officer@kstu.example')
})
afterAll(() => town.close())

const memo = '/desk/publications/memo-foreign-citizen'
const file = async (name: string, pages = 1) => ({ name, bytes: await pdf(pages) })

test('R274–R275: a visitor finds booklets by audience and year; what has no file yet says so, and then is downloaded', async () => {
  const before = await town.visitor().get('/kstu/en/downloads')
  expect(before.text).toContain('Booklet for listeners and school students, 2016')
  expect(before.text).toContain('has not put the file here yet')
  expect((await town.visitor().get('/kstu/en/downloads/memo-foreign-citizen')).status).toBe(404)

  expect(await officer.upload(`${memo}/files`, [await file('memo.pdf')])).toMatchObject({ status: 303 })
  const after = await town.visitor().get('/kstu/ru/downloads')
  expect(after.html).toContain('href="/kstu/ru/downloads/memo-foreign-citizen"')
  const sent = await town.visitor().get('/kstu/en/downloads/memo-foreign-citizen')
  expect(sent.response.headers.get('content-type')).toBe('application/pdf')
})

test('R006: the charter is kept in versions for the institution alone; the same file twice is one version', async () => {
  const id = hidden(await officer.get('/desk/publications/new'), 'id')
  const form = { id, kind: 'charter', en: 'Charter', ru: 'Устав', ky: 'Устав', year: '2020', who: 'own' }
  const made = await officer.post('/desk/publications/new', form)
  expect(await officer.post('/desk/publications/new', form)).toMatchObject({ location: made.location })
  const page = made.location ?? ''
  const first = await file('charter.pdf', 2)
  for (const one of [first, first, await file('charter-2.pdf', 3)]) await officer.upload(`${page}/files`, [one])
  const { text, html } = await officer.get(page)
  expect(text).toContain('Version 2: charter-2.pdf')
  expect(text).not.toContain('Version 3')
  expect((await town.visitor().get('/kstu/en/downloads')).text).not.toContain('Charter')
  expect((await town.visitor().get(`/kstu/en/downloads/${id}`)).status).toBe(404)
  const link = /href="([^"]+\/files\/[^"]+)"/.exec(html)?.[1] ?? ''
  expect((await (await town.signedIn('rector@kstu.example')).get(link)).status).toBe(200)
  expect((await (await town.signedIn('officer@kslu.example')).get(link)).status).toBe(404)
})

test('a slip keeps what was typed, a wrong file is refused with its reason, and a pack leaves changes alone', async () => {
  const slip = await officer.post('/desk/publications/new', {
    kind: 'memo',
    en: 'Typed <b>',
    ru: '',
    ky: '',
    year: '20',
  })
  expect(slip.status).toBe(422)
  expect(slip.html).toContain('value="Typed &lt;b&gt;"')
  const zip = { name: 'memo.pdf', bytes: new Uint8Array([80, 75, 3, 4, 0, 0]) }
  expect((await officer.upload(`${memo}/files`, [zip])).status).toBe(422)
  expect((await officer.upload(`${memo}/files`, [])).text).toContain('Choose a file first')
  await officer.post(memo, { kind: 'memo', en: 'Our memo', ru: 'Памятка', ky: 'Эстелик', year: '', who: 'public' })
  const { database } = town.house
  await database.shared.updateTable('institutions').set({ pack_hash: null }).where('id', '=', 'kstu').execute()
  await loadPacks(database, shippedPacks)
  expect((await town.visitor().get('/kstu/en/downloads')).text).toContain('Our memo')
})

test('taken off the lists nobody finds it; the rector and other institutions change nothing', async () => {
  const rector = await town.signedIn('rector@kstu.example')
  expect((await rector.get(memo)).status).toBe(200)
  expect((await rector.get('/desk/publications')).html).not.toContain('/desk/publications/new')
  expect((await officer.get('/desk/publications')).html).toContain('/desk/publications/new')
  expect((await rector.post(`${memo}/withdrawal`)).status).toBe(404)
  const foreign = await town.signedIn('admin@eimu.example')
  expect((await foreign.post(`${memo}/withdrawal`)).status).toBe(404)
  await officer.post(`${memo}/withdrawal`)
  expect((await town.visitor().get('/kstu/en/downloads/memo-foreign-citizen')).status).toBe(404)
  expect((await officer.get(memo)).status).toBe(404)
})
