import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import {
  colleaguesHere,
  findCase,
  findRow,
  groundOf,
  journalOf,
  type Procedure,
  searchPage,
  viewOf,
} from '../cases/index.ts'
import { lettersOf } from '../correspondence/index.ts'
import { letterFrom, listedFrom, wholeFrom } from './case-answers.ts'
import { caseQuery, closeCursor, filterOf } from './case-query.ts'
import type { Caller } from './door.ts'
import { type Endpoint, keyedEndpoint, nothing } from './endpoint.ts'
import { insertLook } from './key-store.ts'
import { caseList, letters, wholeCase } from './shapes.ts'

const oneCase = z.object({ id: z.uuid() })

/** The pipeline for programs: lists with the desk's filters, one case, its letters. */
export function caseEndpoints(procedures: readonly Procedure[]): Endpoint[] {
  return [
    keyedEndpoint({
      id: 'listCases',
      path: '/api/v1/cases',
      needs: 'cases:read',
      query: caseQuery(procedures),
      params: nothing,
      answer: caseList,
      answers: async ({ visit: { house }, caller, query }) => {
        const { procedure, filter } = await filterOf(caller, procedures, query, house)
        const scope = {
          institution: caller.institution,
          procedure: procedure.name,
          account: '',
          today: caller.today,
          mayLook: caller.key.scopes.includes('facts:read'),
        }
        const { rows, next } = await searchPage(house, procedure, scope, filter, query.limit)
        const told = { url: house.url, procedure, colleagues: await colleaguesHere(house, caller.institution) }
        return { items: rows.map((row) => listedFrom(row, told)), next_cursor: next && closeCursor(filter, next) }
      },
    }),
    keyedEndpoint({
      id: 'readCase',
      path: '/api/v1/cases/{id}',
      needs: 'cases:read',
      params: oneCase,
      query: nothing,
      answer: wholeCase,
      answers: async ({ visit: { house }, caller, params }) => {
        const { row, procedure } = await rowHere(caller, procedures, params.id)
        const ground = await groundOf(house, caller.institution, procedure)
        const view = await viewOf(ground, caller.db, procedure, await findCase(caller.db, row.id))
        const told = { url: house.url, procedure, colleagues: await colleaguesHere(house, caller.institution) }
        const whole = wholeFrom(view, await journalOf(caller.db, row.id))
        if (!caller.key.scopes.includes('facts:read')) return { ...listedFrom(row, told), ...whole, facts: null }
        await insertLook(caller.db, caller.institution, caller.key.id, row.id, house.clock.now())
        return { ...listedFrom(row, told), ...whole, facts: factsFrom(view.standing.facts) }
      },
    }),
    keyedEndpoint({
      id: 'listLetters',
      path: '/api/v1/cases/{id}/letters',
      needs: 'letters:read',
      params: oneCase,
      query: nothing,
      answer: letters,
      answers: async ({ visit, caller, params }) => {
        const { row } = await rowHere(caller, procedures, params.id)
        const found = await lettersOf(caller.db, row.id)
        return { items: found.map((letter) => letterFrom(letter, visit.house.url)) }
      },
    }),
  ]
}

async function rowHere({ db }: Caller, procedures: readonly Procedure[], id: string) {
  const row = await findRow(db, id)
  const procedure = procedures.find(({ name }) => name === row?.procedure)
  if (!row || !procedure) throw new NotFound()
  return { row, procedure }
}

// As they were sent: what a person is changing at this moment is theirs until they send it again.
function factsFrom(facts: unknown): Record<string, unknown> {
  return typeof facts === 'object' && facts !== null ? { ...facts } : {}
}
