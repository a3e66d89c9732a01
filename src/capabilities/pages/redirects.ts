import { languages } from '../../platform/words/languages.ts'

/** Where somebody is led who knows an old address. */
export interface Redirect {
  readonly from: string
  readonly to: string
  /** Made by itself when a page moved. */
  readonly isOwn: boolean
  readonly at: Date
  readonly by: string
}

/** How many steps from one old address to the next are followed. */
export const mostSteps = 10
export const mostLines = 500

/** An address as it is compared: decoded, without the slash at its end, in small letters; null when it is none. */
export function foldPath(typed: string): string | null {
  const [path = '', query] = typed.trim().split('#')[0]?.split('?') ?? []
  if (!path.startsWith('/') || /^\/[/\\]/.test(path) || /[\p{Cc}\\\s]/u.test(typed.trim())) return null
  try {
    const plain = decodeURI(path)
      .normalize('NFC')
      .toLowerCase()
      .replace(/\/{2,}/g, '/')
    const folded = (plain.length > 1 ? plain.replace(/\/$/, '') : plain) + (query ? `?${query.toLowerCase()}` : '')
    return folded.length <= 500 && !/\p{Cc}/u.test(folded) ? folded.toWellFormed() : null
  } catch {
    return null
  }
}

export interface Ground {
  readonly institution: string
  /** The host of this installation. */
  readonly host: string
  /** Whether something stands at an address of ours already. */
  readonly answers: (path: string) => boolean
  /** Which old addresses lead where already. */
  readonly known: ReadonlyMap<string, string>
}

export type Line = { readonly from: string; readonly to: string }
export type Wrong = { readonly line: number; readonly text: string; readonly key: string }

/** Reads old and new addresses, one pair a line. A line that can't be kept says why; the others stand. */
export function readLines(pasted: string, ground: Ground): { readonly lines: Line[]; readonly wrong: Wrong[] } {
  const lines: Line[] = []
  const wrong: Wrong[] = []
  const known = new Map(ground.known)
  pasted.split(/\r\n?|\n/).forEach((text, at) => {
    if (text.trim() === '') return
    const read = readLine(text, ground, known)
    if (typeof read === 'string') wrong.push({ line: at + 1, text: text.trim().slice(0, 200), key: read })
    else {
      known.set(read.from, read.to)
      lines.push(read)
    }
  })
  return { lines, wrong }
}

function readLine(text: string, ground: Ground, known: ReadonlyMap<string, string>): Line | string {
  const parts = text
    .trim()
    .split(/\s*(?:\t|;|->|→|\s)\s*/)
    .filter((part) => part !== '')
  if (parts.length !== 2) return 'redirect.notTwo'
  const [from, to] = [foldPath(withoutHost(parts[0] ?? '')), ownPath(parts[1] ?? '', ground)]
  if (!from || from === '/') return 'redirect.notFrom'
  if (to === null) return 'redirect.foreign'
  if (ground.answers(from)) return 'redirect.lives'
  const isPast = to.split('?')[0] ?? ''
  if (!isPast.startsWith(`/${ground.institution}/`)) return 'redirect.notHere'
  if (from === to || ends(to, new Map(known).set(from, to)) === null) return 'redirect.loop'
  if (!ground.answers(isPast) && !known.has(to)) return 'redirect.nowhere'
  return { from, to }
}

/** Where one arrives; null when one goes round. */
export function ends(from: string, known: ReadonlyMap<string, string>): string | null {
  let at = from
  for (let step = 0; step <= mostSteps; step += 1) {
    const next = known.get(at)
    if (next === undefined) return at
    at = next
  }
  return null
}

// The old site had a host of its own, whatever it was: the address in it is what comes to us once the host is ours.
const withoutHost = (typed: string) => typed.replace(/^https?:\/\/[^/\s]+(?=\/)/i, '')

function ownPath(typed: string, { host }: Ground): string | null {
  const own = /^https?:\/\/([^/\s]+)(\/\S*)$/i.exec(typed)
  if (own) return own[1]?.toLowerCase() === host ? foldPath(own[2] ?? '') : null
  return foldPath(typed)
}

/** The same word in each language of an institution's site. */
export const addressesOf = (institution: string, slug: string): readonly string[] =>
  languages.map((language) => `/${institution}/${language}/${slug}`)
