import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { type Day, yearsBetween } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { done, got, type Outcome, refuse } from '../../platform/outcome.ts'
import { missingIn } from './missing.ts'
import { freeKey } from './parts.ts'
import { type Call, type Writing, workOf } from './rules.ts'
import { callFrom } from './store.ts'
import { tellingOf, tellJob } from './telling.ts'

/** Who does something to a call, where. */
export interface Acting {
  readonly house: House
  readonly institution: string
  readonly by: string
}

const scope = ({ house, institution }: Acting) => house.database.within(institution)

async function held(tx: Tx, id: string): Promise<Call | null> {
  const row = await tx.selectFrom('calls').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? callFrom(row) : null
}

/** Begins a draft; the same form twice begins one. @param id made with the form */
export function beginCall(act: Acting, id: string, writing: Writing, copiedFrom: string | null = null): Promise<void> {
  return scope(act)
    .transaction()
    .execute(async (tx) => {
      const { institution, house, by } = act
      await tx
        .insertInto('calls')
        .values({
          ...{
            institution_id: institution,
            id,
            slug: await freeSlug(tx, writing),
            state: 'draft',
            copied_from: copiedFrom,
          },
          ...{ direction: writing.direction, audience: writing.audience, draft: toJson(writing) },
          ...{ created_at: house.clock.now(), edited_at: house.clock.now(), created_by: by },
        })
        .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doNothing())
        .execute()
    })
}

// An address is given once and stays: people have it in their mails.
async function freeSlug(tx: Tx, { said }: Writing): Promise<string> {
  const rows = await tx.selectFrom('calls').select('slug').execute()
  const name = said.title.en || said.title.ru || said.title.ky
  return freeKey(
    `${name} ${said.from?.slice(0, 4) ?? ''}`,
    rows.map(({ slug }) => slug),
    70,
  )
}

/** Keeps what an officer has written. `stale`: somebody else has changed the call since the form was opened. */
export async function saveDraft(act: Acting, call: Call, version: number, writing: Writing): Promise<boolean> {
  const saved = await scope(act)
    .updateTable('calls')
    .set({ draft: toJson(writing), edited_at: act.house.clock.now(), version: version + 1 })
    .where('id', '=', call.id)
    .where('version', '=', version)
    .executeTakeFirst()
  return saved.numUpdatedRows > 0n
}

/** Throws a draft away; a call that was never published goes with it. */
export async function dropDraft(act: Acting, call: Call): Promise<void> {
  const db = scope(act)
  if (call.edition > 0) await change(db, call, { draft: null })
  else {
    const gone = db.deleteFrom('calls').where('id', '=', call.id).where('edition', '=', 0).execute()
    // Somebody has prepared its commission already: what they wrote is kept, and the call goes into the archive.
    await gone.catch((fault) => (isReferenced(fault) ? change(db, call, { state: 'archived' }) : Promise.reject(fault)))
  }
}

const isReferenced = (fault: unknown) => fault instanceof Error && 'code' in fault && fault.code === '23503'

function change(db: Db | Tx, { id, version }: Call, to: { draft?: null; state?: string }) {
  return db
    .updateTable('calls')
    .set({ ...to, version: version + 1 })
    .where('id', '=', id)
    .execute()
}

/**
 * Publishes the draft as the next edition. Whoever has begun an application keeps the edition they began with, and is
 * told by mail what was changed.
 * @param why said to them; not needed for the first edition
 */
export function publish(act: Acting, id: string, version: number, why: string): Promise<Outcome> {
  return scope(act)
    .transaction()
    .execute(async (tx) => {
      const call = await held(tx, id)
      if (!call) return refuse('publish.gone')
      if (call.version !== version) return refuse('draft.stale')
      if (missingIn(workOf(call), act.house.clock.today()).length > 0) return refuse('publish.missing')
      if (call.edition > 0 && why === '') return refuse('publish.why')
      return put(tx, act, call, workOf(call), why)
    })
}

/** Gives a call a later last day. Everybody may use it, whatever edition they began with. */
export function extend(act: Acting, id: string, version: number, closesOn: Day, why: string): Promise<Outcome> {
  return scope(act)
    .transaction()
    .execute(async (tx) => {
      const call = await held(tx, id)
      if (call?.state !== 'published' || !call.closesOn) return refuse('publish.gone')
      // The same form sent twice.
      if (call.closesOn === closesOn) return done
      if (call.version !== version) return refuse('draft.stale')
      const today = act.house.clock.today()
      if (closesOn < call.closesOn || closesOn < today) return refuse('extend.earlier')
      if (yearsBetween(today, closesOn) >= 2) return refuse('extend.tooFar')
      if (call.draft)
        await tx
          .updateTable('calls')
          .set({ draft: toJson({ ...call.draft, closesOn }) })
          .where('id', '=', id)
          .execute()
      return put(tx, act, call, { ...call, closesOn }, why, 'keep')
    })
}

async function put(
  tx: Tx,
  act: Acting,
  call: Call,
  to: Writing,
  why: string,
  draft: 'drop' | 'keep' = 'drop',
): Promise<Outcome> {
  const { said, opensOn, closesOn, direction, audience } = to
  const edition = call.edition + 1
  const at = act.house.clock.now()
  const days = { opens_on: opensOn, closes_on: closesOn }
  await tx
    .updateTable('calls')
    .set({
      ...{ said: toJson(said), ...days, direction, audience, edition, state: 'published', edited_at: at },
      ...(draft === 'drop' ? { draft: null } : {}),
      version: call.version + 1,
    })
    .where('id', '=', call.id)
    .execute()
  await tx
    .insertInto('call_editions')
    .values({
      institution_id: act.institution,
      call_id: call.id,
      edition,
      said: toJson(said),
      ...days,
      at,
      by_name: act.by,
      why,
    })
    .execute()
  const id = tellingOf(call.id, edition)
  if (call.edition > 0) await act.house.jobs.later(tx, tellJob, { institution: act.institution, id })
  return done
}

/** Takes a call off the lists, or brings it back; applications stay as they are. */
export async function archive(act: Acting, call: Call, isArchived: boolean): Promise<void> {
  const state = isArchived ? 'archived' : call.edition > 0 ? 'published' : 'draft'
  if (call.state !== state) await change(scope(act), call, { state })
}

/** The same call for the next time: everything but its days, as a draft. */
export async function copyCall(act: Acting, call: Call, id: string): Promise<Outcome<string>> {
  const { said, direction, audience } = call
  const undated = { ...said, from: null, to: null, screenedUntil: null, answersOn: null }
  await beginCall(act, id, { said: undated, opensOn: null, closesOn: null, direction, audience }, call.id)
  return got(id)
}
