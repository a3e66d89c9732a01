import { describe, expect, test } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { readConfig } from './config.ts'

const production = {
  KOPURO_MODE: 'production',
  KOPURO_URL: 'https://apply.university.example/',
  KOPURO_DATA: '/var/lib/kopuro',
  KOPURO_SECRET: 'x'.repeat(32),
  KOPURO_KEY: 'a'.repeat(64),
  KOPURO_LETTER_KEY: 'b'.repeat(64),
  KOPURO_MAIL: 'smtp://kopuro:secret@mail.university.example:587',
  KOPURO_MAIL_FROM: 'office@university.example',
}

/** The sentences that the administrator reads. */
function sentences(environment: Readonly<Record<string, string | undefined>>): string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    return error.message.split('\n')
  }
}

test('an evaluation needs no setting at all', () => {
  const config = readConfig({})
  expect(config).toEqual({
    mode: 'evaluation',
    port: 3000,
    host: '127.0.0.1',
    url: null,
    data: './data',
    databaseUrl: null,
    connections: 20,
    secret: null,
    key: null,
    letterKey: null,
    mail: null,
    provider: null,
    scanner: null,
    behindProxy: false,
    today: null,
    log: 'info',
  })
  const empty = Object.fromEntries(
    [...Object.keys(production), 'KOPURO_TODAY', 'DATABASE_URL', 'KOPURO_PORT'].map((name) => [name, ' ']),
  )
  expect(readConfig(empty)).toEqual(config)
})

test('production starts with everything set', () => {
  expect(readConfig(production)).toMatchObject({
    mode: 'production',
    url: 'https://apply.university.example',
    data: '/var/lib/kopuro',
    mail: { server: production.KOPURO_MAIL, from: production.KOPURO_MAIL_FROM },
  })
})

describe('production refuses with one sentence', () => {
  test.each([
    'KOPURO_URL',
    'KOPURO_DATA',
    'KOPURO_SECRET',
    'KOPURO_KEY',
    'KOPURO_LETTER_KEY',
    'KOPURO_MAIL',
    'KOPURO_MAIL_FROM',
  ])('when %s is missing', (name) => {
    for (const value of [undefined, '', '  ']) {
      const said = sentences({ ...production, [name]: value })
      expect(said).toHaveLength(1)
      expect(said[0]).toMatch(new RegExp(`^${name} is missing: .+\\.$`))
    }
  })

  test('for each thing, when nothing is set', () => {
    expect(sentences({ KOPURO_MODE: 'production' })).toHaveLength(7)
  })

  test.each([
    ['KOPURO_URL', 'http://apply.university.example'],
    ['KOPURO_TODAY', '2026-09-01'],
  ])('when %s is %s', (name, value) => {
    const said = sentences({ ...production, [name]: value })
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(name)
  })
})

test.each([
  ['KOPURO_MODE', 'test'],
  ['KOPURO_PORT', 'abc'],
  ['KOPURO_PORT', '70000'],
  ['KOPURO_PORT', '80.5'],
  ['KOPURO_URL', 'ftp://x.example'],
  ['KOPURO_URL', 'apply.example'],
  ['DATABASE_URL', 'mysql://x'],
  ['KOPURO_CONNECTIONS', '1'],
  ['KOPURO_SECRET', 'short'],
  ['KOPURO_MAIL', 'https://mail.example'],
  ['KOPURO_MAIL_FROM', 'nobody'],
  ['KOPURO_BEHIND_PROXY', 'true'],
  ['KOPURO_LOG', 'loud'],
  ['KOPURO_TODAY', '2026-02-30'],
  ['KOPURO_TODAY', 'today'],
])('%s can’t be %s, and the sentence names it without repeating a secret', (name, value) => {
  const said = sentences({ [name]: value })
  expect(said).toHaveLength(1)
  expect(said[0]).toContain(name)
  if (name === 'KOPURO_SECRET') expect(said[0]).not.toContain('short')
})

test('two wrong settings are told at once', () => {
  expect(sentences({ KOPURO_PORT: 'x', KOPURO_LOG: 'loud' })).toHaveLength(2)
})

test('a fixed day and a proxy are taken over', () => {
  expect(readConfig({ KOPURO_TODAY: '2026-09-01', KOPURO_BEHIND_PROXY: 'yes' })).toMatchObject({
    today: '2026-09-01',
    behindProxy: true,
  })
})

describe('the sign-in provider of the university', () => {
  const whole = {
    KOPURO_OIDC_ISSUER: 'https://login.university.example',
    KOPURO_OIDC_CLIENT_ID: 'kopuro',
    KOPURO_OIDC_CLIENT_SECRET: 'secret',
  }

  test('is named by its host, or as the setting says', () => {
    const { KOPURO_OIDC_ISSUER: issuer } = whole
    const read = { issuer, client: 'kopuro', secret: 'secret', name: 'login.university.example' }
    expect(readConfig(whole).provider).toEqual(read)
    expect(readConfig({ ...whole, KOPURO_OIDC_NAME: 'KSLU' }).provider).toEqual({ ...read, name: 'KSLU' })
    expect(readConfig({ ...whole, KOPURO_OIDC_ISSUER: 'http://127.0.0.1:9' }).provider?.name).toBe('127.0.0.1')
  })

  test('is set whole or not at all, each gap with a sentence; over https in production', () => {
    for (const name of Object.keys(whole)) {
      const said = sentences({ ...whole, [name]: '' })
      expect([name, said.length, said[0]?.startsWith(`${name} is missing: `)]).toEqual([name, 1, true])
    }
    expect(sentences({ KOPURO_OIDC_NAME: 'KSLU' })).toHaveLength(3)
    expect(sentences({ ...whole, KOPURO_OIDC_ISSUER: 'login' })[0]).toContain("KOPURO_OIDC_ISSUER can't be used")
    expect(sentences({ ...production, ...whole, KOPURO_OIDC_ISSUER: 'http://login.university.example' })).toEqual([
      'KOPURO_OIDC_ISSUER must begin with https://: its answers decide who comes in.',
    ])
  })
})

describe('the virus scanner', () => {
  test.each([
    ['127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
    ['scanner.university.example:3310', { host: 'scanner.university.example', port: 3310 }],
    ['[::1]:3310', { host: '::1', port: 3310 }],
    ['/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
  ])('is found at %s', (text, scanner) => {
    expect(readConfig({ KOPURO_CLAMD: text }).scanner).toEqual(scanner)
  })

  test.each(['3310', 'localhost', 'localhost:', 'localhost:0', 'localhost:70000', 'tcp://localhost:3310', 'a b:3310'])(
    'is nowhere at %s, and the program does not start without it',
    (text) => {
      expect(sentences({ KOPURO_CLAMD: text })).toEqual([expect.stringMatching(/^KOPURO_CLAMD is neither/)])
    },
  )
})
