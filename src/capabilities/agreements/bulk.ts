import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'

/** Agreements as they stand in the database, with their parties, held until the transaction ends. */
export async function agreementSnapshots(tx: Tx, ids: readonly string[]): Promise<Map<string, unknown>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; row: unknown }>`
    select id, jsonb_build_object('agreement', to_jsonb(a), 'parties', (
      select coalesce(jsonb_agg(to_jsonb(p) order by place), '[]') from agreement_parties p where p.agreement_id = a.id)) as row
    from agreements a where id = any(${ids}) for update of a`.execute(tx)
  return new Map(rows.map(({ id, row }) => [id, row]))
}

/** Makes agreements again what a snapshot says. */
export async function restoreAgreements(tx: Tx, snapshots: readonly unknown[], at: Date): Promise<void> {
  if (snapshots.length === 0) return
  const given = toJson(snapshots)
  await sql`
    update agreements a set number = b.number, title = b.title, name = b.name, kind = b.kind, state = b.state,
      signed_on = b.signed_on, signed_year = b.signed_year, from_day = b.from_day, until_day = b.until_day,
      renews_itself = b.renews_itself, renew_months = b.renew_months, notice_days = b.notice_days,
      condition = b.condition, subject = b.subject, fields = b.fields, exchange = b.exchange, places = b.places,
      specialties = b.specialties, note = b.note, is_public = b.is_public, words = b.words,
      version = a.version + 1, edited_at = ${at}::timestamptz
    from jsonb_array_elements(${given}::jsonb) s, jsonb_populate_record(null::agreements, s -> 'agreement') b
    where a.id = b.id`.execute(tx)
  await sql`delete from agreement_parties p using jsonb_array_elements(${given}::jsonb) s
    where p.agreement_id = (s -> 'agreement' ->> 'id')::uuid`.execute(tx)
  await sql`insert into agreement_parties
    select p.* from jsonb_array_elements(${given}::jsonb) s,
      jsonb_populate_recordset(null::agreement_parties, s -> 'parties') p`.execute(tx)
}

/** Which of these have more than a line of a sheet can bring: a case, a paper, a text in versions, an answer. */
export async function grownAgreements(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from agreements a where id = any(${ids}) and (case_id is not null
      or exists (select from agreement_papers p where p.agreement_id = a.id)
      or exists (select from agreement_drafts d where d.agreement_id = a.id)
      or exists (select from agreement_answers n where n.agreement_id = a.id))`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
