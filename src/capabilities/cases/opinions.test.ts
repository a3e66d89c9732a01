import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Applicant, sentApplication } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { admission } from '../admission/index.ts'
import { verifyJournal } from './index.ts'

let town: TestHouse
let aida: Visitor
let rector: Visitor
let foreign: Visitor
beforeAll(async () => {
  town = await testHouse()
  aida = await town.signedIn('officer@kslu.example')
  rector = await town.signedIn('rector@kslu.example')
  foreign = await town.signedIn('officer@kstu.example')
})
afterAll(async () => {
  const faults = await Array.fromAsync(verifyJournal(town.house.database, town.house.clock, 'kslu', [admission]))
  await town.close()
  expect(faults).toEqual([])
})

const asking = {
  name: 'Probekov Sample',
  unit: 'Law institute',
  speaks: 'en',
  'until.day': '10',
  'until.month': '9',
  'until.year': '2026',
  question: 'Is her school enough for us?',
}

/** Somebody is asked, and the address of their link is read out of the mail. */
async function asked(zara: Applicant, other: Readonly<Record<string, string>> = {}) {
  const address = `${crypto.randomUUID()}@example.org`
  const key = crypto.randomUUID()
  const done = await aida.post(`${zara.desk}/opinions`, { ...asking, address, key, ...other })
  expect(done.status).toBe(303)
  return { key, address, path: await pathIn(address) }
}

async function pathIn(address: string): Promise<string> {
  const { rows } = await town.owner.query(
    'select body from mails where to_address = $1 order by queued_at desc limit 1',
    [address],
  )
  return /\/p\/[\w-]+/.exec(rows[0]?.body ?? '')?.[0] ?? ''
}

/** A browser that has opened the link. */
async function opened(path: string, language = 'en'): Promise<Visitor> {
  const visitor = town.visitor(language)
  await visitor.post(`${path}/opening`)
  return visitor
}

const fileOf = async ({ id }: Applicant, type: string) =>
  (
    await town.owner.query(
      'select f.id from document_files f join documents d on d.id = f.document_id where d.case_id = $1 and d.type = $2',
      [id, type],
    )
  ).rows[0].id

describe('somebody without an account', () => {
  test('is asked by mail, reads in their language what was shared and nothing else, and answers once', async () => {
    const zara = await sentApplication(town)
    const { path, address } = await asked(zara, { 'paper.education': 'yes', speaks: 'ru' })
    const guest = town.visitor('en')
    const cover = await guest.open(path)
    expect(cover.text).toContain('Я Probekov Sample: открыть')
    expect(cover.text).not.toContain('SAMPLE Zara')
    await guest.post(`${path}/opening`)
    const page = await guest.get(path)
    expect(page.text).toContain('Is her school enough for us?')
    expect(page.text).toContain('SAMPLE Zara')
    for (const secret of ['AB 1234567', 'AB1234567', zara.mail, zara.id, '+92', 'passport.jpg'])
      expect([secret, page.html.includes(secret)]).toEqual([secret, false])
    expect((await guest.get(`${path}/files/${await fileOf(zara, 'education')}`)).status).toBe(200)
    expect((await guest.get(`${path}/files/${await fileOf(zara, 'passport')}`)).status).toBe(404)

    const slipped = await guest.post(`${path}/answer`, { advice: 'against', words: ' ' })
    expect(slipped.status).toBe(422)
    const answers = await Promise.all(
      ['one', 'two'].map((words) => guest.post(`${path}/answer`, { advice: 'for', words })),
    )
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await guest.get(path)).text).toContain('Ваш ответ получен')

    const desk = await aida.get(zara.desk)
    expect(desk.text).toContain('Probekov Sample (Law institute) recommends it')
    expect(desk.text).toContain('I recommend it.')
    expect(desk.text).toContain('Probekov Sample (Law institute), School certificate')
    const { rows } = await town.owner.query(
      "select subject from mails where kind = 'admission.opinion' and to_address = 'officer@kslu.example'",
    )
    expect(rows).toHaveLength(1)
    const journal = await town.owner.query("select 1 from case_actions where case_id = $1 and action = 'opinion.for'", [
      zara.id,
    ])
    expect(journal.rows).toHaveLength(1)
    const own = await zara.visitor.get(zara.my)
    for (const secret of ['Probekov', address, 'Law institute']) expect(own.text).not.toContain(secret)
  })

  test('may be shown no paper at all; the same question sent twice makes one link', async () => {
    const zara = await sentApplication(town)
    const { path, key, address } = await asked(zara)
    await aida.post(`${zara.desk}/opinions`, { ...asking, address, key })
    const { rows } = await town.owner.query('select 1 from mails where to_address = $1', [address])
    expect(rows).toHaveLength(1)
    expect((await (await opened(path)).get(path)).text).toContain('No papers were shared')
  })
})

describe('a link says so when it is', () => {
  test('forwarded: another browser reads nothing, and a fresh one goes to the first address alone', async () => {
    const zara = await sentApplication(town)
    const { path, address } = await asked(zara, { 'paper.passport': 'yes' })
    const first = await opened(path)
    const second = await opened(path)
    const shut = await second.get(path)
    expect(shut.text).toContain('opened in another browser')
    expect(shut.text).not.toContain('SAMPLE Zara')
    expect(shut.text).not.toContain(address)
    expect((await second.get(`${path}/files/${await fileOf(zara, 'passport')}`)).status).toBe(404)
    await second.post(`${path}/answer`, { advice: 'for', words: 'forged' })
    expect((await second.post(`${path}/renewal`)).text).toContain('A new link is on its way')
    const fresh = await pathIn(address)
    expect(fresh).not.toBe(path)
    expect((await first.get(path)).status).toBe(404)
    expect((await (await opened(fresh)).get(fresh)).text).toContain('SAMPLE Zara')
    expect((await aida.get(zara.desk)).text).toContain('One opening was turned away.')
    expect((await aida.get(zara.desk)).text).not.toContain('forged')
  })

  test('revoked, also while the answer is being written', async () => {
    const zara = await sentApplication(town)
    const { path, key } = await asked(zara)
    const guest = await opened(path)
    expect((await rector.post(`${zara.desk}/opinions/${key}/revocation`)).status).toBe(404)
    expect((await foreign.post(`${zara.desk}/opinions/${key}/revocation`)).status).toBe(404)
    expect((await aida.post(`${zara.desk}/opinions/${key}/revocation`)).status).toBe(303)
    await guest.post(`${path}/answer`, { advice: 'for', words: 'too late' })
    expect((await guest.get(path)).text).toContain('This link was taken back')
    expect((await aida.get(zara.desk)).text).not.toContain('too late')
    expect((await aida.post(`${zara.desk}/opinions/${key}/revocation`)).status).toBe(409)
    expect((await aida.post(`${zara.desk}/opinions/${key}/renewal`)).status).toBe(409)
  })

  test('late, and when it never was', async () => {
    const zara = await sentApplication(town)
    const { path, key } = await asked(zara)
    const guest = await opened(path)
    await town.owner.query("update one_time_links set until = '2026-08-31' where id = $1", [key])
    const late = await guest.get(path)
    expect(late.text).toContain('This link has ended')
    await guest.post(`${path}/answer`, { advice: 'for', words: 'late words' })
    expect((await aida.get(zara.desk)).text).not.toContain('late words')
    expect((await aida.get(zara.desk)).text).toContain('not answered in time')
    for (const wrong of ['/p/x', `${path}x`, `/p/${'a'.repeat(3000)}`, '/p/%00']) {
      const page = await guest.get(wrong)
      expect([wrong.slice(0, 20), page.status]).toEqual([wrong.slice(0, 20), 404])
    }
  })
})

test('tokens stand nowhere but in the mail, and officers don’t read it there', async () => {
  const zara = await sentApplication(town)
  const { path, key } = await asked(zara)
  const token = path.slice('/p/'.length)
  const { rows } = await town.owner.query(
    'select l::text || o::text as row from one_time_links l, case_opinions o where l.id = $1',
    [key],
  )
  expect(rows[0].row).not.toContain(token)
  expect((await aida.get(zara.desk)).html).not.toContain(token)
  const mail = await town.owner.query("select id from mails where body like '%' || $1 || '%'", [token])
  expect((await aida.get(`/desk/mails/${mail.rows[0].id}`)).html).not.toContain(token)
})

describe('asking', () => {
  test('needs a name, an address, a question and a day that is neither past nor far; what was typed stays', async () => {
    const zara = await sentApplication(town)
    const ask = (other: Readonly<Record<string, string>>) =>
      aida.post(`${zara.desk}/opinions`, { ...asking, address: 'a@example.org', key: crypto.randomUUID(), ...other })
    const wrong = await ask({ address: 'nobody', question: 'Kept words' })
    expect([wrong.status, wrong.html.includes('Kept words</textarea>')]).toEqual([422, true])
    expect((await ask({ 'until.year': '2025' })).text).toContain('Choose today or a later day')
    expect((await ask({ 'until.year': '2027' })).text).toContain('At most 90 days')
    expect((await ask({ 'until.month': '13' })).status).toBe(422)
    for (const visitor of [rector, foreign])
      expect((await visitor.post(`${zara.desk}/opinions`, { ...asking, address: 'a@example.org' })).status).toBe(404)
  })
})

test('sixty mails an hour to addresses that an officer types are enough; what was typed stays', async () => {
  const zara = await sentApplication(town)
  const { key } = await asked(zara)
  await town.owner.query(
    `insert into attempts (key, window_start, count)
     select 'opinion-mail:' || id, to_timestamp(floor(extract(epoch from now()) / 3600) * 3600), 60
     from accounts where email = 'officer@kslu.example' on conflict (key, window_start) do update set count = 60`,
  )
  const more = { ...asking, key: crypto.randomUUID(), address: 'dean.sample@example.org' }
  const refused = await aida.post(`${zara.desk}/opinions`, more)
  expect([refused.status, refused.text.includes('Please wait a little')]).toEqual([422, true])
  expect(refused.html).toContain('dean.sample@example.org')
  expect((await aida.post(`${zara.desk}/opinions/${key}/renewal`)).status).toBe(409)
  const { rows } = await town.owner.query(
    "select count(*)::int from mails where to_address = 'dean.sample@example.org'",
  )
  expect(rows[0].count).toBe(0)
  await town.owner.query("delete from attempts where key like 'opinion-mail:%'")
})

describe('a mail is sent again', () => {
  test('as a new mail that says which it repeats, and not twice within a minute', async () => {
    const zara = await sentApplication(town)
    await town.settled()
    const mailsOf = async () =>
      (
        await town.owner.query('select id, repeats, state from mails where to_address = $1 order by queued_at', [
          zara.mail,
        ])
      ).rows
    const [first] = (await mailsOf()).slice(-1)
    const again = () => aida.post(`${zara.desk}/mails/${first.id}/again`)
    const both = await Promise.all([again(), again()])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(both.find(({ status }) => status === 409)?.text).toContain('less than a minute ago')
    await town.settled()
    const repeated = (await mailsOf()).filter(({ repeats }) => repeats === first.id)
    expect(repeated).toHaveLength(1)
    const page = await aida.get(zara.desk)
    expect(page.text).toContain('Repeats the mail of')
    expect(page.text).toContain(`Mail to ${zara.mail} sent again`)
    expect((await rector.post(`${zara.desk}/mails/${first.id}/again`)).status).toBe(404)
    expect((await foreign.post(`${zara.desk}/mails/${first.id}/again`)).status).toBe(404)
    const other = await sentApplication(town)
    expect((await aida.post(`${other.desk}/mails/${first.id}/again`)).status).toBe(404)
    expect(hidden(page, 'version')).not.toBe('')
  })

  test('but never one that holds somebody’s link', async () => {
    const zara = await sentApplication(town)
    const { address } = await asked(zara)
    await town.settled()
    const { rows } = await town.owner.query('select id from mails where to_address = $1', [address])
    const refused = await aida.post(`${zara.desk}/mails/${rows[0].id}/again`)
    expect([refused.status, refused.text.includes('send a new link instead')]).toEqual([409, true])
  })
})
