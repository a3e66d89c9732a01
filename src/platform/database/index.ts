import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

/** A connection scope: `within(institution)` sees that institution's rows only; `shared` sees none that belong to one. */
export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

/** The tables of sign-in, and the institutions' own rules for it. They belong to nobody's institution, so asking them needs no word about which one. */
type AccountTables = Pick<
  Tables,
  'accounts' | 'sessions' | 'credentials' | 'verifications' | 'second_factors' | 'memberships' | 'institutions'
>
export type AccountsDb = Kysely<AccountTables>

export interface Database {
  readonly shared: Db
  /** Sign-in alone: on any connection, whatever it was last opened for. */
  readonly accounts: AccountsDb
  within(institution: string): Db
  /** For libraries that bring their own SQL (jobs): runs on the program's own role, outside every institution. */
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** The scope of rows that belong to the program itself. */
export const itself = '-'

/**
 * Opens the program's connections. Every connection works as `kopuro_app`, which row security binds; each checkout says
 * for which institution, so a query that forgets to ask still sees one institution's rows and no other.
 */
export function openDatabase(config: pg.PoolConfig): Database {
  pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  const pool = new pg.Pool({ ...config, Client: NamingClient })
  // An idle connection that the server closes is replaced at the next checkout; without a listener it would end the program.
  pool.on('error', () => {})
  const scopes = new Map<string, Db>()
  const within = (institution: string) => {
    let scope = scopes.get(institution)
    if (!scope) {
      scope = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: scopedPool(pool, institution) }) })
      scopes.set(institution, scope)
    }
    return scope
  }
  const accounts = new Kysely<AccountTables>({ dialect: new PostgresDialect({ pool }) })
  return { shared: within(itself), accounts, within, pool, close: () => pool.end() }
}

const where = new WeakMap<pg.PoolClient, string>()

function scopedPool(pool: pg.Pool, institution: string) {
  return {
    connect: async () => {
      const client = await pool.connect()
      if (where.get(client) !== institution) {
        try {
          await client.query("select set_config('kopuro.institution', $1, false)", [institution])
        } catch (error) {
          client.release(true)
          throw error
        }
        where.set(client, institution)
      }
      return client
    },
    end: async () => {},
    options: {},
  }
}

const names = new Map<string, string>()

/** Names each statement by its text: PostgreSQL then plans it once a connection, which halves its work on short queries. */
class NamingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's query has eleven overloads; this passes all of them through.
  override query(...args: any[]): any {
    const [text, values] = args
    if (typeof text !== 'string' || !Array.isArray(values)) return Reflect.apply(super.query, this, args)
    let name = names.get(text)
    if (!name && names.size < 2000) {
      name = createHash('sha1').update(text).digest('base64url')
      names.set(text, name)
    }
    return Reflect.apply(super.query, this, [name ? { name, text, values } : { text, values }, ...args.slice(2)])
  }
}
