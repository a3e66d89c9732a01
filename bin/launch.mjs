import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureInstalled, isAlpine } from './install.mjs'
import { followParent } from './tether.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = { start: 'src/main.ts', test: 'test/run.ts', check: 'test/check.ts', bench: 'bench/run.ts' }
const needsTools = ['test', 'check', 'bench', 'types']

/** Installs what is missing, then runs the command under Node 26 and ends with its exit code. */
export async function launch(command, args) {
  const file = fileOf(command)
  if (!file) return fail(`Kopuro has no command "${command ?? ''}"; it has: ${commands().join(', ')}.`)

  const obstacle = await ensureInstalled(root, needsTools.includes(command))
  if (obstacle) return fail(obstacle)

  const node = findNode()
  if (!node)
    return fail(`Kopuro needs Node 26 and finds none for ${os.platform()} ${os.arch()}: see https://nodejs.org`)

  process.exitCode = await run(node, [
    ...['--import', `${at('bin/tether.mjs')}?follow`, '--import', at('node_modules/tsx/dist/loader.mjs')],
    ...[join(root, file), ...args],
  ])
}

function fileOf(command) {
  if (!/^[a-z][a-z-]*$/.test(command ?? '')) return undefined
  const file = files[command] ?? `src/commands/${command}.ts`
  return existsSync(join(root, file)) ? file : undefined
}

function commands() {
  const folder = join(root, 'src/commands')
  const others = existsSync(folder) ? readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name)) : []
  return [...Object.keys(files).filter(fileOf), ...others.map((name) => name.slice(0, -3))]
}

/** The Node that npm brought with the other packages; a Node 26 that is already running does as well. */
function findNode() {
  const windows = process.platform === 'win32'
  const folder = join(root, 'node_modules', `node-${windows ? 'win' : process.platform}-${process.arch}`)
  const brought = join(folder, 'bin', windows ? 'node.exe' : 'node')
  const version = existsSync(brought) ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version : '0'
  if (isRecent(version) && !isAlpine) return brought
  return isRecent(process.versions.node) ? process.execPath : undefined
}

function isRecent(version) {
  return Number(version.split('.')[0]) >= 26
}

/**
 * Runs the program and waits for its end, however long its clean stop takes.
 *
 * On Ctrl-C this process hears SIGINT twice, from the terminal and from npm. The program stands in a group of its own and
 * hears only what is passed on here: once for each press.
 */
function run(node, args) {
  const program = spawn(node, args, { cwd: root, stdio: 'inherit', detached: process.platform !== 'win32' })
  const heard = {}
  const passOn = (signal) => {
    if (Date.now() - (heard[signal] ?? 0) > 500) program.kill(signal)
    heard[signal] = Date.now()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn)
  if (process.env.npm_lifecycle_event) followParent()

  return new Promise((end) => {
    program.on('error', (error) => end(fail(`Kopuro could not run ${node}: ${error.message}`)))
    program.on('exit', (code, signal) => end(code ?? 128 + os.constants.signals[signal]))
  })
}

function at(path) {
  return pathToFileURL(join(root, path)).href
}

function fail(sentence) {
  console.error(sentence)
  process.exitCode = 1
  return 1
}
