import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, answer, begin, bring, send, sentApplication } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg } from '../../../test/papers.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse({ today: '2026-09-01' })
})
afterAll(() => town.close())

const mine = '/account/representatives'
const until = (year: string, month: string, day: string) => ({
  'until.day': day,
  'until.month': month,
  'until.year': year,
})
const agent = { name: 'Agent Sampleev', kind: 'agent', scope: 'all', ...until('2027', '3', '1') }

async function prove({ mail }: Pick<Applicant, 'mail'>) {
  await town.owner.query('update accounts set email_verified = true where email = $1', [mail])
  town.house.sessions.forget()
}

async function applicant(sent = false): Promise<Applicant> {
  const one = sent ? await sentApplication(town) : await begin(town)
  await prove(one)
  return one
}

const newMail = () => `rep-${crypto.randomUUID()}@example.org`

async function linkTo(mail: string): Promise<string> {
  const { rows } = await town.owner.query<{ body: string }>(
    'select body from mails where to_address = $1 order by queued_at desc limit 1',
    [mail],
  )
  return /\/representation\/\S+/.exec(rows[0]?.body ?? '')?.[0] ?? ''
}

/** The link stands in the mail only until it is sent: without jobs it stays. */
async function give(from: Applicant, email: string, more: Readonly<Record<string, string>> = {}) {
  const key = hidden(await from.visitor.get(`${mine}/new`), 'key')
  return from.visitor.post(mine, { ...agent, email, key, ...more })
}

async function takesUp(email: string): Promise<Visitor> {
  const visitor = town.visitor()
  const seen = await visitor.post(await linkTo(email))
  expect(seen.status).toBe(303)
  return visitor
}

async function acts(from: Applicant, more: Readonly<Record<string, string>> = {}) {
  const email = newMail()
  expect((await give(from, email, more)).location).toBe(`${mine}?done=sent`)
  return { email, visitor: await takesUp(email) }
}

describe('a consent', () => {
  test('opens nothing before it is taken up, then the named cases, and the acts carry the name', async () => {
    const zara = await applicant()
    const email = newMail()
    await give(zara, email)
    expect((await zara.visitor.get(mine)).text).toContain('Not taken up yet')
    const link = await linkTo(email)
    const stranger = town.visitor()
    expect((await stranger.get(link)).text).toContain('asks you to act')
    expect((await stranger.get(zara.my)).location).toContain('/sign-in')

    const visitor = await takesUp(email)
    expect((await visitor.get('/my')).text).toContain('You act for')
    const rep = { ...zara, visitor }
    await answer(rep)
    await bring(rep)
    const refused = await send(rep)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Only the applicant in person')
    const seen = await zara.visitor.get(zara.my)
    expect(seen.text).toContain('Agent Sampleev, for SAMPLE Zara')
    expect(seen.text).toContain('Answers changed')
    expect((await send(zara)).status).toBe(303)
    const { rows } = await town.owner.query(
      "select distinct by_name, by_role from case_actions where case_id = $1 and action = 'paper.added'",
      [zara.id],
    )
    expect(rows).toEqual([{ by_name: 'Agent Sampleev', by_role: 'representative' }])
    const officer = await town.signedIn('officer@kslu.example')
    const desk = await officer.get(zara.desk)
    expect(desk.text).toContain('Agent Sampleev (Agent), until 1 March 2027')
    expect((await visitor.get(`${zara.my}/files/${crypto.randomUUID()}`)).status).toBe(404)
  })

  test('lets send what it names, and never withdraw', async () => {
    const zara = await applicant()
    const { visitor } = await acts(zara, { maySend: 'yes' })
    const rep = { ...zara, visitor }
    await answer(rep)
    await bring(rep)
    expect((await visitor.get(zara.my)).html).not.toContain('steps/discard')
    expect((await send(rep)).status).toBe(303)
    const page = await visitor.get(zara.my)
    expect(page.html).not.toContain('steps/withdraw')
    const version = hidden(await zara.visitor.get(zara.my), 'version')
    expect((await visitor.post(`${zara.my}/steps/withdraw`, { version })).status).toBe(409)
    const { rows } = await town.owner.query('select stage from cases where id = $1', [zara.id])
    expect(rows[0]?.stage).toBe('sent')
  })

  test('for one case shows no other, no own data, no list of sessions', async () => {
    const zara = await applicant()
    const apply = await zara.visitor.get('/kstu/en/apply')
    const other = await zara.visitor.post('/kstu/en/apply', { mail: zara.mail, key: hidden(apply, 'key') })
    const { visitor, email } = await acts(zara, { scope: zara.id })
    expect((await visitor.get(zara.my)).status).toBe(200)
    expect((await visitor.get(`${zara.my}/camera`)).status).toBe(404)
    expect(other.location).toMatch(/^\/my\/kstu\//)
    for (const path of ['', '/check', '/documents', '/answers/you', '/questions', '/dates.ics', '/passport'])
      expect((await visitor.get(`${other.location}${path}`)).status).toBe(404)
    expect((await visitor.post(`${other.location}/answers/you`, { familyName: 'X' })).status).toBe(404)
    const list = await visitor.get('/my')
    expect(list.html).toContain(zara.my)
    expect(list.html).not.toContain(other.location ?? '?')
    expect((await visitor.get('/account/data')).text).not.toContain(zara.mail)
    expect((await visitor.get('/account')).text).toContain(email)
    expect((await visitor.get(mine)).text).not.toContain('KSTU')
  })

  test('holds on its last day and not on the next', async () => {
    const zara = await applicant()
    const { visitor } = await acts(zara, until('2026', '9', '1'))
    expect((await visitor.get(zara.my)).status).toBe(200)
    await town.owner.query("update representations set until = '2026-08-31' where applicant_email = $1", [zara.mail])
    expect((await visitor.get(zara.my)).status).toBe(404)
    expect((await visitor.post(`${zara.my}/answers`, { familyName: 'X' })).status).toBe(404)
    expect((await visitor.get('/my')).text).not.toContain('You act for')
    expect((await zara.visitor.get(mine)).text).toContain('Its day has passed')
  })

  test('ends at once by one button; a stranger has no such button', async () => {
    const zara = await applicant()
    const { visitor } = await acts(zara)
    const [, id = ''] = /representatives\/([0-9a-f-]{36})\/end/.exec((await zara.visitor.get(mine)).html) ?? []
    const amina = await town.signedIn('amina@example.org')
    expect((await amina.post(`${mine}/${id}/end`)).status).toBe(404)
    expect((await visitor.get(zara.my)).status).toBe(200)
    for (const _ of [1, 2]) expect((await zara.visitor.post(`${mine}/${id}/end`)).status).toBe(303)
    expect((await visitor.get(zara.my)).status).toBe(404)
    expect((await zara.visitor.get(mine)).text).toContain('Ended')
    await town.settled()
    const { rows } = await town.owner.query("select count(*)::int as n from mails where kind = 'representation.ended'")
    expect(rows[0]?.n).toBe(1)
  })

  test('two representatives act in one case, each under their own name', async () => {
    const zara = await applicant()
    const [one, two] = [await acts(zara), await acts(zara, { name: 'Parent Sampleova', kind: 'parent' })]
    const paper = async (who: Visitor, name: string) =>
      who.upload(`${zara.my}/documents/passport`, [{ name, bytes: await jpeg(name) }])
    const answers = await Promise.all([paper(one.visitor, 'a.jpg'), paper(two.visitor, 'b.jpg')])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const { rows } = await town.owner.query(
      "select by_name from case_actions where case_id = $1 and action = 'paper.added' order by by_name",
      [zara.id],
    )
    expect(rows.map((row) => row.by_name)).toEqual(['Agent Sampleev', 'Parent Sampleova'])
  })

  test('sends the mails of the case to both, where the applicant wants that', async () => {
    const zara = await applicant()
    const [both, none] = [await acts(zara, { copies: 'yes' }), await acts(zara)]
    await answer(zara)
    await bring(zara)
    await send(zara)
    const { rows } = await town.owner.query<{ to_address: string }>(
      "select to_address from mails where kind = 'admission.send' and case_id = $1",
      [zara.id],
    )
    const told = rows.map((row) => row.to_address)
    expect(told.sort()).toEqual([zara.mail, both.email].sort())
    expect(told).not.toContain(none.email)
  })
})

describe('a form of a consent', () => {
  test('twice is one request; a link works once', async () => {
    const zara = await applicant()
    const email = newMail()
    const key = hidden(await zara.visitor.get(`${mine}/new`), 'key')
    for (const _ of [1, 2]) expect((await zara.visitor.post(mine, { ...agent, email, key })).status).toBe(303)
    const { rows } = await town.owner.query('select count(*)::int as n from mails where to_address = $1', [email])
    expect(rows[0]?.n).toBe(1)
    const link = await linkTo(email)
    await takesUp(email)
    const thief = town.visitor()
    expect((await thief.post(link)).location).toBe('/my')
    expect((await thief.get(zara.my)).location).toContain('/sign-in')
    expect((await thief.get(link)).text).toContain('opens nothing any more')
  })

  test.each([
    [until('2026', '8', '31'), 'This day has passed'],
    [until('2027', '9', '2'), 'Choose a day within a year'],
    [{ 'until.day': '31', 'until.month': '2', 'until.year': '2027' }, 'day'],
    [{ scope: crypto.randomUUID() }, 'Choose'],
    [{ kind: 'friend' }, 'Choose'],
    [{ name: '' }, 'Please look at'],
    [{ email: 'nobody' }, 'Please look at'],
  ])('%o is said to be wrong, and what was typed stays', async (wrong, words) => {
    const zara = await applicant()
    const seen = await give(zara, 'agent.typed@example.org', wrong)
    expect(seen.status).toBe(422)
    expect(seen.text).toContain(words)
    expect(seen.html).toContain('email' in wrong ? 'value="nobody"' : 'value="agent.typed@example.org"')
  })

  test('nobody represents themselves, and an unproven address gives nothing', async () => {
    const zara = await applicant()
    expect((await give(zara, zara.mail)).status).toBe(422)
    const unproven = await begin(town)
    expect((await unproven.visitor.get(mine)).text).toContain('First open the link')
    expect((await unproven.visitor.post(mine, { ...agent, email: newMail(), key: crypto.randomUUID() })).status).toBe(
      404,
    )
  })

  test("another one's case can be given by nobody", async () => {
    const [zara, other] = [await applicant(), await applicant()]
    expect((await give(zara, newMail(), { scope: other.id })).status).toBe(422)
  })
})

describe('an agent asks', () => {
  async function asks(mail: string) {
    const email = newMail()
    const visitor = (await acts(await applicant())).visitor
    const key = hidden(await visitor.get(`${mine}/asking`), 'key')
    const seen = await visitor.post(`${mine}/asking`, { ...agent, email: mail, key, maySend: 'yes' })
    expect(seen.location).toBe(`${mine}?done=asked`)
    return { email, visitor }
  }

  test('and sees nothing before the applicant has said yes', async () => {
    const zara = await applicant(true)
    const { visitor } = await asks(zara.mail)
    const before = await visitor.get(mine)
    expect(before.text).toContain(zara.mail)
    expect(before.text).not.toContain('SAMPLE Zara')
    expect((await visitor.get(zara.my)).status).toBe(404)

    const reader = town.visitor()
    const entered = await reader.post(await linkTo(zara.mail))
    const page = await reader.get(entered.location ?? '')
    expect(page.text).toContain('May Agent Sampleev act for you?')
    expect((await visitor.get(zara.my)).status).toBe(404)
    // The asker can't say yes for the asked.
    expect((await visitor.post(entered.location ?? '', { ...agent })).status).toBe(404)

    const given = await reader.post(entered.location ?? '', { scope: zara.id, ...until('2026', '10', '1') })
    expect(given.location).toBe(`${mine}?done=given`)
    const seen = await visitor.get(zara.my)
    expect(seen.text).toContain('until 1 October 2026')
    expect(seen.text).not.toContain('send the application')
  })

  test('and is refused by one press', async () => {
    const zara = await applicant(true)
    const { visitor } = await asks(zara.mail)
    const [, id = ''] = /representatives\/([0-9a-f-]{36})"/.exec((await zara.visitor.get(mine)).html) ?? []
    expect((await zara.visitor.post(`${mine}/${id}/end`)).status).toBe(303)
    expect((await zara.visitor.post(`${mine}/${id}`, { scope: 'all', ...until('2026', '10', '1') })).status).toBe(409)
    expect((await visitor.get(zara.my)).status).toBe(404)
  })

  test('and nobody learns whether an address is known', async () => {
    const { visitor } = await asks(newMail())
    expect((await visitor.get(mine)).text).toContain('Not taken up yet')
  })
})
