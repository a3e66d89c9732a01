import type { House } from '../../platform/house.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import { type ChecklistLine, type LineEntry, saidOf } from './checklist-rules.ts'
import { insertOrHold, saveLine, type WrittenLine, writeLineChange } from './checklist-store.ts'
import { purposes } from './facts.ts'

export interface OfficeAct {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
}

/**
 * Writes a line of the checklist: a new one, one in the place of a general one, or the next version of the office's own. The
 * same form again changes nothing. @param seen the version that the form showed; 0 when the office had none
 */
export function writeLine(act: OfficeAct, id: string, entry: LineEntry, seen: number): Promise<Outcome> {
  const purpose = purposes.find((one) => one === entry.purpose) ?? null
  const given: WrittenLine = { id, country: entry.country || null, purpose, said: saidOf(entry) }
  return turn(act, given, (before) => {
    if (before.archived) return refuse('line.isArchived')
    if (same(before, given)) return done
    return before.version === seen ? 'changed' : refuse('line.someoneWasFirst')
  })
}

/** Puts a line away, so that nobody is asked for it, or takes it back. */
export function archiveLine(act: OfficeAct, before: ChecklistLine, away: boolean): Promise<Outcome> {
  return turn(act, before, (held) => (held.archived === away ? done : away ? 'archived' : 'restored'), away)
}

const same = (before: ChecklistLine, given: WrittenLine) =>
  before.country === given.country &&
  before.purpose === given.purpose &&
  Object.entries(given.said).every(([name, value]) => (before.said[name] ?? '') === value)

type Turn = Outcome | 'changed' | 'archived' | 'restored'

function turn(
  { house, institution, by }: OfficeAct,
  given: WrittenLine,
  decide: (before: ChecklistLine) => Turn,
  away = false,
): Promise<Outcome> {
  const at = house.clock.now()
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const before = await insertOrHold(tx, institution, given)
      const what = before ? decide(before) : away ? 'archived' : 'added'
      if (typeof what !== 'string') return what
      const version = (before?.version ?? 0) + 1
      const written = what === 'changed' || !before ? given : before
      await saveLine(tx, written, version, what === 'archived' ? at : null)
      await writeLineChange(tx, institution, given.id, { version, action: what, said: written.said, at, by })
      return done
    })
}
