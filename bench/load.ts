import { connect, type Socket } from 'node:net'

/** What the load maker is asked to do; every request is sent as it stands, in turn. */
export interface Load {
  readonly port: number
  readonly connections: number
  readonly requests: readonly string[]
  /** Runs so long and starts again at the first request; absent: sends each request once. */
  readonly milliseconds?: number
  readonly status: number
}

export interface Loaded {
  readonly perSecond: number
  /** Of one request, in milliseconds. */
  readonly median: number
  readonly slowest: number
  /** The first answer that was not what was expected, or null. */
  readonly wrong: string | null
}

process.on('message', (load: Load) => {
  run(load).then(
    (loaded) => process.send?.(loaded),
    (error: unknown) => process.send?.({ perSecond: 0, median: 0, slowest: 0, wrong: String(error) } satisfies Loaded),
  )
})
process.on('disconnect', () => process.exit())

async function run(load: Load): Promise<Loaded> {
  const times: number[] = []
  let next = 0
  let wrong: string | null = null
  const started = performance.now()
  const end = load.milliseconds === undefined ? Number.POSITIVE_INFINITY : started + load.milliseconds
  const take = () => {
    if (performance.now() >= end || wrong !== null) return null
    if (load.milliseconds === undefined && next >= load.requests.length) return null
    return load.requests[next++ % load.requests.length] ?? null
  }
  const talk = async () => {
    const line = await open(load.port)
    for (let request = take(); request !== null; request = take()) {
      const from = performance.now()
      const answer = await line.ask(request)
      times.push(performance.now() - from)
      if (answer.status !== load.status) wrong ??= answer.text.slice(0, 2000)
    }
    line.close()
  }
  await Promise.all(Array.from({ length: load.connections }, talk))
  const seconds = (performance.now() - started) / 1000
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  return { perSecond: times.length / seconds, median: at(0.5), slowest: at(0.99), wrong }
}

interface Answer {
  readonly status: number
  readonly text: string
}

/** One keep-alive connection, one request at a time: as little work as an answer can be read with. */
async function open(port: number) {
  const socket = await connected(port)
  let parts: Buffer[] = []
  let length = 0
  let whole = -1
  let chunked = false
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null
  socket.on('data', (part: Buffer) => {
    parts.push(part)
    length += part.length
    if (whole < 0 && !chunked) readHead()
    const last = parts.at(-1)
    const complete = whole >= 0 ? length >= whole : chunked && last?.subarray(-5).toString('latin1') === '0\r\n\r\n'
    if (complete) finish()
  })
  const readHead = () => {
    const bytes = Buffer.concat(parts)
    parts = [bytes]
    const end = bytes.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = bytes.subarray(0, end).toString('latin1').toLowerCase()
    const body = /\r\ncontent-length: *(\d+)/.exec(head)?.[1]
    chunked = body === undefined && head.includes('\r\ntransfer-encoding: chunked')
    if (!chunked) whole = end + 4 + Number(body ?? 0)
  }
  const finish = () => {
    const text = Buffer.concat(parts).toString('latin1')
    parts = []
    length = 0
    whole = -1
    chunked = false
    waiting?.resolve({ status: Number(text.slice(9, 12)), text })
    waiting = null
  }
  socket.on('close', () => waiting?.reject(new Error('the server closed the connection')))
  return {
    ask: (request: string) =>
      new Promise<Answer>((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.on('error', reject)
  })
}
