import { z } from 'zod'
import { dayField, line, optionalLine } from '../../../platform/web/fields.ts'
import { endOf } from '../ending.ts'
import type { Kind } from '../rules.ts'
import { afterBirth, endsAfterBegin } from '../shared-checks.ts'

/** A permit of another kind: to work, to reside. Each is a line of its own by its name. */
export const permit: Kind = {
  name: 'permit',
  fields: z.object({
    permit: line(80, { width: 'full' }),
    number: optionalLine(40),
    from: dayField(),
    to: dayField(),
  }),
  problems: (draft, about) => [...afterBirth(draft, about, 'stay.beforeBirth'), ...endsAfterBegin(draft)],
  clocks: (record, stay) =>
    endOf('permit.ends', record, stay, { line: ({ said }) => (said.permit ?? '').toLowerCase() }),
}
