import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Said } from './rules.ts'
import {
  type By,
  countTranscript,
  findEntry,
  holdTranscript,
  insertEntry,
  markEntries,
  strikeEntries,
  transcriptOf,
  wasWritten,
} from './store.ts'

/** Who changes whose grades. What a student says waits until the university confirms it. */
export interface Act {
  readonly house: House
  readonly institution: string
  readonly personId: string
  readonly by: By
  readonly isSubject: boolean
}

/** Writes one entry. The same form twice writes it once. */
export function addEntry(act: Act, id: string, said: Said): Promise<Outcome> {
  return changing(act, async (tx, at) => {
    if (await wasWritten(tx, id)) return done
    return (await write(tx, act, id, said, at)) ? done : refuse('entry.there', { params: place(said) })
  })
}

/** Puts another entry in the place of one; a student can't where the office has confirmed it. */
export function replaceEntry(act: Act, entryId: string, id: string, said: Said): Promise<Outcome> {
  return changing(act, async (tx, at) => {
    if (await wasWritten(tx, id)) return done
    const refusal = await strike(tx, act, entryId, at)
    if (!refusal.ok) return refusal
    return (await write(tx, act, id, said, at)) ? done : refuse('entry.there', { params: place(said) })
  })
}

/** Takes an entry out; it stays in the history. */
export function strikeEntry(act: Act, entryId: string): Promise<Outcome> {
  return changing(act, (tx, at) => strike(tx, act, entryId, at))
}

/** Confirms everything that somebody was looking at. @param seen the version that the page showed */
export function confirmAll(act: Act, seen: number): Promise<Outcome> {
  return changing(act, async (tx, at) => {
    const { version, entries } = await transcriptOf(tx, act.personId)
    if (version !== seen) {
      const isDone = entries.length > 0 && entries.every(({ confirmedAt }) => confirmedAt !== null)
      return isDone ? done : refuse('confirm.changed')
    }
    if (entries.length === 0) return refuse('confirm.nothing')
    await markEntries(tx, act.personId, { at, by: act.by })
    return done
  })
}

/** Takes the confirmation back, so that the student may change the grades again. */
export function openAgain(act: Act): Promise<Outcome> {
  return changing(act, async (tx) => {
    await markEntries(tx, act.personId, null)
    return done
  })
}

function changing(act: Act, change: (tx: Tx, at: Date) => Promise<Outcome>): Promise<Outcome> {
  const { house, institution, personId } = act
  const at = house.clock.now()
  return rolledBack((refused) =>
    house.database
      .within(institution)
      .transaction()
      .execute(async (tx) => {
        await holdTranscript(tx, institution, personId, at)
        const outcome = await change(tx, at)
        if (!outcome.ok) return refused(outcome)
        await countTranscript(tx, personId, at)
        return outcome
      }),
  )
}

// A refusal in the middle undoes what the transaction has written: a replaced entry stays.
class Refused extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('refused')
    this.outcome = outcome
  }
}

async function rolledBack(work: (refused: (outcome: Outcome) => never) => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work((outcome) => {
      throw new Refused(outcome)
    })
  } catch (error) {
    if (error instanceof Refused) return error.outcome
    throw error
  }
}

async function strike(tx: Tx, act: Act, entryId: string, at: Date): Promise<Outcome> {
  const entry = await findEntry(tx, act.personId, entryId)
  if (!entry) return refuse('entry.gone')
  if (act.isSubject && entry.confirmedAt) return refuse('entry.confirmed')
  await strikeEntries(tx, [entry.id], at, act.by)
  return done
}

function write(tx: Tx, act: Act, id: string, said: Said, at: Date): Promise<boolean> {
  const { institution, personId, by } = act
  return insertEntry(tx, { ...said, institution, id, personId, sheetId: null, at, by, confirmed: false })
}

const place = ({ session, subject, attempt }: Said) => ({ session, subject, attempt })
