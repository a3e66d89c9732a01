export { mostBytesOfCase } from './in-parts.ts'
export { bytesOfCase, type Ending, type PartUpload, unfinishedOf } from './part-store.ts'
export { filePage, pdfPage, smallThumbnailPage, thumbnailPage } from './serve.ts'
export {
  beginRound,
  countFiles,
  documentFor,
  type FileOfCase,
  filesWith,
  findFile,
  hasFile,
  insertFile,
  looksOf,
  recordLook,
  removeFile,
  saveDecision,
} from './store.ts'
export {
  createUpload,
  deleteUploadAt,
  patchUpload,
  showUpload,
  tellTus,
  type UploadPlace,
} from './tus.ts'
export { claim, letGo, noteUnclaimed, removeUnclaimed } from './unclaimed.ts'
export { documents } from './upkeep.ts'
export { largestFile, mostFiles, type NotTaken, type Received, readUpload, takeFile, type Upload } from './upload.ts'
