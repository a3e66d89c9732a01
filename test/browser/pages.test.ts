import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type Applicant, acceptAll, answer, begin, bring, sentApplication, take } from '../applicant.ts'
import type { Visitor } from '../visitor.ts'
import { desk, phone, useStage } from './stage.ts'

const stage = useStage()
const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

let officer: Visitor
let draft: Applicant
let whole: Applicant
let sent: Applicant
let returned: Applicant
let admitted: Applicant
beforeAll(async () => {
  officer = await stage.town.signedIn('officer@kslu.example')
  draft = await begin(stage.town)
  whole = await begin(stage.town)
  await answer(whole)
  await bring(whole)
  sent = await sentApplication(stage.town)
  returned = await sentApplication(stage.town)
  await officer.post(`${returned.desk}/documents/passport`, { state: 'returned', reason: 'Cut off at the bottom.' })
  await take(officer, returned.desk, 'ask', { message: 'The passport page once more, please.' })
  admitted = await sentApplication(stage.town)
  await acceptAll(officer, admitted.desk)
  await take(officer, admitted.desk, 'admit')
  await stage.town.settled()
})

test('the public pages serve everybody, on a phone and on a desk', { timeout: 120_000 }, async () => {
  const list = (await stage.town.visitor().get('/kslu/en/programmes')).html
  const one = /\/kslu\/en\/programmes\/[^"]+/.exec(list)?.[0] ?? ''
  const law = ['', 'programmes', 'office', 'contacts', 'apply'].map((path) => `/kslu/en/${path}`)
  const others = ['kstu/ru', 'eimu/ky'].flatMap((place) =>
    ['', 'programmes', 'apply'].map((path) => `/${place}/${path}`),
  )
  await examine(null, [...law, one, ...others])
})

test('so do the front door, the sign-in, the outbox and the page that says there is none', {
  timeout: 60_000,
}, async () => {
  await examine(null, ['/', '/sign-in', '/outbox', '/nothing/here'])
})

test("so do an applicant's pages, whatever stands on them", { timeout: 120_000 }, async () => {
  await examine(draft.visitor, [draft.my, `${draft.my}/answers/level`, `${draft.my}/answers/you`, '/my', '/account'])
  await examine(whole.visitor, [`${whole.my}/documents`, `${whole.my}/check`, `${whole.my}/answers/study`])
  await examine(returned.visitor, [returned.my, `${returned.my}/documents`])
  await examine(admitted.visitor, [admitted.my])
})

test('a page of questions with mistakes says them on top, at the field, and to those who hear it', async () => {
  const page = await stage.window(phone, { as: draft.visitor })
  await page.goto(`${draft.my}/answers/you`)
  await page.locator('form#answers button').first().click()
  await page.locator('#error-summary').waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary')
  await page.locator('#error-summary a').first().click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('familyName')
  await look(page, 'answers with mistakes')
})

test("so do the officer's pages", { timeout: 120_000 }, async () => {
  const file = /\?file=[0-9a-f-]+/.exec((await officer.get(sent.desk)).html)?.[0] ?? ''
  const lists = ['/desk', '/desk/cases/admission', '/desk/cases/admission?q=nobody', '/desk/letters', '/desk/mails']
  const cases = [sent.desk, `${sent.desk}${file}`, returned.desk, admitted.desk]
  await examine(officer, [...lists, ...cases, '/account'])
})

test('so do the pages that the office opens less often', { timeout: 120_000 }, async () => {
  const work = [
    'search?q=SAMPLE',
    'search?q=nobody',
    'keys',
    'students',
    'waiting',
    'handover',
    'personal-data',
    'orders',
  ]
  const papers = ['incoming', 'incoming/new', 'templates', 'templates/admission.mail.ask', 'office/unclear']
  await glance(
    officer,
    [...work, ...papers].map((path) => `/desk/${path}`),
  )
})

test('so do the pages of settings', { timeout: 120_000 }, async () => {
  const admin = await stage.town.signedIn('admin@kslu.example')
  const settings = ['people', 'people/invitation', 'api', 'api/keys', 'api/webhooks', 'reasons']
  await glance(admin, ['/desk/office', ...settings.map((path) => `/desk/settings/${path}`)])
})

test('so do questions, own data and the other pages that applicants and visitors find', {
  timeout: 120_000,
}, async () => {
  const { visitor, my } = returned
  await glance(visitor, [`${my}/questions`, `${my}/passport`, '/account/data'])
  await glance(null, ['/kslu/en/about', '/api', '/check', '/check/key'])
})

/** Opens each page once, on a phone, and makes the window wide. */
async function glance(as: Visitor | null, addresses: readonly string[]): Promise<void> {
  const page = await stage.window(phone, as ? { as } : {})
  for (const address of addresses) {
    const answer = await page.goto(address)
    expect([address, answer?.status()]).toEqual([address, 200])
    await look(page, address)
    await page.setViewportSize(desk.viewport)
    await fits(page, address)
    await page.setViewportSize(phone.viewport)
  }
}

/** Opens each page on a phone in light, and looks again as a desk in dark shows it. */
async function examine(as: Visitor | null, addresses: readonly string[]): Promise<void> {
  const page = await stage.window(phone, as ? { as } : {})
  for (const address of addresses) {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(phone.viewport)
    await page.goto(address)
    await look(page, `${address} on a phone`)
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize(desk.viewport)
    await look(page, `${address} on a desk`, ofSizeAndColour)
  }
}

/** What another width and other colours can change; the words and their order are the same page. */
const ofSizeAndColour = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable']

async function fits(page: Page, what: string): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect([what, wide <= width ? 'fits' : `is ${wide} wide at ${width}`]).toEqual([what, 'fits'])
}

async function look(page: Page, what: string, rules: readonly string[] = []): Promise<void> {
  await fits(page, what)
  // Our pages hold no frame of another origin, so the quicker way of looking is enough.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe.withTags(standard)).analyze()
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
  )
  expect([what, faults]).toEqual([what, []])
}
