import { z } from 'zod'
import {
  dayField,
  line,
  mailAddress,
  oneOf,
  optionalLine,
  optionalListed,
  optionalLongText,
} from '../../platform/web/fields.ts'
import { languages } from '../../platform/words/languages.ts'
import { asked } from './answer-store.ts'
import { holders } from './original-store.ts'
import { agreementKinds } from './rules.ts'

export const approvers = ['unit', 'lawyer', 'vice-rector', 'other'] as const

const party = z
  .string()
  .regex(/^\d{1,2}$/, 'form.choose')
  .transform(Number)

export const askForm = z.object({
  key: z.uuid(),
  what: oneOf(asked),
  party: party.optional().default(0),
  role: optionalListed(),
  name: line(200),
  post: optionalLine(200),
  address: mailAddress(),
  speaks: oneOf(languages),
  until: dayField(),
})

export const inkForm = z.object({
  key: z.uuid(),
  what: oneOf(['signature', 'approval']),
  party: party.optional().default(0),
  role: optionalListed(),
  name: line(200),
  post: optionalLine(200),
  on: dayField(),
  lies: line(200),
})

export const draftForm = z.object({
  key: z.uuid(),
  about: optionalLine(300),
  'text.en': optionalLongText(20_000),
  'text.ru': optionalLongText(20_000),
  'text.ky': optionalLongText(20_000),
})

export const moveForm = z.object({
  holder: oneOf(holders),
  where: optionalLine(200),
  on: dayField(),
  post: optionalLine(100),
  tracking: optionalLine(100),
})

export const endForm = z.object({ on: dayField(), why: line(500) })

export const answerForm = z
  .object({ answer: oneOf(['yes', 'no']), words: optionalLongText(4000) })
  .refine(({ answer, words }) => answer === 'yes' || words !== '', { path: ['words'], error: 'link.sayWhy' })

export const proposalForm = z.object({
  title: line(300),
  kind: oneOf(agreementKinds),
  parties: optionalLongText(2000),
  unit: optionalListed(),
  subject: optionalLongText(2000),
  about: optionalLongText(4000),
})

/** What a partner says who proposes an agreement on the public page. */
export const offerForm = z.object({
  organisation: line(200),
  name: line(200),
  post: optionalLine(200),
  mail: mailAddress(),
  kind: oneOf(agreementKinds),
  subject: line(1000),
  about: optionalLongText(4000),
})
