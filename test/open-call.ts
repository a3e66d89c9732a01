import type { CallSaid } from '../src/capabilities/calls/index.ts'
import { day } from '../src/platform/days.ts'
import type { TestHouse } from './house.ts'

const text = (one: string) => ({ en: one, ru: one, ky: one })
const host = (id: string, name: string, country: string) => ({ id, partner: null, name, country, places: 1 })

/** What a call of three invented hosts says; a test changes what it is about. */
export const threeHosts: CallSaid = {
  title: text('Sample exchange'),
  about: text('A semester at a sample university'),
  ...{ funder: null, level: null, intake: null, from: null, to: null, stay: null },
  hosts: [
    host('alpha', 'Alpha University', 'DE'),
    host('beta', 'Beta College', 'PL'),
    host('gamma', 'Gamma School', 'CN'),
  ],
  languages: ['en'],
  ...{ sums: [], inKind: [], ownCosts: [], documents: [] },
  criteria: {
    kind: 'all',
    of: [
      { kind: 'years-studied', least: 2, text: text('At least two years here') },
      { kind: 'language', least: 'B2', text: text('Language at least B2') },
      { kind: 'times-before', most: 0, text: text('Once in a programme') },
    ],
  },
  choices: 3,
  quotas: [],
  screenedUntil: day('2026-09-20'),
  answersOn: day('2026-10-01'),
  contact: {},
  ...{ steps: [], notes: [] },
}

interface Opened {
  readonly institution?: string
  readonly slug?: string
  readonly audience?: 'students' | 'staff'
  readonly opensOn?: string
  readonly closesOn?: string
  readonly said?: Partial<CallSaid>
}

/** A published call, open from the first to the fifteenth of September 2026 unless it says otherwise; gives its id. */
export async function openCall(town: TestHouse, given: Opened = {}): Promise<string> {
  const { institution = 'kstu', slug = 'sample', audience = 'students' } = given
  const { opensOn = '2026-09-01', closesOn = '2026-09-15' } = given
  const said = JSON.stringify({ ...threeHosts, ...given.said })
  const at = new Date('2026-09-01T06:00:00Z')
  const { rows } = await town.owner.query(
    `insert into calls (institution_id, slug, state, edition, direction, audience, opens_on, closes_on, said, created_at, created_by)
     values ($1, $2, 'published', 1, 'outgoing', $3, $4, $5, $6, $7, 'test') returning id`,
    [institution, slug, audience, opensOn, closesOn, said, at],
  )
  const { id } = rows[0]
  await addEdition(town, institution, id, 1, said)
  return id
}

/** The call says something else from now on. */
export async function changeCall(town: TestHouse, institution: string, id: string, said: Partial<CallSaid>) {
  const { rows } = await town.owner.query(
    'update calls set said = said || $2, edition = edition + 1 where id = $1 returning edition, said',
    [id, JSON.stringify(said)],
  )
  await addEdition(town, institution, id, rows[0].edition, JSON.stringify(rows[0].said))
}

function addEdition(town: TestHouse, institution: string, id: string, edition: number, said: string) {
  return town.owner.query(
    `insert into call_editions (institution_id, call_id, edition, said, at, by_name, why)
     values ($1, $2, $3, $4, $5, 'test', 'test')`,
    [institution, id, edition, said, new Date('2026-09-01T06:00:00Z')],
  )
}
