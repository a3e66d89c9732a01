import type { Db } from '../../platform/database/index.ts'
import { NotFound } from '../../platform/outcome.ts'
import { findInstitution, signatoryOf } from '../institutions/index.ts'
import { ordersOfCase } from '../orders/index.ts'
import { recordsOf } from '../stays/index.ts'
import { studentsOfPerson } from '../students/index.ts'
import type { Records } from './rules.ts'
import { findKnown } from './store.ts'

/** What the rules of a registration need. @param db the institution's own scope @param subject null for lists */
export async function recordsFor(db: Db, institution: string, subject: string | null): Promise<Records> {
  const found = await findInstitution(db, institution)
  if (!found) throw new NotFound()
  const signatory = await signatoryOf(db, found)
  const nobody = { person: null, student: null, unit: null, order: null, stay: [] }
  return { institution: found, signatory, ...(subject ? await aboutPerson(db, subject) : nobody) }
}

async function aboutPerson(db: Db, subject: string) {
  const [person, [student = null], stay] = await Promise.all([
    findKnown(db, subject),
    studentsOfPerson(db, [subject]),
    recordsOf(db, [subject]),
  ])
  const orders = student?.caseId ? await ordersOfCase(db, student.caseId) : []
  const order = orders.find(({ number, cancelledAt }) => number && !cancelledAt) ?? null
  return { person, student, stay, order, unit: student?.unit ?? null }
}
