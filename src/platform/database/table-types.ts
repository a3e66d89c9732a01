import type pg from 'pg'

/** TypeScript for the tables of a migrated database: what `src/platform/database/tables.ts` must say. */
export async function tableTypes(client: pg.Client | pg.Pool): Promise<string> {
  const { rows } = await client.query<Column>(`
    select c.table_name as "table", c.column_name as "column", c.udt_name as type, c.is_nullable = 'YES' as nullable,
      c.column_default is not null or c.is_identity = 'YES' or c.is_generated = 'ALWAYS' as "hasDefault"
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> 'migrations'
    order by c.table_name, c.ordinal_position`)
  const tables = Map.groupBy(rows, (row) => row.table)
  return [
    '// Made from the migrated database by `node bin/kopuro.mjs types`; a test holds it against the migrations.',
    "import type { ColumnType, Generated } from 'kysely'",
    '',
    'export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }',
    '',
    'export interface Tables {',
    ...[...tables.keys()].map((table) => `  ${table}: {\n${(tables.get(table) ?? []).map(line).join('\n')}\n  }`),
    '}',
    '',
  ].join('\n')
}

interface Column {
  table: string
  column: string
  type: string
  nullable: boolean
  hasDefault: boolean
}

const plain: Readonly<Record<string, string>> = {
  text: 'string',
  uuid: 'string',
  date: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  // Exact, so not a number of JavaScript.
  numeric: 'string',
  timestamptz: 'Date',
  _text: 'string[]',
  _int4: 'number[]',
  _float8: 'number[]',
  _uuid: 'string[]',
}

function line({ column, type, nullable, hasDefault }: Column): string {
  const or = nullable ? ' | null' : ''
  if (type === 'jsonb') {
    const write = hasDefault || nullable ? `string${or} | undefined` : `string${or}`
    return `    ${column}: ColumnType<Json${or}, ${write}, string${or}>`
  }
  const known = plain[type]
  if (!known) throw new RangeError(`the column ${column} has the type ${type}, which table-types.ts doesn't know`)
  return `    ${column}: ${hasDefault ? `Generated<${known}${or}>` : `${known}${or}`}`
}
