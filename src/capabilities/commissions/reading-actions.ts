import type { Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Act } from './act.ts'
import { conflictsOf, fillReaders, giveReadings, recount } from './counting.ts'
import { writeDown } from './events.ts'
import { memberOf } from './members.ts'
import { inCommission } from './preparing.ts'
import { candidateHere } from './reading-store.ts'
import { type Marks, markFaults, readCriteria, totalOf } from './rules.ts'
import { type Commission, readersOf } from './store.ts'
import { letReadersIn } from './telling.ts'

/** A reader's marks for one application, confirmed: they stay. Twice the same form is once; refuses where it is not open. */
export function confirmReading(act: Act, place: ReadingPlace, marks: Marks, note: string): Promise<Outcome> {
  const { callId, caseId, memberId } = place
  return inCommission(act, callId, async (tx, commission) => {
    const { sheet } = commission
    const reading = await readingOf(tx, place)
    if (!sheet) throw new NotFound()
    const criteria = readCriteria(sheet)
    if (markFaults(sheet, criteria, marks).length > 0) return refuse('reading.range')
    if (reading.state === 'done') return sameMarks(marks, reading.marks) ? done : refuse('reading.done')
    if (reading.state === 'out' || (await isWithdrawn(tx, caseId))) return refuse('reading.out')
    const at = act.house.clock.now()
    await tx
      .updateTable('commission_readings')
      .set({ state: 'done', marks: toJson(marks), total: totalOf(criteria, marks), note, done_at: at })
      .where('id', '=', reading.id)
      .execute()
    await writeDown(tx, act, commission, [{ kind: 'scored', caseId, memberId, input: { marks } }])
    await recount(tx, commission, [caseId])
    return done
  })
}

export interface ReadingPlace {
  readonly callId: string
  readonly caseId: string
  readonly memberId: string
}

async function readingOf(tx: Tx, { callId, caseId, memberId }: ReadingPlace) {
  const reading = await tx
    .selectFrom('commission_readings')
    .selectAll()
    .where('call_id', '=', callId)
    .where('case_id', '=', caseId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (!reading) throw new NotFound()
  return reading
}

const sameMarks = (marks: Marks, kept: unknown) =>
  JSON.stringify(Object.entries(marks).sort()) === JSON.stringify(Object.entries(kept ?? {}).sort())

async function isWithdrawn(tx: Tx, caseId: string): Promise<boolean> {
  const one = tx.selectFrom('commission_candidates').select('withdrawn').where('case_id', '=', caseId)
  return (await one.executeTakeFirstOrThrow()).withdrawn
}

/** Gives a confirmed reading back to its reader, for a reason. */
export function reopenReading(act: Act, place: ReadingPlace, why: string): Promise<Outcome> {
  const { callId, caseId, memberId } = place
  return inCommission(act, callId, async (tx, commission) => {
    const reading = await readingOf(tx, place)
    if (reading.state === 'waiting') return done
    if (reading.state === 'out' || memberOf(commission, memberId).leftAt) return refuse('reading.out')
    const anew = { state: 'waiting', marks: null, total: null, done_at: null }
    await tx.updateTable('commission_readings').set(anew).where('id', '=', reading.id).execute()
    await writeDown(tx, act, commission, [{ kind: 'reopened', caseId, memberId, input: { why } }])
    await recount(tx, commission, [caseId])
    await letReadersIn(tx, act, commission, [memberId])
    return done
  })
}

/** Another member reads instead of one who has not read yet. */
export function changeReader(act: Act, place: ReadingPlace, to: string, why: string): Promise<Outcome> {
  const { callId, caseId, memberId } = place
  return inCommission(act, callId, async (tx, commission) => {
    const reading = await readingOf(tx, place)
    if (reading.state !== 'waiting') return refuse('reading.done')
    const refusal = await whyNotReader(tx, commission, caseId, to)
    if (refusal) return refuse(refusal)
    await tx.deleteFrom('commission_readings').where('id', '=', reading.id).execute()
    await writeDown(tx, act, commission, [{ kind: 'unassigned', caseId, memberId, input: { why } }])
    await giveReadings(tx, act, commission, [{ caseId, member: to }], { why })
    await recount(tx, commission, [caseId])
    await letReadersIn(tx, act, commission, [to])
    return done
  })
}

async function whyNotReader(tx: Tx, commission: Commission, caseId: string, to: string): Promise<string | null> {
  if (!readersOf(commission).some(({ id }) => id === to)) throw new NotFound()
  const conflicts = await conflictsOf(tx, commission.callId)
  if (conflicts.some((one) => one.caseId === caseId && one.member === to)) return 'reading.conflict'
  const there = tx
    .selectFrom('commission_readings')
    .select('id')
    .where('case_id', '=', caseId)
    .where('member_id', '=', to)
  return (await there.executeTakeFirst()) ? 'reading.already' : null
}

/** The chair asks for one reader more, where the readers lie far apart. @param seen how many more there were already */
export function askAnother(act: Act, callId: string, caseId: string, why: string, seen: number): Promise<Outcome> {
  return inCommission(act, callId, async (tx, commission) => {
    const one = await candidateHere(tx, commission, caseId)
    if (!one) throw new NotFound()
    // Asked twice at once: the reader of the first is there.
    if (one.extra !== seen) return done
    await tx
      .updateTable('commission_candidates')
      .set({ extra: seen + 1 })
      .where('case_id', '=', caseId)
      .execute()
    const [asked] = await fillReaders(tx, act, commission, [caseId])
    if (!asked) return giveBack(tx, caseId, seen)
    await writeDown(tx, act, commission, [{ kind: 'another', caseId, memberId: asked.member, input: { why } }])
    await recount(tx, commission, [caseId])
    await letReadersIn(tx, act, commission, [asked.member])
    return done
  })
}

async function giveBack(tx: Tx, caseId: string, extra: number): Promise<Outcome> {
  await tx.updateTable('commission_candidates').set({ extra }).where('case_id', '=', caseId).execute()
  return refuse('reading.nobody')
}
