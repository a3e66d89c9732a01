import { get } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

interface Fetched {
  readonly bytes: number
  readonly text: string
}

/** Bytes over the wire of a first visit: the page and whatever it names, as a browser that takes brotli gets them. */
export async function weightOf(port: number, path: string): Promise<number> {
  const page = await fetched(port, path)
  const named = [...page.text.matchAll(/<(?:link|script|img)[^>]+(?:href|src)="(\/[^"]+)"[^>]*>/g)]
    .filter(([tag]) => !/rel="(?:alternate|canonical)"/.test(tag ?? ''))
    .map(([, address = '']) => address)
  const others = await Promise.all([...new Set(named)].map((address) => fetched(port, address)))
  return [page, ...others].reduce((sum, { bytes }) => sum + bytes, 0)
}

/** One answer with its head, in bytes as they came. */
export function fetched(port: number, path: string): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    get(
      { host: '127.0.0.1', port, path, headers: { 'accept-encoding': 'br, gzip', 'accept-language': 'en' } },
      async (answer) => {
        const parts: Buffer[] = []
        for await (const part of answer) parts.push(part)
        const body = Buffer.concat(parts)
        const head = answer.rawHeaders.join(': ').length + 20
        if (answer.statusCode !== 200) reject(new Error(`${path} was answered with ${answer.statusCode}`))
        resolve({ bytes: head + body.length, text: unpacked(body, answer.headers['content-encoding']) })
      },
    ).on('error', reject)
  })
}

function unpacked(body: Buffer, encoding: string | undefined): string {
  const plain = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body
  return plain.toString()
}
