import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'

export interface OutgoingFilter {
  readonly year: number
  readonly search: string
  readonly kind: string
  readonly state: '' | 'in-force' | 'revoked'
}

/** A page of the register, newest first; `before` is the sequence of the last one seen. */
export function outgoing(
  db: Db,
  institution: string,
  { year, search, kind, state }: OutgoingFilter,
  before: number | null,
  size: number,
) {
  return db
    .selectFrom('letters')
    .leftJoin('letter_revocations', (join) =>
      join
        .onRef('letter_revocations.institution_id', '=', 'letters.institution_id')
        .onRef('letter_revocations.letter_id', '=', 'letters.id'),
    )
    .select([
      'letters.id',
      'sequence',
      'case_id',
      'kind',
      'number',
      'issued_on',
      'recipient',
      'subject',
      'issued_by',
      'letter_revocations.at as revoked_at',
    ])
    .where('letters.institution_id', '=', institution)
    .where('year', '=', year)
    .$if(search !== '', (query) =>
      query.where(
        sql<boolean>`strpos(lower(number || ' ' || recipient || ' ' || subject), ${search.toLowerCase()}) > 0`,
      ),
    )
    .$if(kind !== '', (query) => query.where('kind', '=', kind))
    .$if(state === 'revoked', (query) => query.where('letter_revocations.at', 'is not', null))
    .$if(state === 'in-force', (query) => query.where('letter_revocations.at', 'is', null))
    .$if(before !== null, (query) => query.where('sequence', '<', before ?? 0))
    .orderBy('sequence', 'desc')
    .limit(size)
    .execute()
}

export type OutgoingRow = Awaited<ReturnType<typeof outgoing>>[number]

/** The kinds of letters of that year. */
export async function kindsOf(db: Db, institution: string, year: number): Promise<string[]> {
  const rows = await db
    .selectFrom('letters')
    .distinct()
    .select('kind')
    .where('institution_id', '=', institution)
    .where('year', '=', year)
    .orderBy('kind')
    .execute()
  return rows.map(({ kind }) => kind)
}
