import { fold } from './folding.ts'
import synonyms from './value-words.json' with { type: 'json' }

const known = new Map<string, ReadonlyMap<string, string>>()
const said: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = synonyms

/**
 * What a word of theirs means in a closed list: the value itself, its name on our pages in any language, or what offices write.
 * @param names the names on our pages: value to spellings
 * @returns null for a word that nobody has taught yet
 */
export function meaningOf(
  list: string,
  options: readonly string[],
  names: (option: string) => readonly string[],
  word: string,
): string | null {
  const folded = fold(word) || word.trim().toLowerCase()
  let words = known.get(list)
  if (!words) {
    const own = options.flatMap((option) =>
      [option, ...(said[list]?.[option] ?? []), ...names(option)].map((one) => [fold(one) || one, option] as const),
    )
    // Backwards: where two mean the same, the first of the list is meant.
    words = new Map(own.toReversed())
    known.set(list, words)
  }
  return words.get(folded) ?? null
}
