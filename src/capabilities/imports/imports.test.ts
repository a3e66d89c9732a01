import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Seen, Visitor } from '../../../test/visitor.ts'
import { contactsOf, partnersOf } from '../partners/index.ts'

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

  test('a file that is none, and a sheet without lines, say what would help', async () => {
    expect(await send(officer, '')).toContain('The file is empty')
    expect(await send(officer, 'Name;Country\n')).toContain('There is no line below the headings')
    expect(await send(officer, '%PDF-1.7')).toContain('neither a workbook nor a table')
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
