import { z } from 'zod'
import { line, mailAddress, phone } from '../../platform/web/fields.ts'
import type { Language, Text } from '../../platform/words/languages.ts'

/** Something that an office sets for itself; `verified` says whether it has, or whether this is Kopuro's default. */
export interface Setting {
  readonly value: number
  readonly unit: 'working-days' | 'calendar-days'
  readonly verified: boolean
  readonly note: Text
}

/** The same for what is either so or not. */
export interface Switch {
  readonly value: boolean
  readonly verified: boolean
  readonly note: Text
}

export interface Settings {
  readonly answerWithinWorkingDays: Setting
  readonly resendWithinDays: Setting
  /** Days for accepting a place that was offered, from the day of the offer. */
  readonly acceptWithinDays: Setting
  /** Days in which a decision can be taken back. */
  readonly reconsiderWithinDays: Setting
  /** Do people on a waiting list see their place in it? */
  readonly waitingPlaceShown: Switch
  /** After so many days without a word, whoever waits for the office gets one. */
  readonly wordAfterQuietDays: Setting
  /** Do applicants read the name of the officer who has their case, or the office's alone? */
  readonly namesOfficers: Switch
  /** Mobility: the shortest stay of teachers and staff, the shortest and the longest of students. */
  readonly staffStayDays: Setting
  readonly studentStayLeastDays: Setting
  readonly studentStayMostDays: Setting
}

export interface Institution {
  readonly id: string
  readonly name: Text
  readonly short: Text
  readonly city: Text
  readonly colour: string
  /** A host of its own; null where its pages are at home where the installation stands. */
  readonly host: string | null
  /** The lines of its own mark, in a square of 100 by 100; none where it has the program's. */
  readonly mark: readonly string[]
  readonly intro: Text
  readonly settings: Settings
  /** What its own page leaves open. */
  readonly note: Text | null
  readonly letterLanguages: readonly Language[]
  /** Whose name stands below the letters: an id of the staff, see `signatoryOf`. */
  readonly signatoryId: string | null
  readonly signatoryNote: Text | null
  readonly officeUnit: string
}

export interface Signatory {
  readonly name: string
  readonly post: Text
}

export interface Unit {
  readonly id: string
  readonly parent: string | null
  readonly kind: string
  readonly name: Text
  readonly note: Text | null
}

export const contactKinds = ['address', 'postcode', 'phone', 'fax', 'email', 'website'] as const
export type ContactKind = (typeof contactKinds)[number]

export interface Contact {
  readonly id: string
  readonly unit: string
  readonly staffId: string | null
  readonly kind: ContactKind
  readonly value: string
  /** An address in three languages; other kinds have none. */
  readonly text: Text | null
  readonly purpose: Text | null
  readonly note: Text | null
  readonly isEdited: boolean
}

export interface StaffMember {
  readonly id: string
  readonly unit: string
  readonly name: string
  readonly post: Text
  readonly former: boolean
  readonly note: Text | null
  readonly contacts: readonly Contact[]
  readonly isEdited: boolean
}

export interface Office {
  readonly units: readonly Unit[]
  readonly staff: readonly StaffMember[]
  /** Contacts of units; those of a person stand with the person. */
  readonly contacts: readonly Contact[]
}

/** The unit that works on the cases; the institution itself where the pack names none. */
export function officeName({ units }: Office, { officeUnit, name }: Pick<Institution, 'officeUnit' | 'name'>): Text {
  return units.find(({ id }) => id === officeUnit)?.name ?? name
}

/** How to reach the office: its own telephones and mail addresses, else those of its people, else where it stands. */
export function reachOf(
  { contacts, staff }: Office,
  { officeUnit }: Pick<Institution, 'officeUnit'>,
): readonly Contact[] {
  const own = contacts.filter(({ unit }) => unit === officeUnit)
  const people = staff.filter(({ unit, former }) => unit === officeUnit && !former)
  const direct = (some: readonly Contact[]) => some.filter(({ kind }) => kind === 'phone' || kind === 'email')
  const found = [direct(own), direct(people.flatMap((person) => person.contacts))].find((some) => some.length > 0)
  return found ?? own.filter(({ kind }) => kind === 'address')
}

/** A number as it is read aloud in Bishkek: landlines in pairs (+996 312 54 51 51), mobiles in threes (+996 705 508 455). */
export function sayPhone(number: string): string {
  const [, area, rest] = /^\+996(\d{3})(\d{6})$/.exec(number) ?? []
  if (!area || !rest) return number
  const size = area.startsWith('3') ? 2 : 3
  const groups = rest.match(new RegExp(`\\d{${size}}`, 'g')) ?? []
  return ['+996', area, ...groups].join(' ')
}

/** A contact as a person reads it: an address in their language, a number in groups, a page without its scheme. */
export function sayContact({ kind, value, text }: Contact, language: Language): string {
  if (text) return text[language]
  if (kind === 'phone' || kind === 'fax') return sayPhone(value)
  return kind === 'website' ? value.replace(/^https?:\/\//, '') : value
}

const inThree = { en: line(200), ru: line(200), ky: line(200) }

export const personForm = z.object({ name: line(120), ...inThree })
export type PersonForm = z.infer<typeof personForm>

const valueForms = {
  postcode: line(6).pipe(z.string().regex(/^\d{6}$/, 'office.notAPostcode')),
  phone: phone(),
  fax: phone(),
  email: mailAddress(),
  website: line(300).pipe(z.url({ protocol: /^https?$/, error: 'office.notAWebsite' })),
}

export const addressForm = z.object(inThree)
export type ContactChange = { readonly value: string; readonly text: Text | null }

/** The form of a contact that is one value; an address is asked in three languages. */
export function valueForm(kind: Exclude<ContactKind, 'address'>) {
  return z.object({ value: valueForms[kind] })
}
