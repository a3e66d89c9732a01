import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { Law } from '../law/index.ts'
import type { Partner } from '../partners/index.ts'
import type { Check } from './actions.ts'
import type { WorkKind } from './kinds.ts'
import type { Work, WorkLine } from './rules.ts'

/** What may be chosen in a field whose list is data. */
export type Choices = Readonly<Record<string, readonly OneChoice[]>>

export interface OneChoice {
  readonly value: string
  readonly text: string
  /** Its own page at the desk. */
  readonly href?: Href
}

/** What a page has to know to say a record in words. */
export interface Telling {
  readonly language: Language
  readonly law: Law
  readonly choices: Choices
  /** The partners of the lines by the id that stands there; a merged one as what it has become. */
  readonly partners: ReadonlyMap<string, Partner>
}

/** A work with everything that is said of it. */
export interface Whole {
  readonly work: Work
  readonly lines: readonly WorkLine[]
  readonly telling: Telling
}

/** A register of works on the desk: where it stands, what is kept there and what is special about it. */
export interface Desk {
  readonly address: Href
  readonly kinds: Readonly<Record<string, WorkKind>>
  readonly title: (language: Language) => string
  readonly lead: (language: Language) => string
  /** What may be chosen beside what every register offers. */
  readonly choices: (visit: Visit, institution: string, lines: readonly WorkLine[]) => Promise<Choices>
  /** What stands against a line, with the work held. */
  readonly check: Check
  /** Sections above the lines of a work's own page. */
  readonly beside: (visit: Visit, whole: Whole, mayEdit: boolean) => Promise<Child>
}

export const networksAddress: Href = '/desk/networks'
export const programmesAddress: Href = '/desk/joint-programmes'

/** The desk page of a work. */
export const workAddress = ({ id, kind }: Pick<Work, 'id' | 'kind'>): Href =>
  `${kind === 'programme' ? programmesAddress : networksAddress}/${id}`
