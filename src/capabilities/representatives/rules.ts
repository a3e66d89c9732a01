import { z } from 'zod'
import { addYears, type Day } from '../../platform/days.ts'
import { dayField, line, listed, mailAddress, oneOf } from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'

export const kinds = ['parent', 'agent', 'embassy', 'other'] as const
export type Kind = (typeof kinds)[number]
export type Side = 'applicant' | 'representative'

/** A consent, asked or given: who acts for whom, in what, until when. */
export interface Representation {
  readonly id: string
  readonly askedBy: Side
  readonly applicantEmail: string
  readonly applicantId: string | null
  readonly applicantName: string
  readonly email: string
  readonly representativeId: string | null
  readonly name: string
  readonly kind: Kind
  readonly until: Day
  readonly everyCase: boolean
  readonly maySend: boolean
  readonly mayAccept: boolean
  readonly copies: boolean
  readonly language: Language
  readonly linkUntil: Day
  readonly agreedAt: Date | null
  readonly endedAt: Date | null
}

export type State = 'asked' | 'lapsed' | 'holds' | 'over' | 'ended'

/** How a consent stands on a day. The last day still holds. */
export function stateOf({ endedAt, agreedAt, until, linkUntil }: Representation, today: Day): State {
  if (endedAt) return 'ended'
  if (until < today) return 'over'
  if (agreedAt) return 'holds'
  return linkUntil < today ? 'lapsed' : 'asked'
}

/** Days for which the link in the mail opens, the day of sending not counted. */
export const linkDays = 14
export const askingLimit = { name: 'representation', most: 20, minutes: 60 }
export const openingLimit = { name: 'representation-link', most: 60, minutes: 15 }

const yes = z
  .string()
  .optional()
  .transform((value) => value === 'yes')
const key = z.uuid({ error: 'form.notUnderstood' })

/** What a consent covers. `scope` is `all`, or the number of a case. */
const covered = { until: dayField(), scope: listed(), maySend: yes, mayAccept: yes, copies: yes }
export const consentForm = z.object(covered)
export const giveForm = z.object({ key, email: mailAddress(), name: line(100), kind: oneOf(kinds), ...covered })
export const askForm = z.object({
  ...{
    key,
    email: mailAddress(),
    name: line(100),
    kind: oneOf(kinds),
    until: dayField(),
    maySend: yes,
    mayAccept: yes,
  },
})

export type Covered = z.output<typeof consentForm>
export type Given = z.output<typeof giveForm>
export type Asked = z.output<typeof askForm>

/** What of a form that can be understood does not fit: a day in the past or more than a year away, the own address. */
export function misfits(
  form: { readonly until: Day; readonly email?: string; readonly scope?: string },
  today: Day,
  own: string,
  cases: readonly string[],
): Problem[] {
  const found: Problem[] = []
  if (form.email === own) found.push({ field: 'email', key: 'email.own' })
  if (form.scope !== undefined && form.scope !== 'all' && !cases.includes(form.scope))
    found.push({ field: 'scope', key: 'form.choose' })
  if (form.until < today) found.push({ field: 'until', key: 'until.past' })
  if (form.until > addYears(today, 1)) found.push({ field: 'until', key: 'until.tooLong' })
  return found
}
