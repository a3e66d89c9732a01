import type { Visit } from '../../platform/web/visit.ts'
import type { View } from '../cases/index.ts'
import { stayWanted } from '../mobility/index.ts'
import type { GrantLine, Instalment, Report, Span, Stay } from './rules.ts'
import { instalmentsOf, type Journey, journeysOf, linesOf, reportOf, stayOf } from './store.ts'

/** Everything that is known of the money and the stay of one case. */
export interface Money {
  readonly lines: readonly GrantLine[]
  readonly instalments: readonly Instalment[]
  readonly stay: Stay
  readonly report: Report | null
  readonly journeys: readonly Journey[]
  /** From when to when the person is to be away. */
  readonly span: Span
  readonly host: string
}

export async function moneyOf(visit: Visit, view: View): Promise<Money> {
  const { institution, id, subjectId, facts } = view.standing
  const db = visit.within(institution)
  const [lines, instalments, stay, report, journeys] = await Promise.all([
    linesOf(db, id),
    instalmentsOf(db, id),
    stayOf(db, id),
    reportOf(db, id),
    journeysOf(db, subjectId),
  ])
  const host = typeof facts?.hostName === 'string' ? facts.hostName : ''
  return { lines, instalments, stay, report, journeys, span: stayWanted(view), host }
}
