import { expect, test } from 'vitest'
import { acceptAll, answer, begin, bring, send, sentApplication, take } from '../applicant.ts'
import { jpeg } from '../papers.ts'
import { give, paper, press } from './filling.ts'
import { desk, phone, useStage } from './stage.ts'

const stage = useStage()
const officerOf = (place: string) => stage.town.signedIn(`officer@${place}.example`)

test('the officer returns a paper, the applicant sends it again, and both versions stay to be compared', async () => {
  const applicant = await sentApplication(stage.town)
  const office = await stage.window(desk, { as: await officerOf('kslu') })
  await office.goto(applicant.desk)
  await paper(office, 'passport').getByRole('link', { name: 'passport.jpg' }).click()
  await office.getByRole('img', { name: 'passport.jpg' }).waitFor()
  const reason = 'The lower two lines are cut off. Please take a photo with all four corners.'
  const decision = paper(office, 'passport')
  await decision.getByText('Return it').click()
  await decision.getByLabel('In your own words').fill(reason)
  await decision.getByRole('button', { name: 'Return' }).click()
  // The next paper that nobody has judged opens; the returned one stands in the list beside it.
  await office.getByText('came back').first().waitFor()
  await office.locator('summary', { hasText: 'Ask the applicant' }).click()
  await office.getByLabel('What is missing or wrong').fill('The passport page once more, whole.')
  await office.getByRole('button', { name: 'Ask the applicant' }).click()
  await office.getByText('Back with the applicant').first().waitFor()

  const hand = await stage.window(phone, { as: applicant.visitor })
  await hand.goto(applicant.my)
  expect(await hand.locator('.now').textContent()).toContain('The passport page once more, whole.')
  await hand.locator('.now a.btn').click()
  await hand.getByText(reason).waitFor()
  await give(hand, 'passport', 'passport-whole.jpg', await jpeg('passport-whole'))
  await paper(hand, 'passport').getByRole('link', { name: 'passport-whole.jpg' }).waitFor()
  await hand.getByRole('link', { name: 'Go on to check' }).click()
  await press(hand, 'I agree')
  await hand.getByRole('button', { name: 'Send again' }).click()
  await hand.getByText('The office is looking at your application').waitFor()

  await office.goto(applicant.desk)
  await paper(office, 'passport').getByText('Came back earlier').waitFor()
  await paper(office, 'passport').getByRole('link', { name: 'passport-whole.jpg' }).waitFor()
  await paper(office, 'passport').getByRole('button', { name: 'Accept' }).click()
  await paper(office, 'passport').getByText('accepted').first().waitFor()
})

test('whoever is admitted gets the letter on the own page and in the mail', async () => {
  const applicant = await sentApplication(stage.town)
  const officer = await officerOf('kslu')
  await acceptAll(officer, applicant.desk)
  const office = await stage.window(desk, { as: officer })
  await office.goto(applicant.desk)
  await office.locator('summary', { hasText: /^\s*Admit\s*$/ }).click()
  await office.getByRole('button', { name: 'Admit', exact: true }).click()
  await office.getByText('Place offered').first().waitFor()
  await stage.town.settled()

  const hand = await stage.window(phone, { as: applicant.visitor })
  await hand.goto(applicant.my)
  await hand.getByRole('heading', { name: 'You are admitted' }).waitFor()
  const link = hand.getByRole('link', { name: /KSLU-2026\/\d{4}/ })
  const letter = await hand.request.get((await link.getAttribute('href')) ?? '')
  expect(letter.headers()['content-type']).toBe('application/pdf')
  expect((await letter.body()).subarray(0, 5).toString()).toBe('%PDF-')

  await hand.goto(`/outbox?address=${encodeURIComponent(applicant.mail)}`)
  await hand.getByRole('link', { name: 'KSLU: you are admitted' }).click()
  const attachment = await hand.locator('main dd a').first().getAttribute('href')
  const attached = await hand.request.get(new URL(attachment ?? '', hand.url()).href)
  expect(attached.headers()['content-type']).toBe('application/pdf')
  expect((await attached.body()).equals(await letter.body())).toBe(true)
})

test('whoever is refused reads the reason first, and the ground is asked of the officer', async () => {
  const applicant = await sentApplication(stage.town)
  const office = await stage.window(desk, { as: await officerOf('kslu') })
  await office.goto(applicant.desk)
  const refusing = office.locator('details', { has: office.locator('summary', { hasText: 'Refuse' }) })
  await refusing.locator('summary').click()
  await refusing.getByLabel('Reason').fill('The transcript belongs to another person.')
  await refusing.getByRole('button', { name: 'Refuse' }).click()
  await refusing.locator('.err').waitFor()
  expect(await refusing.getByLabel('Reason').inputValue()).toBe('The transcript belongs to another person.')
  await press(refusing, "The papers don't prove what they should")
  await refusing.getByRole('button', { name: 'Refuse' }).click()
  await office.getByText('Refused').first().waitFor()

  const hand = await stage.window(phone, { as: applicant.visitor })
  await hand.goto(applicant.my)
  expect(await hand.locator('.now').textContent()).toContain('The transcript belongs to another person.')
})

test('an applicant withdraws before the decision, and the office can do nothing more with it', async () => {
  const applicant = await sentApplication(stage.town)
  const hand = await stage.window(phone, { as: applicant.visitor })
  await hand.goto(applicant.my)
  await hand.locator('summary', { hasText: 'Withdraw the application' }).click()
  await hand.getByRole('button', { name: 'Withdraw the application' }).click()
  await hand.getByRole('heading', { name: 'You withdrew this application' }).waitFor()
  const office = await stage.window(desk, { as: await officerOf('kslu') })
  await office.goto(applicant.desk)
  await office.getByText('Withdrawn').first().waitFor()
  expect(await office.getByRole('heading', { name: 'What to do' }).count()).toBe(0)
})

test('of two officers who decide at once the second is told what happened', async () => {
  const applicant = await sentApplication(stage.town)
  const first = await stage.window(desk, { as: await officerOf('kslu') })
  await first.goto(applicant.desk)
  await first.locator('summary', { hasText: 'Refuse' }).click()
  await press(first, 'All places are taken')
  await first.getByLabel('Reason', { exact: false }).first().fill('All places are taken.')
  const second = await stage.town.signedIn('admin@kslu.example')
  await acceptAll(second, applicant.desk)
  expect((await take(second, applicant.desk, 'admit')).status).toBe(303)

  await first.getByRole('button', { name: 'Refuse' }).click()
  await first.getByText('Cholpon Example (admin) was faster').waitFor()
  await first.getByText('Place offered').first().waitFor()
})

test('an application that is not sent yet is no matter of the office', async () => {
  const applicant = await begin(stage.town)
  await answer(applicant)
  await bring(applicant)
  const office = await stage.window(desk, { as: await officerOf('kslu') })
  expect((await office.goto(applicant.desk))?.status()).toBe(404)
  await send(applicant)
  expect((await office.goto(applicant.desk))?.status()).toBe(200)
})
