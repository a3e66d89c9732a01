import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { bulkRoutes } from './bulk-routes.tsx'
import { exportRoutes } from './export-routes.ts'
import { choicesOfList } from './list-choices.ts'
import { FilterPage } from './list-filter-page.tsx'
import { CaseListPage, listAddress } from './list-page.tsx'
import { filterOf, listPlace, procedureHere, showFor } from './list-place.ts'
import { searchPage } from './list-standings.ts'
import { pageSize } from './list-store.ts'
import type { Procedure } from './procedure.ts'
import { stageCounts } from './store.ts'
import { viewRoutes } from './view-routes.tsx'
import { viewsFor } from './view-store.ts'
import { casesWords } from './words.ts'

/** The pipeline: lists, views, steps for many, exports. Its addresses stand before those of a single case. */
export function deskListRoutes(procedures: readonly Procedure[]): Routes {
  const here = (visit: Visit) => procedureHere(visit, procedures)
  return new Routes()
    .get('/desk/cases/:procedure', may('cases.read'), (visit) => showList(visit, here(visit)))
    .get('/desk/cases/:procedure/filters', may('cases.read'), (visit) => showFilters(visit, here(visit)))
    .also(viewRoutes(procedures))
    .also(exportRoutes(procedures))
    .also(bulkRoutes(procedures))
}

async function showList(visit: Visit, procedure: Procedure) {
  const filter = filterOf(visit, procedure)
  const { db, scope } = listPlace(visit, procedure)
  const [page, counts, views, { choices }] = await Promise.all([
    searchPage(visit.house, procedure, scope, filter, pageSize),
    stageCounts(db, scope.institution, procedure.name),
    viewsFor(db, procedure.name, scope.account),
    showFor(visit, procedure, filter),
  ])
  const body = (
    <CaseListPage
      procedure={procedure}
      language={visit.language}
      today={scope.today}
      rows={page.rows}
      next={page.next}
      filter={filter}
      counts={counts}
      choices={choices}
      views={views}
      view={views.find(({ id }) => id === visit.query('view')) ?? null}
      me={scope.account}
      mayWork={visit.may('cases.work', scope.institution)}
    />
  )
  const title = procedure.words(visit.language)('names')
  return visit.show({ frame: 'desk', title, current: listAddress(procedure), body })
}

async function showFilters(visit: Visit, procedure: Procedure) {
  const { scope } = listPlace(visit, procedure)
  const filter = { ...filterOf(visit, procedure), after: null }
  const choices = await choicesOfList(visit.house, procedure, scope)
  const body = (
    <FilterPage
      procedure={procedure}
      language={visit.language}
      filter={filter}
      choices={choices}
      view={visit.query('view')}
    />
  )
  const title = casesWords(visit.language)('list.filters')
  return visit.show({ frame: 'desk', title, current: listAddress(procedure), body })
}
