import { NotFound } from '../../platform/outcome.ts'
import { procedure } from '../cases/index.ts'
import { findInstitution, signatoryOf } from '../institutions/index.ts'
import { listEmbassies } from '../passports/index.ts'
import { linesFor, wanted } from './checklist-rules.ts'
import { checklistOf } from './checklist-store.ts'
import { facts, sections } from './facts.ts'
import { certificate, cover } from './letters.ts'
import { deadlines, disagreements, fullName, isAsked, type Records, warnings } from './rules.ts'
import { stages, steps } from './steps.ts'
import { studentOfPerson } from './store.ts'
import { departuresWords, inThree } from './words.ts'

/** One of the university's own goes abroad: papers, letters, the visa, the journey and the report. */
export const departure = procedure({
  name: 'departure',
  series: 'D',
  words: departuresWords.byData,
  facts,
  sections,
  guarded: ['passportNumber', 'passportEnds', 'visaNumber'],
  personal: true,
  background: async (db, institution, subject): Promise<Records> => {
    const [found, checklist, embassies, student] = await Promise.all([
      findInstitution(db, institution),
      checklistOf(db),
      listEmbassies(db),
      subject ? studentOfPerson(db, subject) : null,
    ])
    if (!found) throw new NotFound()
    return { institution: found, signatory: await signatoryOf(db, found), checklist, embassies, student }
  },
  unit: ({ background }) => background.student?.unit ?? null,
  starts: 'draft',
  stages,
  editable: ['draft', 'incomplete'],
  fills: ['subject', 'office'],
  steps,
  asked: isAsked,
  disagree: disagreements,
  warns: warnings,
  documents: ({ facts, background }) => linesFor(background.checklist, facts).map(wanted),
  deadlines,
  reminds: [7, 1, 0],
  papers: { certificate, cover },
  person: (known) => ({
    shownAs: fullName(known),
    ...{ birthDay: known.birthDay, citizenship: known.citizenship, phone: known.phone },
    searched: [known.host, known.city],
    numbers: [known.passportNumber],
  }),
  opensAt: '/desk/departures/new',
  listed: ['country', 'purpose', 'journey'],
  columns: ({ facts, law }) => ({
    country: law.country(facts.country ?? '')?.name ?? '',
    purpose: facts.purpose ? inThree(`choice.purpose.${facts.purpose}`) : '',
    journey: [facts.from, facts.to].filter(Boolean).join(' – '),
  }),
})
