import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { type TestHouse, testHouse } from '../house.ts'
import type { Visitor } from '../visitor.ts'
import { launchChromium } from './chromium.ts'

export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const
export const desk = { viewport: { width: 1280, height: 800 } } as const

interface Wishes {
  readonly language?: 'en' | 'ru' | 'ky'
  readonly script?: boolean
  /** Goes on with what this visitor has: signed in, language chosen. */
  readonly as?: Visitor
}

export interface Stage {
  readonly town: TestHouse
  /** A browser of somebody's own, with one page open; the test fails when the page complains behind the reader's back. */
  window(size: typeof phone | typeof desk, wishes?: Wishes): Promise<Page>
}

/** One house and one browser for a test file. */
export function useStage(house: Parameters<typeof testHouse>[0] = {}): Stage {
  const open: { town?: TestHouse; browser?: Browser } = {}
  beforeAll(async () => {
    const [town, browser] = await Promise.all([testHouse({ ...house, listen: true }), launchChromium()])
    Object.assign(open, { town, browser })
  })
  afterAll(async () => {
    await open.browser?.close()
    await open.town?.close()
  })
  return {
    get town() {
      if (!open.town) throw new Error('the house opens with the first test')
      return open.town
    },
    async window(size, wishes = {}) {
      if (!open.town || !open.browser) throw new Error('the browser opens with the first test')
      return openWindow(open.browser, open.town.url, { ...size, ...contextFor(wishes) }, wishes.as)
    },
  }
}

function contextFor({ language = 'en', script = true }: Wishes): BrowserContextOptions {
  const locale = { en: 'en-GB', ru: 'ru-RU', ky: 'ky-KG' }[language]
  return { locale, javaScriptEnabled: script, reducedMotion: 'reduce' }
}

async function openWindow(browser: Browser, url: string, options: BrowserContextOptions, as?: Visitor): Promise<Page> {
  const context = await browser.newContext({ ...options, baseURL: url })
  if (as) await context.addCookies(as.cookies.map((cookie) => ({ ...cookie, url })))
  // Long enough for a machine that is busy with something else: only what never comes fails.
  context.setDefaultTimeout(25_000)
  const page = await context.newPage()
  const complaints = listen(page)
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPicture(page, task.name)
    await context.close()
    expect(complaints).toEqual([])
  })
  return page
}

// What a visitor never sees: errors of scripts, refusals of the content-security policy, parts of a page that are missing.
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const ofAnswer = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !ofAnswer) complaints.push(message.text())
  })
  page.on('response', (response) => {
    const part = ['stylesheet', 'script', 'image', 'font'].includes(response.request().resourceType())
    if (part && response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
  })
  return complaints
}

async function keepPicture(page: Page, test: string): Promise<void> {
  const name = test.replace(/[^\p{L}\d]+/gu, '-').slice(0, 80)
  await page.screenshot({ path: `test-results/${name}.png`, fullPage: true }).catch(() => {})
}
