import type { Capability } from '../../platform/capability.ts'
import { visaRoutes } from './routes.tsx'
import { visasWords } from './words.ts'

/** What foreigners who come have to do about their stay: so far, who must register and by when. */
export const visas: Capability = {
  name: 'visas',
  words: visasWords,
  routes: () => visaRoutes(),
}
