import { z } from 'zod'
import { NotFound } from '../../platform/outcome.ts'
import { longText, oneOf } from '../../platform/web/fields.ts'
import type { Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayProblem } from '../../platform/web/words.ts'
import { moveOnList } from './waiting-actions.ts'
import { WaitingPage } from './waiting-pages.tsx'
import { waitingList } from './waiting-store.ts'
import { admissionWords } from './words.ts'

const moveForm = z.object({ way: oneOf(['up', 'down']), reason: longText(1000) })

/** The waiting lists of an office. */
export function waitingRoutes(): Routes {
  return new Routes()
    .get('/desk/waiting', may('cases.read'), (visit) => showLists(visit))
    .post('/desk/waiting/:id/place', may('cases.work'), move)
}

async function showLists(visit: Visit, notice?: string, typed: Typed = {}): Promise<Response> {
  const { institution } = visit.place('cases.read')
  const body = (
    <WaitingPage
      list={await waitingList(visit.within(institution), institution)}
      language={visit.language}
      mayWork={visit.may('cases.work', institution)}
      tried={notice ? { caseId: visit.param('id'), typed, notice } : null}
    />
  )
  const title = admissionWords(visit.language)('waiting.title')
  return visit.show({ frame: 'desk', title, current: '/desk/waiting', body }, notice ? 409 : 200)
}

async function move(visit: Visit): Promise<Response> {
  const t = admissionWords(visit.language)
  const { institution, role } = visit.place('cases.work')
  const here = await waitingList(visit.within(institution), institution)
  if (!here.some(({ caseId }) => caseId === visit.param('id'))) throw new NotFound()
  const form = await visit.form(moveForm)
  if (!form.ok) {
    const [problem] = form.problems
    const said = problem ? sayProblem(problem, visit.language) : ''
    return showLists(visit, `${t('waiting.reason')}: ${said}`, form.typed)
  }
  const by = { ...visit.by, role }
  const act = { house: visit.house, institution, by, party: 'office' } as const
  const outcome = await moveOnList(act, visit.param('id'), form.value)
  return outcome.ok ? visit.go('/desk/waiting') : showLists(visit, t.find(outcome.refusal.key) ?? '', form.typed)
}
