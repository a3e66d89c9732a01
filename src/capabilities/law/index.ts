import type { House } from '../../platform/house.ts'
import { type Law, type LawBook, lawOn } from './rules.ts'
import { loadedHash, readLawBook } from './store.ts'

export { type RegistrationAnswer, registrationFor } from './registration.ts'
export type {
  Authority,
  Country,
  Deadline,
  Law,
  LawBook,
  Rule,
  Sourced,
  Term,
  VisaFreeRule,
  VisaKind,
} from './rules.ts'
export { lawOn } from './rules.ts'

interface Kept {
  readonly hash: string
  readonly book: LawBook
  checkedAt: number
}

const kept = new WeakMap<object, Kept>()
const freshFor = 10_000

/** The law of the house's day. The book is kept in memory and asked every ten seconds whether another was loaded. */
export async function lawOfToday(house: Pick<House, 'database' | 'clock'>): Promise<Law> {
  return lawOn(await lawBook(house), house.clock.today())
}

export async function lawBook(house: Pick<House, 'database'>): Promise<LawBook> {
  const before = kept.get(house.database)
  if (before && Date.now() - before.checkedAt < freshFor) return before.book
  const hash = await loadedHash(house.database.shared)
  if (before && before.hash === hash) {
    before.checkedAt = Date.now()
    return before.book
  }
  const book = await readLawBook(house.database.shared)
  kept.set(house.database, { hash, book, checkedAt: Date.now() })
  return book
}
