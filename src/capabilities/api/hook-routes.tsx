import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { makeHook, removeHook, sendAgain, startHook, stopHook, testHook } from './hook-actions.ts'
import { whyNotAddress } from './hook-address.ts'
import { DeliveryPage, HookFormPage, HookMadePage, HookPage, hookAddress } from './hook-pages.tsx'
import { hookForm, type Webhook } from './hook-rules.ts'
import { attemptsOf, type Delivery, deliveriesOf, findDelivery, findHook } from './hook-store.ts'
import type { Admin } from './key-actions.ts'
import { adminOf, scopeOf, settingsAddress, showSetting } from './key-routes.tsx'
import { apiWords } from './words.ts'

const deliveriesShown = 25

/** The admin's pages of webhooks. */
export function hookRoutes(): Routes {
  const guard = may('api.manage')
  const base = '/desk/settings/api/webhooks'
  const done = (work: (admin: Admin, hook: Webhook) => Promise<void>) => async (visit: Visit) => {
    const hook = await hookHere(visit)
    await work(adminOf(visit), hook)
    return visit.go(work === removeHook ? settingsAddress : hookAddress(hook))
  }
  return new Routes()
    .get(base, guard, (visit) => showForm(visit))
    .post(base, guard, make)
    .get(`${base}/:id`, guard, showHook)
    .post(`${base}/:id/test`, guard, done(testHook))
    .post(`${base}/:id/stop`, guard, done(stopHook))
    .post(`${base}/:id/start`, guard, done(startHook))
    .post(`${base}/:id/removal`, guard, done(removeHook))
    .get(`${base}/:id/deliveries/:delivery`, guard, showDelivery)
    .post(`${base}/:id/deliveries/:delivery/again`, guard, async (visit) => {
      const { hook, delivery } = await deliveryHere(visit)
      await sendAgain(adminOf(visit), hook, delivery.id)
      return visit.go(`${hookAddress(hook)}/deliveries/${delivery.id}`)
    })
}

const uuid = z.uuid()

async function hookHere(visit: Visit): Promise<Webhook> {
  const id = uuid.safeParse(visit.param('id'))
  const hook = id.success ? await findHook(scopeOf(visit), id.data) : null
  if (!hook) throw new NotFound()
  return hook
}

async function deliveryHere(visit: Visit): Promise<{ hook: Webhook; delivery: Delivery }> {
  const hook = await hookHere(visit)
  const id = uuid.safeParse(visit.param('delivery'))
  const delivery = id.success ? await findDelivery(scopeOf(visit), id.data) : null
  if (delivery?.webhook_id !== hook.id) throw new NotFound()
  return { hook, delivery }
}

async function showHook(visit: Visit): Promise<Response> {
  const t = apiWords(visit.language)
  const hook = await hookHere(visit)
  const before = uuid.safeParse(visit.query('before'))
  const rows = await deliveriesOf(scopeOf(visit), hook.id, before.success ? before.data : null, deliveriesShown + 1)
  const shown = { deliveries: rows.slice(0, deliveriesShown), more: rows.length > deliveriesShown }
  return showSetting(visit, hook.name, <HookPage t={t} hook={hook} {...shown} />)
}

async function showDelivery(visit: Visit): Promise<Response> {
  const t = apiWords(visit.language)
  const { hook, delivery } = await deliveryHere(visit)
  const attempts = await attemptsOf(scopeOf(visit), delivery.id)
  const body = <DeliveryPage t={t} hook={hook} delivery={delivery} attempts={attempts} />
  return showSetting(visit, `${delivery.event}, ${hook.name}`, body)
}

interface Shown {
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function showForm(visit: Visit, { typed, problems }: Shown = { typed: {}, problems: [] }): Promise<Response> {
  const t = apiWords(visit.language)
  const requestKey = typed.key ?? crypto.randomUUID()
  const body = <HookFormPage t={t} typed={typed} problems={problems} requestKey={requestKey} />
  return showSetting(visit, t('hooks.new'), body, problems.length > 0 ? 422 : undefined)
}

async function make(visit: Visit): Promise<Response> {
  const form = await visit.form(hookForm)
  const url = form.typed.url?.trim()
  const why = url && whyNotAddress(url, visit.house.config.mode)
  const problems = [...(form.ok ? [] : form.problems), ...(why ? [{ field: 'url', key: why }] : [])]
  if (!form.ok || why) return showForm(visit, { typed: form.typed, problems })

  const secret = await makeHook(adminOf(visit), form.value)
  const { name } = form.value
  const body = <HookMadePage t={apiWords(visit.language)} name={name} secret={secret} />
  return showSetting(visit, name, body, secret ? undefined : 409)
}
