import type { Capability } from '../../platform/capability.ts'
import { listInstitutions } from '../institutions/index.ts'
import { countAllClocks } from './counting.ts'
import { statementsAddress } from './desk-place.ts'
import { deskRoutes } from './desk-routes.tsx'
import { stayKeeping } from './keeping.ts'
import { myRoutes } from './my-routes.tsx'
import { staysWords } from './words.ts'

export {
  addRecord,
  addToRecord,
  endRecord,
  type NewRecord,
  strikeWritten,
  writeRecord,
} from './actions.ts'
export { countPersons, type KeptClock, keptClocksOf, leadsOf, personsWithRecords } from './clock-store.ts'
export { clocksOf } from './clocks.ts'
export { countAllClocks, countClocks, type MovedClock, movedClocks } from './counting.ts'
export { stayAddress } from './desk-place.ts'
export { readDraft, recordProblems } from './drafts.ts'
export { defaultLeads } from './leads.ts'
export { numberProblems, tidyNumber } from './numbers.ts'
export { stayPanel } from './panel.tsx'
export {
  type Clock,
  type ClockName,
  clockNames,
  type Draft,
  holdsOn,
  type Leads,
  lastDay,
  type RecordKind,
  recordKinds,
  type StayRecord,
  validOf,
} from './rules.ts'
export { passportOf } from './shared-checks.ts'
export { findRecord, holdPersons, recordsOf, recordsOfCase } from './store.ts'
export {
  coveredDays,
  isStudyKind,
  type Span,
  type StudyKind,
  studyKinds,
  studySpans,
  totalOf,
} from './study-use.ts'
export { stayProblems, staysWords } from './words.ts'

/** What a person's stay in the country consists of, as records, and the dates that follow from them. */
export const stays: Capability = {
  name: 'stays',
  words: staysWords,
  keeps: stayKeeping,
  routes: () => deskRoutes().also(myRoutes()),
  jobs: (house) => ({
    'stays.count': async () => {
      for (const { id } of await listInstitutions(house.database.shared)) await countAllClocks(house, id)
    },
  }),
  // After midnight in Bishkek: the day begins with clocks of that day.
  schedules: { 'stays.count': '10 0 * * *' },
  desk: [
    {
      group: 'work',
      href: statementsAddress,
      text: (language) => staysWords(language)('said.list'),
      needs: 'cases.read',
    },
  ],
}
