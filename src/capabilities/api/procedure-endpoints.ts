import { z } from 'zod'
import { askedAs } from '../../platform/web/fields.ts'
import { languages, type Text } from '../../platform/words/languages.ts'
import { isClosed, list, type Procedure, schemas, stageCounts, waitsFor } from '../cases/index.ts'
import { type Endpoint, keyedEndpoint, nothing } from './endpoint.ts'
import { counts, ownKey, procedures as proceduresShape } from './shapes.ts'

/** What there is to read: the procedures, as values, and how many cases stand where. */
export function procedureEndpoints(procedures: readonly Procedure[]): Endpoint[] {
  const described = procedures.map(describe)
  return [
    keyedEndpoint({
      id: 'readKey',
      path: '/api/v1/key',
      needs: 'key',
      params: nothing,
      query: nothing,
      answer: ownKey,
      answers: async ({ caller: { key, institution } }) => ({
        institution,
        name: key.name,
        scopes: [...key.scopes],
        ends_on: key.endsOn,
      }),
    }),
    keyedEndpoint({
      id: 'listProcedures',
      path: '/api/v1/procedures',
      needs: 'cases:read',
      params: nothing,
      query: nothing,
      answer: proceduresShape,
      answers: async () => ({ items: described }),
    }),
    keyedEndpoint({
      id: 'countCases',
      path: '/api/v1/procedures/{procedure}/counts',
      needs: 'cases:read',
      params: z.object({ procedure: z.enum(namesOf(procedures)) }),
      query: nothing,
      answer: counts,
      answers: async ({ caller, params }) => {
        const procedure = procedureOf(procedures, params.procedure)
        const counted = await stageCounts(caller.db, caller.institution, procedure.name)
        const stages = stagesOf(procedure).map((stage) => {
          return { stage, title: said(procedure, `stage.${stage}`), count: counted.get(stage) ?? 0 }
        })
        return { procedure: procedure.name, stages }
      },
    }),
  ]
}

export const namesOf = (procedures: readonly Procedure[]) => procedures.map(({ name }) => name)

export function procedureOf(procedures: readonly Procedure[], name: string): Procedure {
  const found = procedures.find((procedure) => procedure.name === name)
  if (!found) throw new RangeError(`no procedure ${name}`)
  return found
}

/** The stages in which a case is the office's matter: what has not been sent yet is its subject's own. */
export function stagesOf(procedure: Procedure): string[] {
  return Object.keys(procedure.stages).filter((stage) => stage !== procedure.starts)
}

/** A message of a procedure in three languages. */
export function said(procedure: Procedure, key: string): Text {
  const [en, ru, ky] = languages.map((language) => procedure.words(language).find(key) ?? key)
  return { en: en ?? key, ru: ru ?? key, ky: ky ?? key }
}

function describe(procedure: Procedure) {
  return {
    name: procedure.name,
    title: said(procedure, 'names'),
    stages: stagesOf(procedure).map((name) => ({
      name,
      title: said(procedure, `stage.${name}`),
      waits_for: waitsFor(procedure, name),
      closed: isClosed(procedure, name),
    })),
    steps: Object.entries(procedure.steps).map(([name, step]) => ({
      name,
      title: said(procedure, `step.${name}`),
      from: [...list(step.from)],
      to: step.to,
      by: [...list(step.by)],
      asks: step.asks ? schemaOfFields(step.asks) : null,
    })),
    columns: procedure.listed.map((name) => ({ name, title: said(procedure, `column.${name}`) })),
    sections: Object.entries(procedure.sections).map(([name, facts]) => {
      return { name, title: said(procedure, `section.${name}`), facts: [...facts] }
    }),
    facts: factsSchema(procedure),
  }
}

/** The facts of a procedure as JSON Schema (2020-12), made from the value that its forms are made from. */
export function factsSchema(procedure: Procedure) {
  const schema = schemaOfFields(procedure.facts)
  const titles = schemas(procedure).map(([name]) => [name, procedure.words('en').find(`fact.${name}`) ?? name] as const)
  const properties = Object.fromEntries(
    titles.map(([name, title]) => [name, { title, ...(schema.properties?.[name] ?? {}) }]),
  )
  // Which questions are asked depends on the answers: none of them is always there.
  return { type: 'object', properties, additionalProperties: false }
}

function schemaOfFields(fields: z.ZodObject) {
  const { properties, required } = z.toJSONSchema(fields, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      delete jsonSchema.asked
      // A field is typed in parts and read into a day: what comes out is said here, because zod can't see through it.
      if (zodSchema instanceof z.ZodType && askedAs(zodSchema).as === 'day')
        Object.assign(jsonSchema, { type: 'string', format: 'date' })
    },
  })
  const shown = Object.entries(properties ?? {}).map(
    ([name, one]) => [name, typeof one === 'object' ? one : {}] as const,
  )
  return { type: 'object', properties: Object.fromEntries(shown), required: required ?? [] }
}
