import { z } from 'zod'
import { type Day, day } from '../../platform/days.ts'
import { code, dayField, line, oneOf } from '../../platform/web/fields.ts'
import { composeDays, type Problem, type Typed } from '../../platform/web/form.ts'
import { addRecord, recordProblems } from '../stays/index.ts'
import { arrive, newcomers } from './member-states.ts'
import { type InvitationSituation, isDelegation } from './rules.ts'
import type { InvitationMoment } from './steps.ts'

/** What stands in the visa that somebody got with the invitation. */
export const visaAsked = z.object({
  visaKind: line(4, { as: 'code', width: 'short' }),
  number: code(20),
  from: dayField(),
  to: dayField(),
  entries: oneOf(['single', 'double', 'multiple']),
})

/** A visa is checked as every record of a stay, and single use begins while the approval holds. */
export function visaProblems(input: Typed, situation: InvitationSituation): readonly Problem[] {
  const { facts, law, today, background } = situation
  const about = { others: background.stay, birthDay: facts.birthDay ?? null, today, law }
  const country = facts.passportCountry ?? ''
  return recordProblems('visa', composeDays({ ...input, country }), about)
}

/** The visa becomes a record of the person's stay. */
export async function getVisa(moment: InvitationMoment): Promise<void> {
  const { facts } = moment.situation
  const { visaKind = '', number = '', entries = '', from = '', to = '' } = moment.input
  await addRecord(moment.tx, moment.house, {
    ...recordOf(moment),
    personId: moment.personId,
    kind: 'visa',
    number,
    from: day(from),
    to: day(to),
    said: { visaKind: visaKind.toUpperCase(), entries, country: facts.passportCountry ?? '' },
  })
}

/** The crossing of the border becomes a record: of the person, or of every member who is on the way. */
export async function enter(moment: InvitationMoment): Promise<void> {
  const { situation } = moment
  const on = situation.facts.enteredOn
  if (!on) return
  if (!isDelegation(situation)) return cross(moment, moment.personId, on)
  for (const member of await newcomers(moment.tx, moment.caseId, situation.facts.members ?? []))
    await arrive(moment, member, on)
}

async function cross(moment: InvitationMoment, personId: string, on: Day): Promise<void> {
  const { passportCountry: country = '' } = moment.situation.facts
  await addRecord(moment.tx, moment.house, {
    ...recordOf(moment),
    ...{ personId, kind: 'crossing', from: on, said: { direction: 'in', country } },
  })
}

const recordOf = ({ institution, caseId, by, situation: { law } }: InvitationMoment) => ({
  institution,
  caseId,
  by,
  law,
})
