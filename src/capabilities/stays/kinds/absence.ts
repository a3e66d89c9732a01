import { z } from 'zod'
import { dayField, oneOf, optionalDay, optionalLine } from '../../../platform/web/fields.ts'
import { away, crossingsOf, endOf } from '../ending.ts'
import type { Kind } from '../rules.ts'
import { afterBirth, endsAfterBegin } from '../shared-checks.ts'

/** A time away from study: abroad it may make the registration void. */
export const absence: Kind = {
  name: 'absence',
  fields: z.object({
    where: oneOf(['abroad', 'here']),
    reason: optionalLine(200, { width: 'full' }),
    from: dayField(),
    to: optionalDay(),
  }),
  problems: (draft, about) => [...afterBirth(draft, about, 'stay.beforeBirth'), ...endsAfterBegin(draft)],
  clocks: (record, stay) => [
    ...endOf('absence.ends', record, stay),
    // A stamp says it better: where there is one since, it counts.
    ...(record.said.where === 'abroad' && !crossingsOf(stay).some(({ from }) => (from ?? '') >= (record.from ?? ''))
      ? away(record, stay)
      : []),
  ],
}
