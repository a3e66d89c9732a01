import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { leaderOf } from '../partners/index.ts'
import { type NomineeFacts, twinKey } from './nominees.ts'

export type Way = 'link' | 'sheet' | 'office'

export interface Nomination {
  readonly caseId: string
  readonly partnerId: string
  readonly invitationId: string | null
  readonly number: string | null
  readonly name: string
  readonly stage: string
  readonly mail: string
  readonly twin: string
  readonly at: Date
  readonly endedAt: Date | null
}

const nominations = (db: Db) =>
  db
    .selectFrom('incoming_nominations as one')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'one.institution_id').onRef('cases.id', '=', 'one.case_id'),
    )
    .select(['one.case_id as caseId', 'one.invitation_id as invitationId'])
    .select(leaderOf('one.partner_id').as('partnerId'))
    .select(['one.mail', 'one.twin', 'one.at', 'one.ended_at as endedAt'])
    .select(['cases.number', 'cases.title as name', 'cases.stage'])

/** Whom partners have named in a round, in the order in which it came. */
export function nominationsOf(db: Db, roundId: string): Promise<Nomination[]> {
  return nominations(db).where('one.round_id', '=', roundId).orderBy('one.at').orderBy('one.line').execute()
}

/** How a student came to be named; null for a case that no nomination has opened. */
export async function nominationOfCase(db: Db, caseId: string) {
  if (!isUuid(caseId)) return null
  const row = await db
    .selectFrom('incoming_nominations')
    .select(['way', 'round_id as roundId', 'by_name as byName', 'at', 'mail'])
    .select(leaderOf('incoming_nominations.partner_id').as('partnerId'))
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row ?? null
}

/** Those of a batch that were kept before: the same form sent again. */
export async function casesOfBatch(db: Db, batch: string): Promise<string[]> {
  const rows = await db
    .selectFrom('incoming_nominations')
    .select('case_id')
    .where('batch', '=', batch)
    .orderBy('line')
    .execute()
  return rows.map((row) => row.case_id)
}

export interface NewNomination {
  readonly institution: string
  readonly caseId: string
  readonly roundId: string
  readonly partnerId: string
  readonly invitationId: string | null
  readonly way: Way
  readonly batch: string
  readonly line: number
  readonly nominee: NomineeFacts
  readonly at: Date
  readonly byName: string
}

export async function insertNomination(tx: Tx, { nominee, ...given }: NewNomination): Promise<void> {
  await tx
    .insertInto('incoming_nominations')
    .values({
      ...{ institution_id: given.institution, case_id: given.caseId, round_id: given.roundId },
      ...{ partner_id: given.partnerId, invitation_id: given.invitationId, way: given.way, batch: given.batch },
      ...{ line: given.line, mail: nominee.mail.toLowerCase(), twin: twinKey(nominee) },
      ...{ at: given.at, by_name: given.byName },
    })
    .execute()
}

/** The nomination has ended with its case: the same student may be named again. */
export async function endNomination(tx: Tx, caseId: string, at: Date): Promise<void> {
  await tx.updateTable('incoming_nominations').set({ ended_at: at }).where('case_id', '=', caseId).execute()
}
