import { createHash } from 'node:crypto'
import type { Db } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import { ownAnswers } from '../admission/index.ts'
import { type Act, openCase, openCaseFor } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { recordsOf, type StayRecord } from '../stays/index.ts'
import type { Occasion } from './facts.ts'
import { registration } from './registration.ts'
import { currentRegistration, type Known } from './rules.ts'
import { findKnown, newestAnswers, registrationsOf } from './store.ts'
import { validRegistration } from './voided.ts'

/** What is said of an arrival or a change when a registration is opened; the rest is asked. */
export interface Said {
  readonly occasion: Occasion
  /** Of the crossing of the border, or of the change. */
  readonly on?: Day | null
  readonly place?: 'hostel' | 'flat' | 'other'
  readonly hostel?: string
  readonly address?: string
  readonly ownerName?: string
}

/**
 * Opens the registration of a person who came to the desk, stands in an imported sheet, or moves to another place of the
 * hostel: by the office, with what is known filled in. While one is open, it is that one.
 * @param act the office, or whoever acts for it
 * @returns the id of the case. Throws NotFound for a person of another institution.
 */
export async function openRegistration(act: Act, personId: string, said: Said): Promise<string> {
  const db = act.house.database.within(act.institution)
  const person = await findKnown(db, personId)
  if (!person) throw new NotFound()
  const { count, arrived } = await registrationsOf(db, person.id)
  if (arrived) return arrived.id
  const typed = await knownAnswers(db, person, said)
  return openCaseFor(act, registration, { personId, typed, requestKey: keyOf(act.institution, personId, count) })
}

/**
 * Opens the registration that a change asks for: another place in the hostel, another flat, a new passport. Only of somebody
 * whose registration began before it; the stay already has the new home or passport, and it is filled in.
 * @param on the day of the change
 * @returns the id of the case, or null where nothing has to be registered again
 */
export async function registerAgain(
  act: Act,
  personId: string,
  occasion: 'address' | 'passport',
  on: Day,
): Promise<string | null> {
  const stay = await recordsOf(act.house.database.within(act.institution), [personId])
  const law = await lawOfToday(act.house, act.institution)
  const { from } = validRegistration(stay, law) ?? {}
  return from && from < on ? openRegistration(act, personId, { occasion, on }) : null
}

/** The same by the person, from their own page: it reaches the office when they say that they are here. */
export async function openOwnRegistration(
  act: Act,
  person: Known,
  account: { readonly accountId: string; readonly email: string; readonly language: string },
  said: Said,
): Promise<string> {
  const db = act.house.database.within(act.institution)
  const { count, open } = await registrationsOf(db, person.id)
  if (open) return open.id
  const typed = await knownAnswers(db, person, said)
  return openCase(act, registration, { ...account, typed, requestKey: keyOf(act.institution, person.id, count) })
}

// The same for two who open the next registration of one person at once: one case comes about.
function keyOf(institution: string, personId: string, count: number): string {
  const hash = createHash('sha256').update(`registration ${institution} ${personId} ${count}`).digest('hex')
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
}

/**
 * What is known of the person, as it would be typed: the passport and the home as they were last written down. What the
 * occasion says has changed is asked anew, unless the stay has it already.
 */
async function knownAnswers(db: Db, person: Known, said: Said): Promise<Typed> {
  const stay = await recordsOf(db, [person.id])
  const newest = (kind: StayRecord['kind']) => stay.find((one) => one.kind === kind && one.state === 'valid') ?? null
  const registered = currentRegistration(stay)?.from
  const changed = (kind: StayRecord['kind']) => {
    const record = newest(kind)
    return record?.from && registered && record.from > registered ? record : null
  }
  const { occasion, on = null, ...home } = said
  const told = Object.fromEntries(Object.entries(home).filter(([, value]) => value))
  return {
    occasion,
    ...parts(
      occasion === 'arrival' ? 'crossedOn' : 'changedOn',
      on ?? (occasion === 'arrival' ? lastEntry(stay) : null),
    ),
    citizenship: person.citizenship ?? '',
    ...(occasion === 'passport'
      ? passportOf(changed('passport'))
      : await passportAnswers(db, person, newest('passport'))),
    ...homeAnswers(occasion === 'address' ? changed('home') : newest('home')),
    ...told,
  }
}

async function passportAnswers(db: Db, person: Known, passport: StayRecord | null): Promise<Typed> {
  if (!passport) {
    const answers = Object.entries(ownAnswers(await newestAnswers(db, person.id, 'admission')))
    return Object.fromEntries(answers.filter(([name]) => /^passport(Number|Country|Issued|Ends)/.test(name)))
  }
  return passportOf(passport)
}

function passportOf(passport: StayRecord | null): Typed {
  if (!passport) return {}
  return {
    passportNumber: passport.number,
    numberSure: 'yes',
    passportCountry: passport.said.country ?? '',
    ...parts('passportIssued', passport.from),
    ...parts('passportEnds', passport.to),
  }
}

function homeAnswers(home: StayRecord | null): Typed {
  if (!home) return {}
  const { place = '', address = '', owner = '' } = home.said
  return { place, address, ownerName: owner }
}

// An entry that nobody has registered since: an import of arrivals has written it down.
function lastEntry(stay: readonly StayRecord[]): Day | null {
  const valid = stay.filter(({ state }) => state === 'valid')
  const entry = valid.find(({ kind, said }) => kind === 'crossing' && said.direction === 'in')?.from ?? null
  const since = valid.some(({ kind, from }) => kind === 'registration' && from && entry && from >= entry)
  return since ? null : entry
}

function parts(name: string, on: Day | null): Typed {
  const [year = '', month = '', day = ''] = on?.split('-') ?? []
  return on
    ? { [`${name}.day`]: String(Number(day)), [`${name}.month`]: String(Number(month)), [`${name}.year`]: year }
    : {}
}
