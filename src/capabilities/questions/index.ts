import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { questionRoutes } from './routes.tsx'
import { questionsWords } from './words.ts'

export { questionPanel } from './panel.tsx'

/** The subject of a case asks the office, the office answers: in the case, by mail, or by phone. */
export function questions(procedures: readonly Procedure[]): Capability {
  return { name: 'questions', words: questionsWords, routes: () => questionRoutes(procedures) }
}
