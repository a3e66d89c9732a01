import type { Capability } from '../../platform/capability.ts'
import type { CallWay } from '../calls/index.ts'
import type { PartnerWay } from '../partners/index.ts'
import { listAddress, templateAddress } from './addresses.ts'
import { nomineesOf } from './groups.ts'
import { hearCases } from './hearing.ts'
import { nominationKeeping } from './keeping.ts'
import { remindPartners } from './reminders.ts'
import { nominationRoutes } from './routes.tsx'
import { nominationWords } from './words.ts'

export { nominationLinks } from './link-kind.tsx'
export { nominationPanel } from './panel.tsx'
export { nominationPartnerPanel } from './partner-panel.tsx'
export type { Nomination } from './rules.ts'
export { nominationsOf } from './store.ts'

/** From a call's desk page to its nominations. */
export const nominationWay: CallWay = {
  href: listAddress,
  text: (language) => nominationWords(language)('list.title'),
  needs: 'cases.read',
  note: async (visit, call) => {
    if (call.direction !== 'outgoing') return null
    const nominees = await nomineesOf(visit.within(call.institution), call)
    const count = nominees.filter(({ nomination }) => nomination === null).length
    return count > 0 ? nominationWords(visit.language)('way.toSend', { count }) : ''
  },
}

/** From a partner's page to its own table of nominations. */
export const nominationTemplates: PartnerWay = {
  href: templateAddress,
  text: (language) => nominationWords(language)('template.title'),
  needs: 'partners.edit',
}

/** Whoever was selected is named to the host, in the way that the host likes, and learns what the host answers and asks. */
export const nominations: Capability = {
  name: 'nominations',
  words: nominationWords,
  routes: nominationRoutes,
  hears: hearCases,
  keeps: nominationKeeping,
  jobs: (house) => ({ 'nominations.remind': () => remindPartners(house) }),
  schedules: { 'nominations.remind': '20 9 * * *' },
}
