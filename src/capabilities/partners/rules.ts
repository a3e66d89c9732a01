import { z } from 'zod'
import type { Day } from '../../platform/days.ts'
import { plainAddress } from '../../platform/mail/transport.ts'
import { line, oneOf, optionalLine } from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { type Language, languages, type Text } from '../../platform/words/languages.ts'
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
  return names.find((one) => one.language === language && one.until === null)?.text ?? name
}

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

/** What of a contact does not go together: whoever wants mail has an address for it. */
export function contactProblems({ email, phone, how }: ContactEntry): Problem[] {
  const read = plainAddress(email)
  if (email !== '' && !read.ok) return [{ field: 'email', key: `form.mail.${read.problem}` }]
  if (email === '' && how !== 'portal') return [{ field: 'email', key: 'contact.mailMissing' }]
  return phone !== '' && (phone.match(/\d/g) ?? []).length < 5 ? [{ field: 'phone', key: 'form.notAPhone' }] : []
}

/** What a search finds a partner by: every name it ever had, the place and the identifiers, folded. */
export function searchWords(partner: Pick<Partner, 'name' | 'names' | 'city' | 'region' | 'identifiers'>) {
  const { name, names, city, region } = partner
  const known = Object.values(partner.identifiers).flatMap((one) => one ?? [])
  const places = [city, region].flatMap((place) => (place ? Object.values(place) : []))
  return ` ${[name, ...names.map(({ text }) => text), ...places, ...known].flatMap(foldWords).join(' ')}`
}
