import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { floorFaults } from './floors.ts'
import { catalogues, unreadRecords, untranslated, wordFaults } from './words.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Checked {
  readonly name: string
  readonly faults: string
}

/** The fast part: types, format and lint, floors, messages; a few seconds. */
export async function check(): Promise<Checked[]> {
  const [types, lint] = await Promise.all([
    run('node_modules/typescript/bin/tsc', ['--noEmit', '--pretty', 'false']),
    run('node_modules/@biomejs/biome/bin/biome', ['ci', '--colors=off', '--max-diagnostics=30', '.']),
  ])
  const words = catalogues()
  return [
    { name: 'types', faults: types },
    { name: 'format and lint', faults: lint },
    { name: 'floors', faults: floorFaults().join('\n') },
    {
      name: 'messages',
      faults: words.flatMap((catalogue) => [...wordFaults(catalogue), ...untranslated(catalogue)]).join('\n'),
    },
  ]
}

async function run(file: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [file, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  child.stderr.on('data', (part) => {
    said += part
  })
  const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? 1)))
  return code === 0 ? '' : said.trim() || `ended with ${code}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = await check()
  for (const { name, faults } of results) console.log(faults ? `✗ ${name}\n${faults}\n` : `✓ ${name}`)
  const unread = unreadRecords()
  console.log('Records of the packs whose Russian or Kyrgyz no native speaker has read:')
  for (const [file, count] of unread) console.log(`  ${String(count).padStart(4)}  ${file}`)
  process.exitCode = results.some(({ faults }) => faults) ? 1 : 0
}
