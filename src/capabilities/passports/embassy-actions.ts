import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { changesOf, type Embassy, type EmbassyEntry, saidOf } from './embassy-rules.ts'
import { embassyOf, findEmbassy, holdEmbassy, insertEmbassy, saveEmbassy, writeChange } from './embassy-store.ts'

/** Who does it, and where. */
export interface OfficeAct {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
}

/** Enters an embassy. The same form twice enters one; a second embassy of a state is refused. */
export function addEmbassy(act: OfficeAct, id: string, entry: EmbassyEntry): Promise<Outcome> {
  return inTransaction(act, async (tx) => {
    const said = saidOf(entry)
    if (!(await insertEmbassy(tx, { institution: act.institution, id, country: entry.country, said })))
      return (await findEmbassy(tx, id)) ? done : refuse('embassy.already')
    await note(tx, act, { id, version: 0 }, 'added', {})
    return done
  })
}

/** Writes what is known now. Refuses when a colleague wrote something else meanwhile. @param seen the version on the form */
export function changeEmbassy(act: OfficeAct, id: string, entry: EmbassyEntry, seen: number): Promise<Outcome> {
  return onEmbassy(act, id, async (tx, held) => {
    if (held.archived) return refuse('embassy.isArchived')
    const said = saidOf(entry)
    const changed = changesOf(held.said, said)
    if (Object.keys(changed).length === 0) return done
    if (held.version !== seen) return refuse('embassy.someoneWasFirst')
    await saveEmbassy(tx, { ...held, said }, null)
    await note(tx, act, held, 'changed', changed)
    return done
  })
}

/** Puts an embassy away, or takes it back. Nothing of it is lost, and once done it stays done. */
export function archiveEmbassy(act: OfficeAct, id: string, away: boolean): Promise<Outcome> {
  return onEmbassy(act, id, async (tx, held) => {
    if (held.archived === away) return done
    if (!away && (await embassyOf(tx, held.country))) return refuse('embassy.already')
    await saveEmbassy(tx, held, away ? act.house.clock.now() : null)
    await note(tx, act, held, away ? 'archived' : 'restored', {})
    return done
  })
}

type Changed = Parameters<typeof writeChange>[3]['changed']

function note(
  tx: Tx,
  { house, institution, by }: OfficeAct,
  { id, version }: Pick<Embassy, 'id' | 'version'>,
  action: 'added' | 'changed' | 'archived' | 'restored',
  changed: Changed,
) {
  return writeChange(tx, institution, id, { version: version + 1, action, changed, at: house.clock.now(), by })
}

function onEmbassy(act: OfficeAct, id: string, work: (tx: Tx, held: Embassy) => Promise<Outcome>): Promise<Outcome> {
  return inTransaction(act, async (tx) => {
    const held = await holdEmbassy(tx, id)
    if (!held) throw new NotFound()
    return work(tx, held)
  })
}

function inTransaction(act: OfficeAct, work: (tx: Tx) => Promise<Outcome>): Promise<Outcome> {
  return act.house.database.within(act.institution).transaction().execute(work)
}
