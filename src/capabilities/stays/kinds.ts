import { absence } from './kinds/absence.ts'
import { contract } from './kinds/contract.ts'
import { crossing } from './kinds/crossing.ts'
import { home } from './kinds/home.ts'
import { insurance } from './kinds/insurance.ts'
import { passport } from './kinds/passport.ts'
import { permit } from './kinds/permit.ts'
import { registration } from './kinds/registration.ts'
import { visa } from './kinds/visa.ts'
import type { Kind, RecordKind } from './rules.ts'

/** What a stay may consist of. */
export const kinds: Readonly<Record<RecordKind, Kind>> = {
  passport,
  visa,
  registration,
  crossing,
  home,
  contract,
  insurance,
  permit,
  absence,
}
