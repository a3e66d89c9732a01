import { z } from 'zod'
import { addDays, type Day, day, daysBetween, readDay } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import { dayField, longText, oneOf, optionalLongText } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Step } from '../cases/index.ts'
import type { Deadline } from '../law/index.ts'
import type { Facts } from './facts.ts'
import { ownRule, setDay } from './own-rules.ts'
import { revokeLetters } from './revoking.ts'
import { type AdmissionSituation, type Records, whyNotEntry } from './rules.ts'
import { joinList } from './waiting-store.ts'

/** Stages from which the office decides. `admitted` is a place that is offered; only `accepted` is taken. */
type Stage =
  | 'sent'
  | 'conditional'
  | 'proving'
  | 'waiting'
  | 'admitted'
  | 'accepted'
  | 'declined'
  | 'lapsed'
  | 'refused'

type DecisionStep = Step<Stage, Facts, Records>

const reason = z.object({ reason: longText(2000) })
const admit = {
  to: 'admitted',
  by: 'office',
  needs: 'every-document-accepted',
  unless: whyNotEntry,
  settles: (_: Typed, situation: AdmissionSituation) => ({ acceptBy: acceptDay(situation) }),
  letter: 'letter',
  tells: 'subject',
  final: true,
} as const satisfies Partial<DecisionStep>

/** What the office decides about a sent application, and how a decision is taken back. */
export const decisionSteps = {
  admit: { ...admit, from: ['sent', 'waiting'] },
  conditionMet: { ...admit, from: ['conditional', 'proving'] },
  admitOnCondition: {
    from: ['sent', 'waiting'],
    to: 'conditional',
    by: 'office',
    asks: z.object({ condition: longText(2000), until: dayField() }),
    unless: whyNotEntry,
    misfits: passed,
    settles: ({ condition = '', until = '' }) => ({ condition, conditionUntil: day(until) }),
    tells: 'subject',
  },
  giveTime: {
    from: ['conditional', 'proving'],
    to: 'conditional',
    by: 'office',
    asks: z.object({ message: optionalLongText(2000), until: dayField() }),
    misfits: passed,
    settles: ({ until = '' }) => ({ conditionUntil: day(until) }),
    tells: 'subject',
  },
  submit: {
    from: 'conditional',
    to: 'proving',
    by: 'subject',
    mandate: 'send',
    needs: 'every-document',
    tells: 'subject',
  },
  wait: {
    from: 'sent',
    to: 'waiting',
    by: 'office',
    asks: z.object({ message: optionalLongText(2000) }),
    unless: whyNotEntry,
    tells: 'subject',
    also: ({ tx, institution, caseId, situation }) => joinList(tx, institution, caseId, situation),
  },
  refuse: {
    from: ['sent', 'waiting', 'conditional', 'proving'],
    to: 'refused',
    by: 'office',
    asks: z.object({
      ground: oneOf(['education', 'papers', 'condition', 'late', 'places', 'other']),
      reason: longText(2000),
    }),
    tells: 'subject',
    final: true,
    tone: 'danger',
  },
  extend: {
    from: 'admitted',
    to: 'admitted',
    by: 'office',
    asks: z.object({ until: dayField() }),
    misfits: passed,
    settles: ({ until = '' }) => ({ acceptBy: day(until) }),
    tells: 'subject',
  },
  giveOn: {
    from: 'admitted',
    to: 'lapsed',
    by: 'office',
    unless: stillInTime,
    tells: 'subject',
    final: true,
    tone: 'danger',
    also: revokeLetters('decision.lapsed'),
  },
  offerAgain: {
    from: ['declined', 'lapsed'],
    to: 'admitted',
    by: 'office',
    settles: admit.settles,
    letter: 'letter',
    tells: 'subject',
    final: true,
  },
  reconsider: {
    from: ['admitted', 'conditional', 'refused'],
    to: 'sent',
    by: 'office',
    asks: reason,
    unless: tooLateToReconsider,
    settles: () => ({ acceptBy: undefined, conditionUntil: undefined }),
    tells: 'subject',
    tone: 'danger',
    also: revokeLetters('decision.reconsidered'),
  },
} as const satisfies Readonly<Record<string, DecisionStep>>

/** The clocks of the decisions. The day itself is in time. */
export function decisionDeadlines(situation: AdmissionSituation): readonly Deadline[] {
  const { stage, stageSince, facts, law, background } = situation
  const { settings } = background.institution
  const answer = ownRule('answer', settings.answerWithinWorkingDays)
  if (stage === 'sent' || stage === 'proving') return [law.deadline('answer', answer, { from: stageSince })]
  if (stage === 'conditional' && facts.conditionUntil) {
    const rule = setDay('condition', daysBetween(stageSince, facts.conditionUntil))
    return [{ name: 'condition', rule, start: stageSince, due: facts.conditionUntil, provisional: false }]
  }
  if (stage !== 'admitted' || !facts.acceptBy) return []
  const rule = ownRule('accept', settings.acceptWithinDays)
  return [{ name: 'accept', rule, start: stageSince, due: facts.acceptBy, provisional: false }]
}

/** The last day on which a place that is offered today can be accepted. */
function acceptDay({ law, background }: AdmissionSituation): Day {
  const rule = ownRule('accept', background.institution.settings.acceptWithinDays)
  return law.deadline('accept', rule, { from: law.day }).due
}

function passed({ until = '' }: Typed, { today }: AdmissionSituation): Problem[] {
  const last = readDay(until)
  return last && last < today ? [{ field: 'until', key: 'decision.dayPassed' }] : []
}

function stillInTime({ facts, today }: AdmissionSituation): Refusal | null {
  if (!facts.acceptBy || facts.acceptBy < today) return null
  return { key: 'decision.stillInTime', remedy: 'decision.stillInTime.remedy' }
}

function tooLateToReconsider({ stageSince, today, background }: AdmissionSituation): Refusal | null {
  const { value: days } = background.institution.settings.reconsiderWithinDays
  return addDays(stageSince, days) < today ? { key: 'decision.tooLate', params: { days } } : null
}
