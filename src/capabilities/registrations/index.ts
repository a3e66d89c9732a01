import type { Capability } from '../../platform/capability.ts'
import { openingRoutes } from './opening-routes.tsx'
import { registrationRoutes } from './routes.tsx'
import { registrationsWords } from './words.ts'

export { openRegistration, registerAgain, type Said } from './opening.ts'
export { registrationPanel } from './panel.tsx'
export { registration } from './registration.ts'

/** Arrival and registration of foreigners at the place of stay: who must, by when, and the way from the border to the certificate. */
export const registrations: Capability = {
  name: 'registrations',
  words: registrationsWords,
  routes: () => registrationRoutes().also(openingRoutes()),
}
