import type { TestHouse } from './house.ts'

export interface Seeded {
  readonly name: string
  readonly kind: string
  readonly start: string
  readonly due: string
  readonly email?: string | null
  readonly language?: string
  readonly citizenship?: string
  readonly provisional?: boolean
  readonly rule?: string | null
  readonly account?: string | null
}

/** A person with one clock, as the records of a stay would have left it. */
export async function clockOf(town: TestHouse, institution: string, seeded: Seeded) {
  const { name, kind, start, due, email = null, language = 'en', citizenship = 'IN', account = null } = seeded
  const one = async (text: string, values: unknown[]) => (await town.owner.query(text, values)).rows[0]?.id
  const person = await one(
    `insert into persons (institution_id, shown_as, email, language, citizenship, account_id)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [institution, name, email, language, citizenship, account],
  )
  const record = await one(
    `insert into stay_records (institution_id, person_id, kind, number, added_at, by_id, by_name)
     values ($1, $2, 'visa', 'ZZ1234567', now(), 'x', 'Sample Officer') returning id`,
    [institution, person],
  )
  await town.owner.query(
    `insert into stay_clocks (institution_id, person_id, record_id, name, due, start_on, provisional, rule)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [institution, person, record, kind, due, start, seeded.provisional ?? false, seeded.rule ?? null],
  )
  return { person, record }
}
