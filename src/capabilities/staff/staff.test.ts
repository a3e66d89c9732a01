import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sentApplication } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Visitor } from '../../../test/visitor.ts'
import { itself } from '../../platform/database/index.ts'

let town: TestHouse
let admin: Visitor
beforeAll(async () => {
  town = await testHouse()
  admin = await town.signedIn('admin@kslu.example')
})
afterAll(() => town?.close())

const people = '/desk/settings/people'
const invited = { name: 'Nurlan Sample', language: 'en', role: 'officer', unit: '', until: '' }

async function linkOf(email: string): Promise<string> {
  const mail = await town.house.database
    .within(itself)
    .selectFrom('mails')
    .select('body')
    .where('to_address', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return new URL(/http\S+/.exec(mail.body)?.[0] ?? '').pathname
}

async function invite(email: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const seen = await admin.post(`${people}/invitations`, { ...invited, email, ...more })
  expect([seen.location, seen.text]).toEqual([`${people}?done=invited`, seen.text])
  return linkOf(email)
}

async function member(email: string): Promise<string> {
  const { rows } = await town.owner.query('select id from accounts where email = $1', [email])
  return `${people}/${encodeURIComponent(rows[0]?.id)}`
}

async function idOf(email: string): Promise<string> {
  return (await town.owner.query('select id from invitations where email = $1', [email])).rows[0]?.id
}

describe('an invitation', () => {
  test('makes an account that works here, by its link, once', async () => {
    const link = await invite('nurlan@example.org', { until: '2027-06-30' })
    expect((await admin.get(people)).text).toContain('nurlan@example.org')
    const nurlan = town.visitor()
    for (let time = 0; time < 2; time += 1) {
      const page = await nurlan.get(link)
      expect(page.text).toContain('You are invited to')
      expect(page.text).toContain('Officer, until 30 June 2027')
    }
    expect((await nurlan.post(link)).location).toBe('/desk')
    expect((await nurlan.get('/desk')).status).toBe(200)
    expect((await nurlan.get('/account')).text).toContain('nurlan@example.org confirmed')

    const stranger = town.visitor()
    expect((await stranger.get(link)).text).toContain("doesn't open any more")
    expect((await stranger.post(link)).text).toContain("doesn't open any more")
    expect((await stranger.get('/desk')).location).toContain('/sign-in')
    const list = await admin.get(people)
    expect(list.text).toContain('nurlan@example.org accepted: Officer, until 30 June 2027')
    expect(list.text).not.toContain('Send again')
  })

  test('of two presses at once takes one', async () => {
    const link = await invite('twice@example.org')
    const answers = await Promise.all([town.visitor().post(link), town.visitor().post(link)])
    expect(answers.map(({ location }) => location).sort()).toEqual(['/desk', null].sort())
    const { rows } = await town.owner.query(
      "select count(*)::int as count from accounts where email = 'twice@example.org'",
    )
    expect(rows[0].count).toBe(1)
  })

  test('gives an existing account the role, and whoever typed the address before without owning it is out', async () => {
    const link = await invite('zoe@example.org', { role: 'rector' })
    const zoe = town.visitor()
    await zoe.post(link)
    expect((await zoe.get('/account')).text).toContain('Zoe Example')
    expect((await zoe.get('/desk')).status).toBe(200)

    const stranger = town.visitor()
    await stranger.post('/kslu/en/apply', { mail: 'dean@example.org', key: '' })
    expect((await stranger.get('/account')).status).toBe(200)
    const dean = town.visitor()
    await dean.post(await invite('dean@example.org'))
    expect((await stranger.get('/account')).status).toBe(303)
    expect((await dean.get('/desk')).status).toBe(200)
  })

  test('comes in the language of its reader and stands at no desk', async () => {
    await invite('gulzat@example.org', { language: 'ky' })
    const mails = await town.owner.query("select * from mails where to_address = 'gulzat@example.org'")
    expect(mails.rows[0].subject).toContain('Kopuro менен иштөөгө чакыруу')
    expect(mails.rows[0].institution_id).toBe(itself)
    expect((await admin.get('/desk/mails')).text).not.toContain('gulzat@example.org')
  })

  test('sent again has a new link; withdrawn or run out it opens nothing', async () => {
    const first = await invite('again@example.org')
    const id = await idOf('again@example.org')
    expect((await admin.post(`${people}/invitations/${id}/resending`)).location).toBe(`${people}?done=resent`)
    const second = await linkOf('again@example.org')
    expect((await town.visitor().get(first)).text).toContain("doesn't open any more")
    expect((await town.visitor().get(second)).text).toContain('You are invited')
    // The same invitation typed anew is no second one.
    const third = await invite('again@example.org', { role: 'officer', name: 'Other Sample' })
    expect((await town.visitor().get(second)).text).toContain("doesn't open any more")
    await town.owner.query("update invitations set ends_on = '2026-08-31' where id = $1", [id])
    expect((await town.visitor().post(third)).text).toContain("doesn't open any more")
    expect((await admin.get(people)).text).toContain('ran out')
    expect((await admin.post(`${people}/invitations/${id}/withdrawal`)).location).toBe(`${people}?done=withdrawn`)
    expect((await admin.post(`${people}/invitations/${id}/withdrawal`)).status).toBe(404)
    expect((await admin.get(people)).text).toContain('again@example.org withdrawn')
  })

  test('to a role that is over by now opens nothing', async () => {
    const link = await invite('over@example.org')
    await town.owner.query("update invitations set until = '2026-08-31' where email = 'over@example.org'")
    expect((await town.visitor().get(link)).text).toContain("doesn't open any more")
    expect((await town.visitor().post(link)).text).toContain("doesn't open any more")
    const { rows } = await town.owner.query("select id from accounts where email = 'over@example.org'")
    expect(rows).toEqual([])
  })

  test('goes out at most sixty times an hour by one account; what was typed stays', async () => {
    await invite('patient@example.org')
    await town.owner.query(
      `insert into attempts (key, window_start, count)
       select 'invitation-mail:' || id, to_timestamp(floor(extract(epoch from now()) / 3600) * 3600), 60
       from accounts where email = 'admin@kslu.example' on conflict (key, window_start) do update set count = 60`,
    )
    const refused = await admin.post(`${people}/invitations`, { ...invited, email: 'many@example.org' })
    expect([refused.status, refused.text.includes('Please wait a little')]).toEqual([422, true])
    expect(refused.html).toContain('many@example.org')
    expect((await admin.post(`${people}/invitations/${await idOf('patient@example.org')}/resending`)).status).toBe(429)
    expect(await idOf('many@example.org')).toBeUndefined()
    await town.owner.query("delete from attempts where key like 'invitation-mail:%'")
  })

  test('with slips says each beside its field and keeps what was typed', async () => {
    const slips = [
      [{ email: 'nobody' }, 'href="#email"'],
      [{ role: 'king' }, 'href="#role"'],
      [{ role: '' }, 'href="#role"'],
      [{ role: 'deans-office' }, 'href="#unit"'],
      [{ role: 'deans-office', unit: 'kstu-kgti' }, 'href="#unit"'],
      [{ until: '31.08.2026' }, 'href="#until"'],
      [{ until: '2026-08-31' }, 'href="#until"'],
      [{ email: 'officer@kslu.example' }, 'href="#email"'],
      [{ name: ' ' }, 'href="#name"'],
      [{ language: 'de' }, 'href="#language"'],
    ] as const
    for (const [slip, sign] of slips) {
      const seen = await admin.post(`${people}/invitations`, { ...invited, email: 'slip@example.org', ...slip })
      expect([slip, seen.status, seen.html.includes(sign)]).toEqual([slip, 422, true])
      if (!('name' in slip)) expect(seen.html).toContain('value="Nurlan Sample"')
    }
    expect(await idOf('slip@example.org')).toBeUndefined()
  })

  test('of another institution can neither be sent again nor accepted here', async () => {
    const link = await invite('apart@example.org')
    const id = await idOf('apart@example.org')
    const elmira = await town.signedIn('admin@kstu.example')
    expect((await elmira.post(`${people}/invitations/${id}/withdrawal`)).status).toBe(404)
    expect((await elmira.get(people)).text).not.toContain('apart@example.org')
    const elsewhere = link.replace('/kslu/', '/kstu/')
    expect((await town.visitor().post(elsewhere)).text).toContain("doesn't open any more")
  })
})

describe('roles', () => {
  test('are given, changed and ended, each in the history; the row stays', async () => {
    const asel = await member('rector@kslu.example')
    expect((await admin.post(`${asel}/roles`, { role: 'officer', unit: '', until: '' })).location).toContain(
      'done=given',
    )
    expect((await admin.get(asel)).text).toContain('rector@kslu.example given a role: Officer')
    await town.settled()
    expect((await admin.get('/desk/mails')).text).toContain('rector@kslu.example')
    expect((await admin.post(`${asel}/roles/officer`, { until: '2026-09-30' })).location).toContain('done=changed')
    const rector = await town.signedIn('rector@kslu.example')
    expect((await rector.get('/desk')).status).toBe(200)
    expect((await admin.post(`${asel}/roles/officer/end`, { successor: '' })).location).toContain('done=ended')
    // Whoever loses a role is out, and comes back with what is left.
    expect((await rector.get('/desk')).location).toContain('/sign-in')
    expect((await admin.post(`${asel}/roles/officer/end`, { successor: '' })).status).toBe(409)
    const { rows } = await town.owner.query(
      "select role, until::text from memberships where account_id = 'cast-rector@kslu.example' order by role",
    )
    expect(rows).toEqual([
      { role: 'officer', until: '2026-08-31' },
      { role: 'rector', until: null },
    ])
    const page = await admin.get(asel)
    expect(page.text).toContain('Role of rector@kslu.example ended')
    expect((await admin.get(people)).text).toContain(
      'Role of rector@kslu.example changed: Officer, until 30 September 2026',
    )
    // A day that is over, and no day at all.
    expect((await admin.post(`${asel}/roles/rector`, { until: '2026-08-31' })).status).toBe(422)
    expect((await admin.post(`${asel}/roles/rector`, { until: 'soon' })).status).toBe(422)
  })

  test('the last administrator stays, also when two end each other at once', async () => {
    const cholpon = await member('admin@kslu.example')
    const refused = await admin.post(`${cholpon}/roles/admin/end`, { successor: '' })
    expect([refused.status, refused.text.includes('last administrator')]).toEqual([409, true])
    expect((await admin.post(`${cholpon}/roles/admin`, { until: '2026-12-31' })).status).toBe(409)

    const aida = await member('officer@kslu.example')
    await admin.post(`${aida}/roles`, { role: 'admin', unit: '', until: '' })
    const other = await town.signedIn('officer@kslu.example')
    const both = await Promise.all([
      admin.post(`${aida}/roles/admin/end`, { successor: '' }),
      other.post(`${cholpon}/roles/admin/end`, { successor: '' }),
    ])
    // Whoever is slower is refused, or finds that there is nothing here any more for them.
    const ended = both.filter(({ status, location }) => status === 303 && !location?.startsWith('/sign-in'))
    expect(ended).toHaveLength(1)
    const { rows } = await town.owner.query(
      "select count(*)::int as count from memberships where institution_id = 'kslu' and role = 'admin' and until is null",
    )
    expect(rows[0].count).toBe(1)
    await town.owner.query(
      "update memberships set until = null where role = 'admin' and account_id = 'cast-admin@kslu.example'",
    )
    await town.owner.query(
      "update memberships set until = '2026-08-31' where role = 'admin' and account_id = 'cast-officer@kslu.example'",
    )
    town.house.sessions.forget()
    admin = await town.signedIn('admin@kslu.example')
  })

  test('are the business of administrators, each in their own institution', async () => {
    const target = await member('rector@kslu.example')
    const [officer, rector] = [await town.signedIn('officer@kstu.example'), await town.signedIn('rector@kstu.example')]
    for (const visitor of [officer, rector, await town.signedIn('amina@example.org')]) {
      for (const path of [people, `${people}/invitation`, target]) expect((await visitor.get(path)).status).toBe(404)
      for (const path of [
        `${people}/invitations`,
        `${target}/roles`,
        `${target}/roles/rector/end`,
        `${people}/second-factor`,
      ])
        expect((await visitor.post(path, { ...invited, email: 'x@example.org' })).status).toBe(404)
    }
    const elmira = await town.signedIn('admin@kstu.example')
    expect((await elmira.get(target)).status).toBe(404)
    expect((await elmira.post(`${target}/roles`, invited)).status).toBe(404)
    expect((await elmira.get(people)).text).not.toContain('kslu.example')
  })

  test('who leaves hands the open cases over, and each case says so', async () => {
    const applicant = await sentApplication(town)
    const officer = await town.signedIn('officer@kslu.example')
    await officer.post(`${applicant.desk}/owner`, { owner: 'me' })
    const aida = await member('officer@kslu.example')
    expect((await admin.get(aida)).text).toContain('Who takes the 1 open case?')
    // Not to somebody of another institution, nor to whoever may not work on cases.
    for (const successor of ['cast-officer@kstu.example', 'cast-rector@kslu.example', 'nobody'])
      expect((await admin.post(`${aida}/roles/officer/end`, { successor })).status).toBe(404)
    const ended = await admin.post(`${aida}/roles/officer/end`, { successor: 'cast-admin@kslu.example' })
    expect(ended.location).toContain('done=ended')
    expect((await officer.get('/desk')).location).toContain('/sign-in')
    const { rows } = await town.owner.query('select owner_id from cases where id = $1', [applicant.id])
    expect(rows).toEqual([{ owner_id: 'cast-admin@kslu.example' }])
    expect((await admin.get(people)).text).toContain('Open cases of officer@kslu.example handed over to: Cholpon')
  })
})

describe('two factors of all staff', () => {
  test('are switched on by an administrator, who then needs them too', async () => {
    const ilyas = await town.signedIn('admin@eimu.example')
    expect((await ilyas.get(people)).text).toContain('not asked')
    expect((await ilyas.post(`${people}/second-factor`, { wanted: 'yes' })).location).toBe(`${people}?done=both`)
    expect((await ilyas.get(people)).location).toBe('/account')
    await town.owner.query("update institutions set staff_both_factors = false where id = 'eimu'")
    town.house.sessions.forget()
    expect((await ilyas.get(people)).text).toContain('Two factors asked of all staff')
  })
})
