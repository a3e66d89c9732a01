import type { Capability } from '../../platform/capability.ts'
import { applicationsKeeping } from './keeping.ts'
import { applicationsRoutes } from './routes.tsx'
import { applicationsWords } from './words.ts'

export { applicationsPanel } from './panel.tsx'
export { copiesOf } from './taking-over.ts'

/** Several applications of one person, in the person's order, at one or several institutions. */
export const applications: Capability = {
  name: 'applications',
  words: applicationsWords,
  routes: () => applicationsRoutes(),
  keepsOfAccounts: applicationsKeeping,
}
