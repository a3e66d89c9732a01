import type { Capability } from '../../platform/capability.ts'
import { registrationRoutes } from './routes.tsx'
import { registrationsWords } from './words.ts'

/** Registration of foreigners at the place of stay: who must register, and by when. */
export const registrations: Capability = {
  name: 'registrations',
  words: registrationsWords,
  routes: () => registrationRoutes(),
}
