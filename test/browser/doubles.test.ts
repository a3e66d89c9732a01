import { expect, test } from 'vitest'
import { sentApplication, zara } from '../applicant.ts'
import { press } from './filling.ts'
import { desk, useStage } from './stage.ts'

const stage = useStage()

test('an officer compares two applications, merges them as one person, and undoes it', async () => {
  const one = await sentApplication(stage.town)
  const spelled = { ...zara.you, familyName: 'Сампле', givenName: 'Зара' }
  const other = await sentApplication(stage.town, { you: spelled })
  await stage.town.settled()

  const office = await stage.window(desk, { as: await stage.town.signedIn('officer@kslu.example') })
  await office.goto(one.desk)
  await office.getByRole('link', { name: 'Compare and decide' }).click()
  await office.getByText('The names are the same, or sound the same.').waitFor()
  await office.locator('summary', { hasText: 'Merge: one person' }).click()
  await press(office, 'SAMPLE Zara')
  await office.getByRole('button', { name: 'See what would happen' }).click()
  await office.getByRole('heading', { name: '1 case follows' }).waitFor()
  await office.getByRole('button', { name: 'Merge', exact: true }).click()
  await office.waitForURL('**/desk/persons/*')
  const cases = () =>
    office.locator('main table tbody a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect((await cases()).toSorted()).toEqual([one.desk, other.desk].toSorted())

  await office.locator('summary', { hasText: 'Undo the merge' }).click()
  await office.getByRole('button', { name: 'Undo now' }).click()
  await office.getByText('Merge undone').waitFor()
  await office.goto(one.desk)
  await office.getByRole('link', { name: 'All of this person: spellings, cases, letters' }).click()
  await office.getByRole('heading', { name: 'SAMPLE Zara' }).waitFor()
  expect(await cases()).toEqual([one.desk])
})
