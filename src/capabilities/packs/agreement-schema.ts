/** What an office's page says that it has agreed, and with whom. */
import { z } from 'zod'
import { count, fromPage, isoDay, key, type PartnersFile, type Tell, text, type UnitsFile, words } from './schema.ts'

export const agreementKinds = [
  ...(['framework', 'exchange', 'programme', 'double-diploma', 'contract', 'memorandum'] as const),
  ...(['protocol', 'intergovernmental', 'other'] as const),
] as const
/** How an agreement was left by a person; that one is ending, or has ended, follows from today. */
export const agreementStates = [
  ...(['proposed', 'drafted', 'approving', 'signing', 'signed', 'waiting', 'inForce', 'dropped'] as const),
] as const
export const exchangeKinds = [
  ...(['students', 'staff', 'researchers', 'publications', 'programmes', 'research', 'online'] as const),
] as const

/** A partner of the file of partners, a name, or neither where the page does not name the party. */
const party = z.strictObject({ partner: key.optional(), name: words.optional() })

const agreement = z.strictObject({
  key,
  title: text,
  kind: z.enum(agreementKinds),
  state: z.enum(agreementStates),
  parties: z.array(party).min(1),
  signedOn: isoDay.optional(),
  signedYear: z.int().min(1900).max(2200).optional(),
  from: isoDay.optional(),
  until: isoDay.optional(),
  condition: text.optional(),
  subject: text.optional(),
  exchange: z.array(z.enum(exchangeKinds)).min(1).optional(),
  specialties: z.array(words).min(1).optional(),
  unit: key.optional(),
  note: text.optional(),
  ...fromPage,
})

/** What the page says of its agreements as a whole. `minimum`: at least so many are said to be signed. */
const saying = z.strictObject({ key, minimum: count.optional(), text, ...fromPage })

export const agreementsFile = z.strictObject({ agreements: z.array(agreement), sayings: z.array(saying) })
export type AgreementsFile = z.infer<typeof agreementsFile>

export function checkAgreements(
  { agreements, sayings }: AgreementsFile,
  partners: PartnersFile | null,
  units: UnitsFile | null,
  tell: Tell,
): void {
  const file = 'agreements.json'
  const keys = new Set<string>()
  for (const [list, all] of Object.entries({ agreements, sayings }))
    for (const [at, one] of all.entries()) {
      if (keys.has(one.key)) tell(file, `${list}[${at}].key`, `stands twice: ${one.key}`)
      keys.add(one.key)
    }
  for (const [at, { from, until, unit, parties }] of agreements.entries()) {
    if (from && until && until < from) tell(file, `agreements[${at}].until`, `lies before ${from}`)
    if (unit && units && !units.some((one) => one.key === unit))
      tell(file, `agreements[${at}].unit`, `names no unit: ${unit}`)
    for (const [nth, { partner }] of parties.entries())
      if (partner && !partners?.some((one) => one.key === partner))
        tell(file, `agreements[${at}].parties[${nth}].partner`, `names no partner: ${partner}`)
  }
}
