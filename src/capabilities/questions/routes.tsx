import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { actOf, addressOf, deskAct, deskAddress, deskView, ownView, type Procedure, type View } from '../cases/index.ts'
import { answer, ask } from './actions.ts'
import { DeskQuestionsPage } from './desk-pages.tsx'
import { MyQuestionsPage } from './my-pages.tsx'
import { calledFor, freshKey } from './panel.tsx'
import { answerForm, askingLimit, questionForm } from './rules.ts'
import { messagesOf } from './store.ts'
import { questionsWords } from './words.ts'

/** The subject asks, the office answers; a case that was not sent yet is not the office's matter. */
export function questionRoutes(procedures: readonly Procedure[]): Routes {
  const own = async (visit: Visit) => sent(await ownView(visit, procedures))
  return new Routes()
    .get('/my/:institution/:id/questions', signedIn, async (visit) => showMine(visit, await own(visit)))
    .post('/my/:institution/:id/questions', signedIn, async (visit) => askOffice(visit, await own(visit)))
    .get('/desk/cases/:procedure/:id/questions', may('cases.read'), async (visit) =>
      showDesk(visit, await deskView(visit, procedures)),
    )
    .post('/desk/cases/:procedure/:id/questions', may('cases.work'), async (visit) =>
      answerQuestion(visit, await deskView(visit, procedures)),
    )
}

function sent(view: View): View {
  if (!view.standing.arrivedAt) throw new NotFound()
  return view
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly tooMany?: boolean
  readonly refusal?: string
}

const nothingTried: Tried = { typed: {}, problems: [] }

// A form that comes back keeps its key, unless the key was what was wrong with it.
function keyOf({ typed, problems }: Tried): string {
  return (problems.some(({ field }) => field === 'key') ? null : typed.key) ?? freshKey()
}

async function showMine(visit: Visit, view: View, tried = nothingTried) {
  const t = questionsWords(visit.language)
  const { institution, id } = view.standing
  const db = visit.within(institution)
  const body = (
    <MyQuestionsPage
      t={t}
      view={view}
      messages={await messagesOf(db, id)}
      called={await calledFor(db, view, t)}
      formKey={keyOf(tried)}
      typed={tried.typed}
      problems={tried.problems}
      tooMany={tried.tooMany ?? false}
    />
  )
  const status = tried.tooMany ? 429 : tried.problems.length > 0 ? 422 : 200
  return visit.show({ frame: 'my', institution, title: t('my.title'), body }, status)
}

async function askOffice(visit: Visit, view: View) {
  const form = await visit.form(questionForm)
  if (!form.ok) return showMine(visit, view, form)
  if (await tooMany(visit.house.database.shared, askingLimit, visit.account.accountId))
    return showMine(visit, view, { typed: form.typed, problems: [], tooMany: true })
  await ask(actOf(visit, view), view, form.value)
  return visit.go(`${addressOf(view)}#questions`)
}

async function showDesk(visit: Visit, view: View, tried = nothingTried) {
  const t = questionsWords(visit.language)
  const { institution, id } = view.standing
  const body = (
    <DeskQuestionsPage
      t={t}
      view={view}
      messages={await messagesOf(visit.within(institution), id)}
      mayWork={visit.may('cases.work', institution)}
      formKey={keyOf(tried)}
      typed={tried.typed}
      problems={tried.problems}
      refusal={tried.refusal ?? null}
    />
  )
  const status = tried.refusal ? 409 : tried.problems.length > 0 ? 422 : 200
  const current = `/desk/cases/${view.procedure.name}`
  return visit.show({ frame: 'desk', title: view.standing.title, current, body }, status)
}

async function answerQuestion(visit: Visit, view: View) {
  const form = await visit.form(answerForm)
  if (!form.ok) return showDesk(visit, view, form)
  const outcome = await answer(deskAct(visit), view, form.value)
  if (outcome.ok) return visit.go(`${deskAddress(view)}#questions`)
  const refusal = questionsWords(visit.language)('answer.meanwhile')
  return showDesk(visit, view, { typed: form.typed, problems: [], refusal })
}
