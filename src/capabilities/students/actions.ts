import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { tell } from '../../platform/listeners.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { nextNumber } from '../correspondence/index.ts'
import { edit, officeOf } from '../institutions/index.ts'
import { type Change, type StudentNeeds, whyNotChange } from './rules.ts'
import {
  deleteStudent,
  holdStudent,
  insertNeeds,
  insertState,
  insertStudent,
  type StudentRow,
  saveUnit,
  statesOf,
} from './store.ts'

type By = { readonly id: string; readonly name: string }

export interface NewStudent extends Omit<StudentRow, 'number'> {
  /** The institution's short name, as it stands in numbers: KSLU. */
  readonly short: string
  /** Null where nobody has asked. */
  readonly needs: StudentNeeds | null
  readonly by: By
}

/**
 * Makes a student of somebody who has accepted a place, in the transaction of the acceptance: a number of the students'
 * own register, the needs, the first state. A case that has made its student makes no second one. Whom a sheet brings has no
 * case. @returns the student's id
 */
export async function makeStudent(tx: Tx, house: House, { needs, by, short, ...given }: NewStudent): Promise<string> {
  const year = Number(given.since.slice(0, 4))
  const sequence = await nextNumber(tx, given.institution, 'students', year)
  const number = `${short}-S-${year}/${String(sequence).padStart(4, '0')}`
  const id = await insertStudent(tx, { ...given, number })
  if (!id) throw new RangeError('the case has made its student already')
  if (needs) await insertNeeds(tx, given.institution, id, needs)
  const first = { seq: 1, state: 'accepted', since: given.since, reason: '', at: house.clock.now(), by } as const
  await insertState(tx, given.institution, id, first)
  return id
}

/** Takes back a student whom a sheet made by mistake; false when somebody has changed the student since. */
export async function unmakeStudent(tx: Tx, id: string): Promise<boolean> {
  const student = await holdStudent(tx, id)
  if (!student) return true
  if (student.caseId !== null || (await statesOf(tx, id)).length > 1) return false
  await deleteStudent(tx, id)
  return true
}

export interface ChangeAct {
  readonly house: House
  readonly institution: string
  readonly by: By
}

/**
 * Puts a student into another state, from a day on, with a reason. @param seen the number of the state that the officer was
 * looking at: whoever was slower is refused. Throws NotFound for a student of another institution.
 */
export function changeState(act: ChangeAct, id: string, change: Change, seen: number): Promise<Outcome> {
  const { house, institution, by } = act
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const student = await holdStudent(tx, id)
      if (!student) throw new NotFound()
      const last = (await statesOf(tx, id)).at(-1)?.seq ?? 0
      if (last !== seen) return refuse('change.someoneWasFirst')
      const refusal = whyNotChange(student, change, house.clock.today())
      if (refusal) return refuse(refusal.key)
      const seq = last + 1
      await insertState(tx, institution, id, { ...change, seq, at: house.clock.now(), by })
      await tell(tx, house, { kind: 'student', institution, studentId: id, state: change.state, seq })
      return done
    })
}

/**
 * Puts a student into a unit, or into none; what stood there before is journalled. @throws NotFound for a student or a unit of
 * another institution.
 */
export async function changeUnit(
  { house, institution, by }: ChangeAct,
  id: string,
  unit: string | null,
): Promise<void> {
  const db = house.database.within(institution)
  const { units } = await officeOf(db)
  if (unit !== null && !units.some((known) => known.id === unit)) throw new NotFound()
  await edit(db, { institution, ...by, at: house.clock.now() }, `students/${id}`, async (tx) => {
    const student = await holdStudent(tx, id)
    if (!student) throw new NotFound()
    if (student.unit === unit) return undefined
    await saveUnit(tx, id, unit)
    return { before: { unit: student.unit }, after: { unit } }
  })
}
