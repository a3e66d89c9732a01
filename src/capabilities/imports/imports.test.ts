import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Seen, Visitor } from '../../../test/visitor.ts'
import { day } from '../../platform/days.ts'
import { agreementsOf, readingOf } from '../agreements/index.ts'
import { contactsOf, partnersOf } from '../partners/index.ts'
import { runImport } from './run.ts'
import { vcardOf } from './vcard.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@kslu.example')
})
afterAll(() => town.close())

const send = async (visitor: Visitor, text: string, name = 'партнёры.csv'): Promise<string> => {
  const sent = await visitor.upload('/desk/imports', [{ name, bytes: Buffer.from(text) }])
  return sent.location ?? sent.text
}
const here = () => town.house.database.within('kslu')
const found = async (search: string) => (await partnersOf(here(), { search })).map(({ name }) => name)
const runs = async (at: string): Promise<Seen> => {
  await officer.post(`${at}/start`)
  await town.settled()
  return officer.get(at)
}

const sheet = `Список партнёров;;;;;
Наименование вуза;Страна;Статус;Контактное лицо;Эл. почта;Последний контакт
Muster Test University;ФРГ;действует;Erika Muster;erika@muster.example;01.02.2026
Muster Test University;Германия;;Hans Muster;hans@muster.example;
Образцовый институт;Нарния;действует;;;
=SUM(1) Academy;Türkiye;очень хорошо;;;45292
Second Sample College;KOR;подписан;;nobody at all;
`

describe('an import with errors, mended and undone', () => {
  test('columns and words are guessed, what nobody knows is asked once, and nothing is written before the button', async () => {
    const at = await send(officer, sheet)
    expect(at).toMatch(/^\/desk\/imports\/[0-9a-f-]{36}$/)
    const columns = await officer.open(at)
    expect(columns.html).toContain('<option value="name" selected')
    const fields = ['name', 'country', 'status', 'contact.name', 'contact.email', 'lastContact']
    for (const field of fields) expect(columns.html).toContain(`<option value="${field}" selected`)
    const asked = await officer.post(
      `${at}/columns`,
      Object.fromEntries(fields.map((field, at) => [`column.${at}`, field])),
    )
    expect(asked.location).toBe(`${at}/words`)
    const words = await officer.get(`${at}/words`)
    expect(words.text).toContain('Нарния')
    expect(words.text).toContain('очень хорошо')
    const refused = await officer.post(`${at}/words`, {
      'list.0': 'country',
      'theirs.0': 'Нарния',
      'word.0': 'Nowhere',
    })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('value="Nowhere"')
    const rest = { 'list.1': 'status', 'theirs.1': 'очень хорошо', 'word.1': 'active' }
    const said = await officer.post(`${at}/words`, {
      'list.0': 'country',
      'theirs.0': 'Нарния',
      'word.0': 'Norwegen',
      ...rest,
    })
    expect(said.location).toBe(`${at}/check`)
    const check = await officer.get(`${at}/check`)
    expect(check.text).toContain('E · Эл. почта: “nobody at all” is no mail address')
    expect(check.text).toContain('Import 4 lines')
    expect(await found('Muster Test')).toEqual([])

    const mend = await officer.get(`${at}/wrong.csv`)
    expect(mend.html).toContain('"Second Sample College";"KOR"')
    const done = await runs(at)
    expect(done.text).toContain('Came in on')
    const [muster] = await partnersOf(here(), { search: 'Muster Test' })
    expect(muster).toMatchObject({
      country: 'DE',
      kind: 'university',
      status: 'active',
      lastContact: { on: '2026-02-01' },
    })
    expect((await contactsOf(here(), muster?.id ?? '')).map(({ email }) => email).sort()).toEqual([
      'erika@muster.example',
      'hans@muster.example',
    ])
    expect(await partnersOf(here(), { search: 'Образцовый' })).toMatchObject([{ country: 'NO' }])
    expect(await found('academy sum')).toEqual(['=SUM(1) Academy'])

    // The mended sheet is known: its columns are taken, and what is in the register is the same.
    const again = await send(officer, mend.html.replace('nobody at all', 'somebody@second.example'))
    expect((await officer.get(again)).location).toBe(`${again}/check?known=yes`)
    expect((await runs(again)).text).toContain('new 1')
    expect(await found('Second Sample')).toEqual(['Second Sample College'])
    const whole = await send(officer, sheet)
    expect((await officer.open(whole)).text).toContain('No line would change the register')

    // One of them is changed by hand: it stays when the import is taken back.
    const note = {
      kind: 'talk',
      'on.day': '1',
      'on.month': '8',
      'on.year': '2026',
      who: 'Erika',
      said: 'A visit',
      next: '',
    }
    await officer.post(`/desk/partners/${muster?.id}/notes`, { id: crypto.randomUUID(), ...note })
    await officer.post(`${at}/undo`)
    await town.settled()
    const undone = await officer.get(at)
    expect(undone.text).toContain('2 lines were kept')
    expect(await found('Образцовый')).toEqual([])
    expect(await found('Muster Test')).toEqual(['Muster Test University'])
    expect((await officer.post(`${at}/undo`)).location).toBe(at)
    await town.settled()
    expect(await found('Second Sample')).toEqual(['Second Sample College'])
  })

  test('what is there is left, filled or written over, as the office chooses; taken back it is as before', async () => {
    const made = await send(officer, 'Name;Country\nFill Sample University;Poland\n')
    await officer.post(`${made}/columns`, { 'column.0': 'name', 'column.1': 'country' })
    await runs(made)
    const at = await send(officer, 'Name;Country;City;Website\nFill Sample University;Poland;Gdansk;fill.example\n')
    await officer.post(`${at}/columns`, {
      'column.0': 'name',
      'column.1': 'country',
      'column.2': 'city',
      'column.3': 'site',
    })
    expect((await officer.get(`${at}/check`)).text).toContain('in the register, left as it is 1')
    await officer.post(`${at}/check`, { doubles: 'fill' })
    expect((await runs(at)).text).toContain('changed 1')
    expect(await partnersOf(here(), { search: 'Fill Sample' })).toMatchObject([
      { city: { en: 'Gdansk' }, site: 'https://fill.example' },
    ])
    await officer.post(`${at}/undo`)
    await town.settled()
    expect(await partnersOf(here(), { search: 'Fill Sample' })).toMatchObject([
      { country: 'PL', city: null, site: null },
    ])
  })
})

describe('what else may come', () => {
  test('another institution, a reader and a guest do not get in; nothing of it can be told', async () => {
    const at = await send(officer, sheet)
    const other = await town.signedIn('officer@kstu.example')
    const rector = await town.signedIn('rector@kslu.example')
    for (const path of [at, `${at}/check`, `${at}/wrong.csv`]) {
      expect((await other.get(path)).status).toBe(404)
      expect((await rector.get(path)).status).toBe(404)
    }
    expect((await other.post(`${at}/start`)).status).toBe(404)
    expect((await town.visitor().get(at)).location).toMatch(/sign-in/)
  })

  test('the same form twice brings one sheet; the button twice brings it in once; two at once wait for each other', async () => {
    const form = () => {
      const data = new FormData()
      data.append('id', '11111111-1111-4111-8111-111111111111')
      data.append('file', new File(['Name;Country\nTwice Sample University;France\n'], 'twice.csv'))
      return data
    }
    for (const _ of [1, 2]) await officer.ask('/desk/imports', { method: 'POST', body: form() })
    const at = '/desk/imports/11111111-1111-4111-8111-111111111111'
    await officer.post(`${at}/check`)
    const other = await send(officer, 'Name;Country\nTwice Sample University;France\n')
    await officer.post(`${other}/check`)
    await Promise.all([officer.post(`${at}/start`), officer.post(`${at}/start`)])
    const second = await officer.post(`${other}/start`)
    expect(second.status).toBe(409)
    expect(second.text).toContain('Another import is coming in')
    await town.settled()
    expect((await runs(other)).text).not.toContain('new 1')
    expect(await found('Twice Sample')).toEqual(['Twice Sample University'])
  })

  test('a program that dies in the middle leaves whole portions, and whoever goes on begins behind them; back likewise', async () => {
    const lines = Array.from({ length: 1200 }, (_, at) => `Halfway University ${at};Poland;at${at}@halfway.example`)
    // A line of the second portion that says again what the first one brought.
    lines[1100] = 'Halfway University 5;Poland;at5@halfway.example'
    const at = await send(officer, ['Name;Country;E-mail', ...lines].join('\n'))
    const id = at.split('/').at(-1) ?? ''
    await officer.post(`${at}/columns`, { 'column.0': 'name', 'column.1': 'country', 'column.2': 'contact.email' })
    await officer.post(`${at}/check`)
    const count = async (from: string) =>
      Number((await town.owner.query(`select count(*) from ${from}`)).rows[0]?.count)
    const whole = async () => [
      await count("partners where name like 'Halfway%'"),
      await count("partner_contacts where email like '%@halfway.example'"),
      await count(`import_lines where import_id = '${id}' and written_version is not null and undone is null`),
    ]
    await town.owner.query(`create function stop() returns trigger language plpgsql as $$ begin
      if coalesce(new.email, old.email) = tg_argv[0] then raise 'gone'; end if; return coalesce(new, old); end $$`)
    const dies = async (moment: string, email: string, does: () => Promise<unknown>) => {
      const stop = `${moment} on partner_contacts for each row execute function stop('${email}')`
      await town.owner.query(`create trigger stop ${stop}`)
      await does()
      await expect(runImport(town.house, { institution: 'kslu', id })).rejects.toThrow('gone')
      await town.owner.query('drop trigger stop on partner_contacts')
    }

    await dies('after insert', 'at1150@halfway.example', () => officer.post(`${at}/start`))
    expect(await whole()).toEqual([1000, 1000, 1000])
    expect((await officer.get(at)).text).toContain('1,000 of 1,200')
    await town.settled()
    expect(await whole()).toEqual([1199, 1199, 1199])
    expect((await officer.get(at)).text).toContain('Came in on')

    await dies('before delete', 'at50@halfway.example', () => officer.post(`${at}/undo`))
    expect(await whole()).toEqual([199, 199, 199])
    await town.settled()
    expect(await whole()).toEqual([0, 0, 0])
  })

  test('a file that is none, and a sheet without lines, say what would help', async () => {
    expect(await send(officer, '')).toContain('The file is empty')
    expect(await send(officer, 'Name;Country\n')).toContain('There is no line below the headings')
    expect(await send(officer, '%PDF-1.7')).toContain('neither a workbook nor a table')
  })

  test('letters that Windows-1251 has not are lost before the file is sent: it is said, a question is none', async () => {
    const at = await send(
      officer,
      'Name;Country\nЫсык-К?л институту;Poland\n?н?г?? борбору;Poland\nКайда? Where?;Poland\n',
    )
    expect((await officer.open(at)).text).toContain('2 cells hold question marks')
  })

  test('a thousand unknown countries: the most frequent are asked first, and the rest is left empty with one press', async () => {
    const lines = Array.from({ length: 1000 }, (_, at) => `Nowhere University ${at};Land ${at}`)
    const at = await send(officer, ['Name;Country', 'First;Atlantis', 'Second;Atlantis', ...lines].join('\n'))
    await officer.post(`${at}/columns`, { 'column.0': 'name', 'column.1': 'country' })
    const words = await officer.get(`${at}/words`)
    expect(words.text).toContain('1,001 words are unknown')
    expect(words.html.indexOf('Atlantis')).toBeLessThan(words.html.indexOf('Land 0'))
    expect((await officer.post(`${at}/words/rest`)).location).toBe(`${at}/check`)
    expect((await officer.get(`${at}/check`)).text).toContain('Import 1,002 lines')
  })
})

describe('agreements come in with their partners', () => {
  const agreed = async (search: string) => agreementsOf(here(), await readingOf(here(), day('2026-09-01')), { search })
  const sheet = `№;Партнёр;Страна;Вид;Дата подписания;Срок действия;Виды обмена;Статус
17/2;Agreed Sample University;КНР;Меморандум;15.03.2024;5 лет;студенты, преподаватели;действует
18;Agreed Sample University | Third Sample Institute;;Об обмене студентами;2021;бессрочно;;
19;Fourth Sample University;Германия;Договор;01.01.2020;01.01.2019;;действует
20;Fifth Sample University;Германия;Договор;01.01.2020;;;истек
`

  test('days, years and terms are understood, what contradicts itself is said, and all goes away again', async () => {
    const data = new FormData()
    data.append('id', crypto.randomUUID())
    data.append('target', 'agreements')
    data.append('file', new File([sheet], 'договоры.csv'))
    const at = (await officer.ask('/desk/imports', { method: 'POST', body: data })).location ?? ''
    const columns = await officer.open(at)
    const fields = [
      'number',
      'partners',
      'country',
      'agreement.kind',
      'signedOn',
      'until',
      'exchange',
      'agreement.state',
    ]
    for (const field of fields) expect(columns.html).toContain(`<option value="${field}" selected`)
    await officer.post(`${at}/columns`, Object.fromEntries(fields.map((field, at) => [`column.${at}`, field])))
    const check = await officer.get(`${at}/check`)
    expect(check.text).toContain('the day of its end is missing')
    expect(check.text).toContain('Import 3 lines')
    await runs(at)
    const [memorandum] = await agreed('Agreed Sample 17')
    expect(memorandum).toMatchObject({
      ...{ number: '17/2', kind: 'memorandum', signedOn: '2024-03-15', until: '2029-03-15', state: 'inForce' },
      exchange: ['students', 'staff'],
    })
    const [exchange] = await agreed('Third Sample')
    expect(exchange).toMatchObject({ signedYear: 2021, until: null, kind: 'exchange' })
    expect(exchange?.parties.map(({ name }) => name)).toEqual(['Agreed Sample University', 'Third Sample Institute'])
    expect(await partnersOf(here(), { search: 'Agreed Sample' })).toMatchObject([{ country: 'CN', status: 'signed' }])

    await officer.post(`${at}/undo`)
    await town.settled()
    expect(await agreed('Agreed Sample')).toEqual([])
    expect(await found('Sample Institute')).toEqual([])
  })
})

describe('what leaves can come in again', () => {
  test.each(['partners', 'agreements'])('%s as XLSX, CSV and JSON: nothing would change', async (target) => {
    for (const [format, language] of [
      ['xlsx', 'ru'],
      ['csv', 'en'],
      ['json', 'ky'],
    ]) {
      const reader = await town.signedIn('officer@kstu.example', language)
      const out = await reader.get(`/desk/imports/out/${target}.${format}`)
      const data = new FormData()
      data.append('id', crypto.randomUUID())
      data.append('target', target)
      data.append('file', new File([await out.response.arrayBuffer()], `out.${format}`))
      const at = (await reader.ask('/desk/imports', { method: 'POST', body: data })).location ?? ''
      const columns = await reader.open(at)
      const chosen = [...columns.html.matchAll(/<select[^>]*name="(column\.\d+)".*?<\/select>/gs)].map(
        ([whole, name = '']) => [name, /<option value="([^"]*)" selected/.exec(whole)?.[1] ?? ''] as const,
      )
      if (chosen.length > 0) await reader.post(`${at}/columns`, Object.fromEntries(chosen))
      await reader.post(`${at}/check`, { doubles: 'overwrite' })
      const check = await (await town.signedIn('officer@kstu.example')).get(`${at}/check`)
      expect(check.text.slice(-3000), `${target} ${format}`).toContain('No line would change the register')
      expect(check.text).not.toContain('stays out')
    }
  })

  test('a rector may take it out and not bring it in; others have their own', async () => {
    const rector = await town.signedIn('rector@kslu.example')
    expect((await rector.open('/desk/imports')).text).toContain('What leaves here can come in again')
    expect((await rector.get('/desk/imports/out/contacts.vcf')).status).toBe(200)
    const columns = await rector.get('/desk/imports/out/partners.csv?columns=name&columns=country')
    expect(columns.html.split('\r\n')[0]).toBe('"Name";"Country"')
    expect((await rector.get('/desk/imports/out/partners/x/contacts.vcf')).status).toBe(404)
  })

  test('a card is folded between letters, what means something is escaped, and a number is a link', () => {
    const contact = {
      ...{
        id: '11111111-1111-4111-8111-111111111111',
        partnerId: '',
        name: 'Sample, Zoë; Ä'.padEnd(90, 'ö'),
        post: 'a\\b',
      },
      ...{ email: 'zoe@example.org', phone: '+996 312 54-51-45', note: 'one\r\ntwo', formerSince: null },
      ...({ language: 'ru', role: 'head', how: 'mail', channel: 'mail' } as const),
    }
    const card = vcardOf(contact, { organisation: 'Uni', city: 'Bishkek', country: 'Kyrgyzstan' })
    const unfolded = card.replaceAll('\r\n ', '')
    expect(card.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    expect(unfolded).toContain('FN:Sample\\, Zoë\\; Ä')
    expect(unfolded).toContain('TITLE:a\\\\b')
    expect(unfolded).toContain('NOTE:one\\ntwo')
    expect(unfolded).toContain('TEL;VALUE=uri;TYPE="work,voice":tel:+996312545145')
    expect(unfolded).toMatch(/^BEGIN:VCARD\r\nVERSION:4\.0\r\n(.*\r\n)*END:VCARD\r\n$/)
  })
})
