import { remembered } from '../../platform/days.ts'
import { fold as foldOnce } from '../arrivals/index.ts'

/** Folds a text so that its spellings meet. A line's name is folded many times in a row, and a sheet's words in every line. */
export const fold = remembered(foldOnce)
