import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import { recordFrom, stringsFrom } from '../../platform/database/json.ts'
import type { House } from '../../platform/house.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { anyPaper, type Filter } from './list-filter.ts'
import { type ListRow, listCases, type Scope, wordsLike } from './list-store.ts'
import { type Ground, groundOf } from './moment.ts'
import type { Procedure } from './procedure.ts'
import {
  type ChecklistItem,
  checklist,
  isSettled,
  type KeptDocument,
  type KeptFile,
  type Standing,
  situationOf,
  whyNot,
} from './rules.ts'

/** A case of a list with what its procedure says of its papers. */
export interface Listed {
  readonly id: string
  readonly number: string | null
  readonly title: string
  readonly version: number
  readonly standing: Standing
  readonly items: readonly ChecklistItem[]
}

/** Many cases at once as the rules see them: two queries, however many. */
export async function standingsOf(
  db: Db,
  ground: Ground,
  procedure: Procedure,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Listed>> {
  if (ids.length === 0) return new Map()
  const [cases, papers] = await Promise.all([casesOf(db, procedure.name, ids), papersOf(db, ids)])
  const listed = cases.map(({ id, number, title, version, ...row }): Listed => {
    const standing = { ...row, typed: stringsFrom(row.typed), facts: recordFrom(row.facts) }
    const situation = situationOf(procedure, standing, ground.law, ground.background)
    return { id, number, title, version, standing, items: checklist(procedure, situation, papers.get(id) ?? []) }
  })
  return new Map(listed.map((one) => [one.id, one]))
}

/** Why the office can't take a step in this case; empty: it can. */
export function whyNotFor(ground: Ground, procedure: Procedure, step: string, { standing, items }: Listed): Refusal[] {
  const situation = situationOf(procedure, standing, ground.law, ground.background)
  return whyNot(procedure, step, 'office', standing, situation, items)
}

function casesOf(db: Db, procedure: string, ids: readonly string[]) {
  return db
    .selectFrom('cases')
    .select(['id', 'number', 'title', 'version', 'stage', 'typed', 'facts'])
    .select(['opened_at as openedAt', 'arrived_at as arrivedAt', 'stage_since as stageSince'])
    .where('procedure', '=', procedure)
    .where('arrived_at', 'is not', null)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
}

// The rules ask whether files are there, not which: any stands for each.
const someFile: KeptFile = {
  id: '',
  name: '',
  kind: '',
  bytes: 0,
  pages: 1,
  hasThumbnail: false,
  uploadedAt: new Date(0),
}

async function papersOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, KeptDocument[]>> {
  const rows = await db
    .selectFrom('documents')
    .select(['case_id', 'id', 'type', 'state', 'reason', 'round'])
    .select(
      sql<boolean>`exists (select from document_files as file where file.institution_id = documents.institution_id
        and file.document_id = documents.id and file.round = documents.round and file.removed_at is null)`.as('has'),
    )
    .where(sql<boolean>`case_id = any(${ids}::uuid[])`)
    .execute()
  const kept = new Map<string, KeptDocument[]>()
  for (const { case_id, has, ...document } of rows) {
    const own = kept.get(case_id) ?? []
    own.push({ ...document, files: has ? [{ ...someFile, round: document.round }] : [] })
    kept.set(case_id, own)
  }
  return kept
}

const lacks = (type: string, items: readonly ChecklistItem[]) =>
  items.some((item) => (type === anyPaper ? !item.wanted.optional : item.wanted.type === type) && !isSettled(item))

const mostBatches = 40

/**
 * One page of the list. Whether a paper is wanted only the procedure can say, so with that filter rows are read in portions
 * until the page is full; after `mostBatches` portions the page may be short, and its cursor goes on from there.
 * @returns the rows and, when there may be more, where they begin
 */
export async function listPage(
  db: Db,
  ground: () => Promise<Ground>,
  procedure: Procedure,
  scope: Scope,
  filter: Filter,
  size: number,
): Promise<{ readonly rows: readonly ListRow[]; readonly next: Filter['after'] }> {
  const { paper } = filter
  if (!paper) return cut(await listCases(db, scope, filter, size + 1), size)
  const stood = await ground()
  const portion = Math.max(size * 2, 100)
  const found: ListRow[] = []
  let after = filter.after
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const rows = await listCases(db, scope, { ...filter, after }, portion)
    const listed = await standingsOf(
      db,
      stood,
      procedure,
      rows.map(({ id }) => id),
    )
    found.push(...rows.filter(({ id }) => lacks(paper, listed.get(id)?.items ?? [])))
    if (found.length > size || rows.length < portion) return cut(found, size)
    after = ends(rows)
  }
  return { rows: found, next: after }
}

/** A page of the list as a person searches: when nobody has the first word as a whole, the first that begins like it stands for it. */
export async function searchPage(house: House, procedure: Procedure, scope: Scope, filter: Filter, size: number) {
  const db = house.database.within(scope.institution)
  const ground = () => groundOf(house, scope.institution, procedure)
  const page = await listPage(db, ground, procedure, scope, filter, size)
  const [first, ...others] = foldWords(filter.search)
  if (page.rows.length > 0 || !first) return page
  const [whole] = await wordsLike(db, scope, first)
  const search = [whole, ...others].join(' ')
  return whole ? listPage(db, ground, procedure, scope, { ...filter, search }, size) : page
}

function cut(rows: readonly ListRow[], size: number) {
  const shown = rows.slice(0, size)
  return { rows: shown, next: rows.length > size ? ends(shown) : null }
}

function ends(rows: readonly ListRow[]): Filter['after'] {
  const last = rows.at(-1)
  return last ? { value: last.cursor, id: last.id } : null
}

/** All rows of a filter, portion by portion, so that a million cases need the memory of one portion. */
export async function* everyRow(
  db: Db,
  ground: () => Promise<Ground>,
  procedure: Procedure,
  scope: Scope,
  filter: Filter,
  portion = 1000,
): AsyncGenerator<readonly ListRow[]> {
  let after: Filter['after'] = null
  do {
    const page = await listPage(db, ground, procedure, scope, { ...filter, after }, portion)
    if (page.rows.length > 0) yield page.rows
    after = page.next
  } while (after)
}
