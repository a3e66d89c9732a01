import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { View } from './moment.ts'
import type { Procedure } from './procedure.ts'

/** What a later capability puts on the pages of every case: the engine shows it and knows nothing of it. */
export interface Panel {
  /** It also has to say something of cases whose subject is a matter and no person: an agreement. */
  readonly ofMatters?: boolean
  /** On the page of everything that an account has, above it: what can't wait. */
  readonly all?: (visit: Visit, views: readonly View[]) => Promise<Child>
  /** There too, below it: what else there is, and what can be begun. */
  readonly ways?: (visit: Visit, views: readonly View[]) => Promise<Child>
  /** On the subject's own page, below what is to be done. */
  readonly my?: (visit: Visit, view: View) => Promise<Child>
  /** On the subject's page of papers, above them. */
  readonly papers?: (visit: Visit, view: View) => Promise<Child>
  /** On the desk's page, before the letters and papers. */
  readonly desk?: (visit: Visit, view: View) => Promise<Child>
  /** On the page of a dean's office, below the steps: what it may read to take them. */
  readonly unit?: (visit: Visit, view: View) => Promise<Child>
  /** On the page of a person, who may have several records: what stands in the case's papers is no part of it. */
  readonly person?: (visit: Visit, records: readonly string[]) => Promise<Child>
  /** A column of the office's day. */
  readonly today?: (visit: Visit, procedures: readonly Procedure[]) => Promise<Child>
}

/** What stands on a page of this case, in the order of the capabilities. */
export function panelsOn(page: 'my' | 'papers' | 'desk' | 'unit', visit: Visit, view: View): Promise<Child> {
  const panels = (view.panels ?? []).filter(({ ofMatters }) => ofMatters || !view.procedure.matter)
  return Promise.all(panels.map((panel) => panel[page]?.(visit, view)))
}
