import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { meetingOf } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import type { Act } from './act.ts'
import { recount } from './counting.ts'
import { writeDown } from './events.ts'
import { type Series, type Slot, slotsOf, whyNotChoose } from './interview-rules.ts'
import { inCommission } from './preparing.ts'
import { type Interview, interviewCriteria, markFaults } from './rules.ts'
import type { Commission } from './store.ts'
import { commissionsWords } from './words.ts'

/** Opens slots; those that overlap one that is there already are refused together. */
export function openSlots(act: Act, callId: string, key: string, series: Series & { place: string }): Promise<Outcome> {
  return inCommission(act, callId, async (tx, commission) => {
    const { minutes, place } = series
    const times = slotsOf(series)
    const there = await slotsIn(tx, callId)
    // The same form sent twice: its first slot has the form's own key.
    if (there.some(({ id }) => id === key)) return done
    if (times.some(({ startsAt }) => startsAt <= act.house.clock.now())) return refuse('slot.past')
    const overlaps = times.some(({ startsAt }) => there.some((slot) => meets(slot, startsAt, minutes, place)))
    if (overlaps) return refuse('slot.overlaps')
    const rows = times.map(({ startsAt, changeUntil }, at) => ({
      ...{ institution_id: act.institution, call_id: callId, id: at === 0 ? key : crypto.randomUUID() },
      ...{ starts_at: startsAt, change_until: changeUntil, minutes, place },
    }))
    await tx.insertInto('commission_slots').values(rows).execute()
    await writeDown(tx, act, commission, [{ kind: 'slots', input: { ...series, count: rows.length } }])
    return done
  })
}

// Two commissions may sit at once, in two places.
function meets(slot: Slot, from: Date, minutes: number, place: string): boolean {
  const [ends, slotEnds] = [from.getTime() + minutes * 60_000, slot.startsAt.getTime() + slot.minutes * 60_000]
  return slot.place === place && slot.startsAt.getTime() < ends && from.getTime() < slotEnds
}

const slotColumns = [
  'id',
  'starts_at as startsAt',
  'minutes',
  'place',
  'change_until as changeUntil',
  'case_id as caseId',
] as const

export function slotsIn(db: Db, callId: string): Promise<Slot[]> {
  const found = db.selectFrom('commission_slots').select(slotColumns).where('call_id', '=', callId)
  return found.orderBy('starts_at').orderBy('place').execute()
}

/** Takes a slot back that nobody has chosen. */
export function closeSlot(act: Act, callId: string, slotId: string): Promise<Outcome> {
  return inCommission(act, callId, async (tx, commission) => {
    const slot = await slotOf(tx, callId, slotId)
    if (!slot) return done
    if (slot.caseId) return refuse('slot.chosen')
    await tx.deleteFrom('commission_slots').where('id', '=', slotId).execute()
    await writeDown(tx, act, commission, [{ kind: 'slotClosed', input: { startsAt: slot.startsAt } }])
    return done
  })
}

async function slotOf(tx: Tx, callId: string, slotId: string): Promise<Slot | null> {
  return (await slotsIn(tx, callId)).find(({ id }) => id === slotId) ?? null
}

/**
 * An applicant chooses a slot, another one, or with null none. Two who want the same one at once: one has it, the other is
 * told. The calendar of whoever chose is told too.
 * @param byOffice the office moves people also after the hour until which they may choose themselves
 */
export function chooseSlot(
  act: Act,
  place: { readonly callId: string; readonly caseId: string },
  slotId: string | null,
  byOffice = false,
): Promise<Outcome> {
  const { callId, caseId } = place
  return inCommission(act, callId, async (tx, commission) => {
    const candidate = await candidateOf(tx, callId, caseId)
    const slots = await slotsIn(tx, callId)
    const had = slots.find((slot) => slot.caseId === caseId) ?? null
    const wanted = slots.find(({ id }) => id === slotId) ?? null
    if (slotId && !wanted) return refuse('slot.gone')
    if (had?.id === wanted?.id) return done
    if (candidate.withdrawn || candidate.interview !== null) return refuse('slot.over')
    const limit = byOffice && had ? { ...had, changeUntil: had.startsAt } : had
    const why = whyNotChoose(wanted, limit, caseId, act.house.clock.now())
    if (why) return refuse(why)
    await free(tx, caseId)
    if (wanted) await tx.updateTable('commission_slots').set({ case_id: caseId }).where('id', '=', wanted.id).execute()
    const kind = wanted ? 'slot' : 'slotLeft'
    await writeDown(tx, act, commission, [{ kind, caseId, input: { startsAt: (wanted ?? had)?.startsAt } }])
    const slot = wanted ?? had
    if (slot) await invite(tx, act, caseId, slot, wanted === null)
    return done
  })
}

/** Whoever withdraws leaves their slot to others. The caller holds the commission. */
export async function leaveSlot(tx: Tx, act: Act, commission: Commission, caseId: string): Promise<void> {
  const had = (await slotsIn(tx, commission.callId)).find((slot) => slot.caseId === caseId)
  if (!had) return
  await free(tx, caseId)
  await writeDown(tx, act, commission, [{ kind: 'slotLeft', caseId, input: { startsAt: had.startsAt } }])
  await invite(tx, act, caseId, had, true)
}

const free = (tx: Tx, caseId: string) =>
  tx.updateTable('commission_slots').set({ case_id: null }).where('case_id', '=', caseId).execute()

async function candidateOf(tx: Tx, callId: string, caseId: string) {
  return tx
    .selectFrom('commission_candidates')
    .select(['withdrawn', 'interview'])
    .where('case_id', '=', caseId)
    .where('call_id', '=', callId)
    .executeTakeFirstOrThrow(() => new NotFound())
}

async function invite(tx: Tx, act: Act, caseId: string, slot: Slot, cancelled: boolean) {
  const { house, institution } = act
  const person = await tx
    .selectFrom('cases')
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'cases.institution_id').onRef('persons.id', '=', 'cases.subject_id'),
    )
    .select(['persons.email', 'persons.language', 'cases.title', 'persons.account_id as accountId'])
    .where('cases.id', '=', caseId)
    .executeTakeFirstOrThrow()
  if (!person.email) return
  const language = asLanguage(person.language)
  const t = commissionsWords(language)
  const link = `${house.url}/my/${institution}/${caseId}/interview`
  const said = {
    ...{ name: person.title, call: act.called[language], link, place: slot.place, minutes: slot.minutes },
    ...{ at: sayMoment(slot.startsAt, language), until: sayMoment(slot.changeUntil, language) },
  }
  const kind = cancelled ? 'cancelled' : 'invited'
  const subject = t(`mail.${kind}.subject`, said)
  const body = t(`mail.${kind}.body`, said)
  const meeting = {
    ...{ id: `interview-${caseId}@${new URL(house.url).hostname}`, sequence: await invitations(tx, caseId), cancelled },
    ...{ from: slot.startsAt, minutes: slot.minutes, place: slot.place, title: subject, about: link },
    ...{ organizer: house.config.mail?.from ?? `office@${new URL(house.url).hostname}`, attendee: person.email },
  }
  await mailLater(tx, house, {
    ...{ institution, caseId, to: person.email, language, kind: 'mobility.interview', subject, body },
    calendar: meetingOf(meeting, house.clock.now()),
  })
}

async function invitations(tx: Tx, caseId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('commission_events')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('case_id', '=', caseId)
    .where('kind', 'in', ['slot', 'slotLeft'])
    .executeTakeFirstOrThrow()
  return count
}

/** Writes down whether somebody came and what they got. Again: it is put right, and both stand in the journal. */
export function noteInterview(act: Act, callId: string, caseId: string, interview: Interview): Promise<Outcome> {
  return inCommission(act, callId, async (tx, commission) => {
    const { sheet } = commission
    const { withdrawn } = await candidateOf(tx, callId, caseId)
    const criteria = sheet ? interviewCriteria(sheet) : []
    if (!sheet || criteria.length === 0) throw new NotFound()
    if (withdrawn) return refuse('slot.over')
    if (interview.appeared && markFaults(sheet, criteria, interview.marks).length > 0) return refuse('reading.range')
    await tx
      .updateTable('commission_candidates')
      .set({ interview: toJson(interview) })
      .where('case_id', '=', caseId)
      .execute()
    await writeDown(tx, act, commission, [{ kind: 'interviewed', caseId, input: { interview } }])
    await recount(tx, commission, [caseId])
    return done
  })
}
