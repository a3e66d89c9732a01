import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { asPublic } from './packed.ts'

const page = '<p>Бишкек</p>'.repeat(50)
const html = (body: string, headers: Readonly<Record<string, string>> = {}, status = 200) =>
  new Response(body, { status, headers: { 'content-type': 'text/html; charset=UTF-8', ...headers } })

test.each([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip;q=1, br;q=0', 'gzip', gunzipSync],
  ['', null, (bytes: Uint8Array) => bytes],
] as const)('a page goes out as “%s” wants it', async (accepts, encoding, unpack) => {
  const sent = await asPublic(html(page), accepts)
  expect([sent.headers.get('content-encoding'), sent.headers.get('vary')]).toEqual([encoding, 'accept-encoding'])
  expect(Buffer.from(unpack(new Uint8Array(await sent.arrayBuffer()))).toString()).toBe(page)
})

test('only a page without a form and without a cookie is called the same for everybody', async () => {
  const kept = async (response: Response) => (await asPublic(response, 'br')).headers.get('cache-control')
  expect(await kept(html(page))).toContain('public')
  expect(await kept(html(`${page}<form method="post">`))).toBeNull()
  expect(await kept(html(page, { 'set-cookie': 'a=b' }))).toBeNull()
  expect(await kept(html(page, { 'cache-control': 'no-store' }))).toBe('no-store')
  expect(await kept(html(page, {}, 404))).toBeNull()
  expect(await kept(new Response('{}', { headers: { 'content-type': 'application/json' } }))).toBeNull()
})
