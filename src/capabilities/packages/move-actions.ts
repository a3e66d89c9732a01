import { done, got, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Problem } from '../../platform/web/form.ts'
import { type Act, inCase, type Procedure, record } from '../cases/index.ts'
import { type Entered, type MoveEntry, moveProblems, next, standingMoves, standingOf } from './move-rules.ts'
import { insertMove, moveOfKey, movesOf, saveStanding } from './move-store.ts'
import { findPackage, holdPackage, type KeptPackage } from './package-store.ts'

/** The package that an officer works on. */
export interface Place {
  readonly act: Act
  readonly procedure: Procedure
  readonly packageId: string
}

export type Moving = Outcome | { readonly ok: 'slipped'; readonly problems: readonly Problem[] }

/**
 * Writes down what happened to a package. The same form again does nothing.
 * @param seen the last move that the form showed, null where it showed none of one package
 */
export async function movePackage(
  place: Place,
  move: Entered,
  entry: MoveEntry,
  key: string,
  seen: string | null,
): Promise<Moving> {
  const { act } = place
  let problems: readonly Problem[] = []
  const outcome = await onPackage(place, async (tx, kept, note) => {
    if (await moveOfKey(tx, kept.id, key)) return done
    const moves = await movesOf(tx, kept.id)
    if (seen !== null && (moves.at(-1)?.id ?? '') !== seen)
      return refuse('move.someoneWasFirst', { params: { name: moves.at(-1)?.byName ?? '' } })
    if (!kept.madeAt) return refuse('move.notMade')
    if (!next[kept.state].includes(move)) return refuse('move.notNow')
    problems = moveProblems(entry, moves, kept.numberedAt, act.house.clock.today())
    if (problems.length > 0) return done
    await insertMove(tx, { ...newMove(place, key), ...entry, move })
    await saveStanding(tx, kept.id, standingOf(await movesOf(tx, kept.id)))
    await note(`package.${move}`, entry.reason ? { reason: entry.reason } : {})
    return done
  })
  return outcome.ok && problems.length > 0 ? { ok: 'slipped', problems } : outcome
}

/** Takes back the last move, which was entered by mistake. It stays in the history. */
export function undoMove(place: Place, moveId: string, key: string): Promise<Outcome> {
  return onPackage(place, async (tx, kept, note) => {
    if (await moveOfKey(tx, kept.id, key)) return done
    const last = standingMoves(await movesOf(tx, kept.id)).at(-1)
    if (!last || last.id !== moveId) return refuse('move.notLast')
    await insertMove(tx, {
      ...newMove(place, key),
      onDay: place.act.house.clock.today(),
      move: 'undone',
      undoes: last.id,
    })
    await saveStanding(tx, kept.id, standingOf(await movesOf(tx, kept.id)))
    await note('package.undone', {})
    return done
  })
}

/** Prints a package once more, as a copy: gives the id of the move that its mark names. */
export async function copyPackage(place: Place, key: string): Promise<Outcome<string>> {
  const { house, institution } = place.act
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx): Promise<Outcome<string>> => {
      const kept = await holdPackage(tx, place.packageId)
      if (!kept) throw new NotFound()
      if (!kept.madeAt) return refuse('move.notMade')
      const id = await insertMove(tx, { ...newMove(place, key), onDay: house.clock.today(), move: 'copied' })
      return got(id ?? (await moveOfKey(tx, kept.id, key)) ?? '')
    })
}

function newMove({ act, packageId }: Place, key: string) {
  return { institution: act.institution, packageId, key, by: act.by, at: act.house.clock.now() }
}

type Note = (action: string, input: Readonly<Record<string, string>>) => Promise<unknown>
type Tx = Parameters<Parameters<typeof inCase>[3]>[0]

async function onPackage(
  { act, procedure, packageId }: Place,
  work: (tx: Tx, kept: KeptPackage, note: Note) => Promise<Outcome>,
): Promise<Outcome> {
  const found = await findPackage(act.house.database.within(act.institution), packageId)
  if (!found) throw new NotFound()
  return inCase(act, procedure, found.caseId, async (tx, held, ground) => {
    const kept = await holdPackage(tx, packageId)
    if (!kept) throw new NotFound()
    return work(tx, kept, (action, more) =>
      record(tx, act, ground, procedure, held, { action, input: { package: kept.id, number: kept.number, ...more } }),
    )
  })
}
