import type { Typed } from '../../platform/web/form.ts'
import { type Act, openCase, openCaseFor, typedAgain } from '../cases/index.ts'
import { recordsOf, type StayRecord, validOf } from '../stays/index.ts'
import { passportExtension } from './extension.ts'
import { type KnownPerson, openExtensions, recordsOfOne } from './person-store.ts'

/**
 * The office opens the extension of a person's passport, with what the records say filled in. While one runs, it is that
 * one; the same form opens one.
 */
export async function openExtension(act: Act, person: KnownPerson, requestKey: string): Promise<string> {
  const db = act.house.database.within(act.institution)
  const people = await recordsOfOne(db, person.id)
  const [running] = await openExtensions(db, people, true)
  if (running) return running.id
  const typed = knownTyped(person, await recordsOf(db, people))
  return openCaseFor(act, passportExtension, { personId: person.id, typed, requestKey })
}

/** The same by the person: it reaches the office when they send it. */
export async function openOwnExtension(
  act: Act,
  person: KnownPerson,
  account: { readonly accountId: string; readonly email: string; readonly language: string },
  requestKey: string,
): Promise<string> {
  const db = act.house.database.within(act.institution)
  const people = await recordsOfOne(db, person.id)
  const [running] = await openExtensions(db, people, false)
  if (running) return running.id
  const typed = knownTyped(person, await recordsOf(db, people))
  return openCase(act, passportExtension, { ...account, typed, requestKey })
}

/** Valid passports, the first to end first. */
export function passportsHeld(records: readonly StayRecord[]): StayRecord[] {
  return validOf(records, 'passport').toSorted((one, other) => ((one.to ?? '9') < (other.to ?? '9') ? -1 : 1))
}

function knownTyped(person: KnownPerson, records: readonly StayRecord[]): Typed {
  const [first] = passportsHeld(records)
  const known = {
    phone: person.phone ?? '',
    passportNumber: first?.number ?? '',
    passportCountry: first?.said.country ?? person.citizenship ?? '',
    ...typedAgain({ passportIssued: first?.from ?? '', passportEnds: first?.to ?? '' }, [
      'passportIssued',
      'passportEnds',
    ]),
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== ''))
}
