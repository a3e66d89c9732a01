import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import {
  type Contact,
  findInstitution,
  type Institution,
  listInstitutions,
  type Office,
  officeOf,
} from '../institutions/index.ts'
import { programmesOf } from '../programmes/index.ts'
import { type Endpoint, nothing, openEndpoint } from './endpoint.ts'
import { institutions, office, programmes } from './shapes.ts'

const oneInstitution = z.object({ institution: z.string().max(40) })

/** What the public pages show, for whoever asks. */
export function institutionEndpoints(): Endpoint[] {
  return [
    openEndpoint({
      id: 'listInstitutions',
      path: '/api/v1/institutions',
      params: nothing,
      query: nothing,
      answer: institutions,
      answers: async ({ visit: { house } }) => {
        const all = await listInstitutions(house.database.shared)
        return { items: all.map((one) => institutionFrom(one, house.url)) }
      },
    }),
    openEndpoint({
      id: 'readOffice',
      path: '/api/v1/institutions/{institution}',
      params: oneInstitution,
      query: nothing,
      answer: office,
      answers: async ({ visit, params }) => {
        const found = await institutionHere(visit, params.institution)
        const here = await officeOf(visit.within(found.id))
        return {
          institution: institutionFrom(found, visit.house.url),
          contacts: here.contacts.map((contact) => contactFrom(contact, here)),
          staff: here.staff
            .filter(({ former }) => !former)
            .map(({ name, post, contacts }) => {
              return { name, post, contacts: contacts.map((contact) => contactFrom(contact, here)) }
            }),
        }
      },
    }),
    openEndpoint({
      id: 'listProgrammes',
      path: '/api/v1/institutions/{institution}/programmes',
      params: oneInstitution,
      query: nothing,
      answer: programmes,
      answers: async ({ visit, params }) => {
        const { id } = await institutionHere(visit, params.institution)
        const levels = await programmesOf(visit.within(id))
        return {
          items: levels.flatMap((level) =>
            level.programmes.map((one) => ({
              id: one.id,
              level: one.level,
              code: one.code,
              name: one.name,
              profiles: one.profiles.map(({ key, name }) => ({ key, name })),
              mode: one.mode,
              open_for_application: one.openForApplication,
              note: one.note,
              page: `${visit.house.url}/${id}/en/programmes/${one.level ?? 'other'}/${one.id}`,
            })),
          ),
        }
      },
    }),
  ]
}

// An institution that nobody knows must not get a scope of the database.
async function institutionHere(visit: Visit, id: string): Promise<Institution> {
  const found = await findInstitution(visit.house.database.shared, id)
  if (!found) throw new NotFound()
  return found
}

function institutionFrom({ id, name, short, city }: Institution, url: string) {
  return { id, name, short, city, page: `${url}/${id}/en/`, apply: `${url}/${id}/en/apply` }
}

function contactFrom({ kind, value, text, purpose, unit }: Contact, { units }: Office) {
  return { kind, value, text, purpose, unit: units.find(({ id }) => id === unit)?.name ?? null }
}
