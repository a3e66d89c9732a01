import type { House } from '../../platform/house.ts'
import { type Call, callState, callsOf, judge, sayDays, sayWhy, whyNotYet } from '../calls/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { findInstitution, type Institution, listInstitutions } from '../institutions/index.ts'
import { addressOf } from './actions.ts'
import { interestsIn, knownFrom, type Subscription } from './rules.ts'
import { beginNotice, forgetUnconfirmed, keepCount, noticesOf, subscribers } from './store.ts'
import { noticeWords } from './words.ts'

/** Days for which an address that nobody has confirmed is kept. */
const unconfirmedDays = 7

/** Tells of every call that is open and has not been told of. Runs any number of times a day. */
export async function tellEverywhere(house: House): Promise<void> {
  for (const { id } of await listInstitutions(house.database.shared)) await tellOfCalls(house, id)
}

export async function tellOfCalls(house: House, institution: string): Promise<void> {
  const db = house.database.within(institution)
  const now = house.clock.now()
  await forgetUnconfirmed(db, new Date(now.getTime() - unconfirmedDays * 24 * 3_600_000))
  const today = house.clock.today()
  const told = new Set((await noticesOf(db)).map(({ callId }) => callId))
  const open = (await callsOf(db, { states: ['published'] })).filter((call) => callState(call, today) === 'open')
  const place = await findInstitution(house.database.shared, institution)
  if (place) for (const call of open) if (!told.has(call.id)) await tellOf(house, place, call)
}

/** One call in one transaction: either everybody whom it concerns hears of it, or it is tried again. */
async function tellOf(house: House, institution: Institution, call: Call): Promise<void> {
  const db = house.database.within(institution.id)
  await db.transaction().execute(async (tx) => {
    if (!(await beginNotice(tx, institution.id, call.id, house.clock.now()))) return
    let mails = 0
    for (const one of await subscribers(tx)) {
      const mail = mailOf(house, institution, call, one)
      if (!mail) continue
      await mailLater(tx, house, { ...mail, onceKey: `call:${call.id}:${one.id}` })
      mails += 1
    }
    await keepCount(tx, call.id, mails)
  })
}

/** The mail about a call for one reader; null when it does not interest them, or when they may not apply. */
export function mailOf(house: House, institution: Institution, call: Call, one: Subscription) {
  const { language, email, accountId } = one
  const said = sayWhether(call, one, house)
  const stop = addressOf(house, institution.id, one)
  if (said === null || !stop || !interestsIn(one.interests, call)) return null
  const t = noticeWords(language)
  const params = {
    title: call.said.title[language],
    institution: institution.short[language],
    about: call.said.about[language],
    days: sayDays(call, language),
    link: `${house.url}/${institution.id}/${language}/calls/${call.slug}`,
    ...{ said, stop },
  }
  return {
    ...{ institution: institution.id, to: email, language, kind: 'calls.notice' },
    ...(accountId ? { accountId } : {}),
    ...{ subject: t('notice.subject', params), body: t('notice.body', params) },
  }
}

/** What is known of whether the reader may apply, as sentences; null when they may not. */
export function sayWhether(call: Call, { about, language }: Subscription, house: Pick<House, 'clock'>): string | null {
  const t = noticeWords(language)
  const { criteria } = call.said
  if (about.is !== '' && (about.is === 'student') !== (call.audience === 'students')) return null
  if (!criteria) return t('notice.everybody')
  const known = knownFrom(about, house.clock.today())
  const answer = judge(criteria, known)
  if (answer === 'no') return null
  if (answer === 'yes') return t('notice.may')
  const open = sayWhy(whyNotYet(criteria, known), language)
  return [t('notice.mayIf'), ...open.map((line) => `– ${line}`)].join('\n')
}
