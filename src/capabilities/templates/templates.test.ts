import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptAll, sentApplication, take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { libraryCard } from '../../../test/library-card.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { admission } from '../admission/index.ts'
import { templatesOf } from '../cases/index.ts'
import { letterFile, type Template, type Texts } from '../correspondence/index.ts'
import { difference } from './diff.ts'

let town: TestHouse
let officer: Visitor
let admin: Visitor
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@kslu.example')
  admin = await town.signedIn('admin@kslu.example')
})
afterAll(() => town?.close())

const mail = '/desk/templates/admission.mail.admit'
const letter = '/desk/templates/admission.letter.letter'
const templateAt = (page: string): Template => {
  const found = templatesOf(admission).find(({ key }) => page.endsWith(key))
  if (!found) throw new Error(page)
  return found
}

/** The fields of the editor with the product's own words, but for what is given. */
function fields(page: string, other: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { builtIn } = templateAt(page)
  const own = Object.entries(builtIn).flatMap(([language, parts]) =>
    Object.entries(parts).map(([part, text]) => [`${language}.${part}`, text] as const),
  )
  return { ...Object.fromEntries(own), next: 'stay', ...other }
}

async function save(visitor: Visitor, page: string, other: Readonly<Record<string, string>>, base?: string) {
  const seen = await visitor.get(page)
  return visitor.post(`${page}/versions`, fields(page, { base: base ?? hidden(seen, 'base'), ...other }))
}

async function putInUse(page: string, version: string) {
  const seen = await admin.get(`${page}/preview?version=${version}`)
  return admin.post(`${page}/use`, { version, seen: hidden(seen, 'seen') })
}

const everywhere = (part: string, text: string) => ({
  [`en.${part}`]: text,
  [`ru.${part}`]: text,
  [`ky.${part}`]: text,
})

async function admitted() {
  const applicant = await sentApplication(town)
  await acceptAll(officer, applicant.desk)
  expect((await take(officer, applicant.desk, 'admit')).status).toBe(303)
  await town.settled()
  const db = town.house.database.within('kslu')
  return {
    applicant,
    mail: await db
      .selectFrom('mails')
      .selectAll()
      .where('case_id', '=', applicant.id)
      .where('kind', '=', 'admission.admit')
      .executeTakeFirstOrThrow(),
    letter: await db.selectFrom('letters').selectAll().where('case_id', '=', applicant.id).executeTakeFirstOrThrow(),
  }
}

describe('a text', () => {
  test('is a draft until the administrator puts it in use; then the mail says it, with the placeholders filled', async () => {
    const text = 'Dear { name },\n\nwelcome to {institution}. Letter {letter}: {link}'
    expect((await save(officer, mail, everywhere('body', text))).location).toBe(`${mail}?done=saved`)
    const before = await admitted()
    expect(before.mail.body).toContain('You are admitted'.toLowerCase())

    expect((await putInUse(mail, '1')).location).toBe(`${mail}?done=used`)
    const after = await admitted()
    expect(after.mail.body).toBe(
      `Dear SAMPLE Zara,\n\nwelcome to KSLU. Letter ${after.letter.number}: ${town.house.url}/my/kslu/${after.applicant.id}`,
    )
  })

  test('goes back to the product’s own words with one button', async () => {
    const page = await admin.get(mail)
    expect(page.text).toContain('Back to the product’s own words')
    expect((await admin.post(`${mail}/use`, { version: '0', seen: hidden(page, 'seen') })).status).toBe(303)
    expect((await admin.get(mail)).text).toContain('The product’s own words are in use.')
    expect((await admitted()).mail.body).toContain('you are admitted')
  })

  test('sent twice is one version; without a change it is none', async () => {
    const refuse = '/desk/templates/admission.mail.refuse'
    const other = everywhere('subject', 'Once {number}')
    await save(officer, refuse, other, '0')
    await save(officer, refuse, other, '0')
    await save(officer, refuse, other)
    const rows = await town.owner.query("select 1 from text_versions where template = 'admission.mail.refuse'")
    expect(rows.rowCount).toBe(1)
  })

  test('of two people who edit at once, the second is told and loses nothing', async () => {
    const ask = '/desk/templates/admission.mail.ask'
    const [first, second] = await Promise.all([
      save(officer, ask, everywhere('subject', 'Mine {number}'), '0'),
      save(admin, ask, everywhere('subject', 'Theirs {number}'), '0'),
    ])
    expect([first.status, second.status].sort()).toEqual([303, 409])
    const late = first.status === 409 ? first : second
    expect(late.html).toContain(first.status === 409 ? 'Mine {number}' : 'Theirs {number}')
    expect(late.text).toContain('saved version 1')
    expect(hidden(late, 'base')).toBe('1')
  })

  test('that somebody else has put in use meanwhile is not put aside unseen', async () => {
    const ask = '/desk/templates/admission.mail.ask'
    await save(officer, ask, everywhere('subject', 'Another {number}'))
    await putInUse(ask, '2')
    const late = await admin.post(`${ask}/use`, { version: '1', seen: '0' })
    expect([late.status, late.text.includes('has put another text in use meanwhile')]).toEqual([409, true])
  })

  test('can be compared with the one before, and any version begun from', async () => {
    const seen = await officer.get('/desk/templates/admission.mail.ask/compare?version=2')
    expect(seen.html).toMatch(/<del>(Mine|Theirs) <\/del><ins>Another <\/ins>/)
    const from = await officer.get('/desk/templates/admission.mail.ask?from=1')
    expect(from.html).toMatch(/value="(Mine|Theirs) \{number\}"/)
    expect((await officer.get('/desk/templates/admission.mail.ask?from=9')).status).toBe(404)
  })
})

describe('what is wrong is said with its line, and nothing typed is lost', () => {
  const resend = '/desk/templates/admission.mail.resend'
  test.each([
    ['{nobody}', 'line 3: nobody knows what “nobody” in braces is'],
    ['open {name', 'line 3: a brace is opened and not closed, near “open {name”'],
    ['name} shut', 'line 3: a brace closes nothing'],
    ['{{name}}', 'line 3: a brace is opened and not closed'],
    ['{constructor}', 'nobody knows what “constructor”'],
    ['{name, select, other {x}}', 'line 3'],
  ])('%s', async (wrong, said) => {
    const seen = await save(officer, resend, { 'ru.body': `one\n\n${wrong}` })
    expect(seen.status).toBe(422)
    expect(seen.text).toContain(said)
    expect(seen.text).toContain('Русский, Text:')
    expect(seen.text).toContain(wrong)
  })

  test('a text that is empty, too long, or without what the officer has to say', async () => {
    expect((await save(officer, resend, { 'ky.subject': ' \u202e ' })).text).toContain('the text is missing')
    expect((await save(officer, resend, { 'en.body': 'x'.repeat(6001) })).text).toContain(
      '6001 characters, at most 6000',
    )
    const refused = await save(officer, '/desk/templates/admission.mail.refuse', { 'en.body': 'Sorry.' })
    expect(refused.text).toContain('without “reason” in braces')
    expect((await save(officer, letter, { 'ru.text': 'Принят.' })).text).toContain('without “passport” in braces')
    expect((await save(officer, letter, { 'ru.heading': 'Письмо 李' })).text).toContain('no sign for “李”')
  })
})

describe('what somebody types stays text', () => {
  const hostile = '#panic("x") $x$ *b* <script>alert(1)</script> \\ @ref `raw` // c #{1+1}'.replace('#{1+1}', '#eval')

  test('in a letter: it is printed, not run; and the letter keeps what it was issued with', async () => {
    const before = await admitted()
    const { pdf } = await letterFile(town.house, 'kslu', before.letter.id)
    const text = `${hostile}\n\n{name} {passport} {programme} ${hostile}`
    expect(
      (await save(officer, letter, { ...everywhere('text', text), ...everywhere('subject', hostile) })).status,
    ).toBe(303)
    expect((await putInUse(letter, '1')).status).toBe(303)

    const after = await admitted()
    expect(JSON.stringify(after.letter.content)).toContain('panic')
    expect(after.letter.subject).toContain('#panic')
    expect(after.letter.blob_id).not.toBeNull()
    expect((await letterFile(town.house, 'kslu', after.letter.id)).pdf.subarray(0, 5)).toEqual(pdf.subarray(0, 5))
    const again = await letterFile(town.house, 'kslu', before.letter.id)
    expect(Buffer.compare(again.pdf, pdf)).toBe(0)
    expect(JSON.stringify(again.letter.content)).not.toContain('panic')
    await admin.post(`${letter}/use`, { version: '0', seen: '1' })
  })

  test('on the pages: no markup of it stands there', async () => {
    await save(officer, mail, { ...everywhere('body', `${hostile} {letter}`), ...everywhere('subject', hostile) })
    for (const page of [mail, `${mail}/preview?version=2`, `${mail}/compare?version=2`]) {
      const seen = await officer.get(page)
      expect([page, seen.status, seen.html.includes('<script>alert'), seen.text.includes('<script>alert')]).toEqual([
        page,
        200,
        false,
        true,
      ])
    }
  })

  test('braces in what an applicant or an officer typed are not filled a second time', async () => {
    const refuse = '/desk/templates/admission.mail.refuse'
    await save(officer, refuse, everywhere('body', '{ground}: {reason} / {link}'))
    await putInUse(refuse, '2')
    const applicant = await sentApplication(town)
    await take(officer, applicant.desk, 'refuse', { ground: 'other', reason: 'see {link} and {name}' })
    const { body } = await town.house.database
      .within('kslu')
      .selectFrom('mails')
      .select('body')
      .where('case_id', '=', applicant.id)
      .where('kind', '=', 'admission.refuse')
      .executeTakeFirstOrThrow()
    expect(body).toContain('see {link} and {name} / http')
  })
})

describe('a preview', () => {
  test('shows the mail with a real case in each language, and says where an officer speaks', async () => {
    const { applicant } = await admitted()
    const { number } = await town.house.database
      .within('kslu')
      .selectFrom('cases')
      .select('number')
      .where('id', '=', applicant.id)
      .executeTakeFirstOrThrow()
    const seen = await officer.get(`/desk/templates/admission.mail.ask/preview?version=0&case=${number?.toLowerCase()}`)
    expect(seen.text).toContain('Dear SAMPLE Zara')
    expect(seen.text).toContain('[What is missing or wrong, in the applicant')
    expect(seen.html).toContain('lang="ky"')
    const sent = await town.house.database.within('kslu').selectFrom('mails').select('id').execute()
    await officer.get(`/desk/templates/admission.mail.ask/preview?case=${number}`)
    expect((await town.house.database.within('kslu').selectFrom('mails').select('id').execute()).length).toBe(
      sent.length,
    )
  })

  test('shows the letter as a PDF without number and check, and takes no number', async () => {
    const count = async () => (await town.owner.query('select count(*)::int as n from letters')).rows[0].n
    const before = await count()
    const { response } = await officer.get(`${letter}/preview/letter?version=0`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(await count()).toBe(before)
    expect((await officer.get(`${letter}/preview?case=KSLU-1999-00001`)).status).toBe(404)
    expect((await officer.get(`${mail}/preview/letter?version=0`)).status).toBe(404)
  })
})

describe('who may', () => {
  test('officers write, administrators put in use, nobody else sees it', async () => {
    expect((await officer.get(mail)).status).toBe(200)
    expect((await officer.post(`${mail}/use`, { version: '0', seen: '9' })).status).toBe(404)
    for (const who of ['rector@kslu.example', 'zoe@example.org']) {
      const visitor = await town.signedIn(who)
      for (const page of ['/desk/templates', mail, `${mail}/preview`])
        expect([who, page, (await visitor.get(page)).status]).toEqual([who, page, 404])
      expect((await visitor.post(`${mail}/versions`, fields(mail))).status).toBe(404)
    }
    for (const page of ['/desk/templates/nothing', '/desk/templates/admission.mail.__proto__', `${mail}?from=-1`])
      expect((await officer.get(page)).status).toBe(404)
  })

  test('another university has its own texts and never sees ours', async () => {
    const asel = await town.signedIn('officer@kstu.example')
    expect((await asel.get(mail)).text).toContain('The product’s own words are in use.')
    expect((await asel.get(`${mail}?from=1`)).status).toBe(404)
    expect((await asel.get(`${mail}/preview?case=KSLU-2026-00001`)).status).toBe(404)
  })
})

test('every procedure gives its mails and papers as templates, with nothing wrong in the product’s own words', async () => {
  const { faultsOf } = await import('../correspondence/template-rules.ts')
  for (const template of [...templatesOf(admission), ...templatesOf(libraryCard)])
    expect([template.key, faultsOf(template, template.builtIn satisfies Texts)]).toEqual([template.key, []])
  expect(templatesOf(libraryCard).map(({ key }) => key)).toEqual(['library-card.mail.ask'])
})

test.each([
  ['a b c', 'a b c', '=a b c'],
  ['a b c', 'a x c', '=a -b +x =c'],
  ['', 'new', '+new'],
  ['old', '', '-old'],
  ['one two three four', 'two three five four', '-one =two three +five =four'],
])('the difference of “%s” and “%s”', (before, after, said) => {
  const signs = { same: '=', added: '+', removed: '-' } as const
  const pieces = difference(before, after)
  expect(pieces.map(({ text, change }) => `${signs[change]}${text.trim()}`).join(' ')).toBe(said)
  expect(
    pieces
      .filter(({ change }) => change !== 'removed')
      .map(({ text }) => text)
      .join(''),
  ).toBe(after)
})
