import { z } from 'zod'
import { type Day, readDay, yearsBetween } from '../../platform/days.ts'
import { mailAddress, optionalDay, optionalListed } from '../../platform/web/fields.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import { type Call, cefr, type Known, specialties } from '../calls/index.ts'

/** By what somebody says which calls interest them. */
export const dimensions = ['audience', 'level', 'country', 'language', 'field'] as const
export type Dimension = (typeof dimensions)[number]
/** What is wished of each; nothing chosen is no wish, so everything fits. */
export type Interests = Readonly<Record<Dimension, readonly string[]>>

const nobody = ['', 'student', 'teacher', 'staff'] as const
const list = z.array(z.string()).catch([])
export const interests = z.object({ audience: list, level: list, country: list, language: list, field: list })
export const about = z.object({
  is: z.enum(nobody).catch(''),
  citizenship: z.string().catch(''),
  languageLevel: z.enum(['', 'none', ...cefr]).catch(''),
  specialty: z.enum(['', ...specialties]).catch(''),
  studiesSince: z.string().catch(''),
  degreeOn: z.string().catch(''),
  birthDay: z.string().catch(''),
})
/** What somebody told of themselves; every part may be empty. */
export type About = z.output<typeof about>

export interface Subscription {
  readonly id: string
  readonly accountId: string | null
  readonly email: string
  readonly language: Language
  readonly interests: Interests
  readonly about: About
  readonly tokenSealed: string
  readonly madeAt: Date
  readonly confirmedAt: Date | null
}

/** What a call is about, dimension by dimension; where it says nothing it is for everybody. */
export function subjectsOf({ audience, said }: Pick<Call, 'audience' | 'said'>): Interests {
  return {
    audience: [audience],
    level: said.level ? [said.level] : [],
    country: [...new Set(said.hosts.map(({ country }) => country))],
    language: said.languages,
    field: [...new Set(said.hosts.flatMap(({ fields }) => fields ?? []))],
  }
}

/** Whether a call is among what somebody wishes to hear of: in each dimension no wish, no word of the call, or one in common. */
export function interestsIn(wished: Interests, call: Pick<Call, 'audience' | 'said'>): boolean {
  const subjects = subjectsOf(call)
  return dimensions.every((of) => {
    if (wished[of].length === 0 || subjects[of].length === 0) return true
    return subjects[of].some((one) => wished[of].includes(one))
  })
}

/** What a call's rules can be held against, on a day: whole years since the days that were told. */
export function knownFrom(told: About, today: Day): Known {
  const years = (typed: string) => {
    const since = readDay(typed)
    return since && since <= today ? yearsBetween(since, today) : undefined
  }
  return {
    is: told.is || undefined,
    citizenship: told.citizenship || undefined,
    language: told.languageLevel || undefined,
    specialty: told.specialty || undefined,
    yearsStudied: years(told.studiesSince),
    yearsSinceDegree: years(told.degreeOn),
    age: years(told.birthDay),
  }
}

const among = <const Options extends readonly string[]>(options: Options) =>
  optionalListed().transform((typed): Options[number] | '' => options.find((one) => one === typed) ?? '')

export const aboutForm = z.object({
  is: among(['student', 'teacher', 'staff']),
  citizenship: optionalListed(),
  languageLevel: among(['none', ...cefr]),
  specialty: among(specialties),
  studiesSince: optionalDay(),
  degreeOn: optionalDay(),
  birthDay: optionalDay(),
})
export const askForm = aboutForm.extend({ id: z.uuid({ error: 'form.notUnderstood' }), email: mailAddress() })

export function aboutOf(value: z.output<typeof aboutForm>): About {
  const { studiesSince, degreeOn, birthDay, ...said } = value
  return { ...said, studiesSince: studiesSince ?? '', degreeOn: degreeOn ?? '', birthDay: birthDay ?? '' }
}

/** The boxes that were ticked: one field each, named `country.DE`. What is not offered is not kept. */
export function interestsOf(typed: Typed, offered: Interests): Interests {
  const ticked = (of: Dimension) => offered[of].filter((value) => typed[`${of}.${value}`] === 'yes')
  return {
    ...{ audience: ticked('audience'), level: ticked('level'), country: ticked('country') },
    ...{ language: ticked('language'), field: ticked('field') },
  }
}

/** A subscription as its own form. */
export function typedAs({ interests, about }: Pick<Subscription, 'interests' | 'about'>): Typed {
  const ticked = dimensions.flatMap((of) => interests[of].map((value) => [`${of}.${value}`, 'yes'] as const))
  const { studiesSince, degreeOn, birthDay, ...said } = about
  const days = Object.entries({ studiesSince, degreeOn, birthDay }).flatMap(([name, day]) => {
    const [year = '', month = '', of = ''] = day.split('-')
    return [[`${name}.year`, year] as const, [`${name}.month`, month] as const, [`${name}.day`, of] as const]
  })
  return { ...Object.fromEntries([...ticked, ...days]), ...said }
}
