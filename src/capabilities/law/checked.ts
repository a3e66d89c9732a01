import { createHash } from 'node:crypto'
import type { Check, LawBook, Rule } from './rules.ts'

/** What a rule says, in one word: whoever verified it has verified this and nothing that comes after it. */
export function fingerprintOf({ id, value, unit, text, validFrom, validTo, ...rule }: Rule): string {
  const countries = 'countries' in rule ? rule.countries : null
  const content = [id, value, unit, text.en, text.ru, text.ky, validFrom, validTo, countries]
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}

/** The book as an institution reads it: a rule that somebody there has held against the act is verified. */
export function checkedBook(book: LawBook, checks: ReadonlyMap<string, Check>): LawBook {
  if (checks.size === 0) return book
  const see = <Kind extends Rule>(rule: Kind): Kind => {
    const checked = checks.get(fingerprintOf(rule))
    return checked ? { ...rule, verified: true, checked } : rule
  }
  return {
    ...book,
    rules: book.rules.map(see),
    visaFree: book.visaFree.map(see),
    registration: book.registration.map(see),
  }
}
