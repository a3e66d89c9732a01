import type { House } from '../../platform/house.ts'
import { checkedBook } from './checked.ts'
import { type Law, type LawBook, lawOn } from './rules.ts'
import { checksOf, lawInUse, newestEdition, readLawBook } from './store.ts'

export { needsNoApproval } from './approval.ts'
export { checkedBook, fingerprintOf } from './checked.ts'
export { type RegistrationAnswer, registrationFor } from './registration.ts'
export type {
  Authority,
  Check,
  Country,
  Deadline,
  Law,
  LawBook,
  RegistrationRule,
  Rule,
  Sourced,
  Term,
  VisaFreeRule,
  VisaKind,
} from './rules.ts'
export { lawOn } from './rules.ts'
export { checksOf, lawInUse, newestEdition, readLawBook } from './store.ts'

interface Kept {
  readonly version: string
  readonly book: LawBook
  checkedAt: number
}

type Where = Pick<House, 'database'>

const kept = new WeakMap<object, Map<string, Kept>>()
/** Milliseconds for which the law of an institution is answered from memory. */
export const freshFor = 2000

/** The law of the house's day, by the edition that the institution has confirmed; without one, by the newest. */
export async function lawOfToday(house: Pick<House, 'database' | 'clock'>, institution?: string): Promise<Law> {
  return lawOn(await lawBook(house, institution), house.clock.today())
}

/** The edition by which an institution counts, with what its own people have verified. It is kept for two seconds. */
export async function lawBook(house: Where, institution = ''): Promise<LawBook> {
  const books = kept.get(house.database) ?? new Map<string, Kept>()
  kept.set(house.database, books)
  const before = books.get(institution)
  if (before && Date.now() - before.checkedAt < freshFor) return before.book
  const db = house.database.within(institution)
  const used = institution ? await lawInUse(db) : null
  const hash = used?.hash ?? (await newestEdition(house.database.shared))
  const version = `${hash} ${used?.version ?? 0}`
  if (before?.version === version) {
    before.checkedAt = Date.now()
    return before.book
  }
  const whole = await readLawBook(house.database.shared, hash)
  const book = institution ? checkedBook(whole, await checksOf(db)) : whole
  books.set(institution, { version, book, checkedAt: Date.now() })
  return book
}

/** After the law of an institution has changed: this process asks at once. */
export function forgetLaw(house: Where, institution: string): void {
  kept.get(house.database)?.delete(institution)
}
