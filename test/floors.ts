import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The capabilities from the ground up: each leans only on those before it. `app.tsx` lists them in the same order. */
export const order = [
  'law',
  'packs',
  'institutions',
  'documents',
  'correspondence',
  'people',
  'one-time-links',
  'programmes',
  'cases',
  'papers',
  'registers',
  'orders',
  'camera',
  'staff',
  'representatives',
  'letter-checks',
  'templates',
  'questions',
  'own-data',
  'publications',
  'galleries',
  'search',
  'persons',
  'keys',
  'students',
  'stays',
  'partners',
  'arrivals',
  'law-editions',
  'packages',
  'admission',
  'applications',
  'invitations',
  'registrations',
  'visas',
  'passports',
  'departures',
  'housing',
  'duties',
  'funders',
  'calls',
  'call-notices',
  'transcripts',
  'mobility',
  'commissions',
  'selection',
  'nominations',
  'incoming',
  'learning-agreements',
  'summer-schools',
  'consultations',
  'grants',
  'ledgers',
  'outreach',
  'mobility-numbers',
  'agreements',
  'networks',
  'joint-programmes',
  'imports',
  'sleeping',
  'geography',
  'dates',
  'summary',
  'api',
  'news',
  'answers',
  'alumni',
  'site',
  'site-search',
  'pages',
]

/** Every import that a lower floor makes of a higher one, or that goes around a capability's front door. */
export function floorFaults(files: ReadonlyMap<string, string> = sources()): string[] {
  const faults: string[] = listedTwice(files.get('src/app.tsx') ?? '')
  for (const [file, text] of files) {
    if (file.includes('.test.')) continue
    for (const target of importsOf(file, text)) {
      const fault = faultOf(file, target)
      if (fault) faults.push(`${file} imports ${target}: ${fault}`)
    }
  }
  return faults
}

// Two who add to the list at once leave a line twice: the first would answer, and the second never.
function listedTwice(app: string): string[] {
  const list = /^ {2}return \[\n(.*?)^ {2}\]/ms.exec(app)?.[1] ?? ''
  const names = [...list.matchAll(/^ {4}(\w+)/gm)].map(([, name = '']) => name)
  const twice = names.filter((name, at) => names.indexOf(name) !== at)
  return twice.map((name) => `src/app.tsx lists ${name} twice`)
}

function faultOf(from: string, to: string): string | null {
  if (!to.startsWith('src/')) return null
  const [below, above] = [floorOf(to), floorOf(from)]
  if (below > above) return 'a floor imports only those below it'
  const [own, other] = [capabilityOf(from), capabilityOf(to)]
  if (!other || own === other) return null
  if (!to.endsWith('/index.ts')) return 'a capability is reached through its index.ts'
  if (!own) return null
  if (!order.includes(own) || !order.includes(other)) return 'the capability has no place in the order yet'
  return order.indexOf(other) > order.indexOf(own) ? 'it is listed later' : null
}

function floorOf(file: string): number {
  if (file.startsWith('src/platform/')) return 0
  if (file.startsWith('src/ui/')) return 1
  if (file.startsWith('src/capabilities/')) return 2
  return 3
}

function capabilityOf(file: string): string | null {
  return /^src\/capabilities\/([^/]+)\//.exec(file)?.[1] ?? null
}

function importsOf(file: string, text: string): string[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)
  return [...found].map(([, path = '']) => relative(root, resolve(root, dirname(file), path)).replaceAll('\\', '/'))
}

function sources(): Map<string, string> {
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => /\.tsx?$/.test(name)).map((name) => `src/${name.replaceAll('\\', '/')}`)
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
}
