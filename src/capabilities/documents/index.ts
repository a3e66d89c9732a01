export { filePage, pdfPage, thumbnailPage } from './serve.ts'
export {
  beginRound,
  countFiles,
  documentFor,
  type FileOfCase,
  findFile,
  hasFile,
  insertFile,
  looksOf,
  recordLook,
  removeFile,
  saveDecision,
} from './store.ts'
export { documents } from './upkeep.ts'
export { largestFile, mostFiles, type NotTaken, type Received, readUpload, type Upload } from './upload.ts'
