import { z } from 'zod'
import { addDays } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { longText, oneOf, optionalLongText } from '../../platform/web/fields.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayProblem } from '../../platform/web/words.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { letterFile, lettersOf, mailsOf } from '../correspondence/index.ts'
import { filePage, findFile, looksOf, pdfPage, recordLook } from '../documents/index.ts'
import { takeStep } from './actions.ts'
import { deskAddress, type Tried } from './desk-case.ts'
import { DeskCasePage } from './desk-case-page.tsx'
import { TodayPage } from './desk-list-pages.tsx'
import { casesDue, casesWaiting, countOverdue } from './desk-store.ts'
import { type Act, groundOf, type View, viewOf } from './moment.ts'
import { type Panel, panelsOn } from './panel.ts'
import { addNote, changeOwner, type Decision, decidePaper } from './papers.ts'
import type { Procedure } from './procedure.ts'
import { findCase, journalOf, notesOf } from './store.ts'
import { casesWords, type ExplainedRefusal, explain } from './words.ts'

const decision = z
  .object({ state: oneOf(['accepted', 'returned', 'waived', 'shown']), reason: optionalLongText(2000) })
  .refine(({ state, reason }) => reason !== '' || state === 'accepted' || state === 'shown', {
    path: ['reason'],
    message: 'form.missing',
  })
const note = z.object({ text: longText(4000) })
const ownership = z.object({ owner: oneOf(['me', 'nobody']) })

/** What the office sees and does, from the procedures' values alone. */
export function deskRoutes(house: House, procedures: readonly Procedure[], panels: readonly Panel[]): Routes {
  const view = async (visit: Visit) => ({ ...(await deskView(visit, procedures)), panels })
  return new Routes()
    .get('/desk', may('cases.read'), (visit) => showToday(visit, procedures, panels))
    .get('/desk/cases/:procedure/:id', may('cases.read'), async (visit) => showCase(visit, await view(visit)))
    .post('/desk/cases/:procedure/:id/steps/:step', may('cases.work'), async (visit) => step(visit, await view(visit)))
    .post('/desk/cases/:procedure/:id/documents/:type', may('cases.work'), async (visit) =>
      decide(visit, await view(visit)),
    )
    .post('/desk/cases/:procedure/:id/notes', may('cases.work'), async (visit) => {
      const seen = await view(visit)
      const form = await visit.form(note)
      if (!form.ok) return visit.go(deskAddress(seen))
      return answered(visit, seen, await addNote(actOf(visit), seen.procedure, seen.standing.id, form.value.text))
    })
    .post('/desk/cases/:procedure/:id/owner', may('cases.work'), async (visit) => {
      const seen = await view(visit)
      const form = await visit.form(ownership)
      const owner = form.ok && form.value.owner === 'me' ? visit.account.accountId : null
      return answered(visit, seen, await changeOwner(actOf(visit), seen.procedure, seen.standing.id, owner))
    })
    .get('/desk/cases/:procedure/:id/files/:file', may('papers.look'), async (visit) => {
      const { standing } = await view(visit)
      const db = visit.within(standing.institution)
      const file = await findFile(db, visit.param('file'))
      if (file?.caseId !== standing.id) throw new NotFound()
      await recordLook(db, {
        institution: standing.institution,
        fileId: file.id,
        caseId: standing.id,
        by: byOf(visit),
        at: house.clock.now(),
      })
      return filePage(house, file)
    })
    .get('/desk/cases/:procedure/:id/letters/:letter', may('letters.read'), async (visit) => {
      const { standing } = await view(visit)
      const letters = await lettersOf(visit.within(standing.institution), standing.id)
      if (!letters.some((letter) => letter.id === visit.param('letter'))) throw new NotFound()
      const { letter, pdf } = await letterFile(house, standing.institution, visit.param('letter'))
      return pdfPage(pdf, `${letter.number.replace('/', '-')}.pdf`)
    })
}

function procedureOf(visit: Visit, procedures: readonly Procedure[]): Procedure {
  const procedure = procedures.find(({ name }) => name === visit.param('procedure'))
  if (!procedure) throw new NotFound()
  return procedure
}

async function deskView(visit: Visit, procedures: readonly Procedure[]): Promise<View> {
  const procedure = procedureOf(visit, procedures)
  const db = visit.within(visit.place('cases.read').institution)
  const standing = await findCase(db, visit.param('id'))
  // What has not been sent is still the applicant's own paper.
  if (!standing?.arrivedAt) throw new NotFound()
  return viewOf(await groundOf(visit.house, standing.institution, procedure), db, procedure, standing)
}

function byOf(visit: Visit) {
  return { id: visit.account.accountId, name: visit.account.name || visit.account.email }
}

function actOf(visit: Visit): Act {
  const place = visit.place('cases.work')
  return {
    house: visit.house,
    institution: place.institution,
    by: { ...byOf(visit), role: place.role },
    party: 'office',
  }
}

async function showToday(visit: Visit, procedures: readonly Procedure[], panels: readonly Panel[]) {
  const { institution } = visit.place('cases.read')
  const db = visit.within(institution)
  const today = visit.house.clock.today()
  const [overdueCount, overdue, due, waiting, arrived, more] = await Promise.all([
    countOverdue(db, institution, today),
    casesDue(db, institution, null, today),
    casesDue(db, institution, today, addDays(today, 8)),
    casesWaiting(db, institution, ['subject', 'others']),
    casesWaiting(db, institution, ['office']),
    Promise.all(panels.map(({ today }) => today?.(visit, procedures))),
  ])
  // What has a date this week stands there, and not a second time among what has arrived.
  const dated = new Set([...overdue, ...due].map(({ id }) => id))
  const undated = (rows: typeof arrived) => rows.filter(({ id }) => !dated.has(id))
  const columns = { overdue, due, waiting: undated(waiting), arrived: undated(arrived) }
  const props = { procedures, language: visit.language, today, overdueCount, more, ...columns }
  return visit.show({
    frame: 'desk',
    title: casesWords(visit.language)('desk.today'),
    current: '/desk',
    body: <TodayPage {...props} />,
  })
}

interface Shown {
  readonly refusals?: readonly ExplainedRefusal[]
  readonly notice?: string
  readonly tried?: Tried
}

async function showCase(visit: Visit, view: View, shown: Shown = {}) {
  const { institution, id } = view.standing
  const db = visit.within(institution)
  const [journal, letters, mails, notes, looks, more] = await Promise.all([
    journalOf(db, id),
    lettersOf(db, id),
    mailsOf(db, id),
    notesOf(db, id),
    looksOf(db, id),
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
    />
  )
  const status = shown.tried && shown.tried.problems.length > 0 ? 422 : shown.refusals || shown.notice ? 409 : 200
  return visit.show(
    { frame: 'desk', title: view.standing.title, current: `/desk/cases/${view.procedure.name}`, body },
    status,
  )
}

async function answered(visit: Visit, view: View, outcome: Outcome) {
  if (outcome.ok) return visit.go(deskAddress(view))
  return showCase(visit, view, { refusals: [explain(outcome.refusal, view.procedure, view.law, visit.language)] })
}

async function step(visit: Visit, view: View) {
  const name = visit.param('step')
  const typed = await visit.typed()
  const outcome = await takeStep(actOf(visit), view.procedure, view.standing.id, {
    name,
    typed,
    version: Number(typed.version),
  })
  if (outcome.kind === 'done') return visit.go(deskAddress(view))
  if (outcome.kind === 'slipped')
    return showCase(visit, view, { tried: { step: name, typed, problems: outcome.problems } })
  if (outcome.kind === 'refused') {
    return showCase(visit, view, {
      refusals: outcome.refusals.map((refusal) => explain(refusal, view.procedure, view.law, visit.language)),
    })
  }
  const at = sayMoment(outcome.at, visit.language)
  return showCase(visit, view, {
    notice: casesWords(visit.language)('case.someoneWasFirst', { by: outcome.by, at }),
    tried: { step: name, typed, problems: [] },
  })
}

async function decide(visit: Visit, view: View) {
  const form = await visit.form(decision)
  if (!form.ok) {
    const text = form.problems.map((problem) => ({
      text: `${casesWords(visit.language)('desk.reason')}: ${sayProblem(problem, visit.language)}`,
      rule: null,
      remedy: null,
    }))
    return showCase(visit, view, { refusals: text })
  }
  const made: Decision = form.value
  const outcome = await decidePaper(actOf(visit), view.procedure, view.standing.id, visit.param('type'), made)
  if (!outcome.ok) return answered(visit, view, outcome)
  return visit.go(
    form.typed.beside === 'yes' ? nextPaper(view, visit.param('type')) : `${deskAddress(view)}#${visit.param('type')}`,
  )
}

// An officer who reads paper after paper goes on to the next one that nobody has judged.
function nextPaper(view: View, judged: string): string {
  const next = view.items.find((item) => item.state === 'uploaded' && item.wanted.type !== judged)?.files[0]
  return next ? `${deskAddress(view)}?file=${next.id}#viewer` : `${deskAddress(view)}#${judged}`
}
