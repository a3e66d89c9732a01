import { execFile } from 'node:child_process'
import { lstat, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const require = createRequire(import.meta.url)

/** A real Chromium that came from npm: nothing of the machine is needed but Node and its libc. */
export async function launchChromium(): Promise<Browser> {
  const home = await unpacked()
  const executablePath = join(home, 'chromium')
  const env = { ...ownEnvironment(), HOME: home, FONTCONFIG_FILE: await fonts(home) }
  const libraries = (await runs(executablePath, env)) ? {} : { LD_LIBRARY_PATH: join(home, 'al2023', 'lib') }
  return chromium.launch({ executablePath, args, env: { ...env, ...libraries } })
}

// In a single process the browser goes down with the first context that is closed.
const args = packed.args.filter((arg) => arg !== '--single-process')

// The package unpacks into TMPDIR and trusts what it finds there, also half a browser or another user's. Each user has a
// folder of its own, which appears under its name only when it is whole: two test files may begin at once.
async function unpacked(): Promise<string> {
  const kept = join(tmpdir(), `kopuro-chromium-${await version()}-${process.getuid?.() ?? 'user'}`)
  if (await isOurs(kept)) return kept
  const fresh = await mkdtemp(join(tmpdir(), 'kopuro-chromium-'))
  // The package brings the libraries that a bare machine lacks only when it believes to be in that cloud.
  await withEnvironment({ TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }, () => packed.executablePath())
  try {
    await rename(fresh, kept)
    return kept
  } catch {
    if (!(await isOurs(kept))) return fresh
    await rm(fresh, { recursive: true, force: true })
    return kept
  }
}

async function version(): Promise<string> {
  const entry = require.resolve('@sparticuz/chromium')
  const about = await readFile(join(dirname(entry), '..', '..', 'package.json'), 'utf8')
  return /"version":\s*"([^"]+)"/.exec(about)?.[1] ?? 'unknown'
}

async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null)
  return found?.isDirectory() === true && (process.getuid === undefined || found.uid === process.getuid())
}

// A machine without libnss3 answers before the first page: the loader names the missing library and gives up.
async function runs(executable: string, env: Readonly<Record<string, string>>): Promise<boolean> {
  return promisify(execFile)(executable, ['--version'], { env: { ...env } }).then(
    () => true,
    () => false,
  )
}

// The letters' own fonts: the same line breaks on every machine, and ң, ө, ү also where no font is installed.
async function fonts(home: string): Promise<string> {
  const folders = ['noto-sans', 'noto-serif'].map((name) =>
    dirname(require.resolve(`@expo-google-fonts/${name}/package.json`)),
  )
  const file = join(home, 'fonts.conf')
  const aliases = { 'system-ui': 'Noto Sans', 'sans-serif': 'Noto Sans', 'ui-serif': 'Noto Serif', serif: 'Noto Serif' }
  await mkdir(join(home, 'font-cache'), { recursive: true })
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${folders.map((folder) => `<dir>${folder}</dir>`).join('\n')}
<cachedir>${join(home, 'font-cache')}</cachedir>
${Object.entries(aliases)
  .map(([name, font]) => `<alias><family>${name}</family><prefer><family>${font}</family></prefer></alias>`)
  .join('\n')}
</fontconfig>`,
  )
  return file
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

async function withEnvironment<Value>(
  change: Readonly<Record<string, string>>,
  work: () => Promise<Value>,
): Promise<Value> {
  const before = Object.keys(change).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, change)
  try {
    return await work()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}
