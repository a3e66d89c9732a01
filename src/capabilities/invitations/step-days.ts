import { type Day, readDay } from '../../platform/days.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { type InvitationSituation, lastDayOf } from './rules.ts'

/** A day that the office enters lies between an event before it and today. */
export function outOfOrder(typed: string | undefined, after: Day | undefined, today: Day, field: string): Problem[] {
  const on = readDay(typed ?? '')
  if (!on) return []
  if (on > today) return [{ field, key: 'day.notYet' }]
  return notBefore(on, after, field)
}

export function notBefore(typed: string | undefined, after: Day | null | undefined, field: string): Problem[] {
  const on = readDay(typed ?? '')
  return on && after && on < after ? [{ field, key: 'day.before' }] : []
}

/** An approval between the handing in and today, with a last day that the law or the paper itself says. */
export function approvalProblems(input: Typed, situation: InvitationSituation): Problem[] {
  const on = readDay(input.on ?? '')
  const until = readDay(input.until ?? '')
  const wrong = [
    ...outOfOrder(input.on, situation.facts.sentOn, situation.today, 'on'),
    ...notBefore(input.until, on, 'until'),
  ]
  if (wrong.length > 0 || !on || until || lastDayOf(on, situation)) return wrong
  // No edition of the law is loaded for that day: the approval itself says how long it holds.
  return [{ field: 'until', key: 'approve.noRule' }]
}

// Single use: what has ended opens the border to nobody, and a late word of an entry in time still counts.
export function entryProblems(input: Typed, { facts, stage, today }: InvitationSituation): Problem[] {
  const on = readDay(input.on ?? '')
  const wrong = outOfOrder(input.on, facts.approvedOn, today, 'on')
  if (wrong.length > 0 || !on || stage === 'issued' || !facts.validUntil || on <= facts.validUntil) return wrong
  return [{ field: 'on', key: 'enter.ended' }]
}

/** Until when a return of a day has to be repaired, by the law of that day; undefined where no edition says it. */
export function repairDay(on: Day, law: InvitationSituation['law']): Day | undefined {
  const rule = law.on(on).find('visa.correction')
  return rule ? law.deadline('repair', rule, { from: on }).due : undefined
}
