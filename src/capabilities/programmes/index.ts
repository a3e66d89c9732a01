export {
  type AdmissionTerms,
  entryFor,
  type Level,
  type LevelOfProgrammes,
  levels,
  type Profile,
  type Programme,
} from './rules.ts'
export { admissionTermsOf, findProgramme, programmesOf } from './store.ts'
export { programmeWords, sayLevel } from './words.ts'
