import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { acceptPapers, deanOf, foreignStudent, on } from '../foreign-student.ts'
import { jpeg } from '../papers.ts'
import { type fill, give, paper, press } from './filling.ts'
import { desk, phone, useStage } from './stage.ts'

const stage = useStage({ today: '2026-09-01' })

/** Opens a step of the case's page, answers what it asks and presses its button. */
async function takeStep(page: Page, name: string, answers: Parameters<typeof fill>[1] = {}): Promise<void> {
  const summary = page.locator('summary', { hasText: new RegExp(`^\\s*${name}\\s*$`) })
  if ((await summary.count()) > 0) await summary.click()
  const form = page.locator(`form[aria-label="${name}"]`)
  for (const [field, value] of Object.entries(answers)) await fillIn(form, field, value)
  await form.getByRole('button', { name, exact: true }).click()
  await page.waitForLoadState()
}

async function fillIn(form: ReturnType<Page['locator']>, field: string, value: string): Promise<void> {
  const control = form.locator(`[name="${field}"]`)
  const isRadio = (await control.first().getAttribute('type')) === 'radio'
  // The card around an option is its label: that is what a hand presses.
  await (isRadio ? press(form, value) : control.fill(value))
}

async function giveAndHandIn(hand: Page, types: readonly string[], salt: string): Promise<void> {
  for (const type of types) {
    await give(hand, type, `${type}-${salt}.jpg`, await jpeg(type + salt))
    await paper(hand, type)
      .getByRole('link', { name: `${type}-${salt}.jpg` })
      .waitFor()
  }
  await hand.getByRole('link', { name: 'Go on to check' }).click()
  await press(hand, 'I agree')
  await hand.getByRole('button', { name: 'Hand the papers in' }).click()
  await hand.getByText('The office checks the papers').waitFor()
}

const today = '2026-09-01'

test('from the dean’s office to the issued visa, with a returned package that is mended', async () => {
  const officer = await stage.town.signedIn('officer@kslu.example')
  const student = await foreignStudent(stage.town, officer)
  const faculty = await stage.window(desk, { as: await deanOf(stage.town, 'kslu-iilir') })
  await faculty.goto('/desk/unit/students')
  await faculty.getByRole('link', { name: 'SAMPLE Zara' }).click()
  await faculty.getByLabel('Who signs the application').fill('Sample Dean')
  await faculty.getByLabel('Post', { exact: true }).fill('Dean of the faculty')
  await faculty.getByRole('button', { name: 'Ask for the visa' }).click()
  await faculty.getByText('Asked by the dean').first().waitFor()
  const id = faculty.url().split('/').at(-1) ?? ''
  await stage.town.settled()

  const printed = await faculty.request.get(`/desk/unit/study-visa/${id}/fill/papers/application`)
  expect(printed.headers()['content-type']).toBe('application/pdf')
  await faculty.goto(`/desk/unit/study-visa/${id}/fill/documents`)
  await give(faculty, 'dean-application', 'application.jpg', await jpeg('application'))
  await paper(faculty, 'dean-application').getByRole('link', { name: 'application.jpg' }).waitFor()
  expect(await faculty.locator('section[id="passport"]').count()).toBe(0)

  const visa = { id, unit: '', my: `/my/kslu/${id}`, desk: `/desk/cases/study-visa/${id}` }
  const office = await stage.window(desk, { as: officer })
  await office.goto(visa.desk)
  await takeStep(office, 'Take up: issue the certificate and ask the student')
  await office.getByText('Papers are gathered').first().waitFor()

  const hand = await stage.window(phone, { as: student.visitor })
  await hand.goto(visa.my)
  await hand.goto(`${visa.my}/documents`)
  await giveAndHandIn(hand, ['passport', 'contract-copy', 'photo'], 'first')

  const send = async (number: string) => {
    await acceptPapers(officer, visa)
    await office.goto(visa.desk)
    await takeStep(office, 'Make the petition')
    await takeStep(office, 'Package handed over', {
      packageNumber: number,
      ...on('signedOn', today),
      ...on('packageDay', today),
    })
    await office.getByText(`№ ${number}`).waitFor()
  }
  await send('12/7')
  await takeStep(office, 'The package came back', { reason: 'The photograph is grey.', ...on('returnedOn', today) })
  await office.getByText('Mend the returned package').waitFor()
  await officer.post(`${visa.desk}/documents/photo`, { state: 'returned', reason: 'White background, please.' })

  await hand.goto(`${visa.my}/documents`)
  await paper(hand, 'photo').getByText('White background, please.').waitFor()
  await giveAndHandIn(hand, ['photo'], 'second')
  await send('12/8')

  await takeStep(office, 'Sent to the security committee', on('coordinatedOn', today))
  await takeStep(office, 'Approved by the security committee', {
    approvalReference: 'SCNB-9',
    ...on('approvalDay', today),
  })
  const stamped = { number: 'KG7654321', entries: 'Multiple', ...on('from', today) }
  await takeStep(office, 'Visa issued', { ...stamped, visaKind: 'С', ...on('to', '2026-11-30') })
  await office.getByText('is a Cyrillic letter').waitFor()
  const form = office.locator('form[aria-label="Visa issued"]')
  await form.locator('[name=visaKind]').fill('S')
  await form.locator('[name="to.day"]').fill('29')
  await form.getByRole('button', { name: 'Visa issued' }).click()
  await office.getByText('90 days').first().waitFor()

  await hand.goto(visa.my)
  await hand.getByRole('heading', { name: 'Your visa is issued' }).waitFor()
  expect(await hand.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await faculty.goto('/desk/unit/students')
  await faculty.getByText('29 November 2026').waitFor()
}, 90_000)
