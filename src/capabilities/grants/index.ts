import type { Capability } from '../../platform/capability.ts'
import { deskRoutes } from './desk-routes.tsx'
import { grantKeeping } from './keeping.ts'
import { myRoutes } from './my-routes.tsx'
import { officeAddress, officeRoutes } from './office.tsx'
import { publicRoutes } from './public.tsx'
import { grantWords } from './words.ts'

export { grantPanel } from './panel.tsx'
export { besideReports } from './public.tsx'
export { averagesOf, type YearOfGrants } from './rules.ts'
export { grantedOf } from './store.ts'

/** The money and the stay of those who go abroad: who pays what, contract, instalments, days there, insurance, report. */
export const grants: Capability = {
  name: 'grants',
  words: grantWords,
  routes: () => deskRoutes().also(myRoutes()).also(officeRoutes()).also(publicRoutes()),
  keeps: grantKeeping,
  desk: [
    {
      group: 'office',
      href: officeAddress,
      text: (language) => grantWords(language)('office.title'),
      needs: 'cases.read',
    },
  ],
}
