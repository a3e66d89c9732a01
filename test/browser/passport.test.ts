import { expect, test } from 'vitest'
import { begin } from '../applicant.ts'
import { passportPicture } from '../samples/passport-pictures.ts'
import { passportLines } from '../samples/people.ts'
import { desk, phone, useStage } from './stage.ts'

const stage = useStage()
const lines = passportLines({
  state: 'PAK',
  names: 'SAMPLE<<ZARA',
  number: 'AB1234567',
  born: '060307',
  sex: 'F',
  ends: '320201',
})

test('on a phone a photo of the passport is sent, read while the page waits, and taken over', {
  timeout: 90_000,
}, async () => {
  const { visitor, my } = await begin(stage.town, 'kslu', 'ru')
  const page = await stage.window(phone, { as: visitor, language: 'ru' })
  await page.goto(`${my}/answers/you`)
  await page.getByRole('link', { name: 'Заполнить по паспорту' }).click()
  const bytes = Buffer.from(await passportPicture(lines, { quality: 'medium' }))
  await page.locator('input[type=file]').setInputFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: bytes })
  await page.getByText('Читаем снимок').waitFor()
  await page.getByText('AB1234567', { exact: true }).waitFor({ timeout: 60_000 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.getByRole('button', { name: 'Всё верно: перенести в анкету' }).click()
  await page.getByRole('link', { name: 'Всё совпадает: продолжить' }).click()
  expect(await page.getByLabel('Номер паспорта').inputValue()).toBe('AB1234567')
})

test('without script the lines are typed, compared and taken over', async () => {
  const { visitor, my } = await begin(stage.town)
  const page = await stage.window(desk, { as: visitor, script: false })
  await page.goto(`${my}/passport`)
  await page.getByLabel('The two lines, as they are printed').fill(lines.join('\n'))
  await page.getByRole('button', { name: 'Read these lines' }).click()
  await page.getByRole('button', { name: 'It is right: take it over' }).click()
  await page.getByText('Everything agrees').waitFor()
})
