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
