import { createHash } from 'node:crypto'
import { type Act, groundOf, openCaseWithin } from '../cases/index.ts'
import { recordsOf } from '../stays/index.ts'
import type { Student } from '../students/index.ts'
import { knownOf } from './known.ts'
import { visaCasesOf } from './store.ts'
import { studyVisa } from './study-visa.ts'

export interface Dean {
  readonly name: string
  readonly post: string
}

export const carryJob = 'visas.carry'

/**
 * Opens the next visa of a student with what is known, and gives its id. Somebody has one open case at most: who asks again,
 * or at the same moment, gets the one that is there.
 */
export async function askForVisa(act: Act, student: Student, dean?: Dean): Promise<string> {
  const db = act.house.database.within(act.institution)
  const cases = await visaCasesOf(db, student.personId)
  const open = cases.find(({ isOpen }) => isOpen)
  if (open) return open.id
  const [ground, records] = await Promise.all([
    groundOf(act.house, act.institution, studyVisa),
    recordsOf(db, [student.personId]),
  ])
  const known = await knownOf(db, student, { law: ground.law, records })
  const typed = { ...known, ...(dean ? { deanName: dean.name, deanPost: dean.post } : {}) }
  return db.transaction().execute(async (tx) => {
    const opening = { personId: student.personId, typed, requestKey: keyOf(student.personId, cases.length) }
    const id = await openCaseWithin(tx, act, ground, studyVisa, opening)
    await act.house.jobs.later(tx, carryJob, { institution: act.institution, id })
    return id
  })
}

// The same for everybody who asks for a person's nth case: the database lets one of them in.
function keyOf(personId: string, before: number): string {
  const hash = createHash('sha256').update(`study-visa ${personId} ${before}`).digest('hex')
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-')
}
