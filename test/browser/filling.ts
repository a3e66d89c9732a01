import type { Locator, Page } from 'playwright-core'
import type { Answers } from '../applicant.ts'

/** Answers questions as a hand does: types, chooses from a list, presses a card. */
export async function fill(page: Page, answers: Answers): Promise<void> {
  for (const [name, value] of Object.entries(answers)) {
    const field = page.locator(`main [name="${name}"]`)
    const kind = await field.first().evaluate((control) => control.getAttribute('type') ?? control.tagName)
    if (kind === 'radio') await pressOption(page, name, value)
    else if (kind === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
}

// The card around an option is its label: that is what a hand presses.
async function pressOption(page: Page, name: string, value: string): Promise<void> {
  const id = await page.locator(`main [name="${name}"][value="${value}"]`).getAttribute('id')
  await page.locator(`label[for="${id}"]`).click()
}

/** Presses the card that says so. */
export const press = (where: Page | Locator, text: string) => where.locator('label', { hasText: text }).click()

/** Gives a file to the field of a paper. */
export async function choose(page: Page, paper: string, name: string, bytes: Uint8Array, type = ''): Promise<void> {
  const file = { name, mimeType: type, buffer: Buffer.from(bytes) }
  await page.locator(`section[id="${paper}"] input[type=file]`).setInputFiles(file)
}

/** Gives a picture to a paper, looks at it and sends it. */
export async function give(page: Page, type: string, name: string, bytes: Uint8Array): Promise<void> {
  await choose(page, type, name, bytes, 'image/jpeg')
  await paper(page, type).locator('form[enctype] > .actions button').click()
}

/** A paper in a list, with its state and its files. */
export const paper = (page: Page, type: string) => page.locator(`section[id="${type}"]`)
