import { crc32, deflateSync } from 'node:zlib'
import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { examine } from './examine.ts'
import { readPdfApart } from './in-worker.ts'
import { thumbnail } from './thumbnail.ts'

async function pdf(pages = 2, change: (pdf: PDFDocument) => void = () => {}): Promise<Buffer> {
  const made = await PDFDocument.create()
  for (let page = 0; page < pages; page++)
    made.addPage([200, 200]).drawRectangle({ x: 10, y: 10, width: 50, height: 50 })
  change(made)
  return Buffer.from(await made.save())
}

const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#eee' } })

const zip = Buffer.concat([
  Buffer.from('PK\u0003\u0004\u0014\0\0\0\0\0', 'latin1'),
  Buffer.alloc(60),
  Buffer.from('PK\u0005\u0006', 'latin1'),
  Buffer.alloc(18),
])
const exe = Buffer.concat([Buffer.from('MZ\u0090\0\u0003\0\0\0', 'latin1'), Buffer.alloc(200)])
const heic = Buffer.concat([Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(100)])
const svg = Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
const html = Buffer.from('<!DOCTYPE html><html><body>Sign in to download %PDF-1.4</body></html>')

describe('accepted, by what they are and not by their name', () => {
  test('a PDF, also one named as a photo', async () => {
    expect(await examine(await pdf(), 'passport.pdf')).toEqual({ ok: true, kind: 'pdf', pages: 2, extension: 'pdf' })
    expect(await examine(await pdf(), 'passport.jpg')).toMatchObject({ ok: true, kind: 'pdf' })
  })

  test('a PDF with something before its header', async () => {
    expect(await examine(Buffer.concat([Buffer.from('junk\r\n\r\n'), await pdf()]), 'a.pdf')).toMatchObject({
      ok: true,
      pages: 2,
    })
  })

  test('a PDF without object streams, as old scanners write it', async () => {
    const made = await PDFDocument.create()
    made.addPage()
    expect(await examine(await made.save({ useObjectStreams: false }), 'a.pdf')).toMatchObject({ ok: true, pages: 1 })
  })

  test('a PDF that is only locked against change, in each cipher', async () => {
    for (const algorithm of ['AES-256', 'AES-128', 'RC4-128'] as const) {
      const locked = await pdf(3, (made) =>
        made.encrypt({ ownerPassword: 'owner', algorithm, allowWeakCryptography: true }),
      )
      expect(await examine(locked, 'a.pdf')).toMatchObject({ ok: true, pages: 3 })
    }
  })

  test.each(['jpeg', 'png', 'webp'] as const)('a %s', async (format) => {
    const bytes = await noise(120, 80).toFormat(format).toBuffer()
    const extension = format === 'jpeg' ? 'jpg' : format
    expect(await examine(bytes, 'photo.pdf')).toEqual({
      ok: true,
      kind: format,
      pages: 1,
      width: 120,
      height: 80,
      extension,
    })
  })

  test('a photo held upright is measured upright', async () => {
    const turned = await noise(120, 80).jpeg().withMetadata({ orientation: 6 }).toBuffer()
    expect(await examine(turned, 'p.jpg')).toMatchObject({ width: 80, height: 120 })
  })

  test('a picture of 60 megapixels', async () => {
    const bytes = await plain(10_000, 6_000).png({ compressionLevel: 1 }).toBuffer()
    expect(await examine(bytes, 'p.png')).toMatchObject({ ok: true, width: 10_000, height: 6_000 })
  })
})

describe('refused with the reason', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'a.pdf', 'empty', undefined],
    ['one byte', Buffer.from('x'), 'a.pdf', 'broken', undefined],
    [
      'random bytes',
      Buffer.from(Array.from({ length: 999 }, (_, at) => (at * 7919 + 131) % 251)),
      'a.jpg',
      'broken',
      undefined,
    ],
    ['a zip named .pdf', zip, 'a.pdf', 'disguised', 'zip'],
    ['a program named .jpg', exe, 'a.JPG', 'disguised', 'exe'],
    ['a page named .pdf', html, 'a.pdf', 'disguised', 'html'],
    ['a text named .pdf', Buffer.from('Это просто текст, а не документ.'), 'a.pdf', 'disguised', 'txt'],
    ['a drawing with a script', svg, 'a.png', 'disguised', 'svg'],
    ['a drawing with its own name', svg, 'a.svg', 'unsupported', 'svg'],
    ['a zip with its own name', zip, 'papers.zip', 'unsupported', 'zip'],
    ['a photo of an iPhone', heic, 'IMG_0001.HEIC', 'heic', 'heic'],
    ['a photo of an iPhone renamed', heic, 'IMG_0001.jpg', 'heic', 'heic'],
    ['a GIF', Buffer.from('GIF89a\u0001\0\u0001\0\0\0\0;', 'latin1'), 'a.gif', 'unsupported', 'gif'],
  ])('%s', async (_what, bytes, name, problem, found) => {
    expect(await examine(bytes, name)).toEqual({ ok: false, problem, ...(found && { found }) })
  })

  test.each(['jpeg', 'png', 'webp'] as const)('a %s cut off in the middle', async (format) => {
    const bytes = await noise(600, 400).toFormat(format).toBuffer()
    expect(await examine(bytes.subarray(0, bytes.length / 2), 'p.jpg')).toEqual({ ok: false, problem: 'broken' })
  })

  test('a PDF cut off, at any tenth of it', async () => {
    const whole = await pdf(20)
    for (let tenth = 1; tenth < 10; tenth += 4) {
      expect(await examine(whole.subarray(0, (whole.length * tenth) / 10), 'a.pdf')).toEqual({
        ok: false,
        problem: 'broken',
      })
    }
  })

  test('a PDF that asks for a password', async () => {
    for (const algorithm of ['AES-256', 'AES-128', 'RC4-128'] as const) {
      const locked = await pdf(1, (made) =>
        made.encrypt({ userPassword: 'user', ownerPassword: 'o', algorithm, allowWeakCryptography: true }),
      )
      expect(await examine(locked, 'a.pdf')).toEqual({ ok: false, problem: 'encrypted' })
    }
  })

  test('a PDF with a script, or one that starts a program', async () => {
    const scripted = await pdf(1, (made) => made.addJavaScript('main', 'app.alert(1)'))
    const launching = await pdf(1, (made) => {
      made.catalog.set(PDFName.of('OpenAction'), made.context.obj({ Type: 'Action', S: 'Launch', F: 'cmd.exe' }))
    })
    const onPage = await pdf(1, (made) => {
      const action = made.context.obj({ S: 'JavaScript', JS: 'x' })
      made.getPage(0).node.set(PDFName.of('AA'), made.context.obj({ O: action }))
    })
    for (const bytes of [scripted, launching, onPage]) {
      expect(await examine(bytes, 'a.pdf')).toEqual({ ok: false, problem: 'active' })
    }
  })

  test('a PDF of forty pages of photos is read like any other', async () => {
    const made = await PDFDocument.create()
    for (let page = 0; page < 40; page++) {
      const photo = await made.embedJpg(await noise(620, 438).jpeg().toBuffer())
      made.addPage([842, 595]).drawImage(photo, { x: 0, y: 0, width: 842, height: 595 })
    }
    const bytes = Buffer.from(await made.save())
    expect(bytes.length).toBeGreaterThan(2_000_000)
    expect(await examine(bytes, 'scans.pdf')).toEqual({ ok: true, kind: 'pdf', pages: 40, extension: 'pdf' })
  }, 60_000)

  test('a PDF of more pages than a person reads', async () => {
    expect(await examine(await pdf(201), 'a.pdf')).toEqual({ ok: false, problem: 'too-many-pages' })
    expect(await examine(await pdf(200), 'a.pdf')).toMatchObject({ ok: true, pages: 200 })
  })

  test('a picture of more pixels than fit into memory, though its file is small', async () => {
    expect(await examine(hugePng(60_000, 60_000), 'p.png')).toEqual({ ok: false, problem: 'too-many-pixels' })
  })
})

describe('a hostile PDF can neither stop nor fill the server', () => {
  test('one that unfolds to a gigabyte is stopped early', async () => {
    expect(await readPdfApart(bomb(700), { milliseconds: 10_000, megabytes: 128 })).toEqual({ problem: 'broken' })
  })

  test('one that takes too long is given up, and the server answers meanwhile', async () => {
    let ticks = 0
    const ticking = setInterval(() => ticks++, 10)
    expect(await readPdfApart(bomb(300), { milliseconds: 300, megabytes: 4000 })).toEqual({ problem: 'broken' })
    clearInterval(ticking)
    expect(ticks).toBeGreaterThan(5)
  })

  test('many at once wait for their turn', async () => {
    const one = await pdf(1)
    const all = await Promise.all(Array.from({ length: 5 }, () => examine(one, 'a.pdf')))
    expect(all.every((each) => each.ok)).toBe(true)
  })

  test('a page tree that bites its tail', async () => {
    const looped = Buffer.from(
      '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[2 0 R]/Count 1>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF',
    )
    expect(await examine(looped, 'a.pdf')).toEqual({ ok: false, problem: 'broken' })
  })
})

test('the small picture is upright, 480 wide, and never larger than the photo', async () => {
  const turned = await noise(1200, 800).jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const small = await thumbnail(turned, 'jpeg')
  expect(small && (await sharp(small).metadata())).toMatchObject({ format: 'webp', width: 480, height: 720 })
  const tiny = await thumbnail(await noise(100, 50).png().toBuffer(), 'png')
  expect(tiny && (await sharp(tiny).metadata()).width).toBe(100)
  expect(await thumbnail(await pdf(), 'pdf')).toBeNull()
})

/** A PDF whose object stream unfolds to so many megabytes of blanks. */
function bomb(megabytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024, 32), { level: 1 })
  const head = `%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 10/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`
  const tail =
    '\nendstream\nendobj\n2 0 obj\n<</Type/Catalog/Pages 3 0 R>>\nendobj\n3 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 2 0 R>>\nstartxref\n0\n%%EOF'
  return Buffer.concat([Buffer.from(head), packed, Buffer.from(tail)])
}

/** The head of a PNG that promises so many pixels; the sums of its parts are right. */
function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const part = (name: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), body])
    const sizes = Buffer.alloc(8)
    sizes.writeUInt32BE(body.length, 0)
    sizes.writeUInt32BE(crc32(named), 4)
    return Buffer.concat([sizes.subarray(0, 4), named, sizes.subarray(4)])
  }
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    part('IHDR', header),
    part('IDAT', deflateSync(Buffer.alloc(1000))),
    part('IEND', Buffer.alloc(0)),
  ])
}
