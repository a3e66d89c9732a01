import { z } from 'zod'
import { readDay } from '../../platform/days.ts'
import {
  dayField,
  line,
  longText,
  oneOf,
  optionalDay,
  optionalLine,
  optionalLongText,
} from '../../platform/web/fields.ts'
import type { Step } from '../cases/index.ts'
import { type Facts, registrationKinds } from './facts.ts'
import { absenceFits, mendingFits, notBefore, registrationFits } from './misfits.ts'
import type { Records, RegistrationSituation } from './rules.ts'
import { settleAgain, settleArrival, settleLeaving, settleNothing, settleRegistration, settleVoid } from './settled.ts'

type Stage =
  | 'arriving'
  | 'collecting'
  | 'given'
  | 'taken'
  | 'handed'
  | 'back'
  | 'registered'
  | 'voided'
  | 'refused'
  | 'left'
  | 'discarded'

type RegistrationStep = Step<Stage, Facts, Records>

const both = ['subject', 'office'] as const
const reason = { reason: longText(2000) }
/** A day that is today when the officer leaves it open. */
const on = optionalDay()
/** The body that the officer names, or has named before; none is the one that the law names. */
const bodyOr = (typed: string | undefined, { facts }: RegistrationSituation) => typed || facts.body
const dayOr = (typed: string | undefined, { today }: RegistrationSituation) => readDay(typed ?? '') ?? today

/** What the person does: says that they are here, gives the papers, mends what came back. */
const ownSteps = {
  arrive: {
    from: 'arriving',
    to: 'collecting',
    by: both,
    mandate: 'send',
    needs: 'every-answer',
    arrives: true,
    tells: 'subject',
    also: settleArrival,
  },
  correct: {
    from: ['collecting', 'given'],
    to: 'arriving',
    by: both,
    unless: ({ facts }) => (facts.takenOn ? { key: 'step.correct.taken', remedy: 'step.correct.taken.remedy' } : null),
    tone: 'soft',
  },
  handIn: {
    from: 'collecting',
    to: 'given',
    by: 'subject',
    mandate: 'send',
    needs: 'every-document',
    tells: 'subject',
  },
  mend: {
    from: 'back',
    to: 'taken',
    by: both,
    mandate: 'send',
    needs: 'every-document',
    settles: (_, situation) => ({ mendedOn: situation.today }),
    tells: 'subject',
  },
  leave: {
    from: ['collecting', 'given', 'taken'],
    to: 'left',
    by: both,
    asks: z.object({ on }),
    misfits: notBefore('crossedOn', 'day.beforeArrival'),
    settles: (input, situation) => ({ leftOn: dayOr(input.on, situation) }),
    also: settleLeaving,
    final: true,
    tone: 'danger',
  },
  discard: { from: 'arriving', to: 'discarded', by: both, also: settleNothing, final: true, tone: 'danger' },
  absence: {
    from: 'registered',
    to: 'voided',
    by: both,
    asks: z.object({ left: dayField(), back: optionalDay() }),
    misfits: absenceFits,
    settles: ({ left = '', back = '' }) => ({ voidedOn: readDay(left), backOn: readDay(back) }),
    also: settleVoid,
    tells: 'subject',
    final: true,
    tone: 'danger',
  },
} as const satisfies Readonly<Record<string, RegistrationStep>>

/** What the university does with the papers, and what the body that registers answers. */
const officeSteps = {
  // Source: EIMU's page: within the term one registers, or submits the papers to the passport and visa department.
  takeOver: {
    from: ['collecting', 'given'],
    to: 'taken',
    by: 'office',
    asks: z.object({ on }),
    needs: 'every-document',
    misfits: notBefore('crossedOn', 'day.beforeArrival'),
    settles: (input, situation) => ({ takenOn: situation.facts.takenOn ?? dayOr(input.on, situation) }),
    letter: 'receipt',
    tells: 'subject',
    final: true,
  },
  ask: {
    from: ['given', 'taken'],
    to: 'collecting',
    by: 'office',
    asks: z.object({ message: longText(2000) }),
    whenSomethingIsMissing: true,
    tells: 'subject',
  },
  // The payment code starts a clock of its own: rule registration.payment.
  payCode: {
    from: 'collecting',
    to: 'collecting',
    by: 'office',
    asks: z.object({ on }),
    misfits: notBefore('crossedOn', 'day.beforeArrival'),
    settles: (input, situation) => ({ codeOn: dayOr(input.on, situation) }),
    tells: 'subject',
  },
  petition: {
    from: 'taken',
    to: 'taken',
    by: 'office',
    asks: z.object({ body: optionalLine(200), order: optionalLine(100) }),
    settles: (input, situation) => ({ body: bodyOr(input.body, situation) }),
    letter: 'petition',
  },
  handOver: {
    from: 'taken',
    to: 'handed',
    by: 'office',
    asks: z.object({ on, reference: optionalLine(100), body: optionalLine(200) }),
    needs: 'every-document-accepted',
    misfits: notBefore('takenOn', 'day.beforeTaken'),
    settles: (input, situation) => ({
      handedOn: dayOr(input.on, situation),
      handedNumber: input.reference,
      body: bodyOr(input.body, situation),
    }),
    tells: 'subject',
    tone: 'main',
  },
  register: {
    from: 'handed',
    to: 'registered',
    by: 'office',
    asks: z.object({
      certificate: line(60),
      from: dayField(),
      to: dayField(),
      kind: oneOf(registrationKinds),
      body: optionalLine(200),
    }),
    misfits: registrationFits,
    settles: ({ certificate, from = '', to = '', kind, body }, situation) => ({
      number: certificate,
      from: readDay(from),
      until: readDay(to),
      registeredAs: registrationKinds.find((known) => known === kind),
      body: bodyOr(body, situation),
    }),
    also: settleRegistration,
    tells: 'subject',
    final: true,
  },
  sendBack: {
    from: 'handed',
    to: 'back',
    by: 'office',
    asks: z.object({ ...reason, until: optionalDay() }),
    misfits: mendingFits,
    settles: ({ until = '' }) => ({ mendBy: readDay(until), mendedOn: undefined }),
    tells: 'subject',
  },
  refuse: {
    from: 'handed',
    to: 'refused',
    by: 'office',
    asks: z.object(reason),
    also: settleNothing,
    tells: 'subject',
    final: true,
    tone: 'danger',
  },
  tryAgain: {
    from: 'refused',
    to: 'taken',
    by: 'office',
    asks: z.object({ reason: optionalLongText(2000) }),
    also: settleAgain,
  },
} as const satisfies Readonly<Record<string, RegistrationStep>>

// The office's come first: that is the order of the buttons.
export const steps = { ...officeSteps, ...ownSteps }
