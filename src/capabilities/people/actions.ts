import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { House } from '../../platform/house.ts'
import { cookiesOnly, type SignInAnswer } from '../../platform/sessions/index.ts'
import { type Limit, tooMany } from '../../platform/web/attempts.ts'
import { linkLimit, passwordLimit, placeLimit } from './rules.ts'

export type SignInOutcome = SignInAnswer | { readonly kind: 'busy'; readonly minutes: number }

/** Signs in by password; an unknown address and a wrong password answer alike and take as long. */
export async function signIn(
  house: House,
  headers: Headers,
  from: string,
  email: string,
  password: string,
): Promise<SignInOutcome> {
  const db = house.database.shared
  const address = email.toLowerCase()
  const busy = (await isBusy(house, placeLimit, from)) ?? (await isBusy(house, passwordLimit, address))
  if (busy) return busy
  const answer = await house.sessions.withPassword(headers, address, password)
  // Who knows the password is no guesser: a day of many sign-ins must not lock anybody out.
  if (answer.kind !== 'wrong')
    await db.deleteFrom('attempts').where('key', '=', `${passwordLimit.name}:${address}`).execute()
  return answer
}

export async function signInByCode(house: House, headers: Headers, from: string, code: string): Promise<SignInOutcome> {
  return (await isBusy(house, placeLimit, from)) ?? house.sessions.withCode(headers, code)
}

/** Has a link sent to whoever owns an address; how long it takes does not say whether anybody does. */
export async function askForLink(house: House, headers: Headers, from: string, email: string, to: string) {
  const busy = (await isBusy(house, placeLimit, from)) ?? (await isBusy(house, linkLimit, email.toLowerCase()))
  if (busy) return busy
  await Promise.all([house.sessions.sendLink(headers, email, to), wait(150 + randomInt(50))])
  return null
}

export async function isBusy(house: House, limit: Limit, who: string) {
  const busy = await tooMany(house.database.shared, limit, who)
  return busy ? ({ kind: 'busy', minutes: limit.minutes } as const) : null
}

interface Answer {
  readonly ok: boolean
  readonly cookies: readonly string[]
  readonly body: unknown
}

type Ask = (headers: Headers) => Promise<Response>

// What better-auth refuses is an answer; what it could not do is our failure.
async function ask(house: House, headers: Headers, call: Ask): Promise<Answer> {
  const response = await call(cookiesOnly(headers))
  house.sessions.forget()
  if (response.status >= 500) throw new Error(`the account could not be changed: ${response.status}`)
  return { ok: response.ok, cookies: response.headers.getSetCookie(), body: await response.json() }
}

export function setPassword(house: House, headers: Headers, newPassword: string): Promise<Answer> {
  const { api } = house.sessions.auth
  return ask(house, headers, (own) => api.setPassword({ body: { newPassword }, headers: own, asResponse: true }))
}

/** Changes the password and ends every other session: whoever knew the old one is out. */
export function changePassword(
  house: House,
  headers: Headers,
  currentPassword: string,
  newPassword: string,
): Promise<Answer> {
  const { api } = house.sessions.auth
  const body = { currentPassword, newPassword, revokeOtherSessions: true }
  return ask(house, headers, (own) => api.changePassword({ body, headers: own, asResponse: true }))
}

/** Begins the second factor; the answer carries the app's key, or null when the password is wrong. */
export async function beginSecondFactor(house: House, headers: Headers, password: string): Promise<string | null> {
  const { api } = house.sessions.auth
  const { ok, body } = await ask(house, headers, (own) =>
    api.enableTwoFactor({ body: { password }, headers: own, asResponse: true }),
  )
  if (!ok || typeof body !== 'object' || !body || !('totpURI' in body)) return null
  return new URL(String(body.totpURI)).searchParams.get('secret')
}

/** Switches the second factor on once the app shows the right code. */
export function confirmSecondFactor(house: House, headers: Headers, code: string): Promise<Answer> {
  const { api } = house.sessions.auth
  return ask(house, headers, (own) => api.verifyTOTP({ body: { code }, headers: own, asResponse: true }))
}

export async function backupCodesOf(house: House, accountId: string): Promise<readonly string[]> {
  const { backupCodes } = await house.sessions.auth.api.viewBackupCodes({ body: { userId: accountId } })
  return backupCodes
}

export function endSecondFactor(house: House, headers: Headers, password: string): Promise<Answer> {
  const { api } = house.sessions.auth
  return ask(house, headers, (own) => api.disableTwoFactor({ body: { password }, headers: own, asResponse: true }))
}

export function signOutElsewhere(house: House, headers: Headers): Promise<Answer> {
  const { api } = house.sessions.auth
  return ask(house, headers, (own) => api.revokeOtherSessions({ headers: own, asResponse: true }))
}
