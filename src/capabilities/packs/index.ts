export { type LoadedPack, type LoadResult, loadPacks, type RefusedPack, restoreRecord, shippedPacks } from './load.ts'
export { admissionFile, institutionFile, type Level, type PackProblem, programmesFile } from './schema.ts'
