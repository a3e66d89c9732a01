import { NotFound } from '../../platform/outcome.ts'
import type { Text } from '../../platform/words/languages.ts'
import { procedure } from '../cases/index.ts'
import { findInstitution, signatoryOf } from '../institutions/index.ts'
import { recordsOf } from '../stays/index.ts'
import { studentsOfPerson } from '../students/index.ts'
import { fivePapers, visaDocuments } from './documents.ts'
import { facts, sections } from './facts.ts'
import { kindsOn } from './limits.ts'
import { application, certificate, covering, fullName, petition } from './papers.ts'
import { disagreements, type Records, visaDeadlines } from './rules.ts'
import { stages, steps } from './steps.ts'
import { visaWarnings } from './warnings.ts'
import { inThree, visasWords } from './words.ts'

/** The study visa and what follows it: the dean asks, the papers are gathered, the authorities answer. */
export const studyVisa = procedure({
  name: 'study-visa',
  series: 'V',
  opensAt: '/desk/visas',
  words: visasWords.byData,
  facts,
  sections,
  guarded: ['passportNumber', 'passportCountry', 'passportIssued', 'passportEnds'],
  personal: true,
  background: async (db, institution, subject): Promise<Records> => {
    const found = await findInstitution(db, institution)
    if (!found) throw new NotFound()
    const [signatory, records, students] = await Promise.all([
      signatoryOf(db, found),
      subject ? recordsOf(db, [subject]) : [],
      subject ? studentsOfPerson(db, [subject]) : [],
    ])
    const student = students.toSorted((one, other) => (one.since < other.since ? 1 : -1))[0]
    const study = { unit: student?.unit ?? null, programme: student?.programmeName ?? null }
    return { institution: found, signatory, personId: subject, records, ...study }
  },
  unit: ({ background }) => background.unit,
  starts: 'asked',
  stages,
  editable: ['asked', 'collecting', 'returned'],
  fills: ['subject', 'office', 'unit'],
  later: { checking: { papers: true } },
  steps,
  documents: visaDocuments,
  deadlines: visaDeadlines,
  reminds: [14, 7, 2, 0],
  disagree: disagreements,
  warns: visaWarnings,
  choices: (fact, { law }) =>
    fact === 'kind' ? kindsOn(law).map((kind) => ({ value: kind, text: inThree(`choice.kind.${kind}`) })) : null,
  papers: { application, certificate, petition, covering },
  packages: {
    consular: {
      title: inThree('package.consular'),
      to: inThree('authority.visa'),
      stages: ['ready'],
      cover: 'covering',
      documents: ['petition', ...fivePapers],
      columns: ['programme', 'citizenship', 'kind', 'passport', 'wanted'],
      row: ({ facts }) => ({
        passport: facts.passportNumber ?? '',
        wanted: [facts.wantedFrom, facts.wantedTo].filter(Boolean).join(' – '),
      }),
    },
  },
  person: (known) => ({
    shownAs: fullName(known),
    birthDay: known.birthDay,
    citizenship: known.citizenship,
    sex: known.sex,
    numbers: [known.passportNumber, known.visaNumber],
    searched: [known.packageNumber, known.studentNumber],
    passport: {
      ...{ number: known.passportNumber, country: known.passportCountry, paper: 'passport' },
      ...{ issued: known.passportIssued, ends: known.passportEnds },
    },
  }),
  listed: ['kind', 'programme', 'citizenship'],
  columns: ({ facts, law, background }) => ({
    kind: facts.kind ? inThree(`choice.kind.${facts.kind}`) : '',
    programme: background.programme ?? noText,
    citizenship: law.country(facts.citizenship ?? '')?.name ?? noText,
  }),
})

const noText: Text = { en: '', ru: '', ky: '' }
