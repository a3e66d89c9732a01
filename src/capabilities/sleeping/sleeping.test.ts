import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { findPartner } from '../partners/index.ts'
import { judge } from './rules.ts'

let town: TestHouse
let officer: Visitor
let agreement = ''
let partner = ''
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-10' })
  officer = await town.signedIn('officer@eimu.example')
  const found = await findPartner(town.house.database.within('eimu'), 'tma')
  partner = found?.id ?? ''
  const { rows } = await town.owner.query(
    `insert into agreements (institution_id, title, name, kind, state, signed_on, from_day, made_at)
     values ('eimu', '{"en": "Sample pact", "ru": "Пробный договор", "ky": "Сынак келишим"}', 'Sample pact', 'framework',
       'inForce', '2019-01-01', '2019-01-01', now()) returning id`,
  )
  agreement = rows[0]?.id
  await town.owner.query(
    `insert into agreement_parties (institution_id, agreement_id, place, partner_id, name) values ('eimu', $1, 1, $2, 'TMA')`,
    [agreement, partner],
  )
  await officer.post(`/desk/partners/${partner}/contacts/new`, {
    ...{ id: crypto.randomUUID(), name: 'SAMPLE Reader', email: 'reader@partner.example', language: 'ru' },
    ...{ role: 'agreements', how: 'mail', channel: 'mail' },
  })
})
afterAll(() => town?.close())

const page = () => `/desk/sleeping/${agreement}`
const mails = async () => (await town.owner.query("select * from mails where kind = 'partners.sleeping'")).rows

test('what sleeps is judged by its days alone', () => {
  const today = day('2026-09-10')
  const one = { state: 'inForce', signedOn: day('2019-01-01'), from: null, endedOn: null } as const
  const life = { lastMobility: null, lastContact: null, out: 0, in: 0 }
  expect(judge(one, life, today, 24)).toEqual(['close', 'neverMoved'])
  expect(judge({ ...one, signedOn: day('2023-01-01') }, life, today, 24)).toEqual(['revive', 'stillYoung'])
  expect(judge({ ...one, signedOn: null }, life, today, 24)).toEqual(['revive', 'nothingKnown'])
  expect(judge({ ...one, signedOn: day('2025-01-01') }, life, today, 24)).toBeNull()
  expect(judge(one, { ...life, lastContact: day('2024-09-11') }, today, 24)).toBeNull()
  expect(judge(one, { ...life, lastContact: day('2024-09-10') }, today, 24)).toEqual(['revive', 'spokenOnly'])
  const moved = { ...life, lastMobility: day('2020-05-05') }
  expect(judge(one, moved, today, 24)).toEqual(['revive', 'movedOnce'])
  expect(judge({ ...one, state: 'ended' }, moved, today, 24)).toEqual(['renew', 'movedAndEnds'])
  expect(judge({ ...one, state: 'ending' }, life, today, 24)).toEqual(['close', 'neverAndEnds'])
  expect(judge({ ...one, state: 'drafted' }, life, today, 24)).toBeNull()
  expect(judge({ ...one, endedOn: today }, life, today, 24)).toBeNull()
})

test('an agreement sleeps, waits until a day, and is woken by a mail in the language of its reader', async () => {
  expect((await officer.get('/desk/sleeping?search=пробный')).text).toContain('Sample pact')
  expect((await officer.get('/desk/sleeping?search=zzz')).text).toContain('No agreement sleeps')
  const csv = (await officer.get('/desk/sleeping/export.csv?suggestion=close')).html
  expect(csv).toContain('Sample pact')
  const late = { 'until.day': '1', 'until.month': '9', 'until.year': '2026', why: 'They move house' }
  const slip = await officer.post(`${page()}/snooze`, late)
  expect(slip.status).toBe(422)
  expect(slip.html).toContain('They move house')
  expect((await officer.post(`${page()}/snooze`, { ...late, 'until.year': '2027' })).status).toBe(303)
  expect((await officer.get('/desk/sleeping')).text).not.toContain('Sample pact')
  expect((await officer.get('/desk/sleeping?snoozed=yes')).text).toContain('waits until 1 September 2027')

  const shown = await officer.get(page())
  expect(shown.text).toContain('Пробный договор')
  const mail = { id: hidden(shown, 'id'), contact: hidden(shown, 'contact'), subject: 'Тема', body: 'Мой текст' }
  const empty = await officer.post(`${page()}/mail`, { ...mail, subject: '' })
  expect(empty.status).toBe(422)
  expect(empty.html).toContain('Мой текст')
  expect((await officer.post(`${page()}/mail`, { ...mail, contact: crypto.randomUUID() })).status).toBe(404)
  for (const _ of [1, 2]) expect((await officer.post(`${page()}/mail`, mail)).status).toBe(303)
  expect(await mails()).toMatchObject([{ to_address: 'reader@partner.example', language: 'ru', body: 'Мой текст' }])
  expect((await officer.get(`/desk/partners/${partner}`)).text).toContain('Last contact: 10 September 2026. Тема')
  expect((await officer.get(page())).location).toBe('/desk/sleeping?done=awake')
})

test('months are the institution’s own; closing needs a reason; others neither see nor do it', async () => {
  await town.owner.query('update partners set last_contact = null where id = $1', [partner])
  expect((await officer.post('/desk/sleeping/settings', { months: 'no' })).text).toContain('from 1 to 240')
  await officer.post('/desk/sleeping/settings', { months: '120' })
  expect((await officer.get('/desk/sleeping?snoozed=yes')).text).not.toContain('Sample pact')
  await officer.post('/desk/sleeping/settings', { months: '12' })
  const foreign = await town.signedIn('officer@kstu.example')
  expect((await foreign.get('/desk/sleeping?snoozed=yes')).text).not.toContain('Sample pact')
  expect((await foreign.get(page())).status).toBe(404)
  expect((await foreign.post(`${page()}/close`, { why: 'x' })).status).toBe(404)
  const rector = await town.signedIn('rector@eimu.example')
  expect((await rector.get(page())).status).toBe(200)
  expect((await rector.post(`${page()}/close`, { why: 'x' })).status).toBe(404)
  expect((await officer.post(`${page()}/close`, { why: '' })).status).toBe(422)
  expect((await officer.post(`${page()}/close`, { why: 'Nobody answers' })).location).toBe('/desk/sleeping?done=closed')
  expect((await officer.get(`/desk/agreements/${agreement}`)).text).toContain('Nobody answers')
})
