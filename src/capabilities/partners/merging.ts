import { valueAt } from '../../platform/database/json.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { changing, heldHere, oneAtATime, type PartnerAct } from './act.ts'
import { shapeOf } from './actions.ts'
import { type Chosen, merged } from './merge-rules.ts'
import {
  findMerge,
  forgetTwo,
  insertMerge,
  pointBack,
  pointOn,
  restoreColumns,
  saidTwo,
  saveTwo,
  saveUndone,
} from './merge-store.ts'
import type { PartnerName } from './rules.ts'
import { familyOf, holdPartner, namesFrom } from './store.ts'
import { columnsOf, savePartner, touchPartner, type Written } from './writing.ts'

export interface ToMerge {
  /** Made with the form: the same form twice merges once. */
  readonly id: string
  readonly stays: string
  readonly goes: string
  /** The fields that are taken from the one that goes. */
  readonly from: ReadonlySet<Chosen>
  /** The versions on the form, by partner. */
  readonly seen: ReadonlyMap<string, number>
}

/**
 * Makes two partners one by a pointer: nothing that named either moves, and whoever asks for the one that went is led to
 * the one that stays.
 */
export async function mergePartners(act: PartnerAct, merge: ToMerge): Promise<Outcome> {
  return changing(act, merge.stays, async (tx) => {
    await oneAtATime(tx, act.institution)
    if (await findMerge(tx, merge.id)) return done
    const [stays, goes] = [await holdPartner(tx, merge.stays), await holdPartner(tx, merge.goes)]
    if (!stays || !goes || stays.id === goes.id) return refuse('merge.already')
    if (stays.archived) return refuse('partner.isArchived')
    if ([stays, goes].some(({ id, version }) => merge.seen.get(id) !== version))
      return refuse('partner.someoneWasFirst')
    if (await saidTwo(tx, await familyOf(tx, stays.id), await familyOf(tx, goes.id))) return refuse('merge.saidTwo')
    const now = act.house.clock.now()
    const after = merged(stays, goes, merge.from)
    await savePartner(tx, stays, after, now)
    const moved = await pointOn(tx, goes.id, stays.id)
    if (goes.lastContact) await touchPartner(tx, stays.id, goes.lastContact)
    const row = { id: merge.id, gone: goes.id, into: stays.id, moved, at: now, byName: act.by.name }
    await insertMerge(tx, act.institution, { ...row, before: columnsOf(stays), after: columnsOf(after) })
    return { before: { merge: null, ...shapeOf(stays) }, after: { merge: goes.id, ...shapeOf(after) } }
  })
}

/** Remembers that two are two, and that nobody need ask again; or with `are` false, that they may be one after all. */
export async function judgeTwo(act: PartnerAct, ids: readonly [string, string], are: boolean): Promise<Outcome> {
  return changing(act, ids[0], async (tx) => {
    await oneAtATime(tx, act.institution)
    for (const id of ids) if (!(await holdPartner(tx, id))) return refuse('merge.already')
    const now = act.house.clock.now()
    await (are ? saveTwo(tx, act.institution, ids, act.by.name, now) : forgetTwo(tx, ids))
    return { before: {}, after: { two: { other: ids[1], are } } }
  })
}

/**
 * Undoes a merge: the partner stands for itself again. What the merge changed of the other goes back too, unless somebody
 * has changed it since. Merges into one that was itself merged later are undone after that one.
 */
export async function undoMerge(act: PartnerAct, id: string): Promise<Outcome> {
  const found = await findMerge(act.house.database.within(act.institution), id)
  if (!found) throw new NotFound()
  return changing(act, found.into, async (tx) => {
    await oneAtATime(tx, act.institution)
    const merge = await findMerge(tx, id)
    if (!merge) return done
    if (!(await holdPartner(tx, merge.into))) return refuse('merge.laterFirst')
    const stays = await heldHere(tx, merge.into)
    const now = act.house.clock.now()
    await restoreColumns(tx, merge)
    const plain = await heldHere(tx, merge.into)
    const names = namesBack(
      plain.names,
      namesFrom(valueAt(merge.before, 'names')),
      namesFrom(valueAt(merge.after, 'names')),
    )
    const back: Written = { ...plain, names }
    await savePartner(tx, stays, back, now)
    await pointBack(tx, merge)
    await saveUndone(tx, id, act.by.name, now)
    return { before: { merge: merge.gone, ...shapeOf(stays) }, after: { merge: null, ...shapeOf(back) } }
  })
}

// The names that the merge brought go again; those that somebody has written since stay.
function namesBack(now: readonly PartnerName[], were: readonly PartnerName[], made: readonly PartnerName[]) {
  const texts = (names: readonly PartnerName[]) => new Set(names.map(({ text }) => text))
  const [before, after] = [texts(were), texts(made)]
  if (now.every(({ text }) => after.has(text)) && now.length === made.length) return were
  return now.filter(({ text }) => before.has(text) || !after.has(text))
}
