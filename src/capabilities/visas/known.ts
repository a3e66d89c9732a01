import type { Db } from '../../platform/database/index.ts'
import { addDays, addYears, type Day, readDay } from '../../platform/days.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Law } from '../law/index.ts'
import { type StayRecord, studySpans, validOf } from '../stays/index.ts'
import type { Student } from '../students/index.ts'
import { nextKind, proposedSpan } from './limits.ts'
import { currentVisa } from './rules.ts'
import { answersOf, photoDayOf } from './store.ts'

interface Ground {
  readonly law: Law
  readonly records: readonly StayRecord[]
}

const carried = [
  ...['familyName', 'givenName', 'sex', 'citizenship', 'passportNumber', 'passportCountry'],
  ...['contractNumber', 'entries', 'deanName', 'deanPost'],
]
const carriedDays = ['birthDay', 'passportIssued', 'passportEnds', 'contractDay', 'studyEnds']

/**
 * What is known of a student when the next visa is asked for, as it would be typed: records of the stay before answers, a
 * later case before an earlier one. Nobody types again what the university knows.
 */
export async function knownOf(db: Db, student: Student, { law, records }: Ground): Promise<Typed> {
  const earlier = await answersOf(db, student.personId)
  const said = (name: string) => earlier.map((facts) => facts[name]).find(Boolean) ?? ''
  const [passport] = validOf(records, 'passport')
  const [contract] = validOf(records, 'contract')
  const days: Record<string, Day | null> = Object.fromEntries(carriedDays.map((name) => [name, readDay(said(name))]))
  const words: Record<string, string> = Object.fromEntries(carried.map((name) => [name, said(name)]))
  if (passport) {
    words.passportNumber = passport.number
    words.passportCountry = passport.said.country ?? words.passportCountry ?? ''
    Object.assign(days, { passportIssued: passport.from, passportEnds: passport.to })
  }
  if (contract) {
    words.contractNumber = contract.number
    Object.assign(days, { contractDay: contract.from })
  }
  days.studyEnds = contract?.to ?? days.studyEnds ?? byProgramme(student, law)
  days.birthDay ??= student.birthDay
  const asked = wanted(law, records, [days.studyEnds, days.passportEnds])
  return {
    ...words,
    citizenship: words.citizenship || student.citizenship || '',
    level: student.level,
    studentNumber: student.number,
    entries: words.entries || 'multiple',
    kind: asked.kind,
    ...dayTyped('visaEnds', asked.ends),
    ...dayTyped('photoDay', await photoDayOf(db, student.personId)),
    ...Object.assign({}, ...Object.entries(days).map(([name, on]) => dayTyped(name, on))),
    ...dayTyped('wantedFrom', asked.from),
    ...dayTyped('wantedTo', asked.to),
  }
}

// From the day after the present visa; who has none, or one that has ended, from today.
function wanted(law: Law, records: readonly StayRecord[], ends: readonly (Day | null | undefined)[]) {
  const current = currentVisa(records, law.day)
  const [last] = studySpans(validOf(records, 'visa'))
  const kind = nextKind(law, current !== null)
  const first = studySpans(records).length === 0 && kind === 'S' ? law.find('visa.study-first') : null
  const from = current ? addDays(current.to, 1) : law.day
  const short = first ? addDays(from, Number(first.value) - 1) : null
  return { kind, ends: last?.to ?? null, ...proposedSpan(law, kind, from, [...ends, short]) }
}

/** The last day of study: by the contract, and without one by the length of the programme; null where nobody knows. */
export function studyEndOf(student: Student, records: readonly StayRecord[], law: Law): Day | null {
  return validOf(records, 'contract')[0]?.to ?? byProgramme(student, law)
}

function byProgramme({ level, since }: Student, law: Law): Day | null {
  const rule = law.find(`study.${level}-length`)
  return rule?.unit === 'years' ? addDays(addYears(since, Number(rule.value)), -1) : null
}

/** A day as its three fields; nothing for a day that nobody knows. */
export function dayTyped(name: string, on: Day | null | undefined): Typed {
  const [year = '', month = '', day = ''] = on?.split('-') ?? []
  return on ? { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year } : {}
}
