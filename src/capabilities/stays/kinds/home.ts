import { z } from 'zod'
import { dayField, line, oneOf, optionalDay, optionalLine } from '../../../platform/web/fields.ts'
import { endOf, registerAgain } from '../ending.ts'
import type { Kind } from '../rules.ts'
import { afterBirth, endsAfterBegin } from '../shared-checks.ts'

/** Where the person lives: a place in the hostel, or a flat whose owner consents. */
export const home: Kind = {
  name: 'home',
  fields: z.object({
    place: oneOf(['hostel', 'flat']),
    address: line(200, { width: 'full' }),
    owner: optionalLine(200),
    from: dayField(),
    to: optionalDay(),
  }),
  problems: (draft, about) => [
    ...afterBirth(draft, about, 'stay.beforeBirth'),
    ...endsAfterBegin(draft),
    ...(draft.said.place === 'flat' && !draft.said.owner ? [{ field: 'owner', key: 'stay.home.owner' }] : []),
  ],
  clocks: (record, stay) => [...endOf('home.ends', record, stay), ...registerAgain(record, stay)],
}
