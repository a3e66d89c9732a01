import { z } from 'zod'
import type { Html } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { hooksOf } from './hook-store.ts'
import { type Admin, makeKey, revokeKey } from './key-actions.ts'
import { KeyFormPage, KeyMadePage, KeyPage } from './key-pages.tsx'
import { keyForm } from './key-rules.ts'
import { deedsOf, findKey, keysOf, looksOf } from './key-store.ts'
import { SettingsPage } from './settings-page.tsx'
import { apiWords } from './words.ts'

const looksShown = 25
const deedsShown = 30
export const settingsAddress = '/desk/settings/api'

/** The admin's pages of keys. */
export function keyRoutes(): Routes {
  const guard = may('api.manage')
  return new Routes()
    .get('/desk/settings/api', guard, showSettings)
    .get('/desk/settings/api/keys', guard, (visit) => showForm(visit))
    .post('/desk/settings/api/keys', guard, make)
    .get('/desk/settings/api/keys/:id', guard, showKey)
    .post('/desk/settings/api/keys/:id/revocation', guard, async (visit) => {
      await revokeKey(adminOf(visit), await keyHere(visit))
      return visit.go(settingsAddress)
    })
}

/** Who acts, and where. */
export function adminOf(visit: Visit): Admin {
  const { institution } = visit.place('api.manage')
  const { accountId, name, email } = visit.account
  return { house: visit.house, institution, by: { id: accountId, name: name || email } }
}

export const scopeOf = (visit: Visit) => visit.within(visit.place('api.manage').institution)

export function showSetting(visit: Visit, title: string, body: Html, status?: 409 | 422): Promise<Response> {
  return visit.show({ frame: 'desk', title, current: settingsAddress, body }, status)
}

async function showSettings(visit: Visit): Promise<Response> {
  const t = apiWords(visit.language)
  const db = scopeOf(visit)
  const [keys, hooks, deeds] = await Promise.all([keysOf(db), hooksOf(db), deedsOf(db, deedsShown)])
  const body = <SettingsPage t={t} keys={keys} hooks={hooks} deeds={deeds} today={visit.house.clock.today()} />
  return showSetting(visit, t('settings.title'), body)
}

async function keyHere(visit: Visit) {
  const id = z.uuid().safeParse(visit.param('id'))
  const key = id.success ? await findKey(scopeOf(visit), id.data) : null
  if (!key) throw new NotFound()
  return key
}

async function showKey(visit: Visit): Promise<Response> {
  const t = apiWords(visit.language)
  const key = await keyHere(visit)
  const before = z.uuid().safeParse(visit.query('before'))
  const looks = await looksOf(scopeOf(visit), key.id, before.success ? before.data : null, looksShown + 1)
  const body = (
    <KeyPage
      t={t}
      apiKey={key}
      today={visit.house.clock.today()}
      looks={looks.slice(0, looksShown)}
      more={looks.length > looksShown}
    />
  )
  return showSetting(visit, key.name, body)
}

type Shown = Partial<Omit<Parameters<typeof KeyFormPage>[0], 't' | 'requestKey'>>

function showForm(visit: Visit, shown: Shown = {}): Promise<Response> {
  const t = apiWords(visit.language)
  const { typed = {}, problems = [] } = shown
  const requestKey = typed.key ?? crypto.randomUUID()
  const body = <KeyFormPage t={t} typed={typed} problems={problems} requestKey={requestKey} />
  return showSetting(visit, t('keys.new'), body, problems.length > 0 ? 422 : undefined)
}

async function make(visit: Visit): Promise<Response> {
  const t = apiWords(visit.language)
  const form = await visit.form(keyForm)
  if (!form.ok) return showForm(visit, form)
  const text = await makeKey(adminOf(visit), form.value)
  const body = <KeyMadePage t={t} name={form.value.name} text={text} url={visit.house.url} />
  return showSetting(visit, form.value.name, body, text ? undefined : 409)
}
