import type { TestHouse } from './house.ts'

interface Applied {
  readonly name: string
  readonly choices: readonly string[]
  readonly stage?: string
  readonly unit?: string
  readonly mail?: string | null
  readonly account?: string
}

const text = (one: string) => ({ en: one, ru: one, ky: one })
const host = (id: string, places: number | null) => ({
  id,
  partner: null,
  name: `University of ${id}`,
  country: 'AT',
  places,
})

/** A published call of invented universities, with places and quotas, and people who have applied for it. */
export async function callToSelect(
  { owner }: TestHouse,
  slug: string,
  hosts: Readonly<Record<string, number | null>>,
  quotas: readonly { readonly by: 'unit' | 'funder'; readonly of: string; readonly places: number }[] = [],
): Promise<string> {
  const said = JSON.stringify({
    ...{ title: text(`Exchange ${slug}`), about: text('Invented'), funder: null, level: null, intake: null },
    ...{ from: null, to: null, stay: null, hosts: Object.entries(hosts).map(([id, places]) => host(id, places)) },
    ...{ languages: ['en'], sums: [], inKind: [], ownCosts: [], documents: [], criteria: null, choices: 3, quotas },
    ...{ screenedUntil: null, answersOn: '2026-11-22', contact: {}, steps: [], notes: [] },
  })
  const { rows } = await owner.query<{ id: string }>(
    `insert into calls (institution_id, slug, state, edition, direction, audience, opens_on, closes_on, said, created_at, created_by)
     values ('kstu', $1, 'published', 1, 'outgoing', 'students', '2026-09-01', '2026-10-31', $2, now(), 'x') returning id`,
    [slug, said],
  )
  const id = rows[0]?.id ?? ''
  await owner.query(
    `insert into call_editions (institution_id, call_id, edition, said, at, by_name, why)
     values ('kstu', $1, 1, $2, now(), 'x', '')`,
    [id, said],
  )
  return id
}

/** Somebody who has applied; the case's id. The names give the order in which they arrived. */
export async function applied({ owner }: TestHouse, call: string, one: Applied): Promise<string> {
  const person = await owner.query<{ id: string }>(
    `insert into persons (institution_id, shown_as, account_id, email, language) values ('kstu', $1, $2, $3, 'en')
     on conflict (institution_id, account_id) do update set shown_as = $1 returning id`,
    [one.name, one.account ?? null, one.mail === undefined ? 'somebody@example.org' : one.mail],
  )
  const facts = {
    ...{ call, edition: 1, audience: 'students', family: one.name, unit: one.unit ?? 'law' },
    ...Object.fromEntries(one.choices.map((id, at) => [`choice${at + 1}`, id])),
  }
  const { rows } = await owner.query<{ id: string }>(
    `insert into cases (institution_id, procedure, subject_id, stage, waiting_for, title, typed, facts, number, unit,
       opened_at, arrived_at, stage_since, summary, version)
     values ('kstu', 'mobility', $1, $2, 'office', $3, $4, $5, $6, $7, now(), now(), now(), '{}', 1) returning id`,
    [
      person.rows[0]?.id,
      one.stage ?? 'selecting',
      one.name,
      JSON.stringify({ call, edition: '1' }),
      JSON.stringify(facts),
      `KSTU-M-${crypto.randomUUID().slice(0, 8)}`,
      facts.unit,
    ],
  )
  return rows[0]?.id ?? ''
}
