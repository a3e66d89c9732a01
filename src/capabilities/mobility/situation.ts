import type { View } from '../cases/index.ts'
import type { Facts } from './facts.ts'
import type { MobilitySituation, Records } from './rules.ts'

/** The situation of an application with its own types: the engine hands every procedure's over without. */
export function situationHere({
  procedure,
  situation,
}: Pick<View, 'procedure' | 'situation'>): MobilitySituation | null {
  const { background, facts } = situation
  return procedure.name === 'mobility' && isRecords(background)
    ? { ...situation, background, facts: factsFrom(facts) }
    : null
}

function isRecords(background: unknown): background is Records {
  return typeof background === 'object' && background !== null && 'began' in background
}

/** Facts as they are kept: the procedure's own schema read them when they came. */
export function factsFrom(kept: unknown): Partial<Facts> {
  return isKept(kept) ? kept : {}
}

function isKept(kept: unknown): kept is Partial<Facts> {
  return typeof kept === 'object' && kept !== null
}
