import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** The Node that npm brings needs glibc; there the system's own has to do. */
export const isAlpine = existsSync('/etc/alpine-release')
const offline = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT/

/** Installs what the lockfile names when it is not all there. Answers null, or the sentence that says what went wrong. */
export async function ensureInstalled(root, withTools) {
  if (isMarked(root, withTools)) return null
  if (isInstalled(root, withTools)) return mark(root, withTools)
  try {
    return await installAlone(root, withTools)
  } catch (error) {
    return `Kopuro could not install what it needs into ${root}: ${error.message}`
  }
}

async function installAlone(root, withTools) {
  const lock = join(root, '.kopuro-installing')
  await take(lock)
  const alive = setInterval(() => utimesSync(lock, new Date(), new Date()), 5_000)
  try {
    return isInstalled(root, withTools) ? mark(root, withTools) : await install(root, lock)
  } finally {
    clearInterval(alive)
    rmSync(lock, { recursive: true, force: true })
  }
}

/** Two starts may come at once; npm in one folder twice at once would break it. */
async function take(lock) {
  for (let waited = 0; ; waited += 1) {
    try {
      mkdirSync(lock)
      return writeFileSync(join(lock, 'launcher'), String(process.pid))
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true })
    else if (waited === 0) console.log('Another start is installing what Kopuro needs; waiting for it …')
    await pause(200)
  }
}

/** A start that was killed leaves its npm at work: that is waited for, too. Numbers are used again, so they count for a while. */
function isAbandoned(lock) {
  try {
    const age = Date.now() - statSync(lock).mtimeMs
    const [launcher, npm] = ['launcher', 'npm']
      .map((name) => join(lock, name))
      .map((file) => existsSync(file) && readFileSync(file, 'utf8'))
    if (!launcher) return age > 30_000
    return (age > 30_000 || !isAlive(launcher)) && (age > 600_000 || !npm || !isAlive(npm))
  } catch {
    return false // It went away while we looked.
  }
}

function isAlive(pid) {
  try {
    return process.kill(Number(pid), 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function install(root, lock) {
  console.log('Installing what Kopuro needs (first start only) …')
  rmSync(markerOf(root), { force: true })
  const { code, said } = await npm(root, lock, [
    'ci',
    '--include=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  if (code === 0 && isInstalled(root, true)) return mark(root, true)

  const reason = reasonIn(said)
  const hint = offline.test(said)
    ? 'Is this machine online? The first start needs the npm registry.'
    : 'The next start tries again.'
  const what = code === 0 ? 'npm left out a package for this machine.' : `npm did not finish (code ${code}).`
  return [`Kopuro could not install what it needs: ${what} ${hint}`, reason].filter(Boolean).join('\n')
}

/** npm says the reason first, and then much about where to read more. */
function reasonIn(said) {
  const lines = said.split('\n').filter((line) => /^npm error \S/.test(line))
  return lines.slice(0, 8).join('\n')
}

function npm(root, lock, args) {
  const [command, ...first] = findNpm()
  return new Promise((end, refuse) => {
    const child = spawn(command, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    })
    if (child.pid) writeFileSync(join(lock, 'npm'), String(child.pid))
    const stop = (signal) => child.kill(signal)
    for (const signal of signals) process.on(signal, stop)
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => (said = (said + text).slice(-20_000)))
    child.on('error', refuse)
    child.on('close', (code, signal) => {
      for (const each of signals) process.off(each, stop)
      end({ code: code ?? signal, said })
    })
  })
}
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** npm as this Node runs it; other package managers set npm_execpath too, and have no `ci`. */
function findNpm() {
  const beside = dirname(process.execPath)
  const script = [
    process.env.npm_execpath ?? '',
    join(beside, 'npm'),
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
  ]
    .map((path) => (existsSync(path) ? realpathSync(path) : ''))
    .find((path) => path.endsWith('npm-cli.js'))
  return script ? [process.execPath, script] : ['npm']
}

function markerOf(root) {
  return join(root, 'node_modules/.kopuro-installed')
}

function isMarked(root, withTools) {
  if (!existsSync(markerOf(root))) return false
  const [lockfile, tools] = readFileSync(markerOf(root), 'utf8').split(' ')
  return lockfile === fingerprint(root) && (!withTools || tools === 'tools')
}

function mark(root, withTools) {
  writeFileSync(markerOf(root), `${fingerprint(root)} ${withTools ? 'tools' : 'program'}`)
  return null
}

function fingerprint(root) {
  const machine = `${process.platform} ${process.arch} `
  return createHash('sha256')
    .update(machine)
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/**
 * npm writes its own list at the end of a complete install, so what somebody installed by hand needs no second install.
 * A package for this machine that npm left out as optional (the line broke) counts as missing.
 */
function isInstalled(root, withTools) {
  const list = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(list)) return false
  const there = JSON.parse(readFileSync(list, 'utf8')).packages
  return Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages).every(
    ([path, wanted]) => {
      if (path === '' || there[path]?.version === wanted.version) return true
      if (there[path]) return false
      if (wanted.dev && !withTools) return true
      return Boolean((wanted.optional || wanted.devOptional) && !isForThisMachine(wanted))
    },
  )
}

function isForThisMachine({ os, cpu, libc }) {
  if (!os || !cpu) return false
  if (libc && !libc.includes(isAlpine ? 'musl' : 'glibc')) return false
  return [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch)
}
