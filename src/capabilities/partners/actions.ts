import type { Tx } from '../../platform/database/index.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import { changing, heldHere, oneAtATime, type PartnerAct } from './act.ts'
import { type PartnerEntry, writtenOf } from './entry.ts'
import { nameOf, type Partner } from './rules.ts'
import { holderOf, namesake } from './store.ts'
import { insertPartners, saveArchived, savePartner, type Written } from './writing.ts'

/** Enters a partner. The same form twice enters one; a name that another partner bears is refused, in any spelling. */
export async function addPartner(act: PartnerAct, id: string, entry: PartnerEntry): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    await oneAtATime(tx, act.institution)
    const bearer = await namesake(tx, entry.name, id)
    if (bearer) return refuse('partner.already', { params: { name: nameOf(bearer, act.language) } })
    const given = await asked(tx, act, entry, null, id)
    if ('ok' in given) return given
    const made = await insertPartners(tx, act.institution, [{ ...given, id }], act.house.clock.now())
    return made.length > 0 ? { before: {}, after: given } : done
  })
}

/** Writes what is known now; a pack no longer changes it. @param seen the version on the form: whoever was slower is refused */
export async function changePartner(act: PartnerAct, id: string, entry: PartnerEntry, seen: number): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    const held = await heldHere(tx, id)
    if (held.archived) return refuse('partner.isArchived')
    const given = await asked(tx, act, entry, held, id)
    if ('ok' in given) return given
    const [before, after] = [shapeOf(held), shapeOf(given)]
    if (JSON.stringify(before) === JSON.stringify(after)) return done
    if (held.version !== seen) return refuse('partner.someoneWasFirst')
    await savePartner(tx, held, given, act.house.clock.now())
    return { before, after }
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

// What needs the register: with whom it is done, and whether another bears one of its identifiers.
async function asked(tx: Tx, act: PartnerAct, entry: PartnerEntry, held: Partner | null, id: string) {
  const whole = entry.partOf ? await namesake(tx, entry.partOf, id) : null
  if (entry.partOf && !whole) return refuse('partner.noSuchPartner', { params: { name: entry.partOf } })
  const given: Written = { ...writtenOf(entry, held), partOf: whole && (whole.key ?? whole.id) }
  const holder = await holderOf(tx, given.identifiers, id)
  return holder ? refuse('partner.identifierTaken', { params: { name: nameOf(holder, act.language) } }) : given
}

/** The fields of a partner that are written, each in one form, so that two of them can be held against each other. */
export function shapeOf(partner: Written): Readonly<Record<keyof Written, unknown>> {
  const { name, names, kind, country, city, region, status, site, isPublic, identifiers, place, ...more } = partner
  const { unit, basis, condition, fields, partOf, note } = more
  return {
    ...{ name, kind, country, status, site, isPublic, unit, partOf },
    names: names.map(({ language, text, until }) => ({ language, text, until })),
    identifiers: { ...identifiers },
    place: place && { lat: place.lat, lon: place.lon },
    ...{ city: inOrder(city), region: inOrder(region), basis: inOrder(basis), condition: inOrder(condition) },
    ...{ note: inOrder(note), fields: fields.map(inOrder) },
  }
}

const inOrder = (text: Partner['city']) => text && { en: text.en, ru: text.ru, ky: text.ky }
