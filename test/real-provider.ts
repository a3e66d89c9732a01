import { createServer, type Server } from 'node:http'
import Provider from 'oidc-provider'

/** A university's own sign-in: the certified provider, on loopback, with people who come in by naming themselves. */
export interface RealProvider {
  readonly issuer: string
  readonly client: string
  readonly secret: string
  close(): Promise<void>
}

export interface ProviderPerson {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
}

const secret = 'a-secret-between-the-provider-and-kopuro'

/** @param callback where Kopuro waits for its answer @param people who it knows, by the word they sign in with */
export async function startProvider(
  callback: string,
  people: Readonly<Record<string, ProviderPerson>>,
): Promise<RealProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  const issuer = `http://127.0.0.1:${address.port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'kopuro',
        client_secret: secret,
        redirect_uris: [callback],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: [] },
    cookies: { keys: ['of the test'] },
    pkce: { required: () => true },
    findAccount: (_, word) => {
      const person = people[word]
      return person && { accountId: word, claims: () => ({ ...person }) }
    },
  })
  server.on('request', provider.callback())
  return { issuer, client: 'kopuro', secret, close: () => closed(server) }
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

/** Signs in at the provider as its own pages ask it, and gives the address that it sends the browser back to. */
export async function walkThrough(start: string, word: string, callback: string): Promise<string> {
  const jar = new Map<string, string>()
  let next = await ask(start, jar)
  for (let hops = 0; hops < 12; hops += 1) {
    const to = next.headers.get('location')
    if (to) {
      const address = new URL(to, next.url).href
      if (address.startsWith(callback)) return address
      next = await ask(address, jar)
      continue
    }
    const page = await next.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1] ?? ''
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
    const fields = { prompt, ...(prompt === 'login' ? { login: word, password: 'any' } : {}) }
    next = await ask(new URL(action, next.url).href, jar, fields)
  }
  throw new Error('the provider sends nobody back')
}

async function ask(address: string, jar: Map<string, string>, fields?: Readonly<Record<string, string>>) {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const body = fields && new URLSearchParams(fields)
  const answer = await fetch(address, {
    redirect: 'manual',
    headers: { cookie },
    ...(body && { method: 'POST', body }),
  })
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '') jar.delete(name)
    else jar.set(name, value)
  }
  return answer
}
