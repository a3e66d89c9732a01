import { z } from 'zod'
import { dayField, line, oneOf, optionalLine } from '../../../platform/web/fields.ts'
import type { Problem } from '../../../platform/web/form.ts'
import { endOf, registerAgain, ruleOn } from '../ending.ts'
import { asLatin, numberProblems } from '../numbers.ts'
import { type About, type Draft, type Kind, lastDay, openEnd, type Stay, type StayRecord, validOf } from '../rules.ts'
import { endsAfterBegin, passportChoice, shortDay, whichPassport } from '../shared-checks.ts'

/** A visa by its letters, or the resident card that follows it: kind RC. */
export const visa: Kind = {
  name: 'visa',
  fields: z.object({
    visaKind: line(4, { as: 'code', width: 'short' }),
    number: optionalLine(20, { as: 'code' }),
    from: dayField(),
    to: dayField(),
    entries: oneOf(['single', 'double', 'multiple']),
    country: passportChoice(),
  }),
  problems: (draft, about) => [
    ...kindProblems(draft),
    ...numberProblems(draft),
    ...endsAfterBegin(draft),
    ...overlaps(draft, about),
    ...whichPassport(draft, about),
  ],
  clocks: (record, stay) => [
    ...endOf('visa.ends', record, stay, rulesOf(record, stay)),
    ...(changesPurpose(record, stay) ? registerAgain(record, stay) : []),
  ],
}

function kindProblems({ said }: Draft): Problem[] {
  const typed = (said.visaKind ?? '').toUpperCase()
  if (/^[A-Z]{1,2}\d?$/.test(typed)) return []
  // The Cyrillic С of a Russian keyboard is a Latin S to whoever types it, and a Latin C to the eye.
  const meant = typed === 'С' ? 'S' : asLatin(typed)
  return meant && meant !== typed
    ? [{ field: 'visaKind', key: 'stay.visa.cyrillic', params: { found: typed, like: meant } }]
    : [{ field: 'visaKind', key: 'stay.visa.kind' }]
}

function overlaps({ from, to }: Draft, { others }: About): Problem[] {
  if (!from || !to) return []
  const other = others.find(
    (one) => one.kind === 'visa' && one.state !== 'mistake' && (one.from ?? '') <= to && from <= lastDay(one),
  )
  if (!other) return []
  const params = { from: other.from ? shortDay(other.from) : '?', to: shortDay(lastDay(other)) }
  return [{ field: 'from', key: 'stay.visa.overlaps', params }]
}

// The inviting side asks for the next visa so many days before the end; where no edition says it, the limit of all editions is shown.
function rulesOf(record: StayRecord, stay: Stay) {
  const lead = ruleOn(stay, 'visa.extension-lead', record.to ?? openEnd)
  return { rule: lead ?? stay.law.find('visa.study-total'), notLaterThan: lead }
}

function changesPurpose(record: StayRecord, stay: Stay): boolean {
  const earlier = validOf(stay.records, 'visa').filter((one) => (one.from ?? '') < (record.from ?? ''))
  return earlier.length > 0 && earlier.every((one) => one.said.visaKind !== record.said.visaKind)
}
