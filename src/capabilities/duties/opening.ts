import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/database/index.ts'
import { day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import type { JobPayload } from '../../platform/jobs.ts'
import type { Happening } from '../../platform/listeners.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import { type Act, findCase, openCaseFor, takeStep } from '../cases/index.ts'
import { duty } from './duty.ts'
import { dutyOf } from './rules.ts'
import { findPerson, stateOf } from './store.ts'

/** A student's state has changed to one that has to be told: the duty is opened when the change is sure. */
export async function hearStates(tx: Tx, house: House, happening: Happening): Promise<void> {
  if (happening.kind !== 'student' || !dutyOf(happening.state)) return
  const { institution, studentId, seq } = happening
  await house.jobs.later(tx, 'duties.open', { institution, id: `${studentId}:${seq}` })
}

/** Opens the duty that a student's state brings, once; nothing has to be told of the country's own citizens. */
export async function openOfState(house: House, { institution, id }: JobPayload): Promise<void> {
  const [studentId = '', seq = ''] = id.split(':')
  const db = house.database.within(institution)
  const state = await stateOf(db, studentId, Number(seq))
  const kind = state && dutyOf(state.state)
  const person = state && (await findPerson(db, state.personId))
  if (!kind || !person || person.citizenship === 'KG') return
  const by = { id: state.by_id, name: state.by_name, role: 'officer' }
  const happened = day(state.since)
  const given = { kind, about: state.reason, ...dayTyped('happenedOn', happened) }
  await openDuty({ house, institution, by, party: 'office' }, person.id, given, keyFrom(id))
}

/**
 * Opens a duty about somebody of the records, and begins it when all is said. The same key opens one. Throws NotFound for a
 * person of another institution.
 */
export async function openDuty(act: Act, personId: string, given: Typed, requestKey: string): Promise<string> {
  const db = act.house.database.within(act.institution)
  const person = await findPerson(db, personId)
  if (!person) throw new NotFound()
  const known = {
    name: person.name,
    citizenship: person.citizenship ?? '',
    ...(person.birthDay ? dayTyped('birthDay', person.birthDay) : {}),
  }
  const id = await openCaseFor(act, duty, { personId, typed: { ...known, ...given }, requestKey })
  const held = await findCase(db, id)
  // What is still missing keeps it where an officer fills it in.
  if (held?.stage === 'noticed') await takeStep(act, duty, id, { name: 'begin', typed: {}, version: held.version })
  return id
}

/** A day as the three fields of a form. */
export function dayTyped(name: string, on: string): Typed {
  const [year = '', month = '', date = ''] = on.split('-')
  return { [`${name}.year`]: year, [`${name}.month`]: month, [`${name}.day`]: date }
}

// One state opens one duty, however often its job runs.
function keyFrom(id: string): string {
  const hash = createHash('sha256').update(`duty ${id}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
