import type { Outcome } from './rules.ts'

/** Why somebody stands without an answer, or may not get it. */
export const gaps = ['notScreened', 'notChecked', 'noRun', 'notTaken', 'hindered', 'noMail', 'mailRefused'] as const
export type Gap = (typeof gaps)[number]

export interface Checked {
  readonly caseId: string
  readonly number: string | null
  readonly name: string
  readonly stage: string
  /** What the last run or the last answer says. */
  readonly outcome: Outcome | null
  readonly answer: { readonly takenAt: Date | null; readonly hindered: string | null } | null
  readonly email: string | null
  /** The last mail of the case did not reach them: what the server said. */
  readonly refused: string | null
  /** Why no answer is right. */
  readonly named: string | null
}

export interface Open {
  readonly gap: Gap
  readonly person: Checked
}

/** Everybody who would be left without an answer, or not reached by it. @param published the results are out */
export function openOf(people: readonly Checked[], published: boolean): readonly Open[] {
  return people.flatMap((person) => {
    const gap = gapOf(person, published)
    return gap ? [{ gap, person }] : []
  })
}

function gapOf(person: Checked, published: boolean): Gap | null {
  const { stage, outcome, answer, email, refused } = person
  if (stage === 'screening') return 'notScreened'
  if (stage === 'checking' || stage === 'incomplete') return 'notChecked'
  if (answer?.hindered && stage === 'selecting') return 'hindered'
  if (published && answer && !answer.takenAt) return 'notTaken'
  if (stage === 'selecting' && !answer && (published || !outcome)) return 'noRun'
  if (outcome === null) return null
  return email === null ? 'noMail' : refused === null ? null : 'mailRefused'
}

/** Who stands in the way of publishing: neither answered nor named. */
export const unnamed = (open: readonly Open[]) => open.filter(({ person }) => person.named === null)
