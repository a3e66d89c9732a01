import type { Procedure } from './procedure.ts'
import { list } from './rules.ts'

/** Cases that one run takes at most. */
export const mostCases = 1000

/** The steps that the office may take, at this stage or at any. */
export function officeSteps(procedure: Procedure, stage: string | null): string[] {
  return Object.entries(procedure.steps)
    .filter(([, step]) => list(step.by).includes('office') && (stage === null || list(step.from).includes(stage)))
    .map(([name]) => name)
}
