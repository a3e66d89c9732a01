import type { Capability } from '../../platform/capability.ts'
import { hearCases } from './hears.ts'
import { interviewRoutes } from './interview-routes.tsx'
import { commissionKeeping } from './keeping.ts'
import { minutesRoutes } from './minutes-routes.tsx'
import { seatsAddress } from './place.ts'
import { rankingRoutes } from './ranking-routes.tsx'
import { roomRoutes } from './room-routes.tsx'
import { seatsRoutes } from './seats-routes.tsx'
import { commissionsWords } from './words.ts'

export { minutesOf, minutesPaper } from './minutes.ts'
export { commissionPanel, commissionWay } from './panel.tsx'
export type { BrokenBy, Ranked } from './ranking.ts'
export { readingLinks } from './reading-kind.tsx'
export type { Out, Sheet } from './rules.ts'
export { type Commission, commissionOf, type Member, rankingOf } from './store.ts'

/** The commission of a call: who sits on it, who reads what, interviews, the ranking and the minutes. */
export const commissions: Capability = {
  name: 'commissions',
  words: commissionsWords,
  hears: hearCases,
  keeps: commissionKeeping,
  routes: () => roomRoutes().also(rankingRoutes()).also(interviewRoutes()).also(minutesRoutes()).also(seatsRoutes()),
  desk: [
    {
      group: 'work',
      href: seatsAddress,
      rank: 62,
      text: (language) => commissionsWords(language)('seats.title'),
      needs: 'desk.open',
    },
  ],
}
