import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { ownerRoutes } from './owner-routes.tsx'
import { phoneRoutes } from './phone-routes.tsx'
import { cameraWords } from './words.ts'

export { cameraPanel } from './panel.tsx'

/** A telephone as the camera of a computer, by a link that is shown as a square. */
export function camera(procedures: readonly Procedure[]): Capability {
  return {
    name: 'camera',
    words: cameraWords,
    routes: (house) => ownerRoutes(house, procedures).also(phoneRoutes(house, procedures)),
  }
}
