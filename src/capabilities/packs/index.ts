export { type LoadedPack, type LoadResult, loadPacks, type RefusedPack, restoreRecord, shippedPacks } from './load.ts'
export {
  aboutFile,
  admissionFile,
  institutionFile,
  type Level,
  type PackProblem,
  programmesFile,
  publicationKinds,
} from './schema.ts'
