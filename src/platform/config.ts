import { z } from 'zod'
import { CannotStart } from './cannot-start.ts'
import { type Day, readDay } from './days.ts'
import type { ScannerAddress } from './files/scanner.ts'

/** Settings as the program uses them; `kopuro.env` documents each with its default. */
export interface Config {
  readonly mode: 'evaluation' | 'production'
  readonly port: number
  readonly host: string
  /** The public address without a slash at the end; null until the port is known. */
  readonly url: string | null
  readonly data: string
  readonly databaseUrl: string | null
  readonly connections: number
  readonly secret: string | null
  readonly key: string | null
  /** 32 bytes in base64 or hex that sign letters. */
  readonly letterKey: string | null
  readonly mail: { readonly server: string; readonly from: string } | null
  /** The university's own sign-in (OpenID Connect); null: people sign in here only. */
  readonly provider: Provider | null
  /** The virus scanner (clamd) that every file is shown to before it is kept; null: there is none. */
  readonly scanner: ScannerAddress | null
  readonly behindProxy: boolean
  readonly today: Day | null
  readonly log: 'error' | 'warn' | 'info' | 'debug' | 'silent'
}

export interface Provider {
  /** Its address, as it names itself in its tokens. */
  readonly issuer: string
  readonly client: string
  readonly secret: string
  /** What stands on the button. */
  readonly name: string
}

const filled = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : text.trim())
const text = z.string().optional().transform(filled)

const number = (least: number, most: number, otherwise: number) =>
  text.transform((set) => (set === undefined ? otherwise : Number(set))).pipe(z.number().int().min(least).max(most))

const settings = z.object({
  KOPURO_MODE: text.pipe(z.enum(['evaluation', 'production']).default('evaluation')),
  KOPURO_PORT: number(0, 65535, 3000),
  KOPURO_HOST: text.pipe(z.string().default('127.0.0.1')),
  KOPURO_URL: text.pipe(z.url({ protocol: /^https?$/ }).optional()),
  KOPURO_DATA: text,
  DATABASE_URL: text.pipe(z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  KOPURO_CONNECTIONS: number(2, 500, 20),
  KOPURO_SECRET: text.pipe(z.string().min(32).optional()),
  KOPURO_KEY: text,
  KOPURO_LETTER_KEY: text,
  KOPURO_MAIL: text.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
  KOPURO_MAIL_FROM: text.pipe(z.email().optional()),
  KOPURO_OIDC_ISSUER: text.pipe(z.url({ protocol: /^https?$/ }).optional()),
  KOPURO_OIDC_CLIENT_ID: text,
  KOPURO_OIDC_CLIENT_SECRET: text,
  KOPURO_OIDC_NAME: text.pipe(z.string().max(60).optional()),
  KOPURO_CLAMD: text,
  KOPURO_BEHIND_PROXY: text.pipe(z.enum(['yes', 'no']).default('no')),
  KOPURO_TODAY: text,
  KOPURO_LOG: text.pipe(z.enum(['error', 'warn', 'info', 'debug', 'silent']).default('info')),
})

/** Reads the settings. Throws CannotStart with a sentence for each thing that is wrong or missing. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = settings.safeParse(environment)
  if (!read.success) throw new CannotStart(read.error.issues.map(sentence).join('\n'))
  const set = read.data
  const today = set.KOPURO_TODAY === undefined ? null : readDay(set.KOPURO_TODAY)
  if (set.KOPURO_TODAY && !today) throw new CannotStart('KOPURO_TODAY is not a day like 2026-09-01.')

  const scanner = set.KOPURO_CLAMD === undefined ? null : scannerAt(set.KOPURO_CLAMD)
  if (set.KOPURO_CLAMD && !scanner)
    throw new CannotStart('KOPURO_CLAMD is neither host:port nor the path of a socket, like /run/clamav/clamd.ctl.')

  const missing = [...wrongWithProvider(set), ...(set.KOPURO_MODE === 'production' ? missingInProduction(set) : [])]
  if (missing.length > 0) throw new CannotStart(missing.join('\n'))

  return {
    mode: set.KOPURO_MODE,
    port: set.KOPURO_PORT,
    host: set.KOPURO_HOST,
    url: set.KOPURO_URL?.replace(/\/+$/, '') ?? null,
    data: set.KOPURO_DATA ?? './data',
    databaseUrl: set.DATABASE_URL ?? null,
    connections: set.KOPURO_CONNECTIONS,
    secret: set.KOPURO_SECRET ?? null,
    key: set.KOPURO_KEY ?? null,
    letterKey: set.KOPURO_LETTER_KEY ?? null,
    mail: set.KOPURO_MAIL && set.KOPURO_MAIL_FROM ? { server: set.KOPURO_MAIL, from: set.KOPURO_MAIL_FROM } : null,
    provider: providerOf(set),
    scanner,
    behindProxy: set.KOPURO_BEHIND_PROXY === 'yes',
    today,
    log: set.KOPURO_LOG,
  }
}

function providerOf(set: z.infer<typeof settings>): Provider | null {
  const { KOPURO_OIDC_ISSUER: issuer, KOPURO_OIDC_CLIENT_ID: client, KOPURO_OIDC_CLIENT_SECRET: secret } = set
  if (!issuer || !client || !secret) return null
  return { issuer, client, secret, name: set.KOPURO_OIDC_NAME ?? new URL(issuer).hostname }
}

function scannerAt(text: string): ScannerAddress | null {
  if (/^\/\S+$/.test(text)) return { path: text }
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([^\s:/@]+)):(\d{1,5})$/i.exec(text) ?? []
  const host = bracketed ?? plain
  return host && Number(port) > 0 && Number(port) < 65536 ? { host, port: Number(port) } : null
}

function wrongWithProvider(set: z.infer<typeof settings>): string[] {
  const { KOPURO_OIDC_ISSUER: issuer, KOPURO_OIDC_CLIENT_ID: client, KOPURO_OIDC_CLIENT_SECRET: secret } = set
  if (!issuer && !client && !secret && !set.KOPURO_OIDC_NAME) return []
  const demands: [boolean, string][] = [
    [!issuer, 'KOPURO_OIDC_ISSUER is missing: the address of the sign-in provider, beginning with https://.'],
    [!client, 'KOPURO_OIDC_CLIENT_ID is missing: what the sign-in provider calls this program.'],
    [!secret, 'KOPURO_OIDC_CLIENT_SECRET is missing: what the sign-in provider gave this program to prove itself.'],
    [
      set.KOPURO_MODE === 'production' && issuer?.startsWith('http:') === true,
      'KOPURO_OIDC_ISSUER must begin with https://: its answers decide who comes in.',
    ],
  ]
  return demands.filter(([broken]) => broken).map(([, say]) => say)
}

function missingInProduction(set: z.infer<typeof settings>): string[] {
  const demands: [boolean, string][] = [
    [!set.KOPURO_SECRET, 'KOPURO_SECRET is missing: at least 32 random characters that sign the sessions.'],
    [!set.KOPURO_KEY, 'KOPURO_KEY is missing: 32 random bytes in base64 or hex that encrypt the papers on disk.'],
    [!set.KOPURO_LETTER_KEY, 'KOPURO_LETTER_KEY is missing: 32 random bytes in base64 or hex that sign the letters.'],
    [!set.KOPURO_URL?.startsWith('https://'), 'KOPURO_URL is missing: the public address, beginning with https://.'],
    [!set.KOPURO_MAIL, 'KOPURO_MAIL is missing: the mail server, like smtp://user:password@host:587.'],
    [!set.KOPURO_MAIL_FROM, 'KOPURO_MAIL_FROM is missing: the address that mails are sent from.'],
    [
      !set.KOPURO_DATA,
      'KOPURO_DATA is missing: the folder of the papers, and of the database unless DATABASE_URL is set.',
    ],
    [set.KOPURO_TODAY !== undefined, 'KOPURO_TODAY is for evaluation only: take it away.'],
  ]
  return demands.filter(([broken]) => broken).map(([, say]) => say)
}

// The console's sentences are for the administrator and are English only.
function sentence(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')} can't be used: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}.`
}
