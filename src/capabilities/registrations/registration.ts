import { procedure } from '../cases/index.ts'
import { recordsFor } from './background.ts'
import { deadlines } from './deadlines.ts'
import { facts, occasions } from './facts.ts'
import { petition, receipt } from './letters.ts'
import { currentRegistration, disagreements, isAsked, type RegistrationSituation } from './rules.ts'
import { steps } from './steps.ts'
import { wantedPapers } from './wanted-papers.ts'
import { inThree, registrationsWords } from './words.ts'

/** A foreigner has crossed the border, or something of what is registered changes: registration at the place of stay. */
export const registration = procedure({
  name: 'registration',
  series: 'R',
  words: registrationsWords.byData,
  facts,
  sections: {
    arrival: ['occasion', 'crossedOn', 'changedOn'],
    home: ['place', 'hostel', 'address', 'ownerName'],
    passport: ['citizenship', 'passportNumber', 'numberSure', 'passportCountry', 'passportIssued', 'passportEnds'],
  },
  guarded: ['passportNumber', 'passportCountry', 'passportIssued', 'passportEnds'],
  personal: true,
  background: recordsFor,
  unit: ({ background }) => background.unit,
  starts: 'arriving',
  stages: {
    arriving: 'subject',
    collecting: 'subject',
    given: 'office',
    // Taken over by the university: the term counts as met.
    taken: 'office',
    handed: 'others',
    back: 'subject',
    registered: 'closed',
    voided: 'closed',
    refused: 'closed',
    left: 'closed',
    discarded: 'closed',
  },
  editable: ['arriving'],
  fills: ['subject', 'office'],
  later: {
    collecting: { papers: true },
    given: { papers: true },
    taken: { papers: true },
    handed: { papers: true },
    back: { papers: true },
  },
  steps,
  asked: isAsked,
  choices: (fact, { background }) => {
    if (fact !== 'occasion') return null
    const offered = currentRegistration(background.stay)
      ? occasions
      : occasions.filter((occasion) => occasion !== 'extension')
    return offered.map((occasion) => ({ value: occasion, text: inThree(`choice.occasion.${occasion}`) }))
  },
  disagree: disagreements,
  documents: wantedPapers,
  deadlines,
  reminds: [5, 2, 0, -1],
  papers: { receipt, petition },
  packages: {
    body: {
      title: inThree('package.body'),
      to: inThree('package.body.to'),
      stages: ['taken', 'handed'],
      cover: 'petition',
      documents: ['passport', 'fee', 'owner', 'host', 'contract'],
      columns: ['citizenship', 'occasion', 'place'],
    },
  },
  person: ({ citizenship, passportNumber, passportCountry, passportIssued, passportEnds, number }) => ({
    // The office knows the name: a registration asks nobody for it.
    shownAs: '',
    citizenship,
    passport: {
      ...{ number: passportNumber, country: passportCountry, paper: 'passport' },
      ...{ issued: passportIssued, ends: passportEnds },
    },
    searched: [number],
    numbers: [passportNumber],
  }),
  listed: ['occasion', 'citizenship', 'place'],
  columns: ({ facts, law }: RegistrationSituation) => ({
    occasion: facts.occasion ? inThree(`choice.occasion.${facts.occasion}`) : '',
    citizenship: law.country(facts.citizenship ?? '')?.name ?? '',
    place: facts.place ? inThree(`choice.place.${facts.place}`) : '',
  }),
})
