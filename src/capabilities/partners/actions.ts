import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Language } from '../../platform/words/languages.ts'
import { edit } from '../institutions/index.ts'
import { archiveContact, contactsOf, saveContact } from './contact-store.ts'
import { noIdentifiers } from './identifiers.ts'
import { type ContactEntry, inLanguage, linesOf, nameOf, type Partner, type PartnerEntry } from './rules.ts'
import { holdPartner, namesake, shownPartners } from './store.ts'
import { insertPartners, saveArchived, savePartner, touchPartner, type Written } from './writing.ts'

/** Who does it, where, and the language of the form: texts that exist in three are changed in that one. */
export interface PartnerAct {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
  readonly language: Language
}

/** Enters a partner. The same form twice enters one; a name that another partner bears is refused, in any spelling. */
export async function addPartner(act: PartnerAct, id: string, entry: PartnerEntry): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    const bearer = await namesake(tx, entry.name, id)
    if (bearer) return refuse('partner.already', { params: { name: nameOf(bearer, act.language) } })
    const given = writtenOf(entry, null, act.language)
    const made = await insertPartners(tx, act.institution, [{ ...given, id }], act.house.clock.now())
    return made.length > 0 ? { before: {}, after: given } : done
  })
}

/** Writes what is known now; a pack no longer changes it. @param seen the version on the form: whoever was slower is refused */
export async function changePartner(act: PartnerAct, id: string, entry: PartnerEntry, seen: number): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    const held = await heldHere(tx, id)
    if (held.archived) return refuse('partner.isArchived')
    const given = writtenOf(entry, held, act.language)
    if (JSON.stringify(shapeOf(held)) === JSON.stringify(shapeOf(given))) return done
    if (held.version !== seen) return refuse('partner.someoneWasFirst')
    await savePartner(tx, held, given, act.house.clock.now())
    return { before: shapeOf(held), after: shapeOf(given) }
  })
}

/** Puts a partner away, or takes it back; nothing of it is lost. */
export async function archivePartner(act: PartnerAct, id: string, away: boolean): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    const held = await heldHere(tx, id)
    if (held.archived === away) return done
    const now = act.house.clock.now()
    await saveArchived(tx, held, away ? now : null, now)
    return { before: { archived: held.archived }, after: { archived: away } }
  })
}

/** Writes a contact of a partner, a new one or one that is there. @throws NotFound where the partner is not of here */
export async function writeContact(act: PartnerAct, id: string, contact: string, entry: ContactEntry) {
  return changing(act, id, async (tx) => {
    await heldHere(tx, id)
    const before = (await contactsOf(tx, id)).find((one) => one.id === contact)
    await saveContact(tx, act.institution, { ...entry, id: contact, partnerId: id })
    return { before: { contact: before ?? null }, after: { contact: { ...entry, id: contact, partnerId: id } } }
  })
}

export async function removeContact(act: PartnerAct, id: string, contact: string): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    const before = (await contactsOf(tx, id)).find((one) => one.id === contact)
    if (!before) return done
    await archiveContact(tx, contact, act.house.clock.now())
    return { before: { contact: before }, after: { contact: null } }
  })
}

/** Puts down that the office spoke or wrote with a partner. */
export async function noteContact(act: PartnerAct, id: string, spoke: NonNullable<Partner['lastContact']>) {
  return changing(act, id, async (tx) => {
    const held = await heldHere(tx, id)
    if (spoke.on > act.house.clock.today()) return refuse('spoke.later')
    if (held.lastContact && spoke.on < held.lastContact.on) return refuse('spoke.earlier')
    await touchPartner(tx, id, spoke)
    return { before: { lastContact: held.lastContact }, after: { lastContact: spoke } }
  })
}

type Edited = { readonly before: unknown; readonly after: unknown }

// One transaction: what is done, and who did it.
async function changing(act: PartnerAct, id: string, work: (tx: Tx) => Promise<Outcome | Edited>): Promise<Outcome> {
  const db = act.house.database.within(act.institution)
  let outcome: Outcome = done
  await edit(
    db,
    { institution: act.institution, ...act.by, at: act.house.clock.now() },
    `partners/${id}`,
    async (tx) => {
      const end = await work(tx)
      if (!('ok' in end)) return end
      outcome = end
      return undefined
    },
  )
  shownPartners.forget(db)
  return outcome
}

async function heldHere(tx: Tx, id: string): Promise<Partner> {
  const held = await holdPartner(tx, id)
  if (!held) throw new NotFound()
  return held
}

function writtenOf(entry: PartnerEntry, before: Partner | null, language: Language): Written {
  const named = (language: Language | null, text: string) => ({
    ...{ language, text },
    until: before?.names.find((one) => one.text === text)?.until ?? null,
  })
  return {
    name: entry.name,
    names: [
      named('en', entry.name),
      ...(['ru', 'ky'] as const).flatMap((one) => (entry[`name.${one}`] ? [named(one, entry[`name.${one}`])] : [])),
      ...linesOf(entry.others).map((text) => named(null, text)),
    ],
    kind: entry.kind,
    country: entry.country || null,
    city: inLanguage(before?.city ?? null, entry.city, language),
    region: inLanguage(before?.region ?? null, entry.region, language),
    status: entry.status,
    site: entry.site || null,
    isPublic: entry.shown === 'yes',
    basis: inLanguage(before?.basis ?? null, entry.basis, language),
    note: inLanguage(before?.note ?? null, entry.note, language),
    ...{ unit: before?.unit ?? null, condition: before?.condition ?? null },
    ...{ fields: before?.fields ?? [], partOf: before?.partOf ?? null },
    ...{ identifiers: before?.identifiers ?? noIdentifiers, place: before?.place ?? null },
  }
}

// The fields in one order, so that two of them can be held against each other.
const shapeOf = ({ name, names, kind, country, city, region, status, site, isPublic, basis, note }: Written) => ({
  ...{ name, names: Object.fromEntries(names.map((one, at) => [one.language ?? at, one.text])), kind, country },
  ...{ city: sorted(city), region: sorted(region), status, site, isPublic, basis: sorted(basis), note: sorted(note) },
})

const sorted = (text: Partner['city']) => text && { en: text.en, ru: text.ru, ky: text.ky }
