import type { Outcome } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { lettersOf, mailsOf } from '../correspondence/index.ts'
import { looksOf } from '../documents/index.ts'
import { deskAddress, type Tried, type TriedPaper } from './desk-case.ts'
import { DeskCasePage } from './desk-case-page.tsx'
import type { View } from './moment.ts'
import { panelsOn } from './panel.ts'
import { returnReasons } from './return-reasons.ts'
import { journalOf, notesOf } from './store.ts'
import { type ExplainedRefusal, explain } from './words.ts'

export interface Shown {
  readonly refusals?: readonly ExplainedRefusal[]
  readonly notice?: string
  readonly tried?: Tried
  readonly triedPaper?: TriedPaper
}

/** The case page with what just happened on it: 422 for a slip, 409 for a refusal. */
export async function showCase(visit: Visit, view: View, shown: Shown = {}) {
  const { institution, id } = view.standing
  const db = visit.within(institution)
  const [journal, letters, mails, notes, looks, reasons, more] = await Promise.all([
    journalOf(db, id),
    lettersOf(db, id),
    mailsOf(db, id),
    notesOf(db, id),
    looksOf(db, id),
    returnReasons(db),
    panelsOn('desk', visit, view),
  ])
  const file = view.items
    .flatMap((item) => [...item.files, ...item.earlier])
    .find((candidate) => candidate.id === visit.query('file'))
  const body = (
    <DeskCasePage
      view={view}
      language={visit.language}
      journal={journal}
      letters={letters}
      mails={mails}
      notes={notes}
      looks={looks}
      more={more}
      me={visit.account.accountId}
      mayWork={visit.may('cases.work', institution)}
      mayLook={visit.may('papers.look', institution)}
      open={file ?? null}
      refusals={shown.refusals ?? []}
      notice={shown.notice}
      tried={shown.tried ?? null}
      triedPaper={shown.triedPaper ?? null}
      reasons={reasons.filter(({ retiredAt }) => !retiredAt)}
    />
  )
  const slipped = [shown.tried, shown.triedPaper].some((tried) => tried && tried.problems.length > 0)
  const status = slipped ? 422 : shown.refusals || shown.notice ? 409 : 200
  return visit.show(
    { frame: 'desk', title: view.standing.title, current: `/desk/cases/${view.procedure.name}`, body },
    status,
  )
}

/** Back to the case, or the case page with the refusal on it. */
export async function answered(visit: Visit, view: View, outcome: Outcome) {
  if (outcome.ok) return visit.go(deskAddress(view))
  return showCase(visit, view, { refusals: [explain(outcome.refusal, view.procedure, view.law, visit.language)] })
}
