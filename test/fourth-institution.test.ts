import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listInstitutions } from '../src/capabilities/institutions/index.ts'
import { loadPacks, scaffold, shippedPacks } from '../src/capabilities/packs/index.ts'
import { castPassword } from '../src/capabilities/people/index.ts'
import { giveFirstAdministrator } from '../src/capabilities/staff/index.ts'
import { begin } from './applicant.ts'
import { type TestHouse, testHouse } from './house.ts'
import { Visitor } from './visitor.ts'

/** A university that nobody has: its pack is the scaffold that the command writes, and what its office would add. */
const key = 'ntu'
const name = {
  en: 'Nowhere Test University',
  ru: 'Нигдешний тестовый университет',
  ky: 'Эч жактагы сыноо университети',
}
const source = { seed: 'new', quote: name.en, fact: 'new-ntu' }
const host = 'international.nowhere.example'
const three = (en: string, ru = en, ky = en) => ({ en, ru, ky })

let town: TestHouse
let folder: string
const packOf = (file: string) => join(folder, `institutions/${key}/${file}`)

beforeAll(async () => {
  town = await testHouse({ today: '2026-11-22' })
  folder = await mkdtemp(join(tmpdir(), 'kopuro-fourth-'))
  await cp(fileURLToPath(new URL('law', shippedPacks)), join(folder, 'law'), { recursive: true })
  await mkdir(join(folder, `institutions/${key}`), { recursive: true })
  const short = three('NTU', 'НТУ', 'ЭСУ')
  const files = await scaffold({ key, name, short, city: three('Nowhere', 'Нигде', 'Эч жакта'), colour: '#1f4e79' })
  for (const [file, content] of Object.entries({ ...files, ...ownFiles }))
    await writeFile(packOf(file), JSON.stringify(content))
  const admission = JSON.parse(await readFile(packOf('admission.json'), 'utf8'))
  const entry = {
    level: 'bachelor',
    education: 'secondary',
    text: three('A school certificate'),
    ownPage: true,
    source,
  }
  await writeFile(packOf('admission.json'), JSON.stringify({ ...admission, entry: [entry] }))
  const institution = JSON.parse(await readFile(packOf('institution.json'), 'utf8'))
  await writeFile(packOf('institution.json'), JSON.stringify({ ...institution, host, mark: ['M10 10L90 90'] }))
  const { loaded, refused } = await loadPacks(town.house.database, folder)
  expect(refused).toEqual([])
  expect(loaded.map((pack) => pack.folder)).toContain(`institutions/${key}`)
  listInstitutions.forget(town.house.database.shared)
})
afterAll(async () => {
  await town.close()
  await rm(folder, { recursive: true })
})

const ownFiles = {
  'programmes.json': [
    {
      ...{ key: 'testing', unit: key, level: 'bachelor', code: '000001', profiles: [], asksDirection: false },
      ...{ name: three('Testing', 'Испытания', 'Сыноо'), openForApplication: true, source },
    },
  ],
  'partners.json': [
    {
      ...{ key: 'elsewhere', name: three('Elsewhere College', 'Инойский колледж', 'Башка жер колледжи') },
      ...{ kind: 'university', country: 'DE', status: 'signed', source },
    },
  ],
  'agreements.json': {
    agreements: [
      {
        ...{ key: 'with-elsewhere', kind: 'exchange', state: 'signed', parties: [{ partner: 'elsewhere' }], source },
        title: three('Exchange with Elsewhere', 'Обмен с Инойским колледжем', 'Башка жер менен алмашуу'),
      },
    ],
    sayings: [],
  },
  'office-pages.json': [
    {
      ...{ key: 'visa', title: three('Visas', 'Визы', 'Визалар'), law: ['visa'] },
      sections: [
        {
          title: three('Bring', 'Принесите', 'Алып келиңиз'),
          lines: [{ key: 'bring', text: three('A passport', 'Паспорт', 'Паспорт'), source }],
        },
      ],
    },
  ],
} as const

test('its pages stand in three languages, in its colour, with its mark', async () => {
  const visitor = town.visitor()
  for (const [language, said] of Object.entries(name))
    for (const page of [
      '',
      'programmes',
      'about',
      'office',
      'contacts',
      'partners',
      'calls',
      'alumni',
      'visa',
      'apply',
    ]) {
      const seen = await visitor.get(`/${key}/${language}/${page}`)
      expect([page, seen.status]).toEqual([page, 200])
      if (page === 'office') expect(seen.text).toContain(said)
    }
  const { html } = await visitor.get(`/${key}/ru/`)
  expect(html).toContain('d="M10 10L90 90"')
  const [, colours = ''] = /href="(\/assets\/ntu\.[^"]*css)"/.exec(html) ?? []
  expect((await visitor.get(colours)).html).toContain('--juniper:#1f4e79')
  expect((await visitor.get(`/${key}/ru/programmes`)).text).toContain('Испытания')
  expect((await visitor.get(`/${key}/ky/partners`)).text).toContain('Башка жер колледжи')
  expect((await town.visitor().get('/')).text).toContain(name.en)
})

test('somebody applies: the first step of the road is a case of this institution and of no other', async () => {
  const { visitor, my, id } = await begin(town, key, 'ru')
  expect(my).toContain(`/my/${key}/`)
  expect((await visitor.get(my)).status).toBe(200)
  for (const other of ['kslu', 'kstu', 'eimu']) {
    const rows = await town.house.database.within(other).selectFrom('cases').select('id').where('id', '=', id).execute()
    expect(rows).toEqual([])
  }
})

test('its first administrator is given by a command, once; they see their own house and nothing of the others', async () => {
  const db = town.house.database.shared
  const today = town.house.clock.today()
  expect(await giveFirstAdministrator(db, key, 'first@nowhere.example', 'First Testov', today)).toBe(true)
  expect(await giveFirstAdministrator(db, key, 'second@nowhere.example', 'Second Testov', today)).toBe(false)
  const admin = await signedIn('first@nowhere.example')
  const partners = await admin.get('/desk/partners')
  expect(partners.text).toContain('Elsewhere College')
  expect(partners.text).not.toContain('Lahore')
  expect((await admin.get('/desk/agreements')).text).toContain('Exchange with Elsewhere')
  const kslu = await town.signedIn('admin@kslu.example')
  expect((await kslu.get('/desk/partners?search=elsewhere')).text).not.toContain('Elsewhere College')
})

async function signedIn(email: string): Promise<Visitor> {
  await town.owner.query(
    `insert into credentials (id, account_id, user_id, provider_id, password)
     select 'test-' || a.id, a.id, a.id, 'credential', c.password from accounts a, credentials c
     where a.email = $1 and c.user_id = 'cast-admin@kslu.example'`,
    [email],
  )
  const visitor = town.visitor()
  await visitor.post('/sign-in', { email, password: castPassword })
  return visitor
}

test('its own host shows its pages, its links and alternates are right, and no other host is changed', async () => {
  const at = new Visitor(town.app, 'ru', `http://${host}`)
  expect((await at.get('/')).location).toBe(`/${key}/`)
  expect((await at.get('/ky/')).location).toBe(`/${key}/ky/`)
  const home = await at.get(`/${key}/ru/`)
  expect([home.status, home.html.includes(`http://${host}/${key}/en/`)]).toEqual([200, true])
  expect((await at.get('/kslu/ru/about?x=1')).location).toBe('http://kopuro.test/kslu/ru/about?x=1')
  const stranger = new Visitor(town.app, 'en', 'http://somewhere.example')
  expect((await stranger.get('/')).status).toBe(200)
  expect((await stranger.get('/kslu/en/')).html).toContain('http://kopuro.test/kslu/ru/')
})

test('an administrator changes colour, mark and host; what is wrong is said; a taken host is refused; the pack comes back', async () => {
  const admin = await town.signedIn('admin@eimu.example')
  const page = '/desk/office/identity'
  const wrong = await admin.post(page, { colour: '#ffff00', host: 'http://x', mark: '<script>' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toMatch(/dark enough.*without http.*path of letters/s)
  expect(wrong.html).toContain('&lt;script&gt;')
  const good = { colour: '#123456', host: 'eimu.example', mark: 'M0 0L9 9' }
  expect((await admin.post(page, { ...good, host })).status).toBe(422)
  expect((await admin.post(page, { ...good, host: 'kopuro.test' })).status).toBe(422)
  expect((await admin.post(page, good)).status).toBe(303)
  const seen = await new Visitor(town.app, 'en', 'http://eimu.example').get('/eimu/en/contacts')
  expect(seen.html).toContain('d="M0 0L9 9"')
  expect((await admin.post(`${page}/restoration`)).status).toBe(303)
  expect((await listInstitutions(town.house.database.shared)).find(({ id }) => id === 'eimu')).toMatchObject({
    host: null,
    colour: '#7a1f3d',
  })
  const officer = await town.signedIn('officer@eimu.example')
  expect((await officer.get(page)).status).toBe(404)
})
