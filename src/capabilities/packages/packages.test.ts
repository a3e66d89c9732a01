import { inflateRawSync, inflateSync } from 'node:zlib'
import { PDFDocument, PDFRawStream } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { lockedPdf, pdf } from '../../../test/papers.ts'
import { type Parcel, parcelCard, parcelOfZoe, portrait } from '../../../test/parcel-card.ts'
import { hidden, type Seen, type Visitor } from '../../../test/visitor.ts'
import { verifyJournal } from '../cases/index.ts'

vi.setConfig({ testTimeout: 120_000 })

let town: TestHouse
let zoe: Visitor
let officer: Visitor
beforeAll(async () => {
  town = await testHouse({ building: { procedures: [parcelCard] } })
  zoe = await town.signedIn('zoe@example.org')
  officer = await town.signedIn('officer@kstu.example')
})
afterAll(() => town?.close())

const parcel = (files?: Parameters<typeof parcelOfZoe>[2]) => parcelOfZoe(town, { zoe, officer }, files)

/** Presses the button on the page of a package, and waits until it is made. */
async function make({ look }: Parcel, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const page = await officer.get(look)
  const made = await officer.post(look, { key: hidden(page, 'key'), ...more })
  expect([made.status, made.text]).toEqual([303, ''])
  await quiet()
  return made.location ?? ''
}

/** Where the packages are that a run made. */
async function madeBy(run: string): Promise<string[]> {
  const { html } = await officer.get(run)
  return [
    ...new Set([...html.matchAll(/href="(\/desk\/packages\/[0-9a-f-]{36})"/g)].map(([, address = '']) => address)),
  ]
}

async function bytesOf(visitor: Visitor, address: string): Promise<Uint8Array> {
  const seen = await visitor.get(address)
  expect(seen.status).toBe(200)
  return new Uint8Array(await seen.response.arrayBuffer())
}

/** What is stamped at the foot of each page. */
async function stamps(bytes: Uint8Array): Promise<string[]> {
  const file = await PDFDocument.load(bytes)
  return file.getPages().map((page) => {
    const streams = page.node.Contents()
    const parts = streams && 'asArray' in streams ? streams.asArray().map((ref) => file.context.lookup(ref)) : [streams]
    const text = parts.map((part) => (part instanceof PDFRawStream ? plain(part.contents) : '')).join('\n')
    const shown = [...text.matchAll(/<([0-9A-F]+)> Tj/g)].map(([, hex = '']) =>
      Buffer.from(hex, 'hex').toString('latin1'),
    )
    return shown.at(-1) ?? ''
  })
}

function plain(bytes: Uint8Array): string {
  try {
    return inflateSync(bytes).toString('latin1')
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}

/** The files of an archive, opened again. */
function unzipped(bytes: Uint8Array): Map<string, Buffer> {
  const all = Buffer.from(bytes)
  const files = new Map<string, Buffer>()
  for (let at = all.indexOf('PK\x01\x02'); at >= 0; at = all.indexOf('PK\x01\x02', at + 46)) {
    const [packed, start] = [all.readUInt32LE(at + 20), all.readUInt32LE(at + 42)]
    const name = all.subarray(at + 46, at + 46 + all.readUInt16LE(at + 28)).toString()
    const from = start + 30 + all.readUInt16LE(start + 26) + all.readUInt16LE(start + 28)
    files.set(name, inflateRawSync(all.subarray(from, from + packed)))
  }
  return files
}

// Packages take their time on a machine that does other things as well.
async function quiet(): Promise<void> {
  for (let tries = 0; tries < 8; tries += 1)
    if (
      await town.settled().then(
        () => true,
        () => false,
      )
    )
      return
  await town.settled()
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

const one = async (text: string, values: unknown[] = []) => (await town.owner.query(text, values)).rows[0]

describe('a package that is whole', () => {
  let whole: Parcel
  let run = ''
  let address = ''

  test('says before what lies in it, and is made with one button', async () => {
    whole = await parcel()
    const page = await officer.get(whole.look)
    expect(page.text).toContain('The package is whole')
    expect(page.text).toContain('2 pages in 1 file')
    expect(page.text).toContain('Surety Missing Not there; it is optional')
    expect(page.text).toContain('450 × 600 pixels, proportion 0.75; 100 % of the border is white')
    run = await make(whole)
    expect((await officer.get(run)).text).toContain('Made: 1. Copies: 0. Left out: 0. Failed: 0.')
    address = (await madeBy(run))[0] ?? ''
    expect((await officer.get(address)).text).toContain('KSTU-PK-2026/0001')
  })

  test('prints as many pages as its inventory counts, each with its number', async () => {
    const bytes = await bytesOf(officer, `${address}/print.pdf`)
    const marks = await stamps(bytes)
    // Letter, inventory, slip, two of the passport, the photograph.
    expect(marks).toEqual([1, 2, 3, 4, 5, 6].map((page) => `KSTU-PK-2026/0001   ${page} / 6`))
    const photo = (await PDFDocument.load(bytes)).getPage(5)
    expect([Math.round(photo.getWidth()), Math.round(photo.getHeight())]).toEqual([595, 842])
  })

  test('is a folder of named files with the same inventory, the photograph and the table of persons', async () => {
    const files = unzipped(await bytesOf(officer, `${address}/folder.zip`))
    expect([...files.keys()]).toEqual([
      'persons.xlsx',
      '01_letter-KSTU-2026-0001.pdf',
      '02_inventory.pdf',
      '03_inventory.txt',
      '04_form-slip.pdf',
      '05_passport.pdf',
      '06_photo-3x4.jpg',
    ])
    const inventory = files.get('03_inventory.txt')?.toString() ?? ''
    expect(inventory).toContain('Passport')
    const counted = [...inventory.matchAll(/: (\d+) \S+ \((\d+)(?:–(\d+))?\)/g)].map(([, count, from]) => [count, from])
    expect(counted).toEqual([
      ['1', '1'],
      ['1', '2'],
      ['1', '3'],
      ['2', '4'],
      ['1', '6'],
    ])
    expect(inventory).toMatch(/(Total|Всего|Бардыгы): 6/)
    const sheet =
      unzipped(files.get('persons.xlsx') ?? Buffer.alloc(0))
        .get('xl/worksheets/sheet1.xml')
        ?.toString() ?? ''
    for (const cell of ['Zoe Example', 'hall', 'Shelf 7', 'KSTU-PK-2026/0001']) expect(sheet).toContain(`>${cell}<`)
    const photo = await sharp(files.get('06_photo-3x4.jpg')).metadata()
    expect([photo.format, photo.width, photo.height, photo.exif]).toEqual(['jpeg', 450, 600, undefined])
  })

  test('has its letter in the register of letters and its making in the case’s journal', async () => {
    expect((await officer.get('/desk/letters')).text).toContain('KSTU-2026/0001')
    expect((await officer.get(whole.desk)).text).toContain('Package KSTU-PK-2026/0001 made')
    expect((await zoe.get(whole.my)).text).toContain('Package KSTU-PK-2026/0001 made')
    const { database, clock } = town.house
    expect(await Array.fromAsync(verifyJournal(database, clock, 'kstu', [parcelCard]))).toEqual([])
  })

  test('with the button pressed twice is made once; pressed again later it is a copy, marked as one', async () => {
    const page = await officer.get(whole.look)
    expect(page.text).toContain('There is a package already')
    const form = { key: hidden(page, 'key') }
    const [first, second] = await Promise.all([officer.post(whole.look, form), officer.post(whole.look, form)])
    expect([first.status, first.location]).toEqual([303, second.location])
    await quiet()
    expect((await officer.get(first.location ?? '')).text).toContain('Made: 0. Copies: 1.')
    const { count } = await one('select count(*)::int as count from packages where case_id = $1', [whole.id])
    expect(count).toBe(1)
    const copy = await PDFDocument.load(await bytesOf(officer, `${first.location}/print.pdf`))
    expect(copy.getPageCount()).toBe(7)
    expect((await officer.get(address)).text).toContain('Printed once more as a copy')
  })

  test('becomes a new version when a paper has changed', async () => {
    await officer.post(`${whole.desk}/documents/passport`, { state: 'returned', reason: 'Turned' })
    await officer.post(`${whole.desk}/documents/passport`, { state: 'accepted' })
    expect((await officer.get(await make(whole))).text).toContain('Copies: 1')
    // Another photograph, put there behind the program's back: the papers are closed at this stage.
    const kept = await town.house.blobs.put(once(await portrait('#ffffff')), 1_000_000)
    if (!kept.ok) throw new Error('not kept')
    await town.owner.query(
      `update document_files set blob_id = $2, sha256 = $3 where document_id in
        (select id from documents where case_id = $1 and type = 'photo')`,
      [whole.id, kept.blob.id, kept.blob.sha256],
    )
    const again = await make(whole)
    const [newest = ''] = await madeBy(again)
    expect((await officer.get(newest)).text).toContain('Version 2 of 2')
    expect((await officer.get(address)).text).toContain('There is a newer version KSTU-PK-2026/0002')
  })

  test('is handed over, received, returned with a reason; a mistake is taken back, and nothing is done twice', async () => {
    const day = (date: string) => ({ 'onDay.day': date, 'onDay.month': '9', 'onDay.year': '2026' })
    const form = async () => {
      const page = await officer.get(address)
      return { key: hidden(page, 'key'), seen: hidden(page, 'seen') }
    }
    const given = { ...day('1'), way: 'hand', toWhom: 'The Example Ministry, window 3', theirNumber: '' }
    const late = await officer.post(`${address}/moves/handed`, { ...(await form()), ...given, ...day('30') })
    expect([late.status, late.text.includes('This day lies ahead'), late.html.includes('window 3')]).toEqual([
      422,
      true,
      true,
    ])
    expect((await officer.post(`${address}/moves/handed`, { ...(await form()), ...day('31') })).status).toBe(422)
    expect(
      (await officer.post(`${address}/moves/received`, { ...(await form()), ...day('1'), theirNumber: '7' })).status,
    ).toBe(409)

    const sent = { ...(await form()), ...given }
    const stale = await form()
    const both = await Promise.all([1, 2].map(() => officer.post(`${address}/moves/handed`, sent)))
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    const first = await officer.post(`${address}/moves/returned`, { ...stale, ...day('1'), reason: 'x' })
    expect([first.status, first.text.includes('was first')]).toEqual([409, true])
    await officer.post(`${address}/moves/received`, { ...(await form()), ...day('1'), theirNumber: 'IN-77' })
    const back = await officer.post(`${address}/moves/returned`, {
      ...(await form()),
      ...day('1'),
      reason: 'The stamp is missing',
    })
    expect(back.status).toBe(303)
    const page = await officer.get(address)
    expect(page.text).toContain('State Returned')
    expect(page.text).toContain('The stamp is missing')
    expect((await officer.get(whole.desk)).text).toContain('Package KSTU-PK-2026/0001 returned')

    expect((await officer.post(`${address}/undoing`, { key: crypto.randomUUID(), move: 'x' })).status).toBe(409)
    await officer.post(`${address}/undoing`, { key: hidden(page, 'key'), move: hidden(page, 'move') })
    const after = await officer.get(address)
    expect(after.text).toContain('State Received')
    expect(after.text).toContain('Returned (a mistake)')
    const { count } = await one(
      'select count(*)::int as count from package_moves where package_id = $1 and move = $2',
      [address.split('/').at(-1), 'handed'],
    )
    expect(count).toBe(1)
  })

  test('is found in the register by name, number, their number and state, and goes out as a sheet', async () => {
    for (const query of ['q=zoe', 'q=PK-2026%2F0001', 'q=in-77', 'state=received', 'kind=library-card.ministry'])
      expect((await officer.get(`/desk/packages?${query}`)).text).toContain('KSTU-PK-2026/0001')
    for (const query of ['q=nobody', 'state=returned', 'kind=library-card.other'])
      expect((await officer.get(`/desk/packages?${query}`)).text).toContain('No package is like this')
    expect((await officer.get('/desk/packages/export.csv?state=received')).text).toContain('"IN-77"')
    expect((await officer.get('/desk/packages?before=x')).status).toBe(404)
  })

  test('is opened by nobody unnoticed', async () => {
    const { count } = await one(
      "select count(*)::int as count from package_looks where what like 'KSTU-PK-2026-0001.pdf'",
    )
    expect(count).toBeGreaterThan(0)
    const files = await officer.get(`${address}/files/5`)
    expect(files.response.headers.get('content-type')).toBe('application/pdf')
    expect((await officer.get(address)).text).toContain('05_passport.pdf')
    expect((await officer.get(`${address}/files/99`)).status).toBe(404)
  })

  test('the rector sees that it went and opens nothing; others see nothing at all', async () => {
    const rector = await town.signedIn('rector@kstu.example')
    expect((await rector.get('/desk/packages')).text).toContain('KSTU-PK-2026/0001')
    expect((await rector.get(address)).status).toBe(200)
    const files = ['/print.pdf', '/folder.zip', '/files/0', '/files/5']
    for (const way of files) expect((await rector.get(address + way)).status).toBe(404)
    expect((await rector.get(run)).status).toBe(404)
    expect((await rector.post(whole.look, { key: crypto.randomUUID() })).status).toBe(404)
    expect((await rector.post(`${address}/moves/handed`, {})).status).toBe(404)
    const asel = await town.signedIn('officer@kslu.example')
    for (const way of ['', ...files]) expect((await asel.get(address + way)).status).toBe(404)
    for (const way of ['', '/print.pdf', '/folder.zip']) expect((await asel.get(run + way)).status).toBe(404)
    expect((await asel.get(whole.look)).status).toBe(404)
    expect((await asel.get('/desk/packages')).text).not.toContain('KSTU-PK')
    expect((await zoe.get(address)).status).toBe(404)
    expect((await town.visitor().get(address)).location).toContain('/sign-in')
  })
})

describe('a package that is not whole', () => {
  test('is refused without a reason, with everything that is missing; with one it says so on its inventory', async () => {
    const some = await parcel({ photo: [{ name: 'photo.jpg', bytes: await portrait('#f4f3f1', 200, 300) }] })
    const page = await officer.get(some.look)
    expect(page.text).toContain('Passport Missing')
    expect(page.text).toContain('The proportion is 0.67, asked is 0.75')
    expect(page.text).toContain('It is 200 pixels wide, asked are 300')
    const refused = await officer.post(some.look, { key: hidden(page, 'key'), because: ' ' })
    expect([refused.status, refused.text.includes('Say why it goes incomplete')]).toEqual([422, true])
    expect((await officer.post(some.look, { key: hidden(page, 'key'), because: 'x'.repeat(501) })).status).toBe(422)
    const [address = ''] = await madeBy(await make(some, { because: 'The passport is at the embassy' }))
    expect((await officer.get(address)).text).toContain('The passport is at the embassy')
    const files = unzipped(await bytesOf(officer, `${address}/folder.zip`))
    const inventory = [...files].find(([name]) => name.endsWith('inventory.txt'))?.[1].toString() ?? ''
    expect(inventory).toContain('The passport is at the embassy')
    expect((await stamps(await bytesOf(officer, `${address}/print.pdf`))).length).toBe(4)
  })

  test('a PDF that asks for a password, one that is broken and a paper that has ended are said before', async () => {
    const { id, look } = await parcel({
      passport: [
        { name: 'one.pdf', bytes: await pdf(1) },
        { name: 'two.pdf', bytes: await pdf(2) },
      ],
      photo: [{ name: 'photo.jpg', bytes: await portrait('#2244cc') }],
    })
    const put = async (name: string, bytes: Uint8Array) => {
      const kept = await town.house.blobs.put(once(bytes), 1_000_000)
      if (kept.ok)
        await town.owner.query(
          `update document_files set blob_id = $1 where name = $2 and document_id in (select id from documents where case_id = $3)`,
          [kept.blob.id, name, id],
        )
    }
    await put('one.pdf', await lockedPdf())
    await put('two.pdf', (await pdf(2)).slice(0, 200))
    await town.owner.query("update documents set ends_on = '2026-08-31' where case_id = $1 and type = 'passport'", [id])
    const { text } = await officer.get(look)
    expect(text).toContain('one.pdf asks for a password')
    expect(text).toContain('two.pdf is damaged')
    expect(text).toContain('It ended on 31 August 2026')
    expect(text).toContain('Only 0 % of the border is white')
  })

  test('a paper that nobody has accepted, or that was only shown, counts as missing', async () => {
    const some = await parcel()
    await officer.post(`${some.desk}/documents/passport`, { state: 'shown' })
    await officer.post(`${some.desk}/documents/photo`, { state: 'returned', reason: 'Blurred' })
    const { text } = await officer.get(some.look)
    expect(text).toContain('It was returned, and no new one has come')
    await officer.post(`${some.desk}/documents/photo`, { state: 'waived', reason: 'They have one' })
    expect((await officer.get(some.look)).text).toContain('They have one')
  })

  test('at another stage there is none', async () => {
    const some = await parcel()
    const page = await officer.get(some.desk)
    await officer.post(`${some.desk}/steps/give`, { version: hidden(page, 'version') })
    const look = await officer.get(some.look)
    expect(look.text).toContain('At this stage of the case no such package is made')
    expect((await officer.post(some.look, { key: crypto.randomUUID() })).text).toContain('At this stage')
    expect((await officer.get(some.look.replace('ministry', 'toString'))).status).toBe(404)
  })
})

test('a picture of sixty megapixels, one that lies on its side and a file in webp are printed upright on A4', async () => {
  const huge = await sharp({ create: { width: 10_000, height: 6_000, channels: 3, background: '#eee' } })
    .jpeg({ quality: 50 })
    .toBuffer()
  const turned = await sharp(await portrait('#ffffff', 600, 400))
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const webp = await sharp(await portrait())
    .webp()
    .toBuffer()
  const some = await parcel({
    passport: [
      { name: 'huge.jpg', bytes: huge },
      { name: 'turned.jpg', bytes: turned },
      { name: 'one.webp', bytes: webp },
    ],
    photo: [{ name: 'photo.jpg', bytes: await portrait() }],
  })
  const [address = ''] = await madeBy(await make(some))
  const file = await PDFDocument.load(await bytesOf(officer, `${address}/print.pdf`))
  expect(file.getPages().map((page) => [Math.round(page.getWidth()), page.getRotation().angle])).toEqual(
    Array(7).fill([595, 0]),
  )
  const files = unzipped(await bytesOf(officer, `${address}/folder.zip`))
  const sizeOf = async (name: string) => {
    const { width, height } = await sharp(files.get(name)).metadata()
    return [width, height]
  }
  expect(await sizeOf('05_passport-1.jpg')).toEqual([2800, 1680])
  expect(await sizeOf('06_passport-2.jpg')).toEqual([400, 600])
})

test('the student reads at the upload what a photograph is like and what is asked, and may send it all the same', async () => {
  const student = await town.signedIn('zoe@example.org')
  const { cardOfZoe } = await import('../../../test/library-card.ts')
  const card = await cardOfZoe(town, 'kstu', false)
  const before = await student.get(`${card.my}/documents`)
  expect(before.text).toContain('Asked: 30 × 40 mm (proportion 0.75), at least 300 pixels wide, white background.')
  await student.upload(`${card.my}/documents/photo`, [{ name: 'me.png', bytes: await portrait('#553311', 290, 500) }])
  const { text } = await student.get(`${card.my}/documents`)
  expect(text).toContain('me.png: 290 × 500 pixels, proportion 0.58; 0 % of the border is white')
  expect(text).toContain('stand before a white wall')
  expect(text).toContain('You can send it all the same')
  const version = hidden(await student.get(`${card.my}/check`), 'version')
  await student.post(`${card.my}/steps/ask`, { consent: 'yes', version })
  const desk = await officer.get(card.desk)
  expect(desk.text).toContain('stand before a white wall')
  expect(desk.text).not.toContain('You can send it all the same')
})

describe('many at once', () => {
  let run = ''

  test('are looked into first; the whole are made, the others stay or go with a reason', async () => {
    const list = '/desk/packages/of/library-card/ministry'
    const [a, b] = [await parcel(), await parcel({ photo: [{ name: 'photo.jpg', bytes: await portrait() }] })]
    const page = await officer.get(`${list}?q=zoe`)
    expect((await officer.get('/desk/cases/library-card')).html).toContain('/desk/packages/of/library-card/ministry')
    expect((await officer.post(list, { key: hidden(page, 'key'), which: 'chosen' })).status).toBe(422)
    const form = { key: hidden(page, 'key'), which: 'chosen', [`case.${a.id}`]: 'yes', [`case.${b.id}`]: 'yes' }
    const chosen = await officer.post(list, form)
    run = chosen.location ?? ''
    expect((await officer.post(list, form)).location).toBe(run)
    await quiet()
    const preview = await officer.get(run)
    expect(preview.text).toContain('Passport: It is missing.')
    expect(preview.text).toContain('Only the one that is whole')
    expect((await officer.post(`${run}/start`, { which: 'all', because: '' })).status).toBe(422)
    await Promise.all([
      officer.post(`${run}/start`, { which: 'whole' }),
      officer.post(`${run}/start`, { which: 'whole' }),
    ])
    await quiet()
    expect((await officer.get(run)).text).toContain('Made: 1. Copies: 0. Left out: 1. Failed: 0.')
  })

  test('leave as one print run and one folder, and are handed over together', async () => {
    const all = await officer.post('/desk/packages/of/library-card/ministry', {
      key: crypto.randomUUID(),
      which: 'all',
    })
    const bulk = all.location ?? ''
    await quiet()
    await officer.post(`${bulk}/start`, { which: 'all', because: 'The rest follows' })
    await quiet()
    const page = await officer.get(bulk)
    expect(page.text).toContain('Failed: 0.')
    const packages = await madeBy(bulk)
    expect(packages.length).toBeGreaterThan(4)
    const print = await bytesOf(officer, `${bulk}/print.pdf`)
    expect(await bytesOf(officer, `${bulk}/print.pdf`)).toEqual(print)
    const { pages } = await one(
      `select sum(pages + (move_id is not null)::int)::int as pages from package_items join packages on packages.id = package_id
        where package_items.run_id = $1`,
      [bulk.split('/').at(-1)],
    )
    expect((await PDFDocument.load(print)).getPageCount()).toBe(pages)
    const names = [...unzipped(await bytesOf(officer, `${bulk}/folder.zip`)).keys()]
    expect(names.some((name) => /^001_Zoe-Example_KSTU-\S+\/01_letter/.test(name))).toBe(true)
    expect(new Set(names.map((name) => name.split('/')[0])).size).toBe(packages.length + 1)
    const day = { 'onDay.day': '1', 'onDay.month': '9', 'onDay.year': '2026' }
    const handed = { key: hidden(page, 'key'), ...day, way: 'post', toWhom: 'The Example Ministry', theirNumber: '' }
    expect((await officer.post(`${bulk}/moves/handed`, { ...handed, way: 'pigeon' })).status).toBe(422)
    expect((await officer.post(`${bulk}/moves/handed`, handed)).status).toBe(303)
    for (const address of packages) expect((await officer.get(address)).text).not.toContain('State Made')
  })

  test('stop where they are and go on; what was numbered before a fault gets its files under the same number', async () => {
    const [a, b] = [await parcel(), await parcel()]
    const key = crypto.randomUUID()
    const form = { key, which: 'chosen', [`case.${a.id}`]: 'yes', [`case.${b.id}`]: 'yes' }
    const stopped = (await officer.post('/desk/packages/of/library-card/ministry', form)).location ?? ''
    await quiet()
    await town.owner.query(`create function no_room() returns trigger language plpgsql as
      $$ begin raise exception 'no room'; end $$;
      create trigger no_room before insert on package_files for each row execute function no_room()`)
    await officer.post(`${stopped}/start`, { which: 'whole' })
    await quiet()
    await town.owner.query('drop trigger no_room on package_files')
    expect((await officer.get(stopped)).text).toContain('Failed: 2.')
    const numbers = async () =>
      (await town.owner.query('select number from packages where case_id = any($1) order by 1', [[a.id, b.id]])).rows
    const before = await numbers()
    expect(before.length).toBe(2)
    // Pressed on the case meanwhile: the same package gets its files, and no other number.
    expect((await officer.get(await make(a))).text).toContain('Made: 1.')
    expect(await numbers()).toEqual(before)
    await officer.post(`${stopped}/go-on`)
    await quiet()
    expect((await officer.get(stopped)).text).toContain('Made: 2. Copies: 0. Left out: 0. Failed: 0.')
    expect(await numbers()).toEqual(before)

    const halted =
      (await officer.post('/desk/packages/of/library-card/ministry', { ...form, key: crypto.randomUUID() })).location ??
      ''
    await officer.post(`${halted}/stop`)
    await quiet()
    const seen: Seen = await officer.get(halted)
    if (seen.text.includes('Stopped by')) await officer.post(`${halted}/go-on`)
    await quiet()
    expect((await officer.get(halted)).text).toContain('Make the packages')
  })
})

test('numbers of packages have no gap', async () => {
  const { rows } = await town.owner.query("select sequence from packages where institution_id = 'kstu' order by 1")
  expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, at) => at + 1))
})

test('with the person’s papers the files of packages go, and the register keeps that they went', async () => {
  const some = await parcel()
  const [address = ''] = await madeBy(await make(some))
  const { subject_id: person } = await one('select subject_id from cases where id = $1', [some.id])
  await town.house.database
    .within('kstu')
    .transaction()
    .execute(async (tx) => {
      for (const { forget } of town.house.keeps.ofPersons) await forget?.(tx, person)
    })
  const page = await officer.get(address)
  expect(page.text).toContain('The files were erased with the person’s papers')
  expect((await officer.get(`${address}/print.pdf`)).status).toBe(404)
  const { count } = await one('select count(*)::int as count from unclaimed_blobs')
  expect(count).toBeGreaterThan(0)
  await expect(town.owner.query("update packages set number = 'x'")).rejects.toThrow('a package stays as it was made')
})
