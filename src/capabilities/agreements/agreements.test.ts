import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { take } from '../../../test/applicant.ts'
import { deanOf } from '../../../test/foreign-student.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg } from '../../../test/papers.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'
import { verifyJournal } from '../cases/index.ts'
import { agreement as procedure } from './procedure.ts'
import { warnOffice } from './warnings.ts'

const today = '2026-11-23'
let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ today })
  officer = await town.signedIn('officer@eimu.example')
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const on = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year }
}
const standing = { kind: 'exchange', state: 'inForce', renewsItself: 'no', shown: 'no' }
const idOf = (address: string | null) => /agreements\/([0-9a-f-]{36})/.exec(address ?? '')?.[1] ?? ''

async function enter(fields: Readonly<Record<string, string>>) {
  const id = hidden(await officer.get('/desk/agreements/new'), 'id')
  return officer.post('/desk/agreements/new', { ...standing, id, ...fields })
}

describe('the register', () => {
  test('has what the office’s page tells, with the number beside it and no invented rows', async () => {
    const list = await officer.get('/desk/agreements')
    for (const said of [
      'University of South Asia',
      'Maltepe',
      'Kazan State Medical Academy',
      'Waiting for a condition',
    ])
      expect(list.text).toContain(said)
    expect(list.text).toContain('11 agreements')
    const kstu = await town.signedIn('officer@kstu.example')
    const other = await kstu.get('/desk/agreements')
    expect(other.text).toContain('more than 150 contracts and agreements')
    expect(other.text).toContain('5 agreements')
    expect(other.text).not.toContain('Maltepe')
  })

  test('is found by partner in any spelling, and narrowed by state, kind, region and field', async () => {
    expect((await officer.get('/desk/agreements?search=малтепе')).text).toContain('1 agreement')
    expect((await officer.get('/desk/agreements?state=waiting')).text).toContain('Academy of Plastic Surgery')
    expect((await officer.get('/desk/agreements?kind=exchange&region=asia')).text).toContain('3 agreements')
    expect((await officer.get('/desk/agreements?field=09')).text).toContain('No agreement fits')
    expect((await officer.get('/desk/agreements?after=nonsense&state=odd&partner=x')).status).toBe(200)
    const csv = await officer.get('/desk/agreements/export.csv?state=signing')
    expect(csv.html.trim().split('\n')).toHaveLength(7)
  })

  test('takes an agreement once, links who is known, and keeps what was typed when something is wrong', async () => {
    const places = { 'places.0.direction': 'out', 'places.0.perYear': '5', 'places.0.months': '5' }
    const whole = { title: 'Exchange with Example', parties: 'Тех Example College\nMALTEPE UNIVERSIDESI', ...places }
    const slip = await enter({ ...whole, ...on('from', '2026-01-01'), ...on('until', '2025-01-01') })
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('Тех Example College')
    expect(slip.text).toContain('can’t end before it begins')
    expect((await enter({ ...whole, 'places.0.perYear': 'many' })).status).toBe(422)
    const id = hidden(await officer.get('/desk/agreements/new'), 'id')
    const form = { ...standing, ...whole, id, 'field.0912': 'yes', 'exchange.students': 'yes', 'field.x': 'yes' }
    const dates = { ...on('from', '2025-01-01'), ...on('until', '2027-01-31'), noticeDays: '60' }
    const both = await Promise.all([1, 2].map(() => officer.post('/desk/agreements/new', { ...form, ...dates })))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await rows("select id from agreements where name = 'Exchange with Example'")).toHaveLength(1)
    const page = await officer.get(`/desk/agreements/${id}`)
    for (const said of ['Ending', '5 places a year out', '0912 Medicine', 'Maltepe Universidesi', 'by 2 December 2026'])
      expect(page.text).toContain(said)
    expect((await officer.get('/desk/agreements?field=09')).text).toContain('Exchange with Example')
    expect((await officer.get('/desk/agreements?state=ending')).text).toContain('Exchange with Example')
  })

  test('counts one that renews itself by the end of the term it is in, in the list as on its page', async () => {
    const itself = { renewsItself: 'yes', parties: 'Example College', ...on('from', '2018-01-31') }
    const soon = { ...itself, title: 'Term by term', ...on('until', '2020-01-31'), renewMonths: '12', noticeDays: '60' }
    const later = { ...itself, title: 'Not before autumn', ...on('until', '2020-09-30'), renewMonths: '12' }
    const ids = [idOf((await enter(soon)).location), idOf((await enter(later)).location)]
    expect((await officer.get(`/desk/agreements/${ids[0]}`)).text).toContain('Ending')
    const [ending, lasting] = [
      (await officer.get('/desk/agreements?state=ending')).text,
      (await officer.get('/desk/agreements?state=inForce')).text,
    ]
    expect([ending.includes('Term by term'), ending.includes('Not before autumn')]).toEqual([true, false])
    expect([lasting.includes('Term by term'), lasting.includes('Not before autumn')]).toEqual([false, true])
    expect((await officer.get('/desk/dates')).text).toContain('Term by term')
  })

  test('keeps who changed what, and refuses whoever was slower', async () => {
    const id = idOf((await enter({ title: 'Changed twice', parties: 'Example College' })).location)
    const form = { ...standing, title: 'Changed once', parties: 'Example College', seen: '1' }
    expect((await officer.post(`/desk/agreements/${id}/edit`, form)).status).toBe(303)
    const late = await officer.post(`/desk/agreements/${id}/edit`, { ...form, title: 'Changed by another' })
    expect(late.status).toBe(409)
    expect(late.html).toContain('Changed by another')
    expect((await officer.get(`/desk/agreements/${id}`)).text).toMatch(/Who changed what.*Title/s)
  })

  test('stands on the partner’s page and, as far as it is public, on the public page by region with the number', async () => {
    const [maltepe] = await rows("select id from partners where key = 'maltepe'")
    expect((await officer.get(`/desk/partners/${maltepe.id}`)).text).toContain('Agreement with Maltepe')
    const page = await town.visitor('ru').get('/kstu/ru/partners')
    expect(page.html).toMatch(/id="kstu-150">[^<]*более 150 договоров/)
    for (const key of ['rkktu-2plus2', 'kgti-2001', 'agreement-harbin']) expect(page.html).toContain(`id="${key}"`)
    expect((await town.visitor().get('/eimu/en/partners')).text).not.toContain('Changed once')
  })

  test('is closed to other institutions, to roles that may only read, and to strangers', async () => {
    const [maltepe] = await rows("select id from agreements where key = 'agreement-maltepe'")
    const kstu = await town.signedIn('officer@kstu.example')
    expect((await kstu.get(`/desk/agreements/${maltepe.id}`)).status).toBe(404)
    expect((await kstu.post(`/desk/agreements/${maltepe.id}/edit`, standing)).status).toBe(404)
    const rector = await town.signedIn('rector@eimu.example')
    expect((await rector.get(`/desk/agreements/${maltepe.id}`)).status).toBe(200)
    expect((await rector.get(`/desk/agreements/${maltepe.id}/edit`)).status).toBe(404)
    expect((await town.visitor().get('/desk/agreements')).location).toContain('/sign-in')
  })
})

describe('from a proposal to the signatures', () => {
  let id: string
  let page: string
  let desk: string

  const multipart = async (path: string, fields: Readonly<Record<string, string>>, scan?: string): Promise<Seen> => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ key: crypto.randomUUID(), ...fields })) form.append(name, value)
    if (scan) form.append('file', new File([new Uint8Array(await jpeg(scan))], `${scan}.jpg`, { type: 'image/jpeg' }))
    return officer.ask(path, { method: 'POST', body: form })
  }
  const ask = (fields: Readonly<Record<string, string>>) =>
    officer.post(`${page}/ask`, {
      ...{ key: crypto.randomUUID(), role: '', post: '', speaks: 'en', name: 'Sample Hand', party: '0' },
      ...{ address: 'hand@example.org', ...on('until', '2026-12-10'), ...fields },
    })
  const lastLink = async () => {
    await town.settled()
    const [mail] = await rows(
      "select body from mails where kind = 'agreement.one-time-link' order by queued_at desc limit 1",
    )
    return /\/p\/[\w-]+/.exec(mail.body)?.[0] ?? ''
  }
  const opened = async (link: string) => {
    const partner = town.visitor()
    await partner.post(`${link}/opening`)
    return partner
  }
  const state = async () => (await rows('select state, signed_on::text as signed from agreements where id = $1', id))[0]

  test('a unit proposes it, once, and follows it; the office takes it up', async () => {
    const dean = await deanOf(town, 'eimu-id', 'rector@eimu.example')
    const form = await dean.get('/desk/agreements/proposals/new')
    id = hidden(form, 'id')
    const said = {
      id,
      title: 'Exchange with Maltepe',
      parties: 'Maltepe Universidesi',
      kind: 'exchange',
      subject: 'Exchange',
    }
    expect((await dean.post('/desk/agreements/proposals/new', { ...said, title: '' })).status).toBe(422)
    const sent = await Promise.all([1, 2].map(() => dean.post('/desk/agreements/proposals/new', said)))
    expect(sent.map(({ status }) => status)).toEqual([303, 303])
    expect(sent.map(({ location }) => location)).toEqual([sent[0]?.location, sent[0]?.location])
    expect((await dean.get(sent[0]?.location ?? '')).text).toContain('Maltepe Universidesi')
    expect((await dean.get('/desk/agreements')).status).toBe(404)
    page = `/desk/agreements/${id}`
    desk = `/desk/cases/agreement/${(await rows('select case_id from agreements where id = $1', id))[0].case_id}`
    expect((await officer.get(page)).text).toContain('EIMU-G-2026-00001')
    expect((await officer.get(desk)).text).not.toContain('All of this person')
    expect((await take(officer, desk, 'draft')).status).toBe(303)
    expect((await state()).state).toBe('drafted')
    expect((await take(officer, desk, 'submit')).text).toContain('There is no text yet')
  })

  test('its text is written in versions and printed; the partner reads it by a link and asks for a change', async () => {
    expect((await officer.get(`${page}/drafts/new`)).html).toContain('hereinafter the parties')
    expect((await multipart(`${page}/drafts/new`, {})).status).toBe(422)
    const text = {
      'text.en': 'The parties exchange students.\n\nThey do so each year.',
      'text.ru': 'Стороны меняются.',
    }
    expect((await multipart(`${page}/drafts/new`, text)).status).toBe(303)
    const pdf = await officer.get(`${page}/drafts/1/ru.pdf`)
    expect(pdf.response.headers.get('content-type')).toBe('application/pdf')
    expect((await officer.get(`${page}/drafts/1/ky.pdf`)).status).toBe(404)
    expect((await ask({ what: 'comment', party: '1' })).status).toBe(303)
    const link = await lastLink()
    const partner = await opened(link)
    expect((await partner.get(link)).text).toContain('The parties exchange students')
    expect((await partner.get(`${link}/files/en.pdf`)).status).toBe(200)
    expect((await partner.post(`${link}/answer`, { answer: 'no', words: '' })).status).toBe(422)
    await partner.post(`${link}/answer`, { answer: 'no', words: 'Say how many' })
    expect((await officer.get(page)).text).toContain('Say how many')
    const more = { ...text, 'text.en': 'The parties exchange five students.', about: 'how many' }
    expect((await multipart(`${page}/drafts/new`, more)).status).toBe(303)
    expect((await multipart(`${page}/drafts/new`, more)).status).toBe(409)
  })

  test('who must approve is asked; without them, and with a no, it does not go on', async () => {
    await take(officer, desk, 'submit')
    expect((await take(officer, desk, 'approve')).text).toContain('Nobody has approved it yet')
    expect((await ask({ what: 'approval' })).status).toBe(422)
    await ask({ what: 'approval', role: 'lawyer' })
    expect((await take(officer, desk, 'approve')).text).toContain('has not answered yet')
    const link = await lastLink()
    await (await opened(link)).post(`${link}/answer`, { answer: 'yes', words: '' })
    expect((await multipart(`${page}/drafts/new`, { 'text.en': 'Other words' })).status).toBe(409)
    expect((await take(officer, desk, 'approve')).status).toBe(303)
    expect((await state()).state).toBe('signing')
    const form = { ...standing, title: 'Other title', parties: 'Maltepe Universidesi', seen: '999' }
    expect((await officer.post(`${page}/edit`, form)).status).toBe(409)
  })

  test('one signs in ink, one by a link: forwarded, late or twice it opens nothing, and the last hand makes it signed', async () => {
    const ink = { what: 'signature', party: '0', role: '', name: 'Sample Rector', post: 'Rector', lies: 'Archive 1' }
    expect((await multipart(`${page}/ink`, { ...ink, ...on('on', '2026-11-20') })).status).toBe(422)
    expect((await multipart(`${page}/ink`, { ...ink, ...on('on', '2026-12-20') }, 'later')).status).toBe(422)
    expect((await multipart(`${page}/ink`, { ...ink, ...on('on', '2026-11-20') }, 'hand')).status).toBe(303)
    expect((await multipart(`${page}/ink`, { ...ink, ...on('on', '2026-11-20') }, 'hand')).status).toBe(409)
    expect((await ask({ what: 'signature', party: '0' })).status).toBe(409)
    expect((await take(officer, desk, 'sign')).text).toContain('Not all parties have signed')
    expect((await ask({ what: 'signature', party: '1', ...on('until', '2027-06-01') })).status).toBe(422)
    await ask({ what: 'signature', party: '1' })
    const link = await lastLink()
    const partner = await opened(link)
    expect((await town.visitor().get(link)).text).not.toContain('five students')
    const both = await Promise.all([1, 2].map(() => partner.post(`${link}/answer`, { answer: 'yes', words: '' })))
    expect(both.every(({ status }) => status === 303)).toBe(true)
    expect(await state()).toEqual({ state: 'signed', signed: today })
    expect((await rows("select stage from cases where procedure = 'agreement' and stage = 'signed'")).length).toBe(1)
    const seen = await officer.get(page)
    for (const said of ['Sample Rector', 'by a link', 'Archive 1']) expect(seen.text).toContain(said)
    await town.settled()
    expect(
      await rows("select 1 from mails where kind = 'agreement.answered' and body like '%has signed%'"),
    ).toHaveLength(1)
    const [partnerRow] = await rows("select last_contact::text as day from partners where key = 'maltepe'")
    expect(partnerRow.day).toBe(today)
  })

  test('each original is where somebody says it is, and what went before stays', async () => {
    const move = { holder: 'office', where: 'Room 1', ...on('on', '2026-11-20'), post: '', tracking: '' }
    expect((await officer.post(`${page}/originals`, { ...move, ...on('on', '2026-12-20') })).status).toBe(422)
    const key = crypto.randomUUID()
    await Promise.all([1, 2].map(() => officer.post(`${page}/originals`, { key, languages: 'en, ru', ...move })))
    expect(await rows('select 1 from agreement_originals where agreement_id = $1', id)).toHaveLength(1)
    const sent = { ...move, holder: 'post', post: 'Kyrgyz Express Post', tracking: 'EE000', ...on('on', '2026-11-22') }
    expect((await officer.post(`${page}/originals/${key}/moves`, sent)).status).toBe(303)
    const early = await officer.post(`${page}/originals/${key}/moves`, { ...sent, ...on('on', '2026-11-01') })
    expect(early.status).toBe(409)
    const seen = await officer.get(page)
    for (const said of ['tracking number EE000', 'Room 1', 'Original 1 of 1']) expect(seen.text).toContain(said)
    expect((await multipart(`${page}/papers/new`, { what: 'annex', title: 'Annex A' }, 'annex')).status).toBe(303)
    expect((await officer.get(page)).text).toContain('Annex A')
  })

  test('it waits for a condition with a day to look at it, comes into force, and can’t end before it begins', async () => {
    const wait = { condition: 'the ministry agrees', ...on('lookOn', '2027-01-15') }
    expect((await take(officer, desk, 'wait', { ...wait, ...on('lookOn', '2026-01-15') })).status).toBe(422)
    expect((await take(officer, desk, 'wait', wait)).status).toBe(303)
    expect((await officer.get('/desk/dates')).text).toContain('Look at the condition')
    const term = { ...on('from', '2026-12-01'), ...on('until', '2026-11-01') }
    expect((await take(officer, desk, 'fulfil', term)).status).toBe(422)
    expect((await take(officer, desk, 'fulfil', { ...term, ...on('until', '2028-12-01') })).status).toBe(303)
    expect((await state()).state).toBe('inForce')
  })

  test('a renewal keeps the history: a new agreement, once, that names the old one', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => officer.post(`${page}/renewal`)))
    const made = await rows("select id, state, case_id from agreements where renews_id = $1 and state <> 'dropped'", id)
    expect(made).toHaveLength(1)
    expect([one?.status, two?.status]).toContain(303)
    expect((await officer.get(`/desk/agreements/${made[0].id}`)).text).toContain('Renews')
    expect(made[0].state).toBe('drafted')
    await officer.post(`${page}/end`, { why: 'By consent', ...on('on', '2026-11-01') })
    expect((await officer.post(`${page}/end`, { why: '', ...on('on', '2026-12-05') })).status).toBe(422)
    expect((await officer.post(`${page}/end`, { why: 'By consent', ...on('on', '2026-12-05') })).status).toBe(303)
    for await (const fault of verifyJournal(town.house.database, town.house.clock, 'eimu', [procedure]))
      expect(fault.fault).toBe('unknown-procedure')
  })

  test('what stood in the register before is followed from where it stands, and dropped with a reason', async () => {
    const [old] = await rows("select id from agreements where key = 'agreement-baskent'")
    await Promise.all([1, 2].map(() => officer.post(`/desk/agreements/${old.id}/road`)))
    const [now] = await rows('select state, case_id from agreements where id = $1', old.id)
    expect(now.state).toBe('signing')
    const there = `/desk/cases/agreement/${now.case_id}`
    expect((await take(officer, there, 'drop', { reason: '' })).status).toBe(422)
    expect((await take(officer, there, 'drop', { reason: 'They do not answer' })).status).toBe(303)
    expect((await officer.get(`/desk/agreements/${old.id}`)).text).toContain('Dropped')
  })

  test('anybody may propose one on the public page, in limits', async () => {
    const visitor = town.visitor('ru')
    const form = await visitor.get('/eimu/ru/partners/propose')
    const said = {
      id: hidden(form, 'id'),
      organisation: 'Пример клиника',
      name: 'Пробов',
      mail: 'no',
      kind: 'contract',
    }
    const slip = await visitor.post('/eimu/ru/partners/propose', { ...said, subject: 'Практика' })
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('Пример клиника')
    const sent = { ...said, mail: 'probe@example.org', subject: 'Практика' }
    expect((await visitor.post('/eimu/ru/partners/propose', sent)).text).toMatch(/EIMU-G-2026-\d{5}/)
    expect((await officer.get('/desk/agreements?state=proposed')).text).toContain('Пример клиника')
    for (let at = 0; at < 5; at += 1)
      await visitor.post('/eimu/ru/partners/propose', { ...sent, id: crypto.randomUUID() })
    const last = await visitor.post('/eimu/ru/partners/propose', { ...sent, id: crypto.randomUUID() })
    expect(last.status).toBe(429)
  })
})

describe('what ends, and the balance', () => {
  test('warnings go once for each lead time and stand on the wall of dates', async () => {
    await enter({ title: 'Ends soon', parties: 'Maltepe Universidesi', ...on('until', '2026-12-13') })
    expect(await warnOffice(town.house, 'eimu')).toBeGreaterThan(0)
    expect(await warnOffice(town.house, 'eimu')).toBe(0)
    expect(
      await rows("select 1 from mails where kind = 'agreement.warning' and subject like '%Ends soon%'"),
    ).toHaveLength(1)
    const wall = await officer.get('/desk/dates')
    expect(wall.text).toMatch(/Ends soon It ends 13 December 2026/)
  })

  test('lead times and weights are set by an admin alone; nonsense is refused with what was typed', async () => {
    const form = { leads: '400, 30', shortDays: '50', short: '0,5', one: '1', year: '2' }
    expect((await officer.post('/desk/agreements/settings', form)).status).toBe(404)
    const admin = await town.signedIn('admin@eimu.example')
    for (const leads of ['soon', '0', '1,2,3,4,5,6,7', '99999'])
      expect((await admin.post('/desk/agreements/settings', { ...form, leads })).status).toBe(422)
    expect((await admin.post('/desk/agreements/settings', { ...form, year: 'two' })).html).toContain('two')
    expect((await admin.post('/desk/agreements/settings', form)).status).toBe(303)
    expect((await admin.get('/desk/agreements/settings')).html).toContain('value="400, 30"')
    expect((await officer.get('/desk/agreements/balance')).text).toContain('less than 50 days weighs 0.5')
    expect((await officer.get('/desk/agreements/balance/export.csv?year=2026')).status).toBe(200)
  })

  test('a partner that was merged meanwhile keeps its agreements: the one that stays shows them', async () => {
    const [one] = await rows("select id from partners where key = 'lahore'")
    const [two] = await rows("select id from partners where key = 'south-asia'")
    await rows('update partners set merged_into = $2, archived_at = now() where id = $1', one.id, two.id)
    const page = await officer.get(`/desk/partners/${two.id}`)
    expect(page.text).toContain('Cooperation agreement with Lahore University')
    expect((await officer.get(`/desk/agreements?partner=${two.id}`)).text).toContain('2 agreements')
  })
})
