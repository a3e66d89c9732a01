import type { Visit } from '../../platform/web/visit.ts'
import { type Agreement, type Saying, sayingsOf, shownAgreements } from '../agreements/index.ts'
import { newestNews } from '../news/index.ts'
import { eventsOf } from '../outreach/index.ts'
import { type Partner, type PartnerKind, shownPartners } from '../partners/index.ts'

/** How many news and events the home page shows. */
const most = 3

export type Happenings = Awaited<ReturnType<typeof happeningsOf>>

/** What the home page tells of these days: the newest news, the next events, and the world in numbers. */
export async function happeningsOf(visit: Visit, institution: string) {
  const { house } = visit
  const db = visit.within(institution)
  const today = house.clock.today()
  const [news, events, partners, agreements, sayings] = await Promise.all([
    newestNews(db, house, most),
    eventsOf(db, { publicOnly: true, from: today }),
    shownPartners(db),
    shownAgreements(db, today),
    sayingsOf(db),
  ])
  return { news, events: events.slice(0, most), numbers: numbersOf(partners, agreements, sayings) }
}

// The offices' pages list these among their partners; each is done with one, or is nobody by name.
const noBodies: readonly PartnerKind[] = ['project', 'joint-journal', 'cooperation-subject', 'contract', 'group']

export interface Numbers {
  readonly partners: number
  readonly countries: number
  /** Agreements as visitors count them, and the number that the office itself tells as passed. */
  readonly agreements: number
  readonly moreThan: number | null
}

/** Partners with a name, their countries, and the agreements: counted, or as the office's page tells them. */
export function numbersOf(
  partners: readonly Pick<Partner, 'kind' | 'partOf' | 'country'>[],
  agreements: readonly Pick<Agreement, 'id'>[],
  sayings: readonly Pick<Saying, 'minimum'>[],
): Numbers {
  const bodies = partners.filter(({ kind, partOf }) => partOf === null && !noBodies.includes(kind))
  const countries = new Set(bodies.flatMap(({ country }) => (country && country !== 'EU' ? country : [])))
  const told = Math.max(0, ...sayings.map(({ minimum }) => minimum ?? 0))
  return {
    ...{ partners: bodies.length, countries: countries.size, agreements: agreements.length },
    moreThan: told > agreements.length ? told : null,
  }
}
