import { setTimeout } from 'node:timers/promises'
import type { Db, Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import type { JobPayload } from '../../platform/jobs.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Cells } from '../../platform/sheets/read-sheet.ts'
import { personNamed } from '../cases/index.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { type Programme, programmesOf } from '../programmes/index.ts'
import { countClocks, holdPersons, strikeWritten, tidyNumber, writeRecord } from '../stays/index.ts'
import { makeStudent, unmakeStudent } from '../students/index.ts'
import { headingsAt, isField, type Mapping, recognise } from './fields.ts'
import { type Line, readLines } from './lines.ts'
import { type Planned, planOf } from './plan.ts'
import {
  alone,
  type By,
  describePerson,
  holdImport,
  type Import,
  insertImport,
  insertLine,
  keepLine,
  knownPeople,
  linesOf,
  rememberedHeadings,
  rememberHeadings,
  saveImport,
  saveProgress,
  type WrittenLine,
} from './store.ts'

/** Who of the office imports, and where. */
export interface Act {
  readonly house: House
  readonly institution: string
  readonly by: By
}

/** Keeps a sheet and finds out what its columns say. The same form twice keeps one. */
export async function keepSheet(
  { house, institution, by }: Act,
  sheet: { readonly id: string; readonly fileName: string; readonly cells: Cells },
): Promise<void> {
  const db = house.database.within(institution)
  const mapping = recognise(sheet.cells, await rememberedHeadings(db, institution))
  await insertImport(db, { ...sheet, institution, mapping, at: house.clock.now(), by })
}

/** Says what the columns mean, and remembers it for the next sheet with these headings. */
export async function mapColumns({ house, institution }: Act, kept: Import, mapping: Mapping): Promise<Outcome> {
  const db = house.database.within(institution)
  const headings = headingsAt(kept.cells, mapping.headingRow)
  const meant = mapping.fields.flatMap((field, column): [string, string][] => {
    const [surest] = headings[column] ?? []
    return surest && isField(field) ? [[surest, field]] : []
  })
  await rememberHeadings(db, institution, new Map(meant))
  const saved = await saveImport(db, kept.id, 'tried', { mapping, answers: {} })
  return saved ? done : refuse('import.meanwhile')
}

interface Ground {
  readonly law: Law
  readonly programmes: readonly Programme[]
}

export async function groundOf(house: House, institution: string): Promise<Ground> {
  const law = await lawOfToday(house, institution)
  const levels = await programmesOf(house.database.within(institution))
  return { law, programmes: levels.flatMap(({ programmes }) => programmes) }
}

/** What would become of each row, as the office stands now. */
export async function tryOut(db: Db, kept: Import, ground: Ground): Promise<Planned[]> {
  const lines = readLines(kept.cells, kept.mapping, ground)
  const numbers = lines.flatMap(({ records }) => records.map(({ typed }) => tidyNumber(typed.number ?? '')))
  const births = lines.flatMap(({ birthDay }) => birthDay ?? [])
  const people = await knownPeople(db, [...new Set(numbers)], [...new Set(births)])
  return planOf(lines, { law: ground.law, people, answers: kept.answers })
}

/** Starts the writing, once. It happens behind the page, all of it or nothing. */
export async function start({ house, institution }: Act, kept: Import, leavesOut: boolean): Promise<Outcome> {
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      const started = { state: 'writing', leavesOut, failure: null, startedAt: house.clock.now() } as const
      if (!(await saveImport(tx, kept.id, 'tried', started))) return refuse('import.meanwhile')
      await house.jobs.later(tx, 'arrivals.write', { institution, id: kept.id })
      return done
    })
}

/** Writes a whole sheet in one transaction. What was right at the try and is wrong now leaves everything unwritten. */
export async function writeSheet(house: House, { institution, id }: JobPayload): Promise<void> {
  const db = house.database.within(institution)
  const ground = await groundOf(house, institution)
  const place = await findInstitution(house.database.shared, institution)
  if (!place) return
  const written = { count: 0, ended: false }
  const telling = tellProgress(db, institution, id, written)
  try {
    await db.transaction().execute(async (tx) => {
      await alone(tx, institution)
      const kept = await holdImport(tx, id)
      if (kept?.state !== 'writing') return
      const plan = await tryOut(tx, kept, ground)
      const right = plan.filter(({ match, problems }) => match !== 'skip' && problems.length === 0)
      const isWhole = plan.every(({ match, problems }) => match !== 'ask' && (kept.leavesOut || problems.length === 0))
      if (!isWhole) {
        await saveImport(tx, id, 'writing', { state: 'tried', failure: 'import.changed' })
        return
      }
      const act = { house, institution, place, law: ground.law, by: kept.by }
      const persons: string[] = []
      for (const planned of right) {
        persons.push(await writeLine(tx, act, id, planned))
        written.count += 1
      }
      await countClocks(tx, house, institution, persons, ground.law)
      const ended = { state: 'written', endedAt: house.clock.now(), forgetsCells: true, lines: right.length } as const
      await saveImport(tx, id, 'writing', ended)
    })
  } finally {
    written.ended = true
    await telling
  }
}

// Beside the transaction, on a connection of its own: who waits before the page sees how far it is.
async function tellProgress(db: Db, institution: string, id: string, written: { count: number; ended: boolean }) {
  while (!written.ended) {
    await setTimeout(300)
    await saveProgress(db, institution, id, written.count)
  }
}

interface Writing {
  readonly house: House
  readonly institution: string
  readonly place: Institution
  readonly law: Law
  readonly by: By
}

async function writeLine(tx: Tx, act: Writing, importId: string, { line, person, adds, makesStudent }: Planned) {
  const { house, institution, by } = act
  const personId = person?.id ?? (await newPerson(tx, institution, line))
  const records: string[] = []
  for (const { kind, draft } of adds)
    records.push(await writeRecord(tx, house, { institution, personId, kind, ...draft, by }))
  const studentId = makesStudent ? await newStudent(tx, act, personId, line) : null
  await insertLine(tx, institution, importId, { line: line.row, personId, madePerson: !person, studentId, records })
  return personId
}

async function newPerson(tx: Tx, institution: string, line: Line): Promise<string> {
  const { shownAs, email, birthDay, citizenship, family, given, phone } = line
  const named = {
    institution,
    shownAs,
    email: email || null,
    language: 'en',
    birthDay,
    citizenship: citizenship || null,
  }
  const id = await personNamed(tx, named)
  await describePerson(tx, id, { family, given, phone })
  return id
}

async function newStudent(tx: Tx, { house, institution, place, by }: Writing, personId: string, line: Line) {
  const { programme, records, shownAs } = line
  if (!programme) return null
  const passport = records.find(({ kind }) => kind === 'passport')?.typed.number ?? ''
  return makeStudent(tx, house, {
    ...{ institution, short: place.short.en, caseId: null, personId, by, needs: null },
    ...{
      programme: programme.id,
      programmeName: programme.name,
      level: programme.level ?? 'other',
      unit: programme.unit,
    },
    ...{ since: house.clock.today(), searched: [shownAs, passport] },
  })
}

/** Takes back what a sheet has written. What somebody has worked with since stays, and is said. */
export async function undo(act: Act, kept: Import): Promise<Outcome> {
  const { house, institution, by } = act
  const law = await lawOfToday(house, institution)
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx) => {
      await alone(tx, institution)
      const undone = { state: 'undone', undone: { at: house.clock.now(), by: by.name } } as const
      if (!(await saveImport(tx, kept.id, 'written', undone))) return refuse('import.meanwhile')
      const lines = await linesOf(tx, kept.id)
      const persons = lines.map(({ personId }) => personId)
      await holdPersons(tx, persons)
      for (const line of lines) await undoLine(tx, act, kept, line)
      await countClocks(tx, house, institution, persons, law)
      return done
    })
}

async function undoLine(tx: Tx, { house, institution, by }: Act, kept: Import, line: WrittenLine): Promise<void> {
  const struck = await strikeWritten(tx, house, { institution, ids: line.records, why: kept.fileName, by })
  const gone = line.studentId === null || (await unmakeStudent(tx, line.studentId))
  if (!struck || !gone) await keepLine(tx, kept.id, line.line)
}
