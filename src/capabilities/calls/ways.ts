import type { Db } from '../../platform/database/index.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Permission } from '../../platform/sessions/index.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { Call } from './rules.ts'

/** A way from a call's desk page to what a later capability does with it: its commission, its selection, its nominations. */
export interface CallWay {
  readonly href: (call: Call) => Href
  readonly text: (language: Language) => string
  readonly needs: Permission
  /** How it stands there; null says that the way is not for this call. */
  readonly note?: (visit: Visit, call: Call) => Promise<Child>
}

/** Somebody who has begun to answer a call, and is told when it changes. */
export interface Started {
  readonly caseId: string
  readonly email: string
  readonly language: Language
}

/** What later capabilities bring to calls. */
export interface CallHooks {
  readonly ways: readonly CallWay[]
  /** What a visitor may do with an open call on its public page and after the check: apply. */
  readonly entry?: (visit: Visit, call: Call) => Promise<Child>
  /** What stands below the public list of an institution: being told of new calls. */
  readonly beside?: (visit: Visit, institution: string) => Promise<Child>
  /** Whoever has begun to answer a call and is not through with it. */
  readonly started?: (db: Db, callId: string) => Promise<readonly Started[]>
}
