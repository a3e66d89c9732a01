import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CannotStart } from '../cannot-start.ts'
import { type Embedded, findEmbedded, type Reachable, startEmbedded } from './embedded.ts'

let parent: string
beforeAll(async () => {
  parent = await fs.mkdtemp(join(tmpdir(), 'kopuro-embedded-'))
  await fs.chmod(parent, 0o755)
})
afterAll(() => fs.rm(parent, { recursive: true, force: true }))

describe('a data folder, from one start to the next', { timeout: 60_000 }, () => {
  let folder: string
  let running: Embedded
  let killed: ChildProcess

  test('the first start makes a database, and throws away what an interrupted one left', async () => {
    folder = join(parent, 'Мои данные, 2')
    for (const left of ['cluster.new/base', 'cluster.new-999999999', 'runtime-18.new-999999999/bin']) {
      await fs.mkdir(join(folder, 'postgres', left), { recursive: true })
    }
    running = await startEmbedded(folder)

    expect(running.adopted).toBe(false)
    expect((await fs.readdir(join(folder, 'postgres'))).filter((name) => name.includes('.new'))).toEqual([])
    await ask(running, 'create table notes (line text)')
    await ask(running, "insert into notes values ('kept')")
  })

  test('Russian and Kyrgyz words sort as in a dictionary and can be searched by their parts', async () => {
    await ask(running, 'create extension pg_trgm')
    expect(
      await ask(running, "select string_agg(x, '' order by x) as a from unnest('{ү,о,ң,у,п,ө,н}'::text[]) x"),
    ).toEqual([{ a: 'нңоөпуү' }])
    expect(await ask(running, "select cardinality(show_trgm('көпүрө')) as a, lower('ӨҢҮ') as b")).toEqual([
      { a: 7, b: 'өңү' },
    ])
  })

  test('nobody else on the machine gets to it, and not over the network', async () => {
    expect((await fs.stat(running.socket)).mode & 0o777).toBe(0o700)
    expect(await ask(running, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
    expect(await ask(running, 'show fsync')).toEqual([{ fsync: 'on' }])
  })

  test('a second program is refused with the number of the first; a command beside it finds the database', async () => {
    await expect(startEmbedded(folder)).rejects.toThrow(
      new CannotStart(`Another Kopuro is already running on the data folder ${folder} (process ${process.pid}).`),
    )
    const beside = await findEmbedded(folder)
    expect(beside && (await linesIn(beside))).toEqual(['kept'])
  })

  test('it ends with the program, and the second start finds the same data', async () => {
    await running.stop()
    expect(await findEmbedded(folder)).toBeNull()

    killed = await startInAnotherProgram(folder)
    const beside = await findEmbedded(folder)
    expect(beside && (await linesIn(beside))).toEqual(['kept'])
  })

  test('after kill -9 of the program the next start takes over what still runs', async () => {
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    running = await startEmbedded(folder)

    expect(running.adopted).toBe(true)
    expect(await linesIn(running)).toEqual(['kept'])
  })

  test('after kill -9 of PostgreSQL the program starts it again and still has the folder to itself', async () => {
    const pidFile = join(folder, 'postgres/cluster/postmaster.pid')
    process.kill(Number((await fs.readFile(pidFile, 'utf8')).split('\n')[0]), 'SIGKILL')

    await expect.poll(() => linesIn(running).catch(() => []), { timeout: 15_000 }).toEqual(['kept'])
    // The new PostgreSQL answers a moment before the program has the folder again.
    const locks = () => ask(running, "select count(*)::int as held from pg_locks where locktype = 'advisory'")
    await expect.poll(locks, { timeout: 15_000 }).toEqual([{ held: 1 }])
    await expect(startEmbedded(folder)).rejects.toThrow('Another Kopuro')
    await running.stop()
  })

  test('a number that another process has by now does not keep PostgreSQL from starting', async () => {
    const pidFile = join(folder, 'postgres/cluster/postmaster.pid')
    await fs.writeFile(pidFile, `${process.pid}\n${join(folder, 'postgres/cluster')}\n1700000000\n5432\n\n\n`)
    const { uid, gid } = await fs.stat(join(folder, 'postgres/cluster'))
    await fs.chown(pidFile, uid, gid)

    await (await startEmbedded(folder)).stop()
  })

  test('what PostgreSQL says is passed on when it does not start', async () => {
    await fs.appendFile(join(folder, 'postgres/cluster/postgresql.conf'), 'no_such_setting = 1\n')
    await expect(startEmbedded(folder)).rejects.toThrow(
      /^PostgreSQL ended right after its start: .*(no_such_setting|errors)/,
    )
  })
})

test('a path too long for a socket puts the socket elsewhere', { timeout: 60_000 }, async () => {
  const running = await startEmbedded(join(parent, 'a-long-name'.repeat(10)))
  try {
    expect(running.socket).toMatch(/^\/tmp\/kopuro-/)
    expect(await ask(running, 'select 1 as one')).toEqual([{ one: 1 }])
  } finally {
    await running.stop()
    await fs.rm(running.socket, { recursive: true })
  }
})

test('a database of another PostgreSQL is left alone', async () => {
  const folder = join(parent, 'older')
  await fs.mkdir(join(folder, 'postgres/cluster'), { recursive: true })
  await fs.writeFile(join(folder, 'postgres/cluster/PG_VERSION'), '16\n')
  await expect(startEmbedded(folder)).rejects.toThrow(
    /was made by PostgreSQL 16, and this Kopuro brings PostgreSQL \d\d\./,
  )
})

test('a database that was moved out of its data folder is missed, not replaced', async () => {
  const folder = join(parent, 'moved')
  await fs.mkdir(folder)
  await fs.symlink(join(parent, 'nowhere'), join(folder, 'postgres'))
  await expect(startEmbedded(folder)).rejects.toThrow(
    `was in ${join(parent, 'nowhere')}, and it is not there any more.`,
  )
})

test('a data folder that is a file is refused with a sentence', async () => {
  const folder = join(parent, 'file')
  await fs.writeFile(folder, '')
  await expect(startEmbedded(folder)).rejects.toThrow(CannotStart)
})

async function ask(at: Reachable, sql: string) {
  const { socket: host, port, user, database } = at
  const connection = new pg.Client({ host, port, user, database })
  connection.on('error', () => {})
  await connection.connect()
  return connection
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => connection.end())
}

async function linesIn(at: Reachable) {
  return (await ask(at, 'select line from notes')).map(({ line }) => line)
}

async function startInAnotherProgram(folder: string) {
  const module = fileURLToPath(new URL('embedded.ts', import.meta.url))
  const script = `const { startEmbedded } = await import(${JSON.stringify(module)})
    await startEmbedded(${JSON.stringify(folder)})
    console.log('ready')
    setInterval(() => {}, 1000)`
  const program = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(program.stdout, 'data')
  return program
}
