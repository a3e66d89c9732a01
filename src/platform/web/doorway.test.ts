import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { doorway } from './doorway.ts'

let server: Server | null = null
afterEach(() => void server?.close())

/** A house that counts how often it is asked, and answers with the given headers. */
async function house(headers: Readonly<Record<string, string>>, status = 200) {
  let asked = 0
  server = createServer(
    doorway((request) => {
      asked += 1
      return new Response(`${new URL(request.url).pathname} ${asked}`, { status, headers })
    }),
  )
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
    return { text: await answer.text(), headers: answer.headers }
  }
  return { get, asked: () => asked }
}

test('a public answer is given again, with all its headers, without asking the house', async () => {
  const { get, asked } = await house({
    'cache-control': 'public, max-age=60',
    'x-frame-options': 'DENY',
    vary: 'accept-encoding',
  })
  const first = await get('/a')
  const again = await get('/a')
  expect(again.text).toBe(first.text)
  expect(again.headers.get('x-frame-options')).toBe('DENY')
  expect(asked()).toBe(1)
  expect((await get('/b')).text).toBe('/b 2')
})

test.each([
  ['a session', { cookie: 'kopuro.session_token=x' }],
  ['a key', { authorization: 'Bearer x' }],
  ['a page it has already', { 'if-none-match': '"x"' }],
])('somebody with %s always reaches the house', async (_, headers) => {
  const { get, asked } = await house({ 'cache-control': 'public, max-age=60' })
  await get('/a')
  await get('/a', headers)
  await get('/a', headers)
  expect(asked()).toBe(3)
})

test('another language cookie and another encoding are other answers', async () => {
  const { get, asked } = await house({ 'cache-control': 'public, max-age=60' })
  await get('/a', { cookie: 'kopuro.language=en' })
  await get('/a', { cookie: 'kopuro.language=ru' })
  await get('/a', { cookie: 'kopuro.language=ru', 'accept-encoding': 'br' })
  expect(asked()).toBe(3)
})

test.each([
  ['private', { 'cache-control': 'private, max-age=60' }, 200],
  ['not to be kept', { 'cache-control': 'no-store' }, 200],
  ['with a cookie', { 'cache-control': 'public, max-age=60', 'set-cookie': 'a=b' }, 200],
  ['different for each language of a browser', { 'cache-control': 'public, max-age=60', vary: 'accept-language' }, 200],
  ['an error', { 'cache-control': 'public, max-age=60' }, 404],
])('an answer that is %s is never given to the next', async (_, headers, status) => {
  const { get, asked } = await house(headers, status)
  await get('/a')
  await get('/a')
  expect(asked()).toBe(2)
})
