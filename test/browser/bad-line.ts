import { connect, createServer } from 'node:net'

export interface BadLine {
  readonly url: string
  /** Lines that it has broken so far. */
  readonly broken: () => number
  close(): void
}

/** A line to a house that breaks, whoever is on it, each time so many bytes more have gone to the server. */
export async function badLine(url: string, breaksAfter: readonly number[]): Promise<BadLine> {
  const { hostname, port } = new URL(url)
  const left = [...breaksAfter]
  let passed = 0
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const end of [near, far]) end.on('error', () => {})
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    far.pipe(near)
    near.on('data', (bytes) => {
      far.write(bytes)
      passed += bytes.length
      if (left[0] === undefined || passed < left[0]) return
      left.shift()
      near.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, hostname, resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return {
    url: `http://${hostname}:${address.port}`,
    broken: () => breaksAfter.length - left.length,
    close: () => void server.close(),
  }
}
