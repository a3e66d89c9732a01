import { expect, test } from 'vitest'
import { type Applicant, accept, offeredPlace } from '../applicant.ts'
import { goTo } from '../house.ts'
import { jpeg } from '../papers.ts'
import { fill, give, paper, press } from './filling.ts'
import { desk, phone, useStage } from './stage.ts'

const stage = useStage({ today: '2026-09-01' })

/** Somebody who has accepted a place, and has crossed the border on the day before. */
async function arrived(): Promise<Applicant> {
  goTo(stage.town, '2026-09-01')
  const student = await offeredPlace(stage.town, await stage.town.signedIn('officer@kslu.example'))
  await accept(student)
  goTo(stage.town, '2026-09-22')
  return student
}

test('from the airport to the certificate: a student in the hostel, in Russian on a phone, and the officer', {
  timeout: 90_000,
}, async () => {
  const student = await arrived()
  const page = await stage.window(phone, { language: 'ru', as: student.visitor })
  await page.context().addCookies([{ name: 'kopuro.language', value: 'ru', url: stage.town.url }])
  await page.goto('/my')
  await page.getByRole('link', { name: 'Я приехал(а)' }).click()
  await press(page, 'Приезд в Кыргызстан')
  await fill(page, { 'on.day': '21', 'on.month': '9', 'on.year': '2026' })
  await page.getByRole('button', { name: 'Начать' }).click()
  await page.locator('main .now a.btn').click()
  const goOn = page.getByRole('button', { name: 'Сохранить и продолжить' })
  await press(page, 'В общежитии университета')
  await goOn.click()
  await fill(page, { hostel: 'Общежитие 1, комната 12', address: 'Бишкек, улица Образцовая, 1' })
  await goOn.click()
  await goOn.click()
  await press(page, 'Даю согласие')
  await page.getByRole('button', { name: 'Я приехал(а): сообщить отделу' }).click()
  await page.getByText('28 сентября 2026').first().waitFor()
  expect(await page.textContent('main')).not.toContain('владельца квартиры')
  await page.getByRole('link', { name: 'Добавить документы' }).click()
  for (const type of ['passport', 'fee']) {
    await give(page, type, `${type}.jpg`, await jpeg(type))
    await paper(page, type)
      .getByRole('link', { name: `${type}.jpg` })
      .waitFor()
  }
  await page.goto(page.url().replace('/documents', '/check').replace(/#.*/, ''))
  await page.getByRole('button', { name: 'Отдать документы отделу' }).click()
  await page.getByRole('heading', { name: 'Отдел смотрит ваши документы' }).waitFor()
  const id = page.url().split('/').at(-1)

  const office = await stage.window(desk, { as: await stage.town.signedIn('officer@kslu.example') })
  await office.goto(`/desk/cases/registration/${id}`)
  const take = async (step: string, answers: Parameters<typeof fill>[1] = {}) => {
    const form = office.locator(`form[action$="/steps/${step}"]`)
    if (!(await form.isVisible())) await office.locator('details', { has: form }).locator('summary').first().click()
    await fill(office, answers)
    await form.getByRole('button').last().click()
    await form.waitFor({ state: 'detached' })
  }
  await take('takeOver')
  await office.getByText('the term is kept').waitFor()
  for (const type of ['passport', 'fee'])
    await office.locator(`form[action$="/documents/${type}"] button`, { hasText: 'Accept' }).first().click()
  await take('handOver', { reference: '77/1' })
  await take('register', {
    certificate: 'R 100',
    ...{ 'from.day': '21', 'from.month': '9', 'from.year': '2026', kind: 'stay' },
    ...{ 'to.day': '20', 'to.month': '9', 'to.year': '2027' },
  })
  await page.reload()
  await page.getByRole('heading', { name: 'Вы зарегистрированы' }).waitFor()
  expect(await page.textContent('main')).toContain('R 100')
})

test('in a flat, without JavaScript: the owner is asked, and the owner’s application is wanted', {
  timeout: 60_000,
}, async () => {
  const student = await arrived()
  const page = await stage.window(phone, { as: student.visitor, script: false })
  await page.goto('/my/kslu/registration/new')
  await fill(page, { occasion: 'arrival', 'on.day': '21', 'on.month': '9', 'on.year': '2026' })
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.locator('main .now a.btn').click()
  const goOn = page.locator('main form#answers button').first()
  await fill(page, { place: 'flat' })
  await goOn.click()
  await fill(page, { address: 'Bishkek, Sample avenue 2, flat 3' })
  await goOn.click()
  await page.getByRole('alert').first().waitFor()
  await fill(page, { ownerName: 'Sample Owner' })
  await goOn.click()
  await goOn.click()
  await page.locator('label[for=consent]').click()
  await page.getByRole('button', { name: 'I am here: tell the office' }).click()
  await page.getByText('Notarized application of the owner of the flat').first().waitFor()
  expect(await page.textContent('main')).toContain('28 September 2026')
})
