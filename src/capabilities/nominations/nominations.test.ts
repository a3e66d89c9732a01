import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goTo, type TestHouse, testHouse } from '../../../test/house.ts'
import { aigerim, deanOf, type Mobile, sentMobile } from '../../../test/mobile-student.ts'
import { openCall } from '../../../test/open-call.ts'
import { partnerSheet } from '../../../test/partner-sheet.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { cellsOf, readWorkbook } from '../../platform/sheets/index.ts'
import { remindPartners } from './reminders.ts'

let town: TestHouse
let officer: Visitor
let dean: Visitor
let call: string
const partnerOf: Record<string, string> = {}
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-10' })
  call = await openCall(town)
  officer = await town.signedIn('officer@kstu.example')
  dean = await deanOf(town, 'kstu-kgti')
  for (const [name, how] of [
    ['Alpha University', 'link'],
    ['Beta College', 'sheet'],
    ['Gamma School', null],
  ] as const)
    partnerOf[name] = await enter(name, how)
})
afterAll(() => town?.close())

const rows = async (text: string, ...values: unknown[]) => (await town.owner.query(text, values)).rows
const group = (name: string) => `/desk/calls/${call}/nominations/${partnerOf[name]}`
const stageOf = async ({ id }: Mobile) => (await rows('select stage from cases where id = $1', id))[0]?.stage
const mailsTo = (address: string) =>
  rows("select * from mails where institution_id = 'kstu' and to_address = $1 order by id", address)

async function enter(name: string, how: string | null): Promise<string> {
  const id = hidden(await officer.get(`/desk/partners/new?name=${encodeURIComponent(name)}`), 'id')
  const said = { 'name.ru': '', 'name.ky': '', others: '', country: 'DE', city: '', region: '', site: '', basis: '' }
  const form = { id, name, ...said, kind: 'university', status: 'signed', note: '', shown: 'no' }
  expect((await officer.post('/desk/partners/new', form)).status).toBe(303)
  const short = name.split(' ')[0]?.toLowerCase()
  const person = { name: `SAMPLE ${name}`, post: '', phone: '', email: `office@${short}.example`, language: 'en' }
  if (how)
    await officer.post(`/desk/partners/${id}/contacts/new`, {
      id: crypto.randomUUID(),
      ...person,
      role: 'nominations',
      channel: 'mail',
      how,
    })
  return id
}

/** Somebody who was selected for a host. */
async function winner(family: string, host: string): Promise<Mobile> {
  const { you, hosts } = aigerim
  const mobile = await sentMobile(town, { you: { ...you, family }, hosts: { ...hosts, choice1: host, choice2: '' } })
  // The road to here is another test's.
  await rows(
    "update cases set stage = 'selected', facts = facts || $2 where id = $1",
    mobile.id,
    JSON.stringify({ host }),
  )
  await rows("update documents set state = 'accepted' where case_id = $1", mobile.id)
  return mobile
}

async function send(
  name: string,
  students: readonly Mobile[],
  more: Record<string, string> = {},
  id = crypto.randomUUID(),
) {
  const page = await officer.get(group(name))
  const contact = /<option value="([0-9a-f-]{36})"[^>]*>SAMPLE/.exec(page.html)?.[1] ?? ''
  const chosen = Object.fromEntries(students.map((one) => [`student.${one.id}`, 'yes']))
  const until = { 'answerBy.day': '1', 'answerBy.month': '10', 'answerBy.year': '2026' }
  return officer.post(`${group(name)}/sendings`, {
    id,
    ...chosen,
    ...until,
    contact,
    how: 'link',
    message: '',
    ...more,
  })
}

let accepted: Mobile
const linkIn = (body: string) => /\/p\/[\w-]+/.exec(body)?.[0] ?? ''

describe('by a link', () => {
  test('a partner without an account sees the papers, asks, accepts one and refuses another', async () => {
    const [first, second] = [await winner('ALPHAONE', 'alpha'), await winner('ALPHATWO', 'alpha')]
    expect((await officer.get(`/desk/calls/${call}`)).html).toContain(`/desk/calls/${call}/nominations"`)
    expect((await officer.get(`/desk/calls/${call}/nominations`)).text).toMatch(/Alpha University 2 0 0 0 0/)
    const id = crypto.randomUUID()
    const word = { message: 'Both speak German.', 'paper.passport': 'yes' }
    const sent = await Promise.all([1, 2].map(() => send('Alpha University', [first, second], word, id)))
    expect(sent.map(({ status }) => status)).toEqual([303, 303])
    expect(await stageOf(first)).toBe('nominated')
    const [mail, ...others] = await mailsTo('office@alpha.example')
    expect(others).toEqual([])
    expect(mail?.letter_ids).toHaveLength(1)
    expect((await officer.get(`/desk/mails/${mail?.id}`)).text).not.toContain('/p/')
    const letter = await officer.get(`/desk/letters/${mail?.letter_ids[0]}/file`)
    expect(letter.response.headers.get('content-type')).toBe('application/pdf')

    const link = linkIn(mail?.body)
    const partner = town.visitor()
    await partner.post(`${link}/opening`)
    const page = await partner.get(link)
    for (const shown of ['ALPHAONE Aigerim', 'Both speak German.', 'Sample engineering', 'passport.jpg'])
      expect([shown, page.text.includes(shown)]).toEqual([shown, true])
    for (const secret of ['ID7654321', 'transcript.jpg'])
      expect([secret, page.html.includes(secret)]).toEqual([secret, false])
    const paper = /\/p\/[\w-]+\/files\/[0-9a-f-]+/.exec(page.html)?.[0] ?? ''
    expect((await partner.get(paper)).status).toBe(200)
    expect((await rows('select by_name from document_looks where by_id = $1', `link:${id}`))[0]?.by_name).toContain(
      'Alpha',
    )
    const stranger = await town.visitor().get(link)
    expect(stranger.text).not.toContain('ALPHAONE')

    await partner.post(`${link}/answer`, { do: 'acknowledge' })
    expect((await partner.post(`${link}/answer`, { do: 'ask', question: '' })).status).toBe(422)
    await partner.post(`${link}/answer`, { do: 'ask', question: 'Do they need a dormitory?' })
    const asked = await officer.get(group('Alpha University'))
    expect(asked.text).toContain('Do they need a dormitory?')
    expect(
      (
        await officer.post(`${group('Alpha University')}/replies`, {
          nomination: hidden(asked, 'nomination'),
          reply: 'Yes, both.',
        })
      ).status,
    ).toBe(303)
    expect((await partner.get(link)).text).toContain('Yes, both.')

    const [one, two] = await rows('select id from nominations where sending_id = $1 order by id', id)
    const answers = { do: 'answer', [`answer.${one?.id}`]: 'accepted', [`answer.${two?.id}`]: 'refused' }
    const slip = await partner.post(`${link}/answer`, answers)
    expect(slip.status).toBe(422)
    expect(slip.text).toContain('Say why')
    expect(await stageOf(first)).toBe('nominated')
    const whole = { ...answers, [`why.${two?.id}`]: 'The course is full.' }
    expect((await partner.post(`${link}/answer`, whole)).status).toBe(303)
    accepted = first
    expect([await stageOf(first), await stageOf(second)]).toEqual(['accepted', 'refusedByHost'])
    expect((await partner.get(link)).text).toContain("can't be changed")
    expect((await partner.post(`${link}/answer`, whole)).status).toBe(303)
    expect((await second.visitor.get(second.my)).text).toContain('The course is full.')
    const told = await rows("select body from mails where kind = 'mobility.nomination-answered' order by id")
    expect(told.at(-1)?.body).toContain('Refused (The course is full.)')
    expect((await officer.get(group('Alpha University'))).text).toContain('The course is full.')
  })

  test('what the host asks reaches those who are accepted: by mail, on their page, in their calendar', async () => {
    const dates = { what0: 'Apply on the portal', 'on0.day': '20', 'on0.month': '10', 'on0.year': '2026' }
    const slip = await officer.post(`${group('Alpha University')}/procedure`, {
      ...dates,
      what0: '',
      text: 'Apply online',
      site: 'x',
    })
    expect(slip.status).toBe(422)
    expect(slip.text).toContain('begins with https://')
    const form = { ...dates, text: 'Apply online', site: 'https://alpha.example/apply', tells: 'yes' }
    for (const _ of [1, 2]) await officer.post(`${group('Alpha University')}/procedure`, form)
    const mails = await rows("select case_id, body from mails where kind = 'mobility.host-procedure'")
    expect(mails).toHaveLength(1)
    expect(mails[0]?.body).toContain('20 October 2026: Apply on the portal')
    expect(mails[0]?.case_id).toBe(accepted.id)
    const { visitor, my } = accepted
    const page = await visitor.get(my)
    expect(page.text).toContain('Apply on the portal 20 October 2026')
    expect(page.html).toContain(`${my}/host-dates.ics`)
    const calendar = await visitor.get(`${my}/host-dates.ics`)
    expect(await calendar.response.text()).toContain('DTSTART;VALUE=DATE:20261020')
    expect((await (await town.signedIn('zoe@example.org')).get(`${my}/host-dates.ics`)).status).toBe(404)
  })
})

describe('by their own sheet', () => {
  const template = () => `/desk/partners/${partnerOf['Beta College']}/template`

  test('wrong files say what is wrong; the right one is mapped once, with its merged cells and formulas left alone', async () => {
    const old = { name: 'old.xls', bytes: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1) }
    expect((await officer.upload(template(), [old])).text).toContain('Excel 97–2003')
    expect(
      (await officer.upload(template(), [{ name: 'a.xlsx', bytes: new TextEncoder().encode('%PDF') }])).status,
    ).toBe(422)
    expect((await officer.upload(template(), [])).text).toContain('Choose a file first')
    expect((await officer.upload(template(), [{ name: 'beta.xlsx', bytes: partnerSheet() }])).status).toBe(303)
    const page = await officer.get(template())
    expect(page.text).toContain('Column B: Family name')
    expect(page.html).toContain('D3 = Contact: {{officer}}')
    const version = hidden(page, 'version')
    const form = {
      sheet: 'Nominations & more',
      row: '5',
      version,
      'column.A': '{{number}}',
      'column.B': '{{family}}',
      'column.C': '{{given}}',
      'column.E': '{{email}}',
    }
    const wrong = await officer.post(`${template()}/mapping`, { ...form, row: 'x', cells: 'nowhere\nB3 = {{nobody}}' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('nowhere')
    expect(
      (await officer.post(`${template()}/mapping`, { ...form, cells: 'B3 = {{institution}}\nB1 = never' })).status,
    ).toBe(303)
    expect((await officer.post(`${template()}/mapping`, { ...form, cells: '' })).status).toBe(422)
  })

  test('it goes out filled; a winner who steps back takes the nomination along; a mail that comes back is sent anew', async () => {
    const [stays, goes] = [await winner('BETAONE', 'beta'), await winner('BETATWO', 'beta')]
    const id = crypto.randomUUID()
    expect((await send('Beta College', [stays, goes], { how: 'sheet', 'paper.transcript': 'yes' }, id)).status).toBe(
      303,
    )
    const files = await rows(
      'select mail_files.name from mail_files join mails on mails.id = mail_id where to_address = $1 order by position',
      'office@beta.example',
    )
    expect(files.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^beta-sample-.*xlsx$/),
      'BETAONE Aigerim transcript.jpg',
      'BETATWO Aigerim transcript.jpg',
    ])
    const sheet = await officer.get(`${group('Beta College')}/sent/${id}.xlsx`)
    const read = readWorkbook(new Uint8Array(await sheet.response.arrayBuffer()))
    if (!read.ok) throw new Error(read.problem)
    const said = cellsOf(read.workbook, 'Nominations & more')
    const at = (row: number, column: number) => said.find((cell) => cell.row === row && cell.column === column)?.text
    expect([at(5, 0), at(5, 1), at(6, 0), at(6, 1), at(6, 2)]).toEqual(['1', 'BETAONE', '2', 'BETATWO', 'Aigerim'])
    expect(at(3, 1)).toContain('Razzakov')
    expect(said.find((cell) => cell.row === 5 && cell.column === 4)?.isFormula).toBe(true)
    expect(at(1, 1)).toBeUndefined()

    const my = await goes.visitor.get(goes.my)
    expect(my.text).toContain('Nomination: Beta College')
    await goes.visitor.post(`${goes.my}/steps/withdraw`, { reason: '', version: hidden(my, 'version') })
    expect(await stageOf(goes)).toBe('withdrawn')
    expect((await mailsTo('office@beta.example')).at(-1)?.subject).toBe('A nomination is withdrawn: BETATWO Aigerim')
    expect((await officer.get(group('Beta College'))).text).toContain('Withdrawn')

    await rows(
      "update mails set state = 'refused', answer = '550 no such user' where once_key = $1",
      `nomination ${id}`,
    )
    expect((await officer.get(group('Beta College'))).text).toContain('came back 550 no such user')
    expect((await send('Beta College', [stays], { how: 'portal' })).status).toBe(303)
    const [nomination] = await rows('select * from nominations where case_id = $1', stays.id)
    expect(nomination).toMatchObject({ state: 'sent', sending_id: expect.not.stringMatching(id) })
    const heard = { nomination: nomination?.id, answer: 'accepted', note: 'By telephone.' }
    expect((await officer.post(`${group('Beta College')}/answers`, heard)).status).toBe(303)
    expect((await officer.post(`${group('Beta College')}/answers`, heard)).status).toBe(409)
    expect(await stageOf(stays)).toBe('accepted')
    const card = await officer.get(`${group('Beta College')}/card`)
    expect(card.text).toContain('BETAONE')
    expect(card.text).not.toContain('BETATWO')
  })
})

describe('what does not go', () => {
  test('nobody chosen, nobody to write to, days out of reach: the form says it and keeps what was typed', async () => {
    const late = await winner('GAMMAONE', 'gamma')
    const none = await send('Gamma School', [late], { message: 'Kept words' })
    expect(none.status).toBe(422)
    expect(none.text).toContain('This partner has no contact yet')
    expect(none.html).toContain('Kept words')
    expect((await send('Gamma School', [], { how: 'portal' })).text).toContain('Choose at least one student')
    expect((await send('Gamma School', [late], { how: 'portal', 'answerBy.year': '2025' })).text).toContain(
      'This day is over',
    )
    expect((await send('Gamma School', [late], { how: 'portal', 'answerBy.year': '2027' })).text).toContain(
      'At most 90 days',
    )
    expect(await stageOf(late)).toBe('selected')
    const foreign = await town.signedIn('officer@eimu.example')
    for (const path of [`/desk/calls/${call}/nominations`, group('Gamma School')])
      expect((await foreign.get(path)).status).toBe(404)
    expect((await dean.post(`${group('Gamma School')}/sendings`, {})).status).toBe(404)
  })

  test('a partner who is silent is reminded twice, and after the last day the link is shut', async () => {
    const silent = await winner('ALPHATHREE', 'alpha')
    await send('Alpha University', [silent])
    const link = linkIn((await mailsTo('office@alpha.example')).at(-1)?.body)
    for (const day of ['2026-09-24', '2026-09-24', '2026-09-29']) {
      goTo(town, day)
      await remindPartners(town.house)
    }
    const reminders = await rows("select subject from mails where kind = 'mobility.nomination-reminder'")
    expect(reminders).toHaveLength(2)
    goTo(town, '2026-10-02')
    const partner = town.visitor()
    await partner.post(`${link}/opening`)
    const shut = await partner.get(link)
    expect(shut.text).not.toContain('ALPHATHREE')
    expect(shut.text).toContain('1 October 2026')
    expect((await officer.get(`/desk/calls/${call}/nominations`)).html).toMatch(/class="tag late"[^>]*>1 October 2026/)
    goTo(town, '2026-09-10')
  })
})

describe('a host that is merged', () => {
  test('into another partner: its nominations, what it asks and its calls stand under the one that stays, and come back', async () => {
    const [alpha = '', aleph = ''] = [partnerOf['Alpha University'], await enter('Aleph University', null)]
    const before = (await officer.get(`/desk/calls/${call}/nominations`)).text
    const compared = await officer.get(`/desk/partners/doubles/${alpha}/${aleph}`)
    expect(compared.text).toMatch(/Calls 1 0/)
    expect(compared.text).toMatch(/Nominations [1-9] 0/)
    const form = { id: hidden(compared, 'id'), [`seen.${alpha}`]: '1', [`seen.${aleph}`]: '1', stays: aleph }
    expect((await officer.post(`/desk/partners/doubles/${alpha}/${aleph}`, form)).status).toBe(303)
    expect((await officer.get(`/desk/partners/${alpha}`)).location).toContain(aleph)
    const list = await officer.get(`/desk/calls/${call}/nominations`)
    expect(list.text.replaceAll('Aleph', 'Alpha')).toBe(before)
    for (const id of [alpha, aleph])
      expect((await officer.get(`/desk/calls/${call}/nominations/${id}`)).text).toContain('The course is full.')
    expect((await officer.get(`/desk/partners/${aleph}`)).text).toMatch(/Calls and nominations .* [0-9] 1/)
    expect((await accepted.visitor.get(accepted.my)).text).toContain('Apply on the portal 20 October 2026')
    expect((await officer.get(`/desk/cases/mobility/${accepted.id}`)).text).toContain('Aleph University')
    const undo = /\/merges\/[0-9a-f-]+\/undo/.exec((await officer.get(`/desk/partners/${aleph}`)).html)?.[0] ?? ''
    expect((await officer.post(`/desk/partners/${aleph}${undo}`)).status).toBe(303)
    expect((await officer.get(`/desk/calls/${call}/nominations`)).text).toBe(before)
  })
})
