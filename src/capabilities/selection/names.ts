import type { Db } from '../../platform/database/index.ts'
import { NotFound } from '../../platform/outcome.ts'
import { findCall } from '../calls/index.ts'
import { officeOf } from '../institutions/index.ts'
import type { Names } from './saying.ts'

/** What the hosts of a call and the units of its institution are called. @throws NotFound where there is no such call */
export async function namesOf(db: Db, callId: string): Promise<Names> {
  const call = await findCall(db, callId)
  if (!call) throw new NotFound()
  return namesIn(db, call)
}

type Hosts = readonly { readonly id: string; readonly name: string }[]

export async function namesIn(db: Db, { said }: { readonly said: { readonly hosts: Hosts } }): Promise<Names> {
  const { units } = await officeOf(db)
  const hosts = new Map(said.hosts.map(({ id, name }) => [id, name]))
  return {
    host: (id) => hosts.get(id) ?? id,
    unit: (id, language) => units.find((unit) => unit.id === id)?.name[language] ?? id,
  }
}
