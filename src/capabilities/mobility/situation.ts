import type { View } from '../cases/index.ts'
import type { Facts } from './facts.ts'
import { type MobilitySituation, type Records, stayOf } from './rules.ts'

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

/** From when to when the person of a case is to be away, as far as it is known. */
export function stayWanted(view: Pick<View, 'procedure' | 'situation'>): ReturnType<typeof stayOf> {
  const situation = situationHere(view)
  return situation ? stayOf(situation) : { from: undefined, to: undefined }
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
