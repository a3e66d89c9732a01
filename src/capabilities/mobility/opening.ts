import { createHash } from 'node:crypto'
import type { Call } from '../calls/index.ts'
import { type Act, openCase, personOf } from '../cases/index.ts'
import { mobility } from './mobility.ts'
import { prefilled } from './prefill.ts'
import { applicationsOfPerson } from './store.ts'

interface Applicant {
  readonly accountId: string
  readonly email: string
  readonly language: string
}

/**
 * Begins an application for a call, with what the records say filled in, and gives its id. A person has one application for a
 * call: while there is one that was not withdrawn it is that one, also for two tabs at once.
 */
export async function beginApplication(act: Act, call: Call, applicant: Applicant): Promise<string> {
  const db = act.house.database.within(act.institution)
  const person = await personOf(db, applicant.accountId)
  const before = person ? await applicationsOfPerson(db, person, call.id) : []
  const open = before.find(({ withdrawn }) => !withdrawn)
  if (open) return open.caseId
  const typed = await prefilled(db, applicant.accountId, person, call)
  const requestKey = keyOf([act.institution, call.id, applicant.accountId, String(before.length)])
  return openCase(act, mobility, { ...applicant, typed, requestKey })
}

// The same person and call make the same key, as often as they are asked for.
function keyOf(parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join(' ')).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
