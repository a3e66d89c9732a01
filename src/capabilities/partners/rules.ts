import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { plainAddress } from '../../platform/mail/transport.ts'
import { dayField, line, oneOf, optionalLine, optionalListed, optionalLongText } from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { type Language, languages, type Text } from '../../platform/words/languages.ts'
import type { Law } from '../law/index.ts'
import { partnerKinds, partnerStatuses } from '../packs/index.ts'
import type { Identifiers } from './identifiers.ts'

export { partnerKinds, partnerStatuses }
export type PartnerKind = (typeof partnerKinds)[number]
export type PartnerStatus = (typeof partnerStatuses)[number]

/** A name in a language, or with null another spelling. */
export interface PartnerName {
  readonly language: Language | null
  readonly text: string
  /** The last day on which this was the name; null for a name that holds, or whose end nobody knows. */
  readonly until: Day | null
}

export const successions = ['renamed', 'merged', 'split'] as const
/** Who was there before: another body that became this one, alone or with others, on a day where it is known. */
export interface Predecessor {
  readonly id: string
  readonly how: (typeof successions)[number]
  readonly on: Day | null
}

/** A place on the map, in degrees: north and east are positive. */
export interface Place {
  readonly lat: number
  readonly lon: number
}

/** With whom the institution works. */
export interface Partner {
  readonly id: string
  /** The pack's own key; null for a partner that the office entered. */
  readonly key: string | null
  readonly name: string
  readonly names: readonly PartnerName[]
  readonly kind: PartnerKind
  /** ISO 3166-1, or EU; null where no page says it. */
  readonly country: string | null
  readonly city: Text | null
  readonly region: Text | null
  readonly status: PartnerStatus
  readonly site: string | null
  /** The unit that works with this partner, where it is not the whole institution. */
  readonly unit: string | null
  readonly basis: Text | null
  readonly condition: Text | null
  readonly fields: readonly Text[]
  /** The key of the partner with whom this is done. */
  readonly partOf: string | null
  readonly note: Text | null
  /** The words of the office's page, for what a pack brought. */
  readonly quote: string | null
  readonly isPublic: boolean
  readonly identifiers: Identifiers
  /** Where it stands on the map; null where nobody has said it. */
  readonly place: Place | null
  readonly predecessors: readonly Predecessor[]
  /** Its place on the public page, where the office put it; null: after those, in the order of the pack. */
  readonly orderPlace: number | null
  readonly lastContact: { readonly on: Day; readonly about: string } | null
  readonly version: number
  readonly archived: boolean
}

export const contactRoles = ['nominations', 'coordinator', 'agreements', 'head', 'other'] as const
/** How somebody wants to be told of students: a mail, their own sheet filled, a page behind a link, words for their portal. */
export const channels = ['mail', 'sheet', 'link', 'portal'] as const
export const reached = ['mail', 'phone', 'messenger', 'post', 'meeting'] as const
export type Channel = (typeof channels)[number]

/** Whom the office writes to at a partner. */
export interface PartnerContact {
  readonly id: string
  readonly partnerId: string
  readonly name: string
  readonly post: string
  readonly email: string
  readonly phone: string
  readonly language: Language
  readonly role: (typeof contactRoles)[number]
  /** How nominations go to them. */
  readonly how: Channel
  /** How they like to be reached. */
  readonly channel: (typeof reached)[number]
  readonly note: string
  /** Since when they are no longer there; null for who is. */
  readonly formerSince: Day | null
}

/** What a partner is called in a language; as they write themselves where nobody has said it. */
export function nameOf({ name, names }: Pick<Partner, 'name' | 'names'>, language: Language): string {
  return names.find((one) => one.language === language)?.text ?? name
}

const site = () =>
  optionalLine(300).refine((text) => text === '' || z.url({ protocol: /^https?$/ }).safeParse(text).success, {
    error: 'partner.notASite',
  })

export const partnerForm = z.object({
  name: line(300),
  'name.ru': optionalLine(300),
  'name.ky': optionalLine(300),
  others: optionalLongText(1000),
  kind: oneOf(partnerKinds),
  country: optionalListed(),
  city: optionalLine(100),
  region: optionalLine(100),
  status: oneOf(partnerStatuses),
  site: site(),
  basis: optionalLongText(1000),
  note: optionalLongText(4000),
  shown: oneOf(['yes', 'no']),
})
export type PartnerEntry = z.output<typeof partnerForm>

export const contactForm = z.object({
  name: line(200),
  post: optionalLine(200),
  email: optionalLine(254),
  phone: optionalLine(60),
  language: oneOf(languages),
  role: oneOf(contactRoles),
  how: oneOf(channels),
  channel: oneOf(reached),
  note: optionalLine(500),
})
export type ContactEntry = z.output<typeof contactForm>

export const spokeForm = z.object({ on: dayField(), about: line(500) })

/** A partner's country: one of the law's list, or the European Union, which funds as if it were one. */
export const isCountry = (law: Law, code: string) => code === 'EU' || law.country(code) !== null

export function partnerProblems(entry: PartnerEntry, law: Law): Problem[] {
  return entry.country === '' || isCountry(law, entry.country) ? [] : [{ field: 'country', key: 'form.choose' }]
}

/** What of a contact does not go together: whoever wants mail has an address for it. */
export function contactProblems({ email, phone, how }: ContactEntry): Problem[] {
  const read = plainAddress(email)
  if (email !== '' && !read.ok) return [{ field: 'email', key: `form.mail.${read.problem}` }]
  if (email === '' && how !== 'portal') return [{ field: 'email', key: 'contact.mailMissing' }]
  return phone !== '' && (phone.match(/\d/g) ?? []).length < 5 ? [{ field: 'phone', key: 'form.notAPhone' }] : []
}

export const linesOf = (text: string) => [
  ...new Set(
    text
      .split('\n')
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]

/** A text that an officer sees in one language: what is typed changes that language; a first one stands for all. */
export function inLanguage(before: Text | null, typed: string, language: Language): Text | null {
  if (typed === '') return null
  return before ? { ...before, [language]: typed } : { en: typed, ru: typed, ky: typed }
}

/** What a search finds a partner by: every name and the place, folded. */
export function searchWords({ name, names, city, region }: Pick<Partner, 'name' | 'names' | 'city' | 'region'>) {
  const places = [city, region].flatMap((place) => (place ? Object.values(place) : []))
  return ` ${[name, ...names.map(({ text }) => text), ...places].flatMap(foldWords).join(' ')}`
}

/** What a list is narrowed by; null is no matter. */
export interface Filter {
  readonly search: string
  readonly kind: PartnerKind | null
  readonly country: string | null
  readonly status: PartnerStatus | null
  readonly archived: boolean
  /** The partner after whom the page begins. */
  readonly after: string | null
}

const uuid = z.uuid()

/** The filter out of an address. What makes no sense filters nothing. */
export function readPartnerFilter(query: URLSearchParams): Filter {
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').slice(0, 200).toWellFormed().trim()
  return {
    search: text('search'),
    kind: partnerKinds.find((kind) => kind === text('kind')) ?? null,
    country: /^([A-Z]{2}|none)$/.exec(text('country'))?.[0] ?? null,
    status: partnerStatuses.find((status) => status === text('status')) ?? null,
    archived: text('archived') === 'yes',
    after: uuid.safeParse(text('after')).data ?? null,
  }
}

/** The filter as it stands in an address. */
export function queryOf({ archived, ...filter }: Filter): string {
  const parts = Object.entries({ ...filter, archived: archived ? 'yes' : null })
  const said = parts.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
  return new URLSearchParams(said).toString()
}
