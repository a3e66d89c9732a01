import { readDay } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { disagreements, needsApproval, repairOf, shortDay, type VisaSituation } from './rules.ts'

/** A day out of a step's answers; undefined for none. */
export const dayIn = (text: string | undefined) => readDay(text ?? '') ?? undefined

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

/** The petition is signed before the package goes out, nothing lies ahead, and a returned package is mended in time. */
export function packageProblems(input: Typed, situation: VisaSituation): Problem[] {
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

export function noApprovalNeeded(situation: VisaSituation): Refusal | null {
  return needsApproval(situation) ? null : { key: 'visa.noApprovalNeeded', rule: 'visa.scnb-approval' }
}

export function notApproved(situation: VisaSituation): Refusal | null {
  if (situation.facts.approvalDay || !needsApproval(situation)) return null
  return { key: 'visa.notApproved', rule: 'visa.scnb-approval', remedy: 'visa.notApproved.remedy' }
}

// The last day is in time. A case that never came back is not annulled.
export function stillInTime(situation: VisaSituation): Refusal | null {
  const repair = repairOf(situation)
  if (!repair) return { key: 'visa.neverReturned' }
  if (repair.due < situation.today) return null
  return { key: 'visa.stillInTime', params: { day: shortDay(repair.due) }, rule: repair.rule.id }
}

/** What was right when the papers came in may be wrong now: a day has passed, a visa was written down. */
export function wrongAnswers(situation: VisaSituation): Refusal | null {
  const [first] = disagreements(situation)
  return first ? { ...first.refusal, remedy: 'visa.answersWrong.remedy' } : null
}
