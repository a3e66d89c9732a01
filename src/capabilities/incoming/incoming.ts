import { NotFound } from '../../platform/outcome.ts'
import { procedure, type WantedDocument } from '../cases/index.ts'
import { findInstitution, officeOf, signatoryOf } from '../institutions/index.ts'
import { sayTerm } from './becoming.ts'
import { facts, fullName, sections } from './facts.ts'
import { acceptance, transcript } from './letters.ts'
import {
  deadlines,
  disagreements,
  hostChoices,
  type IncomingSituation,
  isAsked,
  type Records,
  warnings,
} from './rules.ts'
import { decidingSteps, stages, stayingSteps } from './steps.ts'
import { incomingWords, inThree } from './words.ts'

/** A student of a partner university comes for a term: named by the partner, applied, admitted, here, transcript sent. */
export const incoming = procedure({
  name: 'incoming',
  series: 'N',
  words: incomingWords.byData,
  facts,
  sections,
  guarded: ['passportNumber', 'passportCountry', 'passportIssued', 'passportEnds'],
  background: async (db, institution): Promise<Records> => {
    const [found, { units }] = await Promise.all([findInstitution(db, institution), officeOf(db)])
    if (!found) throw new NotFound()
    return { institution: found, signatory: await signatoryOf(db, found), units }
  },
  unit: ({ facts }) => facts.hostUnit || null,
  starts: 'nominated',
  stages,
  editable: ['nominated', 'incomplete'],
  fills: {
    nominated: ['subject', 'office'],
    incomplete: ['subject', 'office'],
    checking: ['office'],
    deciding: ['office'],
    coming: ['subject', 'office'],
  },
  later: { checking: { sections: ['host'] }, deciding: { sections: ['host'] }, coming: { papers: true } },
  steps: { ...decidingSteps, ...stayingSteps },
  asked: isAsked,
  choices: (fact, situation) => (fact === 'hostUnit' ? hostChoices(situation) : null),
  disagree: disagreements,
  warns: warnings,
  documents: papers,
  deadlines,
  reminds: [7, 2, 0],
  papers: { acceptance, transcript },
  person: (known) => ({
    shownAs: fullName(known),
    names: known.familyName
      ? [{ kind: 'passport', family: known.familyName, given: known.givenName ?? '', source: 'incoming' }]
      : [],
    ...{ birthDay: known.birthDay, citizenship: known.citizenship, phone: known.phone },
    ...{ sex: known.sex, mail: known.mail },
    passport: {
      ...{ number: known.passportNumber, country: known.passportCountry, paper: 'passport' },
      ...{ issued: known.passportIssued, ends: known.passportEnds },
    },
    searched: [known.partnerName, known.field],
    numbers: [known.passportNumber],
  }),
  opensAt: '/desk/incoming-mobility',
  listed: ['partner', 'term', 'citizenship', 'field'],
  columns: ({ facts, law }) => ({
    partner: facts.partnerName ?? '',
    term: {
      en: sayTerm(incomingWords('en'), facts),
      ru: sayTerm(incomingWords('ru'), facts),
      ky: sayTerm(incomingWords('ky'), facts),
    },
    citizenship: law.country(facts.citizenship ?? '')?.name ?? '',
    field: facts.field ?? '',
  }),
})

function papers({ facts, stage }: IncomingSituation): WantedDocument[] {
  const wanted = (type: 'passport' | 'transcript' | 'agreement' | 'insurance', optional: boolean): WantedDocument => ({
    type,
    title: inThree(`paper.${type}`),
    hint: inThree(`paper.${type}.hint`),
    why: inThree(`paper.${type}.why`),
    ...(optional ? { optional } : {}),
  })
  const { passportNumber: number, passportCountry: country, passportIssued: issued, passportEnds: ends } = facts
  return [
    { ...wanted('passport', false), record: { number, country, issued, ends } },
    wanted('transcript', false),
    wanted('agreement', true),
    // Nobody buys an insurance before the admission.
    wanted('insurance', stage !== 'coming'),
  ]
}
