import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { Visitor } from '../../../test/visitor.ts'
import { capabilitiesOf, makeApp } from '../../app.tsx'
import { itself } from '../../platform/database/index.ts'
import { day } from '../../platform/days.ts'
import { makeAssets } from '../../platform/web/assets.ts'
import { issueLetter, mailLater } from './index.ts'
import { withLinks } from './mail-pages.tsx'

let room: TestHouse

beforeAll(async () => {
  room = await testHouse({ jobs: false })
})
afterAll(() => room?.close())

/** A case, so that letters have one to belong to. */
async function openCase(institution: string): Promise<string> {
  const db = room.house.database.within(institution)
  const person = await db
    .insertInto('persons')
    .values({ institution_id: institution, shown_as: 'EXAMPLE Zoe' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const opened = await db
    .insertInto('cases')
    .values({
      institution_id: institution,
      procedure: 'admission',
      subject_id: person.id,
      title: 'EXAMPLE Zoe',
      stage: 'admitted',
      waiting_for: 'nobody',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return opened.id
}

function issue(institution: string, caseId: string, on: string, recipient = 'EXAMPLE Zoe') {
  return room.house.database
    .within(institution)
    .transaction()
    .execute((tx) =>
      issueLetter(tx, room.house, {
        institution,
        short: institution.toUpperCase(),
        caseId,
        kind: 'admission.admitted',
        day: day(on),
        language: 'en',
        recipient,
        subject: 'Admission',
        template: '#let given = json(bytes(sys.inputs.data))\n#given.number',
        content: {},
        issuedBy: 'Asel Example (officer)',
      }),
    )
}

function send(institution: string, to: string, body: string, letterIds: readonly string[] = []) {
  const mail = { institution, to, language: 'en', kind: 'admission.admit', subject: 'You are admitted', body } as const
  return room.house.database
    .within(institution)
    .transaction()
    .execute((tx) => mailLater(tx, room.house, { ...mail, letterIds }))
}

async function newestMail(institution: string) {
  const db = room.house.database.within(institution)
  return db.selectFrom('mails').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
}

describe('the register of outgoing letters', () => {
  test('is empty at first, and says when a letter appears', async () => {
    const page = await (await room.signedIn('officer@eimu.example')).get('/desk/letters')
    expect(page.html).toContain('No letter yet in 2026')
  })

  test('shows the year’s letters from the newest, 25 a page, and that no number is missing', async () => {
    const caseId = await openCase('kstu')
    for (let number = 1; number <= 27; number++) await issue('kstu', caseId, '2026-11-20')
    await issue('kstu', caseId, '2025-12-30', 'EXAMPLE Li')

    const officer = await room.signedIn('officer@kstu.example')
    const first = await officer.get('/desk/letters')
    expect(first.html).toContain('27 letters, numbers 1 to 27: no number is missing')
    expect(first.html.match(/KSTU-2026\/\d{4}<\/a>/g)).toHaveLength(25)
    expect(first.html.indexOf('KSTU-2026/0027')).toBeLessThan(first.html.indexOf('KSTU-2026/0026'))
    expect(first.html).toContain(`/desk/cases/admission/${caseId}`)

    const older = /href="([^"]*before=[^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await officer.get(older)
    expect(second.html.match(/KSTU-2026\/\d{4}<\/a>/g)).toHaveLength(2)
    expect((await officer.get('/desk/letters?year=2025')).html).toContain('KSTU-2025/0001')
  })

  test('says so when a number is missing', async () => {
    const caseId = await openCase('kslu')
    const db = room.house.database.within('kslu')
    await issue('kslu', caseId, '2026-11-20')
    await db.updateTable('registers').set({ last: 3 }).where('register', '=', 'letters').execute()
    const page = await (await room.signedIn('officer@kslu.example')).get('/desk/letters')
    expect(page.html).toContain('The register of 2026 has 1 letter, but the last number is 3')
  })

  test('the letter opens as issued, and for no other institution', async () => {
    const { id } = await issue('kstu', await openCase('kstu'), '2026-11-21')
    const rector = await room.signedIn('rector@kstu.example')
    const letter = await rector.get(`/desk/letters/${id}/file`)
    expect(letter.response.headers.get('content-type')).toBe('application/pdf')
    expect(letter.response.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    const pdf = await letter.response.text()
    expect(pdf.slice(0, 5)).toBe('%PDF-')
    expect(await (await rector.get(`/desk/letters/${id}/file`)).response.text()).toBe(pdf)
    expect((await (await room.signedIn('officer@kslu.example')).get(`/desk/letters/${id}/file`)).status).toBe(404)
    expect((await rector.get('/desk/letters/no-id/file')).status).toBe(404)
    expect((await room.visitor().get('/desk/letters')).location).toBe('/sign-in?to=%2Fdesk%2Fletters')
  })
})

describe('the mails of the office', () => {
  test('are found by a part of the address, and only one’s own', async () => {
    await send('kstu', 'zoe@example.org', 'Dear Zoe')
    await send('kstu', 'li@example.org', 'Dear Li')
    await send('eimu', 'zoe@example.org', 'From another office')
    const officer = await room.signedIn('officer@kstu.example')
    const found = await officer.get('/desk/mails?to=ZOE')
    expect(found.html).toContain('zoe@example.org')
    expect(found.html).not.toContain('li@example.org')
    expect((await officer.get('/desk/mails?to=nobody')).html).toContain('No mail to this address')
    const other = await newestMail('eimu')
    expect((await officer.get(`/desk/mails/${other.id}`)).status).toBe(404)
    expect((await (await room.signedIn('rector@kstu.example')).get('/desk/mails')).status).toBe(404)
  })

  test('a refused one says why and is sent again once, however often the button is pressed', async () => {
    await send('kstu', 'amina@example.org', 'Dear Amina')
    const refused = await newestMail('kstu')
    const db = room.house.database.within('kstu')
    const answer = '550 no such mailbox'
    await db.updateTable('mails').set({ state: 'refused', answer }).where('id', '=', refused.id).execute()

    const officer = await room.signedIn('officer@kstu.example')
    expect((await officer.get(`/desk/mails/${refused.id}`)).html).toContain(answer)
    expect((await officer.post(`/desk/mails/${refused.id}/again`)).location).toBe('/desk/mails?done=again')
    await officer.post(`/desk/mails/${refused.id}/again`)
    const again = await db.selectFrom('mails').selectAll().where('to_address', '=', 'amina@example.org').execute()
    expect(again.map(({ state }) => state).sort()).toEqual(['queued', 'refused'])
    expect(again.every(({ body }) => body === 'Dear Amina')).toBe(true)
  })

  test('the text of a sign-in link is shown to nobody at the desk', async () => {
    const db = room.house.database.within('kstu')
    await db.transaction().execute((tx) =>
      mailLater(tx, room.house, {
        institution: 'kstu',
        to: 'li@example.org',
        language: 'en',
        kind: 'sign-in-link',
        subject: 'Your link',
        body: 'token=secret',
      }),
    )
    const { id } = await newestMail('kstu')
    const page = await (await room.signedIn('officer@kstu.example')).get(`/desk/mails/${id}`)
    expect(page.html).toContain('holds a sign-in link')
    expect(page.html).not.toContain('token=secret')
  })
})

describe('the outbox of the evaluation', () => {
  test('holds the mails of every institution and the program’s own, with their letters', async () => {
    const { id: letterId } = await issue('eimu', await openCase('eimu'), '2026-11-22')
    await send('eimu', 'zoe@example.org', `See ${room.house.url}/my/eimu/1.`, [letterId])
    await room.visitor().post('/sign-in/mail-link', { email: 'zoe@example.org' })
    const visitor = room.visitor()
    const list = await visitor.get('/outbox?to=zoe')
    expect(list.html).toContain('You are admitted')
    expect(list.html).toContain('Your sign-in link')

    const mail = await newestMail('eimu')
    const page = await visitor.get(`/outbox/eimu/${mail.id}`)
    expect(page.html).toContain(`<a href="${room.house.url}/my/eimu/1"`)
    expect(page.html).toContain('EIMU-2026/0001')
    const letter = await visitor.get(`/outbox/eimu/${mail.id}/letters/${letterId}`)
    expect(letter.response.headers.get('content-type')).toBe('application/pdf')
    expect((await visitor.get(`/outbox/kstu/${mail.id}`)).status).toBe(404)
    expect((await visitor.get(`/outbox/nowhere/${mail.id}`)).status).toBe(404)
    const link = await newestMail(itself)
    expect((await visitor.get(`/outbox/-/${link.id}`)).html).toContain('/sign-in/link?token=')
  })

  test('is not there in production', async () => {
    const { house } = room
    const live = { ...house, config: { ...house.config, mode: 'production' as const } }
    const visitor = new Visitor(makeApp(live, await makeAssets(), capabilitiesOf()), 'en')
    expect((await visitor.get('/outbox')).status).toBe(404)
  })
})

test('only our own addresses in a mail become links', () => {
  const said = String(
    [
      withLinks(
        'http://localhost:3000/my, https://evil.example http://localhost:3000.evil.example/',
        'http://localhost:3000',
      ),
    ].flat(),
  )
  expect(said.match(/<a /g)).toHaveLength(1)
  expect(said).toContain('>http://localhost:3000/my</a>,')
})
