import { z } from 'zod'
import {
  code,
  country,
  dayField,
  line,
  listed,
  longText,
  oneOf,
  optionalDay,
  optionalLine,
  optionalLongText,
} from '../../platform/web/fields.ts'
import { isLatin, memberList } from './members.ts'

/** Who is invited. A delegation is one invitation of many. */
export const kinds = ['student', 'trainee', 'guest', 'teacher', 'expert', 'delegation'] as const
export type Kind = (typeof kinds)[number]

/**
 * What somebody from outside may ask for: a trainee or exchange student of a partner university too. Those who are admitted
 * come by their admission, delegations by the office.
 */
export const askedKinds = ['guest', 'teacher', 'expert', 'trainee'] as const satisfies readonly Kind[]

export const latinName = (most = 100) => line(most).refine(isLatin, 'invitation.notLatin')
export const optionalLatinName = (most = 100) => optionalLine(most).refine(isLatin, 'invitation.notLatin')

export const facts = z.object({
  /** Settled when the invitation is opened, asked on no page. */
  kind: oneOf(kinds),
  student: optionalLine(36),
  /** The invitation from which this one was opened. */
  earlier: optionalLine(36),
  members: memberList,

  familyName: latinName(),
  givenName: optionalLatinName(),
  birthDay: dayField(),
  sex: oneOf(['female', 'male']),
  citizenship: country(),
  passportNumber: code(20),
  passportCountry: country(),
  passportIssued: dayField(),
  passportEnds: dayField(),

  organisation: line(200),
  organisationCountry: country(),
  post: optionalLine(200),
  leader: latinName(200),

  purpose: longText(600),
  visitFrom: dayField(),
  visitTo: dayField(),
  programme: optionalLongText(10_000),
  stayAddress: optionalLine(200),
  hostUnit: listed(),
  hostPerson: line(200),

  visaFrom: country(),
  consulate: optionalLine(200),
  entries: oneOf(['single', 'double', 'multiple']),

  basis: oneOf(['individual', 'agreement']),
  agreement: line(300),
  agreementNumber: optionalLine(100),

  /** Settled by the office's steps. */
  sentOn: dayField(),
  sentNumber: optionalLine(100),
  repairBy: optionalDay(),
  approvedOn: dayField(),
  reference: optionalLine(100),
  validUntil: dayField(),
  enteredOn: dayField(),
})

export type Facts = z.infer<typeof facts>
