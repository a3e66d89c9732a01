import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  acceptAll,
  answer,
  begin,
  bring,
  fivePapers,
  send,
  sentApplication,
  take,
  zara,
} from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg, pdf } from '../../../test/papers.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let aida: Visitor
beforeAll(async () => {
  town = await testHouse()
  aida = await town.signedIn('officer@kslu.example')
})
afterAll(() => town.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const casesAt = async (mail: string) =>
  (await rows('select c.id from cases c join persons p on p.id = c.subject_id where p.email = $1', mail)).length

/** The newest mail to an address, of one kind. */
async function mailTo(address: string, kind: string) {
  const found = await rows(
    'select * from mails where to_address = $1 and kind = $2 order by queued_at desc',
    address,
    kind,
  )
  return found[0]
}

async function linkTo(address: string): Promise<string> {
  const { body } = await mailTo(address, 'sign-in-link')
  const { pathname, search } = new URL(/http\S+/.exec(body)?.[0] ?? '')
  return `${pathname}${search}`
}

describe('beginning', () => {
  test('R263: whoever gives a mail address stands at once on a page of their own that says what is left', async () => {
    const { visitor, my, mail } = await begin(town)
    const page = await visitor.get(my)
    expect(page.status).toBe(200)
    expect(page.text).toContain('10 things left')
    expect((await visitor.get('/my')).text).toContain(mail)
  })

  test('comes back by the mail’s link on another device and goes on where it stopped', async () => {
    const { visitor, my, mail } = await begin(town)
    await visitor.post(`${my}/answers/level`, zara.level)
    const phone = town.visitor()
    const link = new URL(await linkTo(mail), 'http://kopuro.test')
    expect((await phone.get(`${link.pathname}${link.search}`)).text).toContain('Go on')
    await phone.post('/sign-in/link', {
      token: link.searchParams.get('token') ?? '',
      to: link.searchParams.get('to') ?? '',
    })
    const page = await phone.get(`${my}/answers/level`)
    expect(page.html).toMatch(/value="bachelor"[^>]*checked/)
  })

  test('the same form sent twice makes one case, one after the other or both at once', async () => {
    const visitor = town.visitor()
    const mail = 'twice@example.org'
    const key = hidden(await visitor.get('/kslu/en/apply'), 'key')
    const first = await visitor.post('/kslu/en/apply', { mail, key })
    const second = await visitor.post('/kslu/en/apply', { mail, key })
    expect(second.location).toBe(first.location)
    expect(await casesAt(mail)).toBe(1)

    const both = await Promise.all(
      [1, 2].map(() => town.visitor().post('/kslu/en/apply', { mail: 'both@example.org', key: crypto.randomUUID() })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 303])
    expect(await casesAt('both@example.org')).toBe(1)
  })

  test('an address that has an account gets a link, and whoever typed it sees nothing of that account', async () => {
    const { mail, my } = await begin(town)
    const stranger = town.visitor()
    const apply = await stranger.get('/kslu/en/apply')
    const answered = await stranger.post('/kslu/en/apply', { mail: mail.toUpperCase(), key: hidden(apply, 'key') })
    expect([answered.status, answered.location]).toEqual([200, null])
    expect(answered.text).toContain('Look at your mail')
    expect(answered.html).not.toContain(my)
    expect((await stranger.get('/my')).location).toContain('/sign-in')
    expect((await stranger.get(my)).location).toContain('/sign-in')
    expect(await casesAt(mail)).toBe(1)
    expect(await linkTo(mail)).toContain('token=')
  })

  test('a mistyped address is asked about before anything is made of it, and may be kept', async () => {
    const visitor = town.visitor()
    const key = hidden(await visitor.get('/kslu/en/apply'), 'key')
    const asked = await visitor.post('/kslu/en/apply', { mail: 'zara@gmial.com', key })
    expect(asked.status).toBe(422)
    expect(asked.text).toContain('zara@gmail.com')
    expect(asked.html).toContain('value="zara@gmial.com"')
    expect(await casesAt('zara@gmial.com')).toBe(0)
    const kept = await visitor.post('/kslu/en/apply', { mail: 'zara@gmial.com', key, asked: hidden(asked, 'asked') })
    expect(kept.status).toBe(303)
  })

  test.each([
    ['zаra@example.org', 'The address has a Cyrillic letter'],
    ['zara@', 'address'],
    ['', 'This is missing'],
  ])('the address “%s” is refused with its reason', async (mail, reason) => {
    const answered = await town.visitor().post('/kslu/en/apply', { mail, key: crypto.randomUUID() })
    expect(answered.status).toBe(422)
    expect(answered.text).toContain(reason)
    if (mail) expect(answered.html).toContain(`value="${mail}"`)
  })
})

describe('answering', () => {
  test('R276: KSTU offers five levels, and asks which direction where its page lists no programmes', async () => {
    const li = await begin(town, 'kstu')
    const level = await li.visitor.get(`${li.my}/answers/level`)
    for (const name of ['Bachelor', 'Master', 'Postgraduate', 'Doctorate', 'Training course'])
      expect(level.text).toContain(name)
    await li.visitor.post(`${li.my}/answers/level`, { level: 'doctorate' })
    expect((await li.visitor.get(`${li.my}/answers/study`)).text).toContain('The direction you want to study')
    expect((await li.visitor.post(`${li.my}/answers/study`, { direction: ' ' })).status).toBe(422)
    const named = await li.visitor.post(`${li.my}/answers/study`, { direction: 'Energy' })
    expect(named.location).toBe(`${li.my}/answers/you`)
  })

  test('R376: the code 530500 stands at two levels and stays two programmes', async () => {
    const { visitor, my } = await begin(town)
    await visitor.post(`${my}/answers/level`, { level: 'bachelor' })
    const study = await visitor.get(`${my}/answers/study`)
    expect(study.html).toContain('value="bachelor-530500"')
    expect(study.html).not.toContain('master-530500')
    expect((await visitor.post(`${my}/answers/study`, { programme: 'master-530500' })).status).toBe(422)
  })

  test('R376: who changes the level leaves the programme of the other level behind', async () => {
    const applicant = await begin(town)
    const { visitor, my, id } = applicant
    await answer(applicant, { study: { programme: 'bachelor-530500', profile: 'public-law' } })
    await visitor.post(`${my}/answers/level`, { level: 'master' })
    expect((await visitor.get(`${my}/answers/study`)).text).toContain('International law, European law')
    expect((await visitor.post(`${my}/answers/study`, {})).status).toBe(422)
    await visitor.post(`${my}/answers/study`, { profile: 'islamic-law' })
    await visitor.post(`${my}/answers/education`, { ...zara.education, education: 'bachelor' })
    await bring(applicant)
    expect((await send(applicant)).status).toBe(303)
    const [{ summary }] = await rows('select summary from cases where id = $1', id)
    expect(summary.programme.en).toBe('Jurisprudence, 530500 (Master)')
    expect((await aida.get(applicant.desk)).text).not.toContain('Public law')
  })

  test.each([
    ['R374', 'bachelor', 'none', 'full secondary education', 'A bachelor'],
    ['R375', 'master', 'secondary', 'full higher education', 'A master'],
  ] as const)(
    '%s: %s with education “%s” is refused at the question and again at sending, with rule and source',
    async (_, level, education, said, rule) => {
      const applicant = await begin(town)
      const { visitor, my } = applicant
      await visitor.post(`${my}/answers/level`, { level })
      const refused = await visitor.post(`${my}/answers/education`, { ...zara.education, education })
      expect(refused.status).toBe(422)
      expect(refused.text).toContain(said)
      expect(refused.text).toContain('Source:')
      expect(refused.text).toContain(rule)
      expect(refused.text).toContain('Choose another level')

      await answer(applicant, {
        level: { level },
        study: { programme: `${level}-530500` },
        education: { education: 'bachelor' },
      })
      await bring(applicant)
      await visitor.post(`${my}/answers`, { education })
      const unsent = await send(applicant)
      expect(unsent.status).toBe(409)
      expect(unsent.text).toContain(said)
      expect(unsent.text).toContain('Source:')
      expect(await rows('select number from cases where id = $1', applicant.id)).toEqual([{ number: null }])
    },
  )

  test('at ten in the evening every answer is kept as it is typed, and none after sending', async () => {
    const applicant = await begin(town)
    const { visitor, my } = applicant
    const kept = await visitor.post(`${my}/answers`, { familyName: 'SAM', 'birthDay.day': '31', strange: 'x' })
    expect([kept.status, kept.html]).toEqual([200, '{"kept":true}'])
    const page = await visitor.get(`${my}/answers/you`)
    expect(page.html).toContain('value="SAM"')
    expect(page.html).toContain('value="31"')
    expect((await rows('select typed from cases where id = $1', applicant.id))[0].typed).not.toHaveProperty('strange')

    await answer(applicant)
    await bring(applicant)
    await send(applicant)
    const late = await visitor.post(`${my}/answers`, { familyName: 'OTHER' })
    expect([late.status, late.html]).toEqual([409, '{"kept":false}'])
    const form = await visitor.post(`${my}/answers/you`, { ...zara.you, familyName: 'OTHER' })
    expect(form.status).toBe(409)
    expect(form.text).toContain('This was sent already')
    expect((await aida.get(applicant.desk)).text).not.toContain('OTHER')
  })
})

describe('papers', () => {
  test('R264, R266, R267, R268: five papers are asked, each with its reason', async () => {
    const applicant = await begin(town)
    await answer(applicant)
    const page = await applicant.visitor.get(`${applicant.my}/documents`)
    for (const type of fivePapers) expect(page.html).toContain(`id="${type}"`)
    for (const title of ['Application Form', 'Scanned copy of passport', 'School certificate', 'transcript'])
      expect(page.text).toContain(title)
    expect(page.text.split('Why:')).toHaveLength(6)
  })

  test.each([
    ['PK', true],
    ['KZ', false],
    ['XXA', true],
  ])('R269: an application for visa support is asked of %s: %s', async (citizenship, asked) => {
    const { visitor, my } = await begin(town)
    await visitor.post(`${my}/answers/you`, { ...zara.you, citizenship })
    const page = await visitor.get(`${my}/documents`)
    expect(page.html.includes('id="visa-support"')).toBe(asked)
  })

  test('R265: the application form is a PDF made of the answers, and only of whole ones', async () => {
    const applicant = await begin(town)
    const { visitor, my } = applicant
    expect((await visitor.get(`${my}/papers/form`)).location).toBe(`${my}/documents`)
    await answer(applicant)
    const [first, second] = [await visitor.get(`${my}/papers/form`), await visitor.get(`${my}/papers/form`)]
    expect(first.response.headers.get('content-type')).toBe('application/pdf')
    const bytes = Buffer.from(await first.response.arrayBuffer())
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.equals(Buffer.from(await second.response.arrayBuffer()))).toBe(true)
    await answer(applicant, { you: { familyName: 'OTHERWISE' } })
    const changed = Buffer.from(await (await visitor.get(`${my}/papers/form`)).response.arrayBuffer())
    expect(bytes.equals(changed)).toBe(false)
  })

  test('are taken away and replaced before sending, and not after', async () => {
    const applicant = await begin(town)
    const { visitor, my } = applicant
    await answer(applicant)
    await bring(applicant)
    const [file] = await filesOf(applicant.id, 'passport')
    expect((await visitor.post(`${my}/files/${file}/removal`)).status).toBe(303)
    expect((await visitor.get(`${my}/files/${file}`)).status).toBe(404)
    expect((await send(applicant)).status).toBe(409)
    await visitor.upload(`${my}/documents/passport`, [{ name: 'again.pdf', bytes: await pdf() }])
    expect((await send(applicant)).status).toBe(303)

    const [newer] = await filesOf(applicant.id, 'passport')
    expect(newer).not.toBe(file)
    expect((await visitor.post(`${my}/files/${newer}/removal`)).status).toBe(303)
    expect(await filesOf(applicant.id, 'passport')).toEqual([newer])
    await visitor.upload(`${my}/documents/passport`, [{ name: 'late.jpg', bytes: await jpeg('late') }])
    expect(await filesOf(applicant.id, 'passport')).toEqual([newer])
  })

  test('a paper has at most twenty files, and the twenty that were there stay whole', async () => {
    const applicant = await begin(town)
    const { visitor, my } = applicant
    await answer(applicant)
    const photos = await Promise.all(
      Array.from({ length: 22 }, async (_, at) => ({
        name: `page ${at}.jpg`,
        bytes: await jpeg(String.fromCharCode(97 + at * 9)),
      })),
    )
    expect((await visitor.upload(`${my}/documents/transcript`, photos.slice(0, 19))).status).toBe(303)
    const more = await visitor.upload(`${my}/documents/transcript`, photos.slice(19))
    expect(more.status).toBe(409)
    expect(more.text).toContain('At most 20 files')
    const there = await filesOf(applicant.id, 'transcript')
    expect(there).toHaveLength(19)
    for (const file of there) expect((await visitor.get(`${my}/files/${file}`)).status).toBe(200)
    const tooMany = await visitor.upload(`${my}/documents/passport`, photos)
    expect(tooMany.status).toBe(422)
    expect(tooMany.text).toContain('At most 20 files at once')
  })
})

async function filesOf(id: string, type: string): Promise<string[]> {
  const found = await rows(
    'select f.id from document_files f join documents d on d.id = f.document_id where d.case_id = $1 and d.type = $2 and f.removed_at is null order by f.uploaded_at',
    id,
    type,
  )
  return found.map((row) => row.id)
}

describe('after sending', () => {
  test('R277: the applicant sees the state, who has it, and by when the office answers', async () => {
    const { visitor, my, mail } = await sentApplication(town)
    const page = await visitor.get(my)
    expect(page.text).toContain('The office is looking at your application')
    expect(page.text).toMatch(/KSLU-2026-\d{5}/)
    expect(page.text).toContain('The office answers')
    expect((await mailTo(mail, 'admission.send')).subject).toContain('has arrived')
  })

  test('back in the browser leads to the case, and sending once more changes nothing', async () => {
    const applicant = await sentApplication(town)
    const { visitor, my } = applicant
    expect((await visitor.get(`${my}/check`)).location).toBe(my)
    expect((await visitor.get(`${my}/documents`)).location).toBe(my)
    const [{ version }] = await rows('select version from cases where id = $1', applicant.id)
    const again = await visitor.post(`${my}/steps/send`, { consent: 'yes', version: String(version) })
    expect(again.status).toBe(409)
    expect(
      await rows("select seq from case_actions where case_id = $1 and action = 'send'", applicant.id),
    ).toHaveLength(1)
  })

  test('R270: nothing is asked for while nothing is missing', async () => {
    const { desk } = await sentApplication(town)
    const refused = await take(aida, desk, 'ask', { message: 'Please send something' })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('there is nothing to ask for')
  })

  test('R270: a paper comes back with its reason, is sent again, and the earlier one stays to be seen', async () => {
    const applicant = await sentApplication(town)
    const { visitor, my, desk, id, mail } = applicant
    const [before] = await filesOf(id, 'transcript')
    expect((await aida.post(`${desk}/documents/transcript`, { state: 'returned', reason: '' })).status).toBe(422)
    await aida.post(`${desk}/documents/transcript`, { state: 'returned', reason: 'The second page is missing' })
    expect((await take(aida, desk, 'admit')).status).toBe(409)
    expect((await take(aida, desk, 'ask', { message: '' })).status).toBe(422)
    expect((await take(aida, desk, 'ask', { message: 'Please send the whole transcript' })).status).toBe(303)

    const page = await visitor.get(my)
    expect(page.text).toContain('The second page is missing')
    expect(page.text).toContain('Please send the whole transcript')
    expect((await mailTo(mail, 'admission.ask')).body).toContain('Please send the whole transcript')
    expect((await send(applicant, 'resend')).status).toBe(409)

    await visitor.upload(`${my}/documents/transcript`, [{ name: 'whole.pdf', bytes: await pdf(2) }])
    expect((await send(applicant, 'resend')).status).toBe(303)
    const [earlier, now] = await filesOf(id, 'transcript')
    expect(earlier).toBe(before)
    const seen = await aida.get(`${desk}/files/${earlier}`)
    expect([seen.status, (await aida.get(`${desk}/files/${now}`)).status]).toEqual([200, 200])
    expect((await aida.get(desk)).html).toContain(earlier)
    expect((await rows('select number from cases where id = $1', id))[0].number).toMatch(/^KSLU-2026-\d{5}$/)
    await acceptAll(aida, desk)
    expect((await take(aida, desk, 'admit')).status).toBe(303)
  })

  test('R271: a refusal keeps its ground and reason, and the applicant reads the reason', async () => {
    const { visitor, my, desk, id, mail } = await sentApplication(town)
    expect((await take(aida, desk, 'refuse', { ground: 'weather', reason: 'x' })).status).toBe(422)
    expect((await take(aida, desk, 'refuse', { ground: 'places', reason: '' })).status).toBe(422)
    expect(
      (await take(aida, desk, 'refuse', { ground: 'places', reason: 'All places of 2026 are taken' })).status,
    ).toBe(303)
    const [{ input, by_name }] = await rows(
      "select input, by_name from case_actions where case_id = $1 and action = 'refuse'",
      id,
    )
    expect(input).toMatchObject({ ground: 'places', reason: 'All places of 2026 are taken' })
    expect(by_name).toContain('Aida')
    expect((await visitor.get(my)).text).toContain('All places of 2026 are taken')
    expect((await mailTo(mail, 'admission.refuse')).body).toContain('All places of 2026 are taken')
    expect((await take(aida, desk, 'admit')).status).toBe(409)
  })

  test('is withdrawn before the decision, and not after it', async () => {
    const one = await sentApplication(town)
    const version = async (id: string) => String((await rows('select version from cases where id = $1', id))[0].version)
    expect((await one.visitor.post(`${one.my}/steps/withdraw`, { version: await version(one.id) })).status).toBe(303)
    expect((await one.visitor.get(one.my)).text).toContain('You withdrew this application')
    expect((await take(aida, one.desk, 'refuse', { ground: 'late', reason: 'x' })).status).toBe(409)

    const other = await sentApplication(town)
    await take(aida, other.desk, 'refuse', { ground: 'late', reason: 'After the last day' })
    const late = await other.visitor.post(`${other.my}/steps/withdraw`, { version: await version(other.id) })
    expect(late.status).toBe(409)
    expect((await rows('select stage from cases where id = $1', other.id))[0].stage).toBe('refused')
  })

  test('whoever acts on an old page is told what happened meanwhile', async () => {
    const { desk, visitor, my, id } = await sentApplication(town)
    const old = hidden(await aida.get(desk), 'version')
    const [{ version }] = await rows('select version from cases where id = $1', id)
    await visitor.post(`${my}/steps/withdraw`, { version: String(version) })
    const told = await aida.post(`${desk}/steps/refuse`, { version: old, ground: 'late', reason: 'x' })
    expect(told.status).toBe(409)
    expect(told.text).toContain('was faster')
    for (const wrong of ['', 'x', '-1', '99', '1.5']) {
      expect((await aida.post(`${desk}/steps/refuse`, { version: wrong, ground: 'late', reason: 'x' })).status).toBe(
        409,
      )
    }
  })
})

describe('admitting', () => {
  let register: TestHouse
  let officer: Visitor
  beforeAll(async () => {
    register = await testHouse()
    officer = await register.signedIn('officer@kslu.example')
  })
  afterAll(() => register.close())
  const numbers = async () =>
    (await register.owner.query("select number from letters where institution_id = 'kslu' order by sequence")).rows.map(
      (row) => row.number,
    )
  const numbered = (count: number) =>
    Array.from({ length: count }, (_, at) => `KSLU-2026/${String(at + 1).padStart(4, '0')}`)

  test('writes the first letter of the year in Russian and English, and mails it', async () => {
    const { visitor, my, desk, id, mail } = await sentApplication(register)
    await acceptAll(officer, desk)
    expect((await take(officer, desk, 'admit')).status).toBe(303)
    await register.settled()
    expect(await numbers()).toEqual(['KSLU-2026/0001'])

    const { rows: letters } = await register.owner.query('select * from letters where case_id = $1', [id])
    const [letter] = letters
    const [russian, english] = ['ru', 'en'].map(
      (lang) => letter.content.versions.find((one: { lang: string }) => one.lang === lang)?.text,
    )
    for (const word of ['SAMPLE Zara', '530500', 'AB1234567']) {
      expect(russian).toContain(word)
      expect(english).toContain(word)
    }
    expect(russian).toContain('Юриспруденция')
    expect(russian).toContain('Пакистан')
    expect(english).toContain('Jurisprudence')
    expect(english).toContain('7 March 2006')

    const { rows: mails } = await register.owner.query(
      "select * from mails where to_address = $1 and kind = 'admission.admit'",
      [mail],
    )
    expect(mails[0].letter_ids).toEqual([letter.id])
    expect(mails[0].body).toContain('KSLU-2026/0001')

    const read = async (who: Visitor, path: string) => Buffer.from(await (await who.get(path)).response.arrayBuffer())
    const first = await read(visitor, `${my}/letters/${letter.id}`)
    expect(first.subarray(0, 5).toString()).toBe('%PDF-')
    expect(first.equals(await read(visitor, `${my}/letters/${letter.id}`))).toBe(true)
    expect(first.equals(await read(officer, `${desk}/letters/${letter.id}`))).toBe(true)
    expect((await visitor.get(my)).text).toContain('You are admitted')
  })

  test('a step that fails gives its number back', async () => {
    const { desk, id } = await sentApplication(register)
    await acceptAll(officer, desk)
    await register.owner.query(`create function no_mail() returns trigger language plpgsql as $$ begin raise exception 'the disk is gone'; end $$;
      create trigger no_mail before insert on mails for each row execute function no_mail()`)
    expect((await take(officer, desk, 'admit')).status).toBe(500)
    const { rows: after } = await register.owner.query('select stage from cases where id = $1', [id])
    expect([after[0].stage, await numbers()]).toEqual(['sent', ['KSLU-2026/0001']])
    await register.owner.query('drop trigger no_mail on mails')
    expect((await take(officer, desk, 'admit')).status).toBe(303)
    expect(await numbers()).toEqual(numbered(2))
  })

  test('thirty at once get thirty numbers, without a gap and without a double', async () => {
    const thirty = []
    for (let count = 0; count < 30; count += 1) {
      const applicant = await begin(register)
      await answer(applicant, { you: { citizenship: 'KZ' } })
      await bring(applicant, ['passport'])
      thirty.push(applicant)
    }
    await register.owner.query(
      "insert into documents (institution_id, case_id, type, state) select 'kslu', c.id, t, 'shown' from cases c, unnest(array['application-form', 'education', 'transcript']) t where c.stage = 'draft'",
    )
    for (const applicant of thirty) expect((await send(applicant)).status).toBe(303)
    await register.owner.query("update documents set state = 'accepted'")
    const admitted = await Promise.all(thirty.map(({ desk }) => take(officer, desk, 'admit')))
    expect(admitted.map(({ status }) => status)).toEqual(thirty.map(() => 303))
    expect(await numbers()).toEqual(numbered(32))
  })
})
