import { degrees, PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { lockedPdf, pdf } from '../../../test/papers.ts'
import { measurePhoto } from '../files/photo.ts'
import { oneAfterTheOther, openPrinter, picturePiece } from './index.ts'

const printer = openPrinter()
afterAll(() => printer.close())

describe('a printer', () => {
  test('counts pages, also of a PDF that is only locked against change', async () => {
    expect(await printer.count(await pdf(3))).toEqual({ ok: true, value: 3 })
    const locked = await PDFDocument.load(await pdf(2))
    locked.encrypt({ ownerPassword: 'owner', algorithm: 'AES-256' })
    expect(await printer.count(await locked.save())).toEqual({ ok: true, value: 2 })
  })

  test('says what it can’t print, and goes on with the next', async () => {
    const [asks, cut, none] = [await lockedPdf(), (await pdf(2)).slice(0, 300), new Uint8Array(10)]
    expect(await printer.count(asks)).toEqual({ ok: false, problem: 'encrypted' })
    expect(await printer.count(cut)).toEqual({ ok: false, problem: 'broken' })
    expect(await printer.bind([{ kind: 'pdf', bytes: none }], 'X')).toEqual({ ok: false, problem: 'broken' })
    expect(await printer.count(await pdf(1))).toEqual({ ok: true, value: 1 })
  })

  test('gives up what takes too long', async () => {
    const hasty = openPrinter({ milliseconds: 1, megabytes: 512 })
    expect(await hasty.count(await pdf(1))).toEqual({ ok: false, problem: 'broken' })
    await hasty.close()
  })

  test('binds many into one long file, whatever edge of the sheet is its foot', async () => {
    const turned = await PDFDocument.create()
    for (const angle of [0, 90, 180, 270, -90]) turned.addPage([300, 400]).setRotation(degrees(angle))
    const bytes = await turned.save()
    const photo = await picturePiece(
      await sharp({ create: { width: 400, height: 300, channels: 4, background: '#0000' } })
        .png()
        .toBuffer(),
    )
    const bound = await printer.bind([{ kind: 'pdf', bytes }, photo], 'X-PK-2026/0001')
    if (!bound.ok) throw new Error(bound.problem)
    expect(bound.value.pages).toEqual([5, 1])
    const thrice = async function* () {
      for (let copy = 0; copy < 3; copy += 1) yield bound.value.bytes
    }
    const parts = await Array.fromAsync(oneAfterTheOther(printer, thrice()))
    const whole = await PDFDocument.load(Buffer.concat(parts))
    expect(whole.getPages().map((page) => page.getRotation().angle)).toEqual([
      0, 90, 180, 270, -90, 0, 0, 90, 180, 270, -90, 0, 0, 90, 180, 270, -90, 0,
    ])
  })
})

test('the wall of a photograph is measured beside and above the head, not at the shoulders', async () => {
  const of = async (wall: string) => {
    const coat = Buffer.from('<svg width="300" height="400"><rect y="240" width="300" height="160" fill="#111"/></svg>')
    const picture = sharp({ create: { width: 300, height: 400, channels: 3, background: wall } })
    const { white, blue } = await measurePhoto(
      await picture
        .composite([{ input: coat }])
        .png()
        .toBuffer(),
    )
    return [white, blue]
  }
  expect(await of('#f2f0ee')).toEqual([1, 0])
  expect(await of('#5b8fd9')).toEqual([0, 1])
  expect(await of('#b08968')).toEqual([0, 0])
})
