import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/index.ts'
import { stringAt, toJson } from '../../platform/database/json.ts'
import { readDay } from '../../platform/days.ts'
import { isOfFamily } from '../partners/index.ts'
import type { HostProcedure } from './rules.ts'

/** What the host asks of its students; null while nobody has written it. */
export async function procedureOf(db: Db, callId: string, partnerId: string): Promise<HostProcedure | null> {
  const row = await db
    .selectFrom('host_procedures')
    .selectAll()
    .where('call_id', '=', callId)
    .where(isOfFamily('host_procedures.partner_id', partnerId))
    .orderBy(sql`partner_id <> ${partnerId}`)
    .executeTakeFirst()
  if (!row) return null
  const dates: readonly unknown[] = Array.isArray(row.dates) ? row.dates : []
  return {
    ...{ callId, partnerId, text: row.text, site: row.site, version: row.version, at: row.at, byName: row.by_name },
    dates: dates.flatMap((one) => {
      const on = readDay(stringAt(one, 'on'))
      return on ? [{ on, what: stringAt(one, 'what') }] : []
    }),
  }
}

/** Writes what the host asks, once more; gives the version. */
export async function saveProcedure(
  tx: Tx,
  institution: string,
  said: Omit<HostProcedure, 'version'>,
): Promise<number> {
  const { callId, partnerId, text, site, dates, at, byName } = said
  const values = { text, site, dates: toJson(dates), at, by_name: byName }
  const row = await tx
    .insertInto('host_procedures')
    .values({ institution_id: institution, call_id: callId, partner_id: partnerId, version: 1, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['institution_id', 'call_id', 'partner_id'])
        .doUpdateSet({ ...values, version: sql<number>`host_procedures.version + 1` }),
    )
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}
