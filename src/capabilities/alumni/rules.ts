import { z } from 'zod'
import { plainAddress } from '../../platform/mail/transport.ts'
import { line, longText, oneOf, optionalLine, optionalListed } from '../../platform/web/fields.ts'
import type { Language, Text } from '../../platform/words/languages.ts'

/** What is known of a graduate on a day; the record of what stood when they graduated stays beside it. */
export interface Known {
  readonly at: Date
  readonly byName: string
  readonly byThemselves: boolean
  readonly post: string
  readonly country: string | null
}

/** What a graduate agreed to on a day, and how it was said; the newest holds. */
export interface Consent {
  readonly at: Date
  readonly byName: string
  readonly byThemselves: boolean
  /** To stand in the public directory. */
  readonly directory: boolean
  /** To be written to by the office. */
  readonly mails: boolean
  readonly how: string
}

export interface Alumnus {
  readonly id: string
  /** The pack's own; null for somebody whom the office entered. */
  readonly key: string | null
  readonly studentId: string | null
  readonly staffId: string | null
  readonly name: string
  readonly direction: Text
  readonly directionEnded: boolean
  readonly year: number
  readonly post: Text | null
  readonly degree: Text | null
  readonly country: string | null
  readonly email: string | null
  /** The words of the office's page, for whom it names. */
  readonly quote: string | null
  readonly version: number
  readonly archived: boolean
  readonly known: Known | null
  readonly consent: Consent | null
}

/** Whom the office's own page names stands as that page shows them until they say otherwise; everybody else only after a consent. */
export function isShown({ key, archived, consent }: Pick<Alumnus, 'key' | 'archived' | 'consent'>): boolean {
  if (archived) return false
  return consent ? consent.directory : key !== null
}

/** May the office write to this graduate? Only where they agreed, and an address is known. */
export function mayWrite({ archived, consent, email }: Alumnus): boolean {
  return !archived && email !== null && consent?.mails === true
}

export const consents = ['shown', 'mails', 'none'] as const

export interface Filter {
  readonly search: string
  readonly year: number | null
  readonly country: string | null
  readonly consent: (typeof consents)[number] | null
  readonly archived: boolean
  readonly after: string | null
}

export function readFilter(query: URLSearchParams): Filter {
  const year = Number(query.get('year'))
  const consent = query.get('consent')
  return {
    search: (query.get('search') ?? '').trim().slice(0, 200).toWellFormed(),
    year: Number.isInteger(year) && year > 0 && year < 10_000 ? year : null,
    country: /^[A-Z]{2}$/.exec(query.get('country') ?? '')?.[0] ?? null,
    consent: consents.find((one) => one === consent) ?? null,
    archived: query.get('archived') === 'yes',
    after: /^[0-9a-f-]{36}$/.exec(query.get('after') ?? '')?.[0] ?? null,
  }
}

export function queryOf({ search, year, country, consent, archived, after }: Filter): string {
  const query = new URLSearchParams()
  if (search) query.set('search', search)
  if (year) query.set('year', String(year))
  if (country) query.set('country', country)
  if (consent) query.set('consent', consent)
  if (archived) query.set('archived', 'yes')
  if (after) query.set('after', after)
  return query.toString()
}

const year = line(4).pipe(
  z
    .string()
    .regex(/^(19|20|21)\d\d$/, 'notAYear')
    .transform(Number),
)

const email = optionalLine(200).transform((typed, context): string | null => {
  if (typed === '') return null
  const read = plainAddress(typed)
  if (read.ok) return read.address
  context.addIssue({ code: 'custom', message: `form.mail.${read.problem}` })
  return z.NEVER
})

/** A graduate as the office writes it down, in the language of whoever writes. */
export const alumnusForm = z.object({
  name: line(200),
  direction: line(200),
  ended: oneOf(['no', 'yes']),
  year,
  degree: optionalLine(200),
  post: optionalLine(500),
  country: optionalListed(),
  email,
  staff: optionalListed(),
})
export type AlumnusEntry = z.output<typeof alumnusForm>

export const newsForm = z.object({ post: line(500), country: optionalListed() })

export const consentForm = z.object({
  directory: oneOf(['yes', 'no']),
  mails: oneOf(['yes', 'no']),
  how: line(300),
})

/** What a graduate says behind the link. */
export const ownForm = z.object({
  post: optionalLine(500),
  country: optionalListed(),
  directory: z.string().optional(),
  mails: z.string().optional(),
})

export const mailForm = z.object({ subject: line(200), body: longText(5000) })

/** A text that somebody changed in one language: the others stay; what was the same in all three changes in all three. */
export function changedIn(before: Text | null, typed: string, language: Language): Text | null {
  if (typed === '') return null
  const same = !before || new Set(Object.values(before)).size === 1
  return same ? { en: typed, ru: typed, ky: typed } : { ...before, [language]: typed }
}
