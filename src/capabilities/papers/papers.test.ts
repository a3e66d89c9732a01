import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, sentApplication } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg, lockedPdf } from '../../../test/papers.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'
import { sayLanguage } from './languages.ts'

let town: TestHouse
let zara: Applicant
let officer: Visitor
let colleague: Visitor
let passport: string
beforeAll(async () => {
  town = await testHouse()
  zara = await sentApplication(town)
  officer = await town.signedIn('officer@kslu.example')
  colleague = await town.signedIn('admin@kslu.example')
  passport = `${zara.desk}/documents/passport`
})
afterAll(() => town?.close())

type Fields = Readonly<Record<string, string>>

const day = (name: string, text: string): Fields => {
  const [year = '', month = '', date = ''] = text.split('-')
  return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year }
}
const seenIn = (page: Seen, form: string) =>
  /name="seen" value="([^"]*)"/.exec(page.html.split(`action="${form}"`)[1] ?? '')?.[1] ?? ''

async function describePaper(visitor: Visitor, at: string, fields: Fields, seen?: string): Promise<Seen> {
  return visitor.post(`${at}/record`, { ...fields, seen: seen ?? seenIn(await visitor.get(at), `${at}/record`) })
}

async function moveOriginal(visitor: Visitor, at: string, fields: Fields): Promise<Seen> {
  const seen = seenIn(await visitor.get(at), `${at}/originals`)
  return visitor.post(`${at}/originals`, { key: crypto.randomUUID(), seen, ...fields })
}

async function attest(visitor: Visitor, at: string, fields: Fields, bytes?: Uint8Array): Promise<Seen> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ key: crypto.randomUUID(), ...fields })) form.set(name, value)
  if (bytes) form.set('upload', new File([new Uint8Array(bytes)], 'translation.jpg'))
  return visitor.ask(`${at}/attestations`, { method: 'POST', body: form })
}

const count = async (text: string, ...values: unknown[]) => Number((await town.owner.query(text, values)).rows[0].count)
const acted = (action: string) =>
  count('select count(*) from case_actions where case_id = $1 and action = $2', zara.id, action)

describe('what a paper says', () => {
  test('the row of a paper leads to its page, where the answers fill the form until an officer confirms', async () => {
    expect((await officer.get(zara.desk)).html).toContain(`href="${passport}"`)
    const page = await officer.get(passport)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Taken from the application. Compare with the paper and save.')
    expect(page.html).toContain('value="AB1234567"')
    expect(page.html).toContain('value="2032"')
    expect(page.text).toContain('SAMPLE Zara')
  })

  test('it is kept, journalled without its number, and found by it', async () => {
    const fields = { number: 'AB 1234567', issuedBy: 'Sample Office', country: 'PK', language: 'ur', pages: '36' }
    const days = { ...day('issuedOn', '2022-02-01'), ...day('endsOn', '2026-11-01') }
    expect((await describePaper(officer, passport, { ...fields, ...days })).status).toBe(303)
    const page = await officer.get(passport)
    for (const said of ['AB 1234567', 'Sample Office', 'Pakistan', 'Urdu', '1 November 2026'])
      expect(page.text).toContain(said)
    expect(page.text).toContain('The application says otherwise Valid until: 1 February 2032')
    const { rows } = await town.owner.query("select input from case_actions where action = 'paper.described'")
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('1234567')
    expect((await officer.get('/desk/search?q=AB1234567')).text).toContain('SAMPLE Zara')
    expect([sayLanguage('ur', 'ru'), sayLanguage('ur', 'ky'), sayLanguage('prs', 'en')]).toEqual([
      'урду',
      'урдуча',
      'Dari',
    ])
  })

  test('a paper that ends soon is marked on the case', async () => {
    expect((await officer.get(zara.desk)).text).toMatch(
      /Papers that end Scanned copy of passport ?: ends on 1 November 2026/,
    )
  })

  test.each([
    ['an end before the issue', { ...day('issuedOn', '2022-02-01'), ...day('endsOn', '2022-01-31') }, 'must end after'],
    [
      'an end on the day of issue',
      { ...day('issuedOn', '2022-02-01'), ...day('endsOn', '2022-02-01') },
      'must end after',
    ],
    ['an issue tomorrow', day('issuedOn', '2026-09-02'), 'This day has not come yet'],
    ['an issue in the year 22', day('issuedOn', '0022-02-01'), 'too long ago'],
    ['an end in the year 2932', day('endsOn', '2932-02-01'), 'too far away'],
    ['the 31st of February', day('issuedOn', '2022-02-31'), 'Valid until: |Issued on: '],
    ['a country that is none', { country: 'XX' }, 'Country: '],
    ['a language that is none', { language: 'klingon' }, 'Language: '],
    ['no pages', { pages: '0' }, 'A number from 1 to 2000'],
    ['pages in words', { pages: 'ten' }, 'A number from 1 to 2000'],
    ['a number too long', { number: 'x'.repeat(61) }, 'Number: '],
  ])('%s is refused, and nothing typed is lost', async (_, fields, says) => {
    const seen = await describePaper(officer, passport, { issuedBy: 'Typed by hand', ...fields })
    expect(seen.status).toBe(422)
    expect(seen.text).toMatch(new RegExp(says))
    expect(seen.html).toContain('value="Typed by hand"')
    expect(await acted('paper.described')).toBe(1)
  })

  test('of two officers at once one is told who was first; the same form twice is one change', async () => {
    const before = seenIn(await officer.get(passport), `${passport}/record`)
    const mine = { number: 'MINE 1', ...day('endsOn', '2032-02-01') }
    expect((await describePaper(colleague, passport, mine, before)).status).toBe(303)
    expect((await describePaper(colleague, passport, mine, before)).status).toBe(303)
    const late = await describePaper(officer, passport, { number: 'LATE 2' }, before)
    expect(late.status).toBe(409)
    expect(late.text).toContain('wrote down something else while you typed')
    expect(late.html).toContain('value="LATE 2"')
    expect(await acted('paper.described')).toBe(2)
    expect((await describePaper(officer, passport, { number: 'LATE 2' })).status).toBe(303)
    expect(await count("select count(*) from known_numbers where kind = 'paper' and shown = 'MINE 1'")).toBe(0)
  })
})

describe('the original', () => {
  let transcript: string
  beforeAll(() => {
    transcript = `${zara.desk}/documents/transcript`
  })

  test('is seen, stays, moves, goes back; the list shows it as long as it lies here; the applicant reads it', async () => {
    expect((await officer.get('/desk/originals')).text).toContain('No original lies at the office.')
    await moveOriginal(officer, transcript, { move: 'seen', ...day('onDay', '2026-08-30') })
    expect((await zara.visitor.get(zara.my)).text).toContain('Seen and given back on 30 August 2026')

    await moveOriginal(officer, transcript, { move: 'kept', place: 'Safe 1', ...day('onDay', '2026-08-31') })
    expect((await officer.get(zara.desk)).text).toContain('At the office since 31 August 2026: Safe 1')
    const mine = (await zara.visitor.get(zara.my)).text
    expect(mine).toContain('At the office since 31 August 2026')
    expect(mine).not.toContain('Safe 1')
    await moveOriginal(officer, transcript, { move: 'kept', place: 'Safe 2', ...day('onDay', '2026-09-01') })
    const list = await officer.get('/desk/originals')
    expect(list.text).toContain('SAMPLE Zara')
    expect(list.text).toContain('Safe 2')
    expect(list.text).not.toContain('Safe 1')
    expect((await officer.get('/desk/originals?q=nobody')).text).toContain('No original of this name')
    expect((await officer.get('/desk/originals?q=zara')).text).toContain('Safe 2')

    const form = Object.fromEntries(
      ['key', 'from', 'onDay.day', 'onDay.month', 'onDay.year', 'toWhom', 'seen'].map((name) => [
        name,
        hidden(list, name),
      ]),
    )
    const back = await officer.post(`${transcript}/originals`, { ...form, move: 'returned' })
    expect(back.location).toBe('/desk/originals?given=yes')
    await officer.post(`${transcript}/originals`, { ...form, move: 'returned' })
    expect((await officer.get('/desk/originals')).text).toContain('No original lies at the office.')
    expect((await zara.visitor.get(zara.my)).text).toContain('Given back on 1 September 2026 to SAMPLE Zara')
    expect(await acted('original.returned')).toBe(1)
    await expect(town.owner.query("update original_moves set place = 'x' where move = 'kept'")).rejects.toThrow(
      'history',
    )
  })

  test('a day to come, one before the last move, no place, no receiver and an impossible move are refused', async () => {
    const refused = async (fields: Fields) => {
      const seen = await moveOriginal(officer, transcript, { ...day('onDay', '2026-09-01'), ...fields })
      return `${seen.status} ${seen.text}`
    }
    expect(await refused({ move: 'seen', ...day('onDay', '2026-09-02') })).toMatch(/^422.*has not come yet/)
    expect(await refused({ move: 'kept', place: 'Safe', ...day('onDay', '2026-08-30') })).toMatch(
      /^422.*moved after this/,
    )
    expect(await refused({ move: 'kept' })).toMatch(/^422.*Where it lies: /)
    expect(await refused({ move: 'lost' })).toMatch(/^422/)
    expect(await refused({ move: 'returned', toWhom: 'Zara' })).toMatch(/^409.*does not lie at the office/)
  })

  test('of a passport never stays: a form that says so is refused, and the page leads to where it is written as seen', async () => {
    const page = await officer.get(passport)
    expect(page.text).toContain('must not take or keep')
    expect(page.html).toMatch(/href="\/desk\/persons\/[0-9a-f-]+\/passport"/)
    for (const move of ['kept', 'seen']) {
      expect(page.html).not.toContain(`name="move" value="${move}"`)
      const fields = { move, place: 'Safe', seen: '', ...day('onDay', '2026-09-01') }
      const seen = await officer.post(`${passport}/originals`, { ...fields, key: crypto.randomUUID() })
      expect([seen.status, seen.text.includes('A passport stays with its owner')]).toEqual([409, true])
    }
  })

  test('of two officers at once one moves it', async () => {
    const diploma = `${zara.desk}/documents/education`
    const fields = { move: 'kept', place: 'Safe', seen: '', ...day('onDay', '2026-09-01') }
    const both = await Promise.all(
      [officer, colleague].map((one) => one.post(`${diploma}/originals`, { ...fields, key: crypto.randomUUID() })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(both.find(({ status }) => status === 409)?.text).toContain('has just written down where the original is')
  })
})

describe('translations and attestations', () => {
  const translation = { kind: 'translation', language: 'ru', byWhom: 'Sample Bureau' }

  test('each kind is kept with what belongs to it; a translation brings a file that no checklist counts', async () => {
    const photo = await jpeg('translation')
    expect((await attest(officer, passport, translation, photo)).status).toBe(303)
    const notary = { kind: 'notarisation', byWhom: 'Sample Notary', number: '12-34', ...day('onDay', '2026-08-01') }
    expect((await attest(officer, passport, notary)).status).toBe(303)
    const apostille = { kind: 'apostille', country: 'PK', number: 'A-1', ...day('onDay', '2026-08-02') }
    expect((await attest(officer, passport, apostille)).status).toBe(303)
    const page = await officer.get(passport)
    for (const said of ['into: Russian, Sample Bureau', 'Sample Notary, No. 12-34, 1 August 2026', 'Pakistan, No. A-1'])
      expect(page.text).toContain(said)
    expect(page.text).toContain('translation.jpg')
    expect((await zara.visitor.get(zara.my)).text).not.toContain('translation.jpg')
    expect((await officer.get(zara.desk)).text).not.toContain('translation.jpg')
    const { rows } = await town.owner.query("select id from document_files where name = 'translation.jpg'")
    expect((await officer.get(`${zara.desk}/files/${rows[0].id}`)).status).toBe(200)
    expect(await count('select count(*) from unclaimed_blobs')).toBe(0)
  })

  test('one of the files of the paper may be it; a file of another paper may not', async () => {
    const file = async (type: string) => {
      const text =
        'select f.id from document_files f join documents d on d.id = f.document_id where d.case_id = $1 and d.type = $2 and f.round > 0'
      return String((await town.owner.query(text, [zara.id, type])).rows[0].id)
    }
    expect((await attest(officer, passport, { ...translation, file: await file('passport') })).status).toBe(303)
    expect((await attest(officer, passport, { ...translation, file: await file('transcript') })).status).toBe(404)
    expect((await attest(officer, passport, { ...translation, file: 'x' })).status).toBe(404)
  })

  test('what is missing or wrong is said, what was typed stays, a file that is none leaves nothing', async () => {
    const bare = await attest(officer, passport, { kind: 'apostille', number: 'TYPED' })
    expect(bare.status).toBe(422)
    expect(bare.html).toContain('value="TYPED"')
    expect((await attest(officer, passport, { ...translation, language: 'xx' })).status).toBe(422)
    expect((await attest(officer, passport, { kind: 'blessing' })).status).toBe(422)
    const later = { kind: 'notarisation', byWhom: 'N', ...day('onDay', '2027-01-01') }
    expect((await attest(officer, passport, later)).text).toContain('has not come yet')
    const locked = await attest(officer, passport, translation, await lockedPdf())
    expect(locked.text).toContain('has a password')
    expect(await count('select count(*) from unclaimed_blobs')).toBe(0)
  })

  test('the same form twice adds one; what was entered by mistake is taken away and its row stays', async () => {
    const transcript = `${zara.desk}/documents/transcript`
    const key = crypto.randomUUID()
    for (const _ of [1, 2]) await attest(officer, transcript, { ...translation, key }, await jpeg('twice'))
    expect(await count('select count(*) from paper_attestations where request_key = $1', key)).toBe(1)
    expect(await count('select count(*) from unclaimed_blobs')).toBe(0)
    const [, at = ''] = /action="([^"]*\/removal)"/.exec((await officer.get(transcript)).html) ?? []
    expect((await officer.post(at)).status).toBe(303)
    expect((await officer.get(transcript)).text).toContain('None is written down.')
    expect(await count('select count(*) from paper_attestations where removed_at is not null')).toBe(1)
    expect((await officer.post(at.replace(/[0-9a-f-]{36}(?=\/removal)/, 'x'))).status).toBe(404)
  })
})

test('small pictures stand on the case and on the page of the paper; looking at them is no look at the paper', async () => {
  const looks = await count('select count(*) from document_looks')
  for (const page of [zara.desk, passport]) {
    const [, at = ''] = /src="([^"]*\/thumbnail)"/.exec((await officer.get(page)).html) ?? []
    const picture = await officer.get(at)
    expect(picture.status).toBe(200)
    expect(picture.response.headers.get('content-type')).toBe('image/webp')
  }
  expect(await count('select count(*) from document_looks')).toBe(looks)
})

test('the rector, the dean, another institution and the applicant see and write nothing of it', async () => {
  const strangers = await Promise.all(
    ['rector@kslu.example', 'officer@kstu.example', 'zoe@example.org'].map((mail) => town.signedIn(mail)),
  )
  const { rows } = await town.owner.query("select id from document_files where name = 'passport.jpg'")
  for (const stranger of [...strangers, zara.visitor, town.visitor()]) {
    for (const at of [passport, `${zara.desk}/files/${rows[0].id}/thumbnail`]) {
      const seen = await stranger.get(at)
      expect([303, 404]).toContain(seen.status)
      expect(seen.text).not.toContain('LATE 2')
    }
    for (const what of ['record', 'originals', 'attestations']) {
      const seen = await stranger.post(`${passport}/${what}`, { number: 'STOLEN', seen: '' })
      expect([303, 404]).toContain(seen.status)
      expect(seen.location ?? '').not.toContain('done')
    }
  }
  const rector = await strangers[0]?.get(zara.desk)
  expect(rector?.status).toBe(200)
  expect(rector?.text).not.toContain('Originals lie at the office')
  expect((await strangers[0]?.get('/desk/originals'))?.status).toBe(404)
  expect((await strangers[1]?.get('/desk/originals'))?.text).toContain('No original lies at the office.')
  expect((await officer.get(`${zara.desk}/documents/nothing`)).status).toBe(404)
})
