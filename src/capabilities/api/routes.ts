import type { House } from '../../platform/house.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Procedure } from '../cases/index.ts'
import { caseEndpoints } from './case-endpoints.ts'
import { showDocs } from './docs-routes.tsx'
import type { Endpoint } from './endpoint.ts'
import { hookRoutes } from './hook-routes.tsx'
import { institutionEndpoints } from './institution-endpoints.ts'
import { keyRoutes } from './key-routes.tsx'
import { documentOf } from './openapi.ts'
import { procedureEndpoints } from './procedure-endpoints.ts'

export function endpointsOf(procedures: readonly Procedure[]): Endpoint[] {
  return [...procedureEndpoints(procedures), ...caseEndpoints(procedures), ...institutionEndpoints()]
}

/** The API, its document and its page. Whoever needs a key is asked for it by the endpoint itself: no session is looked at. */
export function apiRoutes(house: House, procedures: readonly Procedure[]): Routes {
  const endpoints = endpointsOf(procedures)
  const routes = new Routes()
  for (const { path, serve } of endpoints) routes.get(path.replace(/\{(\w+)\}/g, ':$1'), open, serve)
  return routes
    .get('/api/v1/openapi.json', open, (visit) =>
      visit.c.json(documentOf(endpoints, procedures, house.url), 200, { 'cache-control': 'public, max-age=60' }),
    )
    .get('/api', open, (visit) => showDocs(visit, endpoints))
    .also(keyRoutes())
    .also(hookRoutes())
}
