import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { type Choices, choicesOfList, colleaguesHere } from './list-choices.ts'
import { type Filter, readFilter } from './list-filter.ts'
import { sayFilter } from './list-said.ts'
import { listCases, type Scope, wordsLike } from './list-store.ts'
import type { Procedure } from './procedure.ts'

export function procedureHere(visit: Visit, procedures: readonly Procedure[]): Procedure {
  const procedure = procedures.find(({ name }) => name === visit.param('procedure'))
  if (!procedure) throw new NotFound()
  return procedure
}

/** Where the visit's list is: the institution's database, whose `mine`, and which day. */
export function listPlace(visit: Visit, procedure: Procedure) {
  const { institution } = visit.place('cases.read')
  const scope: Scope = {
    institution,
    procedure: procedure.name,
    account: visit.account.accountId,
    today: visit.house.clock.today(),
    mayLook: visit.may('papers.look', institution),
  }
  return { db: visit.within(institution), scope }
}

export function queryHere(visit: Visit): URLSearchParams {
  return new URL(visit.c.req.url).searchParams
}

export function filterOf(visit: Visit, procedure: Procedure): Filter {
  return readFilter(queryHere(visit), procedure)
}

/** The words for a filter, and of the choices what they need: a plain list asks the database for none. */
export async function showFor(visit: Visit, procedure: Procedure, filter: Filter) {
  const { scope } = listPlace(visit, procedure)
  const needsAll = filter.paper !== null || filter.unit !== null || Object.keys(filter.own).length > 0
  const choices: Choices = needsAll
    ? await choicesOfList(visit.house, procedure, scope)
    : { colleagues: await colleaguesHere(visit.house, scope.institution), papers: new Map(), own: {}, units: [] }
  return { choices, said: sayFilter(filter, procedure, choices, visit.language) }
}

/**
 * The filter as the search of the list understands it: when nobody has the first word as a whole, the first word that
 * begins like it stands for it.
 */
export async function meantFilter(visit: Visit, procedure: Procedure): Promise<Filter> {
  const { db, scope } = listPlace(visit, procedure)
  const filter = { ...filterOf(visit, procedure), after: null }
  const [first, ...others] = foldWords(filter.search)
  if (!first || (await listCases(db, scope, filter, 1)).length > 0) return filter
  const [whole] = await wordsLike(db, scope, first)
  return whole ? { ...filter, search: [whole, ...others].join(' ') } : filter
}
