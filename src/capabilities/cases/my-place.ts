import type { Href } from '../../platform/jsx-runtime.ts'
import type { View } from './moment.ts'
import { answerProblems, isEditable, isThere, openPapers } from './rules.ts'

/** The case's page for its subject. */
export function addressOf(view: Pick<View, 'standing'>): Href {
  return `/my/${view.standing.institution}/${view.standing.id}`
}

/** How many parts of the questions and papers still want something. */
export function leftToDo(view: View): number {
  const answers = answerProblems(view.procedure, view.standing, view.situation).filter(
    ({ problems }) => problems.length > 0,
  )
  return answers.length + view.items.filter((item) => !item.wanted.optional && !isThere(item)).length
}

/** Where the subject goes on: the first open questions, then the papers, then the check. */
export function nextToDo(view: View): Href {
  const open = answerProblems(view.procedure, view.standing, view.situation).find(({ problems }) => problems.length > 0)
  if (open) return `${addressOf(view)}/answers/${open.section}`
  const { procedure, standing, items } = view
  // After the decision only what it asks for is open, and nobody should have to look for it.
  const wanted = openPapers(procedure, standing.stage, items).filter(
    (item) => !item.wanted.optional || !isEditable(procedure, standing.stage),
  )
  return wanted.some((item) => !isThere(item)) ? `${addressOf(view)}/documents` : `${addressOf(view)}/check`
}
