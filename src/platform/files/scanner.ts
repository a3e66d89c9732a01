import { connect, type Socket } from 'node:net'

/** Where clamd listens: a host with its port, or a socket of this machine. */
export type ScannerAddress = { readonly host: string; readonly port: number } | { readonly path: string }

/** away: it is down, too slow, answered nonsense or could not read the file. Then nobody knows, and nothing is taken. */
export type Scan =
  | { readonly kind: 'clean' }
  | { readonly kind: 'away' }
  | { readonly kind: 'found'; readonly signature: string }

const pieceBytes = 64 * 1024
const longestAnswer = 4096
const usualMs = 30_000
const pingMs = 1000

/**
 * Asks clamd about a file by its INSTREAM command: pieces, each after its length in four bytes, ended by an empty one.
 * Never throws. @param ms milliseconds for everything together
 */
export async function scan(at: ScannerAddress, bytes: Uint8Array, ms: number = usualMs): Promise<Scan> {
  const answer = await ask(at, 'zINSTREAM\0', ms, bytes)
  const [, signature] = /^stream: (.{1,200}) FOUND$/.exec(answer) ?? []
  if (signature) return { kind: 'found', signature }
  return { kind: answer === 'stream: OK' ? 'clean' : 'away' }
}

/** Whether clamd answers at all. */
export async function isScannerThere(at: ScannerAddress, ms: number = pingMs): Promise<boolean> {
  return (await ask(at, 'zPING\0', ms)) === 'PONG'
}

// The answer without its end; empty when there was no whole one.
function ask(at: ScannerAddress, command: string, ms: number, bytes?: Uint8Array): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const line = connect(at)
  const tooLong = setTimeout(() => resolve(''), ms)
  let answer = ''
  line.setEncoding('utf8')
  line.on('data', (text) => {
    answer += text
    const end = answer.indexOf('\0')
    if (end >= 0 || answer.length > longestAnswer) resolve(answer.slice(0, Math.max(0, end)))
  })
  // One that refuses a file in the middle answers first and then drops the line: what it said counts.
  line.on('error', () => resolve(''))
  line.on('close', () => resolve(''))
  line.on('connect', () => {
    line.write(command)
    if (bytes) sendPieces(line, bytes)
  })
  return promise.finally(() => {
    clearTimeout(tooLong)
    line.destroy()
  })
}

function sendPieces(line: Socket, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = bytes.subarray(at, at + pieceBytes)
    line.write(lengthOf(piece.length))
    line.write(piece)
  }
  line.write(lengthOf(0))
}

function lengthOf(length: number): Buffer {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(length)
  return four
}
