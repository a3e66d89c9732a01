import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { searchRoutes } from './routes.tsx'
import { searchWords } from './words.ts'

export { oneLetterOff } from './rules.ts'

/** Finds people, cases, papers and letters by any spelling. Triggers keep what it reads: nobody has to tell it anything. */
export function search(procedures: readonly Procedure[]): Capability {
  return { name: 'search', words: searchWords, routes: () => searchRoutes(procedures) }
}
