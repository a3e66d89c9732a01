import { dayField, listed, oneOf, optionalDay, optionalLine, optionalListed } from '../../platform/web/fields.ts'
import {
  documentLine,
  dutyLine,
  figureLine,
  memberLine,
  optionalCount,
  optionalHundredths,
  sometime,
  type WorkKind,
  webAddress,
  wholeCount,
  wholeHundredths,
  workYear,
} from '../networks/index.ts'

/** How it stands with a student of a joint programme. */
export const stages = ['here', 'away', 'back', 'both', 'left'] as const

/** A programme that two or more universities teach together. */
export const programme: WorkKind = {
  texts: [{ name: 'name', needed: true }, { name: 'field' }, { name: 'languages' }, { name: 'about', long: true }],
  shape: {
    form: oneOf(['joint', 'double', 'network']),
    level: oneOf(['bachelor', 'master', 'doctorate', 'untold']),
    ...{ yearsHere: optionalHundredths(), yearsThere: optionalHundredths() },
    diplomas: oneOf(['both', 'here', 'joint', 'untold']),
    state: oneOf(['planned', 'agreed', 'running', 'closed', 'untold']),
    ...{ network: optionalListed(), agreement: optionalListed(), programme: optionalListed() },
    ...{ since: sometime(), site: webAddress(), shown: oneOf(['yes', 'no']) },
  },
  columns: ['name', 'form', 'level', 'yearsHere', 'yearsThere', 'state'],
  lines: {
    member: memberLine(['partner', 'coordinator']),
    cohort: {
      texts: [{ name: 'note' }],
      shape: {
        ...{ year: workYear(), seats: wholeCount(), begins: optionalDay(), leaves: optionalDay() },
        ...{ returns: optionalDay(), ends: optionalDay() },
      },
      columns: ['year', 'seats', 'begins', 'leaves', 'returns', 'ends', 'note'],
    },
    subject: {
      texts: [{ name: 'name', needed: true }],
      shape: { side: oneOf(['here', 'there']), term: optionalCount(), credits: wholeHundredths() },
      columns: ['name', 'side', 'term', 'credits'],
    },
    recognition: {
      texts: [{ name: 'note' }],
      shape: { there: listed(), here: listed() },
      columns: ['there', 'here', 'note'],
    },
    ...{ figure: figureLine, duty: dutyLine, document: documentLine },
  },
  shown: ['member', 'cohort', 'figure', 'document'],
}

export const programmeKinds: Readonly<Record<string, WorkKind>> = { programme }

/** A student's place: which cohort, how far, since when. */
export const studentShape = {
  ...{ under: listed(), stage: oneOf(stages), stageSince: dayField() },
  note: optionalLine(300),
}
