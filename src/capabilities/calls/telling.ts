import type { House } from '../../platform/house.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater, type NewMail } from '../correspondence/index.ts'
import { saysSame } from './lines.ts'
import { publicAddress } from './public-pages.tsx'
import type { Call, Edition } from './rules.ts'
import { editionsOf, findCall } from './store.ts'
import type { CallHooks, Started } from './ways.ts'
import { callWords } from './words.ts'

/** The queue's name of a telling, and what it is about: a call's edition. */
export const tellJob = 'calls.tell'
export const tellingOf = (callId: string, edition: number): string => `${callId}/${edition}`

/** How many mails are queued in one go: a call may have thousands of applicants. */
const portion = 200

/**
 * Tells whoever has begun to answer a call what an edition changed: a later last day, or what is asked from now on. It may
 * run twice: nobody gets the same mail again.
 */
export async function tellStarted(house: House, hooks: CallHooks, institution: string, telling: string): Promise<void> {
  const [callId = '', number] = telling.split('/')
  const db = house.database.within(institution)
  const call = await findCall(db, callId)
  const editions = call ? await editionsOf(db, call) : []
  const now = editions.find(({ edition }) => edition === Number(number))
  const before = editions.find(({ edition }) => edition === Number(number) - 1)
  if (!call || !now || !before) return
  const started = (await hooks.started?.(db, callId)) ?? []
  for (let at = 0; at < started.length; at += portion)
    await db.transaction().execute(async (tx) => {
      for (const one of started.slice(at, at + portion))
        await mailLater(tx, house, mailOf(house, call, now, before, one))
    })
}

function mailOf(
  house: House,
  call: Call,
  now: Edition,
  before: Edition,
  { caseId, email, language }: Started,
): NewMail {
  const t = callWords(language)
  const isLater = now.closesOn !== null && before.closesOn !== null && now.closesOn > before.closesOn
  const kind = isLater && saysSame(now.said, before.said) ? 'extended' : 'changed'
  const params = {
    title: now.said.title[language],
    day: now.closesOn ? sayDay(now.closesOn, language) : '',
    why: now.why && t('mail.why', { why: now.why }),
    link: `${house.url}${publicAddress(call.institution, language)}/${call.slug}`,
  }
  return {
    ...{ institution: call.institution, caseId, to: email, language, kind: `call.${kind}` },
    subject: t(`mail.${kind}.subject`, params),
    body: t(`mail.${kind}.body`, params).replace(/\n{3,}/g, '\n\n'),
    onceKey: `call.${tellingOf(call.id, now.edition)}.${caseId}`,
  }
}
