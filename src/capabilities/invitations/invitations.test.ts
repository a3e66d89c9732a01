import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answers, type Applicant, accept, offeredPlace, plans, take } from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg } from '../../../test/papers.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'
import { procedures } from '../../app.tsx'
import { verifyJournal } from '../cases/index.ts'
import { expireAll } from './index.ts'

const firstDay = '2026-11-22'
let town: TestHouse
let aida: Visitor
let rector: Visitor
let other: Visitor
beforeAll(async () => {
  town = await testHouse({ today: firstDay })
  aida = await town.signedIn('officer@kslu.example')
  rector = await town.signedIn('rector@kslu.example')
  other = await town.signedIn('officer@kstu.example')
})
beforeEach(() => goTo(town, firstDay))
afterAll(() => town.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const stageOf = async (id: string): Promise<string> =>
  (await rows('select stage from cases where id = $1', id))[0].stage
const on = (field: string, day: string): Answers => {
  const [year = '', month = '', date = ''] = day.split('-')
  return { [`${field}.day`]: date, [`${field}.month`]: month, [`${field}.year`]: year }
}

const arrival = { plans: { ...plans.plans, ...on('arrivesOn', '2026-12-20') } }

/** Somebody who has accepted a place and asked for visa support. */
async function student(): Promise<Applicant & { readonly student: string }> {
  const applicant = await offeredPlace(town, aida)
  await accept(applicant, arrival)
  const [row] = await rows('select id from students where case_id = $1', applicant.id)
  return { ...applicant, student: row.id }
}

const begin = (who: Visitor, id: string) => who.post(`/desk/invitations/students/${id}`)
const idOf = (seen: Seen | undefined) => seen?.location?.split('/').at(-1) ?? ''
const deskOf = (id: string) => `/desk/cases/invitation/${id}`

async function newAtDesk(kind: string, name: string, key: string = crypto.randomUUID()): Promise<string> {
  const seen = await aida.post('/desk/invitations/new', { key, kind, name, mail: 'guest@example.org', language: 'en' })
  if (seen.status !== 303) throw new Error(seen.text)
  return idOf(seen)
}

const guest = {
  familyName: 'SAMPLE',
  givenName: 'Bao',
  ...on('birthDay', '1980-02-29'),
  sex: 'male',
  citizenship: 'CN',
  passportNumber: 'E12345678',
  passportCountry: 'CN',
  ...on('passportIssued', '2020-01-10'),
  ...on('passportEnds', '2030-01-09'),
  organisation: 'Sample University',
  organisationCountry: 'CN',
  post: 'Professor',
}
const visit = {
  purpose: 'чтение лекций',
  ...on('visitFrom', '2026-12-10'),
  ...on('visitTo', '2026-12-12'),
  hostUnit: 'kslu-iilir',
  hostPerson: 'SAMPLEOV Test, head',
  stayAddress: '',
  programme: '10.12.2026 Встреча с ректором\n12.12.2026 Лекция',
}
const visa = { visaFrom: 'CN', consulate: 'Beijing', entries: 'single' }
const basis = { basis: 'agreement', agreement: 'Sample University', agreementNumber: '12 of 2024' }
type Section = 'who' | 'visit' | 'visa' | 'basis'

/** Answers a page of questions at the desk; a new question on the same page is answered with the next sending. */
async function fill(id: string, section: Section, answers: Answers): Promise<Seen> {
  const address = `${deskOf(id)}/fill/answers/${section}`
  const seen = await aida.post(address, answers)
  return seen.location === address ? aida.post(address, answers) : seen
}

async function fillGuest(id: string, more: Partial<Record<Section, Answers>> = {}): Promise<void> {
  for (const [section, answers] of Object.entries({ who: guest, visit, visa, basis })) {
    const name = section === 'who' || section === 'visit' || section === 'visa' ? section : 'basis'
    const seen = await fill(id, name, { ...answers, ...more[name] })
    if (seen.status !== 303) throw new Error(`${section}: ${seen.text}`)
  }
  await aida.upload(`${deskOf(id)}/fill/documents/passport`, [{ name: 'passport.jpg', bytes: await jpeg(id) }])
}

const step = (id: string, name: string, fields: Answers = {}) => take(aida, deskOf(id), name, fields)

async function steps(id: string, ...all: readonly (readonly [string, Answers?])[]): Promise<void> {
  for (const [name, fields] of all) {
    const seen = await step(id, name, fields)
    if (seen.status !== 303) throw new Error(`${name}: ${seen.text}`)
  }
}

const handedIn = ['submit', { number: 'DCS-17', ...on('on', firstDay) }] as const
const approved = ['approve', { reference: 'VP-2026/99', ...on('on', firstDay), ...on('until', '') }] as const

/** A guest whose invitation was approved. */
async function approvedGuest(): Promise<string> {
  const id = await newAtDesk('guest', 'SAMPLE Bao')
  await fillGuest(id)
  await steps(id, ['sign'], handedIn, approved)
  return id
}

const letterOf = async (id: string, kind = 'invitation.letter') =>
  rows(
    'select id, number, subject, language, content from letters where case_id = $1 and kind = $2 order by issued_at',
    id,
    kind,
  )

describe('a student', () => {
  test('R023, R272: one button opens the invitation with everything that the admission knows, and nobody types again', async () => {
    const who = await student()
    const page = await aida.get(who.desk)
    expect(page.text).toContain('Begin the invitation')
    const id = idOf(await begin(aida, who.student))
    const [{ typed, stage, number }] = await rows('select typed, stage, number from cases where id = $1', id)
    expect(stage).toBe('preparing')
    expect(number).toMatch(/^KSLU-I-2026-\d{5}$/)
    expect(typed).toMatchObject({
      kind: 'student',
      familyName: 'SAMPLE',
      givenName: 'Zara',
      'birthDay.year': '2006',
      citizenship: 'PK',
      passportNumber: 'AB1234567',
      passportCountry: 'PK',
      'passportEnds.year': '2032',
      visaFrom: 'PK',
      consulate: 'Islamabad',
      'visitFrom.day': '20',
      'visitFrom.month': '12',
      basis: 'individual',
    })
    expect(typed.purpose).toContain('обучение')
    const signed = await step(id, 'sign')
    expect([signed.status, await stageOf(id)]).toEqual([303, 'signed'])
    const [letter] = await letterOf(id)
    const said = JSON.stringify(letter.content)
    for (const word of ['SAMPLE Zara', 'AB1234567', '07.03.2006', 'Пакистан', 'Islamabad', '20 декабря']) {
      expect(said.replaceAll('\u00a0', ' ')).toContain(word)
    }
    expect((await aida.get(who.desk)).text).toContain('Letter signed')
  })

  test('stands in the day of the desk until the invitation is begun, and is not asked twice', async () => {
    const who = await student()
    const line = `/desk/invitations/students/${who.student}`
    expect((await aida.get('/desk')).text).toContain('Invitations to begin')
    expect((await aida.get('/desk/invitations')).html).toContain(line)
    const [one, two] = await Promise.all([begin(aida, who.student), begin(aida, who.student)])
    expect(idOf(one)).toBe(idOf(two))
    expect((await rows(`select from cases where typed ->> 'student' = $1`, who.student)).length).toBe(1)
    expect((await aida.get('/desk/invitations')).html).not.toContain(line)
    expect(idOf(await begin(aida, who.student))).toBe(idOf(one))
    await steps(idOf(one), ['sign'], handedIn, ['refuse', { reason: 'No', ...on('on', firstDay) }])
    expect((await aida.get('/desk/invitations')).html).toContain(line)
    const again = idOf(await begin(aida, who.student))
    expect(again).not.toBe(idOf(one))
    await steps(again, ['cancel'])
    expect((await aida.get('/desk/invitations')).html).not.toContain(line)
  })

  test('has the copy of the passport taken over from the admission, once', async () => {
    const who = await student()
    const id = idOf(await begin(aida, who.student))
    const files = await rows(
      'select file.id from document_files file join documents on documents.id = file.document_id where case_id = $1',
      id,
    )
    expect(files.length).toBe(1)
  })

  test('of another institution is nobody, and a rector begins nothing', async () => {
    const who = await student()
    expect((await begin(other, who.student)).status).toBe(404)
    expect((await begin(rector, who.student)).status).toBe(404)
    expect((await begin(aida, 'nonsense')).status).toBe(404)
  })

  test('follows it on the own page, and changes nothing behind the signature', async () => {
    const who = await student()
    const id = idOf(await begin(aida, who.student))
    const page = await who.visitor.get(`/my/kslu/${id}`)
    expect([page.status, page.text.includes('The office prepares your invitation')]).toEqual([200, true])
    const change = await who.visitor.post(`/my/kslu/${id}/answers/who`, { familyName: 'OTHER' })
    expect([change.status, (await rows('select typed from cases where id = $1', id))[0].typed.familyName]).toEqual([
      409,
      'SAMPLE',
    ])
  })
})

describe('a guest, a teacher or an expert', () => {
  test('R022, R131: is typed in at the desk; the letter is signed, sent, approved, and the visa and the entry become records', async () => {
    const id = await newAtDesk('expert', 'SAMPLE Bao')
    await fillGuest(id)
    expect((await step(id, 'sign')).status).toBe(303)
    const [letter] = await letterOf(id)
    expect(letter.number).toMatch(/^KSLU-2026\/\d{4}$/)
    expect([letter.language, letter.subject]).toEqual(['ru', 'О визовой поддержке: SAMPLE Bao'])
    const said = JSON.stringify(letter.content).replaceAll('\u00a0', ' ')
    for (const word of [
      'E12345678',
      '29.02.1980',
      'Китай',
      'Департамент консульской службы',
      'Sample University, 12 of 2024',
      'Встреча с ректором',
    ])
      expect(said).toContain(word)
    expect(letter.content.check.address).toContain('/check')
    const pdf = await aida.get(`${deskOf(id)}/letters/${letter.id}`)
    expect(pdf.response.headers.get('content-type')).toBe('application/pdf')
    expect((await aida.get('/desk/letters?kind=invitation.letter&q=SAMPLE+Bao')).text).toContain(letter.number)

    await steps(id, handedIn)
    expect((await aida.get(deskOf(id))).text).toContain('1 December 2026')
    await steps(id, approved)
    const page = await aida.get(deskOf(id))
    expect(page.text).toContain('22 December 2026')
    expect(page.text).toContain('used once, and is not extended')
    expect(page.text).toContain('Nobody has verified this rule yet')
    await town.settled()
    const [sheet] = await letterOf(id, 'invitation.sheet')
    expect(JSON.stringify(sheet.content)).toContain('VP-2026/99')
    const [mail] = await rows(
      `select body, letter_ids from mails where case_id = $1 and kind = 'invitation.approve'`,
      id,
    )
    expect(mail.body).toContain('VP-2026/99')
    expect(mail.letter_ids).toEqual([sheet.id])

    const bad = await step(id, 'visa', { ...theVisa, visaKind: 'С' })
    expect([bad.status, bad.text.includes('Cyrillic')]).toEqual([422, true])
    await steps(id, ['visa', theVisa])
    goTo(town, '2026-12-11')
    await steps(id, ['enter', on('on', '2026-12-10')])
    const records = await rows(
      'select kind, number, from_on::text, said from stay_records where case_id = $1 order by kind',
      id,
    )
    expect(records).toEqual([
      { kind: 'crossing', number: '', from_on: '2026-12-10', said: { direction: 'in', country: 'CN' } },
      {
        kind: 'visa',
        number: 'KG1234567',
        from_on: '2026-12-01',
        said: { visaKind: 'B', entries: 'single', country: 'CN' },
      },
    ])
    expect(await stageOf(id)).toBe('used')
    expect((await step(id, 'enter', on('on', '2026-12-11'))).status).not.toBe(303)
  })

  test('the same form sent twice opens one invitation of one person; a slip keeps what was typed', async () => {
    const key = crypto.randomUUID()
    expect(await newAtDesk('teacher', 'SAMPLE Twice', key)).toBe(await newAtDesk('teacher', 'SAMPLE Twice', key))
    expect((await rows(`select from persons where shown_as = 'SAMPLE Twice'`)).length).toBe(1)
    const slip = await aida.post('/desk/invitations/new', {
      key,
      kind: '',
      name: 'SAMPLE Slip',
      mail: 'nobody@',
      language: 'en',
    })
    expect([slip.status, slip.html.includes('value="SAMPLE Slip"'), slip.html.includes('id="kind"')]).toEqual([
      422,
      true,
      true,
    ])
    expect((await rector.get('/desk/invitations/new')).status).toBe(404)
  })

  test('R027: asks on the public page, answers, sends, is asked back, and follows it', async () => {
    const visitor = town.visitor('en')
    const page = await visitor.get('/kslu/en/invitation')
    expect(page.text).toContain('Visa support (the official invitation) is considered within 7 working days')
    const key = hidden(page, 'key')
    const mail = `${crypto.randomUUID()}@example.org`
    const slip = await visitor.post('/kslu/en/invitation', { key, mail, kind: 'delegation' })
    expect([slip.status, slip.html.includes(mail)]).toEqual([422, true])
    const my = (await visitor.post('/kslu/en/invitation', { key, mail, kind: 'guest' })).location ?? ''
    expect((await visitor.post('/kslu/en/invitation', { key, mail, kind: 'guest' })).location).toBe(my)
    const sections = { who: guest, visit: { ...visit, programme: '' }, visa, basis: { basis: 'individual' } }
    for (const [section, answers] of Object.entries(sections))
      expect((await visitor.post(`${my}/answers/${section}`, answers)).status).toBe(303)
    await visitor.upload(`${my}/documents/passport`, [{ name: 'p.jpg', bytes: await jpeg(my) }])
    const version = hidden(await visitor.get(`${my}/check`), 'version')
    expect((await visitor.post(`${my}/steps/send`, { version, consent: 'yes' })).location).toBe(my)
    const id = my.split('/').at(-1) ?? ''
    expect((await aida.get('/desk/cases/invitation?own.kind=Guest')).status).toBe(200)
    await steps(id, ['ask', { message: 'Which lectures?' }])
    expect((await visitor.get(my)).text).toContain('Which lectures?')
    const now = hidden(await visitor.get(`${my}/check`), 'version')
    await visitor.post(`${my}/steps/resend`, { version: now, consent: 'yes' })
    await steps(id, ['begin'], ['decline', { reason: 'No host this term' }])
    expect((await visitor.get(my)).text).toContain('No host this term')
    expect((await town.visitor().get(my)).location).toContain('/sign-in')
    expect((await other.get(deskOf(id))).status).toBe(404)
  })

  test('an address that has an account gets a link, and nothing is opened', async () => {
    const visitor = town.visitor('en')
    const key = hidden(await visitor.get('/kslu/en/invitation'), 'key')
    const seen = await visitor.post('/kslu/en/invitation', { key, mail: 'zoe@example.org', kind: 'guest' })
    expect([seen.status, seen.text.includes('already an account')]).toEqual([200, true])
    expect((await rows('select from cases where request_key = $1', key)).length).toBe(0)
  })
})

const theVisa = {
  visaKind: 'B',
  number: 'KG1234567',
  ...on('from', '2026-12-01'),
  ...on('to', '2026-12-31'),
  entries: 'single',
}

describe('what can’t be is refused where it is typed, and nothing typed is lost', () => {
  test.each([
    ['who', { familyName: 'САМПЛ' }, 'Only Latin letters'],
    ['who', { familyName: 'SАMPLE' }, 'Only Latin letters'],
    ['who', on('passportEnds', '2026-12-09'), 'ends before the visit'],
    ['who', on('passportEnds', '2026-12-11'), 'ends within the visit'],
    ['who', { passportCountry: 'US' }, 'of two countries'],
    ['who', { citizenship: 'KG', passportCountry: 'KG' }, 'needs no invitation'],
    ['who', on('birthDay', '2027-01-01'), 'hasn’t come yet'],
    ['who', on('birthDay', '1981-02-29'), 'There is no such day'],
    ['visit', on('visitFrom', '2026-11-21'), 'in the past'],
    ['visit', on('visitTo', '2026-12-09'), 'end before it begins'],
    ['visit', { programme: '13.12.2026 Лекция' }, 'not within the visit'],
    ['visit', { hostUnit: 'kstu-dir' }, 'Choose one'],
  ] as const)('%s %j: %s', async (section, answers, said) => {
    const id = await newAtDesk('guest', 'SAMPLE Bad')
    await fillGuest(id)
    const seen = await fill(id, section, { ...(section === 'who' ? guest : visit), ...answers })
    expect(seen.status).toBe(422)
    expect(seen.text).toContain(said)
    expect((await step(id, 'sign')).status).toBe(409)
  })

  test('a child under 14 needs no approval of the committee: the office and the ministry read it', async () => {
    const id = await newAtDesk('guest', 'SAMPLE Child')
    await fillGuest(id, { who: { ...on('birthDay', '2014-05-05') } })
    expect((await aida.get(deskOf(id))).text).toContain('is needed for persons under 14')
    await steps(id, ['sign'])
    expect((await letterOf(id))[0].content.note).toContain('14 лет')
  })

  test('an entry after the last day, a day in the future and one before the approval', async () => {
    const id = await approvedGuest()
    goTo(town, '2027-01-05')
    for (const [day, said] of [
      ['2026-12-23', 'can be used only once'],
      ['2027-01-06', 'hasn’t come yet'],
      ['2026-11-21', 'lies before'],
    ] as const) {
      const seen = await step(id, 'enter', on('on', day))
      expect([seen.status, seen.text.includes(said)]).toEqual([422, true])
    }
    expect((await step(id, 'enter', on('on', '2026-12-22'))).status).toBe(303)
  })
})

describe('the clocks', () => {
  test('R028: an approval ends by itself when its day has passed, once, and a new one opens with everything filled in', async () => {
    const id = await approvedGuest()
    goTo(town, '2026-12-22')
    await expireAll(town.house)
    expect(await stageOf(id)).toBe('approved')
    expect((await step(id, 'expire')).status).toBe(409)
    goTo(town, '2026-12-23')
    await expireAll(town.house)
    await expireAll(town.house)
    expect(await stageOf(id)).toBe('expired')
    expect((await rows(`select from case_actions where case_id = $1 and action = 'expire'`, id)).length).toBe(1)
    expect((await rows(`select from mails where case_id = $1 and kind = 'invitation.expire'`, id)).length).toBe(1)
    expect((await aida.get(deskOf(id))).text).toContain('Open a new one from this')
    const [one, two] = await Promise.all([1, 2].map(() => aida.post(`/desk/invitations/${id}/again`)))
    expect(idOf(one)).toBe(idOf(two))
    expect((await other.post(`/desk/invitations/${id}/again`)).status).toBe(404)
    const next = idOf(one)
    const [{ typed, facts }] = await rows('select typed, facts from cases where id = $1', next)
    expect(typed).toMatchObject({ familyName: 'SAMPLE', passportNumber: 'E12345678', agreement: 'Sample University' })
    expect(facts.validUntil).toBeUndefined()
    const early = await step(next, 'sign')
    expect(early.status).toBe(409)
    const page = await aida.get(`${deskOf(next)}/fill/check`)
    expect(page.status).toBe(200)
    expect((await fill(next, 'visit', visit)).text).toContain('in the past')
  })

  test('what the ministry returns has its own clock: by the law, or by the day it set; corrected, it is signed anew', async () => {
    const id = await newAtDesk('guest', 'SAMPLE Bao')
    await fillGuest(id)
    await steps(id, ['sign'], handedIn)
    const back = { reason: 'The stamp is missing', ...on('on', firstDay) }
    await steps(id, ['sendBack', { ...back, ...on('until', '') }])
    const page = await aida.get(deskOf(id))
    expect(page.text).toContain('22 December 2026')
    expect(page.text).toContain('corrected within 1 month')
    await steps(id, ['resubmit', { number: 'DCS-18', ...on('on', firstDay) }])
    await steps(
      id,
      ['sendBack', { ...back, ...on('until', '2026-11-30') }],
      ['correct', { reason: 'Another passport' }],
    )
    const [first] = await letterOf(id)
    expect((await rows('select reason from letter_revocations where letter_id = $1', first.id)).length).toBe(1)
    const corrected = await aida.get(deskOf(id))
    expect(corrected.text).toContain('30 November 2026')
    expect(corrected.text).toContain('The day that the ministry set')
    await fill(id, 'who', { ...guest, passportNumber: 'E99999999' })
    await steps(id, ['signKyrgyz'], handedIn)
    const [kyrgyz] = await letterOf(id, 'invitation.letterKyrgyz')
    expect(kyrgyz.language).toBe('ky')
    expect(JSON.stringify(kyrgyz.content)).toContain('E99999999')
    expect((await aida.get(deskOf(id))).text).not.toContain('30 November 2026')
  })

  test('after the last edition of the law nothing is guessed: the day stands in the approval', async () => {
    const id = await newAtDesk('guest', 'SAMPLE Bao')
    const later = { ...on('visitFrom', '2027-02-10'), ...on('visitTo', '2027-02-12'), programme: '' }
    await fillGuest(id, { visit: later })
    expect((await aida.get(deskOf(id))).text).toContain('no later one is loaded')
    goTo(town, '2027-01-12')
    await steps(id, ['sign'], ['submit', { number: '1', ...on('on', '2027-01-12') }])
    const reply = { reference: 'VP-1', ...on('on', '2027-01-12') }
    const refused = await step(id, 'approve', { ...reply, ...on('until', '') })
    expect([refused.status, refused.text.includes('write the day that stands in it')]).toEqual([422, true])
    await steps(id, ['approve', { ...reply, ...on('until', '2027-02-20') }])
    expect((await aida.get(deskOf(id))).text).toContain('The day that stands in the approval')
  })

  test('the day for handing in is counted back from the visit', async () => {
    const id = await newAtDesk('guest', 'SAMPLE Bao')
    await fillGuest(id)
    const due = () => rows(`select due::text from case_deadlines where case_id = $1 and name = 'send'`, id)
    expect(await due()).toEqual([{ due: '2026-12-01' }])
    await fill(id, 'visit', { ...visit, ...on('visitFrom', '2026-12-11'), programme: '12.12.2026 Лекция' })
    expect(await due()).toEqual([{ due: '2026-12-02' }])
    await steps(id, ['sign'])
    expect(await due()).toEqual([{ due: '2026-12-02' }])
  })
})

test('two officers who decide at once: one is told that the other was faster', async () => {
  const id = await newAtDesk('guest', 'SAMPLE Bao')
  await fillGuest(id)
  await steps(id, ['sign'], handedIn)
  const version = hidden(await aida.get(deskOf(id)), 'version')
  const [one, two] = await Promise.all([
    aida.post(`${deskOf(id)}/steps/approve`, { version, ...approved[1] }),
    aida.post(`${deskOf(id)}/steps/refuse`, { version, reason: 'No', ...on('on', firstDay) }),
  ])
  expect([one.status, two.status].sort()).toEqual([303, 409])
  expect((await rector.post(`${deskOf(id)}/steps/cancel`, { version: '9' })).status).toBe(404)
})

test('R026: the register finds, narrows and exports, and the journal holds', async () => {
  await approvedGuest()
  const list = await aida.get('/desk/cases/invitation?q=Bao')
  for (const said of ['SAMPLE Bao', 'Guest', 'China', 'Bilateral agreement']) expect(list.text).toContain(said)
  const csv = await (await aida.get('/desk/cases/invitation/export.csv')).response.text()
  expect(csv).toContain('SAMPLE Bao')
  const faults = await Array.fromAsync(verifyJournal(town.house.database, town.house.clock, 'kslu', procedures))
  expect(faults).toEqual([])
})
