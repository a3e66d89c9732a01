import type { Capability } from '../../platform/capability.ts'
import type { Procedure } from '../cases/index.ts'
import { hear, sendJob } from './hook-actions.ts'
import { sendDelivery, sendDue } from './hook-sending.ts'
import { apiRoutes } from './routes.ts'
import { apiWords } from './words.ts'

/** The house for other programs: what the pipeline shows, to whoever has a key of the institution. */
export function api(procedures: readonly Procedure[]): Capability {
  return {
    name: 'api',
    words: apiWords,
    routes: (house) => apiRoutes(house, procedures),
    hears: hear,
    jobs: (house) => ({
      [sendJob]: ({ institution, id }) => sendDelivery(house, institution, id),
      'webhook.due': () => sendDue(house),
    }),
    schedules: { 'webhook.due': '* * * * *' },
    desk: [
      {
        group: 'settings',
        href: '/desk/settings/api',
        text: (language) => apiWords(language)('settings.title'),
        needs: 'api.manage',
      },
    ],
  }
}
