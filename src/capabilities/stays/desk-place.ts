import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { lawOfToday } from '../law/index.ts'
import { findPerson, recordLook, type StayPerson } from './person-store.ts'
import type { RecordKind, StayRecord } from './rules.ts'
import { recordKinds } from './rules.ts'
import { findRecord } from './store.ts'
import type { Act } from './verbs.ts'
import type { Reading } from './words-of-records.ts'

export const stayAddress = (person: string): Href => `/desk/persons/${person}/stay`
export const recordAddress = (person: string, record: string): Href => `${stayAddress(person)}/records/${record}`
export const statementsAddress: Href = '/desk/said'

/** The person of the address, in the reader's institution. */
export async function personHere(visit: Visit): Promise<StayPerson> {
  const person = await findPerson(visit.within(visit.place('cases.read').institution), visit.param('id'))
  if (!person) throw new NotFound()
  return person
}

export async function recordHere(visit: Visit, person: StayPerson): Promise<StayRecord> {
  const record = await findRecord(visit.within(visit.place('cases.read').institution), visit.param('record'))
  if (!record || !person.members.includes(record.personId)) throw new NotFound()
  return record
}

/** How this reader sees numbers; asking for them is written down as a look at the person's papers. */
export async function readingHere(visit: Visit, person: StayPerson, wanted: boolean): Promise<Reading> {
  const { institution } = visit.place('cases.read')
  const law = await lawOfToday(visit.house, institution)
  const mayLook = visit.may('papers.look', institution)
  if (!mayLook) return { language: visit.language, law, numbers: 'guarded' }
  if (!wanted) return { language: visit.language, law, numbers: 'masked' }
  const look = { institution, personId: person.id, by: visit.by, at: visit.house.clock.now() }
  await recordLook(visit.within(institution), look)
  return { language: visit.language, law, numbers: 'shown' }
}

export function kindAsked(text: string | undefined): RecordKind {
  const kind = recordKinds.find((known) => known === text)
  if (!kind) throw new NotFound()
  return kind
}

export function actOf(visit: Visit): Act {
  return { house: visit.house, institution: visit.place('cases.work').institution, by: visit.by }
}

/** The countries of the passports that the person holds. */
export function passportsOf(records: readonly StayRecord[]): string[] {
  const held = records.filter(({ kind, state }) => kind === 'passport' && state === 'valid')
  return [...new Set(held.flatMap(({ said }) => said.country || []))]
}
