import { foldWords } from '../../platform/words/fold.ts'

/** What can be found, in the order in which it is shown. */
export const kinds = ['people', 'cases', 'papers', 'letters'] as const
export type Kind = (typeof kinds)[number]

/** How near a word is to the one that was typed, the nearest first. */
export const nearness = ['same', 'sound', 'beginning', 'letter'] as const
export type Nearness = (typeof nearness)[number]

/** Items of a kind on the page of all kinds, and on a page of its own. */
export const fewItems = 6
export const pageItems = 25
/** Nobody leafs through more: from here on the page says so and asks for more letters. */
export const mostItems = 200

const longestQuery = 200
const longestWord = 60
const mostWords = 5

export interface Asked {
  /** As it was typed, without what no name or number has. */
  readonly text: string
  /** Folded words without a figure: of names, recipients, subjects. */
  readonly words: readonly string[]
  /** Whole numbers to look up, the likeliest first. */
  readonly numbers: readonly string[]
}

/** Reads what stands in the search field. Longer than anybody's name is cut. */
export function readAsked(typed: string): Asked {
  // Half of a cut pair (an emoji) is no text that a database takes.
  const text = typed
    .slice(0, longestQuery)
    .toWellFormed()
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
  const words = foldWords(text).filter((word) => !/\d/.test(word) && word.length <= longestWord)
  return { text, words: words.slice(0, mostWords), numbers: numbersIn(text) }
}

// "AB 1234567" is one number, "Zara 12" is a name and one; 00012 is what many write for 12.
function numbersIn(text: string): string[] {
  if (!/\d/.test(text)) return []
  const parts = text.split(' ').filter((part) => /\d/.test(part))
  const short = parts.filter((part) => /^0+\d+$/.test(part)).map((part) => part.replace(/^0+/, ''))
  return [...new Set([text, ...parts, ...short])].filter((number) => /[\p{L}\d]/u.test(number)).slice(0, mostWords)
}

/** A word that is known and how near it is to the one that was typed. */
export type Known = ReadonlyMap<string, Nearness>

export interface Why {
  readonly near: Nearness
  readonly spelling: string
}

/** The spelling among these texts that each typed word was found by, the nearest; the least near of them is what counts. */
export function whyFound(known: readonly Known[], texts: readonly string[]): Why | null {
  const spellings = [...new Set(texts.flatMap((text) => text.split(/[\s,;/]+/u)))].filter((text) => text !== '')
  const found = known.map((words) => nearestOf(words, spellings)).filter((why) => why !== null)
  const [least] = found.toSorted((a, b) => rankOf(b.near) - rankOf(a.near))
  return least ? { near: least.near, spelling: [...new Set(found.map(({ spelling }) => spelling))].join(' ') } : null
}

function nearestOf(words: Known, spellings: readonly string[]): Why | null {
  const found = spellings.flatMap((spelling) =>
    foldWords(spelling).flatMap((word) => {
      const near = words.get(word)
      return near ? [{ near, spelling }] : []
    }),
  )
  return found.toSorted((a, b) => rankOf(a.near) - rankOf(b.near))[0] ?? null
}

export const rankOf = (near: Nearness) => nearness.indexOf(near)

/** The words that are this near, or nearer. */
export const upTo = (known: Known, near: Nearness): string[] =>
  [...known].filter(([, own]) => rankOf(own) <= rankOf(near)).map(([word]) => word)

/** With this many nearer ones nobody looks at what is a letter off. */
export const enoughNear = pageItems

const letters = [...'abcdefghijklmnopqrstuvwxyz']
const figures = [...'0123456789']
// Capitals stand for sounds that take several letters: see sound_of in the database.
const sounds = [...'SCJT']

/** Every word that is one letter away: one left out, one too many, one instead of another, two that changed places. */
export function oneLetterOff(word: string): string[] {
  const own = [...word]
  if (own.length < 3 || own.length > 30) return []
  const alphabet = new Set([...letters, ...(/\d/.test(word) ? figures : sounds), ...own])
  const off = new Set<string>()
  for (let at = 0; at <= own.length; at += 1) {
    const [before, after] = [own.slice(0, at).join(''), own.slice(at + 1).join('')]
    const here = own[at] ?? ''
    off.add(before + after)
    if (at + 1 < own.length) off.add(before + (own[at + 1] ?? '') + here + own.slice(at + 2).join(''))
    for (const letter of alphabet) off.add(before + letter + after).add(before + letter + here + after)
  }
  off.delete(word)
  return [...off]
}
