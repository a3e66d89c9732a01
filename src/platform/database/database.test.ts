import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { CannotStart } from '../cannot-start.ts'
import { openDatabase } from './index.ts'
import { listFrom, optionalTextFrom, stringsFrom, textFrom } from './json.ts'
import { migrate } from './migrate.ts'
import { tableTypes } from './table-types.ts'

let town: TestHouse
beforeAll(async () => {
  town = await testHouse({ jobs: false })
})
afterAll(() => town.close())

test('the types of the tables are those of the migrated database', async () => {
  expect(await readFile(new URL('./tables.ts', import.meta.url), 'utf8')).toBe(await tableTypes(town.owner))
})

describe('migrating', () => {
  const names: string[] = []
  /** An empty database, as its owner reaches it. */
  async function empty() {
    const { socket, port } = inject('database')
    const database = `t_${crypto.randomUUID().replaceAll('-', '')}`
    names.push(database)
    await town.owner.query(`create database ${database}`)
    return { host: socket, port, user: 'kopuro_owner', database }
  }
  const ask = async (owner: pg.ClientConfig, text: string) => {
    const client = new pg.Client(owner)
    await client.connect()
    try {
      return (await client.query(text)).rows
    } finally {
      await client.end()
    }
  }
  afterAll(async () => {
    for (const name of names) await town.owner.query(`drop database ${name} with (force)`)
  })

  test('an empty database gets everything once, also when two programs start together', async () => {
    const owner = await empty()
    const [one, two] = await Promise.all([migrate(owner), migrate(owner)])
    const applied = await ask(owner, 'select name from migrations')
    expect([one, two].sort()).toEqual([0, applied.length])
    expect(applied.length).toBeGreaterThan(4)
    expect(await migrate(owner)).toBe(0)
  })

  test('a database that a newer program made is refused, and named', async () => {
    const owner = await empty()
    await migrate(owner)
    await ask(owner, "insert into migrations (name, hash) values ('9999_from-tomorrow.sql', 'x')")
    const refusal = await migrate(owner).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(CannotStart)
    expect(String(refusal)).toContain('newer than this program (it has 9999_from-tomorrow.sql)')
  })

  test('a migration that was edited after it ran is refused', async () => {
    const owner = await empty()
    await migrate(owner)
    await ask(owner, "update migrations set hash = 'another' where name like '0003%'")
    const refusal = await migrate(owner).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(CannotStart)
    expect(String(refusal)).toContain('0003')
  })
})

describe('institutions are kept apart', () => {
  test('in every table that has an institution, by the database itself', async () => {
    const { rows } = await town.owner.query(`
      select c.relname as name, c.relrowsecurity and (select count(*) > 0 from pg_policy p where p.polrelid = c.oid) as kept
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'institution_id' and not a.attisdropped
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`)
    // Who works where is asked before anybody has been let in anywhere.
    expect(rows.filter(({ kept }) => !kept).map(({ name }) => name)).toEqual(['memberships'])
    expect(rows.length).toBeGreaterThan(15)
  })

  test('the program’s own role owns nothing, changes no structure and empties no table', async () => {
    const db = town.house.database.within('kslu')
    await expect(sql`truncate cases cascade`.execute(db)).rejects.toThrow(/permission denied|must be owner/)
    await expect(sql`alter table cases disable row level security`.execute(db)).rejects.toThrow(/must be owner/)
    await expect(sql`set role kopuro_owner`.execute(db)).rejects.toThrow(/permission denied/)
    await expect(sql`create table mine (x int)`.execute(db)).rejects.toThrow(/permission denied/)
    const { rows } = await town.owner.query(
      "select count(*)::int as count from pg_class where relowner = 'kopuro_app'::regrole",
    )
    expect(rows[0].count).toBe(0)
  })

  test('also when many ask at once over two connections', async () => {
    const { socket, port } = inject('database')
    const { rows } = await town.owner.query('select current_database() as name')
    const database = openDatabase({ host: socket, port, user: 'kopuro_app', database: rows[0].name, max: 2 })
    const places = ['kslu', 'kstu', 'eimu', '-']
    const answers = await Promise.all(
      Array.from({ length: 80 }, async (_, at) => {
        const place = places[at % places.length] ?? ''
        if (at % 7 === 0) await sql`select 1 / 0`.execute(database.within(place)).catch(() => {})
        const found = await database.within(place).selectFrom('units').select('institution_id').distinct().execute()
        return `${place}: ${found.map((row) => row.institution_id).join()}`
      }),
    )
    await database.close()
    expect(new Set(answers)).toEqual(new Set(['kslu: kslu', 'kstu: kstu', 'eimu: eimu', '-: ']))
  })

  test('a place that nobody knows sees nothing, whatever it is called', async () => {
    for (const place of ['', 'nowhere', "kslu' or '1'='1", '%', 'KSLU'])
      expect(await town.house.database.within(place).selectFrom('units').selectAll().execute()).toEqual([])
  })
})

describe('what comes out of a jsonb column', () => {
  test('a text is in three languages, or it is a fault of ours', () => {
    expect(textFrom({ en: 'a', ru: 'б', ky: 'в', more: 1 })).toEqual({ en: 'a', ru: 'б', ky: 'в' })
    for (const wrong of [null, 'a', {}, { en: 'a', ru: 'б' }, { en: 'a', ru: 'б', ky: 1 }])
      expect(() => textFrom(wrong)).toThrow(TypeError)
    expect(optionalTextFrom(null)).toBeNull()
    expect(optionalTextFrom(undefined)).toBeNull()
  })

  test('strings are what is a string', () => {
    expect(stringsFrom({ a: 'x', b: 1, c: null, d: ['y'] })).toEqual({ a: 'x' })
    expect(stringsFrom(null)).toEqual({})
    expect(listFrom(['a', 1, null, 'b'])).toEqual(['a', 'b'])
    expect(listFrom('a')).toEqual([])
  })
})
