import { z } from 'zod'
import {
  code,
  country,
  dayField,
  line,
  oneOf,
  optionalDay,
  optionalLine,
  optionalListed,
  optionalLongText,
} from '../../platform/web/fields.ts'
import { studyKinds } from '../stays/index.ts'

export const entries = ['multiple', 'double', 'single'] as const

/** What a study visa is asked with, and what the authorities have answered. */
export const facts = z.object({
  familyName: line(100, { autocomplete: 'family-name' }),
  givenName: optionalLine(100, { autocomplete: 'given-name' }),
  birthDay: dayField(),
  sex: oneOf(['female', 'male']),
  citizenship: country(),

  passportNumber: code(20),
  passportCountry: country(),
  passportIssued: dayField(),
  passportEnds: dayField(),

  studyEnds: dayField(),
  contractNumber: optionalLine(60),
  contractDay: optionalDay(),

  kind: oneOf(studyKinds),
  wantedFrom: dayField(),
  wantedTo: dayField(),
  entries: oneOf(entries),

  /** Known when the case opens, asked of nobody. */
  studentNumber: optionalLine(40),
  level: optionalListed(),
  visaEnds: optionalDay(),
  photoDay: optionalDay(),
  deanName: optionalLine(120),
  deanPost: optionalLine(200),

  /** Settled by the office's steps. */
  signedOn: dayField(),
  packageNumber: line(60),
  packageDay: dayField(),
  coordinatedOn: dayField(),
  approvalDay: dayField(),
  approvalReference: line(100),
  returnedOn: dayField(),
  returnReason: optionalLongText(2000),
  visaNumber: optionalLine(20),
  visaKind: optionalLine(4),
  visaFrom: dayField(),
  visaTo: dayField(),
})

export type Facts = z.infer<typeof facts>

/** What people are asked, page by page; all of it is filled in from the record when the case opens. */
export const sections = {
  person: ['familyName', 'givenName', 'birthDay', 'sex', 'citizenship'],
  passport: ['passportNumber', 'passportCountry', 'passportIssued', 'passportEnds'],
  study: ['studyEnds', 'contractNumber', 'contractDay'],
  visa: ['kind', 'wantedFrom', 'wantedTo', 'entries'],
} as const
