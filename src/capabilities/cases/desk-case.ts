import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import type { Coworker } from './colleagues.ts'
import type { CaseLink, LinkedCase } from './linked-cases.ts'
import type { View } from './moment.ts'
import type { Opinion } from './opinions.ts'
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

/** What was typed into a form of the page that could not be taken so: `paper.passport`, `owner`, `link`. */
export interface Slip extends Omit<Tried, 'step'> {
  readonly form: string
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
  readonly slip: Slip | null
  readonly colleagues: readonly Coworker[]
  readonly followers: readonly Pick<Coworker, 'id' | 'name'>[]
  readonly samePerson: readonly LinkedCase[]
  readonly links: readonly CaseLink[]
  readonly opinions: readonly Opinion[]
  /** Of the next question: made with the page, so that a form sent twice asks once. */
  readonly opinionKey: string
  /** An earlier file of the paper that is open, to be looked at beside it. */
  readonly compared: KeptFile | null
  /** The ready-made reasons that are offered. */
  readonly reasons: readonly ReturnReason[]
}

export function deskAddress(view: View): Href {
  return `/desk/cases/${view.procedure.name}/${view.standing.id}`
}
