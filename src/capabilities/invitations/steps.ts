import { z } from 'zod'
import { day, readDay } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { dayField, line, longText, optionalDay, optionalLongText } from '../../platform/web/fields.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Moment, Step } from '../cases/index.ts'
import type { Facts } from './facts.ts'
import { revokeLetters } from './letters-back.ts'
import { type InvitationSituation, isDelegation, lastDayOf, type Records, whyNotSign } from './rules.ts'
import { approvalProblems, entryProblems, notBefore, outOfOrder, repairDay } from './step-days.ts'
import { enter, getVisa, visaAsked, visaProblems } from './used.ts'

type Stage =
  | 'draft'
  | 'asked'
  | 'unclear'
  | 'preparing'
  | 'signed'
  | 'sent'
  | 'returned'
  | 'approved'
  | 'issued'
  | 'used'
  | 'expired'
  | 'refused'
  | 'declined'
  | 'withdrawn'

export type InvitationStep = Step<Stage, Facts, Records>
export type InvitationMoment = Moment<Facts, Records>

const reason = z.object({ reason: longText(2000) })
const sending = {
  by: 'subject',
  mandate: 'send',
  to: 'asked',
  needs: 'every-document',
  arrives: true,
  tells: 'subject',
} as const satisfies Partial<InvitationStep>
const signing = {
  from: 'preparing',
  to: 'signed',
  by: 'office',
  needs: 'every-document',
  unless: whyNotSign,
  arrives: true,
  final: true,
} as const satisfies Partial<InvitationStep>
const submitting = {
  to: 'sent',
  by: 'office',
  asks: z.object({ number: line(100), on: dayField() }),
  misfits: (input: Typed, { stageSince, today }: InvitationSituation) => outOfOrder(input.on, stageSince, today, 'on'),
  settles: ({ number = '', on = '' }: Typed) => ({ sentNumber: number, sentOn: day(on), repairBy: undefined }),
  tells: 'subject',
} as const satisfies Partial<InvitationStep>

/** Before the letter goes to the consular department. */
export const preparingSteps = {
  send: { ...sending, from: 'draft' },
  resend: { ...sending, from: 'unclear' },
  begin: { from: ['draft', 'asked'], to: 'preparing', by: 'office', tells: 'subject' },
  ask: {
    from: ['asked', 'preparing'],
    to: 'unclear',
    by: 'office',
    asks: z.object({ message: longText(2000) }),
    unless: whyNotAsk,
    tells: 'subject',
  },
  decline: {
    from: ['asked', 'preparing'],
    to: 'declined',
    by: 'office',
    asks: reason,
    tells: 'subject',
    final: true,
    tone: 'danger',
  },
  sign: { ...signing, letter: 'letter' },
  signKyrgyz: { ...signing, letter: 'letterKyrgyz' },
  correct: {
    from: ['signed', 'returned'],
    to: 'preparing',
    by: 'office',
    asks: reason,
    also: revokeLetters('letter.corrected'),
  },
} as const satisfies Readonly<Record<string, InvitationStep>>

/** With the ministry and after its answer. */
export const sentSteps = {
  submit: { ...submitting, from: 'signed' },
  resubmit: { ...submitting, from: 'returned' },
  sendBack: {
    from: 'sent',
    to: 'returned',
    by: 'office',
    asks: z.object({ reason: longText(2000), on: dayField(), until: optionalDay() }),
    misfits: (input, { facts, today }) => [
      ...outOfOrder(input.on, facts.sentOn, today, 'on'),
      ...notBefore(input.until, readDay(input.on ?? ''), 'until'),
    ],
    settles: ({ on = '', until = '' }, { law }) => ({ repairBy: readDay(until) ?? repairDay(day(on), law) }),
  },
  approve: {
    from: 'sent',
    to: 'approved',
    by: 'office',
    asks: z.object({ reference: line(100), on: dayField(), until: optionalDay() }),
    misfits: approvalProblems,
    settles: ({ reference = '', on = '', until = '' }, situation) => ({
      reference,
      approvedOn: day(on),
      validUntil: readDay(until) ?? lastDayOf(day(on), situation) ?? day(on),
    }),
    letter: 'sheet',
    tells: 'subject',
    final: true,
  },
  refuse: {
    from: 'sent',
    to: 'refused',
    by: 'office',
    asks: z.object({ reason: longText(2000), on: dayField() }),
    misfits: (input, { facts, today }) => outOfOrder(input.on, facts.sentOn, today, 'on'),
    tells: 'subject',
    final: true,
    tone: 'danger',
  },
  visa: {
    from: 'approved',
    to: 'issued',
    by: 'office',
    asks: visaAsked,
    unless: (situation) => (isDelegation(situation) ? { key: 'members.visaEach' } : null),
    misfits: visaProblems,
    also: getVisa,
  },
  enter: {
    from: ['approved', 'issued', 'expired'],
    to: 'used',
    by: 'office',
    asks: z.object({ on: dayField() }),
    misfits: entryProblems,
    settles: ({ on = '' }) => ({ enteredOn: day(on) }),
    also: enter,
    final: true,
  },
  expire: { from: 'approved', to: 'expired', by: 'office', unless: stillValid, tells: 'subject', final: true },
  stayAway: { from: 'issued', to: 'expired', by: 'office', asks: reason, final: true, tone: 'danger' },
} as const satisfies Readonly<Record<string, InvitationStep>>

/** How it is given up. */
export const leavingSteps = {
  discard: { from: 'draft', to: 'withdrawn', by: 'subject', final: true, tone: 'danger' },
  withdraw: {
    from: ['asked', 'unclear', 'preparing', 'signed', 'sent'],
    to: 'withdrawn',
    by: 'subject',
    tells: 'subject',
    also: revokeLetters('letter.withdrawn'),
    final: true,
    tone: 'danger',
  },
  cancel: {
    from: ['preparing', 'signed', 'sent', 'returned', 'approved'],
    to: 'withdrawn',
    by: 'office',
    asks: z.object({ reason: optionalLongText(2000) }),
    tells: 'subject',
    also: revokeLetters('letter.withdrawn'),
    final: true,
    tone: 'danger',
  },
} as const satisfies Readonly<Record<string, InvitationStep>>

function stillValid({ facts, today }: InvitationSituation): Refusal | null {
  return facts.validUntil && facts.validUntil >= today ? { key: 'expire.stillValid' } : null
}

// Nobody would read the question.
function whyNotAsk({ facts }: InvitationSituation): Refusal | null {
  return facts.kind === 'student' || facts.kind === 'delegation'
    ? { key: 'ask.nobody', remedy: 'ask.nobody.remedy' }
    : null
}
