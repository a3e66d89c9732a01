import { z } from 'zod'
import { dayField, line, mailAddress, optionalLine } from '../../platform/web/fields.ts'

/** What the office has learnt of an application past the coordinator: who, to whom, how it is known. */
export const straightForm = z.object({
  name: line(200),
  email: z
    .union([z.literal(''), mailAddress()])
    .optional()
    .default(''),
  hosts: line(300),
  how: optionalLine(500),
  learntOn: dayField(),
})
export type StraightForm = z.output<typeof straightForm>
