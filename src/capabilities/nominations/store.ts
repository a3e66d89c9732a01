import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { isOfFamily, leaderOf } from '../partners/index.ts'
import { type Nomination, type NominationEvent, openStates, type Sending, type State, states } from './rules.ts'

// A partner may have been merged into another since: the nomination is then one at the partner that stays.
const nominations = (db: Db) =>
  db.selectFrom('nominations').selectAll('nominations').select(leaderOf('nominations.partner_id').as('leader'))
type Row = Selectable<Tables['nominations']> & { readonly leader: string }

function nominationFrom(row: Row): Nomination {
  return {
    ...{ id: row.id, callId: row.call_id, partnerId: row.leader, caseId: row.case_id, sendingId: row.sending_id },
    ...{ state: states.find((state) => state === row.state) ?? 'sent', since: row.since, byName: row.by_name },
  }
}

/** The nominations of a call, at all partners or at one. @param db the institution's own scope */
export async function nominationsOf(db: Db, callId: string, partnerId?: string): Promise<Nomination[]> {
  const rows = await nominations(db)
    .where('call_id', '=', callId)
    .$if(partnerId !== undefined, (query) => query.where(isOfFamily('nominations.partner_id', partnerId ?? '')))
    .orderBy('id')
    .execute()
  return rows.map(nominationFrom)
}

/** Everybody who was ever nominated at these partners. */
export async function nominationsAt(db: Db, partnerIds: readonly string[]): Promise<Nomination[]> {
  if (partnerIds.length === 0) return []
  const rows = await nominations(db)
    .where('partner_id', 'in', [...partnerIds])
    .orderBy('id')
    .execute()
  return rows.map(nominationFrom)
}

export async function nominationsOfCase(db: Db, caseId: string): Promise<Nomination[]> {
  const rows = await nominations(db).where('case_id', '=', caseId).orderBy('id').execute()
  return rows.map(nominationFrom)
}

export async function nominationsOfSending(db: Db, sendingId: string): Promise<Nomination[]> {
  const rows = await nominations(db).where('sending_id', '=', sendingId).orderBy('id').execute()
  return rows.map(nominationFrom)
}

/** The nomination, held until the transaction ends: of two answers at once one comes first. */
export async function holdNomination(tx: Tx, id: string): Promise<Nomination | null> {
  const row = await nominations(tx).where('id', '=', id).forUpdate('nominations').executeTakeFirst()
  return row ? nominationFrom(row) : null
}

export async function holdNominationsOfCase(tx: Tx, caseId: string): Promise<Nomination[]> {
  const rows = await nominations(tx).where('case_id', '=', caseId).forUpdate('nominations').execute()
  return rows.map(nominationFrom)
}

/** Puts somebody into a sending: a new nomination, or an open one that goes again. Null: it was answered meanwhile. */
export async function putIntoSending(
  tx: Tx,
  institution: string,
  { id, callId, partnerId, at, byName }: Sending,
  caseId: string,
) {
  const again = await tx
    .updateTable('nominations')
    .set({ sending_id: id, state: 'sent', since: at, by_name: byName })
    .where('case_id', '=', caseId)
    .where(isOfFamily('nominations.partner_id', partnerId))
    .where('state', 'in', [...openStates])
    .returning('id')
    .executeTakeFirst()
  if (again) return again.id
  const row = await tx
    .insertInto('nominations')
    .values({
      ...{ institution_id: institution, call_id: callId, partner_id: partnerId, case_id: caseId, sending_id: id },
      ...{ state: 'sent', since: at, by_name: byName },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['institution_id', 'case_id', 'partner_id'])
        .doUpdateSet({ sending_id: id, state: 'sent', since: at, by_name: byName })
        .where('nominations.state', 'in', [...openStates]),
    )
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export interface Told {
  readonly institution: string
  readonly at: Date
  readonly byName: string
  readonly party: NominationEvent['party']
  readonly note?: string
}

/** Puts a nomination into a state, and writes down who did it. */
export async function moveTo(tx: Tx, id: string, state: State, told: Told): Promise<void> {
  const { at, byName } = told
  await tx.updateTable('nominations').set({ state, since: at, by_name: byName }).where('id', '=', id).execute()
  await writeEvent(tx, id, state, told)
}

export async function writeEvent(
  tx: Tx,
  id: string,
  what: string,
  { institution, at, byName, party, note = '' }: Told,
) {
  await tx
    .insertInto('nomination_events')
    .values({ institution_id: institution, nomination_id: id, what, at, by_name: byName, party, note })
    .execute()
}

/** What happened to nominations, in order. */
export async function eventsOf(db: Db, ids: readonly string[]): Promise<NominationEvent[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('nomination_events')
    .selectAll()
    .where('nomination_id', 'in', [...ids])
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ nomination_id, what, at, by_name, party, note }) => ({
    ...{ nominationId: nomination_id, what, at, byName: by_name, note },
    party: (['office', 'partner', 'subject'] as const).find((one) => one === party) ?? 'program',
  }))
}

/** Addresses of those whom cases are about, by case. */
export async function emailsOf(db: Db, caseIds: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (caseIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('cases')
    .innerJoin('persons', (join) =>
      join.onRef('persons.institution_id', '=', 'cases.institution_id').onRef('persons.id', '=', 'cases.subject_id'),
    )
    .select(['cases.id', 'persons.email'])
    .where('cases.id', 'in', [...caseIds])
    .execute()
  return new Map(rows.map(({ id, email }) => [id, email]))
}

/** The office's person behind an account, for a mail to them. */
export async function accountOf(db: Db, id: string) {
  const row = await db.selectFrom('accounts').select(['email', 'language']).where('id', '=', id).executeTakeFirst()
  return row ? { email: row.email, language: asLanguage(row.language) } : null
}
