import { sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'

/** A year of a register: how many it holds, and the last number given. Equal when nobody touched the rows. */
export interface RegisterYear {
  readonly year: number
  readonly last: number
  readonly count: number
}

const tables = { letters: 'letters', incoming: 'incoming_letters' } as const

export async function registerYears(
  db: Db,
  institution: string,
  register: keyof typeof tables,
): Promise<RegisterYear[]> {
  const { rows } = await sql<RegisterYear>`
    select r.year, r.last, (select count(*)::int from ${sql.table(tables[register])} l
      where l.institution_id = r.institution_id and l.year = r.year) as count
    from registers r where r.institution_id = ${institution} and r.register = ${register} order by r.year desc
  `.execute(db)
  return rows
}
