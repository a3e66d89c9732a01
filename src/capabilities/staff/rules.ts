import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { addDays, type Day, readDay } from '../../platform/days.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import { type Role, roles } from '../../platform/sessions/index.ts'
import { line, mailAddress, oneOf, optionalLine } from '../../platform/web/fields.ts'
import { languages } from '../../platform/words/languages.ts'

/** Days for which the link of an invitation opens, the day of sending not counted. */
export const invitationDays = 14

/** A role that stands beside a unit: the dean's office of one faculty, not of all. */
export const needsUnit = (role: Role) => role === 'deans-office'

const until = optionalLine(10).transform((text, context): Day | null => {
  const found = text === '' ? null : readDay(text)
  if (text === '' || found) return found
  context.addIssue({ code: 'custom', message: 'form.notADay' })
  return z.NEVER
})

const part = { role: oneOf(roles), unit: optionalLine(100), until }
export const invitationForm = z.object({ email: mailAddress(), name: line(120), language: oneOf(languages), ...part })
export const roleForm = z.object(part)
export const changeForm = z.object({ unit: optionalLine(100), until })
export const endForm = z.object({ successor: optionalLine(100) })
export const factorForm = z.object({ wanted: z.enum(['yes', 'no']) })

export interface Invited {
  readonly email: string
  readonly name: string
  readonly language: (typeof languages)[number]
  readonly role: Role
  readonly unit: string | null
  readonly until: Day | null
}

/** A role of somebody, as it stands or as it will. */
export interface Given {
  readonly role: Role
  readonly unit: string | null
  readonly until: Day | null
}

/** Roles whose holders look after cases: what they leave behind is handed over. */
export const looksAfterCases = (role: Role) => role === 'officer' || role === 'admin'

/** A role that ended stays as a row. */
export const isOpen = ({ until }: { readonly until: string | null }, today: Day) => until === null || until >= today

/** Whether the end of a role leaves the person's cases with nobody who may work on them. */
export function leavesCases(roles: readonly Standing[], ending: Role, today: Day): boolean {
  const others = roles.filter((one) => one.role !== ending && isOpen(one, today))
  return looksAfterCases(ending) && !others.some(({ role }) => looksAfterCases(role))
}

interface Standing {
  readonly role: Role
  readonly until: string | null
}

/** The unit belongs to a role that needs one, and must be one of the institution's. */
export function whyNotUnit(role: Role, unit: string, units: readonly { readonly id: string }[]): Outcome {
  if (!needsUnit(role)) return done
  return units.some(({ id }) => id === unit) ? done : refuse('staff.unitMissing')
}

/** A day before today is no end that one can still set. */
export function whyNotUntil(until: Day | null, today: Day): Outcome {
  return until === null || until >= today ? done : refuse('staff.untilPast')
}

/**
 * An institution without an administrator could never have one again: a role of admin ends, or gets a last day, only while
 * another admin without a last day remains.
 */
export function whyNotEndAdmin(role: Role, others: readonly { readonly until: string | null }[]): Outcome {
  if (role !== 'admin' || others.some(({ until }) => until === null)) return done
  return refuse('staff.lastAdmin')
}

/** A role that ends now was there until yesterday. */
export const endedBy = (today: Day): Day => addDays(today, -1)

export const newToken = () => randomBytes(32).toString('base64url')
/** Only the hash is kept: whoever reads the table can't use an invitation. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
