import { NotFound } from '../../platform/outcome.ts'
import type { Text } from '../../platform/words/languages.ts'
import { procedure, type WantedDocument } from '../cases/index.ts'
import { findInstitution, officeOf, signatoryOf } from '../institutions/index.ts'
import { recordsOf } from '../stays/index.ts'
import { facts } from './facts.ts'
import { infoSheet } from './info-sheet.ts'
import { invitationLetter } from './letter.ts'
import { fullName } from './members.ts'
import {
  deadlines,
  disagreements,
  hostChoices,
  type InvitationSituation,
  isAsked,
  isDelegation,
  type Records,
  warnings,
} from './rules.ts'
import { leavingSteps, preparingSteps, sentSteps } from './steps.ts'
import { inThree, invitationWords } from './words.ts'

/** Visa support: the university invites, the consular department approves, the approval is used once or expires. */
export const invitation = procedure({
  name: 'invitation',
  series: 'I',
  words: invitationWords.byData,
  facts,
  sections: {
    who: [
      'familyName',
      'givenName',
      'birthDay',
      'sex',
      'citizenship',
      'passportNumber',
      'passportCountry',
      'passportIssued',
      'passportEnds',
      'organisation',
      'organisationCountry',
      'post',
      'leader',
    ],
    visit: ['purpose', 'visitFrom', 'visitTo', 'hostUnit', 'hostPerson', 'stayAddress', 'programme'],
    visa: ['visaFrom', 'consulate', 'entries'],
    basis: ['basis', 'agreement', 'agreementNumber'],
  },
  guarded: ['passportNumber', 'passportCountry', 'passportIssued', 'passportEnds', 'members'],
  personal: true,
  background: async (db, institution, subject): Promise<Records> => {
    const found = await findInstitution(db, institution)
    if (!found) throw new NotFound()
    const [{ units }, signatory, stay] = await Promise.all([
      officeOf(db),
      signatoryOf(db, found),
      subject ? recordsOf(db, [subject]) : [],
    ])
    return { institution: found, signatory, units, stay }
  },
  starts: 'draft',
  stages: {
    draft: 'subject',
    asked: 'office',
    unclear: 'subject',
    preparing: 'office',
    signed: 'office',
    sent: 'others',
    returned: 'office',
    // The person goes to the consulate with it, in time.
    approved: 'subject',
    issued: 'subject',
    used: 'closed',
    expired: 'closed',
    refused: 'closed',
    declined: 'closed',
    withdrawn: 'closed',
  },
  editable: ['draft', 'unclear', 'preparing'],
  // What a person has asked for is the office's to put right, and nobody changes it behind the signature.
  fills: { draft: ['subject'], unclear: ['subject'], preparing: ['office'] },
  steps: { ...preparingSteps, ...sentSteps, ...leavingSteps },
  asked: isAsked,
  choices: (fact, situation) => (fact === 'hostUnit' ? hostChoices(situation) : null),
  disagree: disagreements,
  warns: warnings,
  documents: papers,
  deadlines,
  reminds: [7, 2, 0],
  papers: { letter: invitationLetter('ru'), letterKyrgyz: invitationLetter('ky'), sheet: infoSheet },
  person: (known) => ({
    shownAs: (known.kind === 'delegation' ? known.organisation : fullName(known)) ?? '',
    ...(known.kind === 'delegation'
      ? {}
      : {
          names: known.familyName
            ? [{ kind: 'passport', family: known.familyName, given: known.givenName ?? '', source: 'invitation' }]
            : [],
          birthDay: known.birthDay,
          citizenship: known.citizenship,
          sex: known.sex,
          passport: {
            ...{ number: known.passportNumber, country: known.passportCountry, paper: 'passport' },
            ...{ issued: known.passportIssued, ends: known.passportEnds },
          },
        }),
    searched: [known.organisation, known.leader, known.agreementNumber, ...(known.members ?? []).map(fullName)],
    numbers: [known.passportNumber, ...(known.members ?? []).map(({ passportNumber }) => passportNumber)],
  }),
  unit: ({ facts: { hostUnit } }) => hostUnit ?? null,
  opensAt: '/desk/invitations/new',
  listed: ['kind', 'citizenship', 'basis'],
  columns: (situation) => ({
    kind: situation.facts.kind ? inThree(`choice.kind.${situation.facts.kind}`) : '',
    citizenship: countryOf(situation),
    basis: situation.facts.basis ? inThree(`choice.basis.${situation.facts.basis}`) : '',
  }),
})

// A delegation comes from where those come from who send it.
function countryOf({ facts: { citizenship, organisationCountry, kind }, law }: InvitationSituation): Text | string {
  return law.country((kind === 'delegation' ? organisationCountry : citizenship) ?? '')?.name ?? ''
}

function papers(situation: InvitationSituation): WantedDocument[] {
  const { kind, passportNumber: number, passportIssued: issued, passportEnds: ends, ...known } = situation.facts
  const wanted = (type: 'passport' | 'passports' | 'agreement', optional: boolean): WantedDocument => ({
    type,
    title: inThree(`paper.${type}`),
    hint: inThree(`paper.${type}.hint`),
    why: inThree(`paper.${type}.why`),
    ...(optional ? { optional } : {}),
  })
  const record = { number, issued, ends, country: known.passportCountry }
  return [
    isDelegation(situation)
      ? wanted('passports', true)
      : // A student's passport lies with the admission, and is taken over from there.
        { ...wanted('passport', kind === 'student'), record },
    ...(known.basis === 'agreement' ? [wanted('agreement', true)] : []),
  ]
}
