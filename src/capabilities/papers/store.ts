import type { Db, Tx } from '../../platform/database/index.ts'
import { type Day, day } from '../../platform/days.ts'
import { emptyRecord, type PaperRecord } from './rules.ts'

export interface Described {
  readonly record: PaperRecord
  /** Null: nobody has written down yet what the paper says. */
  readonly describedAt: Date | null
  readonly describedBy: string
  readonly decidedAt: Date | null
}

/** What was written down of the papers of a case, by type. */
export async function recordsOf(db: Db, caseId: string): Promise<Map<string, Described>> {
  const rows = await db
    .selectFrom('documents')
    .select(['type', 'number', 'issued_on', 'ends_on', 'issued_by', 'issuer_country', 'language', 'paper_pages'])
    .select(['described_at', 'described_by_name', 'decided_at'])
    .where('case_id', '=', caseId)
    .execute()
  return new Map(
    rows.map((row) => [
      row.type,
      {
        record: {
          number: row.number ?? '',
          issuedOn: row.issued_on ?? '',
          endsOn: row.ends_on ?? '',
          issuedBy: row.issued_by ?? '',
          country: row.issuer_country ?? '',
          language: row.language ?? '',
          pages: row.paper_pages === null ? '' : String(row.paper_pages),
        },
        describedAt: row.described_at,
        describedBy: row.described_by_name ?? '',
        decidedAt: row.decided_at,
      },
    ]),
  )
}

export const undescribed: Described = { record: emptyRecord, describedAt: null, describedBy: '', decidedAt: null }

export async function saveRecord(tx: Tx, documentId: string, kept: PaperRecord, at: Date, by: string): Promise<void> {
  await tx
    .updateTable('documents')
    .set({
      number: kept.number || null,
      issued_on: kept.issuedOn || null,
      ends_on: kept.endsOn || null,
      issued_by: kept.issuedBy || null,
      issuer_country: kept.country || null,
      language: kept.language || null,
      paper_pages: kept.pages ? Number(kept.pages) : null,
      described_at: at,
      described_by_name: by,
    })
    .where('id', '=', documentId)
    .execute()
}

const movesFound = (db: Db) =>
  db
    .selectFrom('original_moves as moved')
    .innerJoin('documents', (join) =>
      join
        .onRef('documents.institution_id', '=', 'moved.institution_id')
        .onRef('documents.id', '=', 'moved.document_id'),
    )
    .select(['moved.id', 'documents.type', 'moved.move', 'moved.on_day as onDay', 'moved.place'])
    .select(['moved.to_whom as toWhom', 'moved.at', 'moved.by_name as byName', 'moved.request_key as requestKey'])

/** Every move of the originals of a case, the newest first. */
export async function movesOf(db: Db, caseId: string) {
  const rows = await movesFound(db).where('documents.case_id', '=', caseId).orderBy('moved.id', 'desc').execute()
  return rows.map((row) => ({ ...row, onDay: day(row.onDay) }))
}
export type Moved = Awaited<ReturnType<typeof movesOf>>[number]

export interface NewMove {
  readonly institution: string
  readonly documentId: string
  readonly move: string
  readonly onDay: Day
  readonly place: string
  readonly toWhom: string
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
  readonly key: string
}

export async function insertMove(tx: Tx, moved: NewMove): Promise<void> {
  const { move, place, onDay } = moved
  await tx
    .insertInto('original_moves')
    .values({
      institution_id: moved.institution,
      document_id: moved.documentId,
      move,
      on_day: onDay,
      place,
      to_whom: moved.toWhom,
      at: moved.at,
      by_id: moved.by.id,
      by_name: moved.by.name,
      request_key: moved.key,
    })
    .execute()
  const lies = move === 'kept'
  await tx
    .updateTable('documents')
    .set({ original_place: lies ? place : null, original_since: lies ? onDay : null })
    .where('id', '=', moved.documentId)
    .execute()
}

export interface OriginalHere {
  readonly documentId: string
  readonly type: string
  readonly caseId: string
  readonly procedure: string
  readonly number: string | null
  readonly title: string
  readonly place: string
  readonly since: Day
  /** The move that brought it there. */
  readonly last: string
}

/** Where a list goes on: after this day and paper. */
export interface After {
  readonly since: Day
  readonly id: string
}

/** The originals that lie in the office, those that lie longest first. */
export async function originalsHere(
  db: Db,
  search: string,
  after: After | null,
  most: number,
): Promise<OriginalHere[]> {
  const rows = await db
    .selectFrom('documents as paper')
    .innerJoin('cases', (join) =>
      join.onRef('cases.institution_id', '=', 'paper.institution_id').onRef('cases.id', '=', 'paper.case_id'),
    )
    .select(['paper.id as documentId', 'paper.type', 'cases.id as caseId', 'cases.procedure', 'cases.number'])
    .select(['cases.title', 'paper.original_place as place', 'paper.original_since as since'])
    .select((of) =>
      of
        .selectFrom('original_moves as moved')
        .select('moved.id')
        .whereRef('moved.document_id', '=', 'paper.id')
        .orderBy('moved.id', 'desc')
        .limit(1)
        .as('last'),
    )
    .where('paper.original_place', 'is not', null)
    .$if(search !== '', (query) =>
      query.where((of) =>
        of.or([of('cases.title', 'ilike', containing(search)), of('cases.number', 'ilike', containing(search))]),
      ),
    )
    .$if(after !== null, (query) =>
      query.where((of) =>
        of.or([
          of('paper.original_since', '>', after?.since ?? ''),
          of.and([of('paper.original_since', '=', after?.since ?? ''), of('paper.id', '>', after?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('paper.original_since')
    .orderBy('paper.id')
    .limit(most)
    .execute()
  return rows.flatMap(({ place, since, last, ...row }) =>
    place !== null && since !== null && last !== null ? [{ ...row, place, since: day(since), last }] : [],
  )
}

const containing = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`
