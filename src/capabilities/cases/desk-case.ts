import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { View } from './moment.ts'
import type { ReturnReason } from './return-reasons.ts'
import type { KeptFile } from './rules.ts'
import type { CaseLetter, CaseMail } from './shared-pages.tsx'
import type { JournalRow } from './timeline.tsx'
import type { ExplainedRefusal } from './words.ts'

export interface Look {
  readonly at: Date
  readonly byName: string
  readonly name: string
  readonly type: string
}

export interface Note {
  readonly at: Date
  readonly by_name: string
  readonly text: string
}

/** What the officer typed into a step that was not taken. */
export interface Tried {
  readonly step: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** What the officer typed about a paper that could not be decided so. */
export interface TriedPaper extends Omit<Tried, 'step'> {
  readonly type: string
}

export interface DeskCaseProps {
  readonly view: View
  readonly language: Language
  readonly journal: readonly JournalRow[]
  readonly letters: readonly CaseLetter[]
  readonly mails: readonly CaseMail[]
  readonly more: Child
  readonly notes: readonly Note[]
  readonly looks: readonly Look[]
  readonly me: string
  readonly mayWork: boolean
  readonly mayLook: boolean
  readonly open: KeptFile | null
  readonly refusals: readonly ExplainedRefusal[]
  readonly notice?: string | undefined
  readonly tried: Tried | null
  readonly triedPaper: TriedPaper | null
  /** The ready-made reasons that are offered. */
  readonly reasons: readonly ReturnReason[]
}

export function deskAddress(view: View): Href {
  return `/desk/cases/${view.procedure.name}/${view.standing.id}`
}
