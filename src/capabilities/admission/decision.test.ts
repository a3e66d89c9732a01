import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Answers,
  type Applicant,
  accept,
  acceptAll,
  answer,
  begin,
  bring,
  offeredPlace,
  plans,
  send,
  sentApplication,
  take,
} from '../../../test/applicant.ts'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { procedures } from '../../app.tsx'
import { verifyJournal } from '../cases/index.ts'
import { remind } from '../dates/index.ts'

const firstDay = '2026-09-01'
// Fourteen days after the offer; the settings of KSLU's pack.
const lastDay = '2026-09-15'
const dayAfter = '2026-09-16'

let town: TestHouse
let aida: Visitor
beforeAll(async () => {
  town = await testHouse({ today: firstDay })
  aida = await town.signedIn('officer@kslu.example')
})
beforeEach(() => goTo(town, firstDay))
afterAll(() => town.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const stageOf = async ({ id }: Applicant): Promise<string> =>
  (await rows('select stage from cases where id = $1', id))[0].stage
const mailsOf = async ({ mail }: Applicant, kind: string) =>
  rows(
    'select subject, body from mails where to_address = $1 and kind = $2 order by queued_at',
    mail,
    `admission.${kind}`,
  )
const lettersInForce = async ({ id }: Applicant) =>
  (
    await rows(
      `select count(*)::int as count from letters l where case_id = $1 and kind = 'admission.letter'
       and not exists (select from letter_revocations r where r.letter_id = l.id)`,
      id,
    )
  )[0].count

const until = (day: string): Answers => {
  const [year = '', month = '', date = ''] = day.split('-')
  return { 'until.day': date, 'until.month': month, 'until.year': year }
}

/** The applicant takes a step from the own page, as its button does. */
async function answerWith({ visitor, my }: Applicant, step: string, fields: Answers = {}) {
  const page = await visitor.get(my)
  return visitor.post(`${my}/steps/${step}`, { version: hidden(page, 'version'), ...fields })
}

describe('a place is offered and accepted by a day', () => {
  test('the offer says by which day, on whose term, and nobody has confirmed that term', async () => {
    const applicant = await offeredPlace(town, aida)
    const page = await applicant.visitor.get(applicant.my)
    expect(page.text).toContain('You are admitted: accept your place')
    expect(page.text).toContain('15 September 2026')
    expect(page.text).toContain("The office's own term for accepting a place")
    expect(page.text).toContain('Nobody has verified this rule yet')
    expect((await mailsOf(applicant, 'admit'))[0].body).toContain('accept the place in time')
  })

  test('what later procedures need is asked once, page by page, and the place is accepted on the last', async () => {
    const applicant = await offeredPlace(town, aida)
    const { visitor, my, desk } = applicant
    expect((await visitor.get(`${my}/answers/plans`)).text).toContain('Do you need visa support?')
    const first = await visitor.post(`${my}/answers/plans`, plans.plans)
    expect(first.location).toBe(`${my}/answers/plans`)
    expect((await visitor.get(`${my}/answers/plans`)).text).toContain('In which country will you ask for the visa?')
    expect((await visitor.post(`${my}/answers/plans`, plans.plans)).location).toBe(`${my}/answers/basis`)
    const early = await visitor.post(`${my}/steps/accept`, { version: hidden(await visitor.get(my), 'version') })
    expect([early.status, await stageOf(applicant)]).toEqual([409, 'admitted'])
    expect(early.text).toContain('parts of the questions aren')

    expect((await accept(applicant)).location).toBe(my)
    expect(await stageOf(applicant)).toBe('accepted')
    expect((await visitor.get(my)).text).toContain('Your place is yours')
    expect((await mailsOf(applicant, 'accept')).length).toBe(1)
    const seen = await aida.get(desk)
    for (const said of ['Sample Parent', 'Islamabad', '20 September 2026', 'Individual contract'])
      expect(seen.text).toContain(said)
  })

  test('the first answers stay closed while the last are asked', async () => {
    const applicant = await offeredPlace(town, aida)
    const { visitor, my } = applicant
    expect((await visitor.post(`${my}/answers/you`, { familyName: 'OTHER' })).status).toBe(409)
    const kept = await visitor.post(`${my}/answers`, { familyName: 'OTHER', emergencyName: 'Sample Uncle' })
    expect(kept.status).toBe(200)
    const [{ typed }] = await rows('select typed from cases where id = $1', applicant.id)
    expect([typed.familyName, typed.emergencyName]).toEqual(['SAMPLE', 'Sample Uncle'])
  })

  test('a citizen who needs no visa is asked nothing about one; who lives here, nothing about arrival', async () => {
    const applicant = await begin(town)
    await answer(applicant, { you: { citizenship: 'KZ' }, contacts: { livesIn: 'KG' } })
    await bring(applicant, ['application-form', 'passport', 'education', 'transcript'])
    await send(applicant)
    await acceptAll(aida, applicant.desk)
    expect((await take(aida, applicant.desk, 'admit')).status).toBe(303)
    const page = await applicant.visitor.get(`${applicant.my}/answers/plans`)
    expect(page.text).not.toContain('visa support?')
    expect(page.text).not.toContain('expect to arrive')
    expect(page.text).toContain('hostel')
  })

  test('an arrival before today and a telephone of letters are refused, and what was typed stays', async () => {
    const { visitor, my } = await offeredPlace(town, aida)
    await visitor.post(`${my}/answers/plans`, plans.plans)
    const early = await visitor.post(`${my}/answers/plans`, { ...plans.plans, 'arrivesOn.month': '8' })
    expect([early.status, early.text.includes('This day has passed')]).toEqual([422, true])
    const odd = await visitor.post(`${my}/answers/emergency`, { emergencyName: 'Sample Aunt', emergencyPhone: 'soon' })
    expect([odd.status, odd.html.includes('value="soon"')]).toEqual([422, true])
  })

  test('the day itself is in time, the day after is not, and the office may give more time', async () => {
    const [onTime, late] = [await offeredPlace(town, aida), await offeredPlace(town, aida)]
    goTo(town, lastDay)
    expect((await accept(onTime)).location).toBe(onTime.my)
    expect(await stageOf(onTime)).toBe('accepted')

    const tooEarly = await take(aida, late.desk, 'giveOn')
    expect([tooEarly.status, tooEarly.text.includes('may still accept')]).toEqual([409, true])
    goTo(town, dayAfter)
    const refused = await accept(late)
    expect([refused.status, await stageOf(late)]).toEqual([409, 'admitted'])
    expect(refused.text).toContain('The day for accepting the place has passed')
    expect((await aida.get('/desk')).html).toContain(`href="${late.desk}"`)

    const past = await take(aida, late.desk, 'extend', until(lastDay))
    expect([past.status, past.text.includes('This day has passed')]).toEqual([422, true])
    expect((await take(aida, late.desk, 'extend', until(dayAfter))).status).toBe(303)
    expect((await mailsOf(late, 'extend'))[0].body).toContain('16 September 2026')
    expect((await accept(late)).status).toBe(303)
    expect(await stageOf(late)).toBe('accepted')
  })

  test('a place that nobody answers is given on, and its letter is revoked; it can be offered again with a new one', async () => {
    const applicant = await offeredPlace(town, aida)
    goTo(town, dayAfter)
    expect((await take(aida, applicant.desk, 'giveOn')).status).toBe(303)
    expect([await stageOf(applicant), await lettersInForce(applicant)]).toEqual(['lapsed', 0])
    expect((await mailsOf(applicant, 'giveOn')).length).toBe(1)
    expect((await accept(applicant)).status).toBe(409)
    expect((await take(aida, applicant.desk, 'offerAgain')).status).toBe(303)
    expect(await lettersInForce(applicant)).toBe(1)
    expect((await applicant.visitor.get(applicant.my)).text).toContain('30 September 2026')
    expect((await accept(applicant)).status).toBe(303)
  })

  test('reminders go 7 and 2 days before and on the day, each once, and again after more time was given', async () => {
    const applicant = await offeredPlace(town, aida)
    const reminded = async (today: string) => {
      goTo(town, today)
      await remind(town.house, 'kslu', procedures)
      await remind(town.house, 'kslu', procedures)
      return (await mailsOf(applicant, 'reminder')).length
    }
    const counts = []
    for (const today of ['2026-09-07', '2026-09-08', '2026-09-13', lastDay]) counts.push(await reminded(today))
    expect(counts).toEqual([0, 1, 2, 3])
    await take(aida, applicant.desk, 'extend', until('2026-09-20'))
    expect(await reminded('2026-09-18')).toBe(4)
    await accept(applicant, { plans: { ...plans.plans, 'arrivesOn.day': '30' } })
    expect(await reminded('2026-09-20')).toBe(4)
  })

  test('accepted twice is accepted once; declined is declined, whatever an old page says', async () => {
    const applicant = await offeredPlace(town, aida)
    const { visitor, my } = applicant
    const stale = hidden(await visitor.get(my), 'version')
    await accept(applicant)
    const [{ version }] = await rows('select version from cases where id = $1', applicant.id)
    expect((await visitor.post(`${my}/steps/accept`, { version: String(version - 1) })).location).toBe(my)
    expect((await visitor.post(`${my}/steps/decline`, { version: stale })).status).toBe(409)
    expect(await stageOf(applicant)).toBe('accepted')
    expect((await rows("select from case_actions where case_id = $1 and action = 'accept'", applicant.id)).length).toBe(
      1,
    )

    const other = await offeredPlace(town, aida)
    expect((await answerWith(other, 'decline', { reason: 'Another university' })).status).toBe(303)
    expect([await stageOf(other), await lettersInForce(other)]).toEqual(['declined', 0])
    expect((await accept(other)).status).toBe(409)
    expect((await aida.get(other.desk)).text).toContain('Another university')
    expect((await take(aida, other.desk, 'offerAgain')).status).toBe(303)
  })

  test('both answers at once: one of them counts, and the other one’s page says so', async () => {
    const applicant = await offeredPlace(town, aida)
    const { visitor, my } = applicant
    for (const [section, answers] of Object.entries(plans)) await visitor.post(`${my}/answers/${section}`, answers)
    await visitor.post(`${my}/answers/plans`, plans.plans)
    const version = hidden(await visitor.get(my), 'version')
    const both = await Promise.all([
      visitor.post(`${my}/steps/accept`, { version }),
      visitor.post(`${my}/steps/decline`, { version }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  })
})

describe('admitted on condition', () => {
  const condition = { condition: 'Show the final school certificate.', ...until('2026-09-10') }

  test('the person reads the condition and the day, shows it, and the office confirms', async () => {
    const applicant = await sentApplication(town)
    await acceptAll(aida, applicant.desk)
    expect((await take(aida, applicant.desk, 'admitOnCondition', condition)).status).toBe(303)
    const { visitor, my } = applicant
    const page = await visitor.get(my)
    for (const said of ['You are admitted on a condition', 'final school certificate', '10 September 2026'])
      expect(page.text).toContain(said)
    expect((await mailsOf(applicant, 'admitOnCondition'))[0].body).toMatch(/final school.*10 September 2026/s)
    expect(await lettersInForce(applicant)).toBe(0)

    await bring(applicant, ['condition'])
    expect((await answerWith(applicant, 'submit')).status).toBe(303)
    expect(await stageOf(applicant)).toBe('proving')
    expect((await aida.get(applicant.desk)).text).toContain('Show the final school certificate.')
    await aida.post(`${applicant.desk}/documents/condition`, { state: 'accepted' })
    expect((await take(aida, applicant.desk, 'conditionMet')).status).toBe(303)
    expect([await stageOf(applicant), await lettersInForce(applicant)]).toEqual(['admitted', 1])
  })

  test('a paper that came back is the condition: without it nobody can say that it is met', async () => {
    const applicant = await sentApplication(town)
    await acceptAll(aida, applicant.desk)
    await aida.post(`${applicant.desk}/documents/education`, {
      state: 'returned',
      reason: 'Only the final one counts.',
    })
    expect((await take(aida, applicant.desk, 'admit')).status).toBe(409)
    await take(aida, applicant.desk, 'admitOnCondition', condition)
    expect((await answerWith(applicant, 'submit')).status).toBe(409)
    expect((await take(aida, applicant.desk, 'conditionMet')).status).toBe(409)
    await bring(applicant, ['education'])
    expect((await answerWith(applicant, 'submit')).status).toBe(303)
    await aida.post(`${applicant.desk}/documents/education`, { state: 'accepted' })
    expect((await take(aida, applicant.desk, 'conditionMet')).status).toBe(303)
  })

  test('the clock refuses nobody: after the day the office sees it, gives time, and what comes late still comes', async () => {
    const applicant = await sentApplication(town)
    await acceptAll(aida, applicant.desk)
    await take(aida, applicant.desk, 'admitOnCondition', condition)
    goTo(town, '2026-09-11')
    expect((await aida.get('/desk')).html).toContain(`href="${applicant.desk}"`)
    expect(await stageOf(applicant)).toBe('conditional')
    const given = await take(aida, applicant.desk, 'giveTime', { message: 'One more week.', ...until('2026-09-18') })
    expect(given.status).toBe(303)
    expect((await mailsOf(applicant, 'giveTime'))[0].body).toContain('18 September 2026')
    const page = await applicant.visitor.get(applicant.my)
    expect(page.text).toContain('18 September 2026')
    goTo(town, '2026-09-19')
    expect((await answerWith(applicant, 'submit')).status).toBe(303)
  })

  test.each([
    ['', '1', '9', '2026', 'This is missing'],
    ['Something', '31', '8', '2026', 'This day has passed'],
    ['Something', '31', '2', '2027', 'no such day'],
  ])('the condition “%s” until %s.%s.%s is not taken: %s', async (words, day, month, year, said) => {
    const applicant = await sentApplication(town)
    const fields = { condition: words, 'until.day': day, 'until.month': month, 'until.year': year }
    const seen = await take(aida, applicant.desk, 'admitOnCondition', fields)
    expect([seen.status, await stageOf(applicant)]).toEqual([422, 'sent'])
    expect(seen.text).toContain(said)
    expect(seen.html).toContain(`value="${day}"`)
  })
})

describe('the waiting list', () => {
  test('is ordered by arrival, not by decision; moving is journalled, and everybody sees their place', async () => {
    const [first, second, third] = [
      await sentApplication(town),
      await sentApplication(town),
      await sentApplication(town),
    ]
    for (const { desk } of [third, first, second]) await take(aida, desk, 'wait')
    const order = async () => {
      const { html } = await aida.get('/desk/waiting')
      return [first, second, third].map(({ desk }) => html.indexOf(`href="${desk}"`))
    }
    const rising = (places: number[]) => places.every((place, at) => place > (places[at - 1] ?? 0))
    expect(rising(await order())).toBe(true)
    expect((await third.visitor.get(third.my)).text).toContain('Place 3 of 3 on the waiting list')

    expect((await aida.post(`/desk/waiting/${third.id}/place`, { way: 'up', reason: ' ' })).status).toBe(409)
    const moved = await aida.post(`/desk/waiting/${third.id}/place`, { way: 'up', reason: 'State scholarship' })
    expect(moved.status).toBe(303)
    expect((await third.visitor.get(third.my)).text).toContain('Place 2 of 3')
    expect((await second.visitor.get(second.my)).text).toContain('Place 3 of 3')
    expect((await aida.get(third.desk)).text).toContain('State scholarship')
    await aida.post(`/desk/waiting/${third.id}/place`, { way: 'up', reason: 'State scholarship' })
    const head = await aida.post(`/desk/waiting/${third.id}/place`, { way: 'up', reason: 'Again' })
    expect([head.status, head.text.includes('at the head of the list already')]).toEqual([409, true])
    await aida.post(`/desk/waiting/${third.id}/place`, { way: 'down', reason: 'A mistake' })
    expect((await first.visitor.get(first.my)).text).toContain('Place 1 of 3')

    await acceptAll(aida, first.desk)
    await aida.post(`${first.desk}/documents/passport`, { state: 'waived', reason: 'seen' })
    await rows("update documents set state = 'accepted' where case_id = $1", first.id)
    expect((await take(aida, first.desk, 'admit')).status).toBe(303)
    expect((await third.visitor.get(third.my)).text).toContain('Place 1 of 2')
    await answerWith(third, 'withdraw')
    expect((await second.visitor.get(second.my)).text).toContain('Place 1 of 1')
  })

  test('two officers move two people at once, and nobody is lost', async () => {
    const all = []
    for (let count = 0; count < 3; count += 1)
      all.push(
        await sentApplication(town, {
          level: { level: 'master' },
          study: { programme: 'master-530500' },
          education: { education: 'bachelor' },
        }),
      )
    for (const { desk } of all) await take(aida, desk, 'wait')
    const cholpon = await town.signedIn('admin@kslu.example')
    const [, second, third] = all
    await Promise.all([
      aida.post(`/desk/waiting/${third?.id}/place`, { way: 'up', reason: 'one' }),
      cholpon.post(`/desk/waiting/${second?.id}/place`, { way: 'up', reason: 'two' }),
    ])
    const places = await rows(
      "select count(distinct place)::int as count from waiting_places where programme = 'master-530500'",
    )
    expect(places[0].count).toBe(3)
  })

  test('is the office’s own: another’s officer, a rector and a stranger move nobody', async () => {
    const applicant = await sentApplication(town)
    await take(aida, applicant.desk, 'wait')
    const move = { way: 'up', reason: 'no' }
    const asel = await town.signedIn('officer@kstu.example')
    const bolot = await town.signedIn('rector@kslu.example')
    for (const who of [asel, bolot, applicant.visitor])
      expect((await who.post(`/desk/waiting/${applicant.id}/place`, move)).status).toBe(404)
    expect((await asel.get('/desk/waiting')).text).toContain('Nobody waits')
    expect((await bolot.get('/desk/waiting')).text).toContain('SAMPLE Zara')
    expect((await aida.post('/desk/waiting/nobody/place', move)).status).toBe(404)
  })
})

describe('a decision is taken back', () => {
  test('within the term, with a reason that the person reads; the letter is revoked, and the next one is a new one', async () => {
    const applicant = await offeredPlace(town, aida)
    goTo(town, '2026-09-06')
    expect((await take(aida, applicant.desk, 'reconsider', { reason: '' })).status).toBe(422)
    expect((await take(aida, applicant.desk, 'reconsider', { reason: 'The wrong person.' })).status).toBe(303)
    expect([await stageOf(applicant), await lettersInForce(applicant)]).toEqual(['sent', 0])
    expect((await mailsOf(applicant, 'reconsider'))[0].body).toContain('The wrong person.')
    const [{ number }] = await rows('select number from letters where case_id = $1', applicant.id)
    expect((await town.visitor().get(`/check/${number.replace('/', '-')}`)).text).toContain('revoked')
    expect((await take(aida, applicant.desk, 'admit')).status).toBe(303)
    expect(await lettersInForce(applicant)).toBe(1)
  })

  test('not after the term, and not once the place is accepted', async () => {
    const [late, accepted] = [await offeredPlace(town, aida), await offeredPlace(town, aida)]
    await accept(accepted)
    expect((await take(aida, accepted.desk, 'reconsider', { reason: 'no' })).status).toBe(409)
    goTo(town, '2026-09-07')
    const refused = await take(aida, late.desk, 'reconsider', { reason: 'no' })
    expect([refused.status, refused.text.includes('within 5 days only')]).toEqual([409, true])
  })

  test('a refusal names its ground in the reader’s language, and can be taken back too', async () => {
    const applicant = await sentApplication(town)
    await rows("update persons set language = 'ru' where email = $1", applicant.mail)
    const refusal = { ground: 'places', reason: 'Все места заняты до весны.' }
    expect((await take(aida, applicant.desk, 'refuse', refusal)).status).toBe(303)
    const [mail] = await mailsOf(applicant, 'refuse')
    expect(mail.body).toContain('Все места заняты\n')
    expect((await applicant.visitor.get(applicant.my)).text).toContain('All places are taken')
    expect((await take(aida, applicant.desk, 'reconsider', { reason: 'A place is free.' })).status).toBe(303)
    expect(await stageOf(applicant)).toBe('sent')
  })

  test('two officers at once: one decides, the other is told who was faster', async () => {
    const applicant = await sentApplication(town)
    await acceptAll(aida, applicant.desk)
    const cholpon = await town.signedIn('admin@kslu.example')
    const version = hidden(await aida.get(applicant.desk), 'version')
    const both = await Promise.all([
      aida.post(`${applicant.desk}/steps/admit`, { version }),
      cholpon.post(`${applicant.desk}/steps/wait`, { version }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(both.find(({ status }) => status === 409)?.text).toContain('was faster')
  })
})

describe('the basis of study', () => {
  test('an individual contract gets a number of its own register and goes to the student; a new one ends the old', async () => {
    const applicant = await offeredPlace(town, aida)
    await accept(applicant)
    expect((await take(aida, applicant.desk, 'contract')).status).toBe(303)
    const [mail] = await mailsOf(applicant, 'contract')
    expect(mail.subject).toMatch(/KSLU-C-2026\/\d{4}/)
    await take(aida, applicant.desk, 'contract')
    const contracts = await rows(
      `select l.id, l.content, r.at as revoked from letters l left join letter_revocations r on r.letter_id = l.id
       where l.case_id = $1 and l.kind = 'admission.contract' order by l.number`,
      applicant.id,
    )
    expect(contracts.map(({ revoked }) => revoked !== null)).toEqual([true, false])
    // KSLU has published no fee: the sum is a line for the hand.
    expect(JSON.stringify(contracts[1].content)).toContain('____')
    const pdf = await applicant.visitor.get(`${applicant.my}/letters/${contracts[1].id}`)
    expect(pdf.response.headers.get('content-type')).toBe('application/pdf')
  })

  test('R124: a direction of the ministry is recorded with number, day and scan, and there is no contract then', async () => {
    const applicant = await offeredPlace(town, aida)
    const direction = {
      basis: 'ministry-direction',
      directionNumber: '03-1/77',
      'directionDay.day': '3',
      'directionDay.month': '8',
      'directionDay.year': '2026',
    }
    await applicant.visitor.post(`${applicant.my}/answers/basis`, direction)
    await bring(applicant, ['direction'])
    await accept(applicant, { basis: direction })
    const page = await aida.get(applicant.desk)
    for (const said of ['03-1/77', '3 August 2026', 'Direction of the Ministry of Education'])
      expect(page.text).toContain(said)
    const refused = await take(aida, applicant.desk, 'contract')
    expect([refused.status, refused.text.includes('not an individual contract')]).toEqual([409, true])

    const change = { basis: 'individual-contract', reason: 'The direction was withdrawn.' }
    expect((await take(aida, applicant.desk, 'changeBasis', change)).status).toBe(303)
    expect((await aida.get(applicant.desk)).text).toContain('The direction was withdrawn.')
    expect((await take(aida, applicant.desk, 'contract')).status).toBe(303)
  })
})

test('after all of that every journal proves itself, with stages, dates and turns', async () => {
  const faults = await Array.fromAsync(verifyJournal(town.house.database, town.house.clock, 'kslu', procedures))
  expect(faults).toEqual([])
})
