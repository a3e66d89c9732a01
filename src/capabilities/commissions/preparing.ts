import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { done, type Outcome, refuse } from '../../platform/outcome.ts'
import { averageOfPerson, mobilityCasesOf } from '../mobility/index.ts'
import type { Act } from './act.ts'
import { fillReaders, recount } from './counting.ts'
import { type Happened, writeDown } from './events.ts'
import { type Sheet, sheetFaults } from './rules.ts'
import { type Commission, holdCommission, readersOf } from './store.ts'
import { letReadersIn } from './telling.ts'

/** Does something in a commission while it is held. */
export function inCommission<Value>(
  act: Act,
  callId: string,
  work: (tx: Tx, commission: Commission) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const db = act.house.database.within(act.institution)
  return db.transaction().execute(async (tx) => work(tx, await holdCommission(tx, act.institution, callId)))
}

/** How many members with a vote make a meeting. */
export function saveQuorum(act: Act, callId: string, quorum: number): Promise<Outcome> {
  return inCommission(act, callId, async (tx, commission) => {
    if (quorum === commission.quorum) return done
    await tx.updateTable('commissions').set({ quorum }).where('call_id', '=', callId).execute()
    await writeDown(tx, act, commission, [{ kind: 'quorum', input: { quorum } }])
    return done
  })
}

/** Whether anybody has marked anything: from then on the sheet stays as it is. */
export async function isScored(db: Db, callId: string): Promise<boolean> {
  const read = db.selectFrom('commission_readings').select('id').where('call_id', '=', callId)
  const heard = db.selectFrom('commission_candidates').select('case_id').where('call_id', '=', callId)
  const marked = await read.where('marks', 'is not', null).limit(1).executeTakeFirst()
  return (
    marked !== undefined || (await heard.where('interview', 'is not', null).limit(1).executeTakeFirst()) !== undefined
  )
}

/** Keeps a score sheet; refuses once somebody has scored, and a sheet with a fault. Other readers are asked where it says so. */
export function saveSheet(act: Act, callId: string, sheet: Sheet, seen: number): Promise<Outcome> {
  return inCommission(act, callId, async (tx, commission) => {
    const [fault] = sheetFaults(sheet)
    if (fault) return refuse(`sheet.fault.${fault}`)
    if (await isScored(tx, callId)) return refuse('sheet.fixed')
    // The same form sent twice, or another window: what stands there already is not written again.
    if (JSON.stringify(sheet) === JSON.stringify(commission.sheet)) return done
    if (commission.edition !== seen) return refuse('someoneWasFirst')
    if (commission.openedAt && readersOf(commission).length < sheet.readers) return refuse('open.readers')
    const edition = commission.edition + 1
    const place = { institution_id: act.institution, call_id: callId, edition }
    const row = { ...place, said: toJson(sheet), at: act.house.clock.now(), by_name: act.by.name }
    await tx.insertInto('commission_sheets').values(row).execute()
    await tx.updateTable('commissions').set({ edition }).where('call_id', '=', callId).execute()
    await writeDown(tx, act, commission, [{ kind: 'sheet', input: { edition, sheet } }])
    if (commission.openedAt) await askAgain(tx, act, { ...commission, sheet, edition })
    return done
  })
}

async function askAgain(tx: Tx, act: Act, commission: Commission): Promise<void> {
  const { callId } = commission
  const gone = await tx
    .deleteFrom('commission_readings')
    .where('call_id', '=', callId)
    .where('state', '=', 'waiting')
    .returning(['case_id as caseId', 'member_id as memberId'])
    .execute()
  await writeDown(
    tx,
    act,
    commission,
    gone.map((one): Happened => ({ ...one, kind: 'unassigned', input: { why: 'sheet' } })),
  )
  await fillReaders(tx, act, commission, null)
  await recount(tx, commission, null)
  await letReadersIn(tx, act, commission)
}

/** Why a commission can't be opened; null: it can. */
export function whyNotOpen(commission: Commission): string | null {
  const { sheet, members, quorum } = commission
  if (!sheet) return 'open.sheet'
  const here = members.filter(({ leftAt }) => !leftAt)
  if (!here.some(({ role }) => role === 'chair')) return 'open.chair'
  const readers = readersOf(commission)
  if (readers.length < sheet.readers) return 'open.readers'
  return readers.length < quorum ? 'open.quorum' : null
}

/** Opens the commission: whoever waits for it now is judged, has readers, and the lot is drawn. */
export function openCommission(act: Act, callId: string): Promise<Outcome> {
  return inCommission(act, callId, async (tx, commission) => {
    if (commission.openedAt) return done
    const why = whyNotOpen(commission)
    if (why) return refuse(why)
    const at = act.house.clock.now()
    const seed = randomBytes(16).toString('hex')
    await tx.updateTable('commissions').set({ opened_at: at, seed }).where('call_id', '=', callId).execute()
    const open = { ...commission, openedAt: at, seed }
    await writeDown(tx, act, open, [{ kind: 'opened', input: { seed, edition: open.edition } }])
    await takeUp(tx, act, open, await waitingCases(tx, callId))
    return done
  })
}

interface Waiting {
  readonly caseId: string
  readonly arrivedAt: Date | null
  readonly average: number | null
}

/** Cases of the call that have come to the commission. @param only of these */
export async function waitingCases(db: Db, callId: string, only?: string): Promise<Waiting[]> {
  const here = (await mobilityCasesOf(db, callId, ['selecting'])).filter(({ caseId }) => !only || caseId === only)
  const ids = here.map(({ caseId }) => caseId)
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'arrived_at as arrivedAt'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  const arrived = new Map(rows.map(({ id, arrivedAt }) => [id, arrivedAt]))
  const waiting: Waiting[] = []
  for (const { caseId, personId } of here)
    waiting.push({ caseId, arrivedAt: arrived.get(caseId) ?? null, average: await averageOfPerson(db, personId) })
  return waiting
}

/** Makes applications the commission's: each has its readers from then on. The caller holds the commission. */
export async function takeUp(tx: Tx, act: Act, commission: Commission, waiting: readonly Waiting[]): Promise<void> {
  if (waiting.length === 0) return
  const now = act.house.clock.now()
  const rows = waiting.map(({ caseId, arrivedAt, average }) => ({ case_id: caseId, at: arrivedAt ?? now, average }))
  await sql`
    insert into commission_candidates (institution_id, call_id, case_id, arrived_at, average, out)
    select ${act.institution}, ${commission.callId}::uuid, one.*, 'noScore'
    from jsonb_to_recordset(${toJson(rows)}::jsonb) as one(case_id uuid, at timestamptz, average int)`.execute(tx)
  await writeDown(
    tx,
    act,
    commission,
    rows.map(({ case_id, at, average }) => {
      return { kind: 'candidate', caseId: case_id, input: { arrived: at.getTime(), average } }
    }),
  )
  const ids = rows.map(({ case_id }) => case_id)
  const filled = await fillReaders(tx, act, commission, ids)
  await recount(tx, commission, ids)
  await letReadersIn(tx, act, commission, [...new Set(filled.map(({ member }) => member))])
}
