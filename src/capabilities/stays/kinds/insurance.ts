import { z } from 'zod'
import { dayField, optionalLine } from '../../../platform/web/fields.ts'
import { endOf } from '../ending.ts'
import type { Kind } from '../rules.ts'
import { afterBirth, endsAfterBegin } from '../shared-checks.ts'

/** The policy of health insurance. */
export const insurance: Kind = {
  name: 'insurance',
  fields: z.object({ number: optionalLine(40), insurer: optionalLine(120), from: dayField(), to: dayField() }),
  problems: (draft, about) => [...afterBirth(draft, about, 'stay.beforeBirth'), ...endsAfterBegin(draft)],
  clocks: (record, stay) => endOf('insurance.ends', record, stay, { rule: stay.law.find('study.insurance') }),
}
