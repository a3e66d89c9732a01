import type { Capability } from '../../platform/capability.ts'
import { agreementKeeping } from './keeping.ts'
import { agreementsAddress } from './rooms.ts'
import { agreementRoutes } from './routes.tsx'
import { agreementWords } from './words.ts'

export { agreementLinks } from './link.tsx'
export { agreementPanel } from './panel.tsx'
export { agreementAddress, ownAgreementAddress } from './rooms.ts'
export { type Agreement, currentOf, inForce, totalOf } from './rules.ts'
export { agreementOf, creditOf } from './store.ts'

/** Learning agreements: what is studied at the host against what is recognised at home, signed by three, changed, and settled. */
export const learningAgreements: Capability = {
  name: 'learning-agreements',
  words: agreementWords,
  keeps: agreementKeeping,
  routes: () => agreementRoutes(),
  desk: [
    {
      group: 'work',
      href: agreementsAddress,
      rank: 65,
      text: (language) => agreementWords(language)('list.title'),
      needs: 'agreements.read',
    },
  ],
}
