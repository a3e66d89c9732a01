import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Institution } from '../institutions/index.ts'
import type { Partner } from './rules.ts'

/** A section that a later capability hangs onto a partner's desk page. */
export interface PartnerPanel {
  readonly name: string
  /** Null where it has nothing to say of this partner to this visitor. Asks with `familyOf`: a merge moves nothing. */
  readonly show: (visit: Visit, partner: Partner) => Promise<Child>
  /** What of its own hangs on partners with these ids, in words: told before two are merged. */
  readonly hanging?: (visit: Visit, ids: readonly string[]) => Promise<readonly Hanging[]>
}

export interface Hanging {
  readonly text: string
  readonly count: number
}

/** A section below the list on the public page of partners; the visitor's language is the visit's. */
export interface PublicPartnersPanel {
  readonly name: string
  readonly show: (visit: Visit, institution: Institution) => Promise<Child>
}
