import type { House } from './house.ts'
import type { Handlers, Schedules } from './jobs.ts'
import type { Href } from './jsx-runtime.ts'
import type { AccountKeeping, Keeping } from './keeping.ts'
import type { Listener } from './listeners.ts'
import type { Permission } from './sessions/index.ts'
import type { Routes } from './web/routes.ts'
import type { Words } from './words/catalogue.ts'
import type { Language } from './words/languages.ts'

/** What whoever answers last has to know of those before. */
export interface Others {
  /** The patterns of all their routes: `GET /:institution/:language/about`. */
  readonly patterns: readonly string[]
  /** Asks the program itself for a page, as any visitor does. */
  readonly ask: (path: string) => Promise<Response>
}

/** What a capability gives to the whole: what must travel upwards goes through this object and nowhere else. */
export interface Capability {
  readonly name: string
  readonly words?: Words
  readonly routes?: (house: House, others: Others) => Routes
  readonly jobs?: (house: House) => Handlers
  readonly schedules?: Schedules
  /** Told of everything that happens to cases and letters, in the same transaction. */
  readonly hears?: Listener
  /** What it keeps of people beside their cases. */
  readonly keeps?: readonly Keeping[]
  readonly keepsOfAccounts?: readonly AccountKeeping[]
  /** Entries of the desk's menu. */
  readonly desk?: readonly DeskEntry[]
}

export interface DeskEntry {
  /** What a day begins with, the cases by procedure, what the office keeps, and what is set once in a while. */
  readonly group: 'work' | 'cases' | 'partners' | 'office' | 'site' | 'settings'
  readonly href: Href
  /** What is nearer to the beginning of a day stands higher in its group; absent: 50. */
  readonly rank?: number
  readonly text: (language: Language) => string
  readonly needs: Permission
  /** The keys that lead there, as `g t`. */
  readonly keyName?: string
  readonly evaluationOnly?: boolean
}
