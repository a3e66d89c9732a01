import type { Db } from '../../platform/database/index.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Call, findCall } from '../calls/index.ts'
import { officeOf } from '../institutions/index.ts'
import type { Names } from './saying.ts'

/** What the hosts of a call and the units of its institution are called. @throws NotFound where there is no such call */
export async function namesOf(db: Db, callId: string): Promise<Names> {
  const call = await findCall(db, callId)
  if (!call) throw new NotFound()
  return namesIn(db, call)
}

export async function namesIn(db: Db, { said }: Pick<Call, 'said'>): Promise<Names> {
  const { units } = await officeOf(db)
  return {
    host: (id) => said.hosts.find((host) => host.id === id)?.name ?? id,
    unit: (id, language) => units.find((unit) => unit.id === id)?.name[language] ?? id,
  }
}
