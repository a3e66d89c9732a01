import { refuse } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAddress } from './desk-case.ts'
import { answered, showCase } from './desk-case-answer.tsx'
import { deskAct, type ViewOf } from './desk-place.ts'
import type { View } from './moment.ts'
import { askForm, askOpinion, sendFreshLink, takeBackQuestion, whyNotUntil } from './opinion-actions.ts'

/** Mails to addresses that an officer types, by account: whoever gets into one sends no spam from the university. */
const mailing = { name: 'opinion-mail', most: 60, minutes: 60 }
const wroteTooMuch = (visit: Visit) => tooMany(visit.house.database.shared, mailing, visit.account.accountId)

/** Asking somebody outside for an opinion on a case, and taking the question back. */
export function opinionRoutes(viewOf: ViewOf): Routes {
  return new Routes()
    .post('/desk/cases/:procedure/:id/opinions', may('cases.work'), async (visit) => ask(visit, await viewOf(visit)))
    .post('/desk/cases/:procedure/:id/opinions/:link/revocation', may('cases.work'), async (visit) => {
      const view = await viewOf(visit)
      const { procedure, standing } = view
      return answered(visit, view, await takeBackQuestion(deskAct(visit), procedure, standing.id, visit.param('link')))
    })
    .post('/desk/cases/:procedure/:id/opinions/:link/renewal', may('cases.work'), async (visit) => {
      const view = await viewOf(visit)
      const { procedure, standing } = view
      if (await wroteTooMuch(visit)) return answered(visit, view, refuse('opinion.tooMany'))
      return answered(visit, view, await sendFreshLink(deskAct(visit), procedure, standing, visit.param('link')))
    })
}

async function ask(visit: Visit, view: View): Promise<Response> {
  const form = await visit.form(askForm)
  if (!form.ok) return showCase(visit, view, { slip: { form: 'opinion', ...form } })
  const wrongDay = whyNotUntil(form.value.until, visit.house.clock.today())
  if (wrongDay) {
    const problems = [{ field: 'until', key: wrongDay }]
    return showCase(visit, view, { slip: { form: 'opinion', typed: form.typed, problems } })
  }
  if (await wroteTooMuch(visit)) {
    const problems = [{ field: 'address', key: 'opinion.tooMany' }]
    return showCase(visit, view, { slip: { form: 'opinion', typed: form.typed, problems } })
  }
  const fileIds = view.items
    .filter(({ wanted }) => form.typed[`paper.${wanted.type}`] === 'yes')
    .flatMap(({ files }) => files.map(({ id }) => id))
  const asking = { ...form.value, fileIds }
  const outcome = await askOpinion(deskAct(visit), view.procedure, view.standing.id, asking)
  return outcome.ok ? visit.go(`${deskAddress(view)}#opinions`) : answered(visit, view, outcome)
}
