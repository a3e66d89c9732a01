import { z } from 'zod'
import { day, readDay } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { dayField, longText, optionalDay, optionalLongText } from '../../platform/web/fields.ts'
import type { Step } from '../cases/index.ts'
import { admit, arrive, end, revokeLetter, tellPartner } from './becoming.ts'
import type { Facts } from './facts.ts'
import { arrivalMisfits, type IncomingSituation, leavingMisfits, type Records } from './rules.ts'

export const stages = {
  // The partner has named the student, who answers and sends.
  nominated: 'subject',
  checking: 'office',
  incomplete: 'subject',
  atUnit: 'others',
  deciding: 'office',
  // Admitted: invitation, visa and room are cases of their own.
  coming: 'subject',
  here: 'subject',
  left: 'office',
  completed: 'closed',
  refused: 'closed',
  withdrawn: 'closed',
} as const

type IncomingStep = Step<keyof typeof stages, Facts, Records>

const both = ['subject', 'office'] as const
const reason = z.object({ reason: longText(2000) })
const send = { to: 'checking', by: both, needs: 'every-document', arrives: true, tells: 'subject' } as const

/** From the nomination to the decision: the student applies, the office checks, the unit gives its word. */
export const decidingSteps = {
  send: { ...send, from: 'nominated', mandate: 'send' },
  resend: { ...send, from: 'incomplete', mandate: 'send' },
  ask: {
    from: ['checking', 'deciding'],
    to: 'incomplete',
    by: 'office',
    asks: z.object({ message: longText(2000) }),
    tells: 'subject',
  },
  passOn: { from: 'checking', to: 'atUnit', by: 'office', needs: 'every-answer', unless: whyNotPassOn, arrives: true },
  recommend: {
    from: 'atUnit',
    to: 'deciding',
    by: 'unit',
    asks: z.object({ note: optionalLongText(2000) }),
  },
  advise: { from: 'atUnit', to: 'deciding', by: 'unit', asks: reason, tone: 'danger' },
  takeBack: { from: 'atUnit', to: 'deciding', by: 'office', asks: reason, tone: 'soft' },
  admit: {
    from: ['checking', 'deciding'],
    to: 'coming',
    by: 'office',
    needs: 'every-document-accepted',
    arrives: true,
    letter: 'acceptance',
    tells: 'subject',
    also: admit,
    final: true,
  },
  refuse: {
    from: ['nominated', 'checking', 'incomplete', 'deciding'],
    to: 'refused',
    by: 'office',
    asks: reason,
    tells: 'subject',
    also: end('refused'),
    final: true,
    tone: 'danger',
  },
} as const satisfies Readonly<Record<string, IncomingStep>>

/** From the arrival to the transcript, and how it is given up. */
export const stayingSteps = {
  arrive: {
    from: 'coming',
    to: 'here',
    by: both,
    asks: z.object({ arrivedOn: dayField(), crossedOn: optionalDay() }),
    misfits: arrivalMisfits,
    settles: ({ arrivedOn = '', crossedOn = '' }) => ({
      ...{ arrivedOn: day(arrivedOn), crossedOn: readDay(crossedOn) ?? undefined },
    }),
    also: arrive,
  },
  leave: {
    from: 'here',
    to: 'left',
    by: both,
    asks: z.object({ leftOn: dayField() }),
    misfits: leavingMisfits,
    settles: ({ leftOn = '' }) => ({ leftOn: day(leftOn) }),
  },
  issue: {
    from: 'left',
    to: 'completed',
    by: 'office',
    unless: whyNotIssue,
    letter: 'transcript',
    tells: 'subject',
    also: (moment) => tellPartner(moment, 'issued'),
    final: true,
  },
  close: { from: 'left', to: 'completed', by: 'office', asks: reason, final: true, tone: 'danger' },
  correct: {
    from: 'completed',
    to: 'left',
    by: 'office',
    asks: reason,
    also: revokeLetter('transcript', 'letter.corrected'),
    tone: 'soft',
  },
  withdraw: {
    from: ['nominated', 'checking', 'incomplete', 'atUnit', 'deciding', 'coming'],
    to: 'withdrawn',
    by: 'subject',
    asks: z.object({ reason: optionalLongText(1000) }),
    tells: 'subject',
    also: end('withdrawn'),
    final: true,
    tone: 'danger',
  },
  cancel: {
    from: ['nominated', 'checking', 'incomplete', 'atUnit', 'deciding', 'coming'],
    to: 'withdrawn',
    by: 'office',
    asks: reason,
    tells: 'subject',
    also: end('withdrawn'),
    final: true,
    tone: 'danger',
  },
} as const satisfies Readonly<Record<string, IncomingStep>>

function whyNotPassOn({ facts }: IncomingSituation): Refusal | null {
  return facts.hostUnit ? null : { key: 'passOn.noUnit', remedy: 'passOn.noUnit.remedy' }
}

function whyNotIssue({ facts }: IncomingSituation): Refusal | null {
  return (facts.marks ?? []).length > 0 ? null : { key: 'issue.noMarks', remedy: 'issue.noMarks.remedy' }
}
