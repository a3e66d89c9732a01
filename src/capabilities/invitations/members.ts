import { z } from 'zod'
import { type Day, yearsBetween } from '../../platform/days.ts'
import { code, country, dayField, optionalLine } from '../../platform/web/fields.ts'
import type { Problem } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'

/** A delegation of more would not be one letter any more. */
export const mostMembers = 300

/** The passport's own letters; accents are kept where the passport prints them. */
export const isLatin = (text: string) => /^[\p{Script=Latin}\p{Mn} '’.,-]*$/u.test(text)
const oldest = 110

const name = (schema: ReturnType<typeof optionalLine>) => schema.refine(isLatin, 'invitation.notLatin')

/** What is typed of one member, as it stands in the passport. */
export const memberForm = z.object({
  familyName: name(optionalLine(100)).refine((typed) => typed !== '', 'form.missing'),
  givenName: name(optionalLine(100)),
  birthDay: dayField(),
  citizenship: country(),
  passportNumber: code(20),
  passportIssued: dayField(),
  passportEnds: dayField(),
  post: optionalLine(200),
})
export type MemberFacts = z.infer<typeof memberForm>
export const memberFields = memberForm.keyof().options

export interface Member extends MemberFacts {
  readonly id: string
}

const kept = memberForm.extend({ id: z.uuid() })

/** The members of a delegation as they are kept among the answers: one text. What can't be read is nobody. */
export const memberList = z
  .string()
  .optional()
  .transform((text): readonly Member[] => (text ? membersFrom(JSON.parse(text)) : []))

/** Members as the facts of a case hold them; what can't be read is nobody. */
export function membersFrom(value: unknown): readonly Member[] {
  const read = z.array(kept).safeParse(value)
  return read.success ? read.data : []
}

export const fullName = ({ familyName, givenName }: Partial<Pick<MemberFacts, 'familyName' | 'givenName'>>) =>
  [familyName, givenName].filter(Boolean).join(' ')

/** When the visit is, and which day it is now. */
export interface Visiting {
  readonly today: Day
  readonly visitFrom?: Day | undefined
  readonly visitTo?: Day | undefined
}

type Passport = Partial<Pick<MemberFacts, 'birthDay' | 'citizenship' | 'passportIssued' | 'passportEnds'>>

/** What is wrong with a person's data, all of it together: days that can't be, a passport that doesn't last. */
export function personProblems(person: Passport, { today, visitFrom, visitTo }: Visiting): Problem[] {
  const { birthDay, citizenship, passportIssued: issued, passportEnds: ends } = person
  const last = visitTo ?? visitFrom
  const found: (Problem | false | undefined)[] = [
    citizenship === 'KG' && { field: 'citizenship', key: 'invitation.ownCitizen' },
    birthDay && birthDay > today && { field: 'birthDay', key: 'invitation.bornLater' },
    birthDay &&
      yearsBetween(birthDay, today) > oldest && {
        field: 'birthDay',
        key: 'invitation.age',
        params: { age: yearsBetween(birthDay, today) },
      },
    issued && issued > today && { field: 'passportIssued', key: 'invitation.passportNotYet' },
    issued && birthDay && issued < birthDay && { field: 'passportIssued', key: 'invitation.passportBeforeBirth' },
    ends && ends < today && { field: 'passportEnds', key: 'invitation.passportEnded' },
    ends && issued && ends <= issued && { field: 'passportEnds', key: 'invitation.passportEndsFirst' },
    ends &&
      ends >= today &&
      visitFrom &&
      ends < visitFrom && { field: 'passportEnds', key: 'invitation.passportBefore' },
    ends &&
      visitFrom &&
      last &&
      ends >= visitFrom &&
      ends < last && { field: 'passportEnds', key: 'invitation.passportWithin' },
  ]
  return found.filter((problem) => typeof problem === 'object')
}

/** Who of the others is the same person: by the passport, or by name and day of birth. */
export function twinOf(member: MemberFacts, others: readonly Member[]): Member | null {
  return others.find((other) => isSame(member, other)) ?? null
}

function isSame(one: MemberFacts, other: MemberFacts): boolean {
  if (one.passportNumber === other.passportNumber && one.citizenship === other.citizenship) return true
  return one.birthDay === other.birthDay && folded(one) === folded(other)
}

const folded = (person: MemberFacts) => foldWords(fullName(person)).toSorted().join(' ')

/** The very same line again: it needs no second place and is no mistake either. */
export function isIdentical(one: MemberFacts, other: MemberFacts): boolean {
  return memberFields.every((field) => one[field] === other[field])
}
