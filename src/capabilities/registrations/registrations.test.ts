import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answers, type Applicant, accept, offeredPlace, take } from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg } from '../../../test/papers.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { remind } from '../dates/index.ts'
import { openRegistration, registerAgain, registration } from './index.ts'

let town: TestHouse
let aida: Visitor
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-01' })
  aida = await town.signedIn('officer@kslu.example')
})
beforeEach(() => goTo(town, '2026-09-01'))
afterAll(() => town.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows

interface Student extends Applicant {
  readonly person: string
}

/** Somebody from Pakistan who has accepted a place at KSLU; they study, and have not come yet. */
async function student(): Promise<Student> {
  const applicant = await offeredPlace(town, aida)
  const accepted = await accept(applicant)
  if (accepted.status !== 303) throw new Error(`not accepted: ${accepted.text}`)
  const [row] = await rows('select subject_id from cases where id = $1', applicant.id)
  return { ...applicant, person: row.subject_id }
}

const opening = '/my/kslu/registration/new'
const hostel = { place: 'hostel', hostel: 'Hostel 1, room 12', address: 'Bishkek, Sample street 1', ownerName: '' }
const flat = { place: 'flat', hostel: '', address: 'Bishkek, Sample avenue 2, flat 3', ownerName: 'Sample Owner' }

function on(name: string, date: string): Answers {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}.year`]: year, [`${name}.month`]: String(Number(month)), [`${name}.day`]: String(Number(day)) }
}

/** Where the registration stands that somebody has opened on the own pages. */
function opened(who: Student, seen: Seen): Student {
  const my = seen.location ?? ''
  if (!my) throw new Error(`not opened: ${seen.status} ${seen.text}`)
  const id = my.split('/').at(-1) ?? ''
  return { ...who, my, id, desk: `/desk/cases/registration/${id}` }
}

/** Answers a page; an answer may bring a new question on it, and then the same form goes once more. */
async function answers(who: Visitor, address: string, given: Answers): Promise<Seen> {
  const first = await who.post(address, given)
  return first.location?.endsWith(address) ? who.post(address, given) : first
}

async function says({ visitor, my }: Student, given: { readonly arrival?: Answers; readonly home?: Answers } = {}) {
  if (given.arrival) await answers(visitor, `${my}/answers/arrival`, given.arrival)
  await answers(visitor, `${my}/answers/home`, given.home ?? hostel)
  return takes(visitor, my, 'arrive', { consent: 'yes' })
}

/** Takes a step from the page on which everything is looked at again. */
async function takes(who: Visitor, base: string, step: string, fields: Answers = {}): Promise<Seen> {
  const check = await who.open(`${base}/check`)
  return who.post(`${base}/steps/${step}`, { version: hidden(check, 'version'), ...fields })
}

/** Says on the own pages that they are here. */
async function arrives(who: Student, crossedOn: string, home: Answers = hostel): Promise<Student> {
  const begun = opened(who, await who.visitor.post(opening, { occasion: 'arrival', ...on('on', crossedOn) }))
  const said = await says(begun, { home })
  if (said.status !== 303) throw new Error(`not said: ${said.text}`)
  return begun
}

async function brings({ visitor, my, id }: Student, ...types: string[]): Promise<void> {
  for (const type of types)
    await visitor.upload(`${my}/documents/${type}`, [{ name: `${type}.jpg`, bytes: await jpeg(`${type}${id}`) }])
}

async function done(seen: Promise<Seen>): Promise<void> {
  const { status, text } = await seen
  if (status !== 303) throw new Error(`${status}: ${text}`)
}

/** The office takes the papers over, accepts and hands them over. */
async function handedOver(who: Student, ...papers: string[]): Promise<void> {
  await brings(who, ...papers)
  await done(take(aida, who.desk, 'takeOver'))
  await accepts(who, papers)
  await done(take(aida, who.desk, 'handOver', { reference: '77/1' }))
}

async function accepts({ desk }: Student, papers: readonly string[]): Promise<void> {
  for (const type of papers) await aida.post(`${desk}/documents/${type}`, { state: 'accepted' })
}

const certificate = { certificate: 'R 100', kind: 'stay', ...on('from', '2026-09-21'), ...on('to', '2027-09-20') }

async function registered(crossedOn = '2026-09-21'): Promise<Student> {
  const who = await student()
  goTo(town, '2026-09-24')
  const zara = await arrives(who, crossedOn)
  await handedOver(zara, 'passport', 'fee')
  await done(take(aida, zara.desk, 'register', certificate))
  return zara
}

const stageOf = async ({ id }: Student) => (await rows('select stage from cases where id = $1', id))[0].stage
const stayOf = ({ person }: Student, kind: string) =>
  rows(
    `select number, from_on::text as from, to_on::text as to, said, state, ended_on::text as ended, ended_why as why
       from stay_records where person_id = $1 and kind = $2 order by from_on, added_at`,
    person,
    kind,
  )

describe('from the border to the certificate', () => {
  test('a student in the hostel registers on their own pages', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const zara = await arrives(who, '2026-09-21')

    const page = await zara.visitor.get(zara.my)
    expect(page.text).toContain('28 September 2026')
    expect(page.text).toMatch(/KSLU-R-2026-\d{5}/)
    expect(page.text).not.toContain('Notarized application')
    expect(await stayOf(zara, 'crossing')).toMatchObject([{ from: '2026-09-21', said: { direction: 'in' } }])
    const home = { place: 'hostel', address: 'Hostel 1, room 12, Bishkek, Sample street 1' }
    expect(await stayOf(zara, 'home')).toMatchObject([{ said: home }])
    expect(await stayOf(zara, 'passport')).toMatchObject([{ number: 'AB1234567', to: '2032-02-01' }])

    await brings(zara, 'passport', 'fee')
    await done(takes(zara.visitor, zara.my, 'handIn'))
    expect((await take(aida, zara.desk, 'handOver')).status).toBe(409)
    await done(take(aida, zara.desk, 'takeOver'))
    expect((await zara.visitor.get(zara.my)).text).toContain('the term is kept')
    await accepts(zara, ['passport', 'fee'])
    await done(take(aida, zara.desk, 'petition'))
    await done(take(aida, zara.desk, 'handOver', { reference: '77/1' }))
    await done(take(aida, zara.desk, 'register', certificate))

    expect(await stageOf(zara)).toBe('registered')
    expect(await stayOf(zara, 'registration')).toMatchObject([
      {
        number: 'R100',
        from: '2026-09-21',
        to: '2027-09-20',
        state: 'valid',
        said: { registeredAs: 'stay', address: home.address },
      },
    ])
    const [case_] = await rows('select title, facts from cases where id = $1', zara.id)
    expect(case_.title).toBe('SAMPLE Zara')
    expect(case_.facts).toMatchObject({ takenOn: '2026-09-22', handedNumber: '77/1', number: 'R 100' })
    await town.settled()
  })

  test('whoever lives in a flat says whose it is and brings the owner’s notarized application', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const begun = opened(who, await who.visitor.post(opening, { occasion: 'arrival', ...on('on', '2026-09-21') }))
    const unowned = await answers(who.visitor, `${begun.my}/answers/home`, { ...flat, ownerName: '' })
    expect(unowned.status).toBe(422)
    await done(says(begun, { home: flat }))
    await brings(begun, 'passport', 'fee')
    expect((await takes(begun.visitor, begun.my, 'handIn')).status).toBe(409)
    expect((await take(aida, begun.desk, 'takeOver')).status).toBe(409)
    await brings(begun, 'owner')
    await done(takes(begun.visitor, begun.my, 'handIn'))
    expect(await stayOf(begun, 'home')).toMatchObject([{ said: { place: 'flat', owner: 'Sample Owner' } }])
  })

  test('the receipt and the petition are letters with numbers, the petition in Russian and Kyrgyz', async () => {
    const zara = await registered()
    await done(
      (async () => {
        const again = await arrivesAgain(zara)
        await brings(again, 'passport', 'fee')
        await done(take(aida, again.desk, 'takeOver'))
        return take(aida, again.desk, 'petition', { order: '12-s of 1 September 2026' })
      })(),
    )
    const letters = await rows(
      `select kind, recipient, content from letters
        where kind like 'registration.%' and case_id in (select id from cases where subject_id = $1)
        order by issued_at`,
      zara.person,
    )
    const [first, , petition] = letters
    expect(first.kind).toBe('registration.receipt')
    expect(JSON.stringify(first.content)).toContain('SAMPLE Zara')
    expect(petition.kind).toBe('registration.petition')
    expect(petition.recipient).toBeTruthy()
    const [russian, kyrgyz] = petition.content.versions
    expect([russian.lang, kyrgyz.lang]).toEqual(['ru', 'ky'])
    expect(russian.text).toContain('приказ о зачислении № 12-s of 1 September 2026')
    expect(russian.text).toContain('Hostel 1, room 12, Bishkek, Sample street 1')
    expect(kyrgyz.text).toContain('AB1234567')
    await town.settled()
  })

  test('papers given in time count, however late the body registers', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const zara = await arrives(who, '2026-09-21')
    await brings(zara, 'passport', 'fee')
    goTo(town, '2026-10-05')
    await done(take(aida, zara.desk, 'takeOver', on('on', '2026-09-28')))
    const { text } = await aida.get(zara.desk)
    expect(text).toContain('The university took the papers over on 28 September 2026: the term is kept.')
    expect(text).not.toContain('after the term')
  })

  test('one date stands in one place: in the case while it is open, in the stay when nothing came of it', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const zara = await arrives(who, '2026-09-21')
    const dates = async () => {
      const clocks = await rows(
        `select name from stay_clocks where person_id = $1 and name like 'registration%'`,
        zara.person,
      )
      const deadlines = await rows('select name from case_deadlines where case_id = $1', zara.id)
      return [...clocks, ...deadlines].map(({ name }) => name)
    }
    expect(await dates()).toEqual(['registration'])
    await handedOver(zara, 'passport', 'fee')
    expect(await dates()).toEqual([])
    await done(take(aida, zara.desk, 'refuse', { reason: 'Another address is registered' }))
    expect(await dates()).toEqual(['registration.first'])
    await done(take(aida, zara.desk, 'tryAgain'))
    expect(await dates()).toEqual([])
    await done(take(aida, zara.desk, 'handOver'))
    await done(take(aida, zara.desk, 'register', certificate))
    expect(await dates()).toEqual(['registration.ends'])
    goTo(town, '2027-09-01')
    const longer = opened(zara, await zara.visitor.post(opening, { occasion: 'extension' }))
    await done(says(longer))
    expect(await dates()).toEqual([])
    const [{ due }] = await rows('select due::text from case_deadlines where case_id = $1', longer.id)
    expect(due).toBe('2027-09-20')
  })

  test('the case says number, days and body; the number only to those who may look at papers', async () => {
    const zara = await registered()
    for (const reader of [zara.visitor, aida]) {
      const { text } = await reader.get(reader === aida ? zara.desk : zara.my)
      for (const said of ['R 100', '20 September 2027', '77/1', 'At the place of stay']) expect(text).toContain(said)
    }
    const rector = await (await town.signedIn('rector@kslu.example')).get(zara.desk)
    expect(rector.text).toContain('20 September 2027')
    expect(rector.text).not.toContain('R 100')
  })

  test('the student is reminded before the day and after it was missed, and nothing goes twice', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const zara = await arrives(who, '2026-09-21')
    const reminded = async (today: string) => {
      goTo(town, today)
      for (const _ of [1, 2]) await remind(town.house, 'kslu', [registration])
      const [{ count }] = await rows(
        `select count(*)::int from mails where to_address = $1 and kind = 'registration.reminder'`,
        zara.mail,
      )
      return count
    }
    expect([await reminded('2026-09-22'), await reminded('2026-09-23')]).toEqual([0, 1])
    expect([await reminded('2026-09-28'), await reminded('2026-09-29'), await reminded('2026-10-05')]).toEqual([
      2, 3, 3,
    ])
    await brings(zara, 'passport', 'fee')
    await done(take(aida, zara.desk, 'takeOver'))
    expect(await reminded('2026-10-06')).toBe(3)
  })

  test('a missed term is said with what the law says of it, and stops nothing', async () => {
    const who = await student()
    goTo(town, '2026-10-01')
    const zara = await arrives(who, '2026-09-21')
    const { text } = await zara.visitor.get(zara.my)
    expect(text).toContain('3 days after the term')
    expect(text).toContain('5,500 som')
    expect(text).toContain('nobody has verified this')
    await handedOver(zara, 'passport', 'fee')
    expect(await stageOf(zara)).toBe('handed')
  })
})

async function arrivesAgain(zara: Student): Promise<Student> {
  const begun = opened(zara, await zara.visitor.post(opening, { occasion: 'address', ...on('on', '2026-09-23') }))
  await done(says(begun, { home: hostel }))
  return begun
}

describe('what comes back', () => {
  async function returned(until: string): Promise<Student> {
    const who = await student()
    goTo(town, '2026-09-22')
    const zara = await arrives(who, '2026-09-21')
    await handedOver(zara, 'passport', 'fee')
    goTo(town, '2026-09-25')
    await done(take(aida, zara.desk, 'sendBack', { reason: 'The photocopy is pale', ...on('until', until) }))
    await aida.post(`${zara.desk}/documents/passport`, { state: 'returned', reason: 'Pale: copy it anew' })
    return zara
  }

  test('is mended in time and handed over again', async () => {
    const zara = await returned('2026-09-30')
    const { text } = await zara.visitor.get(zara.my)
    expect(text).toContain('The photocopy is pale')
    expect(text).toContain('30 September 2026')
    expect((await takes(zara.visitor, zara.my, 'mend')).status).toBe(409)
    await brings(zara, 'passport')
    goTo(town, '2026-09-30')
    await done(takes(zara.visitor, zara.my, 'mend'))
    await accepts(zara, ['passport'])
    await done(take(aida, zara.desk, 'handOver'))
    await done(take(aida, zara.desk, 'register', certificate))
    expect(await stageOf(zara)).toBe('registered')
  })

  test('is mended too late: the date says so, and the case goes on', async () => {
    const zara = await returned('2026-09-30')
    goTo(town, '2026-10-02')
    expect((await zara.visitor.get(zara.my)).text).toContain('2 days ago')
    await brings(zara, 'passport')
    await done(takes(zara.visitor, zara.my, 'mend'))
    expect(await stageOf(zara)).toBe('taken')
  })

  test('a day for mending that has passed is refused, and what was written stays', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const zara = await arrives(who, '2026-09-21')
    await handedOver(zara, 'passport', 'fee')
    const slip = await take(aida, zara.desk, 'sendBack', { reason: 'Pale', ...on('until', '2026-09-21') })
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('Pale')
    expect(slip.text).toContain('This day has passed')
  })

  test('a refusal can be taken up again', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const zara = await arrives(who, '2026-09-21')
    await handedOver(zara, 'passport', 'fee')
    await done(take(aida, zara.desk, 'refuse', { reason: 'No place for this number of persons' }))
    expect((await zara.visitor.get(zara.my)).text).toContain('No place for this number of persons')
    await done(take(aida, zara.desk, 'tryAgain'))
    expect(await stageOf(zara)).toBe('taken')
  })
})

describe('registering again', () => {
  test('after a move: what is known is filled in, the home is asked anew, and the term is that of the change', async () => {
    const zara = await registered()
    goTo(town, '2026-10-05')
    const begun = opened(zara, await zara.visitor.post(opening, { occasion: 'address', ...on('on', '2026-10-01') }))
    expect(begun.id).not.toBe(zara.id)
    expect((await zara.visitor.get(`${begun.my}/answers/passport`)).html).toContain('value="AB1234567"')
    expect((await zara.visitor.get(`${begun.my}/answers/home`)).html).not.toContain('Sample street 1')
    await done(says(begun, { home: flat }))
    expect((await zara.visitor.get(begun.my)).text).toContain('15 October 2026')
    expect(await stayOf(zara, 'home')).toMatchObject([
      { state: 'ended', ended: '2026-10-01' },
      { state: 'valid', from: '2026-10-01', said: { owner: 'Sample Owner' } },
    ])
    await handedOver(begun, 'passport', 'fee', 'owner')
    const next = { ...certificate, certificate: 'R 200', ...on('from', '2026-10-05'), ...on('to', '2027-10-04') }
    await done(take(aida, begun.desk, 'register', next))
    expect(await stayOf(zara, 'registration')).toMatchObject([
      { number: 'R100', state: 'ended', ended: '2026-10-05' },
      { number: 'R200', state: 'valid' },
    ])
  })

  test('after a change before the rule was there: no term is invented', async () => {
    const who = await student()
    goTo(town, '2026-09-10')
    const zara = await arrives(who, '2026-09-07')
    await handedOver(zara, 'passport', 'fee')
    await done(take(aida, zara.desk, 'register', { ...certificate, ...on('from', '2026-09-08') }))
    goTo(town, '2026-09-20')
    const begun = opened(zara, await zara.visitor.post(opening, { occasion: 'address', ...on('on', '2026-09-18') }))
    await done(says(begun, { home: flat }))
    expect((await zara.visitor.get(begun.my)).text).toContain('the program knows no term of the law')
  })

  test('an extension opens from the last registration, by its last day', async () => {
    const zara = await registered()
    goTo(town, '2027-09-01')
    const begun = opened(zara, await zara.visitor.post(opening, { occasion: 'extension' }))
    await done(says(begun))
    expect((await zara.visitor.get(begun.my)).text).toContain('20 September 2027')
    expect(await stayOf(zara, 'home')).toHaveLength(1)
    expect(await stayOf(zara, 'crossing')).toHaveLength(1)
  })

  test('an absence of 30 days makes it void from the day of leaving, and the return starts the clock anew', async () => {
    const zara = await registered()
    goTo(town, '2026-11-02')
    const short = await take(zara.visitor, zara.my, 'absence', {
      ...on('left', '2026-10-10'),
      ...on('back', '2026-11-01'),
    })
    expect(short.text).toContain('22 days away: the registration goes on')
    expect(await stageOf(zara)).toBe('registered')
    await done(take(zara.visitor, zara.my, 'absence', { ...on('left', '2026-10-01'), ...on('back', '2026-11-01') }))
    expect(await stageOf(zara)).toBe('voided')
    expect(await stayOf(zara, 'registration')).toMatchObject([{ state: 'ended', ended: '2026-10-01' }])
    const again = await arrives(zara, '2026-11-01')
    // PK is on no list: five working days from 1 November; 7 and 8 November are a weekend.
    expect((await zara.visitor.get(again.my)).text).toContain('6 November 2026')
  })

  test('an absence that the office wrote down is found at the return', async () => {
    const zara = await registered()
    goTo(town, '2026-11-02')
    await rows(
      `insert into stay_records (institution_id, person_id, kind, from_on, to_on, said, added_at, by_id, by_name)
       values ('kslu', $1, 'absence', '2026-10-01', '2026-11-01', '{"where":"abroad"}', now(), 'x', 'x')`,
      zara.person,
    )
    expect((await zara.visitor.get(opening)).text).toContain('The registration is void: away since 1 October 2026')
    await arrives(zara, '2026-11-01')
    expect(await stayOf(zara, 'registration')).toMatchObject([{ state: 'ended', ended: '2026-10-01' }])
  })

  test('a move within the hostel starts it from another capability, and twice is once', async () => {
    const zara = await registered()
    const [{ id: accountId }] = await rows(`select id from accounts where email = 'officer@kslu.example'`)
    const by = { id: accountId, name: 'Aida Example', role: 'officer' }
    const act = { house: town.house, institution: 'kslu', by, party: 'office' } as const
    const moved = { occasion: 'address', on: day('2026-09-24'), place: 'hostel', hostel: 'Hostel 2, room 5' } as const
    const [one, other] = await Promise.all([
      openRegistration(act, zara.person, moved),
      openRegistration(act, zara.person, moved),
    ])
    expect(one).toBe(other)
    expect(await openRegistration(act, zara.person, moved)).toBe(one)
    const [{ typed, number }] = await rows('select typed, number from cases where id = $1', one)
    expect(typed).toMatchObject({ occasion: 'address', hostel: 'Hostel 2, room 5', 'changedOn.day': '24' })
    expect(number).toMatch(/^KSLU-R-2026-/)
  })
})

describe('what another capability has written down', () => {
  async function homeIn(who: Student, from: string) {
    await rows(
      `insert into stay_records (institution_id, person_id, kind, from_on, said, added_at, by_id, by_name)
       values ('kslu', $1, 'home', $2, '{"place":"hostel","address":"Hostel 2, 5"}', now(), 'x', 'x')`,
      who.person,
      from,
    )
    const [{ id: accountId }] = await rows(`select id from accounts where email = 'officer@kslu.example'`)
    const by = { id: accountId, name: 'Aida Example', role: 'officer' }
    const act = { house: town.house, institution: 'kslu', by, party: 'office' } as const
    return registerAgain(act, who.person, 'address', day(from))
  }

  test('a new place opens the registration with the new address in it; nobody types it again', async () => {
    const zara = await registered()
    goTo(town, '2026-10-05')
    const id = await homeIn(zara, '2026-10-01')
    const desk = `/desk/cases/registration/${id}`
    const [{ typed }] = await rows('select typed from cases where id = $1', id)
    expect(typed).toMatchObject({
      occasion: 'address',
      place: 'hostel',
      address: 'Hostel 2, 5',
      'changedOn.month': '10',
    })
    await done(takes(aida, `${desk}/fill`, 'arrive'))
    const homes = await stayOf(zara, 'home')
    expect(homes.filter(({ state }) => state === 'valid')).toMatchObject([{ said: { address: 'Hostel 2, 5' } }])
  })

  test('whoever is not registered, or was registered later, registers nothing again', async () => {
    expect(await homeIn(await student(), '2026-09-01')).toBeNull()
    expect(await homeIn(await registered(), '2026-09-21')).toBeNull()
  })
})

describe('at the desk', () => {
  test('an officer opens it for a student who comes with papers, and fills it in', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const page = await aida.get(`/desk/persons/${who.person}`)
    expect(page.html).toContain(`/desk/persons/${who.person}/registration`)
    const begun = await aida.post(`/desk/persons/${who.person}/registration`, {
      occasion: 'arrival',
      ...on('on', '2026-09-21'),
    })
    const desk = begun.location ?? ''
    expect((await aida.get('/desk/cases/registration?stage=arriving')).html).toContain(desk)
    await answers(aida, `${desk}/fill/answers/home`, hostel)
    await done(takes(aida, `${desk}/fill`, 'arrive'))
    for (const type of ['passport', 'fee']) await aida.post(`${desk}/documents/${type}`, { state: 'shown' })
    await done(take(aida, desk, 'takeOver'))
    const mine = await who.visitor.get('/my')
    expect(mine.text).toContain('Taken over by the university')
  })

  test('what was said wrongly is corrected, and the stay says what is true', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const zara = await arrives(who, '2026-09-20')
    await done(take(zara.visitor, zara.my, 'correct'))
    await done(says(zara, { arrival: { occasion: 'arrival', ...on('crossedOn', '2026-09-21') } }))
    expect(await stayOf(zara, 'crossing')).toMatchObject([
      { from: '2026-09-20', state: 'ended' },
      { from: '2026-09-21', state: 'valid' },
    ])
    expect(await stayOf(zara, 'passport')).toHaveLength(1)
    await brings(zara, 'passport', 'fee')
    await done(take(aida, zara.desk, 'takeOver'))
    expect((await take(zara.visitor, zara.my, 'correct')).status).toBe(409)
  })

  test('whoever leaves before it is needed closes it, and the day stands in the stay', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const zara = await arrives(who, '2026-09-21')
    const before = await take(aida, zara.desk, 'leave', on('on', '2026-09-20'))
    expect(before.status).toBe(422)
    await done(take(aida, zara.desk, 'leave'))
    expect(await stayOf(zara, 'crossing')).toMatchObject([
      { said: { direction: 'in' } },
      { said: { direction: 'out' } },
    ])
  })
})

describe('bad input', () => {
  test('a crossing tomorrow is refused, and what was typed stays', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const slip = await who.visitor.post(opening, { occasion: 'arrival', ...on('on', '2026-09-23') })
    expect(slip.status).toBe(422)
    expect(slip.text).toContain('This day hasn’t come yet')
    expect(slip.html).toContain('value="23"')
    const begun = opened(who, await who.visitor.post(opening, { occasion: 'arrival' }))
    const later = await answers(who.visitor, `${begun.my}/answers/arrival`, {
      occasion: 'arrival',
      ...on('crossedOn', '2026-09-23'),
    })
    expect(later.status).toBe(422)
    const early = await answers(who.visitor, `${begun.my}/answers/arrival`, {
      occasion: 'arrival',
      ...on('crossedOn', '2022-01-31'),
    })
    expect(early.text).toContain('can’t be crossed with a passport that was issued later')
    expect((await takes(who.visitor, begun.my, 'arrive', { consent: 'yes' })).status).toBe(409)
  })

  test('a registration that ends before it begins is said at the field', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const zara = await arrives(who, '2026-09-21')
    await handedOver(zara, 'passport', 'fee')
    const slip = await take(aida, zara.desk, 'register', { ...certificate, ...on('to', '2026-09-20') })
    expect(slip.status).toBe(422)
    expect(slip.text).toContain('It ends before it begins')
    expect(slip.html).toContain('value="R 100"')
  })

  test('nothing chosen, and what is no occasion', async () => {
    const who = await student()
    for (const occasion of ['', 'holiday', '__proto__'])
      expect((await who.visitor.post(opening, { occasion })).status).toBe(422)
  })
})

describe('who may', () => {
  test('the same form twice, and two at once, open one registration', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const form = { occasion: 'arrival', ...on('on', '2026-09-21') }
    const both = await Promise.all([who.visitor.post(opening, form), who.visitor.post(opening, form)])
    const third = await who.visitor.post(opening, form)
    expect(new Set([...both, third].map(({ location }) => location)).size).toBe(1)
  })

  test('a stranger, an applicant without a place, another institution and the rector open nothing', async () => {
    const who = await student()
    const zoe = await town.signedIn('zoe@example.org')
    expect((await zoe.get(opening)).status).toBe(404)
    expect((await zoe.post(opening, { occasion: 'arrival' })).status).toBe(404)
    expect((await who.visitor.get('/my/kstu/registration/new')).status).toBe(404)
    expect((await town.visitor().get(opening)).location).toContain('/sign-in')
    const desk = `/desk/persons/${who.person}/registration`
    for (const other of ['officer@kstu.example', 'rector@kslu.example'])
      expect((await (await town.signedIn(other)).post(desk, { occasion: 'arrival' })).status).toBe(404)
  })

  test('a registration of KSLU is not there for KSTU, nor for another student', async () => {
    const who = await student()
    goTo(town, '2026-09-22')
    const zara = await arrives(who, '2026-09-21')
    const asel = await town.signedIn('officer@kstu.example')
    const zoe = await town.signedIn('zoe@example.org')
    expect((await asel.get(zara.desk)).status).toBe(404)
    expect((await zoe.get(zara.my)).status).toBe(404)
    const rector = await (await town.signedIn('rector@kslu.example')).get(zara.desk)
    expect(rector.status).toBe(200)
    expect(rector.text).not.toContain('AB1234567')
  })
})
