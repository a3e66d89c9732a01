import type { Capability } from '../../platform/capability.ts'
import { accountRoutes } from './account-routes.tsx'
import { factorRoutes } from './factor-routes.tsx'
import { passkeyRoutes } from './passkey-routes.tsx'
import { providerRoutes } from './provider-routes.tsx'
import { signInRoutes } from './sign-in-routes.tsx'
import { peopleWords } from './words.ts'

export { clientOf } from '../../platform/web/client.ts'
export { accountToBegin } from './beginning.ts'
export { type CastMember, castPassword, makeCast } from './cast.ts'
export { signInMail } from './mails.ts'
export { endSessionsOf } from './session-store.ts'
export { goOn, showBusy } from './sign-in-routes.tsx'
export { keepLanguage } from './store.ts'
export { peopleWords } from './words.ts'

export const people: Capability = {
  name: 'people',
  words: peopleWords,
  routes: () => providerRoutes(passkeyRoutes(factorRoutes(accountRoutes(signInRoutes())))),
}
