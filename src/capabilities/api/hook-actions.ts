import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import type { Listener } from '../../platform/listeners.ts'
import { bodyOf, eventOf, type HookGiven, newSecret, testBody, type Webhook } from './hook-rules.ts'
import { again, insertDelivery, insertHook, keepHealth, remove, start, stop, wanting } from './hook-store.ts'
import type { Admin } from './key-actions.ts'
import { type Deed, insertDeed } from './key-store.ts'

export const sendJob = 'webhook.send'

/** What the secret of a webhook is sealed for. */
export const sealedFor = (institution: string, id: string) => `webhook ${institution} ${id}`

/** Queues a telling for everyone who wants it, in the transaction in which it happened. */
export const hear: Listener = async (tx, house, happened) => {
  if (happened.kind === 'student') return
  const { institution, at } = happened
  const event = eventOf(happened)
  const ids = await wanting(tx, institution, event)
  if (ids.length === 0) return
  const body = bodyOf(happened, house.url)
  for (const hookId of ids) await queue(tx, house, { institution, hookId, event, body, at })
}

type Telling = Parameters<typeof insertDelivery>[1]

async function queue(tx: Tx, house: House, telling: Telling): Promise<void> {
  const id = await insertDelivery(tx, telling)
  await house.jobs.later(tx, sendJob, { institution: telling.institution, id })
}

/** Makes a webhook and gives its secret, which is shown once; null when this form made one already. */
export function makeHook({ house, institution, by }: Admin, given: HookGiven): Promise<string | null> {
  const [id, secret, at] = [crypto.randomUUID(), newSecret(), house.clock.now()]
  const sealedSecret = house.secrets.seal(secret, sealedFor(institution, id))
  return within({ house, institution, by }, async (tx, deed) => {
    if (!(await insertHook(tx, institution, { ...given, id, sealedSecret, at, by: by.name }))) return null
    await deed('hook.made', `${given.name}, ${given.url}`)
    return secret
  })
}

export function stopHook(admin: Admin, hook: Webhook): Promise<void> {
  return within(admin, async (tx, deed) => {
    if (await stop(tx, hook.id, admin.house.clock.now(), admin.by.name)) await deed('hook.stopped', hook.name)
  })
}

export function startHook(admin: Admin, hook: Webhook): Promise<void> {
  return within(admin, async (tx, deed) => {
    if (await start(tx, hook.id)) await deed('hook.started', hook.name)
  })
}

export function removeHook(admin: Admin, hook: Webhook): Promise<void> {
  return within(admin, async (tx, deed) => {
    const at = admin.house.clock.now()
    await stop(tx, hook.id, at, admin.by.name)
    if (await remove(tx, hook.id, at)) await deed('hook.removed', hook.name)
  })
}

/** Sends something without meaning, to see whether it arrives. */
export async function testHook(admin: Admin, hook: Webhook): Promise<void> {
  if (hook.stoppedAt) return
  const { house, institution } = admin
  const at = house.clock.now()
  return within(admin, async (tx) => {
    await keepHealth(tx, hook.id, hook.failingSince, null)
    await queue(tx, house, { institution, hookId: hook.id, event: 'test', body: testBody(institution, at), at })
  })
}

/** Sends a telling once more: the same id and the same bytes. */
export async function sendAgain(admin: Admin, hook: Webhook, deliveryId: string): Promise<void> {
  if (hook.stoppedAt) return
  const { house, institution } = admin
  return within(admin, async (tx) => {
    await keepHealth(tx, hook.id, hook.failingSince, null)
    await again(tx, deliveryId, house.clock.now())
    await house.jobs.later(tx, sendJob, { institution, id: deliveryId })
  })
}

function within<Result>(
  { house, institution, by }: Admin,
  work: (tx: Tx, deed: (action: Deed['action'], about: string) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const at = house.clock.now()
  return house.database
    .within(institution)
    .transaction()
    .execute((tx) => work(tx, (action, about) => insertDeed(tx, { institution, at, by, action, about })))
}
