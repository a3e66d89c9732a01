import { z } from 'zod'
import { addYears } from '../../../platform/days.ts'
import { country, dayField, line } from '../../../platform/web/fields.ts'
import { endOf, registerAgain } from '../ending.ts'
import { numberProblems } from '../numbers.ts'
import type { About, Draft, Kind, StayRecord } from '../rules.ts'
import { afterBirth, endsAfterBegin, notLater } from '../shared-checks.ts'

/** Ten years, and what some states carry over from the passport before. A longer one is a slip of the pen. */
const mostYears = 11

export const passport: Kind = {
  name: 'passport',
  fields: z.object({ number: line(20, { as: 'code' }), country: country(), from: dayField(), to: dayField() }),
  problems: (draft, about) => [
    ...numberProblems(draft),
    ...notLater(draft, about, 'from', 'stay.passport.notYet'),
    ...afterBirth(draft, about, 'stay.passport.beforeBirth'),
    ...(draft.from === draft.to ? [{ field: 'to', key: 'stay.ends.first' }] : endsAfterBegin(draft)),
    ...tooLong(draft),
    ...twice(draft, about),
  ],
  clocks: (record, stay) => [
    ...endOf('passport.ends', record, stay, { line: ofState }),
    ...(isRenewal(record, stay.records) ? registerAgain(record, stay) : []),
  ],
}

const ofState = (record: StayRecord) => record.said.country ?? ''

function tooLong({ from, to }: Draft) {
  return from && to && to > addYears(from, mostYears)
    ? [{ field: 'to', key: 'stay.passport.tooLong', params: { years: mostYears } }]
    : []
}

function twice({ number, said }: Draft, { others }: About) {
  const same = (other: StayRecord) => other.kind === 'passport' && other.number === number
  return others.some((other) => same(other) && other.said.country === said.country && other.state === 'valid')
    ? [{ field: 'number', key: 'stay.passport.twice' }]
    : []
}

// A passport of another state changes nothing of a registration; a new one of the same state does.
function isRenewal(record: StayRecord, records: readonly StayRecord[]): boolean {
  const passports = records.filter(({ kind }) => kind === 'passport')
  return passports.some((other) => ofState(other) === ofState(record) && (other.from ?? '') < (record.from ?? ''))
}
