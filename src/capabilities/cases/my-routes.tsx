import { z } from 'zod'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { agreed } from '../../platform/web/fields.ts'
import type { Typed } from '../../platform/web/form.ts'
import { Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { holdsSecret, letterFile, lettersOf, mailsOf } from '../correspondence/index.ts'
import { pdfPage } from '../documents/index.ts'
import { findInstitution, officeName, officeOf, reachOf } from '../institutions/index.ts'
import { accessTo, applicantsOf } from './access.ts'
import { type StepOutcome, takeStep } from './actions.ts'
import { fillingRoutes, showCheck } from './filling-routes.tsx'
import { type Act, groundOf, type View, viewOf } from './moment.ts'
import { calendarFile } from './my-calendar.ts'
import { MyCasePage } from './my-case-page.tsx'
import { MyCasesPage } from './my-cases-page.tsx'
import { addressOf } from './my-place.ts'
import { type Panel, panelsOn } from './panel.ts'
import type { Procedure } from './procedure.ts'
import { isEditable, isOpen } from './rules.ts'
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
      const [more, ways] = await Promise.all([
        Promise.all(panels.map((panel) => panel.all?.(visit, views))),
        Promise.all(panels.map((panel) => panel.ways?.(visit, views))),
      ])
      const props = { views, language: visit.language, unproven: unproven(visit), more, ways }
      return visit.show({
        frame: 'my',
        title: casesWords(visit.language)('my.title'),
        body: <MyCasesPage {...props} />,
      })
    })
    .get('/my/:institution/:id', signedIn, async (visit) => showCase(visit, await own(visit)))
    .get('/my/:institution/:id/dates.ics', signedIn, async (visit) => calendarFile(visit, await own(visit)))
    .also(
      fillingRoutes(house, {
        base: '/my/:institution/:id',
        guard: signedIn,
        view: own,
        act: actOf,
        closed: (visit, view, why) => showCase(visit, view, [], why),
      }),
    )
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
