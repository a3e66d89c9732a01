import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { mailLater } from '../correspondence/index.ts'
import { listInstitutions } from '../institutions/index.ts'
import { sealedFor } from './hook-actions.ts'
import { type Answered, post } from './hook-post.ts'
import { breath, nextAttempt, patience, signature, type Webhook } from './hook-rules.ts'
import {
  adminsOf,
  type Delivery,
  drop,
  dueDeliveries,
  findDelivery,
  findHook,
  forgetDeliveries,
  keepAttempt,
  keepHealth,
  postpone,
  settle,
  stop,
  take,
} from './hook-store.ts'
import { insertDeed } from './key-store.ts'
import { apiWords } from './words.ts'

const atOnce = 200
const keptDays = 30

/** Sends what is due everywhere, each webhook's own one after the other, and forgets what is a month old. */
export async function sendDue(house: House): Promise<void> {
  for (const { id: institution } of await listInstitutions(house.database.shared)) {
    const db = house.database.within(institution)
    const now = house.clock.now()
    const due = await dueDeliveries(db, institution, now, atOnce)
    const queues = Map.groupBy(due, ({ webhook_id }) => webhook_id).values()
    await Promise.all(
      [...queues].map(async (deliveries) => {
        for (const { id } of deliveries) await sendDelivery(house, institution, id)
      }),
    )
    await forgetDeliveries(db, new Date(now.getTime() - keptDays * 24 * 3_600_000))
  }
}

/** One attempt at one telling. It may be asked for twice: what was delivered, or is being sent, is left alone. */
export async function sendDelivery(house: House, institution: string, id: string): Promise<void> {
  const db = house.database.within(institution)
  const now = house.clock.now()
  if (!(await take(db, id, now))) return
  const delivery = await findDelivery(db, id)
  const hook = delivery && (await findHook(db, delivery.webhook_id))
  if (!hook || hook.stoppedAt) return drop(db, id)
  if (hook.pausedUntil && hook.pausedUntil > now) return postpone(db, id, hook.pausedUntil)

  const started = performance.now()
  const answered = await send(house, institution, hook, delivery)
  const attempt = { at: now, milliseconds: Math.round(performance.now() - started) }
  await db.transaction().execute(async (tx) => {
    await keepAttempt(tx, institution, id, answered, attempt)
    if (answered.status !== null && answered.status >= 200 && answered.status < 300) {
      await settle(tx, delivery, { state: 'delivered', nextAt: now })
      await keepHealth(tx, hook.id, null, null)
    } else await keepFailure(tx, house, institution, hook, delivery, answered)
  })
}

async function send(house: House, institution: string, hook: Webhook, { id, body }: Delivery): Promise<Answered> {
  const secret = house.secrets.open(hook.sealedSecret, sealedFor(institution, hook.id))
  if (secret === null) return { status: null, trouble: 'secret' }
  // The receiver holds this against its own clock: a day that is fixed for an evaluation would look like a replay.
  const seconds = Math.floor(Date.now() / 1000)
  const headers = {
    'user-agent': 'Kopuro',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signature(secret, id, seconds, body),
  }
  return post(hook.url, body, headers, house.config.mode)
}

/** The answer that says: never again. */
const gone = 410

async function keepFailure(
  tx: Tx,
  house: House,
  institution: string,
  hook: Webhook,
  delivery: Delivery,
  { status }: Answered,
): Promise<void> {
  const now = house.clock.now()
  const nextAt = nextAttempt(delivery.attempts + 1, now)
  const since = hook.failingSince ?? now
  await settle(tx, delivery, { state: nextAt ? 'waiting' : 'failed', nextAt: nextAt ?? now })
  await keepHealth(tx, hook.id, since, new Date(now.getTime() + breath))
  if (status === gone || now.getTime() - since.getTime() > patience) await giveUp(tx, house, institution, hook)
}

// Nobody waits in silence: whoever made it is told that nothing is sent any more.
async function giveUp(tx: Tx, house: House, institution: string, { id, name, url }: Webhook): Promise<void> {
  const at = house.clock.now()
  if (!(await stop(tx, id, at, ''))) return
  await insertDeed(tx, { institution, at, by: { id: '', name: '' }, action: 'hook.stopped', about: name })
  for (const admin of await adminsOf(tx, institution, house.clock.today())) {
    const t = apiWords(asLanguage(admin.language))
    const params = { name, host: new URL(url).host, link: `${house.url}/desk/settings/api/webhooks/${id}` }
    await mailLater(tx, house, {
      institution,
      accountId: admin.id,
      to: admin.email,
      language: t.language,
      kind: 'webhook.stopped',
      subject: t('hooks.mail.subject', params),
      body: t('hooks.mail.body', params),
    })
  }
}
