import { createServer, type Server, type Socket } from 'node:net'

/** The harmless file that every scanner takes for a virus, split so that this one is none. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

export type Mood = 'honest' | 'silent' | 'nonsense' | 'drops' | 'limits'

export interface FakeClamd {
  readonly port: number
  mood: Mood
  /** The files that came whole, in bytes. */
  readonly seen: Buffer[]
  close(): Promise<void>
}

/** A clamd that knows one virus and speaks PING and INSTREAM as the real one does. */
export async function fakeClamd(): Promise<FakeClamd> {
  const lines = new Set<Socket>()
  const server = createServer((line) => {
    lines.add(line)
    line.on('error', () => {})
    line.on('close', () => lines.delete(line))
    let came = Buffer.alloc(0)
    line.on('data', (piece: Buffer) => {
      came = Buffer.concat([came, piece])
      answer(line, came, clamd)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const clamd: FakeClamd = {
    port: portOf(server),
    mood: 'honest',
    seen: [],
    close: async () => {
      for (const line of lines) line.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return clamd
}

function answer(line: Socket, came: Buffer, clamd: FakeClamd): void {
  if (clamd.mood === 'silent') return
  if (clamd.mood === 'nonsense') line.end('HTTP/1.1 400 Bad Request\r\n\r\n\0')
  else if (came.equals(Buffer.from('zPING\0'))) line.end('PONG\0')
  else if (clamd.mood === 'limits') line.end('INSTREAM size limit exceeded. ERROR\0')
  else if (clamd.mood === 'drops') line.destroy()
  else answerWhole(line, came, clamd)
}

function answerWhole(line: Socket, came: Buffer, clamd: FakeClamd): void {
  const file = streamed(came)
  if (!file) return
  clamd.seen.push(file)
  line.end(file.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
}

/** The file out of the pieces of an INSTREAM; null until the empty piece that ends it. */
function streamed(came: Buffer): Buffer | null {
  const command = 'zINSTREAM\0'
  if (came.length < command.length) return null
  if (came.toString('latin1', 0, command.length) !== command) throw new Error('another command')
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= came.length; ) {
    const length = came.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(came.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return address.port
}
