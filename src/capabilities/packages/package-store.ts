import { sql } from 'kysely'
import { isUuid } from '../../platform/database/ids.ts'
import type { Db, Tx } from '../../platform/database/index.ts'
import { toJson } from '../../platform/database/json.ts'
import { type Day, day as dayFrom } from '../../platform/days.ts'
import { type Contents, contentsForm } from './contents.ts'

export const states = ['made', 'handed', 'received', 'returned'] as const
export type State = (typeof states)[number]

/** A package as the register knows it. */
export interface Registered {
  readonly id: string
  readonly procedure: string
  readonly kind: string
  readonly caseId: string
  readonly runId: string
  readonly number: string
  readonly version: number
  readonly shownAs: string
  readonly caseNumber: string
  readonly numberedAt: Date
  readonly madeAt: Date | null
  readonly pages: number | null
  readonly byName: string
  readonly because: string
  readonly state: State
  readonly onDay: Day | null
  readonly theirNumber: string
  readonly to: string
}

export interface KeptPackage extends Registered {
  readonly letterId: string | null
  readonly fingerprint: string
  readonly contents: Contents
}

const listed = (db: Db) =>
  db
    .selectFrom('packages')
    .select(['id', 'procedure', 'kind', 'case_id as caseId', 'run_id as runId', 'number', 'version'])
    .select(['shown_as as shownAs', 'case_number as caseNumber', 'numbered_at as numberedAt', 'made_at as madeAt'])
    .select(['pages', 'by_name as byName', 'because', 'state', 'on_day as onDay', 'their_number as theirNumber'])
    .select(sql<string>`coalesce(contents ->> 'to', '')`.as('to'))

const whole = (db: Db) => listed(db).select(['letter_id as letterId', 'fingerprint', 'contents'])

type Row = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number]

function registeredFrom<Found extends Row>(row: Found) {
  const state = states.find((known) => known === row.state) ?? 'made'
  return { ...row, state, onDay: row.onDay ? dayFrom(row.onDay) : null }
}

function keptFrom(row: Row & { letterId: string | null; fingerprint: string; contents: unknown }): KeptPackage {
  return { ...registeredFrom(row), contents: contentsForm.parse(row.contents) }
}

export async function findPackage(db: Db, id: string): Promise<KeptPackage | null> {
  if (!isUuid(id)) return null
  const row = await whole(db).where('id', '=', id).executeTakeFirst()
  return row ? keptFrom(row) : null
}

/** The package, held until the transaction ends. */
export async function holdPackage(tx: Tx, id: string): Promise<KeptPackage | null> {
  const row = await whole(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? keptFrom(row) : null
}

/** The newest of a kind for a case. */
export async function latestOf(db: Db, caseId: string, kind: string): Promise<KeptPackage | null> {
  const row = await whole(db)
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? keptFrom(row) : null
}

/** Every package of a case, newest first. */
export async function packagesOfCase(db: Db, caseId: string): Promise<Registered[]> {
  const rows = await listed(db).where('case_id', '=', caseId).orderBy('id', 'desc').execute()
  return rows.map(registeredFrom)
}

export async function packagesOfRun(db: Db, ids: readonly string[]): Promise<Registered[]> {
  const rows = await listed(db).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
  return rows.map(registeredFrom)
}

export interface RegisterFilter {
  readonly search: string
  /** `admission.ministry`: a procedure and one of its packages. */
  readonly kind: string
  readonly state: State | ''
}

/** A page of the register, newest first; ids grow with time. */
export async function registerPage(db: Db, filter: RegisterFilter, before: string | null, size: number) {
  const { search, kind, state } = filter
  const [procedure = '', name = ''] = kind.split('.')
  const rows = await listed(db)
    .$if(search !== '', (query) => query.where(says(search)))
    .$if(kind !== '', (query) => query.where('procedure', '=', procedure).where('kind', '=', name))
    .$if(state !== '', (query) => query.where('state', '=', state))
    .$if(before !== null, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(size)
    .execute()
  return rows.map(registeredFrom)
}

const says = (search: string) =>
  sql<boolean>`strpos(lower(number || ' ' || shown_as || ' ' || case_number || ' ' || their_number), ${search.toLowerCase()}) > 0`

export interface NewPackage {
  readonly institution: string
  readonly procedure: string
  readonly kind: string
  readonly caseId: string
  readonly runId: string
  readonly year: number
  readonly sequence: number
  readonly number: string
  readonly version: number
  readonly letterId: string | null
  readonly fingerprint: string
  readonly contents: Contents
  readonly because: string
  readonly shownAs: string
  readonly caseNumber: string
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
}

export async function insertPackage(tx: Tx, given: NewPackage): Promise<string> {
  const { year, sequence, number, version, fingerprint, because } = given
  const { id } = await tx
    .insertInto('packages')
    .values({
      ...{ institution_id: given.institution, procedure: given.procedure, kind: given.kind, case_id: given.caseId },
      ...{ run_id: given.runId, year, sequence, number, version, letter_id: given.letterId, fingerprint, because },
      ...{ contents: toJson(given.contents), shown_as: given.shownAs, case_number: given.caseNumber },
      ...{ numbered_at: given.at, by_id: given.by.id, by_name: given.by.name },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
