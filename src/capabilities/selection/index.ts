import type { Capability } from '../../platform/capability.ts'
import { followAnswers } from './following.ts'
import { selectionKeeping } from './keeping.ts'
import { listRoutes } from './list-routes.tsx'
import { hearLeaving, moveUpAfter } from './moving-up.ts'
import { myRoutes } from './my-routes.tsx'
import { answersJob } from './publishing.ts'
import { resultRoutes } from './result-routes.tsx'
import { selectionRoutes } from './routes.tsx'
import { selectionWords } from './words.ts'

export { type Allocation, type Applicant, allocate, type Explained, type Quota } from './allocation.ts'
export { answersOf, resultsOf } from './answer-store.ts'
export { selectionPanel, selectionWay } from './panel.tsx'

/** Who of the applicants for a call gets which place: given by rank and wish, published on one day, and moved up after. */
export const selection: Capability = {
  name: 'selection',
  words: selectionWords,
  keeps: selectionKeeping,
  hears: hearLeaving,
  routes: () => selectionRoutes().also(listRoutes()).also(resultRoutes()).also(myRoutes()),
  jobs: (house) => ({
    [answersJob]: (payload) => followAnswers(house, payload),
    'selection.up': (payload) => moveUpAfter(house, payload),
  }),
}
