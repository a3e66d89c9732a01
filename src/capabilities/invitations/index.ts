import type { Capability } from '../../platform/capability.ts'
import { deskRoutes } from './desk-routes.tsx'
import { expireAll } from './expiry.ts'
import { invitationKeeping } from './keeping.ts'
import { memberRoutes } from './member-routes.tsx'
import { publicRoutes } from './public-routes.tsx'
import { invitationWords } from './words.ts'

export { expireAll } from './expiry.ts'
export { invitation } from './invitation.ts'
export { invitationPanel } from './panel.tsx'

/** Visa support: invitations of students, guests, teachers, experts and delegations. */
export const invitations: Capability = {
  name: 'invitations',
  words: invitationWords,
  keeps: invitationKeeping,
  routes: () => publicRoutes().also(deskRoutes()).also(memberRoutes()),
  jobs: (house) => ({
    'invitations.expire': async () => {
      await expireAll(house)
    },
  }),
  // After midnight in Bishkek: what ended yesterday has ended in the morning.
  schedules: { 'invitations.expire': '15 0 * * *' },
  desk: [
    {
      group: 'work',
      href: '/desk/invitations',
      text: (language) => invitationWords(language)('hub.menu'),
      needs: 'cases.read',
    },
  ],
}
