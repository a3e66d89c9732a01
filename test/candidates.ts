import type { TestHouse } from './house.ts'

interface Waiting {
  readonly family: string
  /** The address of an account of the cast; absent: nobody's. */
  readonly account?: string
  /** Hours after the first of September 2026. */
  readonly hours?: number
  readonly facts?: Readonly<Record<string, string>>
}

let count = 0

/** Somebody whose application for a call at KSTU stands before the commission; gives the case's id. */
export async function beforeCommission(town: TestHouse, call: string, given: Waiting): Promise<string> {
  count += 1
  const { family, account = null, hours = count } = given
  const at = new Date(Date.parse('2026-09-01T00:00:00Z') + hours * 3_600_000)
  const person = await town.owner.query(
    `insert into persons (institution_id, account_id, shown_as, email, language)
     select 'kstu', (select id from accounts where email = $1::text), $2, coalesce($1::text, $3), 'en' returning id`,
    [account, `${family} Test`, `${family.toLowerCase()}${count}@example.org`],
  )
  const typed = { call, edition: '1', audience: 'students', family, given: 'Test', unit: 'kstu-kgti', choice1: 'alpha' }
  const secret = { passportNumber: 'ID 7654321' }
  const known = JSON.stringify({ ...typed, ...secret, motivation: `${family} wants to go`, ...given.facts })
  const { rows } = await town.owner.query(
    `insert into cases (institution_id, procedure, subject_id, number, title, stage, waiting_for, typed, facts, unit,
       opened_at, arrived_at, stage_since)
     values ('kstu', 'mobility', $1, $2, $3, 'selecting', 'office', $4, $4, 'kstu-kgti', $5, $5, $5) returning id`,
    [person.rows[0].id, `KSTU-M-TEST-${count}`, `${family} Test`, known, at],
  )
  await town.owner.query(
    "insert into case_words (institution_id, procedure, word, arrived_at, case_id) values ('kstu', 'mobility', $1, $2, $3)",
    [family.toLowerCase(), at, rows[0].id],
  )
  return rows[0].id
}
