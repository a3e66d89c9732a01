export type { Piece, Unprintable } from './bind.ts'
export { picturePiece } from './picture.ts'
export { oneAfterTheOther, openPrinter, type Printer } from './printer.ts'
