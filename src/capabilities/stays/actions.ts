import type { Tx } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Law } from '../law/index.ts'
import { countClocks } from './counting.ts'
import { tidyNumber } from './numbers.ts'
import type { Draft, RecordKind, StayRecord } from './rules.ts'
import { type By, findRecord, holdPersons, insertChange, insertRecord, type Turn, turnRecord } from './store.ts'

export interface NewRecord {
  readonly institution: string
  readonly personId: string
  readonly kind: RecordKind
  readonly number?: string
  readonly from?: Day | null
  readonly to?: Day | null
  readonly said?: Typed
  readonly caseId?: string | null
  readonly by: By
  /** The law of today, read before the transaction. */
  readonly law: Law
  /** The id that the record gets: the same again writes nothing. */
  readonly id?: string
}

/**
 * Writes a record of somebody's stay and counts the person's clocks anew, in the same transaction. What is given has been
 * checked before, with `recordProblems`.
 * @returns the record's id
 */
export async function addRecord(tx: Tx, house: House, given: NewRecord): Promise<string> {
  const { institution, personId, law } = given
  await holdPersons(tx, [personId])
  const id = await writeRecord(tx, house, given)
  await countClocks(tx, house, institution, [personId], law)
  return id
}

/** The same for many at once: whoever calls counts the clocks of all persons when the last record is written. */
export async function writeRecord(tx: Tx, house: House, given: Omit<NewRecord, 'law'>): Promise<string> {
  const { institution, personId, kind, by, id = crypto.randomUUID(), caseId = null } = given
  const { number = '', from = null, to = null, said = {} } = given
  const at = house.clock.now()
  const draft: Draft = { number: tidyNumber(number), from, to, said }
  if (!(await insertRecord(tx, { ...draft, institution, id, personId, kind, caseId, by, at }))) return id
  await insertChange(tx, institution, { recordId: id, version: 1, what: 'added', before: null, why: '', at, by })
  return id
}

interface Struck {
  readonly institution: string
  readonly ids: readonly string[]
  readonly why: string
  readonly by: By
}

/**
 * Marks records as a mistake that nobody has touched since they were written; the caller counts the clocks.
 * @returns whether it was all of them
 */
export async function strikeWritten(tx: Tx, house: House, { institution, ids, why, by }: Struck): Promise<boolean> {
  let all = true
  for (const id of ids) {
    const record = await findRecord(tx, id)
    if (record?.version === 1 && record.state === 'valid') {
      const turn: Turn = { what: 'mistake', why }
      await turnRecord(tx, record, turn)
      await insertChange(tx, institution, {
        ...{ recordId: id, version: 2, what: turn.what, before: record, why, at: house.clock.now(), by },
      })
    } else all = false
  }
  return all
}

export interface Ending {
  readonly institution: string
  readonly id: string
  readonly on: Day
  readonly why: string
  readonly by: By
  readonly law: Law
}

/** Ends a record on a day, with a reason: a registration that became void, a passport that was replaced. Throws NotFound. */
export function endRecord(tx: Tx, house: House, { id, on, why, ...act }: Ending): Promise<void> {
  return change(tx, house, act, id, { what: 'ended', on, why })
}

/**
 * Writes down what became known of a record later, as its next version: which case counts the date that runs from
 * it (`countedBy`). Throws NotFound.
 */
export async function addToRecord(
  tx: Tx,
  house: House,
  { id, said, ...act }: ChangeAct & { readonly id: string; readonly said: Typed },
): Promise<void> {
  const record = await findRecord(tx, id)
  if (!record) throw new NotFound()
  const { number, from, to } = record
  await change(tx, house, act, id, {
    why: '',
    what: 'corrected',
    draft: { number, from, to, said: { ...record.said, ...said } },
  })
}

interface ChangeAct {
  readonly institution: string
  readonly by: By
  readonly law: Law
}

/**
 * Puts a record into its next version, keeps what stood there before, and counts the clocks. A record that is in the wished
 * state already stays as it is. Throws NotFound for a record of another institution.
 */
export async function change(tx: Tx, house: House, act: ChangeAct, id: string, turn: Turn): Promise<void> {
  const found = await findRecord(tx, id)
  if (!found) throw new NotFound()
  await holdPersons(tx, [found.personId])
  const record = (await findRecord(tx, id)) ?? found
  if (isSo(record, turn)) return
  const { institution, by, law } = act
  await turnRecord(tx, record, turn)
  await insertChange(tx, institution, {
    recordId: id,
    version: record.version + 1,
    what: turn.what,
    before: record,
    why: turn.why,
    at: house.clock.now(),
    by,
  })
  await countClocks(tx, house, institution, [record.personId], law)
}

function isSo(record: StayRecord, turn: Turn): boolean {
  if (turn.what === 'ended') return record.state !== 'valid'
  if (turn.what === 'mistake') return record.state === 'mistake'
  return turn.what === 'restored' && record.state === 'valid'
}
