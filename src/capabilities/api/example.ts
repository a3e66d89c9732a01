export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** As much of JSON Schema as the document has. */
export interface JsonSchema {
  readonly type?: string | readonly string[] | undefined
  readonly format?: string | undefined
  description?: string | undefined
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined
  readonly items?: JsonSchema | undefined
  readonly anyOf?: readonly JsonSchema[] | undefined
  readonly additionalProperties?: boolean | JsonSchema | undefined
  readonly required?: readonly string[] | undefined
  readonly [more: string]: unknown
}

const byFormat: Readonly<Record<string, string>> = {
  uuid: '0199f2c4-6b1e-7a3d-9c52-5d7f0e8a1b44',
  date: '2026-09-01',
  'date-time': '2026-09-01T04:30:00.000Z',
  uri: 'https://office.example/kslu/en/',
}
const byName: Readonly<Record<string, Json>> = {
  procedure: 'admission',
  number: 'KSLU-2026-00042',
  name: 'SAMPLE Zara',
  stage: 'sent',
  hash: 'u1Z3n0x2Qm',
  en: 'Sent',
  ru: 'Отправлено',
  ky: 'Жөнөтүлдү',
  institution: 'kslu',
  columns: { citizenship: { en: 'Pakistan', ru: 'Пакистан', ky: 'Пакистан' } },
  scopes: ['cases:read'],
}

/** One value that a schema allows, for a person to look at: always the same. */
export function exampleOf(schema: JsonSchema, all: Readonly<Record<string, JsonSchema>>, name = ''): Json {
  const { $ref, anyOf, properties } = schema
  const type = typeof schema.type === 'object' ? schema.type[0] : schema.type
  if (typeof $ref === 'string') return exampleOf(all[$ref.split('/').at(-1) ?? ''] ?? {}, all, name)
  if (anyOf?.[0]) return exampleOf(anyOf[0], all, name)
  if (Array.isArray(schema.enum) && typeof schema.enum[0] === 'string') return schema.enum[0]
  if (type === 'object' && properties)
    return Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, exampleOf(one, all, key)]))
  const known = byName[name]
  if (known !== undefined && type === kindOf(known)) return known
  if (type === 'array') return schema.items ? [exampleOf(schema.items, all)] : []
  if (type === 'integer' || type === 'number') return 1
  if (type === 'boolean') return true
  if (type === 'object') return {}
  return byFormat[schema.format ?? ''] ?? 'words'
}

function kindOf(value: Json): string {
  return Array.isArray(value) ? 'array' : typeof value
}
