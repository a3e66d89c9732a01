import { z } from 'zod'
import { day, readDay } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { dayField, line, longText, optionalDay, optionalLine, optionalLongText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { type Moment, procedure, type Situation, type Step } from '../cases/index.ts'
import type { Deadline, Rule } from '../law/index.ts'
import { roadOf } from './answer-store.ts'
import { whenSettled } from './settling.ts'
import { agreementOfCase, readingOf, settleAgreement } from './store.ts'
import { agreementsWords, inThree } from './words.ts'

const facts = z.object({
  title: line(300),
  proposedBy: optionalLine(300),
  proposerMail: optionalLine(254),
  about: optionalLongText(4000),
  unit: optionalLine(60),
  /** Settled by steps, asked of nobody as a question. */
  condition: optionalLongText(1000),
  lookOn: dayField(),
})
type Facts = z.infer<typeof facts>

/** What stands in the way of the next step. */
export interface Road {
  /** Versions of the text that there are. */
  readonly drafts: number
  readonly approvals: { readonly yes: number; readonly no: number; readonly open: number }
  /** Parties that have not signed the newest version. */
  readonly unsigned: number
}
type RoadSituation = Situation<Facts, Road | null>
type RoadStep = Step<keyof typeof stages, Facts, Road | null>

const stages = {
  proposed: 'office',
  drafted: 'office',
  approving: 'others',
  signing: 'others',
  signed: 'office',
  waiting: 'office',
  inForce: 'closed',
  dropped: 'closed',
} as const

const refusal = (key: string): Refusal => ({ key })

function whyNotSubmit({ background }: RoadSituation): Refusal | null {
  return background && background.drafts > 0 ? null : refusal('road.noDraft')
}

function whyNotApprove({ background }: RoadSituation): Refusal | null {
  const { yes = 0, no = 0, open = 0 } = background?.approvals ?? {}
  if (no > 0) return refusal('road.refused')
  if (open > 0) return refusal('road.notAnswered')
  return yes > 0 ? null : refusal('road.nobodyApproved')
}

const whyNotSigned = ({ background }: RoadSituation): Refusal | null =>
  background && background.unsigned === 0 ? null : refusal('road.unsigned')

function forceMisfits({ from = '', until = '' }: Typed): Problem[] {
  const [start, end] = [readDay(from), readDay(until)]
  return start && end && end < start ? [{ field: 'until', key: 'agreement.endsBefore' }] : []
}

const later = ({ lookOn = '' }: Typed, { today }: RoadSituation): Problem[] =>
  (readDay(lookOn) ?? today) < today ? [{ field: 'lookOn', key: 'road.past' }] : []

const reason = z.object({ reason: longText(1000) })
const term = { asks: z.object({ from: dayField(), until: optionalDay() }), misfits: forceMisfits } as const

/** The row of the register follows its case. */
const goes = (state: keyof typeof stages) => (moment: Moment<Facts, Road | null>) => settle(moment, state)

const steps = {
  draft: { from: 'proposed', to: 'drafted', by: 'office', also: goes('drafted'), tone: 'main' },
  submit: { from: 'drafted', to: 'approving', by: 'office', unless: whyNotSubmit, also: goes('approving') },
  approve: { from: 'approving', to: 'signing', by: 'office', unless: whyNotApprove, also: goes('signing') },
  revise: {
    from: ['approving', 'signing'],
    to: 'drafted',
    by: 'office',
    asks: reason,
    also: goes('drafted'),
    tone: 'soft',
  },
  sign: { from: 'signing', to: 'signed', by: 'office', unless: whyNotSigned, also: goes('signed') },
  force: { from: 'signed', to: 'inForce', by: 'office', ...term, also: goes('inForce') },
  wait: {
    from: 'signed',
    to: 'waiting',
    by: 'office',
    asks: z.object({ condition: longText(1000), lookOn: dayField() }),
    misfits: later,
    settles: ({ condition, lookOn = '' }) => ({ condition, lookOn: day(lookOn) }),
    also: goes('waiting'),
    tone: 'soft',
  },
  look: {
    from: 'waiting',
    to: 'waiting',
    by: 'office',
    asks: z.object({ lookOn: dayField() }),
    misfits: later,
    settles: ({ lookOn = '' }) => ({ lookOn: day(lookOn) }),
    also: goes('waiting'),
    tone: 'soft',
  },
  fulfil: { from: 'waiting', to: 'inForce', by: 'office', ...term, also: goes('inForce') },
  drop: {
    from: ['proposed', 'drafted', 'approving', 'signing', 'signed', 'waiting'],
    to: 'dropped',
    by: 'office',
    asks: reason,
    also: goes('dropped'),
    final: true,
    tone: 'danger',
  },
} as const satisfies Readonly<Record<string, RoadStep>>

/** From a proposal to the signatures of all parties, and until it is in force or dropped. */
export const agreement = procedure({
  name: 'agreement',
  series: 'G',
  words: agreementsWords.byData,
  facts,
  sections: { proposal: ['title', 'proposedBy', 'proposerMail', 'about'] },
  personal: true,
  matter: true,
  background: async (db, _, subject): Promise<Road | null> => (subject ? roadOf(db, subject) : null),
  unit: ({ facts }) => facts.unit || null,
  starts: 'proposed',
  stages,
  editable: ['proposed'],
  fills: ['office'],
  steps,
  deadlines: ({ facts, stage, law }): readonly Deadline[] =>
    stage === 'waiting' && facts.lookOn ? [law.deadline('look', lookRule, { from: facts.lookOn })] : [],
  person: ({ title }) => ({ shownAs: '', searched: [title] }),
  opensAt: '/desk/agreements/proposals/new',
  listed: ['unit'],
  columns: ({ facts }) => ({ unit: facts.unit ?? '' }),
})

// The office has set the day itself.
const lookRule: Rule = {
  ...{ id: 'own.agreement', value: 0, unit: 'calendar-days', text: inThree('rule.look'), validFrom: null },
  ...{ validTo: null, verified: true, asOf: null, source: [], note: null },
}

async function settle(
  { tx, house, institution, caseId, by, input }: Moment<Facts, Road | null>,
  state: keyof typeof stages,
) {
  const at = house.clock.now()
  const held = await agreementOfCase(tx, caseId, await readingOf(tx, house.clock.today()))
  if (!held) return
  const { condition, lookOn, from, until } = input
  await settleAgreement(
    tx,
    held.id,
    {
      state,
      ...(condition ? { condition: JSON.stringify({ en: condition, ru: condition, ky: condition }) } : {}),
      ...(lookOn ? { look_on: day(lookOn) } : {}),
      ...(from ? { from_day: day(from), until_day: until ? day(until) : held.until } : {}),
    },
    at,
  )
  await whenSettled(tx, { house, institution, by, at }, held, state)
}
