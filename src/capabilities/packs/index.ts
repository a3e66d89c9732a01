export { agreementKinds, agreementStates, exchangeKinds } from './agreement-schema.ts'
export { gapsOf } from './call-checks.ts'
export { type CallHost, type CallSaid, callSaid, sumKinds, sumPeriods } from './call-schema.ts'
export {
  type Cefr,
  type Condition,
  type Criterion,
  cefr,
  criterion,
  type Field,
  fields,
  type SaidSource,
  specialties,
} from './criterion-schema.ts'
export {
  campaignKinds,
  campaignsFile,
  eventKinds,
  eventsFile,
  lineKinds,
  productKinds,
  productStates,
} from './event-schema.ts'
export { hostName, mark } from './identity-schema.ts'
export { type LoadedPack, type LoadResult, loadPacks, restoreRecord, shippedPacks } from './load.ts'
export { type NewsSaid, newsAudiences, newsKinds, newsSaid } from './news-schema.ts'
export { sortDay } from './news-store.ts'
export { type OfficeLine, type OfficePage, officePage, officePageKeys } from './office-pages-schema.ts'
export { type NewInstitution, scaffold } from './scaffold.ts'
export {
  aboutFile,
  admissionFile,
  fundingFile,
  fundingKinds,
  institutionFile,
  type Level,
  type PackProblem,
  partnerKinds,
  partnerStatuses,
  programmesFile,
  publicationKinds,
  type RefusedPack,
} from './schema.ts'
