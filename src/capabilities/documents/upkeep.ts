import type { Capability } from '../../platform/capability.ts'
import type { House } from '../../platform/house.ts'
import { forgetAttempts } from '../../platform/web/attempts.ts'
import { listInstitutions } from '../institutions/index.ts'
import { endStale } from './in-parts.ts'
import { sweepUnclaimed } from './unclaimed.ts'

const dayMs = 24 * 3600 * 1000

/** Once a night: what broken uploads and crashes left leaves the store, and old counts of attempts are forgotten. */
export const documents: Capability = {
  name: 'documents',
  jobs: (house) => ({ 'house.sweep': () => sweep(house) }),
  schedules: { 'house.sweep': '20 3 * * *' },
}

async function sweep(house: House): Promise<void> {
  await house.blobs.sweep(new Date(Date.now() - dayMs))
  await sweepUnclaimed(house, new Date(house.clock.now().getTime() - dayMs))
  for (const { id } of await listInstitutions(house.database.shared)) await endStale(house, id)
  await forgetAttempts(house.database.shared)
}
