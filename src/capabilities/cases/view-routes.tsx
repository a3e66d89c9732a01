import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import { line } from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { queryOf, readFilter } from './list-filter.ts'
import { listAddress, withFilter } from './list-page.tsx'
import { filterOf, listPlace, procedureHere, showFor } from './list-place.ts'
import type { Procedure } from './procedure.ts'
import { ViewPage } from './view-pages.tsx'
import { changeView, insertView, removeView, type SavedView, viewsFor } from './view-store.ts'
import { casesWords } from './words.ts'

const given = z.object({ name: line(60), query: z.string().max(4000), shared: z.literal('yes').optional() })

/** Lists with names: one's own, or shared with the colleagues of the institution. */
export function viewRoutes(procedures: readonly Procedure[]): Routes {
  const here = (visit: Visit) => procedureHere(visit, procedures)
  return new Routes()
    .get('/desk/cases/:procedure/views', may('cases.read'), (visit) => showView(visit, here(visit), null))
    .post('/desk/cases/:procedure/views', may('cases.read'), (visit) => keep(visit, here(visit), null))
    .get('/desk/cases/:procedure/views/:view', may('cases.read'), async (visit) =>
      showView(visit, here(visit), await ownView(visit, here(visit))),
    )
    .post('/desk/cases/:procedure/views/:view', may('cases.read'), async (visit) =>
      keep(visit, here(visit), await ownView(visit, here(visit))),
    )
    .post('/desk/cases/:procedure/views/:view/removal', may('cases.read'), async (visit) => {
      const view = await ownView(visit, here(visit))
      await removeView(listPlace(visit, here(visit)).db, view.id, visit.account.accountId)
      return visit.go(listAddress(here(visit)))
    })
}

// A colleague's view can be used, not changed.
async function ownView(visit: Visit, procedure: Procedure): Promise<SavedView> {
  const { db } = listPlace(visit, procedure)
  const views = await viewsFor(db, procedure.name, visit.account.accountId)
  const own = views.find(({ id, ownerId }) => id === visit.param('view') && ownerId === visit.account.accountId)
  if (!own) throw new NotFound()
  return own
}

interface Slip {
  readonly typed: { readonly name: string; readonly shared: boolean }
  readonly query: string
  readonly problems: readonly Problem[]
}

async function showView(visit: Visit, procedure: Procedure, view: SavedView | null, slip?: Slip) {
  const filter = slip ? readFilter(new URLSearchParams(slip.query), procedure) : filterOf(visit, procedure)
  const { said } = await showFor(visit, procedure, filter)
  const body = (
    <ViewPage
      procedure={procedure}
      language={visit.language}
      filter={{ ...filter, after: null }}
      said={said}
      view={view}
      typed={slip?.typed ?? { name: view?.name ?? '', shared: Boolean(view?.sharedAt) }}
      problems={slip?.problems ?? []}
    />
  )
  const title = casesWords(visit.language)(view ? 'view.change' : 'view.save')
  return visit.show({ frame: 'desk', title, current: listAddress(procedure), body }, slip ? 422 : 200)
}

async function keep(visit: Visit, procedure: Procedure, view: SavedView | null) {
  const form = await visit.form(given)
  const { name = '', query = '', shared } = form.typed
  const slipped = (problems: readonly Problem[]) =>
    showView(visit, procedure, view, { typed: { name, shared: shared === 'yes' }, query, problems })
  if (!form.ok) return slipped(form.problems)

  const filter = readFilter(new URLSearchParams(form.value.query), procedure)
  const kept = {
    name: form.value.name,
    shared: form.value.shared === 'yes',
    query: queryOf({ ...filter, after: null }, procedure),
  }
  const { db, scope } = listPlace(visit, procedure)
  const owner = visit.by
  const place = { institution: scope.institution, procedure: procedure.name, owner }
  const id = view
    ? (await changeView(db, view.id, owner.id, kept)) && view.id
    : await insertView(db, { ...kept, ...place })
  return id ? visit.go(withFilter(procedure, '', filter, id)) : slipped([{ field: 'name', key: 'view.taken' }])
}
