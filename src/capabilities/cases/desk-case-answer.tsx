import type { Outcome } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { lettersOf, mailsOf } from '../correspondence/index.ts'
import { looksOf } from '../documents/index.ts'
import { coworkersOf } from './colleagues.ts'
import { deskAddress, type Slip, type Tried } from './desk-case.ts'
import { DeskCasePage } from './desk-case-page.tsx'
import { followersOf } from './follows.ts'
import { casesOfPerson, linksOf } from './linked-cases.ts'
import { groundOf, type View, viewOf } from './moment.ts'
import { opinionsOf } from './opinions.ts'
import { panelsOn } from './panel.ts'
import { returnReasons } from './return-reasons.ts'
import { findCase, journalOf, notesOf } from './store.ts'
import { type ExplainedRefusal, explain } from './words.ts'

export interface Shown {
  readonly refusals?: readonly ExplainedRefusal[]
  readonly notice?: string
  readonly tried?: Tried
  readonly slip?: Slip
}

/** The case page with what just happened on it: 422 for a slip, 409 for a refusal. */
export async function showCase(visit: Visit, view: View, shown: Shown = {}) {
  const { institution, id } = view.standing
  const db = visit.within(institution)
  const today = visit.house.clock.today()
  const [journal, letters, mails, notes, looks, more] = await Promise.all([
    journalOf(db, id),
    lettersOf(db, id),
    mailsOf(db, id),
    notesOf(db, id),
    looksOf(db, id),
    panelsOn('desk', visit, view),
  ])
  const [reasons, colleagues, followers, samePerson, links, opinions] = await Promise.all([
    returnReasons(db),
    coworkersOf(db, institution, today),
    followersOf(db, institution, id, today),
    casesOfPerson(db, view.standing),
    linksOf(db, id),
    opinionsOf(db, id),
  ])
  const kept = view.items.flatMap((item) => [...item.files, ...item.earlier])
  const file = kept.find(({ id }) => id === visit.query('file'))
  const compared = kept.find(({ id }) => file && id !== file.id && id === visit.query('beside'))
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
      slip={shown.slip ?? null}
      colleagues={colleagues}
      followers={followers}
      samePerson={samePerson}
      links={links}
      opinions={opinions}
      opinionKey={crypto.randomUUID()}
      compared={compared ?? null}
      reasons={reasons.filter(({ retiredAt }) => !retiredAt)}
    />
  )
  const slipped = [shown.tried, shown.slip].some((tried) => tried && tried.problems.length > 0)
  const status = slipped ? 422 : shown.refusals || shown.notice ? 409 : 200
  return visit.show(
    {
      frame: 'desk',
      title: view.standing.title,
      current: `/desk/cases/${view.procedure.name}`,
      body,
      modules: ['viewer'],
    },
    status,
  )
}

/** Back to the case, or the case page as things stand now with the refusal on it. */
export async function answered(visit: Visit, view: View, outcome: Outcome) {
  if (outcome.ok) return visit.go(deskAddress(view))
  const { standing, procedure } = view
  const db = visit.within(standing.institution)
  const ground = await groundOf(visit.house, standing.institution, procedure)
  const now = { ...view, ...(await viewOf(ground, db, procedure, await findCase(db, standing.id))) }
  return showCase(visit, now, { refusals: [explain(outcome.refusal, procedure, now.law, visit.language)] })
}
