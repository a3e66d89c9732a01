import { foldWords } from '../src/platform/words/fold.ts'

// Invented, and they look it: nobody's name is put together like this.
const heads = 'Ba Che Do El Fa Gu Ho Ira Jo Ka Lu Mo Na Ora Pe Qua Ro Sa Tu Ula Vo We Xa Yo Zi'.split(' ')
const middles = 'ba cki do fru gal hin jo kle lum mi nor pa que ris sta tov'.split(' ')
const tails = 'ban det fik gor hal jin kov lem mut nox pol rup sev tig vul'.split(' ')
const givenHeads = 'Abe Bri Cor Dal Ebi Flo Gri Hal Ino Jul Kip Lor Mar Nil Oli Pim Rik Sul Tam Umi'.split(' ')
const givenTails = 'ba dra fe go lin ma no pa ri sa ta va xi zo'.split(' ')

/** Family and given names with the words a search finds them by; the first of each list are the commonest. */
export interface Names {
  readonly family: readonly string[]
  readonly familyWords: readonly string[]
  readonly given: readonly string[]
  readonly givenWords: readonly string[]
}

export function inventedNames(): Names {
  const family = shuffled(
    heads.flatMap((head) => middles.flatMap((middle) => tails.map((tail) => head + middle + tail))),
  )
  const given = shuffled(givenHeads.flatMap((head) => givenTails.map((tail) => head + tail)))
  return {
    family: family.map((name) => name.toUpperCase()),
    familyWords: family.map(wordOf),
    given,
    givenWords: given.map(wordOf),
  }
}

function wordOf(name: string): string {
  return foldWords(name)[0] ?? name
}

// The same order at every run, so that two runs search the same words.
function shuffled(names: readonly string[]): string[] {
  const place = (name: string) => [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 99_991, 7)
  return names.toSorted((a, b) => place(a) - place(b))
}
