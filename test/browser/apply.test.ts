import { expect, test } from 'vitest'
import { answer, begin, bring, fivePapers, zara } from '../applicant.ts'
import { emptyFile, jpeg, largePhoto, lockedPdf, pdf, truncatedJpeg, zip } from '../papers.ts'
import { choose, fill, give, paper, press } from './filling.ts'
import { desk, phone, useStage } from './stage.ts'

const stage = useStage()
const { level, study, you, passport, education, contacts } = zara

test('somebody on a phone applies in Russian: answers and papers are kept as they come', {
  timeout: 60_000,
}, async () => {
  const page = await stage.window(phone, { language: 'ru' })
  await page.goto('/kslu/ru/')
  await page.getByRole('link', { name: 'Как поступить' }).click()
  await page.getByLabel('Адрес электронной почты').fill('gulshan.sample@example.org')
  await page.getByRole('button', { name: 'Начать' }).click()
  await page.getByRole('link', { name: 'Продолжить' }).first().click()
  const goOn = page.getByRole('button', { name: 'Сохранить и продолжить' })

  await fill(page, level)
  await page.getByText('Сохранено').waitFor()
  await page.reload()
  expect(await page.getByLabel('Бакалавриат').isChecked()).toBe(true)
  await goOn.click()

  await fill(page, { programme: study.programme })
  await goOn.click()
  // The programme brings a question of its own: its profiles.
  await page.getByText('Профиль').first().waitFor()
  await goOn.click()
  for (const answers of [you, passport, education, { ...contacts, mail: 'gulshan.sample@example.org' }]) {
    await fill(page, answers)
    await goOn.click()
  }

  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: 2e6,
    uploadThroughput: 400_000,
  })
  await give(page, 'passport', 'паспорт.jpg', await largePhoto())
  await page.getByRole('progressbar').waitFor()
  await page.getByText(/\d+ %/).waitFor()
  await paper(page, 'passport').getByRole('link', { name: 'паспорт.jpg' }).waitFor()
  await wire.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })
  const form = await paper(page, 'application-form').locator('a[href*="/papers/"]').getAttribute('href')
  expect((await page.request.get(form ?? '')).headers()['content-type']).toBe('application/pdf')
  for (const type of fivePapers.filter((other) => other !== 'passport')) {
    await choose(page, type, `${type}.pdf`, await pdf(2), 'application/pdf')
    await paper(page, type)
      .getByRole('link', { name: `${type}.pdf` })
      .waitFor()
  }

  await page.getByRole('link', { name: 'Перейти к проверке' }).click()
  await press(page, 'Даю согласие')
  await page.getByRole('button', { name: 'Отправить заявление' }).click()
  await page.getByRole('heading', { name: 'Отдел рассматривает ваше заявление' }).waitFor()
  expect(await page.textContent('main')).toContain('KSLU-2026-')
})

test('the same without JavaScript, in Kyrgyz, with nothing but links and forms', { timeout: 60_000 }, async () => {
  const page = await stage.window(phone, { language: 'ky', script: false })
  const forward = () => page.locator('main form#answers button').first().click()
  await page.goto('/kslu/ky/apply')
  await page.locator('main [name=mail]').fill('nurai.sample@example.org')
  await page.locator('main form button').first().click()
  await page.locator('main .now a.btn').click()
  for (const answers of [level, { programme: study.programme }, { profile: '' }, you, passport, education]) {
    if (!('profile' in answers)) await fill(page, answers)
    await forward()
  }
  await fill(page, { ...contacts, mail: 'nurai.sample@example.org' })
  await forward()
  for (const type of fivePapers) {
    await choose(page, type, `${type}.jpg`, await jpeg(type), 'image/jpeg')
    await paper(page, type).locator('form[enctype] button').click()
    await paper(page, type)
      .getByRole('link', { name: `${type}.jpg` })
      .waitFor()
  }
  await page.locator('main a.btn').first().click()
  await page.locator('label[for=consent]').click()
  await page.locator('main form button.btn').click()
  await page.locator('main .now').waitFor()
  expect(await page.textContent('main')).toContain('KSLU-2026-')
})

test('a paper that arrived broken is named with what to do, and everything else stays', async () => {
  const applicant = await begin(stage.town)
  await answer(applicant)
  await bring(applicant, ['transcript'])
  const page = await stage.window(phone, { as: applicant.visitor })
  await page.goto(`${applicant.my}/documents`)
  const broken: readonly (readonly [string, Uint8Array, string])[] = [
    ['cut.jpg', await truncatedJpeg(), 'cut.jpg is damaged'],
    ['empty.pdf', emptyFile, 'empty.pdf is empty'],
    ['archive.pdf', zip, 'archive.pdf is really zip'],
    ['locked.pdf', await lockedPdf(), 'locked.pdf has a password'],
  ]
  for (const [name, bytes, sentence] of broken) {
    await choose(page, 'passport', name, bytes)
    await paper(page, 'passport').getByRole('alert').getByText(sentence).waitFor()
    await paper(page, 'passport').locator('[data-part=discard]').click()
  }
  await paper(page, 'transcript').getByRole('link', { name: 'transcript.jpg' }).waitFor()
  await give(page, 'passport', 'whole.jpg', await jpeg('whole'))
  await paper(page, 'passport').getByRole('link', { name: 'whole.jpg' }).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('somebody who uses no mouse begins and answers by Tab, Enter and Space, and always sees where they are', async () => {
  const page = await stage.window(desk)
  /** Tabs on to a control, looking at each focus on the way. */
  const reach = async (selector: string) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab')
      const { there, seen } = await page.evaluate((wanted) => {
        const at = document.activeElement
        const look = at ? getComputedStyle(at) : null
        const box = at?.getBoundingClientRect()
        const ring = look && look.outlineStyle !== 'none' && Number.parseFloat(look.outlineWidth) >= 2
        const inside = box && box.bottom > 0 && box.top < innerHeight && box.width > 0
        return { there: at?.matches(wanted) === true, seen: Boolean(ring && inside) }
      }, selector)
      expect([selector, seen]).toEqual([selector, true])
      if (there) return
    }
    throw new Error(`no way to ${selector} by keyboard`)
  }
  await page.goto('/kslu/en/apply')
  await reach('[name=mail]')
  await page.keyboard.type('keyboard.sample@example.org')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/my\/kslu\//)
  await reach('main .now a.btn')
  await page.keyboard.press('Enter')
  await page.waitForURL(/answers\/level/)
  await reach('[name=level]')
  await page.keyboard.press('Space')
  await reach('form#answers button')
  await page.keyboard.press('Enter')
  await page.waitForURL(/answers\/study/)
  expect(await page.locator('h1').textContent()).toBe('Programme')
})
