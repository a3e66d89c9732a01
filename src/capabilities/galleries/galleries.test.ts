import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { jpeg, pdf, truncatedJpeg } from '../../../test/papers.ts'
import { hidden, type Visitor } from '../../../test/visitor.ts'
import { moved } from './rules.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@kstu.example')
})
afterAll(() => town?.close())

const list = '/desk/pictures'
const words = {
  ...{ 'alt.en': 'Students on the stairs', 'alt.ru': 'Студенты на лестнице', 'alt.ky': 'Тепкичтеги студенттер' },
  ...{ 'caption.en': '', 'caption.ru': '', 'caption.ky': '' },
}

/** Sends one picture and tells where it stands at the desk. */
async function sent(name: string, bytes: Uint8Array): Promise<string> {
  const { location } = await officer.upload(list, [{ name, bytes }])
  await town.settled()
  return location ?? ''
}

async function described(at: string): Promise<void> {
  const version = hidden(await officer.get(at), 'version')
  expect((await officer.post(at, { ...words, people: 'none', version })).status).toBe(303)
}

const inAddress = (at: string) => at.split('/').at(-1) ?? ''

describe('a picture as a telephone makes it', () => {
  let at = ''
  test('comes out upright, small, and without the place where it was taken', async () => {
    const photo = await sharp({ create: { width: 1000, height: 700, channels: 3, background: '#486' } })
      .withExif({ IFD0: { Make: 'Sample' }, IFD3: { GPSLatitude: '42/1 52/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    at = await sent('stairs.jpg', new Uint8Array(photo))
    const seen = await officer.get(`${at}/640`)
    const { width, height, exif, orientation, format } = await sharp(await seen.response.arrayBuffer()).metadata()
    expect({ width, height, exif, orientation, format }).toEqual({
      ...{ width: 640, height: 914, exif: undefined, orientation: undefined, format: 'webp' },
    })
    const { rows } = await town.owner.query('select original_blob_id, sizes from pictures where name = $1', [
      'stairs.jpg',
    ])
    expect(rows[0].original_blob_id).toBeNull()
    expect(rows[0].sizes.map(({ size }: { size: number }) => size)).toEqual([320, 640, 1280])
    const kept = await town.owner.query('select 1 from unclaimed_blobs')
    expect(kept.rowCount).toBe(0)
  })

  test('is seen by nobody until it is described in three languages, and people have agreed', async () => {
    const outside = `/kstu/pictures/${inAddress(at)}/320`
    expect((await town.visitor().get(outside)).status).toBe(404)
    const version = hidden(await officer.get(at), 'version')
    const slip = await officer.post(at, { ...words, 'alt.ky': '', people: 'agreed', consent: '', version })
    expect(slip.status).toBe(422)
    expect(slip.html).toContain('value="Студенты на лестнице"')
    expect(slip.text).toContain('Say who agreed')
    await described(at)
    const shown = await town.visitor().get(outside)
    expect(shown.status).toBe(200)
    expect(shown.response.headers.get('cache-control')).toBe('public, max-age=2592000, immutable')
    expect(shown.response.headers.get('content-type')).toBe('image/webp')
    expect((await town.visitor().get(`/kslu/pictures/${inAddress(at)}/320`)).status).toBe(404)
    expect((await town.visitor().get(`/kstu/pictures/${inAddress(at)}/9999`)).status).toBe(404)
    expect((await (await town.signedIn('officer@kslu.example')).get(at)).status).toBe(404)
    expect((await (await town.signedIn('rector@kstu.example')).get(at)).status).toBe(404)
  })

  test('is described once: the slower of two officers is told; put away it is gone, and comes back', async () => {
    const late = await officer.post(at, { ...words, 'alt.en': 'Later words', people: 'none', version: '1' })
    expect(late.status).toBe(409)
    expect(late.html).toContain('value="Later words"')
    await officer.post(`${at}/archive`, { away: 'yes' })
    expect((await town.visitor().get(`/kstu/pictures/${inAddress(at)}/320`)).status).toBe(404)
    await officer.post(`${at}/archive`, { away: 'no' })
    expect((await town.visitor().get(`/kstu/pictures/${inAddress(at)}/320`)).status).toBe(200)
    expect((await officer.get(at)).text).toContain('shown or put away')
  })
})

test('sixty megapixels are made small; what is broken, no picture or drawn with code is refused in words', async () => {
  const large = sharp({ create: { width: 10_000, height: 6_000, channels: 3, background: '#abc' } })
  const at = await sent('large.jpg', new Uint8Array(await large.jpeg().toBuffer()))
  expect((await officer.get(`${at}/1920`)).status).toBe(200)
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const refused = await officer.upload(list, [
    { name: 'drawn.svg', bytes: svg },
    { name: 'drawn.png', bytes: svg },
    { name: 'cut.jpg', bytes: await truncatedJpeg() },
    { name: 'paper.pdf', bytes: await pdf() },
  ])
  expect(refused.status).toBe(422)
  for (const said of ['drawn.svg is svg', 'drawn.png is really svg', 'cut.jpg is damaged', 'paper.pdf is a PDF'])
    expect(refused.text).toContain(said)
  expect((await officer.upload(list, [])).text).toContain('Choose a picture first')
})

test('the same file again is the picture that is there; the list finds it by its words in any letters', async () => {
  const bytes = await jpeg('twice')
  const at = await sent('twice.jpg', bytes)
  expect(await sent('other-name.jpg', bytes)).toBe(at)
  await described(at)
  expect((await officer.get(`${list}?q=lestnitse&state=shown`)).text).toContain('Students on the stairs')
  expect((await officer.get(`${list}?q=nothing-of-this`)).text).toContain('Nothing fits')
})

test('an album: pictures in order, for the office first and then for everybody', async () => {
  const [one, two] = [await sent('one.jpg', await jpeg('one')), await sent('two.jpg', await jpeg('two'))]
  await described(one)
  const id = hidden(await officer.get('/desk/galleries/new'), 'id')
  const form = {
    ...{ id, version: '1', 'title.en': 'Open day', 'title.ru': 'День открытых дверей', 'title.ky': 'Ачык эшик' },
    ...{ 'on.day': '14', 'on.month': '5', 'on.year': '2026', who: 'own' },
  }
  expect((await officer.post('/desk/galleries/new', { ...form, 'on.day': '31', 'on.month': '2' })).status).toBe(422)
  const made = await Promise.all([1, 2].map(() => officer.post('/desk/galleries/new', form)))
  expect(made.map(({ location }) => location)).toEqual([`/desk/galleries/${id}`, `/desk/galleries/${id}`])
  const album = `/desk/galleries/${id}`
  const put = async (how: string, at: string) =>
    officer.post(`${album}/pictures`, {
      ...{ do: how, picture: inAddress(at) },
      version: hidden(await officer.get(album), 'version'),
    })
  await put('in', one)
  await put('in', two)
  expect((await town.visitor().get(`/kstu/en/galleries/${id}`)).status).toBe(404)
  const version = hidden(await officer.get(`${album}/edit`), 'version')
  await officer.post(`${album}/edit`, { ...form, version, who: 'public' })
  const page = await town.visitor('ru').get(`/kstu/ru/galleries/${id}`)
  expect(page.text).toContain('День открытых дверей')
  expect(page.html).toContain(`/kstu/pictures/${inAddress(one)}/320 320w`)
  // Nobody has described the other one yet.
  expect(page.html).not.toContain(inAddress(two))
  expect((await town.visitor().get('/kstu/en/galleries')).text).toContain('Open day 14 May 2026 · 1 picture')
  await put('out', one)
  expect((await town.visitor().get('/kstu/en/galleries')).text).toContain('No album yet')
})

test('a picture moves one place and not beyond the ends', () => {
  expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], 'x', 1)).toEqual(['a', 'b', 'c'])
})
