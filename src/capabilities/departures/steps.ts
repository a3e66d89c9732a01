import { z } from 'zod'
import { day } from '../../platform/days.ts'
import { dayField, longText, oneOf, optionalLine } from '../../platform/web/fields.ts'
import type { Step } from '../cases/index.ts'
import { type Facts, letterLanguages } from './facts.ts'
import { interviewMisfits, notYet, type Records, returnMisfits, visaMisfits } from './rules.ts'

export const stages = {
  draft: 'subject',
  preparing: 'office',
  incomplete: 'subject',
  // The papers are whole: the traveller goes to the embassy.
  ready: 'subject',
  applied: 'others',
  refused: 'office',
  granted: 'subject',
  gone: 'subject',
  back: 'closed',
  cancelled: 'closed',
} as const

type DepartureStep = Step<keyof typeof stages, Facts, Records>

const both = ['subject', 'office'] as const
const send = { to: 'preparing', by: both, needs: 'every-document', arrives: true, tells: 'subject' } as const
const letter = {
  from: 'preparing',
  to: 'preparing',
  by: 'office',
  asks: z.object({ letterLanguage: oneOf(letterLanguages) }),
  settles: ({ letterLanguage }) => ({ letterLanguage: letterLanguages.find((one) => one === letterLanguage) }),
  tells: 'subject',
  final: true,
} as const satisfies Partial<DepartureStep>

/** From the wish to go to the report. What happens at the embassy the traveller or the office writes down. */
export const steps = {
  send: { ...send, from: 'draft' },
  resend: { ...send, from: 'incomplete' },
  ask: {
    from: 'preparing',
    to: 'incomplete',
    by: 'office',
    asks: z.object({ message: longText(2000) }),
    tells: 'subject',
  },
  certificate: { ...letter, letter: 'certificate' },
  cover: { ...letter, letter: 'cover' },
  handOut: { from: 'preparing', to: 'ready', by: 'office', needs: 'every-document-accepted', tells: 'subject' },
  noVisa: {
    from: 'preparing',
    to: 'granted',
    by: 'office',
    asks: z.object({ why: longText(1000) }),
    tells: 'subject',
    tone: 'soft',
  },
  again: { from: ['ready', 'refused'], to: 'preparing', by: 'office', tone: 'soft' },
  apply: {
    from: 'ready',
    to: 'applied',
    by: both,
    asks: z.object({ appliedOn: dayField(), appliedAt: optionalLine(200), applicationNumber: optionalLine(60) }),
    misfits: notYet('appliedOn'),
    settles: ({ appliedOn = '', appliedAt, applicationNumber }) => ({
      ...{ appliedOn: day(appliedOn), appliedAt, applicationNumber },
      // An interview of an earlier application is over.
      interviewOn: undefined,
    }),
  },
  interview: {
    from: 'applied',
    to: 'applied',
    by: both,
    asks: z.object({ interviewOn: dayField(), interviewAbout: optionalLine(200) }),
    misfits: interviewMisfits,
    settles: ({ interviewOn = '', interviewAbout }) => ({ interviewOn: day(interviewOn), interviewAbout }),
    tone: 'soft',
  },
  visaGot: {
    from: 'applied',
    to: 'granted',
    by: both,
    asks: z.object({ visaFrom: dayField(), visaTo: dayField(), visaNumber: optionalLine(40) }),
    misfits: visaMisfits,
    settles: ({ visaFrom = '', visaTo = '', visaNumber }) => ({
      ...{ visaFrom: day(visaFrom), visaTo: day(visaTo), visaNumber },
    }),
  },
  visaRefused: {
    from: 'applied',
    to: 'refused',
    by: both,
    asks: z.object({ refusedOn: dayField(), reason: longText(2000) }),
    misfits: notYet('refusedOn'),
    tone: 'danger',
  },
  leave: {
    from: 'granted',
    to: 'gone',
    by: both,
    asks: z.object({ goneOn: dayField() }),
    misfits: notYet('goneOn'),
    settles: ({ goneOn = '' }) => ({ goneOn: day(goneOn) }),
  },
  comeBack: {
    from: 'gone',
    to: 'back',
    by: both,
    asks: z.object({ returnedOn: dayField(), report: longText(10_000) }),
    misfits: returnMisfits,
    settles: ({ returnedOn = '', report }) => ({ returnedOn: day(returnedOn), report }),
    final: true,
  },
  discard: { from: 'draft', to: 'cancelled', by: both, final: true, tone: 'danger' },
  cancel: {
    from: ['preparing', 'incomplete', 'ready', 'applied', 'refused', 'granted'],
    to: 'cancelled',
    by: both,
    asks: z.object({ reason: longText(1000) }),
    final: true,
    tone: 'danger',
  },
} as const satisfies Readonly<Record<string, DepartureStep>>
