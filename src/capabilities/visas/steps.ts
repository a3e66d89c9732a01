import { z } from 'zod'
import { readDay } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { dayField, line, longText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Moment, Step } from '../cases/index.ts'
import { settleCertificate } from './certificate.ts'
import type { Facts } from './facts.ts'
import { issueFields, issueProblems, keepVisa } from './issuing.ts'
import { revokePetition } from './revoking.ts'
import { needsApproval, type Records, repairOf, shortDay, type VisaSituation } from './rules.ts'

/** Where a case of a study visa can stand. */
export const stages = {
  asked: 'office',
  collecting: 'subject',
  checking: 'office',
  ready: 'office',
  sent: 'others',
  coordinating: 'others',
  approved: 'others',
  // Who mends a returned package is the office first: it says which papers come anew.
  returned: 'office',
  issued: 'closed',
  refused: 'closed',
  annulled: 'closed',
  withdrawn: 'closed',
} as const

export type VisaMoment = Moment<Facts, Records>
type VisaStep = Step<keyof typeof stages, Facts, Records>

const away = ['sent', 'coordinating', 'approved'] as const

/** From the dean's application to the visa, and the ways back. */
export const steps = {
  takeUp: {
    from: 'asked',
    to: 'collecting',
    by: 'office',
    letter: 'certificate',
    tells: 'subject',
    tone: 'main',
    also: settleCertificate,
  },
  hand: {
    from: ['collecting', 'returned'],
    to: 'checking',
    by: ['subject', 'unit', 'office'],
    mandate: 'send',
    needs: 'every-document',
    arrives: true,
  },
  ask: {
    from: 'checking',
    to: 'collecting',
    by: 'office',
    asks: z.object({ message: longText(2000) }),
    whenSomethingIsMissing: true,
    tells: 'subject',
  },
  certify: {
    from: 'checking',
    to: 'checking',
    by: 'office',
    letter: 'certificate',
    also: settleCertificate,
  },
  prepare: {
    from: 'checking',
    to: 'ready',
    by: 'office',
    needs: 'every-document-accepted',
    letter: 'petition',
    final: true,
  },
  reopen: {
    from: 'ready',
    to: 'checking',
    by: 'office',
    asks: z.object({ reason: longText(1000) }),
    tone: 'danger',
    also: revokePetition,
  },
  submit: {
    from: 'ready',
    to: 'sent',
    by: 'office',
    asks: z.object({ signedOn: dayField(), packageNumber: line(60), packageDay: dayField() }),
    misfits: packageProblems,
    // A package that is sent again has been mended: its clock stops.
    settles: ({ signedOn, packageNumber, packageDay }) => ({
      signedOn: dayIn(signedOn),
      packageNumber,
      packageDay: dayIn(packageDay),
      returnedOn: undefined,
      returnReason: undefined,
    }),
    tells: 'subject',
    tone: 'main',
  },
  coordinate: {
    from: 'sent',
    to: 'coordinating',
    by: 'office',
    asks: z.object({ coordinatedOn: dayField() }),
    unless: noApprovalNeeded,
    misfits: (input, situation) => dayProblems('coordinatedOn', input, situation),
    settles: ({ coordinatedOn }) => ({ coordinatedOn: dayIn(coordinatedOn) }),
  },
  approve: {
    from: 'coordinating',
    to: 'approved',
    by: 'office',
    asks: z.object({ approvalDay: dayField(), approvalReference: line(100) }),
    misfits: (input, situation) => dayProblems('approvalDay', input, situation, 'coordinatedOn'),
    settles: ({ approvalDay, approvalReference }) => ({ approvalDay: dayIn(approvalDay), approvalReference }),
  },
  issue: {
    from: ['sent', 'coordinating', 'approved'],
    to: 'issued',
    by: 'office',
    asks: z.object(issueFields),
    unless: notApproved,
    misfits: issueProblems,
    settles: ({ visaKind = '', number, from, to }) => ({
      visaKind: visaKind.toUpperCase(),
      visaNumber: number,
      visaFrom: dayIn(from),
      visaTo: dayIn(to),
    }),
    tells: 'subject',
    tone: 'main',
    final: true,
    also: keepVisa,
  },
  sendBack: {
    from: away,
    to: 'returned',
    by: 'office',
    asks: z.object({ returnedOn: dayField(), reason: longText(2000) }),
    misfits: (input, situation) => dayProblems('returnedOn', input, situation),
    settles: ({ returnedOn, reason }) => ({ returnedOn: dayIn(returnedOn), returnReason: reason }),
    tells: 'subject',
    tone: 'danger',
  },
  refuse: {
    from: away,
    to: 'refused',
    by: 'office',
    asks: z.object({ refusedOn: dayField(), reason: longText(2000) }),
    misfits: (input, situation) => dayProblems('refusedOn', input, situation),
    tells: 'subject',
    tone: 'danger',
    final: true,
  },
  annul: {
    from: ['returned', 'checking', 'ready'],
    to: 'annulled',
    by: 'office',
    unless: stillInTime,
    tells: 'subject',
    tone: 'danger',
    final: true,
  },
  withdraw: {
    from: ['asked', 'collecting', 'checking', 'ready', 'returned'],
    to: 'withdrawn',
    by: ['office', 'unit'],
    asks: z.object({ reason: longText(1000) }),
    tells: 'subject',
    tone: 'danger',
    final: true,
  },
} as const satisfies Readonly<Record<string, VisaStep>>

const dayIn = (text: string | undefined) => readDay(text ?? '') ?? undefined

/** A day of an authority's answer: it has come, and not before the package (or what `since` names) went out. */
export function dayProblems(
  field: string,
  input: Typed,
  { facts, today }: VisaSituation,
  since: 'packageDay' | 'coordinatedOn' = 'packageDay',
): Problem[] {
  const on = dayIn(input[field])
  const first = facts[since] ?? facts.packageDay
  if (!on) return []
  if (on > today) return [{ field, key: 'visa.notYet' }]
  return first && on < first ? [{ field, key: `visa.before.${since}`, params: { day: shortDay(first) } }] : []
}

function packageProblems(input: Typed, situation: VisaSituation): Problem[] {
  const { today, facts } = situation
  const [signed, sent] = [dayIn(input.signedOn), dayIn(input.packageDay)]
  if (!signed || !sent) return []
  const repair = repairOf(situation)
  const found: Problem[] = []
  if (sent > today) found.push({ field: 'packageDay', key: 'visa.notYet' })
  if (signed > sent) found.push({ field: 'signedOn', key: 'visa.signedLater' })
  if (facts.returnedOn && sent < facts.returnedOn)
    found.push({ field: 'packageDay', key: 'visa.before.returnedOn', params: { day: shortDay(facts.returnedOn) } })
  if (repair && sent > repair.due)
    found.push({ field: 'packageDay', key: 'visa.repairedLate', params: { day: shortDay(repair.due) } })
  return found
}

function noApprovalNeeded(situation: VisaSituation): Refusal | null {
  return needsApproval(situation) ? null : { key: 'visa.noApprovalNeeded', rule: 'visa.scnb-approval' }
}

function notApproved(situation: VisaSituation): Refusal | null {
  if (situation.facts.approvalDay || !needsApproval(situation)) return null
  return { key: 'visa.notApproved', rule: 'visa.scnb-approval', remedy: 'visa.notApproved.remedy' }
}

// The last day is in time. A case that never came back is not annulled.
function stillInTime(situation: VisaSituation): Refusal | null {
  const repair = repairOf(situation)
  if (!repair) return { key: 'visa.neverReturned' }
  if (repair.due < situation.today) return null
  return { key: 'visa.stillInTime', params: { day: shortDay(repair.due) }, rule: repair.rule.id }
}
