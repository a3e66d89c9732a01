import { foldWords } from '../../platform/words/fold.ts'

/** Whether a member's name holds an applicant's family name, a man's or a woman's: a hint to look, never an answer. */
export function maybeRelatives(member: string, family: string): boolean {
  const names = new Set(foldWords(member).map(stem))
  return foldWords(family).some((word) => word.length > 2 && names.has(stem(word)))
}

const stem = (word: string) => word.replace(/(?<=ov|ev|in)a$/, '').replace(/ska(ia|ya)$/, 'skii')

/** The words by which applicants who may bear a member's family name are found. */
export function familyWords(member: string): string[] {
  return foldWords(member)
    .map(stem)
    .filter((word) => word.length > 2)
    .flatMap((word) => [word, `${word}a`, ...(word.endsWith('skii') ? [word.replace(/ii$/, 'aia')] : [])])
}
