import { isUuid } from '../../platform/database/ids.ts'
import type { Db } from '../../platform/database/index.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Act } from './actions.ts'
import { importAddress, importsAddress } from './said.ts'
import { findImport, type Import } from './store.ts'
import { importsWords } from './words.ts'

export function actOf(visit: Visit): Act {
  return { house: visit.house, institution: visit.place('partners.edit').institution, by: visit.by }
}

export const dbHere = (visit: Visit): Db => visit.within(visit.place('partners.edit').institution)

/** The import of this address. @throws NotFound where the institution has none, or it was thrown away */
export async function importHere(visit: Visit): Promise<Import> {
  const id = visit.param('id')
  const found = isUuid(id) ? await findImport(dbHere(visit), id) : null
  if (!found || found.state === 'dropped') throw new NotFound()
  return found
}

/** For what only a sheet that has not come in may still do; another one shows how it stands. */
export function whileOpen(work: (visit: Visit, one: Import) => Promise<Response>) {
  return async (visit: Visit): Promise<Response> => {
    const one = await importHere(visit)
    return one.state === 'open' ? work(visit, one) : visit.go(importAddress(one))
  }
}

export function sayRefusal(visit: Visit, { refusal }: Extract<Outcome, { ok: false }>): string {
  return importsWords.byData(visit.language).find(refusal.key, refusal.params) ?? refusal.key
}

export const frameOf = (visit: Visit) =>
  ({ frame: 'desk', title: importsWords(visit.language)('title'), current: importsAddress }) as const
