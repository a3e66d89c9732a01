import type { Capability } from '../../platform/capability.ts'
import { publicRoutes } from './public-routes.tsx'
import { consultationWords } from './words.ts'

export { consultation } from './consultation.ts'
export { consultationPanel } from './panel.tsx'
export { besideConsultations } from './public-routes.tsx'

/** Questions to the office, of students, staff and units: answered in writing or at a meeting. */
export const consultations: Capability = {
  name: 'consultations',
  words: consultationWords,
  routes: publicRoutes,
}
