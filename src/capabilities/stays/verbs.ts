import { z } from 'zod'
import type { Db, Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { dayField, longText } from '../../platform/web/fields.ts'
import { check, type Problem, type Typed } from '../../platform/web/form.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { addRecord, change } from './actions.ts'
import { readDraft, typedOf } from './drafts.ts'
import type { StayPerson } from './person-store.ts'
import type { About, RecordKind, StayRecord } from './rules.ts'
import { answerStatement, findStatement, insertStatement, type Statement } from './statement-store.ts'
import { type By, findRecord, holdPersons, recordsOf, type Turn } from './store.ts'

/** Who of the office acts, and where. */
export interface Act {
  readonly house: House
  readonly institution: string
  readonly by: By
}

export type Written =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly meanwhile?: true }

const slipped = (problems: readonly Problem[]): Written => ({ ok: false, problems })
/** Somebody wrote meanwhile: what the form showed is no more. */
const overtaken: Written = { ok: false, problems: [], meanwhile: true }

/** What a draft of this person is held against. @param but the record that is written itself */
export async function aboutPerson(db: Db, person: StayPerson, law: Law, but: string): Promise<About> {
  const records = await recordsOf(db, person.members)
  const { birthDay } = person
  return { others: records.filter(({ id }) => id !== but), birthDay, today: law.day, law }
}

interface Wanted {
  readonly kind: RecordKind
  readonly typed: Typed
  /** The id that the record gets: the same form twice writes one. */
  readonly key: string
  /** What the person said, when it is that. */
  readonly statement: Statement | null
}

/** Writes what was typed as a record of the person's stay. Whoever was slower is held against what the other has written. */
export async function addTyped(
  act: Act,
  person: StayPerson,
  { kind, typed, key, statement }: Wanted,
): Promise<Written> {
  const { house, institution, by } = act
  const law = await lawOfToday(house, institution)
  return inTransaction(act, person, async (tx): Promise<Written> => {
    const there = await findRecord(tx, key)
    if (there) return { ok: true, id: there.id }
    const read = readDraft(kind, typed, await aboutPerson(tx, person, law, key))
    if (!read.ok) return slipped(read.problems)
    if (statement && (await findStatement(tx, statement.id))?.outcome) return overtaken
    const id = await addRecord(tx, house, { institution, personId: person.id, kind, ...read.draft, by, law, id: key })
    const answered = { outcome: 'accepted', answer: '', recordId: id, at: house.clock.now(), by: by.name } as const
    if (statement) await answerStatement(tx, statement.id, answered)
    return { ok: true, id }
  })
}

export const correctionForm = z.object({ why: longText(500) })
export const endingForm = z.object({ on: dayField(), why: longText(500) })

/** Corrects a record: a new version, the one before is kept. @param seen the version that the form showed */
export async function correctTyped(act: Act, person: StayPerson, record: StayRecord, typed: Typed): Promise<Written> {
  const law = await lawOfToday(act.house, act.institution)
  return inTransaction(act, person, async (tx): Promise<Written> => {
    const now = await findRecord(tx, record.id)
    const why = check(correctionForm, typed)
    const read = readDraft(record.kind, typed, await aboutPerson(tx, person, law, record.id))
    const problems = [...(read.ok ? [] : read.problems), ...(why.ok ? [] : why.problems)]
    if (!read.ok || !why.ok) return slipped(problems)
    if (!now || String(now.version) !== typed.version) return overtaken
    const turn: Turn = { what: 'corrected', draft: read.draft, why: why.value.why }
    await change(tx, act.house, { ...act, law }, record.id, turn)
    return { ok: true, id: record.id }
  })
}

/** Ends a record on a day that has come, with a reason. */
export async function endTyped(act: Act, person: StayPerson, record: StayRecord, typed: Typed): Promise<Written> {
  const form = check(endingForm, typed)
  if (!form.ok) return slipped(form.problems)
  const { on, why } = form.value
  if (on > act.house.clock.today()) return slipped([{ field: 'on', key: 'end.later' }])
  if (record.from && on < record.from) return slipped([{ field: 'on', key: 'end.before' }])
  return turn(act, person, record, { what: 'ended', on, why })
}

export async function strikeTyped(act: Act, person: StayPerson, record: StayRecord, typed: Typed): Promise<Written> {
  const form = check(correctionForm, typed)
  return form.ok ? turn(act, person, record, { what: 'mistake', why: form.value.why }) : slipped(form.problems)
}

/** Takes an ending or a mistake back. Refuses where the record doesn't fit what was written meanwhile: a later visa. */
export async function restore(act: Act, person: StayPerson, record: StayRecord): Promise<Written> {
  const law = await lawOfToday(act.house, act.institution)
  return inTransaction(act, person, async (tx): Promise<Written> => {
    const read = readDraft(record.kind, typedOf(record), await aboutPerson(tx, person, law, record.id))
    if (!read.ok) return slipped(read.problems)
    await change(tx, act.house, { ...act, law }, record.id, { what: 'restored', why: '' })
    return { ok: true, id: record.id }
  })
}

async function turn(act: Act, person: StayPerson, record: StayRecord, wanted: Turn): Promise<Written> {
  const law = await lawOfToday(act.house, act.institution)
  return inTransaction(act, person, async (tx): Promise<Written> => {
    await change(tx, act.house, { ...act, law }, record.id, wanted)
    return { ok: true, id: record.id }
  })
}

function inTransaction<Value>(act: Act, person: StayPerson, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  return act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx) => {
      await holdPersons(tx, person.members)
      return work(tx)
    })
}

/** Says to the person why what they said is not written down. */
export async function decline(act: Act, id: string, answer: string): Promise<Outcome> {
  const { house, institution, by } = act
  const db = house.database.within(institution)
  if (!(await findStatement(db, id))) throw new NotFound()
  const given = { outcome: 'declined', answer, recordId: null, at: house.clock.now(), by: by.name } as const
  return (await answerStatement(db, id, given)) ? done : refuse('said.meanwhile')
}

/** Somebody says something of their own stay: it is checked like a record and waits for the office. */
export async function say(
  house: House,
  institution: string,
  person: StayPerson,
  said: Omit<Wanted, 'statement'>,
): Promise<Written> {
  const law = await lawOfToday(house, institution)
  const db = house.database.within(institution)
  const read = readDraft(said.kind, said.typed, await aboutPerson(db, person, law, said.key))
  if (!read.ok) return slipped(read.problems)
  const { kind, typed, key: id } = said
  await insertStatement(db, { institution, id, personId: person.id, kind, typed, at: house.clock.now() })
  return { ok: true, id }
}
