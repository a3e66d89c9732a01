import { addMonths, type Day, readDay } from '../../platform/days.ts'
import type { Text } from '../../platform/words/languages.ts'
import {
  type AgreementParty,
  agreementKinds,
  exchangeKinds,
  inThree,
  keptStates,
  type WrittenAgreement,
} from '../agreements/index.ts'
import { fold } from './folding.ts'
import { inScript } from './in-script.ts'
import type { LineProblem, Values } from './read-line.ts'
import type { Doubles } from './target.ts'

const three = (text: string): Text => ({ en: text, ru: text, ky: text })

/** An agreement that only a sheet knows. What it does not say of the kind and the name follows from what it says. */
export function freshAgreement(values: Values, parties: readonly AgreementParty[], names: string): WrittenAgreement {
  const said = saidBy(values)
  const kind = said.kind ?? 'framework'
  const label = inThree(`kind.${kind}`)
  const named = { en: `${label.en}: ${names}`, ru: `${label.ru}: ${names}`, ky: `${label.ky}: ${names}` }
  return {
    ...{ number: null, title: named, kind, keptState: said.signedOn || said.signedYear ? 'inForce' : 'proposed' },
    ...{ caseId: null, parties, signedOn: null, signedYear: null, from: null, until: null, renewsItself: false },
    ...{ renewMonths: null, noticeDays: null, condition: null, lookOn: null, subject: null, fields: [], exchange: [] },
    ...{ places: [], specialties: '', renewsId: null, unit: null, contact: '', note: '', isPublic: false },
    ...said,
  }
}

/** What a line makes of an agreement that is there. Parties are added and never taken away. */
export function mergeAgreement(
  before: WrittenAgreement,
  values: Values,
  parties: readonly AgreementParty[],
  doubles: Doubles,
): { readonly written: WrittenAgreement; readonly changes: readonly string[] } {
  const taken = new Map<string, unknown>()
  for (const [name, now] of Object.entries(saidBy(values))) {
    const was = Reflect.get(before, name)
    if (now === undefined || isSame(now, was) || !(doubles === 'overwrite' || isEmpty(was))) continue
    taken.set(name, isText(now) && isText(was) ? inScript(was, now.en) : now)
  }
  const added = parties.filter((one) => !before.parties.some((other) => isSameParty(one, other)))
  if (added.length > 0) taken.set('parties', [...before.parties, ...added])
  return { written: { ...before, ...Object.fromEntries(taken) }, changes: [...taken.keys()] }
}

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'en' in value && 'ky' in value
const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0)

function isSame(now: unknown, was: unknown): boolean {
  if (isText(now) && isText(was)) return Object.values(was).some((text) => fold(text) === fold(now.en))
  return JSON.stringify(now) === JSON.stringify(was)
}

export const isSameParty = (one: AgreementParty, other: AgreementParty) =>
  one.partner ? one.partner === other.partner : fold(one.name) === fold(other.name)

/** What a line says, in the register's own form; what it does not say is not there. */
function saidBy(values: Values): Partial<WrittenAgreement> {
  const text = (name: string) => values.get(name)
  const signed = text('signedOn')
  const state = text('agreement.state')
  const [kind, exchange] = [text('agreement.kind'), text('exchange')?.split('|') ?? []]
  const from = fromDay(text('from'))
  const until = untilDay(text('until'), from ?? readDay(signed ?? ''))
  const kept = keptStates.find((one) => one === (state === 'ended' ? 'inForce' : state))
  const found = agreementKinds.find((one) => one === kind)
  const [title, subject, condition] = ['title', 'subject', 'condition'].map(text)
  return {
    ...(text('number') && { number: text('number') ?? null }),
    ...(title && { title: three(title) }),
    ...(found && { kind: found }),
    ...(kept && { keptState: kept }),
    ...(signed && (/^\d{4}$/.test(signed) ? { signedYear: Number(signed) } : { signedOn: readDay(signed) })),
    ...(from && { from }),
    ...(until && { until }),
    ...(text('renewsItself') && { renewsItself: text('renewsItself') === 'yes' }),
    ...(text('noticeDays') && { noticeDays: Number(text('noticeDays')) }),
    ...(condition && { condition: three(condition) }),
    ...(subject && { subject: three(subject) }),
    ...(text('fields') && { fields: codesIn(text('fields')) }),
    ...(exchange.length > 0 && { exchange: exchangeKinds.filter((one) => exchange.includes(one)) }),
    ...(text('specialties') && { specialties: text('specialties') ?? '' }),
    ...(text('agreement.note') && { note: text('agreement.note') ?? '' }),
    ...(text('shown') && { isPublic: text('shown') === 'yes' }),
  }
}

const codesIn = (text: string | undefined) => (text ?? '').split(/[\s,;|]+/).filter(Boolean)

// Where a sheet tells only the year, the whole year is meant.
const fromDay = (text: string | undefined): Day | null =>
  readDay(/^\d{4}$/.test(text ?? '') ? `${text}-01-01` : (text ?? ''))

function untilDay(text: string | undefined, begins: Day | null): Day | null {
  const years = /^P(\d+)Y$/.exec(text ?? '')?.[1]
  if (years) return begins && addMonths(begins, Number(years) * 12)
  return readDay(/^\d{4}$/.test(text ?? '') ? `${text}-12-31` : (text ?? ''))
}

/** What of a line does not go together. */
export function agreementFaults(values: Values, today: Day): LineProblem[] {
  const faults: LineProblem[] = []
  const said = saidBy(values)
  const fault = (key: string, text: string) => faults.push({ column: null, key, params: { text } })
  const wrongCode = codesIn(values.get('fields')).find((code) => !/^\d{2,4}$/.test(code))
  if (wrongCode) fault('wrong.isced', wrongCode)
  if (said.signedOn && said.signedOn > today) fault('wrong.future', said.signedOn)
  if (said.from && said.until && said.until < said.from) fault('wrong.endsBefore', said.until)
  if (/^P\d+Y$/.test(values.get('until') ?? '') && !said.until)
    fault('wrong.yearsFromWhen', values.get('until')?.slice(1, -1) ?? '')
  if (values.get('agreement.state') === 'ended' && !(said.until && said.until < today))
    fault('wrong.endedWhen', said.until ?? '–')
  if (Number(values.get('noticeDays') ?? 0) > 3660) fault('wrong.number', values.get('noticeDays') ?? '')
  return faults
}
