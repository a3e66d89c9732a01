import { type Selectable, sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { recordFrom, stringAt, toJson } from '../../platform/database/json.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { day } from '../../platform/days.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { kept } from '../institutions/index.ts'
import { type Said, wholeText } from './forms.ts'
import { type Filter, searchWords, type Work, type WorkLine } from './rules.ts'

function workFrom(row: Selectable<Tables['joint_works']>): Work {
  const name = wholeText(row.name) ?? { en: '–', ru: '–', ky: '–' }
  return {
    ...{ id: row.id, key: row.key, kind: row.kind, name, version: row.version, isPublic: row.is_public },
    said: { ...recordFrom(row.said), name: row.name, shown: row.is_public ? 'yes' : 'no' },
    quote: stringAt(row.source, 'quote') || null,
    archived: row.archived_at !== null,
  }
}

function lineFrom(row: Selectable<Tables['joint_work_lines']>): WorkLine {
  return {
    ...{ id: row.id, workId: row.work_id, key: row.key, kind: row.kind, under: row.under, version: row.version },
    ...{ partnerId: row.partner_id, personId: row.person_id, said: recordFrom(row.said) ?? {} },
    due: row.due_on ? day(row.due_on) : null,
    done: row.done_on ? day(row.done_on) : null,
    removed: row.removed_at !== null,
  }
}

/** Works by the order of the office's page, then by name. @param size how many at most; all when absent */
export async function worksOf(db: Db, filter: Partial<Filter> = {}, size?: number): Promise<Work[]> {
  const { kind, search = '', state, archived = false, after } = filter
  let query = db
    .selectFrom('joint_works')
    .selectAll()
    .where('archived_at', archived ? 'is not' : 'is', null)
  if (kind) query = query.where('kind', '=', kind)
  if (state) query = query.where(sql<boolean>`said ->> 'state' = ${state}`)
  // A folded word has only letters and digits: nothing in it means more to `like` than itself.
  for (const word of foldWords(search)) query = query.where('words', 'like', `% ${word}%`)
  if (after)
    query = query.where(
      sql<boolean>`(sort_order, id) > (select sort_order, id from joint_works one where one.id = ${after})`,
    )
  query = query.orderBy('kind').orderBy('sort_order').orderBy('id')
  return (await (size ? query.limit(size) : query).execute()).map(workFrom)
}

/** What visitors may read, with its lines. */
export const shownWorks = kept(async (db: Db): Promise<{ works: readonly Work[]; lines: readonly WorkLine[] }> => {
  const works = (await worksOf(db)).filter(({ isPublic }) => isPublic)
  const ids = works.map(({ id }) => id)
  return { works, lines: await linesOf(db, ids) }
})

/** A work by its id or the pack's key; archived ones too. @param db the institution's own scope */
export async function findWork(db: Db, idOrKey: string): Promise<Work | null> {
  const by = isUuid(idOrKey) ? 'id' : 'key'
  const row = await db.selectFrom('joint_works').selectAll().where(by, '=', idOrKey).executeTakeFirst()
  return row ? workFrom(row) : null
}

export async function holdWork(tx: Tx, id: string): Promise<Work | null> {
  const row = await tx.selectFrom('joint_works').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? workFrom(row) : null
}

/** What is said of these works, in the order in which it was written. @param removed what was taken out instead */
export async function linesOf(db: Db, works: readonly string[], removed = false): Promise<WorkLine[]> {
  if (works.length === 0) return []
  const rows = await db
    .selectFrom('joint_work_lines')
    .selectAll()
    .where('work_id', 'in', works)
    .where('removed_at', removed ? 'is not' : 'is', null)
    .orderBy('sort_order')
    .orderBy('id')
    .execute()
  return rows.map(lineFrom)
}

export async function findLine(db: Db, workId: string, id: string): Promise<WorkLine | null> {
  if (!isUuid(id)) return null
  const row = await db
    .selectFrom('joint_work_lines')
    .selectAll()
    .where('work_id', '=', workId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? lineFrom(row) : null
}

/** The works in which one of these partners takes part, and as what. */
export async function worksWith(db: Db, partners: readonly string[]): Promise<{ work: Work; line: WorkLine }[]> {
  if (partners.length === 0) return []
  const rows = await db
    .selectFrom('joint_work_lines')
    .selectAll()
    .where('partner_id', 'in', partners)
    .where('removed_at', 'is', null)
    .execute()
  const lines = rows.map(lineFrom)
  const works = await Promise.all([...new Set(lines.map(({ workId }) => workId))].map((id) => findWork(db, id)))
  return works.flatMap((work) => {
    const line = lines.find(({ workId, kind }) => workId === work?.id && kind === 'member')
    return work && line && !work.archived ? [{ work, line }] : []
  })
}

/** Duties and fees that are not done, by their day, of works that are in use. */
export async function duesOf(db: Db): Promise<{ work: Work; line: WorkLine }[]> {
  const rows = await db
    .selectFrom('joint_work_lines')
    .selectAll()
    .where('due_on', 'is not', null)
    .where('done_on', 'is', null)
    .where('removed_at', 'is', null)
    .orderBy('due_on')
    .orderBy('id')
    .execute()
  const ids = [...new Set(rows.map(({ work_id }) => work_id))]
  if (ids.length === 0) return []
  const works = await db
    .selectFrom('joint_works')
    .selectAll()
    .where('id', 'in', ids)
    .where('archived_at', 'is', null)
    .execute()
  return rows.flatMap((row) => {
    const work = works.find(({ id }) => id === row.work_id)
    return work ? [{ work: workFrom(work), line: lineFrom(row) }] : []
  })
}

/** What an officer writes of a work: the answers to its form. */
export interface WrittenWork {
  readonly kind: string
  readonly said: Said
}

function workValues({ kind, said }: WrittenWork) {
  const { name, shown, ...more } = said
  const texts = [name, ...Object.values(more)].flatMap((one) =>
    typeof one === 'string' ? one : Object.values(recordFrom(one) ?? {}).filter((text) => typeof text === 'string'),
  )
  return {
    ...{ kind, name: toJson(name), said: toJson({ ...more, shown }), is_public: shown !== 'no' },
    words: searchWords(texts),
  }
}

/** False when this id is there already. */
export async function insertWork(tx: Tx, institution: string, id: string, given: WrittenWork, at: Date) {
  const row = await tx
    .insertInto('joint_works')
    .values({ institution_id: institution, id, ...workValues(given), sort_order: 100_000, edited_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function saveWork(tx: Tx, { id, version }: Work, given: WrittenWork, at: Date): Promise<void> {
  const values = { ...workValues(given), version: version + 1, edited_at: at }
  await tx.updateTable('joint_works').set(values).where('id', '=', id).execute()
}

export async function saveArchived(tx: Tx, { id, version }: Work, away: Date | null, at: Date): Promise<void> {
  const values = { archived_at: away, version: version + 1, edited_at: at }
  await tx.updateTable('joint_works').set(values).where('id', '=', id).execute()
}

/** The office has touched it: a pack does not write over it any more. */
export async function markEdited(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('joint_works').set({ edited_at: at }).where('id', '=', id).execute()
}

export type WrittenLine = Pick<WorkLine, 'kind' | 'under' | 'partnerId' | 'personId' | 'due' | 'done' | 'said'>

const lineValues = ({ kind, under, partnerId, personId, due, done, said }: WrittenLine) => ({
  ...{ kind, under, partner_id: partnerId, person_id: personId, due_on: due, done_on: done },
  said: toJson(said),
})

// The ids come from forms and tell nothing of the order; the work is held, so nobody counts beside.
const behind = (workId: string) =>
  sql<number>`(select coalesce(max(sort_order), 0) + 1 from joint_work_lines one where one.work_id = ${workId})`

/** False when this id is there already, or this person on this programme. */
export async function insertLine(tx: Tx, institution: string, workId: string, id: string, given: WrittenLine) {
  const row = await tx
    .insertInto('joint_work_lines')
    .values({ institution_id: institution, id, work_id: workId, ...lineValues(given), sort_order: behind(workId) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function saveLine(tx: Tx, { id, version }: WorkLine, given: WrittenLine): Promise<void> {
  await tx
    .updateTable('joint_work_lines')
    .set({ ...lineValues(given), version: version + 1 })
    .where('id', '=', id)
    .execute()
}

export async function saveRemoved(tx: Tx, { id, version }: WorkLine, removed: Date | null): Promise<void> {
  await tx
    .updateTable('joint_work_lines')
    .set({ removed_at: removed, version: version + 1 })
    .where('id', '=', id)
    .execute()
}

export interface WorkEdit {
  readonly at: Date
  readonly byName: string
  readonly before: Said
  readonly after: Said
}

/** What somebody changed of a work and its lines, the newest first. */
export async function editsOf(db: Db, id: string): Promise<WorkEdit[]> {
  const rows = await db
    .selectFrom('record_edits')
    .select(['at', 'by_name', 'before', 'after'])
    .where('record', '=', `works/${id}`)
    .orderBy('at', 'desc')
    .limit(30)
    .execute()
  return rows.map(({ at, by_name, before, after }) => ({
    ...{ at, byName: by_name },
    before: recordFrom(before) ?? {},
    after: recordFrom(after) ?? {},
  }))
}
