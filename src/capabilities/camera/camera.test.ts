import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, answer, begin, bring, fivePapers, send } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg } from '../../../test/papers.ts'
import type { Visitor } from '../../../test/visitor.ts'

let town: TestHouse
let zara: Applicant
beforeAll(async () => {
  town = await testHouse()
  zara = await begin(town)
  await answer(zara)
})
afterAll(() => town?.close())

/** The owner makes a link; gives the page with the square and the address in it. */
async function link(type = '', of = zara) {
  const made = await of.visitor.post(`${of.my}/camera`, { type })
  expect(made.status).toBe(303)
  const square = made.location ?? ''
  return { square, phone: square.replace(of.my, '/camera/kslu').replace('/camera/kslu/camera/', '/camera/kslu/') }
}

/** A telephone that has pressed the button. */
async function connected(address: string, language = 'en'): Promise<Visitor> {
  const phone = town.visitor(language)
  expect((await phone.post(`${address}/opening`)).location).toBe(`${address}/documents`)
  return phone
}

const shoot = async (phone: Visitor, address: string, name: string, type = 'passport') =>
  phone.upload(`${address}/documents/${type}`, [{ name, bytes: await jpeg(name) }])

test('a telephone that nobody signed in on adds a photo, and its owner sees it arrive and who sent it', async () => {
  const { square, phone: address } = await link()
  const waiting = await zara.visitor.get(square)
  expect(waiting.text).toContain('Waiting for your phone')
  expect(waiting.html).toMatch(/<svg viewBox="0 0 \d+ \d+"/)
  expect(waiting.html).toContain('data-watch')

  const start = await town.visitor().get(address)
  expect([start.status, start.text]).toEqual([200, expect.stringContaining('KSLU')])
  expect(start.html).not.toContain(zara.mail)
  const phone = await connected(address)
  expect((await zara.visitor.get(square)).text).toContain('Your phone is connected')
  expect((await zara.visitor.get(`${zara.my}/documents`)).text).toContain('Your phone is connected')
  expect((await shoot(phone, address, 'from phone.jpg')).location).toBe(`${address}/documents#passport`)
  expect((await phone.get(`${address}/documents`)).text).toContain('from phone.jpg is safe with the university')
  expect((await zara.visitor.get(square)).text).toContain('Arrived from phone.jpg')
  expect((await zara.visitor.get(`${zara.my}/documents`)).text).toContain('from phone.jpg')
  const { rows } = await town.owner.query(
    "select by_role, input ->> 'link' as link from case_actions where case_id = $1 and action = 'paper.added'",
    [zara.id],
  )
  expect(rows).toEqual([{ by_role: 'subject', link: expect.stringMatching(/^[0-9a-f-]{36}$/) }])
  expect((await zara.visitor.get(`${zara.my}/camera`)).text).toMatch(
    /all papers Opened a device, .+ Files 1 State in use|all papers a device, .+ 1 in use/,
  )
})

test('the link works on the first telephone only, and a look at it takes nothing', async () => {
  const { phone: address } = await link()
  for (let looks = 0; looks < 3; looks += 1) expect((await town.visitor().get(address)).status).toBe(200)
  const rivals = [town.visitor(), town.visitor()]
  await Promise.all(rivals.map((rival) => rival.post(`${address}/opening`)))
  const seen = await Promise.all(rivals.map((rival) => rival.get(`${address}/documents`)))
  expect(seen.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(seen.find(({ status }) => status === 409)?.text).toContain('already in use on another phone')
  expect((await shoot(town.visitor('ru'), address, 'x.jpg')).text).toContain('уже используется на другом телефоне')
})

test('a link for one paper opens no other, and shows nothing else of the case', async () => {
  await bring(zara, ['education'])
  const { phone: address } = await link('transcript')
  const phone = await connected(address)
  const page = await phone.get(`${address}/documents`)
  expect(page.html).toContain('id="transcript"')
  expect(page.html).not.toContain('id="passport"')
  expect(page.html).not.toContain('education.jpg')
  expect((await shoot(phone, address, 'wrong.jpg', 'passport')).status).toBe(404)
  expect((await phone.get(`${zara.my}/documents`)).location).toContain('/sign-in')
  const begun = await phone.ask(`${address}/documents/transcript/uploads`, {
    method: 'POST',
    headers: { 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': 'filename eA==' },
  })
  expect(begun.status).toBe(201)
  expect((await zara.visitor.get(`${zara.my}/documents`)).text).toContain('is coming from your phone')
  const mine = await zara.visitor.ask(`${zara.my}/documents/transcript/uploads`, {
    method: 'POST',
    headers: { 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': 'filename eA==' },
  })
  const other = (mine.location ?? '').replace(zara.my, address)
  expect((await phone.get(other)).status).toBe(404)
})

describe('a link says that it is over', () => {
  test('when its owner ended it, made a newer one, or a quarter of an hour has passed', async () => {
    const first = await link()
    const phone = await connected(first.phone)
    const second = await link()
    expect((await phone.get(`${first.phone}/documents`)).text).toContain('This link has ended')
    expect((await shoot(phone, first.phone, 'late.jpg')).text).toContain('This link has ended')
    await zara.visitor.post(`${zara.my}/camera/ending`)
    const ended = await town.visitor().get(second.phone)
    expect([ended.status, ended.text]).toEqual([409, expect.stringContaining('This link has ended')])

    const third = await link()
    const late = await connected(third.phone)
    await town.owner.query("update camera_links set ends_at = made_at - interval '1 minute' where ended_at is null")
    expect((await late.get(`${third.phone}/documents`)).text).toContain('time of this link is over')
    const begun = await late.ask(`${third.phone}/documents/passport/uploads`, {
      method: 'POST',
      headers: { 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': 'filename eA==' },
    })
    expect([begun.status, begun.text]).toEqual([422, expect.stringContaining('time of this link is over')])
  })

  test('when the case was sent meanwhile', async () => {
    const sent = await begin(town)
    await answer(sent)
    await bring(sent, fivePapers)
    const { phone: address } = await link('', sent)
    const phone = await connected(address)
    await send(sent)
    expect((await shoot(phone, address, 'after.jpg')).text).toContain('This link has ended')
  })
})

test('what begun in time may still arrive', async () => {
  const { phone: address } = await link()
  const phone = await connected(address)
  const bytes = await jpeg('slow')
  const begun = await phone.ask(`${address}/documents/passport/uploads`, {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from('slow.jpg').toString('base64')}`,
    },
  })
  await town.owner.query("update camera_links set ends_at = made_at - interval '1 minute' where ended_at is null")
  const sent = await phone.ask(begun.location ?? '', {
    method: 'PATCH',
    body: Buffer.from(bytes),
    headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  })
  expect(sent.status).toBe(204)
  expect((await zara.visitor.get(`${zara.my}/documents`)).text).toContain('slow.jpg')
})

test('a token of another house or of nobody, another’s case and another’s link are not found', async () => {
  const { square, phone: address } = await link()
  const token = address.split('/').at(-1) ?? ''
  for (const path of [`/camera/kstu/${token}`, '/camera/kslu/nonsense', `/camera/nowhere/${token}`, '/camera/kslu/%00'])
    expect([path, (await town.visitor().get(path)).status]).toEqual([path, 404])
  const amina = await town.signedIn('amina@example.org')
  for (const path of [square, `${zara.my}/camera`]) expect((await amina.get(path)).status).toBe(404)
  expect((await amina.post(`${zara.my}/camera`, { type: '' })).status).toBe(404)
  expect((await zara.visitor.post(`${zara.my}/camera`, { type: 'nonsense' })).status).toBe(404)
  const other = await begin(town)
  expect((await other.visitor.get(`${other.my}/camera/${token}`)).status).toBe(404)
  const { rows } = await town.owner.query('select token_hash from camera_links')
  expect(rows.some(({ token_hash }) => token_hash.includes(token))).toBe(false)
})
