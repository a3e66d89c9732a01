import type { Text } from '../../platform/words/languages.ts'
import type { WantedDocument } from '../cases/index.ts'
import { letterPapers } from './certificate.ts'
import type { VisaSituation } from './rules.ts'
import { inThree } from './words.ts'

/** In the order in which EIMU's page names them, and in which they lie in the package. */
export const fivePapers = ['passport', 'dean-application', 'contract-copy', 'photo', letterPapers.certificate] as const
type PaperType = (typeof fivePapers)[number]

const from = {
  passport: ['subject', 'office'],
  'dean-application': ['unit', 'office'],
  'contract-copy': ['subject', 'unit', 'office'],
  photo: ['subject', 'unit', 'office'],
  'study-certificate': ['office'],
} as const satisfies Record<PaperType, WantedDocument['from']>

/** The five papers of a study visa. A dean's office brings its own and never sees the passport. */
export function visaDocuments({ facts, stage }: VisaSituation): WantedDocument[] {
  const { passportNumber: number, passportIssued: issued, passportEnds: ends, passportCountry: country } = facts
  const five = fivePapers.map((type) => ({
    type,
    title: inThree(`paper.${type}`),
    hint: said(`paper.${type}.hint`),
    why: said(`paper.${type}.why`),
    from: from[type],
    ...(type === 'dean-application' ? { made: 'application' } : {}),
    ...(type === 'passport' ? { record: { number, issued, ends, country } } : {}),
    ...(type === 'photo' ? { photo: { ratio: '3x4', minWidth: 354, background: 'white' } as const } : {}),
  }))
  return beforePetition.includes(stage) ? five : [...five, petition]
}

// Made by the program when the five are there; it lies in the package before them.
const petition: WantedDocument = {
  type: letterPapers.petition,
  title: inThree('petition.subject'),
  hint: inThree('paper.petition.hint'),
  why: inThree('paper.petition.why'),
  from: ['office'],
  optional: true,
}

const beforePetition = ['asked', 'collecting', 'checking', 'returned']

const said = (key: Parameters<typeof inThree>[0]): Text => inThree(key)
