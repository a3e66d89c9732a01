import { z } from 'zod'
import { readDay } from '../../platform/days.ts'
import { dayField, line, oneOf } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { addRecord, isStudyKind, recordProblems, type StayRecord, studyKinds } from '../stays/index.ts'
import { entries } from './facts.ts'
import { limitFaults, limitOf } from './limits.ts'
import { aboutOf, shortDay, type VisaMoment, type VisaSituation } from './rules.ts'

const ticked = z
  .enum(['yes', ''])
  .optional()
  .transform((value) => value ?? '')
  .meta({ asked: { as: 'yes' } })

/** What is written down of an issued visa, by the names that the record of a stay has. */
export const issueFields = {
  visaKind: line(4, { as: 'code', width: 'short' }),
  number: line(20, { as: 'code', width: 'half' }),
  numberSure: ticked,
  from: dayField(),
  to: dayField(),
  entries: oneOf(entries),
}

/** What is wrong with an issued visa: as a record of the stay, by the edition of the day, and against its own package. */
export function issueProblems(input: Typed, situation: VisaSituation): Problem[] {
  const { background, facts, today, law } = situation
  const others = background.records
  const typed = { ...input, country: countryIn(others, facts.passportCountry) }
  const found = [...recordProblems('visa', typed, { others, birthDay: facts.birthDay ?? null, today, law })]
  const visaKind = (input.visaKind ?? '').toUpperCase()
  const say = (field: string, key: string, params?: Problem['params']) => {
    if (!found.some((problem) => problem.field === field)) found.push({ field, key, ...(params ? { params } : {}) })
  }
  const kind = studyKinds.find((known) => known === visaKind)
  if (!isStudyKind(visaKind)) say('visaKind', 'visa.notForStudy')
  const [from, to] = [readDay(input.from ?? ''), readDay(input.to ?? '')]
  if (!from || !to) return found
  if (facts.packageDay && from < facts.packageDay)
    say('from', 'visa.before.packageDay', { day: shortDay(facts.packageDay) })
  if (kind)
    for (const { field, key, params } of limitFaults(law, { kind, from, to }, aboutOf(situation)))
      say(field, key, params)
  return found
}

// Who has passports of two states gets the visa into the one that the case names.
function countryIn(records: readonly StayRecord[], country: string | undefined): string {
  return records.some(({ kind, said }) => kind === 'passport' && said.country === country) ? (country ?? '') : ''
}

/** The visa becomes a record of the person's stay, with the edition by which it was given. */
export async function keepVisa({ tx, house, institution, caseId, by, situation }: VisaMoment): Promise<void> {
  const { facts, background, law } = situation
  const { visaKind = '', visaNumber = '', visaFrom = null, visaTo = null } = facts
  if (!background.personId) throw new RangeError('a visa of nobody')
  const kind = studyKinds.find((known) => known === visaKind)
  await addRecord(tx, house, {
    institution,
    personId: background.personId,
    kind: 'visa',
    number: visaNumber,
    from: visaFrom,
    to: visaTo,
    said: {
      visaKind,
      entries: facts.entries ?? '',
      country: countryIn(background.records, facts.passportCountry),
      edition: kind ? limitOf(law, kind).rule.id : '',
    },
    caseId,
    by,
    law,
  })
}
