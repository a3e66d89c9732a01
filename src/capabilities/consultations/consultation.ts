import { procedure } from '../cases/index.ts'
import { officeOf } from '../institutions/index.ts'
import { facts, sections } from './facts.ts'
import { askingUnits, choices, deadlines, disagreements, fullName, isAsked, type Records, unitOf } from './rules.ts'
import { stages, steps } from './steps.ts'
import { consultationWords, inThree } from './words.ts'

/** Somebody, or a unit of the university, asks the office for advice or help and gets an answer or a meeting. */
export const consultation = procedure({
  name: 'consultation',
  series: 'C',
  words: consultationWords.byData,
  facts,
  sections,
  background: async (db): Promise<Records> => ({ units: askingUnits((await officeOf(db)).units) }),
  unit: unitOf,
  starts: 'draft',
  stages,
  editable: ['draft'],
  steps,
  asked: isAsked,
  choices,
  disagree: disagreements,
  deadlines,
  person: (known) => ({ shownAs: fullName(known), phone: known.phone }),
  listed: ['topic', 'unit', 'meeting'],
  columns: (situation) => ({
    topic: situation.facts.topic ? inThree(`choice.topic.${situation.facts.topic}`) : '',
    unit: situation.background.units.find(({ id }) => id === unitOf(situation))?.name ?? '',
    meeting: [situation.facts.meetingOn, situation.facts.meetingAt].filter(Boolean).join(' '),
  }),
})
