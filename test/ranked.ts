import type { TestHouse } from './house.ts'

const sheet = {
  criteria: [{ id: 'k1', title: { en: 'Grades', ru: 'Оценки', ky: 'Баалар' }, weight: 100, by: 'readers' }],
  ...{ least: 0, most: 10, readers: 2, average: 'mean', ties: ['arrived'], apart: 3000, papers: [] },
}

/** The commission of a call at KSTU has ranked these cases, the best first. */
export async function ranked({ owner }: TestHouse, call: string, caseIds: readonly string[]): Promise<void> {
  await owner.query(
    "insert into commissions (institution_id, call_id, edition, opened_at, seed) values ('kstu', $1, 1, now(), 'seed')",
    [call],
  )
  await owner.query(
    `insert into commission_sheets (institution_id, call_id, edition, said, at, by_name) values ('kstu', $1, 1, $2, now(), 'x')`,
    [call, JSON.stringify(sheet)],
  )
  await owner.query(
    `insert into commission_candidates (institution_id, case_id, call_id, arrived_at, score, rank_key)
     select 'kstu', id, $1, now(), 9000 - at::int, array[at] from unnest($2::uuid[]) with ordinality as given (id, at)`,
    [call, caseIds],
  )
}
