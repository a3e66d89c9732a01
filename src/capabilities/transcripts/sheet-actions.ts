import type { Db, Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import { readDayCell } from '../arrivals/index.ts'
import { countsOf, type Field, lacking, type Planned, planOf } from './sheet-rules.ts'
import { endSheet, endUndoing, entriesOfSheet, holdSheet, knownOne, knownPeople, type Sheet } from './sheet-store.ts'
import { type By, countTranscript, holdTranscript, insertEntry, scaleOf, strikeEntries } from './store.ts'

/** Who works with a sheet, and where. @property unit of a dean's office; null is the whole university */
export interface SheetAct {
  readonly house: House
  readonly institution: string
  readonly by: By
  readonly isSubject: boolean
  readonly unit: string | null
}

/** What would become of each line, as the grades stand now. */
export async function tryOut(db: Db, { house, institution, unit }: SheetAct, sheet: Sheet): Promise<Planned[]> {
  const { cells, mapping, personId } = sheet
  const only = personId ? await knownOne(db, personId) : null
  const columns = (field: Field) => {
    const at = mapping.fields.indexOf(field)
    return at < 0 ? [] : [...new Set(cells.slice(mapping.headingRow + 1).flatMap((row) => row[at] || []))]
  }
  const births = columns('birthDay').flatMap((text) => {
    const born = readDayCell(text)
    return born.ok ? born.value : []
  })
  const people = personId ? [] : await knownPeople(db, institution, unit, { numbers: columns('number'), births })
  return planOf(cells, mapping, { scale: await scaleOf(db), today: house.clock.today(), people, only })
}

/**
 * Writes a whole sheet in one transaction, once. What the office sends is confirmed with it, what a student sends waits.
 * @param leavesOut whether lines with mistakes are left out
 */
export function writeSheet(act: SheetAct, id: string, leavesOut: boolean): Promise<Outcome> {
  return act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx) => {
      const sheet = await holdSheet(tx, id)
      if (sheet?.state === 'written') return done
      if (sheet?.state !== 'tried') return refuse('sheet.gone')
      if (lacking(sheet.mapping, sheet.personId !== null).length > 0) return refuse('sheet.columns')
      const first = await tryOut(tx, act, sheet)
      const at = act.house.clock.now()
      for (const person of peopleOf(first)) await holdTranscript(tx, act.institution, person, at)
      // Held now: what somebody has typed meanwhile is seen.
      const plan = await tryOut(tx, act, sheet)
      const counts = countsOf(plan)
      if (counts.wrong > 0 && !leavesOut) return refuse('sheet.wrong')
      if (counts.writes === 0) return refuse('sheet.nothing')
      await writeLines(tx, act, sheet, plan, at)
      await endSheet(tx, id, counts.writes, at)
      return done
    })
}

const peopleOf = (plan: readonly Planned[]): string[] =>
  [...new Set(plan.flatMap(({ person }) => person?.id ?? []))].toSorted()

async function writeLines(tx: Tx, act: SheetAct, sheet: Sheet, plan: readonly Planned[], at: Date): Promise<void> {
  const { institution, by, isSubject } = act
  for (const { person, said, isThere, problems } of plan) {
    if (!person || !said || isThere || problems.length > 0) continue
    const where = { institution, id: crypto.randomUUID(), personId: person.id, sheetId: sheet.id }
    await insertEntry(tx, { ...said, ...where, at, by, confirmed: !isSubject })
  }
  for (const person of peopleOf(plan)) await countTranscript(tx, person, at)
}

/** Takes back what a sheet has written. What somebody has worked with since stays, and is counted. */
export function undoSheet(act: SheetAct, id: string): Promise<Outcome> {
  return act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx) => {
      const sheet = await holdSheet(tx, id)
      if (sheet?.state === 'undone') return done
      if (sheet?.state !== 'written') return refuse('sheet.gone')
      const at = act.house.clock.now()
      const written = await entriesOfSheet(tx, id)
      const persons = [...new Set(written.map(({ personId }) => personId))].toSorted()
      for (const person of persons) await holdTranscript(tx, act.institution, person, at)
      // Of a student's sheet stays what the office has confirmed since.
      const gone = (await entriesOfSheet(tx, id)).filter(({ confirmedAt }) => !act.isSubject || confirmedAt === null)
      await strikeEntries(
        tx,
        gone.map((entry) => entry.id),
        at,
        act.by,
      )
      for (const person of persons) await countTranscript(tx, person, at)
      await endUndoing(tx, id, sheet.lines - gone.length, at, act.by)
      return done
    })
}
