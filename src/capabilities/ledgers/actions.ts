import { isUuid } from '../../platform/database/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Language } from '../../platform/words/languages.ts'
import { mailLater } from '../correspondence/index.ts'
import { edit } from '../institutions/index.ts'
import { touchPartner } from '../partners/index.ts'
import type { Ledger, LedgerRecord, Said } from './ledger.ts'
import {
  holdRecord,
  insertNote,
  insertRecords,
  type NewNote,
  type NewRecord,
  recordByKey,
  saveArchived,
  saveRecord,
} from './store.ts'

export interface LedgerAct {
  readonly house: House
  readonly institution: string
  readonly by: { readonly id: string; readonly name: string }
}

/** Enters a record. The same form twice enters one; what is there under the same key is refused. */
export async function addRecord(act: LedgerAct, ledger: Ledger, given: NewRecord): Promise<Outcome> {
  return changing(act, ledger, given.id, async (tx) => {
    const [isNew] = await insertRecords(tx, act.institution, ledger, [given], act.house.clock.now())
    if (isNew) return { before: {}, after: given.said }
    return (await holdRecord(tx, ledger, given.id)) ? done : refuse('ledger.already')
  })
}

/** Writes what is known now. @param seen the version on the form: whoever was slower is refused */
export async function changeRecord(act: LedgerAct, ledger: Ledger, id: string, said: Said, seen: number) {
  return changing(act, ledger, id, async (tx) => {
    const held = await heldHere(tx, ledger, id)
    if (held.archived) return refuse('ledger.isArchived')
    if (sorted(held.said) === sorted(said)) return done
    if (held.version !== seen) return refuse('ledger.someoneWasFirst')
    if (await isAnother(tx, ledger, id, said)) return refuse('ledger.already')
    await saveRecord(tx, ledger, held, said, act.house.clock.now())
    return { before: held.said, after: said }
  })
}

async function isAnother(tx: Tx, ledger: Ledger, id: string, said: Said): Promise<boolean> {
  const key = ledger.keyOf?.(said)
  const other = key ? await recordByKey(tx, ledger, key) : null
  return other !== null && other.id !== id
}

const sorted = (said: Said) => JSON.stringify(Object.entries(said).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Puts a record away, or takes it back; nothing of it is lost. */
export async function archiveRecord(act: LedgerAct, ledger: Ledger, id: string, away: boolean): Promise<Outcome> {
  return changing(act, ledger, id, async (tx) => {
    const held = await heldHere(tx, ledger, id)
    if (held.archived === away) return done
    const now = act.house.clock.now()
    await saveArchived(tx, held, away ? now : null, now)
    return { before: { archived: String(held.archived) }, after: { archived: String(away) } }
  })
}

/** Enters many at once, all or none; how many were new. */
export async function addRecords(act: LedgerAct, ledger: Ledger, given: readonly NewRecord[]): Promise<number> {
  const now = act.house.clock.now()
  const db = act.house.database.within(act.institution)
  let count = 0
  await edit(db, { institution: act.institution, ...act.by, at: now }, `${ledger.name}/sheet`, async (tx) => {
    for (let at = 0; at < given.length; at += portion)
      count += (await insertRecords(tx, act.institution, ledger, given.slice(at, at + portion), now)).length
    return count > 0 ? { before: {}, after: { entered: String(count) } } : undefined
  })
  return count
}
const portion = 500

export interface Words {
  readonly subject: string
  readonly language: Language
}

/** Puts down what was said; with `mail` the house sends it. The same form twice does it once. */
export async function noteRecord(act: LedgerAct, ledger: Ledger, note: NewNote, mail?: Words): Promise<Outcome> {
  const { house, institution } = act
  if (note.on > house.clock.today()) return refuse('ledger.later')
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const held = await heldHere(tx, ledger, note.record)
      if (!(await insertNote(tx, act, note, house.clock.now()))) return done
      if (mail && note.mailTo) {
        const { subject, language } = mail
        const words = { subject, language, body: note.text, to: note.mailTo }
        await mailLater(tx, house, { institution, kind: `${ledger.name}.mail`, onceKey: `note:${note.id}`, ...words })
      }
      const { partner } = held.said
      if (partner && isUuid(partner)) await touchPartner(tx, partner, { on: note.on, about: note.text.slice(0, 500) })
      return done
    })
}

type Edited = { readonly before: unknown; readonly after: unknown }

// One transaction: what is done, and who did it.
async function changing(act: LedgerAct, { name }: Ledger, id: string, work: (tx: Tx) => Promise<Outcome | Edited>) {
  const { house, institution, by } = act
  const db = house.database.within(institution)
  let outcome: Outcome = done
  await edit(db, { institution, ...by, at: house.clock.now() }, `${name}/${id}`, async (tx) => {
    const end = await work(tx)
    if (!('ok' in end)) return end
    outcome = end
    return undefined
  })
  return outcome
}

async function heldHere(tx: Tx, ledger: Ledger, id: string): Promise<LedgerRecord> {
  const held = await holdRecord(tx, ledger, id)
  if (!held) throw new NotFound()
  return held
}
