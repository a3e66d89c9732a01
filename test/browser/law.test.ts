import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { personNamed } from '../../src/capabilities/cases/index.ts'
import { lawOfToday } from '../../src/capabilities/law/index.ts'
import { loadPacks, shippedPacks } from '../../src/capabilities/packs/index.ts'
import { addRecord } from '../../src/capabilities/stays/index.ts'
import { day } from '../../src/platform/days.ts'
import { desk, phone, useStage } from './stage.ts'

const stage = useStage({ today: '2026-11-22' })
const institution = 'kslu'

test('an admin sees whom a new edition of the law moves before confirming it; the officer’s wall follows', async () => {
  await visaUntil('2027-01-25')
  const officer = await stage.window(desk, { as: await stage.town.signedIn('officer@kslu.example') })
  await officer.goto('/desk/dates')
  const row = officer.getByRole('row').filter({ hasText: 'SAMPLE Visa' })
  const before = await row.textContent()

  await loadedWithLead(40)
  const admin = await stage.window(phone, { as: await stage.town.signedIn('admin@kslu.example'), script: false })
  await admin.goto('/desk/settings/law')
  await admin.getByText('Nothing changes until an administrator').waitFor()
  await admin.getByRole('link', { name: 'See what it changes' }).click()
  await admin.getByText('5 working days → 40 working days').waitFor()
  await admin.getByRole('button', { name: 'Work out what changes' }).click()
  await stage.town.settled()
  await admin.reload()
  await admin.getByText('SAMPLE Visa').first().waitFor()
  await officer.reload()
  expect(await row.textContent()).toBe(before)

  await admin.getByText('Put this edition in use').click()
  await admin.getByRole('button', { name: 'Confirm it in my name' }).click()
  await stage.town.settled()
  await admin.reload()
  await admin.getByText('All open dates are counted anew').waitFor()
  await officer.reload()
  expect(await row.textContent()).not.toBe(before)
})

/** Somebody whose visa ends on a day. */
async function visaUntil(to: string) {
  const { house } = stage.town
  const by = { id: 'test', name: 'Test' }
  const law = await lawOfToday(house, institution)
  await house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const named = { shownAs: 'SAMPLE Visa', email: null, language: 'en', birthDay: null, citizenship: 'IN' }
      const personId = await personNamed(tx, { institution, ...named })
      const visa = { kind: 'visa', number: 'V1', said: { visaKind: 'S', entries: 'multiple' } } as const
      await addRecord(tx, house, { institution, personId, ...visa, from: day('2026-10-28'), to: day(to), by, law })
    })
}

/** Loads the law with another lead time before the end of a visa, as a start with changed files does. */
async function loadedWithLead(days: number) {
  const folder = await mkdtemp(join(tmpdir(), 'kopuro-law-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(fileURLToPath(shippedPacks), folder, { recursive: true })
  const file = join(folder, 'law/kg/rules.json')
  const { rules } = JSON.parse(await readFile(file, 'utf8'))
  for (const rule of rules) if (rule.id === 'visa.extension-lead') rule.value = days
  await writeFile(file, JSON.stringify({ rules }))
  await loadPacks(stage.town.house.database, folder)
}
