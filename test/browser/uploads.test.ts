import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { answer, begin } from '../applicant.ts'
import { jpeg, largePhoto, photoPdf } from '../papers.ts'
import { passportPicture } from '../samples/passport-pictures.ts'
import { passportLines } from '../samples/people.ts'
import { badLine } from './bad-line.ts'
import { choose, give, paper } from './filling.ts'
import { desk, phone, useStage } from './stage.ts'

const stage = useStage()

async function someone() {
  const applicant = await begin(stage.town)
  await answer(applicant)
  return applicant
}

test('on a phone two papers arrive whole over a line that breaks five times', { timeout: 90_000 }, async () => {
  const applicant = await someone()
  const line = await badLine(stage.town.url, [300_000, 700_000, 1_100_000, 1_500_000, 1_900_000])
  onTestFinished(() => line.close())
  const page = await stage.window(phone, { as: applicant.visitor })
  await page.goto(`${line.url}${applicant.my}/documents`)
  const bytes = { transcript: await photoPdf(40), education: await photoPdf(10) }
  await choose(page, 'transcript', 'forty.pdf', bytes.transcript, 'application/pdf')
  await choose(page, 'education', 'ten.pdf', bytes.education, 'application/pdf')
  await page.getByText('only on this device').first().waitFor()
  await page.getByText('goes on by itself').first().waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  for (const [type, name] of [
    ['transcript', 'forty.pdf'],
    ['education', 'ten.pdf'],
  ] as const) {
    const link = paper(page, type).getByRole('link', { name })
    await link.waitFor({ timeout: 40_000 })
    const there = await (await page.request.get(`${stage.town.url}${await link.getAttribute('href')}`)).body()
    expect(there.equals(Buffer.from(bytes[type]))).toBe(true)
  }
  expect(line.broken()).toBe(5)
  await paper(page, 'transcript').getByText('40 pages').waitFor()
  expect(await page.locator('[data-safety]').isVisible()).toBe(false)
})

test('what was only on the phone is still there after a reload, and goes on by itself', {
  timeout: 90_000,
}, async () => {
  const applicant = await someone()
  const page = await stage.window(phone, { as: applicant.visitor })
  await page.goto(`${applicant.my}/documents`)
  await choose(page, 'passport', 'passport.jpg', await largePhoto(), 'image/jpeg')
  await page.getByText('Can you read every line').waitFor()
  await page.context().setOffline(true)
  await choose(page, 'transcript', 'pages.pdf', await photoPdf(3), 'application/pdf')
  await paper(page, 'transcript').getByText('The line broke').waitFor()
  await page.context().setOffline(false)
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await paper(page, 'transcript').getByRole('link', { name: 'pages.pdf' }).waitFor()
  await paper(page, 'passport').getByText('Can you read every line').waitFor()
  await paper(page, 'passport').locator('form[enctype] > .actions button').click()
  await paper(page, 'passport').getByRole('link', { name: 'passport.jpg' }).waitFor()
})

test('a picture is turned and made smaller here; one that nobody could read is pointed out', {
  timeout: 90_000,
}, async () => {
  const applicant = await someone()
  const page = await stage.window(phone, { as: applicant.visitor })
  await page.goto(`${applicant.my}/documents`)
  await choose(page, 'passport', 'large.jpg', await largeScan(), 'image/jpeg')
  await paper(page, 'passport').locator('[data-part=turn]').click()
  await paper(page, 'passport').locator('form[enctype] > .actions button').click()
  const link = paper(page, 'passport').getByRole('link', { name: 'large.jpg' })
  await link.waitFor()
  const there = await (await page.request.get((await link.getAttribute('href')) ?? '')).body()
  const { width, height } = await sharp(there).metadata()
  expect([width, height]).toEqual([1200, 2400])

  await choose(page, 'education', 'flat.jpg', await jpeg('flat'), 'image/jpeg')
  await paper(page, 'education').getByText('fine print may not be readable').waitFor()
  await paper(page, 'education').locator('[data-part=discard]').click()
  const lines = passportLines({
    state: 'PAK',
    names: 'SAMPLE<<ZARA',
    number: 'AB1234567',
    born: '060307',
    sex: 'F',
    ends: '320201',
  })
  await choose(page, 'education', 'sharp.jpg', await passportPicture(lines, { quality: 'good' }), 'image/jpeg')
  await paper(page, 'education').getByText('Can you read every line').waitFor()
  expect(await paper(page, 'education').locator('[data-part=doubts]').textContent()).toBe('')
  await paper(page, 'education').locator('[data-part=discard]').click()

  await choose(page, 'education', 'IMG_1.HEIC', heic, 'image/heic')
  await paper(page, 'education').getByRole('alert').getByText('Most compatible').waitFor()
  await give(page, 'transcript', 'one.jpg', await jpeg('one'))
  await paper(page, 'transcript').getByRole('link', { name: 'one.jpg' }).waitFor()
  await give(page, 'transcript', 'one again.jpg', await jpeg('one'))
  await page.getByText('one again.jpg is here already').waitFor()
})

async function largeScan(): Promise<Uint8Array> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const picture = sharp({ create: { width: 3600, height: 1800, channels: 3, background: '#888', noise } })
  return new Uint8Array(await picture.jpeg({ quality: 80 }).toBuffer())
}

const heic = new Uint8Array(
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(200)]),
)

test('a phone becomes the camera of a computer: scan, take, and the computer shows it without being touched', {
  timeout: 90_000,
}, async () => {
  const applicant = await someone()
  const computer = await stage.window(desk, { as: applicant.visitor })
  await computer.goto(`${applicant.my}/documents`)
  await computer.getByRole('link', { name: 'Use my phone as the camera' }).click()
  await computer.getByLabel('For which paper').selectOption('passport')
  await computer.getByRole('button', { name: 'Show the square' }).click()
  await computer.getByText('Waiting for your phone').waitFor()
  const address = (await computer.locator('code').textContent()) ?? ''

  const hand = await stage.window(phone)
  await hand.goto(address)
  await hand.getByRole('button', { name: 'Use this phone' }).click()
  await computer.getByText('Your phone is connected').waitFor()
  await give(hand, 'passport', 'IMG_0001.jpg', await largePhoto())
  await hand.getByText('✓ IMG_0001.jpg is safe with the university').waitFor()
  await computer.getByText('IMG_0001.jpg').waitFor()
  await computer.getByRole('button', { name: 'End the link' }).click()
  await computer.getByRole('link', { name: 'To the papers' }).click()
  await paper(computer, 'passport').getByRole('link', { name: 'IMG_0001.jpg' }).waitFor()
  await hand.reload()
  await hand.getByText('This link has ended').waitFor()
})
