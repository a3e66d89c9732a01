import type { Html } from '../../platform/jsx-runtime.ts'
import type { Say } from '../../platform/words/catalogue.ts'
import type { Institution, Office } from '../institutions/index.ts'
import type { AdmissionTerms, LevelOfProgrammes } from '../programmes/index.ts'
import type en from './messages.en.json'

export type T = Say<keyof typeof en & string>

/** What every page of an institution may show. */
export interface Known {
  readonly t: T
  readonly institution: Institution
  readonly office: Office
  readonly levels: readonly LevelOfProgrammes[]
  readonly terms: AdmissionTerms
}

/** What a room makes of its page; the frame around it is put by the route. */
export interface Made {
  readonly title: string
  readonly description: string
  readonly body: Html
  /** The entry of the menu, where it is not the page itself. */
  readonly current?: string
}
