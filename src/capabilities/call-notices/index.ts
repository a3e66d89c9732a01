import type { Capability } from '../../platform/capability.ts'
import { deskAddress, deskRoutes } from './desk.tsx'
import { publicRoutes } from './routes.tsx'
import { tellEverywhere } from './sending.ts'
import { ownSubscriptions } from './store.ts'
import { noticeWords } from './words.ts'

export { besideCalls } from './beside.tsx'
export { feedLinks } from './feeds.ts'

/** New calls reach those whom they concern: feeds for programs, mails for people who asked for them. */
export const callNotices: Capability = {
  name: 'call-notices',
  words: noticeWords,
  routes: () => publicRoutes().also(deskRoutes()),
  jobs: (house) => ({ 'calls.notices': () => tellEverywhere(house) }),
  schedules: { 'calls.notices': '10 * * * *' },
  keepsOfAccounts: [{ name: 'callNotices', read: ownSubscriptions }],
  desk: [
    {
      group: 'office',
      href: deskAddress,
      text: (language) => noticeWords(language)('desk.title'),
      needs: 'calls.edit',
    },
  ],
}
