import type { Capability } from '../../platform/capability.ts'
import type { House } from '../../platform/house.ts'
import { listInstitutions } from '../institutions/index.ts'
import { workRun } from './bulk-actions.ts'
import { deskListRoutes } from './desk-list-routes.tsx'
import { deskRoutes } from './desk-routes.tsx'
import { myRoutes } from './my-routes.tsx'
import type { Panel } from './panel.ts'
import type { Procedure } from './procedure.ts'
import { breakSilence } from './quiet-words.ts'
import { reasonsAddress } from './reason-pages.tsx'
import { reasonRoutes } from './reason-routes.tsx'
import { countStageTimes } from './stage-times.ts'
import { unitRoutes } from './unit-routes.tsx'
import { casesWords } from './words.ts'

export { type Acting, accessTo, type Mandate, type Representative, representativesOf } from './access.ts'
export {
  keepAnswers,
  keepKnown,
  type OfficeOpening,
  openCase,
  openCaseFor,
  openCaseWithin,
  record,
  takeStep,
} from './actions.ts'
export { officerAway } from './bulk-actions.ts'
export { type CalendarDate, calendarOf, type Meeting, meetingOf } from './calendar.ts'
export { deskAddress } from './desk-case.ts'
export { StageTag } from './desk-list-pages.tsx'
export { deskAct, deskView } from './desk-place.ts'
export { countryOptions, EntryFields, EntryProblems, type Tried, typedAgain } from './entry-form.tsx'
export { endExport, recordExport } from './export-store.ts'
export { handOver } from './handover-actions.ts'
export { type MovedDate, moveDates, movedDates, type TwoLaws } from './law-change.ts'
export { issuePaper, paperNow } from './letters.ts'
export { colleaguesHere, sayValue } from './list-choices.ts'
export { dues, type Filter, readCursor, readFilter, type Sort, sayCursor, sorts, waiting } from './list-filter.ts'
export { listPlace, meantFilter, queryHere, showFor } from './list-place.ts'
export { everyRow, searchPage } from './list-standings.ts'
export { findRow, type ListRow, type Scope } from './list-store.ts'
export { type Act, caseToTry, type Ground, groundOf, type View, viewOf } from './moment.ts'
export { paperState } from './my-paper-list.tsx'
export { addressOf } from './my-place.ts'
export { actOf, myViews, ownView } from './my-routes.tsx'
export { PaperUpload, UploadRoot } from './my-upload.tsx'
export { type Door, takeForm, uploadRoutes } from './my-upload-routes.ts'
export { opinionLinks } from './opinion-kind.tsx'
export { changeOwner } from './owner-actions.ts'
export type { Panel } from './panel.ts'
export { addFiles, decidePaper, inCase } from './papers.ts'
export {
  type AskedPhoto,
  type Choice,
  type Moment,
  type Packed,
  type Paper,
  type Party,
  type PassportFacts,
  type Procedure,
  paperTitle,
  procedure,
  type Situation,
  type Spelling,
  type Step,
  type WantedDocument,
  type Warning,
  type Worded,
} from './procedure.ts'
export { sayAnswer } from './questions.tsx'
export { breakSilence } from './quiet-words.ts'
export {
  type ChecklistItem,
  isClosed,
  isEditable,
  isThere,
  type KeptDocument,
  list,
  openDeadlines,
  opensPapers,
  schemas,
  stepsOf,
  understood,
  waitsFor,
} from './rules.ts'
export { RuleText } from './shared-pages.tsx'
export { countStageTimes } from './stage-times.ts'
export {
  type Case,
  casesOfAccount,
  countOpenCases,
  documentsOf,
  findCase,
  holdCase,
  journalOf,
  type NamedPerson,
  nameOfPerson,
  openCasesAfter,
  personNamed,
  personOf,
  placesOf,
  stageCounts,
} from './store.ts'
export { amongColleagues, timelineItems } from './timeline.tsx'
export { unitAct } from './unit-routes.tsx'
export { type JournalFault, verifyJournal } from './verify.ts'
export { explain, sayNotTaken } from './words.ts'
export { mailValues, paperWords, templatesOf } from './written.ts'

/** The engine with the procedures that it serves. A new procedure is one folder and its place in this list. */
export function casesCapability(procedures: readonly Procedure[], panels: readonly Panel[] = []): Capability {
  return {
    name: 'cases',
    words: casesWords,
    routes: (house) =>
      myRoutes(house, procedures, panels)
        .also(unitRoutes(house, procedures, panels))
        .also(deskListRoutes(procedures))
        .also(deskRoutes(house, procedures, panels))
        .also(reasonRoutes()),
    jobs: (house) => ({
      'cases.quiet': () => everywhere(house, (institution) => breakSilence(house, institution, procedures)),
      'cases.times': () => everywhere(house, (institution) => countStageTimes(house, institution, procedures)),
      'cases.bulk': (payload) => workRun(house, procedures, payload),
    }),
    schedules: { 'cases.quiet': '15 9 * * *', 'cases.times': '40 3 * * *' },
    desk: [
      {
        group: 'work',
        href: '/desk',
        rank: 0,
        text: (language) => casesWords(language)('desk.today'),
        needs: 'cases.read',
        keyName: 'g t',
      },
      { group: 'work', href: '/desk/unit', text: (language) => casesWords(language)('unit.title'), needs: 'unit.read' },
      ...procedures.map((procedure, at) => ({
        group: 'cases' as const,
        keyName: at === 0 ? 'g l' : `g ${at + 1}`,
        href: `/desk/cases/${procedure.name}`,
        text: (language: Parameters<Procedure['words']>[0]) => procedure.words(language)('names'),
        needs: 'cases.read' as const,
      })),
      {
        group: 'settings',
        href: reasonsAddress,
        text: (language) => casesWords(language)('reasons.title'),
        needs: 'office.edit',
      },
    ],
  }
}

async function everywhere(house: House, work: (institution: string) => Promise<unknown>): Promise<void> {
  for (const institution of await listInstitutions(house.database.shared)) await work(institution.id)
}
