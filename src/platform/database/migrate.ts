import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'

const folder = new URL('../../../migrations/', import.meta.url)

/**
 * Brings the database to this program's version, as its owner: numbered SQL, forward only, each in a transaction.
 * Throws CannotStart when the database is newer than the program or a merged migration was edited.
 */
export async function migrate(owner: pg.ClientConfig): Promise<number> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    // Two programs that start together on one server migrate one after the other.
    await client.query("select pg_advisory_lock(hashtext('kopuro.migrate'))")
    await makeRole(client)
    return await applyAll(client)
  } finally {
    await client.end()
  }
}

async function applyAll(client: pg.Client): Promise<number> {
  await client.query(
    'create table if not exists migrations (name text primary key, hash text not null, at timestamptz not null default now())',
  )
  const applied = new Map<string, string>(
    (await client.query<{ name: string; hash: string }>('select name, hash from migrations')).rows.map((row) => [
      row.name,
      row.hash,
    ]),
  )
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const odd = files.find((name) => !/^\d{4}_[a-z-]+\.sql$/.test(name))
  if (odd) throw new CannotStart(`The migration ${odd} has no name like 0001_foundations.sql.`)
  const unknown = [...applied.keys()].filter((name) => !files.includes(name)).sort()
  if (unknown.length > 0) {
    throw new CannotStart(
      `The database is newer than this program (it has ${unknown.at(-1)}): start the newer Kopuro on it.`,
    )
  }
  let count = 0
  for (const name of files) {
    const sql = await readFile(new URL(name, folder), 'utf8')
    const hash = createHash('sha256').update(sql).digest('hex')
    const before = applied.get(name)
    if (before && before !== hash)
      throw new CannotStart(`The migration ${name} is not the one this database was made with.`)
    if (before) continue
    await applyOne(client, name, sql, hash)
    count += 1
  }
  return count
}

async function applyOne(client: pg.Client, name: string, sql: string, hash: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into migrations (name, hash) values ($1, $2)', [name, hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** The role that the program works as: it owns nothing and can't step around row security. */
async function makeRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    "select rolsuper or rolbypassrls as unsafe from pg_roles where rolname = 'kopuro_app'",
  )
  if (rows.length === 0)
    await client.query('create role kopuro_app login nosuperuser nobypassrls nocreatedb nocreaterole')
  if (rows[0]?.unsafe)
    throw new CannotStart('The role kopuro_app may step around row security: take that right from it.')
  await client.query('grant kopuro_app to current_user')
  await client.query('grant usage on schema public to kopuro_app')
}
