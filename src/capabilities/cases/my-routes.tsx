import { z } from 'zod'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { typeset } from '../../platform/typesetting/index.ts'
import { agreed } from '../../platform/web/fields.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { holdsSecret, letterFile, lettersOf, mailsOf } from '../correspondence/index.ts'
import { filePage, findFile, pdfPage, recordLook, thumbnailPage, unfinishedOf } from '../documents/index.ts'
import { findInstitution, officeName, officeOf, reachOf } from '../institutions/index.ts'
import { accessTo, applicantsOf } from './access.ts'
import { keepAnswers, type StepOutcome, takeStep } from './actions.ts'
import { wordsInUse } from './letters.ts'
import { type Act, groundOf, type View, viewOf } from './moment.ts'
import { AnswersPage } from './my-answers-page.tsx'
import { calendarFile } from './my-calendar.ts'
import { MyCasePage } from './my-case-page.tsx'
import { MyCasesPage } from './my-cases-page.tsx'
import { CheckPage } from './my-check-page.tsx'
import { DocumentsPage } from './my-documents-page.tsx'
import { addressOf } from './my-place.ts'
import { takeForm, uploadRoutes } from './my-upload-routes.ts'
import { type Panel, panelsOn } from './panel.ts'
import { takeAwayFile } from './papers.ts'
import type { Procedure } from './procedure.ts'
import {
  answerProblems,
  askedFacts,
  isEditable,
  isOpen,
  openPapers,
  opensAnswers,
  opensPapers,
  sectionProblems,
  sectionsAt,
  situationOf,
} from './rules.ts'
import { stageTimeOf } from './stage-times.ts'
import { casesOfAccount, findCase, journalOf, placesOf } from './store.ts'
import { casesWords, type ExplainedRefusal, explain } from './words.ts'

const consent = z.object({ consent: agreed() })

/** What people see of their own cases, from the procedures' values alone. */
export function myRoutes(house: House, procedures: readonly Procedure[], panels: readonly Panel[]): Routes {
  const own = async (visit: Visit) => ({ ...(await ownView(visit, procedures)), panels })
  return new Routes()
    .get('/my', signedIn, async (visit) => {
      const views = await myViews(house, visit, procedures)
      const more = await Promise.all(panels.map((panel) => panel.all?.(visit, views)))
      return visit.show({
        frame: 'my',
        title: casesWords(visit.language)('my.title'),
        body: <MyCasesPage views={views} language={visit.language} unproven={unproven(visit)} more={more} />,
      })
    })
    .get('/my/:institution/:id', signedIn, async (visit) => showCase(visit, await own(visit)))
    .get('/my/:institution/:id/dates.ics', signedIn, async (visit) => calendarFile(visit, await own(visit)))
    .get('/my/:institution/:id/answers/:section', signedIn, async (visit) => {
      const view = await own(visit)
      return showAnswers(visit, view, view.standing.typed, [])
    })
    .post('/my/:institution/:id/answers/:section', signedIn, async (visit) => saveAnswers(visit, await own(visit)))
    .post('/my/:institution/:id/answers', signedIn, async (visit) => {
      const view = await own(visit)
      const kept = await keepAnswers(actOf(visit, view), view.procedure, view.standing.id, await visit.typed())
      return visit.json({ kept }, kept ? 200 : 409)
    })
    .get('/my/:institution/:id/documents', signedIn, async (visit) => showDocuments(visit, await own(visit)))
    .post('/my/:institution/:id/documents/:type', signedIn, async (visit) => uploadTo(visit, await own(visit)))
    .also(
      uploadRoutes(house, '/my/:institution/:id', signedIn, async (visit) => {
        const view = await own(visit)
        return { view, act: actOf(visit, view), address: addressOf(view), link: null }
      }),
    )
    .get('/my/:institution/:id/files/:file', signedIn, async (visit) => {
      const view = await own(visit)
      const file = await ownFile(visit, view)
      if (view.acting) await noteLook(visit, view, file.id)
      return filePage(house, file)
    })
    .get('/my/:institution/:id/files/:file/thumbnail', signedIn, async (visit) =>
      thumbnailPage(house, await ownFile(visit, await own(visit))),
    )
    .post('/my/:institution/:id/files/:file/removal', signedIn, async (visit) => {
      const view = await own(visit)
      const outcome = await takeAwayFile(actOf(visit, view), view.procedure, view.standing.id, visit.param('file'))
      if (!outcome.ok)
        return showDocuments(
          visit,
          view,
          [explain(outcome.refusal, view.procedure, view.law, visit.language).text],
          409,
        )
      return visit.go(`${addressOf(view)}/documents`)
    })
    .get('/my/:institution/:id/papers/:paper', signedIn, async (visit) => paperToSign(visit, await own(visit)))
    .get('/my/:institution/:id/check', signedIn, async (visit) => {
      const view = await own(visit)
      return isOpen(view.procedure, view.standing.stage) ? showCheck(visit, view) : visit.go(addressOf(view))
    })
    .post('/my/:institution/:id/steps/:step', signedIn, async (visit) => {
      const found = await ownCase(visit, procedures)
      return step(visit, found, async () => ({ ...(await viewHere(visit, found)), panels }))
    })
    .get('/my/:institution/:id/letters/:letter', signedIn, async (visit) => {
      const view = await own(visit)
      const letters = await lettersOf(visit.within(view.standing.institution), view.standing.id)
      if (!letters.some((letter) => letter.id === visit.param('letter'))) throw new NotFound()
      const { letter, pdf } = await letterFile(house, view.standing.institution, visit.param('letter'))
      return pdfPage(pdf, `${letter.number.replace('/', '-')}.pdf`)
    })
}

/** Everything that an account may open: its own cases, and those of whom it acts for. */
export async function myViews(house: House, visit: Visit, procedures: readonly Procedure[]): Promise<View[]> {
  const { accountId } = visit.account
  const today = house.clock.today()
  const views: View[] = []
  for (const applicant of [accountId, ...(await applicantsOf(house.database.shared, accountId, today))]) {
    for (const place of await placesOf(house.database.shared, applicant)) {
      const db = visit.within(place)
      for (const standing of await casesOfAccount(db, applicant)) {
        const procedure = procedures.find(({ name }) => name === standing.procedure)
        const access = await accessTo(db, accountId, standing, today)
        if (!procedure || !access) continue
        const view = await viewOf(await groundOf(house, place, procedure), db, procedure, standing)
        views.push(access === 'own' ? view : { ...view, acting: access })
      }
    }
  }
  return views
}

type OwnCase = Pick<View, 'procedure' | 'standing' | 'acting'>

/** The case that the address names, the account's own or one it acts in by consent, with everything that its pages show. */
export async function ownView(visit: Visit, procedures: readonly Procedure[]): Promise<View> {
  return viewHere(visit, await ownCase(visit, procedures))
}

async function viewHere(visit: Visit, { procedure, standing, acting }: OwnCase): Promise<View> {
  const { institution } = standing
  const ground = await groundOf(visit.house, institution, procedure)
  return { ...(await viewOf(ground, visit.within(institution), procedure, standing)), acting }
}

/** Another's case, another institution's and one that never was look the same: not found. */
async function ownCase(visit: Visit, procedures: readonly Procedure[]): Promise<OwnCase> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  if (!institution) throw new NotFound()
  const db = visit.within(institution.id)
  const standing = await findCase(db, visit.param('id'))
  const procedure = procedures.find(({ name }) => name === standing?.procedure)
  const today = visit.house.clock.today()
  const access = standing && (await accessTo(db, visit.account.accountId, standing, today))
  if (!standing || !procedure || !access) throw new NotFound()
  return access === 'own' ? { procedure, standing } : { procedure, standing, acting: access }
}

// The person's papers are looked at by somebody else: that is written down, as the desk's looks are.
function noteLook(visit: Visit, view: View, fileId: string): Promise<void> {
  const { by } = actOf(visit, view)
  const { institution, id } = view.standing
  return recordLook(visit.within(institution), { institution, fileId, caseId: id, by, at: visit.house.clock.now() })
}

async function ownFile(visit: Visit, view: View) {
  const file = await findFile(visit.within(view.standing.institution), visit.param('file'))
  if (file?.caseId !== view.standing.id) throw new NotFound()
  return file
}

/** Who acts on a case's own pages: its subject, or by the subject's consent a representative under the own name. */
export function actOf(visit: Visit, view: Pick<View, 'standing' | 'acting'>): Act {
  const { accountId, name, email } = visit.account
  if (view.acting) {
    const by = { id: accountId, name: view.acting.name, role: 'representative' }
    return { house: visit.house, institution: view.standing.institution, by, party: 'subject', acting: view.acting }
  }
  return {
    house: visit.house,
    institution: view.standing.institution,
    by: { id: accountId, name: name || email, role: 'subject' },
    party: 'subject',
  }
}

function unproven(visit: Visit): string | null {
  return visit.account.proven ? null : visit.account.email
}

function titleOf(view: View, visit: Visit): string {
  return view.procedure.words(visit.language)('name')
}

async function showCase(visit: Visit, view: View, refusals: readonly ExplainedRefusal[] = [], notice?: string) {
  const { institution, id } = view.standing
  const db = visit.within(institution)
  const [journal, letters, mails, more, time, office] = await Promise.all([
    journalOf(db, id),
    lettersOf(db, id),
    mailsOf(db, id),
    panelsOn('my', visit, view),
    stageTimeOf(db, view.procedure.name, view.standing.stage),
    officeOf(db),
  ])
  const body = (
    <MyCasePage
      view={view}
      language={visit.language}
      journal={journal}
      letters={letters}
      mails={mails.filter(({ to_address, kind }) => to_address === view.standing.email && !holdsSecret(kind))}
      more={more}
      time={time}
      office={{
        name: officeName(office, view.institution)[visit.language],
        contacts: reachOf(office, view.institution),
      }}
      refusals={refusals}
      notice={notice}
      unproven={unproven(visit)}
    />
  )
  const page = { frame: 'my', institution, title: titleOf(view, visit), body } as const
  return visit.show(page, refusals.length > 0 || notice ? 409 : 200)
}

function showAnswers(visit: Visit, view: View, typed: Typed, problems: readonly Problem[]) {
  const section = visit.param('section')
  if (!Object.hasOwn(view.procedure.sections, section)) throw new NotFound()
  const { procedure, standing } = view
  if (!opensAnswers(procedure, standing.stage) || !sectionsAt(procedure, standing.stage).includes(section)) {
    return showCase(visit, view, [], casesWords(visit.language)('answers.closed'))
  }
  const body = <AnswersPage view={view} section={section} typed={typed} problems={problems} language={visit.language} />
  const page = {
    frame: 'my',
    institution: view.standing.institution,
    title: titleOf(view, visit),
    body,
    modules: ['answers'],
  } as const
  return visit.show(page, problems.length > 0 ? 422 : 200)
}

async function saveAnswers(visit: Visit, before: View) {
  const section = visit.param('section')
  const { procedure } = before
  if (!Object.hasOwn(procedure.sections, section)) throw new NotFound()
  const given = await visit.typed()
  const kept = await keepAnswers(actOf(visit, before), procedure, before.standing.id, given)
  if (!kept || !sectionsAt(procedure, before.standing.stage).includes(section))
    return showCase(visit, before, [], casesWords(visit.language)('answers.closed'))
  const standing = { ...before.standing, typed: { ...before.standing.typed, ...given } }
  const view = {
    ...before,
    standing,
    situation: situationOf(procedure, standing, before.law, before.situation.background),
  }
  // An answer may bring a new question on the same page: it is shown before it is missed.
  const asked = askedFacts(procedure, section, before.situation)
  if (askedFacts(procedure, section, view.situation).some((fact) => !asked.includes(fact)))
    return visit.go(`${addressOf(view)}/answers/${section}`)
  const problems = sectionProblems(procedure, section, standing, view.situation)
  if (problems.length > 0) return showAnswers(visit, view, standing.typed, problems)

  const sections = sectionsAt(procedure, standing.stage)
  const next = sections[sections.indexOf(section) + 1]
  if (next) return visit.go(`${addressOf(view)}/answers/${next}`)
  const papers = openPapers(procedure, standing.stage, view.items).length > 0
  return visit.go(`${addressOf(view)}/${papers ? 'documents' : 'check'}`)
}

async function showDocuments(
  visit: Visit,
  view: View,
  notTaken: readonly string[] = [],
  status: 200 | 409 | 422 = 200,
) {
  if (!opensPapers(view.procedure, view.standing.stage)) return visit.go(addressOf(view))
  const complete = answerProblems(view.procedure, view.standing, view.situation).every(
    ({ problems }) => problems.length === 0,
  )
  const body = (
    <DocumentsPage
      view={view}
      language={visit.language}
      notTaken={notTaken}
      at={visit.param('type')}
      complete={complete}
      unfinished={await unfinishedOf(visit.within(view.standing.institution), view.standing.id)}
      panels={await panelsOn('papers', visit, view)}
    />
  )
  return visit.show(
    { frame: 'my', institution: view.standing.institution, title: titleOf(view, visit), body, modules: ['upload'] },
    status,
  )
}

async function uploadTo(visit: Visit, view: View) {
  const door = { view, act: actOf(visit, view), address: addressOf(view), link: null }
  const { notTaken, refused } = await takeForm(visit, door)
  if (notTaken.length === 0) return visit.go(`${addressOf(view)}/documents#${visit.param('type')}`)
  if (refused) return showDocuments(visit, view, notTaken, 409)
  return showDocuments(visit, { ...view, ...(await ownView(visit, [view.procedure])) }, notTaken, 422)
}

async function paperToSign(visit: Visit, view: View) {
  const paper = view.procedure.papers?.[visit.param('paper')]
  const wanted = view.items.some((item) => item.wanted.made === visit.param('paper'))
  if (!paper || !wanted) throw new NotFound()
  const incomplete = answerProblems(view.procedure, view.standing, view.situation).some(
    ({ problems }) => problems.length > 0,
  )
  if (incomplete && isEditable(view.procedure, view.standing.stage)) return visit.go(`${addressOf(view)}/documents`)
  const language = paper.language(view.situation)
  const issued = { day: view.law.day, caseNumber: view.standing.number ?? '', input: {}, by: visit.account.email }
  const db = visit.within(view.standing.institution)
  const content = paper.content(view.situation, issued, await wordsInUse(db, view, visit.param('paper'), issued))
  const title = paper.subject[language]
  return pdfPage(
    await typeset(await paper.template(), content, { title, language, madeAt: view.standing.openedAt }),
    `${title}.pdf`,
  )
}

function showCheck(
  visit: Visit,
  view: View,
  typed: Typed = {},
  problems: readonly Problem[] = [],
  refusals: readonly ExplainedRefusal[] = [],
) {
  const body = <CheckPage view={view} language={visit.language} typed={typed} problems={problems} refusals={refusals} />
  const page = { frame: 'my', institution: view.standing.institution, title: titleOf(view, visit), body } as const
  return visit.show(page, problems.length > 0 ? 422 : refusals.length > 0 ? 409 : 200)
}

// A step that is taken shows no page, so what a page shows is read only when something stands in the way.
async function step(visit: Visit, found: OwnCase, view: () => Promise<View>) {
  const { procedure, standing } = found
  const name = visit.param('step')
  const typed = await visit.typed()
  const sends = procedure.steps[name]?.arrives === true
  const agreement = sends ? visit.checked(consent, typed) : null
  if (agreement && !agreement.ok && isEditable(procedure, standing.stage))
    return showCheck(visit, await view(), typed, agreement.problems)
  const taken = { name, typed, version: Number(typed.version) }
  const outcome = await takeStep(actOf(visit, found), procedure, standing.id, taken)
  return outcome.kind === 'done' ? visit.go(addressOf(found)) : answerStep(visit, await view(), outcome, typed)
}

type NotTaken = Exclude<StepOutcome, { readonly kind: 'done' }>

async function answerStep(visit: Visit, view: View, outcome: NotTaken, typed: Typed) {
  if (outcome.kind === 'slipped')
    return showCase(
      visit,
      view,
      outcome.problems.map((problem) => explain(problem, view.procedure, view.law, visit.language)),
    )
  if (outcome.kind === 'refused') {
    const refusals = outcome.refusals.map((refusal) => explain(refusal, view.procedure, view.law, visit.language))
    return view.procedure.steps[visit.param('step')]?.needs && isOpen(view.procedure, view.standing.stage)
      ? showCheck(visit, view, typed, [], refusals)
      : showCase(visit, view, refusals)
  }
  // The same form sent twice: the first one did it, and the page shows that.
  if (outcome.action === visit.param('step')) return visit.go(addressOf(view))
  const at = sayMoment(outcome.at, visit.language)
  return showCase(visit, view, [], casesWords(visit.language)('case.someoneWasFirst', { by: outcome.by, at }))
}
