import { expect, test } from 'vitest'
import { prepareDrafts } from '../../bench/drafts.ts'
import { secret, sessionCookie } from '../../bench/processes.ts'
import { acceptAll, sentApplication, take } from '../applicant.ts'
import { desk, phone, useStage } from './stage.ts'

const stage = useStage({ environment: { KOPURO_SECRET: secret } })
const many = 200

/** Two hundred applications at KSTU, whole but for three: each lacks something else. */
async function sendMany(): Promise<void> {
  const { app, owner, url } = stage.town
  const drafts = await prepareDrafts(owner, 0, many)
  const body = new URLSearchParams({ consent: 'yes', version: '1' }).toString()
  for (const { id, token } of drafts) {
    const headers = {
      cookie: sessionCookie(token),
      origin: url,
      'content-type': 'application/x-www-form-urlencoded',
    }
    const sent = await app.request(`${url}/my/kstu/${id}/steps/send`, { method: 'POST', headers, body })
    expect(sent.status).toBe(303)
  }
  const [one, two, three] = drafts.map(({ id }) => id)
  await owner.query("update documents set state = 'accepted', decided_by = 'test' where case_id <> $1", [one])
  await owner.query(
    "update documents set state = 'returned', reason = 'blurred' where case_id = $1 and type = 'passport'",
    [two],
  )
  await owner.query(`update cases set facts = facts || '{"education": "none"}' where id = $1`, [three])
}

test('a letter is checked by whoever holds it, revoked by the office, and checked again', async () => {
  const zara = await sentApplication(stage.town)
  const officer = await stage.town.signedIn('officer@kslu.example')
  await acceptAll(officer, zara.desk)
  await take(officer, zara.desk, 'admit')
  await stage.town.settled()
  const { rows } = await stage.town.owner.query<{ id: string; code: string }>(
    'select id, code from letters where case_id = $1',
    [zara.id],
  )
  const [letter] = rows
  const holder = await stage.window(phone, { language: 'ru' })
  await holder.goto(`/check/${letter?.code}`)
  await holder.getByText('Письмо подлинное и действует').waitFor()

  const page = await stage.window(desk, { as: officer })
  await page.goto(`/desk/letters/${letter?.id}`)
  await page.getByText('Revoke the letter').first().click()
  await page.locator('textarea[name="reason"]').fill('Issued with the wrong programme')
  await page.locator('form[action$="/revocation"] button').click()
  await page.waitForLoadState()

  await holder.reload()
  await holder.getByText(/Письмо подлинное, но отозвано/).waitFor()
})

test('two hundred applications are decided in one go: three are refused, each for its reason, and seen before', {
  timeout: 180_000,
}, async () => {
  await sendMany()
  const page = await stage.window(desk, { as: await stage.town.signedIn('officer@kstu.example') })
  await page.goto('/desk/cases/admission?stage=sent')
  await page.getByRole('link', { name: 'A step for several cases' }).click()
  await page.getByLabel('Which step').selectOption('admit')
  await page.getByText('All 200 that the filter shows').click()
  await page.getByRole('button', { name: 'See who would be taken' }).click()
  await page.getByText('197 of 200 would be taken, 3 refused. Nothing has happened yet.').waitFor()
  await page.getByRole('button', { name: /197 cases/ }).click()
  await page.getByText('200 of 200 cases are through').waitFor({ timeout: 90_000 })
  await page.getByText('Finished', { exact: true }).waitFor()
  const sheet = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Result as Excel (XLSX)' }).click()
  expect((await sheet).suggestedFilename()).toMatch(/\.xlsx$/)
  const { rows } = await stage.town.owner.query(
    `select stage, count(*)::int as count from cases where institution_id = 'kstu' and arrived_at is not null group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { stage: 'admitted', count: many - 3 },
    { stage: 'sent', count: 3 },
  ])
})
