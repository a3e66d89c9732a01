import type { Db } from '../../platform/database/index.ts'

/** Milliseconds for which a process answers from memory: every public page asks, and an office edits once a week. */
const freshFor = 10_000

export interface Kept<Value> {
  (db: Db): Promise<Value>
  /** After a change made through this process; the others notice it within ten seconds. */
  forget(db: Db): void
}

/** Keeps the answer to one question about a scope for a few seconds. A question that failed is asked again. */
export function kept<Value>(ask: (db: Db) => Promise<Value>): Kept<Value> {
  const answers = new WeakMap<Db, { readonly answer: Promise<Value>; readonly until: number }>()
  const recall = (db: Db) => {
    const before = answers.get(db)
    if (before && performance.now() < before.until) return before.answer
    const answer = ask(db)
    answers.set(db, { answer, until: performance.now() + freshFor })
    answer.catch(() => answers.delete(db))
    return answer
  }
  return Object.assign(recall, { forget: (db: Db) => void answers.delete(db) })
}
