/** The line broke, or the server could not answer: it is worth trying again. */
export class LineBroken extends Error {
  override name = 'LineBroken'
}

/** Whoever sent this is signed out. */
export class SignedOut extends Error {
  override name = 'SignedOut'
}

export interface Answer {
  readonly status: number
  readonly text: string
  header(name: string): string | null
}

interface Asked {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Blob
  readonly moved?: (bytes: number) => void
  readonly stop?: AbortSignal
}

const silence = 45_000

/** One request. Only XMLHttpRequest tells how much of a body has gone. Throws LineBroken, SignedOut. */
export function ask(method: string, url: string, { headers = {}, body, moved, stop }: Asked = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    const broken = () => fail(new LineBroken())
    let quiet = setTimeout(() => request.abort(), silence)
    request.open(method, url)
    for (const [name, value] of Object.entries({ 'Tus-Resumable': '1.0.0', ...headers }))
      request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(quiet)
      quiet = setTimeout(() => request.abort(), silence)
      moved?.(loaded)
    }
    request.onloadend = () => clearTimeout(quiet)
    request.onerror = broken
    request.onabort = broken
    request.onload = () => {
      if (new URL(request.responseURL || url, location.href).pathname === '/sign-in') fail(new SignedOut())
      else if (request.status >= 500) fail(new LineBroken())
      else
        done({ status: request.status, text: request.responseText, header: (name) => request.getResponseHeader(name) })
    }
    stop?.addEventListener('abort', () => request.abort())
    request.send(body ?? null)
  })
}
