import { createServer } from 'node:http'

/** Pages as the program sent them, by address. */
export interface PublicFloorAsked {
  readonly pages: Readonly<
    Record<string, { readonly body: string; readonly headers: Readonly<Record<string, string>> }>
  >
}

process.once('message', ({ pages }: PublicFloorAsked) => {
  const ready = new Map(
    Object.entries(pages).map(([path, { body, headers }]) => [path, { headers, body: Buffer.from(body, 'base64') }]),
  )
  const server = createServer((incoming, answer) => {
    const page = ready.get(incoming.url ?? '')
    answer.writeHead(page ? 200 : 404, page?.headers)
    answer.end(page?.body)
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
  })
})
process.on('disconnect', () => process.exit())
