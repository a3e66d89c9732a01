import type { Web } from '../src/platform/web/routes.ts'

export interface Seen {
  readonly status: number
  readonly location: string | null
  readonly html: string
  /** The words on the page, without tags. */
  readonly text: string
  readonly response: Response
}

/** Somebody with a browser: keeps cookies, sends forms, follows redirects when asked. */
export class Visitor {
  readonly #app: Web
  readonly #language: string
  readonly #url: string
  readonly #cookies = new Map<string, string>()

  constructor(app: Web, language: string, url = 'http://kopuro.test') {
    this.#app = app
    this.#language = language
    this.#url = url
  }

  /** What this browser keeps, so that a real one can go on where it stopped. */
  get cookies(): readonly { readonly name: string; readonly value: string }[] {
    return [...this.#cookies].map(([name, value]) => ({ name, value }))
  }

  get(path: string): Promise<Seen> {
    return this.#send(path, {})
  }

  /** Opens a page and every page that it leads to. */
  async open(path: string): Promise<Seen> {
    let seen = await this.get(path)
    for (let hops = 0; seen.location && hops < 5; hops += 1) seen = await this.get(seen.location)
    return seen
  }

  post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<Seen> {
    return this.#send(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  }

  upload(
    path: string,
    files: readonly { readonly name: string; readonly bytes: Uint8Array; readonly type?: string }[],
  ): Promise<Seen> {
    const form = new FormData()
    for (const file of files)
      form.append('file', new File([new Uint8Array(file.bytes)], file.name, { type: file.type ?? '' }))
    return this.#send(path, { method: 'POST', body: form })
  }

  /** Any other request: a verb, headers or a body that no form has. */
  ask(path: string, init: RequestInit): Promise<Seen> {
    return this.#send(path, init)
  }

  async #send(path: string, init: RequestInit): Promise<Seen> {
    const headers = new Headers(init.headers)
    headers.set('accept-language', this.#language)
    if (this.#cookies.size > 0)
      headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    if (init.method && init.method !== 'GET') headers.set('origin', this.#url)
    const response = await this.#app.request(new URL(path, this.#url).href, { ...init, headers })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (/max-age=0/i.test(cookie) || value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const isText = /text|json/.test(response.headers.get('content-type') ?? '')
    const html = isText ? await response.clone().text() : ''
    return { status: response.status, location: response.headers.get('location'), html, text: plain(html), response }
  }
}

function plain(html: string): string {
  return html
    .replace(/<(script|style)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The value of a hidden field on a page. */
export function hidden(seen: Seen, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(seen.html)?.[1] ?? ''
}
