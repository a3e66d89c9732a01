import { shortestPassword } from '../../platform/sessions/auth.ts'
import type { Problem } from '../../platform/web/form.ts'
import { sayProblem } from '../../platform/web/words.ts'
import type { PeopleSay } from './words.ts'

export type Problems = readonly Problem[]

/** What is wrong with a field, in words; undefined when nothing is. */
export function said(t: PeopleSay, problems: Problems, field: string): string | undefined {
  const problem = problems.find((candidate) => candidate.field === field)
  return problem && inWords(t, problem)
}

export function inWords(t: PeopleSay, problem: Problem): string {
  return t.find(problem.key, { least: shortestPassword, ...problem.params }) ?? sayProblem(problem, t.language)
}
