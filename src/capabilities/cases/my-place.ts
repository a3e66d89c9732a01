import type { Href } from '../../platform/jsx-runtime.ts'
import type { View } from './moment.ts'
import type { Party } from './procedure.ts'
import { answerProblems, brings, isEditable, isThere, openPapers } from './rules.ts'

/** The case's page for whoever fills it in: its subject, or an office that does it for them. */
export function addressOf({ filler, standing }: Pick<View, 'standing' | 'filler'>): Href {
  return filler?.address ?? `/my/${standing.institution}/${standing.id}`
}

/** As whom the reader fills the case in. */
export function partyOf({ filler }: Pick<View, 'filler'>): Party {
  return filler?.party ?? 'subject'
}

/** How many parts of the questions and papers still want something. */
export function leftToDo(view: View): number {
  const answers = answerProblems(view.procedure, view.standing, view.situation, partyOf(view)).filter(
    ({ problems }) => problems.length > 0,
  )
  const papers = view.items.filter((item) => !item.wanted.optional && brings(item, partyOf(view)))
  return answers.length + papers.filter((item) => !isThere(item)).length
}

/** Where the subject goes on: the first open questions, then the papers, then the check. */
export function nextToDo(view: View): Href {
  const open = answerProblems(view.procedure, view.standing, view.situation, partyOf(view)).find(
    ({ problems }) => problems.length > 0,
  )
  if (open) return `${addressOf(view)}/answers/${open.section}`
  const { procedure, standing, items } = view
  // After the decision only what it asks for is open, and nobody should have to look for it.
  const wanted = openPapers(procedure, standing.stage, items, partyOf(view)).filter(
    (item) => !item.wanted.optional || !isEditable(procedure, standing.stage),
  )
  return wanted.some((item) => !isThere(item)) ? `${addressOf(view)}/documents` : `${addressOf(view)}/check`
}
