import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { letterCheckRoutes } from './routes.tsx'
import { checkWords } from './words.ts'

/**
 * Anybody checks a letter, an officer takes one out of force. It stands after the cases because a revocation is a row in a
 * case's journal; the code itself is made where letters are issued.
 */
export function letterChecks(procedures: readonly Procedure[]): Capability {
  return { name: 'letter-checks', words: checkWords, routes: () => letterCheckRoutes(procedures) }
}
