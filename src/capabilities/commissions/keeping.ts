import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import type { Keeping } from '../../platform/keeping.ts'

/** What a commission has of an applicant. Its notes go with whoever is forgotten; marks and minutes it has to answer for. */
export const commissionKeeping: readonly Keeping[] = [
  {
    name: 'commission',
    read: standings,
    forget: async (tx, personId) => {
      await tx
        .updateTable('commission_readings')
        .set({ note: '' })
        .where('case_id', 'in', tx.selectFrom('cases').select('id').where('subject_id', '=', personId))
        .execute()
    },
  },
]

// Marks are told when everybody is in, and without the names of those who gave them.
async function standings(db: Db, personId: string): Promise<readonly unknown[]> {
  const { rows } = await sql<{ row: unknown }>`
    select jsonb_build_object('case', one.case_id, 'score', one.score, 'marks', one.marks, 'interview', one.interview,
      'readings', (
        select coalesce(jsonb_agg(jsonb_build_object('marks', read.marks, 'note', read.note) order by read.id), '[]')
        from commission_readings read
        where read.case_id = one.case_id and read.state = 'done' and one.score is not null)) as row
    from commission_candidates one join cases on cases.institution_id = one.institution_id and cases.id = one.case_id
    where cases.subject_id = ${personId}`.execute(db)
  return rows.map(({ row }) => row)
}
