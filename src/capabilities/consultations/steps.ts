import { z } from 'zod'
import { day } from '../../platform/days.ts'
import { dayField, line, longText, optionalLongText } from '../../platform/web/fields.ts'
import type { Step } from '../cases/index.ts'
import type { Facts } from './facts.ts'
import { meetingMisfits, type Records } from './rules.ts'

export const stages = {
  draft: 'subject',
  asked: 'office',
  meeting: 'others',
  answered: 'closed',
  held: 'closed',
  withdrawn: 'closed',
} as const

type ConsultationStep = Step<keyof typeof stages, Facts, Records>

/** From the question to the answer, in writing or at a meeting. */
export const steps = {
  send: { from: 'draft', to: 'asked', by: 'subject', needs: 'every-answer', arrives: true, tells: 'subject' },
  answer: {
    from: ['asked', 'meeting'],
    to: 'answered',
    by: 'office',
    asks: z.object({ message: longText(6000) }),
    settles: ({ message }) => ({ answer: message }),
    tells: 'subject',
    final: true,
  },
  invite: {
    from: 'asked',
    to: 'meeting',
    by: 'office',
    asks: z.object({ meetingOn: dayField(), meetingAt: line(5, { width: 'short' }), place: line(300) }),
    misfits: meetingMisfits,
    settles: ({ meetingOn = '', meetingAt, place }) => ({ meetingOn: day(meetingOn), meetingAt, place }),
    tells: 'subject',
    tone: 'soft',
  },
  hold: {
    from: 'meeting',
    to: 'held',
    by: 'office',
    unless: ({ facts, today }) => (facts.meetingOn && facts.meetingOn > today ? { key: 'consultation.notYet' } : null),
    asks: z.object({ note: optionalLongText(4000) }),
    tone: 'main',
  },
  reschedule: {
    from: 'meeting',
    to: 'asked',
    by: ['subject', 'office'],
    asks: z.object({ reason: longText(1000) }),
    settles: () => ({ meetingOn: undefined, meetingAt: undefined, place: undefined }),
    tells: 'subject',
    tone: 'soft',
  },
  withdraw: { from: ['draft', 'asked', 'meeting'], to: 'withdrawn', by: 'subject', final: true, tone: 'danger' },
} as const satisfies Readonly<Record<string, ConsultationStep>>
