import type { Capability } from '../../platform/capability.ts'
import type { House } from '../../platform/house.ts'
import type { SearchSource } from '../../platform/search-source.ts'
import { listInstitutions } from '../institutions/index.ts'
import { refresh } from './refresh.ts'
import { searchRoutes } from './routes.tsx'
import { ownSources } from './sources.ts'
import { siteSearchWords } from './words.ts'

/** Finds everything public, by any spelling; made anew every minute where something has changed. */
export function siteSearch(more: readonly SearchSource[]): Capability {
  const sources = [...ownSources, ...more]
  return {
    name: 'site-search',
    words: siteSearchWords,
    routes: (house) => searchRoutes(house, sources),
    jobs: (house) => ({ 'site.searchable': () => refreshAll(house, sources) }),
    schedules: { 'site.searchable': '* * * * *' },
  }
}

async function refreshAll(house: House, sources: readonly SearchSource[]): Promise<void> {
  for (const { id } of await listInstitutions(house.database.shared)) await refresh(house, id, sources)
}
