import { z } from 'zod'
import { remembered } from '../../platform/days.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { Procedure } from '../cases/index.ts'
import { keyLimit, problemKinds } from './door.ts'
import type { Endpoint } from './endpoint.ts'
import { exampleOf, type Json, type JsonSchema } from './example.ts'
import { events, type HookEvent } from './hook-rules.ts'
import { factsSchema } from './procedure-endpoints.ts'
import { shapes } from './shapes.ts'
import { type ApiSay, apiWords } from './words.ts'

/** What the document and its page say of one parameter. */
export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description: string
  readonly schema: JsonSchema
}

/** The OpenAPI 3.1 document, made from the declarations that read the requests and check the answers. */
export function documentOf(endpoints: readonly Endpoint[], procedures: readonly Procedure[], url: string) {
  const t = apiWords('en')
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: t('doc.title'),
      version: '1',
      description: t('doc.lead'),
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url }],
    externalDocs: { url: `${url}/api` },
    tags: [{ name: 'cases' }, { name: 'institutions' }, { name: 'webhooks' }],
    security: [{ key: [] }],
    paths: Object.fromEntries(endpoints.map((endpoint) => [endpoint.path, { get: operationOf(endpoint, t) }])),
    webhooks: Object.fromEntries(events.map((event) => [event, { post: webhookOf(event, t) }])),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: t('doc.security') } },
      headers: headersOf(t),
      schemas: { ...schemasOf('en'), ...factSchemas(procedures), Problem: problemSchema(t) },
      responses: problemResponses(t),
    },
  }
}

function operationOf(endpoint: Endpoint, t: ApiSay) {
  const isOpen = endpoint.needs === 'open'
  const scope = endpoint.needs === 'key' || isOpen ? '' : t('doc.needs', { scope: endpoint.needs })
  const parameters = parametersOf(endpoint, t)
  return {
    operationId: endpoint.id,
    tags: [isOpen ? 'institutions' : 'cases'],
    summary: t.find(`operation.${endpoint.id}`) ?? endpoint.id,
    description: [t.find(`operation.${endpoint.id}.about`), scope].filter(Boolean).join(' '),
    ...(isOpen ? { security: [] } : {}),
    parameters,
    responses: {
      200: {
        description: t('doc.answer'),
        headers: headersHere(isOpen),
        content: { 'application/json': { schema: answerSchema(endpoint), example: exampleHere(endpoint) } },
      },
      304: { description: t('doc.unchanged') },
      ...(isOpen ? {} : { 401: refer('Unauthorized'), 403: refer('Forbidden'), 429: refer('TooManyRequests') }),
      ...(endpoint.path.includes('{') ? { 404: refer('NotFound') } : {}),
      422: refer('BadParameter'),
    },
  }
}

function webhookOf(event: HookEvent, t: ApiSay) {
  const shape = event.startsWith('case.') ? 'CaseEvent' : 'LetterEvent'
  const words = { type: 'string' }
  const headers = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
  return {
    operationId: event,
    tags: ['webhooks'],
    summary: t(`event.${event}`),
    description: t('doc.webhooks.sign'),
    security: [],
    parameters: headers.map((name) => ({ name, in: 'header', required: true, schema: words })),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${shape}` } } },
    },
    responses: { '2XX': { description: t('doc.webhooks.taken') } },
  }
}

const refer = (name: string) => ({ $ref: `#/components/responses/${name}` })
const header = (name: string) => ({ $ref: `#/components/headers/${name}` })

function headersHere(isOpen: boolean) {
  const limits = { RateLimit: header('RateLimit'), 'RateLimit-Policy': header('RateLimitPolicy') }
  return { ETag: header('ETag'), ...(isOpen ? {} : limits) }
}

function headersOf(t: ApiSay) {
  const text = { type: 'string' }
  return {
    ETag: { description: t('doc.header.etag'), schema: text },
    RateLimit: { description: t('doc.header.limit'), schema: text, example: '"key";r=299;t=42' },
    RateLimitPolicy: {
      description: t('doc.header.policy'),
      schema: text,
      example: `"key";q=${keyLimit.most};w=${keyLimit.minutes * 60}`,
    },
    RetryAfter: { description: t('doc.header.retry'), schema: { type: 'integer' } },
  }
}

/** The parameters of an address, as the schema reads them. */
export function parametersOf({ params, query }: Endpoint, t: ApiSay): Parameter[] {
  return [...parametersIn(params, 'path', t), ...parametersIn(query, 'query', t)]
}

function parametersIn(schema: z.ZodObject, place: Parameter['in'], t: ApiSay): Parameter[] {
  const { properties = {}, required = [] } = clean(z.toJSONSchema(schema))
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || (required.includes(name) && !('default' in one)),
    description: t.find(`parameter.${name}`) ?? t('parameter.own', { column: name.replace('own.', '') }),
    schema: one,
  }))
}

/** The shapes by name, with what is to know of their fields. */
export const schemasOf = remembered((language: Language): Readonly<Record<string, JsonSchema>> => {
  const t = apiWords(language)
  const { schemas } = z.toJSONSchema(shapes, { uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => {
      const whole = clean(schema)
      for (const [name, property] of Object.entries(whole.properties ?? {})) {
        const about = t.find(`field.${id}.${name}`) ?? t.find(`field.${name}`)
        if (about) property.description = about
      }
      return [id, whole]
    }),
  )
})

function factSchemas(procedures: readonly Procedure[]) {
  return Object.fromEntries(procedures.map((procedure) => [`facts.${procedure.name}`, factsSchema(procedure)]))
}

export const shapeName = ({ answer }: Pick<Endpoint, 'answer'>) => shapes.get(answer)?.id ?? ''
const answerSchema = (endpoint: Endpoint) => ({ $ref: `#/components/schemas/${shapeName(endpoint)}` })

/** What an answer looks like. */
export function exampleHere(endpoint: Endpoint): Json {
  const all = schemasOf('en')
  return exampleOf(all[shapeName(endpoint)] ?? {}, all)
}

function problemSchema(t: ApiSay) {
  const text = { type: 'string' }
  return {
    type: 'object',
    description: t('doc.problem'),
    required: ['type', 'title', 'status', 'detail'],
    properties: {
      type: { type: 'string', format: 'uri' },
      title: text,
      status: { type: 'integer', enum: [...new Set(Object.values(problemKinds))] },
      detail: text,
      errors: {
        type: 'array',
        items: { type: 'object', required: ['parameter', 'detail'], properties: { parameter: text, detail: text } },
      },
    },
  }
}

function problemResponses(t: ApiSay) {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  return {
    Unauthorized: { description: t('problem.key-missing'), content },
    Forbidden: { description: t('problem.scope-missing'), content },
    NotFound: { description: t('problem.not-found'), content },
    BadParameter: { description: t('problem.bad-parameter'), content },
    TooManyRequests: {
      description: t('problem.too-many-requests'),
      headers: { 'Retry-After': header('RetryAfter') },
      content,
    },
  }
}

const shape: z.ZodType<JsonSchema> = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  get properties() {
    return z.record(z.string(), shape).optional()
  },
  get items() {
    return shape.optional()
  },
  get anyOf() {
    return z.array(shape).optional()
  },
  get additionalProperties() {
    return z.union([z.boolean(), shape]).optional()
  },
  required: z.array(z.string()).optional(),
})

// What zod adds for itself: an id that is no address, and for a day a pattern longer than its page beside its format.
function clean(schema: unknown): JsonSchema {
  return shape.parse(
    JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
      if (key === '$id' || key === '$schema') return undefined
      if (typeof value !== 'object' || value === null || !('format' in value)) return value
      return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'pattern'))
    }),
  )
}
