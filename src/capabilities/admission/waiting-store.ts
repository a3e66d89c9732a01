import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { textFrom, toJson } from '../../platform/database/json.ts'
import type { Text } from '../../platform/words/languages.ts'
import { type AdmissionSituation, programmeOf } from './rules.ts'
import { inThree } from './words.ts'

/** Who waits for a place in a programme, in the order in which places are offered. */
export interface Waiting {
  readonly caseId: string
  readonly name: string
  readonly number: string | null
  readonly arrivedAt: Date | null
  readonly programme: string
  readonly programmeName: Text
  /** Since when an officer has put them where they stand by hand. */
  readonly movedBy: string | null
}

/**
 * Puts a case on the waiting list of its programme. The order is that in which whole applications arrived: the order of the
 * officers' decisions would be a lottery.
 */
export async function joinList(
  tx: Tx,
  institution: string,
  caseId: string,
  situation: AdmissionSituation,
): Promise<void> {
  const programme = programmeOf(situation)
  const level = inThree(`choice.level.${situation.facts.level ?? 'other'}`)
  await tx
    .insertInto('waiting_places')
    .columns(['institution_id', 'case_id', 'programme', 'programme_name', 'place'])
    .expression(
      tx
        .selectFrom('cases')
        .select((row) => [
          row.val(institution).as('institution_id'),
          'id',
          row.val(programme?.id ?? situation.facts.level ?? 'other').as('programme'),
          sql<string>`${toJson(programme?.name ?? level)}::jsonb`.as('programme_name'),
          sql<string>`extract(epoch from arrived_at)`.as('place'),
        ])
        .where('id', '=', caseId),
    )
    .onConflict((conflict) =>
      conflict.columns(['institution_id', 'case_id']).doUpdateSet((row) => ({
        programme: row.ref('excluded.programme'),
        programme_name: row.ref('excluded.programme_name'),
        place: row.ref('excluded.place'),
        moved_by: null,
      })),
    )
    .execute()
}

/** Everybody who waits, programme by programme, the first first. @param db the institution's own scope */
export async function waitingList(db: Db, institution: string, programme?: string): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('waiting_places as waiting')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'waiting.institution_id').onRef('cases.id', '=', 'waiting.case_id'),
    )
    .select(['waiting.case_id', 'waiting.programme', 'waiting.programme_name', 'waiting.moved_by'])
    .select(['cases.title', 'cases.number', 'cases.arrived_at'])
    .where('waiting.institution_id', '=', institution)
    // Whoever was offered a place, refused or withdrew is on the list no more.
    .where('cases.stage', '=', 'waiting')
    .$if(programme !== undefined, (query) => query.where('waiting.programme', '=', programme ?? ''))
    .orderBy('waiting.programme')
    .orderBy('waiting.place')
    .orderBy('waiting.case_id')
    .execute()
  return rows.map((row) => ({
    caseId: row.case_id,
    name: row.title,
    number: row.number,
    arrivedAt: row.arrived_at,
    programme: row.programme,
    programmeName: textFrom(row.programme_name),
    movedBy: row.moved_by,
  }))
}

/** The place in the list, from 1, and how many wait; null when the case doesn't wait. */
export async function placeOf(
  db: Db,
  institution: string,
  caseId: string,
): Promise<{ readonly place: number; readonly of: number } | null> {
  const own = await db
    .selectFrom('waiting_places')
    .select('programme')
    .where('institution_id', '=', institution)
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  if (!own) return null
  const list = await waitingList(db, institution, own.programme)
  const at = list.findIndex((waiting) => waiting.caseId === caseId)
  return at < 0 ? null : { place: at + 1, of: list.length }
}

/** Nobody else moves in this list until the transaction ends. */
export async function holdList(tx: Tx, institution: string, programme: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`waiting ${institution} ${programme}`}, 0))`.execute(tx)
}

/** Two who stand one after the other in a list; null is its head or its end. */
export interface Gap {
  readonly after: string | null
  readonly before: string | null
}

/** Puts a case between two others of its list. @param by the officer's name */
export async function moveBetween(tx: Tx, caseId: string, { after, before }: Gap, by: string): Promise<void> {
  const place = (id: string) => sql`(select place from waiting_places where case_id = ${id})`
  const [low, high] = [after ? place(after) : sql`${place(before ?? '')} - 2`, before ? place(before) : null]
  // Half of a sum is exact in numeric, whatever its length; a quotient would be rounded.
  const middle = sql`(${low} + ${high ?? sql`${low} + 2`}) * 0.5`
  await sql`update waiting_places set place = ${middle}, moved_by = ${by} where case_id = ${caseId}`.execute(tx)
}
