import { expect, test } from 'vitest'
import { acceptAll, sentApplication, take } from '../applicant.ts'
import { desk, phone, useStage } from './stage.ts'

const stage = useStage()

test('an officer of another institution finds neither the case nor its file nor its letter', async () => {
  const { applicant, file, letter } = await admitted()
  const stranger = await stage.window(desk, { as: await stage.town.signedIn('officer@kstu.example') })
  for (const address of [applicant.desk, `${applicant.desk}/files/${file}`, `${applicant.desk}/letters/${letter}`]) {
    expect([address, (await stranger.goto(address))?.status()]).toEqual([address, 404])
  }
  await stranger.getByRole('heading', { name: "This page isn't here" }).waitFor()
  await stranger.goto('/desk/cases/admission')
  expect(await stranger.textContent('main')).not.toContain('SAMPLE')
})

test("an applicant finds nothing of somebody else's", async () => {
  const { applicant, file, letter } = await admitted()
  const stranger = await stage.window(phone, { as: await stage.town.signedIn('zoe@example.org') })
  for (const path of ['', '/documents', '/check', `/files/${file}`, `/files/${file}/thumbnail`, `/letters/${letter}`]) {
    const status = (await stranger.goto(`${applicant.my}${path}`))?.status()
    expect([path, status]).toEqual([path, 404])
  }
})

test('a rector reads a case, but neither opens its papers nor takes a step', async () => {
  const { applicant, file } = await admitted()
  const rector = await stage.window(desk, { as: await stage.town.signedIn('rector@kslu.example') })
  await rector.goto(applicant.desk)
  await rector.getByRole('heading', { name: 'SAMPLE Zara' }).waitFor()
  await rector.getByText('Papers are shown only to those whose task needs them.').waitFor()
  expect(await rector.locator('main a[href*="file"]').count()).toBe(0)
  // Whether somebody follows a case is their own.
  expect(await rector.locator('main form:not([action$="/following"])').count()).toBe(0)
  expect((await rector.goto(`${applicant.desk}/files/${file}`))?.status()).toBe(404)
})

async function admitted() {
  const applicant = await sentApplication(stage.town)
  const officer = await stage.town.signedIn('officer@kslu.example')
  await acceptAll(officer, applicant.desk)
  await take(officer, applicant.desk, 'admit')
  await stage.town.settled()
  const page = (await officer.get(applicant.desk)).html
  const file = /\?file=([0-9a-f-]+)/.exec(page)?.[1] ?? ''
  const letter = /letters\/([0-9a-f-]+)/.exec(page)?.[1] ?? ''
  expect([file, letter].every(Boolean)).toBe(true)
  return { applicant, file, letter }
}
