import { createPublicKey, verify } from 'node:crypto'
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptAll, sentApplication, take } from '../../../test/applicant.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { Visitor } from '../../../test/visitor.ts'
import { admission } from '../admission/index.ts'
import { verifyJournal } from '../cases/index.ts'
import { letterFile } from '../correspondence/index.ts'

let town: TestHouse
let officer: Visitor
beforeAll(async () => {
  town = await testHouse()
  officer = await town.signedIn('officer@kslu.example')
})
afterAll(() => town?.close())

/** Zara is admitted, and her letter goes out. */
async function admitted() {
  const zara = await sentApplication(town)
  await acceptAll(officer, zara.desk)
  expect((await take(officer, zara.desk, 'admit')).status).toBe(303)
  await town.settled()
  const letter = await town.house.database
    .within('kslu')
    .selectFrom('letters')
    .selectAll()
    .where('case_id', '=', zara.id)
    .executeTakeFirstOrThrow()
  return { zara, letter, code: letter.code ?? '', desk: `/desk/letters/${letter.id}` }
}

const anybody = (language = 'en') => town.visitor(language)

describe('somebody with a letter in the hand', () => {
  test('scans it and reads in three languages that it is genuine, and what it must say', async () => {
    const { letter, code } = await admitted()
    const page = await anybody().get(`/check/${code}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Genuine and in force')
    expect(page.text).toContain(letter.number)
    expect(page.text).toContain('SAMPLE Zara')
    expect(page.html).toContain('<meta name="robots" content="noindex">')
    expect((await anybody('ru').get(`/check/${code}`)).text).toContain('Письмо подлинное и действует')
    const kyrgyz = anybody()
    const there = await kyrgyz.post(`/language?to=${encodeURIComponent(`/check/${code}`)}`, { language: 'ky' })
    expect((await kyrgyz.get(there.location ?? '')).text).toContain('Кат чыныгы жана күчүндө')
  })

  test('reads nothing that isn’t printed on it', async () => {
    const { zara, letter, code } = await admitted()
    const { html } = await anybody().get(`/check/${code}`)
    for (const secret of [zara.mail, zara.id, letter.id, 'AB1234567', 'Lahore', letter.issued_by])
      expect([secret, html.includes(secret)]).toEqual([secret, false])
  })

  test('types the ten characters by hand, in small letters', async () => {
    const { letter } = await admitted()
    const typed = `${letter.short_code?.slice(0, 5)} ${letter.short_code?.slice(5)}`.toLowerCase()
    const page = await anybody().open(`/check?code=${encodeURIComponent(typed)}`)
    expect(page.text).toContain('Genuine and in force')
    expect(page.text).toContain('SAMPLE Zara')
  })

  test('has only the number: hears that it exists, and no name', async () => {
    const { letter } = await admitted()
    const page = await anybody().open(`/check?code=${encodeURIComponent(letter.number)}`)
    expect(page.text).toContain(`A letter with the number ${letter.number} was issued on 1 September 2026`)
    expect(page.text).toContain('A number can be copied')
    expect(page.text).not.toContain('SAMPLE')
    expect((await anybody().get('/check/KSLU-2026-9999')).text).toContain('There is no letter with the number')
  })

  test('has one that was altered by a character, or invented', async () => {
    const { code } = await admitted()
    const altered = `${code.slice(0, 60)}${code[60] === 'A' ? 'B' : 'A'}${code.slice(61)}`
    for (const wrong of [altered, code.slice(1), 'AAAAAAAAAA', 'nonsense', '%00', 'x'.repeat(3000)]) {
      const page = await anybody().get(`/check/${wrong}`)
      expect([wrong, page.status, page.text.includes('Not genuine')]).toEqual([wrong, 200, true])
      expect(page.text).not.toContain('SAMPLE')
    }
  })

  test('sends the form empty and is told', async () => {
    const page = await anybody().get('/check?code=')
    expect(page.status).toBe(422)
    expect(page.text).toContain('Type the code or the number')
  })
})

test('a code that our key signed for a letter that isn’t in the register is not taken for one', async () => {
  const { letter, code } = await admitted()
  await town.owner.query('alter table letters disable trigger letter_stays')
  await town.owner.query('update letters set code = $1 where id = $2', [`${code}A`, letter.id])
  await town.owner.query('alter table letters enable trigger letter_stays')
  const page = await anybody().get(`/check/${code}`)
  expect(page.text).toContain("The signature is genuine, but the register doesn't know this letter")
})

describe('a letter is revoked', () => {
  test('by an officer with a reason, and whoever checks it again reads so, without the reason', async () => {
    const { zara, letter, code, desk } = await admitted()
    expect((await anybody().get(`/check/${code}`)).text).toContain('Genuine and in force')
    const empty = await officer.post(`${desk}/revocation`, { reason: ' ' })
    expect(empty.status).toBe(422)
    const done = await officer.post(`${desk}/revocation`, { reason: 'The certificate was another person’s.' })
    expect(done.location).toBe(desk)

    const again = await anybody().get(`/check/${code}`)
    expect(again.text).toContain('Genuine, but revoked on 1 September 2026')
    expect(again.text).not.toContain('certificate')
    expect((await anybody().get(`/check/${letter.short_code}`)).text).toContain('Genuine, but revoked')
    expect((await anybody().get(`/check/${letter.number.replace('/', '-')}`)).text).toContain('was revoked on')

    expect((await officer.get(desk)).text).toContain('Reason: The certificate was another person’s.')
    expect((await officer.get('/desk/letters')).text).toContain(`revoked Details ${letter.number}`)
    const journal = await officer.get(zara.desk)
    expect(journal.text).toContain(`Letter ${letter.number} revoked`)
    expect((await zara.visitor.get(zara.my)).text).toContain(`Letter ${letter.number} revoked`)
    const { house } = town
    const faults = await Array.fromAsync(verifyJournal(house.database, house.clock, 'kslu', [admission]))
    expect(faults).toEqual([])
  })

  test('once, although two officers press at the same time', async () => {
    const { zara, desk } = await admitted()
    const answers = await Promise.all([1, 2].map((one) => officer.post(`${desk}/revocation`, { reason: `${one}` })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const { rows } = await town.owner.query(
      "select 1 from case_actions where case_id = $1 and action = 'letter.revoked'",
      [zara.id],
    )
    expect(rows).toHaveLength(1)
    const mails = await town.owner.query("select body from mails where case_id = $1 and kind = 'letter.revoked'", [
      zara.id,
    ])
    expect(mails.rows).toHaveLength(1)
    expect(mails.rows[0].body).toContain("Please don't use it any more")
  })

  test('but not by another institution’s officer, not by the rector, and not by a stranger', async () => {
    const { code, desk } = await admitted()
    const foreign = await town.signedIn('officer@kstu.example')
    expect((await foreign.get(desk)).status).toBe(404)
    expect((await foreign.post(`${desk}/revocation`, { reason: 'x' })).status).toBe(404)
    const rector = await town.signedIn('rector@kslu.example')
    const seen = await rector.get(desk)
    expect([seen.status, seen.html.includes('/revocation')]).toEqual([200, false])
    expect((await rector.post(`${desk}/revocation`, { reason: 'x' })).status).toBe(404)
    expect((await anybody().post(`${desk}/revocation`, { reason: 'x' })).location).toBe('/sign-in')
    expect((await anybody().get(`/check/${code}`)).text).toContain('Genuine and in force')
  })

  test('and never un-revoked, not even by the owner of the database', async () => {
    const { letter, desk } = await admitted()
    await officer.post(`${desk}/revocation`, { reason: 'Issued twice' })
    const remove = town.owner.query('delete from letter_revocations where letter_id = $1', [letter.id])
    await expect(remove).rejects.toThrow('never changed')
  })
})

describe('without this site', () => {
  // Only node:crypto, the PDF and the published key: nothing of the program, no database, no network.
  test('the PDF’s own code is proved with the published key', async () => {
    const { letter, desk } = await admitted()
    const pdf = new Uint8Array(await (await officer.get(`${desk}/file`)).response.arrayBuffer())
    const code = (await linksIn(pdf))[0]?.split('/').at(-1) ?? ''
    const keyPage = await anybody().get('/check/key')
    const file = /href="(\/check\/key\/[0-9a-f]{8}\.pem)"/.exec(keyPage.html)?.[1] ?? ''
    const pem = await (await anybody().get(file)).response.text()

    const bytes = Buffer.from(code, 'base64url')
    const [text, signature] = [bytes.subarray(0, -64), bytes.subarray(-64)]
    expect(verify(null, text, createPublicKey(pem), signature)).toBe(true)
    const lines = text.toString('utf8').split('\n')
    expect(lines).toEqual([
      'Kopuro letter 1',
      file.slice('/check/key/'.length, -'.pem'.length),
      'kslu',
      letter.number,
      '2026-09-01',
      'SAMPLE Zara',
      'admission.letter',
      letter.short_code,
    ])
    const forged = Buffer.from(text.toString('utf8').replace('SAMPLE Zara', 'SAMPLE Zora'))
    expect(verify(null, forged, createPublicKey(pem), signature)).toBe(false)
    expect(keyPage.text).toContain(
      Buffer.from(pem.split('\n')[1] ?? '', 'base64')
        .subarray(12)
        .toString('hex'),
    )
  })

  test('a letter of an earlier key stays genuine after the key was changed', async () => {
    const { code } = await admitted()
    const { house } = town
    const key = { id: 'abcdef01', hex: 'ab'.repeat(32) }
    await house.database.shared.insertInto('letter_keys').values({ id: key.id, public_key: key.hex }).execute()
    expect((await anybody().get(`/check/${code}`)).text).toContain('Genuine and in force')
    expect((await anybody().get('/check/key')).text).toContain('Key abcdef01, earlier')
    await expect(town.owner.query("delete from letter_keys where id = 'abcdef01'")).rejects.toThrow('never changed')
  })
})

test('a letter that is set again is the same file, with the same code', async () => {
  const { letter } = await admitted()
  const first = await letterFile(town.house, 'kslu', letter.id)
  await town.owner.query('alter table letters disable trigger letter_stays')
  await town.owner.query('update letters set blob_id = null, sha256 = null where id = $1', [letter.id])
  await town.owner.query('alter table letters enable trigger letter_stays')
  const second = await letterFile(town.house, 'kslu', letter.id)
  expect(second.letter.blob_id).not.toBe(first.letter.blob_id)
  expect(Buffer.compare(first.pdf, second.pdf)).toBe(0)
  expect(await linksIn(second.pdf)).toEqual([`${town.url}/check/${letter.code}`])
})

test('whoever tries codes by the hundred is asked to wait', async () => {
  const answers: number[] = []
  for (let tries = 0; tries < 125; tries++) answers.push((await anybody().get(`/check/AAAAAAAA${tries}`)).status)
  expect(answers.at(-1)).toBe(429)
})

/** The addresses that a PDF leads to. */
async function linksIn(pdf: Uint8Array): Promise<string[]> {
  const found = await PDFDocument.load(pdf, { updateMetadata: false })
  return found.getPages().flatMap((page) => {
    const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray)
    return Array.from({ length: annotations?.size() ?? 0 }, (_, at) => {
      const action = annotations?.lookup(at, PDFDict).lookup(PDFName.of('A'), PDFDict)
      return action?.lookup(PDFName.of('URI'), PDFString, PDFHexString).decodeText() ?? ''
    })
  })
}
