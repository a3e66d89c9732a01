import { agreementTarget } from './agreement-target.ts'
import { partnerTarget } from './partner-target.ts'
import type { Import } from './store.ts'
import type { Target } from './target.ts'

/** What can come in by a sheet. */
export const targets: readonly Target[] = [partnerTarget, agreementTarget]

export function targetOf(name: Import['target']): Target {
  return targets.find((target) => target.name === name) ?? partnerTarget
}
