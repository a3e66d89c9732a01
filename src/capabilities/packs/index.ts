export { type LoadedPack, type LoadResult, loadPacks, restoreRecord, shippedPacks } from './load.ts'
export {
  aboutFile,
  admissionFile,
  institutionFile,
  type Level,
  type PackProblem,
  programmesFile,
  publicationKinds,
  type RefusedPack,
} from './schema.ts'
