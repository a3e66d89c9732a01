import { z } from 'zod'
import { dayField, line, longText } from '../../platform/web/fields.ts'
import type { Step } from '../cases/index.ts'
import { settleLetter } from './certificate.ts'
import type { Facts } from './facts.ts'
import { issueFields, issueProblems, keepVisa } from './issuing.ts'
import { revoke } from './revoking.ts'
import type { Records } from './rules.ts'
import {
  dayIn,
  dayProblems,
  noApprovalNeeded,
  notApproved,
  packageProblems,
  stillInTime,
  wrongAnswers,
} from './step-rules.ts'

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
    also: settleLetter('certificate'),
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
    tells: 'subject',
  },
  certify: {
    from: 'checking',
    to: 'checking',
    by: 'office',
    letter: 'certificate',
    also: settleLetter('certificate'),
  },
  prepare: {
    from: 'checking',
    to: 'ready',
    by: 'office',
    needs: 'every-document-accepted',
    unless: wrongAnswers,
    letter: 'petition',
    final: true,
    // A package that came back goes out with a new one.
    also: settleLetter('petition'),
  },
  reopen: {
    from: 'ready',
    to: 'checking',
    by: 'office',
    asks: z.object({ reason: longText(1000) }),
    tone: 'danger',
    also: (moment) => revoke(moment, 'petition', 0),
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
