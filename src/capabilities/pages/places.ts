import { isUuid } from '../../platform/database/ids.ts'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import type { Acting } from './actions.ts'
import type { SitePage } from './rules.ts'
import { findPage } from './store.ts'

/** Who edits, and for which institution; a route that calls this stands behind `may('site.edit')`. */
export function actingHere(visit: Visit, house: House): Acting {
  return { house, institution: visit.place('site.edit').institution, by: visit.by }
}

export const dbHere = (visit: Visit) => visit.within(visit.place('site.edit').institution)

/** The page of the address: throws NotFound unless it is the office's own. */
export async function pageHere(visit: Visit): Promise<SitePage> {
  const id = visit.param('id')
  const page = isUuid(id) ? await findPage(dbHere(visit), id) : null
  if (!page) throw new NotFound()
  return page
}

export async function institutionHere(visit: Visit): Promise<Institution> {
  const found = await findInstitution(visit.house.database.shared, visit.place('site.edit').institution)
  if (!found) throw new NotFound()
  return found
}
