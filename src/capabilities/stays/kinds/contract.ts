import { z } from 'zod'
import { dayField, optionalDay, optionalLine } from '../../../platform/web/fields.ts'
import { endOf } from '../ending.ts'
import type { Kind } from '../rules.ts'
import { afterBirth, endsAfterBegin } from '../shared-checks.ts'

/** The individual contract of study. */
export const contract: Kind = {
  name: 'contract',
  fields: z.object({ number: optionalLine(40), from: dayField(), to: optionalDay() }),
  problems: (draft, about) => [...afterBirth(draft, about, 'stay.beforeBirth'), ...endsAfterBegin(draft)],
  clocks: (record, stay) => endOf('contract.ends', record, stay),
}
