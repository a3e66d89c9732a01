import type { Capability } from '../../platform/capability.ts'
import { forgetAttempts } from '../../platform/web/attempts.ts'

const dayMs = 24 * 3600 * 1000

/** Once a night: halves of broken uploads leave the store, and old counts of attempts are forgotten. */
export const documents: Capability = {
  name: 'documents',
  jobs: (house) => ({
    'house.sweep': async () => {
      await house.blobs.sweep(new Date(Date.now() - dayMs))
      await forgetAttempts(house.database.shared)
    },
  }),
  schedules: { 'house.sweep': '20 3 * * *' },
}
