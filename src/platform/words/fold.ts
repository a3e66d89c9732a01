// Cyrillic letters of Russian and Kyrgyz as passports write them in Latin (ICAO Doc 9303 part 3, transliteration table).
const latin: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ү: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: 'ie',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
}
// Latin letters that are no letter with a mark on it.
const plain: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', ø: 'o', đ: 'd', ə: 'e', ß: 'ss', æ: 'ae' }

/**
 * Folds a text so that spellings of one name meet: small letters, no accents, Cyrillic in Latin, only letters and digits.
 * @returns the words, each once
 */
export function foldWords(text: string): string[] {
  const folded = text
    .toLowerCase()
    .replace(/[\u0400-\u04ff]/g, (letter) => latin[letter] ?? letter)
    .replace(/[ıłøđəßæ]/g, (letter) => plain[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’`ʻ]/g, '')
  return [...new Set(folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))]
}
