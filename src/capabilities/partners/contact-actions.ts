import { done, type Outcome } from '../../platform/outcome.ts'
import { changing, heldHere, type PartnerAct } from './act.ts'
import { archiveContact, everyContact, saveContact } from './contact-store.ts'
import type { ContactEntry } from './rules.ts'

/** Writes a contact of a partner, a new one or one that is there. @throws NotFound where the partner is not of here */
export async function writeContact(act: PartnerAct, id: string, contact: string, entry: ContactEntry) {
  return changing(act, id, async (tx) => {
    await heldHere(tx, id)
    const before = (await everyContact(tx, id)).find((one) => one.id === contact)
    // Somebody of a partner that was merged into this one stays there.
    const given = { ...entry, id: contact, partnerId: before?.partnerId ?? id }
    await saveContact(tx, act.institution, given)
    return { before: { contact: before ?? null }, after: { contact: given } }
  })
}

/** Puts somebody among the former contacts, or takes them back. */
export async function partWith(act: PartnerAct, id: string, contact: string, former: boolean): Promise<Outcome> {
  return changing(act, id, async (tx) => {
    const before = (await everyContact(tx, id)).find((one) => one.id === contact)
    if (!before || (before.formerSince !== null) === former) return done
    const now = act.house.clock.now()
    await archiveContact(tx, contact, former ? now : null)
    return { before: { contact: before }, after: { contact: { ...before, formerSince: former ? now : null } } }
  })
}
