import { done, NotFound, type Outcome } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import { mailsOf, repeatMail } from '../correspondence/index.ts'
import { record } from './actions.ts'
import { answered } from './desk-case-answer.tsx'
import { deskAct, type ViewOf } from './desk-place.ts'
import type { Act } from './moment.ts'
import { inCase } from './papers.ts'
import type { Procedure } from './procedure.ts'

/** Sending a mail of the case once more. */
export function deskMailRoutes(viewOf: ViewOf): Routes {
  return new Routes().post('/desk/cases/:procedure/:id/mails/:mail/again', may('cases.work'), async (visit) => {
    const view = await viewOf(visit)
    const { procedure, standing } = view
    const mails = await mailsOf(visit.within(standing.institution), standing.id)
    const mail = mails.find(({ id }) => id === visit.param('mail'))
    if (!mail) throw new NotFound()
    return answered(visit, view, await sendAgain(deskAct(visit), procedure, standing.id, mail.id))
  })
}

function sendAgain(act: Act, procedure: Procedure, caseId: string, mailId: string): Promise<Outcome> {
  return inCase(act, procedure, caseId, async (tx, held, ground) => {
    const sent = await repeatMail(tx, act.house, act.institution, mailId)
    if (!sent.ok) return sent
    const input = { mail: mailId, name: sent.value.to_address, message: sent.value.subject }
    await record(tx, act, ground, procedure, held, { action: 'mail.again', input })
    return done
  })
}
