import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, answer, begin, bring, send, sentApplication, take, zara } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { emptyFile, jpeg, lockedPdf, truncatedJpeg, zip } from '../../../test/papers.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let aida: Visitor
let draft: Applicant
beforeAll(async () => {
  town = await testHouse()
  aida = await town.signedIn('officer@kslu.example')
  draft = await begin(town)
})
afterAll(() => town.close())

const typedOf = async (id: string) =>
  (await town.owner.query('select typed from cases where id = $1', [id])).rows[0].typed

describe('a name', () => {
  test.each([
    ['in one word', 'SUHARTINI', ''],
    ['with an apostrophe', "O'CONNOR", 'Aoife'],
    ['with two', "NG'ANG'A", "Wanjiru Ng'endo"],
    ['of one letter', 'Ö', 'X Æ'],
    ['with a hyphen and a particle', 'DE LA CRUZ-NUÑEZ', 'José María'],
    ['with Kyrgyz letters', 'ҮСӨНОВА', 'Айңүр'],
    ['with marks that HTML knows', 'SMITH & "SONS"', '<b>Jo</b>'],
  ])('%s goes the whole way to the officer and the letter’s register: %s %s', async (_, familyName, givenName) => {
    const { desk, visitor, my, id } = await sentApplication(town, { you: { familyName, givenName } })
    const name = [familyName, givenName].filter(Boolean).join(' ')
    for (const seen of [await aida.get(desk), await visitor.get(`${my}`)]) expect(seen.status).toBe(200)
    expect((await aida.get(desk)).text).toContain(name)
    const [word = ''] = familyName.split(/[^\p{L}'-]/u)
    expect((await aida.get(`/desk/cases/admission?q=${encodeURIComponent(word)}`)).text).toContain(name)
    expect((await visitor.get(`${my}/papers/form`)).response.headers.get('content-type')).toBe('application/pdf')
    expect((await town.owner.query('select title from cases where id = $1', [id])).rows[0].title).toBe(name)
  })

  test.each([
    ['in Arabic letters', 'محمد', 'عبد الله'],
    ['with emoji', 'SMILE 😀', '👩‍👩‍👧'],
  ])('%s is kept and shown as typed, and the form is set all the same', async (_, familyName, givenName) => {
    const applicant = await begin(town)
    await answer(applicant, { you: { familyName, givenName } })
    expect((await applicant.visitor.get(`${applicant.my}/answers/you`)).html).toContain(`value="${familyName}"`)
    const form = await applicant.visitor.get(`${applicant.my}/papers/form`)
    expect(
      Buffer.from(await form.response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  test.each([
    [100, 303],
    [101, 422],
    [300, 422],
    [25_000, 422],
  ])('of %i letters: %i, and what was typed stays', async (length, status) => {
    const familyName = 'N'.repeat(length)
    const answered = await draft.visitor.post(`${draft.my}/answers/you`, { ...zara.you, familyName })
    expect(answered.status).toBe(status)
    if (status === 422) expect(answered.text).toContain('100')
    expect((await typedOf(draft.id)).familyName).toBe(familyName.slice(0, 20_000))
  })

  test('is tidied of spaces at its ends and doubles, as facts, not as typed', async () => {
    const { id } = await sentApplication(town, { you: { familyName: '  DOUBLE \t SPACE ', givenName: 'Zara\n' } })
    const { rows } = await town.owner.query('select title, facts from cases where id = $1', [id])
    expect([rows[0].title, rows[0].facts.familyName]).toEqual(['DOUBLE SPACE Zara', 'DOUBLE SPACE'])
  })
})

describe('a script in a field', () => {
  const script = (field: string) => `<script>alert('${field}')</script>"'><img src=x onerror=alert(1)>`
  const naked = /<script>alert|<img src=x|"'></
  const fields = { familyName: script('family'), givenName: script('given') }

  test('is words and nothing else on the own pages, the form, the mails, the desk and the list', async () => {
    const { visitor, my, desk } = await sentApplication(town, {
      you: fields,
      education: { school: script('school') },
      contacts: { address: script('address') },
    })
    await aida.post(`${desk}/documents/passport`, { state: 'returned', reason: script('reason') })
    await aida.post(`${desk}/notes`, { text: script('note') })
    await take(aida, desk, 'ask', { message: script('message') })
    await town.settled()
    for (const seen of [
      ...(await Promise.all(
        [
          my,
          '/my',
          `${my}/answers/you`,
          `${my}/answers/education`,
          `${my}/answers/contacts`,
          `${my}/check`,
          `${my}/documents`,
        ].map((path) => visitor.get(path)),
      )),
      ...(await Promise.all(
        [
          desk,
          '/desk',
          '/desk/cases/admission',
          '/desk/mails',
          `/desk/cases/admission?q=${encodeURIComponent(script('q'))}&stage=<script>`,
        ].map((path) => aida.get(path)),
      )),
    ]) {
      expect(seen.status).toBe(200)
      expect(seen.html).not.toMatch(naked)
    }
    expect((await aida.get(desk)).text).toContain(script('reason'))
    expect((await visitor.get(my)).text).toContain(script('message'))
  })

  test.each(Object.entries(zara))(
    'comes back escaped from the page “%s”, whichever field it is in',
    async (section, answers) => {
      const typed = Object.fromEntries(Object.keys(answers).map((field) => [field, script(field)]))
      const seen = await draft.visitor.post(`${draft.my}/answers/${section}`, typed)
      expect([303, 422]).toContain(seen.status)
      expect(seen.html).not.toMatch(naked)
      expect((await draft.visitor.get(`${draft.my}/answers/${section}`)).html).not.toMatch(naked)
      expect((await draft.visitor.get(`${draft.my}/check`)).html).not.toMatch(naked)
    },
  )

  test('comes back escaped from the form that begins', async () => {
    const seen = await town
      .visitor()
      .post('/kslu/en/apply', { mail: script('mail'), key: script('key'), programme: script('p'), asked: script('a') })
    expect(seen.status).toBe(422)
    expect(seen.html).not.toMatch(naked)
    expect((await town.visitor().get(`/kslu/en/apply?programme=${encodeURIComponent(script('p'))}`)).html).not.toMatch(
      naked,
    )
  })
})

test.each([
  ['31', '2', '2006'],
  ['29', '2', '2007'],
  ['0', '1', '2006'],
  ['1', '13', '2006'],
  ['x', 'y', 'z'],
  ['1', '1', '20060'],
  ['1', '1', ''],
  ['-1', '1', '2006'],
])('%s.%s.%s is no day of birth: said so, and kept as typed', async (day, month, year) => {
  const typed = { ...zara.you, 'birthDay.day': day, 'birthDay.month': month, 'birthDay.year': year }
  const seen = await draft.visitor.post(`${draft.my}/answers/you`, typed)
  expect(seen.status).toBe(422)
  expect(seen.html).toContain('href="#birthDay')
  expect(seen.html).toContain(`value="${day}"`)
})

test('29 February of a leap year is a day of birth', async () => {
  const typed = { ...zara.you, 'birthDay.day': '29', 'birthDay.month': '02', 'birthDay.year': '2004' }
  expect((await draft.visitor.post(`${draft.my}/answers/you`, typed)).status).toBe(303)
})

describe('a form that no page sent', () => {
  const post = (path: string, body: string, type = 'application/x-www-form-urlencoded') => {
    const cookie = draft.visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const headers = { cookie, origin: 'http://kopuro.test', 'content-type': type }
    return town.app.request(`http://kopuro.test${path}`, { method: 'POST', headers, body })
  }

  test('with NUL bytes and broken letters is kept without them', async () => {
    const answered = await post(`${draft.my}/answers`, 'familyName=NU%00LL&givenName=%ED%A0%80%FF&%00=x&school=%')
    expect(answered.status).toBe(200)
    expect((await typedOf(draft.id)).familyName).toBe('NULL')
  })

  test('cut in the middle of a letter of two halves is kept', async () => {
    const answered = await post(`${draft.my}/answers`, `address=a${encodeURIComponent('😀'.repeat(10_100))}`)
    expect(answered.status).toBe(200)
  })

  test('of 300 kilobytes is refused calmly, and nothing of it is kept', async () => {
    const before = await typedOf(draft.id)
    const answered = await post(`${draft.my}/answers/contacts`, `address=${'x'.repeat(300_000)}`)
    expect(answered.status).toBe(413)
    expect(await typedOf(draft.id)).toEqual(before)
  })

  test('with a thousand fields, doubles and names of the language itself changes only what was asked', async () => {
    const many = Array.from({ length: 1000 }, (_, at) => `f${at}=x`).join('&')
    const answered = await post(
      `${draft.my}/answers`,
      `${many}&school=FIRST&school=SECOND&__proto__=x&__proto__.day=1&constructor=x&toString=x&familyName.day=3`,
    )
    expect(answered.status).toBe(200)
    const typed = await typedOf(draft.id)
    expect(typed.school).toBe('FIRST')
    expect(Object.keys(typed).filter((name) => /^f\d|proto|constructor|toString/.test(name))).toEqual([])
    expect((await draft.visitor.get(`${draft.my}/check`)).status).toBe(200)
  })

  test.each([
    ['application/json', '{"familyName":"JSON"}'],
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=x', '--x\r\nbroken'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="half.pdf"\r\n\r\n%PDF-1.7 and then',
    ],
    ['text/plain', 'familyName'],
  ])('as %s fails nothing', async (type, body) => {
    for (const path of ['answers', 'answers/you', 'documents/passport', 'steps/send']) {
      expect([path, (await post(`${draft.my}/${path}`, body, type)).status]).toEqual([
        path,
        expect.toSatisfy((status: number) => status < 500),
      ])
    }
  })
})

describe('an address that nobody made', () => {
  const odd = ['nothing', '__proto__', 'constructor', 'toString', '%00', '..%2f', '%F0%9F%98%80', "'--"]

  test.each(odd)('with %s for a section, a paper, a file, a step or a letter is not found', async (name) => {
    const { visitor, my } = draft
    for (const path of [
      `answers/${name}`,
      `papers/${name}`,
      `files/${name}`,
      `files/${name}/thumbnail`,
      `letters/${name}`,
    ]) {
      expect([path, (await visitor.get(`${my}/${path}`)).status]).toEqual([path, 404])
    }
    for (const path of [`answers/${name}`, `steps/${name}`, `files/${name}/removal`]) {
      expect([path, (await visitor.post(`${my}/${path}`, { version: '1', consent: 'yes' })).status]).toEqual([
        path,
        404,
      ])
    }
    const upload = await visitor.upload(`${my}/documents/${name}`, [{ name: 'x.jpg', bytes: await jpeg('x') }])
    expect(upload.status).toBe(404)
  })

  test.each(odd)('with %s for an institution, a case or a procedure is not found', async (name) => {
    for (const path of [
      `/my/${name}/${draft.id}`,
      `/my/kslu/${name}`,
      `/my/kstu/${draft.id}`,
      `/${name}/en/apply`,
      `/kslu/${name}/apply`,
      `/assets/${name}`,
    ]) {
      expect([path, (await draft.visitor.get(path)).status]).toEqual([path, 404])
    }
    for (const path of [`/desk/cases/${name}`, `/desk/cases/${name}/${draft.id}`, `/desk/cases/admission/${name}`]) {
      expect([path, (await aida.get(path)).status]).toEqual([path, 404])
    }
  })

  test.each(odd)('a list filtered by %s shows what there is', async (name) => {
    for (const query of [
      `q=${name}`,
      `stage=${name}`,
      `owner=${name}`,
      `before=${name}_${name}`,
      `before=2026-09-01_${name}`,
    ]) {
      expect([query, (await aida.get(`/desk/cases/admission?${query}`)).status]).toEqual([query, 200])
    }
  })
})

test('files that are no papers are refused one by one with what is wrong, and the good one is kept', async () => {
  const seen = await draft.visitor.upload(`${draft.my}/documents/passport`, [
    { name: 'empty.jpg', bytes: emptyFile },
    { name: 'half.jpg', bytes: await truncatedJpeg() },
    { name: 'locked.pdf', bytes: await lockedPdf() },
    { name: 'papers.zip', bytes: zip },
    { name: '../../<script>.jpg', bytes: await jpeg('good') },
  ])
  expect(seen.status).toBe(422)
  for (const said of ['empty.jpg is empty', 'half.jpg is damaged', 'locked.pdf has a password', 'papers.zip is'])
    expect(seen.text).toContain(said)
  expect(seen.html).not.toContain('<script>.jpg')
  expect(seen.text).toContain('<script>.jpg')
  expect(seen.text).not.toContain('../')
})

test.each([
  ['in the middle of the first file', 'half.pdf', 0],
  ['in the middle of the second file, and the first is kept', 'half.pdf', 1],
  ['in a file without a name', '', 0],
])('a line that breaks %s fails nothing', async (_, name, before) => {
  const applicant = await begin(town)
  const cookie = applicant.visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const part = (file: string) =>
    `--x\r\nContent-Disposition: form-data; name="file"; filename="${file}"\r\nContent-Type: image/jpeg\r\n\r\n`
  const whole = before ? [Buffer.from(part('whole.jpg')), Buffer.from(await jpeg('whole')), Buffer.from('\r\n')] : []
  const body = Buffer.concat([...whole, Buffer.from(`${part(name)}%PDF-1.7 and then`)])
  const answered = await town.app.request(`http://kopuro.test${applicant.my}/documents/passport`, {
    method: 'POST',
    headers: { cookie, origin: 'http://kopuro.test', 'content-type': 'multipart/form-data; boundary=x' },
    body,
  })
  expect(answered.status).toBe(422)
  const page = await answered.text()
  if (name) expect(page).toContain(`${name} is damaged`)
  const { rows } = await town.owner.query(
    'select f.name from document_files f join documents d on d.id = f.document_id where d.case_id = $1',
    [applicant.id],
  )
  expect(rows.map((row) => row.name)).toEqual(before ? ['whole.jpg'] : [])
})

test('an empty application can’t be sent, and says how much is missing', async () => {
  const { visitor, my } = await begin(town)
  const check = await visitor.get(`${my}/check`)
  expect(check.status).toBe(200)
  const refused = await visitor.post(`${my}/steps/send`, { consent: 'yes', version: '1' })
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('parts of the questions aren')
  expect((await visitor.post(`${my}/steps/send`, { version: '1' })).status).toBe(422)
})

test('an officer’s step is not the applicant’s, nor the other way round', async () => {
  const applicant = await begin(town)
  await answer(applicant)
  await bring(applicant)
  await send(applicant)
  const { rows } = await town.owner.query('select version from cases where id = $1', [applicant.id])
  const version = String(rows[0].version)
  for (const step of ['admit', 'refuse', 'ask']) {
    const tried = await applicant.visitor.post(`${applicant.my}/steps/${step}`, {
      version,
      ground: 'late',
      reason: 'x',
      message: 'x',
    })
    expect(tried.status).toBe(409)
  }
  for (const step of ['send', 'withdraw', 'discard'])
    expect((await aida.post(`${applicant.desk}/steps/${step}`, { version, consent: 'yes' })).status).toBe(409)
  expect((await town.owner.query('select stage from cases where id = $1', [applicant.id])).rows[0].stage).toBe('sent')
})

test.each(['SU', 'SUN', 'YUG', 'DDR', 'SCG', 'ZZ'])(
  'a citizenship that no longer exists, %s, is asked about again; what was typed stays, and “stateless” is a choice',
  async (citizenship) => {
    const seen = await draft.visitor.post(`${draft.my}/answers/you`, { ...zara.you, citizenship })
    expect([seen.status, seen.text.includes('Citizenship: Choose one')]).toEqual([422, true])
    expect(seen.html).toContain(`value="${zara.you.familyName}"`)
    expect((await draft.visitor.post(`${draft.my}/answers/you`, { ...zara.you, citizenship: 'XXA' })).status).toBe(303)
  },
)

test('a mail address of 320 characters is refused and stays in the field', async () => {
  const mail = `${'z'.repeat(300)}@example.org.example`
  const seen = await town.visitor().post('/kslu/en/apply', { mail, key: crypto.randomUUID() })
  expect([mail.length, seen.status, seen.html.includes(mail)]).toEqual([320, 422, true])
})

test('of two tabs the one that shows an older state sends nothing', async () => {
  const applicant = await begin(town)
  await answer(applicant)
  await bring(applicant)
  const { visitor, my } = applicant
  const old = hidden(await visitor.get(`${my}/check`), 'version')
  await visitor.upload(`${my}/documents/passport`, [{ name: 'second.jpg', bytes: await jpeg('from the other tab') }])
  const seen = await visitor.post(`${my}/steps/send`, { consent: 'yes', version: old })
  expect(seen.status).toBe(409)
  expect((await aida.get(applicant.desk)).status).toBe(404)
  expect((await send(applicant)).status).toBe(303)
})
