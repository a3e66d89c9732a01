import { z } from 'zod'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { longText } from '../../platform/web/fields.ts'
import { type Guard, may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { letterFile, lettersOf } from '../correspondence/index.ts'
import { pdfPage } from '../documents/index.ts'
import { deskAddress } from './desk-case.ts'
import { answered, showCase } from './desk-case-answer.tsx'
import { deskMailRoutes } from './desk-mail-routes.tsx'
import { deskPaperRoutes } from './desk-paper-routes.tsx'
import { deskAct, deskView } from './desk-place.ts'
import { deskFillingRoutes, deskStep } from './filling-in.tsx'
import { handoverRoutes } from './handover-routes.tsx'
import { linkedRoutes } from './linked-routes.tsx'
import { opinionRoutes } from './opinion-routes.tsx'
import { ownerRoutes } from './owner-routes.tsx'
import type { Panel } from './panel.ts'
import { addNote } from './papers.ts'
import type { Procedure } from './procedure.ts'
import { showToday } from './today-routes.tsx'

const note = z.object({ text: longText(4000) })

// The door in the foot of every page: whoever has no work here goes to what is theirs.
const comesToWork: Guard = (visit) => {
  const answer = may('desk.open')(visit)
  return answer === 'hide' ? 'in' : answer
}

/** What the office sees and does, from the procedures' values alone. */
export function deskRoutes(house: House, procedures: readonly Procedure[], panels: readonly Panel[]): Routes {
  const view = async (visit: Visit) => ({ ...(await deskView(visit, procedures)), panels })
  return new Routes()
    .get('/desk', comesToWork, (visit) => {
      if (!visit.may('desk.open')) return visit.go('/my')
      return visit.may('cases.read') ? showToday(visit, procedures, panels) : visit.go('/desk/unit')
    })
    .get('/desk/cases/:procedure/:id', may('cases.read'), async (visit) => showCase(visit, await view(visit)))
    .post('/desk/cases/:procedure/:id/steps/:step', may('cases.work'), (visit) => deskStep(visit, view))
    .post('/desk/cases/:procedure/:id/notes', may('cases.work'), async (visit) => {
      const seen = await view(visit)
      const form = await visit.form(note)
      if (!form.ok) return visit.go(deskAddress(seen))
      return answered(visit, seen, await addNote(deskAct(visit), seen.procedure, seen.standing.id, form.value.text))
    })
    .get('/desk/cases/:procedure/:id/letters/:letter', may('letters.read'), async (visit) => {
      const { standing } = await view(visit)
      const letters = await lettersOf(visit.within(standing.institution), standing.id)
      if (!letters.some((letter) => letter.id === visit.param('letter'))) throw new NotFound()
      const { letter, pdf } = await letterFile(house, standing.institution, visit.param('letter'))
      return pdfPage(pdf, `${letter.number.replace('/', '-')}.pdf`)
    })
    .also(deskFillingRoutes(house, view))
    .also(deskPaperRoutes(house, view))
    .also(ownerRoutes(view))
    .also(linkedRoutes(view, procedures))
    .also(handoverRoutes(procedures))
    .also(opinionRoutes(view))
    .also(deskMailRoutes(view))
}
