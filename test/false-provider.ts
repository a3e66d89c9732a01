import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'

/** A provider that answers what the test wishes: wrong issuers, old tokens, clocks that are apart. */
export interface FalseProvider {
  readonly issuer: string
  /** What the next token says otherwise than it should; times in seconds from now. */
  wishes: Wishes
  close(): void
}

interface Wishes {
  readonly nonce?: string
  readonly claims?: Readonly<Record<string, unknown>>
  readonly issuedAt?: number
  readonly expires?: number
  /** Signs with a key that it has not published. */
  readonly foreignKey?: boolean
}

export async function startFalseProvider(): Promise<FalseProvider> {
  const [own, foreign] = [newKey(), newKey()]
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  const issuer = `http://127.0.0.1:${address.port}`
  const made: FalseProvider = { issuer, wishes: {}, close: () => server.close() }
  server.on('request', (request, response) => {
    const path = request.url ?? ''
    if (path.startsWith('/.well-known')) return say(response, metadata(issuer))
    if (path === '/jwks') return say(response, { keys: [{ ...own.publicKey.export({ format: 'jwk' }), ...use }] })
    const { foreignKey = false } = made.wishes
    const id_token = tokenOf(issuer, made.wishes, foreignKey ? foreign.privateKey : own.privateKey)
    return say(response, { access_token: 'access', token_type: 'Bearer', expires_in: 60, id_token })
  })
  return made
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const use = { use: 'sig', alg: 'RS256', kid: 'one' }

function metadata(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  }
}

function tokenOf(
  issuer: string,
  { nonce, claims, issuedAt = 0, expires = 300 }: Wishes,
  key: ReturnType<typeof newKey>['privateKey'],
) {
  const now = Math.floor(Date.now() / 1000)
  const email = { email: 'zoe@example.org', email_verified: true }
  const times = { iat: now + issuedAt, exp: now + expires }
  const said = { iss: issuer, sub: 'zoe-1', aud: 'kopuro', nonce, ...times, ...email, ...claims }
  const text = [{ alg: 'RS256', kid: 'one', typ: 'JWT' }, said].map((part) => encode(JSON.stringify(part))).join('.')
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

const encode = (text: string) => Buffer.from(text).toString('base64url')

function say(response: ServerResponse, value: unknown) {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
