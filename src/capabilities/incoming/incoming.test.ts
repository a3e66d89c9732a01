import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { take } from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg } from '../../../test/papers.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'
import { procedures } from '../../app.tsx'
import { day } from '../../platform/days.ts'
import { verifyJournal } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { remindAll } from './inviting.ts'
import { readNomineeSheet } from './nominee-sheet.ts'

let town: TestHouse
let officer: Visitor
let partner: string
let round: string
beforeAll(async () => {
  town = await testHouse({ today: '2026-11-23' })
  officer = await town.signedIn('officer@kslu.example')
  const [row] = await rows(
    "insert into partners (institution_id, name, kind, country, status) values ('kslu', 'Sample University of Probe', 'university', 'DE', 'active') returning id",
  )
  partner = row.id
})
afterAll(async () => {
  if (!town) return
  const faults = await Array.fromAsync(verifyJournal(town.house.database, town.house.clock, 'kslu', procedures))
  await town.close()
  expect(faults).toEqual([])
})

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const on = (name: string, text: string) => {
  const [year = '', month = '', date = ''] = text.split('-')
  return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year }
}
const mailTo = async (address: string): Promise<string> =>
  (await rows('select body from mails where to_address = $1 order by id desc limit 1', address))[0]?.body ?? ''
const linkTo = async (address: string) => /\/p\/[\w-]+/.exec(await mailTo(address))?.[0] ?? ''

async function opened(path: string): Promise<Visitor> {
  const visitor = town.visitor()
  await visitor.post(`${path}/opening`)
  return visitor
}

/** Somebody of the cast as the dean's office of a unit and nothing else. */
async function deanOf(unit: string): Promise<Visitor> {
  const account = 'cast-admin@kslu.example'
  await town.owner.query('delete from memberships where account_id = $1', [account])
  const role =
    "insert into memberships (account_id, institution_id, role, unit) values ($1, 'kslu', 'deans-office', $2)"
  await town.owner.query(role, [account, unit])
  town.house.sessions.forget()
  return town.signedIn('admin@kslu.example')
}

const term = {
  ...{ season: 'spring', year: '2027', transcriptDays: '30' },
  ...{ ...on('from', '2027-02-01'), ...on('to', '2027-06-30') },
  ...{ ...on('nominateBy', '2026-12-10'), ...on('applyBy', '2026-12-31') },
}
let serial = 0
const student = (more: Readonly<Record<string, string>> = {}) => {
  serial += 1
  return {
    ...{
      do: 'put',
      familyName: 'SAMPLE',
      givenName: `Guest${'abcdefghij'[serial % 10]}${'klmnopqrst'[Math.floor(serial / 10)]}`,
    },
    ...{ mail: `guest${serial}@example.org`, ...on('birthDay', '2004-05-17'), citizenship: 'PK' },
    ...{ level: 'bachelor', field: 'Hydropower', ...on('from', '2027-02-01'), ...on('to', '2027-06-30'), ...more },
  }
}

async function invited(more: Readonly<Record<string, string>> = {}) {
  const mail = `${crypto.randomUUID()}@example.org`
  const form = {
    name: 'Prof. Probe',
    mail,
    language: 'en',
    ...on('until', '2026-12-10'),
    places: '2',
    note: '',
    ...more,
  }
  const address = `/desk/incoming-mobility/rounds/${round}/partners/${partner}`
  const key = hidden(await officer.get(address), 'key')
  const seen = await officer.post(address, { ...form, key })
  return { seen, mail, form: { ...form, key }, address }
}

const casesNamed = () =>
  rows(
    "select cases.id, number, title, stage, typed, facts from cases where procedure = 'incoming' order by opened_at, number",
  )

describe('a round', () => {
  test('is begun once a term, and days that do not fit are said', async () => {
    const empty = await officer.get('/desk/incoming-mobility')
    expect(empty.text).toContain('There is no round yet')
    const form = await officer.get('/desk/incoming-mobility/rounds/new')
    const slip = await officer.post('/desk/incoming-mobility/rounds/new', {
      ...term,
      ...on('to', '2027-01-01'),
      year: '27',
    })
    expect(slip.status).toBe(422)
    expect(slip.text).toContain('Write the year with four figures')
    expect(slip.html).toContain('value="27"')
    const backwards = await officer.post('/desk/incoming-mobility/rounds/new', {
      ...term,
      ...on('applyBy', '2026-12-01'),
    })
    expect(backwards.text).toContain('Students apply after they were named')
    const id = hidden(form, 'id')
    const begun = await Promise.all(
      [1, 2].map(() => officer.post('/desk/incoming-mobility/rounds/new', { ...term, id })),
    )
    expect(begun.map(({ status }) => status)).toEqual([303, 303])
    expect(await rows('select id from incoming_rounds')).toEqual([{ id }])
    round = id
    const again = await officer.post('/desk/incoming-mobility/rounds/new', { ...term, id: crypto.randomUUID() })
    expect(again.text).toContain('There is a round of this term already')
  })

  test('two officers who change its days at once: the slower one is told, and nothing typed is lost', async () => {
    const address = `/desk/incoming-mobility/rounds/${round}/days`
    const version = hidden(await officer.get(address), 'version')
    expect((await officer.post(address, { ...term, version })).status).toBe(303)
    const late = await officer.post(address, { ...term, version, transcriptDays: '35' })
    expect(late.status).toBe(409)
    expect(late.html).toContain('value="35"')
  })
})

describe('a partner without an account', () => {
  test('is asked by a link, once; a day too far is refused', async () => {
    const far = await invited(on('until', '2028-01-01'))
    expect(far.seen.status).toBe(422)
    expect(far.seen.text).toContain('180 days at most')
    const { mail, form, address } = await invited()
    await officer.post(address, form)
    expect(await rows('select 1 from mails where to_address = $1', mail)).toHaveLength(1)
    const twice = await officer.post(address, { ...form, key: crypto.randomUUID() })
    expect(twice.status).toBe(409)
    expect(await mailTo(mail)).toContain('2 places are agreed')
  })

  test('names students, changes the list until it is sent, and the students become cases that are told', async () => {
    const { mail } = await invited()
    const path = await linkTo(mail)
    const probe = await opened(path)
    expect((await probe.get(path)).text).toContain('No student yet')
    const slip = await probe.post(`${path}/answer`, student({ citizenship: '', ...on('birthDay', '2024-05-17') }))
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('value="Hydropower"')
    const [first, second] = [student(), student()]
    const id = crypto.randomUUID()
    expect((await probe.post(`${path}/answer`, { ...first, id })).status).toBe(303)
    await probe.post(`${path}/answer`, { ...first, id })
    const twin = await probe.post(`${path}/answer`, { ...first, id: crypto.randomUUID() })
    expect(twin.text).toContain('is on the list already (No. 1)')
    await probe.post(`${path}/answer`, second)
    await probe.post(`${path}/answer`, { ...first, id, field: 'Wind power' })
    const third = crypto.randomUUID()
    await probe.post(`${path}/answer`, { ...student(), id: third })
    const listed = await probe.get(path)
    expect(listed.text).toContain('3 students')
    expect(listed.text).toContain('2 places are agreed')
    await probe.post(`${path}/answer`, { do: 'remove', id: third })
    expect(await casesNamed()).toEqual([])

    const sent = await Promise.all([1, 2].map(() => probe.post(`${path}/answer`, { do: 'send' })))
    expect(sent.some(({ status }) => status === 303)).toBe(true)
    const named = await casesNamed()
    expect(named.map(({ stage, title }) => [stage, title])).toEqual([
      ['nominated', `SAMPLE ${first.givenName}`],
      ['nominated', `SAMPLE ${second.givenName}`],
    ])
    expect(named[0].number).toMatch(/^KSLU-N-2026-0000\d$/)
    expect(named[0].facts).toMatchObject({
      partnerName: 'Sample University of Probe',
      field: 'Wind power',
      season: 'spring',
    })
    expect(await mailTo(first.mail)).toContain('Sample University of Probe has named you')
    expect(await mailTo(mail)).toContain(named[1].number)
    expect((await probe.get(path)).text).toContain('Your answer has arrived')
    expect((await rows("select 1 from mails where kind = 'incoming.answered'")).length).toBe(1)
    const page = await officer.get(`/desk/incoming-mobility/rounds/${round}`)
    expect(page.text).toContain('answered')
    expect(page.text).toContain(named[1].number)
  })

  test('may say that there is nobody, and a link that was taken back opens nothing', async () => {
    const { mail } = await invited()
    const path = await linkTo(mail)
    const probe = await opened(path)
    expect((await probe.post(`${path}/answer`, { do: 'send' })).status).toBe(303)
    expect((await officer.get(`/desk/incoming-mobility/rounds/${round}`)).text).toContain('nobody this time')
    const other = await invited()
    const [{ id }] = await rows('select id from one_time_links where to_address = $1', other.mail)
    expect((await officer.post(`/desk/incoming-mobility/invitations/${id}/revocation`)).status).toBe(303)
    expect((await officer.post(`/desk/incoming-mobility/invitations/${id}/revocation`)).status).toBe(409)
    expect((await town.visitor().get(await linkTo(other.mail))).text).toContain('taken back')
  })

  test('is reminded with a fresh link, what was written down stays, and a job that runs twice reminds once', async () => {
    const { mail } = await invited()
    const path = await linkTo(mail)
    const probe = await opened(path)
    await probe.post(`${path}/answer`, student())
    goTo(town, '2026-12-05')
    await remindAll(town.house, 'kslu')
    await remindAll(town.house, 'kslu')
    expect(await rows('select subject from mails where to_address = $1 order by queued_at', mail)).toHaveLength(2)
    const fresh = await linkTo(mail)
    expect(fresh).not.toBe(path)
    expect((await town.visitor().get(path)).status).toBe(404)
    const again = await opened(fresh)
    expect((await again.get(fresh)).text).toContain('One student')
    goTo(town, '2026-12-11')
    expect((await again.get(fresh)).text).toContain('This link has ended')
    expect((await officer.get(`/desk/incoming-mobility/rounds/${round}`)).text).toContain('late')
    goTo(town, '2026-11-23')
  })
})

describe('a sheet', () => {
  const head = 'Фамилия;Имя;Электронная почта;Дата рождения;Гражданство;Уровень;Направление'
  const tried = async (lines: readonly string[]): Promise<Seen> => {
    const form = new FormData()
    form.append('file', new File([[head, ...lines].join('\n')], 'students.csv', { type: 'text/csv' }))
    return officer.ask(`/desk/incoming-mobility/rounds/${round}/sheet/${partner}/try`, { method: 'POST', body: form })
  }

  test('says line by line what is wrong and writes nothing', async () => {
    const before = (await casesNamed()).length
    const seen = await tried([
      'SHEET;Anna;anna@example.org;17.05.2004;Germany;бакалавр;Law',
      'SHEET;Berta;no mail;31.02.2004;Atlantis;x;Law',
      'SHEET;Anna;other@example.org;17.05.2004;Germany;бакалавр;Law',
    ])
    expect(seen.status).toBe(422)
    for (const said of ['not a day', 'no country is called so', 'write bachelor', 'stands in line 2 already'])
      expect(seen.text).toContain(said)
    expect((await casesNamed()).length).toBe(before)
    expect(
      (
        await officer.ask(`/desk/incoming-mobility/rounds/${round}/sheet/${partner}/try`, {
          method: 'POST',
          body: new FormData(),
        })
      ).text,
    ).toContain('Choose a file')
  })

  test('is written as a whole, once, without those who are named already', async () => {
    const [known] = await casesNamed()
    const seen = await tried([
      'SHEET;Anna;anna@example.org;17.05.2004;Germany;бакалавр;Law',
      `SAMPLE;Renamed;${known.facts.mail};17.05.2004;PK;master;Law`,
    ])
    expect(seen.text).toContain(`named already, ${known.number}`)
    const lines = /name="lines" value="([^"]*)"/.exec(seen.html)?.[1]?.replaceAll('&#39;', "'") ?? ''
    const address = `/desk/incoming-mobility/rounds/${round}/sheet/${partner}`
    const form = { key: hidden(seen, 'key'), lines, contactName: 'Dr. Probe', contactMail: 'wrong' }
    expect((await officer.post(address, form)).status).toBe(422)
    const right = { ...form, contactMail: 'probe@example.org' }
    await Promise.all([officer.post(address, right), officer.post(address, right)])
    expect(await rows("select 1 from cases where title = 'SHEET Anna'")).toHaveLength(1)
    expect(await mailTo('anna@example.org')).toContain('/p/')
  })

  test('needs headings that are known, and takes the days of the round where it has none', async () => {
    const law = await lawOfToday(town.house)
    const ground = { law, today: law.day, from: '2027-02-01', to: '2027-06-30' }
    expect(readNomineeSheet([['a', 'b']], ground)).toEqual({ ok: false, key: 'sheet.noHeadings' })
    const cells = [
      ['List'],
      ['Surname', 'First name', 'E-mail', 'Date of birth', 'Nationality', 'Degree', 'Field'],
      ['A', 'B', 'a@example.org', '38124', 'DEU', 'Master', 'Law'],
    ]
    const read = readNomineeSheet(cells, ground)
    expect(read).toMatchObject({
      ok: true,
      lines: [{ row: 3, problems: [], nominee: { from: day('2027-02-01'), citizenship: 'DE', level: 'master' } }],
    })
  })
})

describe('a student whom a partner has named', () => {
  let guest: Visitor
  let id: string
  const my = () => `/my/kslu/${id}`
  const desk = () => `/desk/cases/incoming/${id}`
  const answers = {
    you: {
      familyName: 'SAMPLE',
      givenName: 'Guest',
      ...on('birthDay', '2004-05-17'),
      sex: 'female',
      citizenship: 'PK',
    },
    passport: {
      passportNumber: 'GG 7654321',
      passportCountry: 'PK',
      ...on('passportIssued', '2022-01-01'),
      ...on('passportEnds', '2032-01-01'),
    },
    studies: {
      level: 'bachelor',
      field: 'Hydropower',
      ...on('from', '2027-02-01'),
      ...on('to', '2027-06-30'),
      taughtIn: 'ru',
      languageLevel: 'B1',
      courses: '',
    },
    contact: {
      mail: 'x@example.org',
      phone: '+92 300 1234567',
      address: 'Sample street',
      emergencyName: 'Sample Mother',
      emergencyPhone: '+92 300 1234568',
    },
    coming: { visaSupport: 'yes', visaFrom: 'PK', consulate: '', hostel: 'yes' },
  }

  test('takes the case by the link, without a password, and a second browser does not', async () => {
    const [first] = await casesNamed()
    id = first.id
    const path = await linkTo(first.facts.mail)
    guest = await opened(path)
    expect((await guest.get(path)).text).toContain('Sample University of Probe has named you')
    const stranger = town.visitor()
    expect((await stranger.get(path)).text).toContain('opened in another browser')
    const taken = await guest.post(`${path}/answer`)
    expect(taken.location).toBe(my())
    expect((await guest.get(my())).text).toContain('What is missing from you')
    expect((await guest.get(`${my()}/answers/studies`)).html).toContain('Wind power')
    expect((await officer.get(desk())).text).toContain('has taken the application')
    expect((await officer.post(`/desk/incoming-mobility/cases/${id}/link`)).status).toBe(404)
  })

  test('answers, brings papers and sends; the office sends back once', async () => {
    for (const [section, given] of Object.entries(answers)) {
      const seen = await guest.post(`${my()}/answers/${section}`, given)
      expect([section, seen.status]).toEqual([section, 303])
    }
    const early = await guest.post(`${my()}/steps/send`, {
      consent: 'yes',
      version: hidden(await guest.get(`${my()}/check`), 'version'),
    })
    expect(early.status).not.toBe(303)
    for (const type of ['passport', 'transcript'])
      await guest.upload(`${my()}/documents/${type}`, [{ name: `${type}.jpg`, bytes: await jpeg(`${type}${id}`) }])
    const send = async (step: string) =>
      guest.post(`${my()}/steps/${step}`, {
        consent: 'yes',
        version: hidden(await guest.get(`${my()}/check`), 'version'),
      })
    expect((await send('send')).status).toBe(303)
    expect((await take(officer, desk(), 'ask', { message: 'The transcript is cut off' })).status).toBe(303)
    expect((await send('resend')).status).toBe(303)
    const [{ stage }] = await rows('select stage from cases where id = $1', id)
    expect(stage).toBe('checking')
  })

  test('is admitted by office and faculty: a letter that can be checked, a record, and the partner told', async () => {
    expect((await take(officer, desk(), 'passOn')).status).toBe(409)
    const [{ unit }] = await rows(
      "select id as unit from units where institution_id = 'kslu' order by sort_order limit 1",
    )
    await officer.post(`${desk()}/fill/answers/host`, { hostUnit: unit, letterLanguage: 'en' })
    const check = await officer.get(`${desk()}/fill/check`)
    expect((await officer.post(`${desk()}/steps/passOn`, { version: hidden(check, 'version') })).status).toBe(303)
    expect((await rows('select unit from cases where id = $1', id))[0].unit).toBe(unit)
    const dean = await deanOf(unit)
    const inUnit = `/desk/unit/incoming/${id}`
    const read = await dean.get(inUnit)
    expect(read.text).toContain('SAMPLE Guest')
    expect(read.text).not.toContain('7654321')
    expect((await take(dean, inUnit, 'recommend', { note: 'Gladly' })).status).toBe(303)
    expect((await take(officer, desk(), 'admit')).status).toBe(409)
    for (const type of ['passport', 'transcript'])
      await officer.post(`${desk()}/documents/${type}`, { state: 'accepted' })
    expect((await take(officer, desk(), 'admit')).status).toBe(303)
    await town.settled()
    const [letter] = await rows("select number, short_code, recipient from letters where kind = 'incoming.acceptance'")
    expect(letter.recipient).toBe('SAMPLE Guest')
    expect(letter.short_code).toBeTruthy()
    const [made] = await rows('select level, unit, number from students where case_id = $1', id)
    expect(made).toMatchObject({ level: 'bachelor', unit })
    const partnerMail = (await rows('select facts from cases where id = $1', id))[0].facts.partnerMail
    expect(await mailTo(partnerMail)).toContain('SAMPLE Guest is admitted')
    const page = await officer.get(desk())
    expect(page.text).toContain(made.number)
    expect((await rows("select 1 from stay_records where number = 'GG7654321'")).length).toBe(1)
    const invitation = await officer.post(/\/desk\/invitations\/students\/[\w-]+/.exec(page.html)?.[0] ?? '')
    expect((await officer.get(invitation.location ?? '')).html).toContain('GG7654321')
  })

  test('arrives, which starts the clocks of the stay, leaves, and gets a transcript that partner and student have', async () => {
    goTo(town, '2027-02-03')
    const [{ version }] = await rows('select version from cases where id = $1', id)
    const early = await officer.post(`${desk()}/steps/arrive`, {
      version,
      ...on('arrivedOn', '2027-02-01'),
      ...on('crossedOn', '2027-02-02'),
    })
    expect(early.text).toContain('Nobody arrives before crossing the border')
    expect(
      (await take(guest, my(), 'arrive', { ...on('arrivedOn', '2027-02-02'), ...on('crossedOn', '2027-02-01') }))
        .status,
    ).toBe(303)
    expect(await rows("select 1 from stay_records where kind = 'crossing' and case_id = $1", id)).toHaveLength(1)
    const [{ person }] = await rows('select subject_id as person from cases where id = $1', id)
    expect(
      await rows("select 1 from stay_clocks where person_id = $1 and name = 'registration.first'", person),
    ).toHaveLength(1)
    goTo(town, '2027-07-01')
    expect((await take(officer, desk(), 'leave', on('leftOn', '2027-06-30'))).status).toBe(303)
    expect((await rows('select next_date::text as due from cases where id = $1', id))[0].due).toBe('2027-07-30')
    expect((await take(officer, desk(), 'issue')).status).toBe(409)
    const marks = `/desk/incoming-mobility/cases/${id}/marks`
    const mark = { id: crypto.randomUUID(), subject: 'Turbines', credits: '5', ects: '6', mark: 'excellent' }
    expect((await officer.post(marks, { ...mark, credits: '', ects: '' })).status).toBe(422)
    expect((await officer.post(marks, mark)).status).toBe(303)
    await officer.post(marks, mark)
    expect((await officer.post(marks, { ...mark, id: crypto.randomUUID() })).status).toBe(409)
    expect((await officer.get(marks)).text).toContain('Credits together: 5; ECTS: 6')
    expect((await take(officer, desk(), 'issue')).status).toBe(303)
    await town.settled()
    const [letter] = await rows("select id, content, short_code from letters where kind = 'incoming.transcript'")
    expect(letter.content.marks.rows).toEqual([['1', 'Turbines', '5', '6', 'excellent']])
    expect(await rows('select to_address from mails where $1 = any(letter_ids::text[])', letter.id)).toHaveLength(2)
    expect((await officer.get(`/desk/letters/${letter.id}/file`)).status).toBe(200)
    expect((await officer.post(marks, mark)).status).toBe(409)
    expect((await take(officer, desk(), 'correct', { reason: 'A course was missing' })).status).toBe(303)
    expect(await rows('select 1 from letter_revocations where letter_id = $1', letter.id)).toHaveLength(1)
    goTo(town, '2026-11-23')
  })

  test('who withdraws ends the nomination: the partner is told and may name the student again', async () => {
    const [, second] = await casesNamed()
    const path = await linkTo(second.facts.mail)
    const other = await opened(path)
    await other.post(`${path}/answer`)
    expect((await take(other, `/my/kslu/${second.id}`, 'withdraw', { reason: '' })).status).toBe(303)
    expect(await mailTo(second.facts.partnerMail)).toContain('no reason')
    const { mail } = await invited()
    const again = await linkTo(mail)
    const probe = await opened(again)
    const same = student({ givenName: second.facts.givenName, mail: second.facts.mail })
    await probe.post(`${again}/answer`, same)
    expect((await probe.post(`${again}/answer`, { do: 'send' })).status).toBe(303)
    expect(await rows('select 1 from incoming_nominations where mail = $1', second.facts.mail)).toHaveLength(2)
  })

  test('whoever proved the address finds the case without the link; a stranger, a rector and another institution do not', async () => {
    const [{ id: waiting }] = await rows("select id from cases where title = 'SHEET Anna'")
    const zoe = await town.signedIn('zoe@example.org')
    await town.owner.query(
      "update persons set email = 'zoe@example.org' where id = (select subject_id from cases where id = $1)",
      [waiting],
    )
    await town.owner.query("update accounts set email_verified = false where email = 'zoe@example.org'")
    expect((await zoe.post(`/my/kslu/incoming/${waiting}/claim`)).status).toBe(404)
    await town.owner.query("update accounts set email_verified = true where email = 'zoe@example.org'")
    const amina = await town.signedIn('amina@example.org')
    expect((await amina.post(`/my/kslu/incoming/${waiting}/claim`)).status).toBe(404)
    expect((await zoe.get('/my')).text).toContain('Take the application')
    expect((await zoe.post(`/my/kslu/incoming/${waiting}/claim`)).location).toBe(`/my/kslu/${waiting}`)
    expect((await zoe.get(`/my/kslu/${waiting}`)).status).toBe(200)
    const kstu = await town.signedIn('officer@kstu.example')
    expect((await kstu.get(`/desk/incoming-mobility/rounds/${round}`)).status).toBe(404)
    expect((await kstu.get(`/desk/incoming-mobility/cases/${id}/marks`)).status).toBe(404)
    const rector = await town.signedIn('rector@kslu.example')
    expect((await rector.get(`/desk/incoming-mobility/rounds/${round}`)).status).toBe(200)
    expect((await rector.get(`/desk/incoming-mobility/rounds/${round}/sheet`)).status).toBe(404)
    expect((await rector.post('/desk/incoming-mobility/rounds/new', term)).status).toBe(404)
    expect((await town.visitor().get('/desk/incoming-mobility')).location).toContain('/sign-in')
  })
})
