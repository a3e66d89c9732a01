import { z } from 'zod'
import { dayField, optionalDay, optionalLine } from '../../../platform/web/fields.ts'
import { endOf, registrationOf, ruleOn } from '../ending.ts'
import { type Kind, openEnd } from '../rules.ts'
import { afterBirth, endsAfterBegin, notLater, passportChoice, whichPassport } from '../shared-checks.ts'

/** Registration at the place of stay. */
export const registration: Kind = {
  name: 'registration',
  fields: z.object({
    number: optionalLine(40),
    from: dayField(),
    to: optionalDay(),
    address: optionalLine(200, { width: 'full' }),
    country: passportChoice(),
  }),
  problems: (draft, about) => [
    ...notLater(draft, about, 'from', 'stay.registration.notYet'),
    ...afterBirth(draft, about, 'stay.beforeBirth'),
    ...endsAfterBegin(draft),
    ...whichPassport(draft, about),
  ],
  clocks: (record, stay) =>
    registrationOf(stay)?.id === record.id && !record.said.countedBy
      ? endOf('registration.ends', record, stay, {
          rule: ruleOn(stay, 'registration.contract', record.to ?? openEnd),
        })
      : [],
}
