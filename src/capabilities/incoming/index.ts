import { sql } from 'kysely'
import type { Capability } from '../../platform/capability.ts'
import { wholeRows } from '../../platform/keeping.ts'
import { listInstitutions } from '../institutions/index.ts'
import { caseRoutes } from './case-routes.tsx'
import { hubAddress } from './hub-page.tsx'
import { inviteRoutes } from './invite-routes.tsx'
import { remindAll } from './inviting.ts'
import { roundRoutes } from './round-routes.tsx'
import { sheetRoutes } from './sheet-routes.tsx'
import { incomingWords } from './words.ts'

export { incoming } from './incoming.ts'
export { partnerLinks } from './nominate-link.tsx'
export { type NomineeLine, readNomineeSheet } from './nominee-sheet.ts'
export { type NomineeFacts, twinKey } from './nominees.ts'
export { guestPanel } from './panel.tsx'
export { incomingPartnerPanel } from './partner-panel.tsx'
export { studentLinks } from './place-link.tsx'
export { sheetBounds } from './sheet-routes.tsx'
export { incomingWords } from './words.ts'

/** Students of partner universities who come for a term: named by link or by sheet, admitted, here, transcript sent. */
export const incomingMobility: Capability = {
  name: 'incoming',
  words: incomingWords,
  keeps: [
    {
      name: 'incomingNominations',
      read: (db, personId) =>
        wholeRows(db, 'incoming_nominations', sql`case_id in (select id from cases where subject_id = ${personId})`),
    },
  ],
  routes: () => roundRoutes().also(inviteRoutes()).also(sheetRoutes()).also(caseRoutes()),
  jobs: (house) => ({
    'incoming.remind': async () => {
      for (const { id } of await listInstitutions(house.database.shared)) await remindAll(house, id)
    },
  }),
  schedules: { 'incoming.remind': '20 9 * * *' },
  desk: [
    {
      group: 'work',
      href: hubAddress,
      text: (language) => incomingWords(language)('hub.title'),
      needs: 'cases.read',
    },
  ],
}
