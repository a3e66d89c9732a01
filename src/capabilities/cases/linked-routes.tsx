import { z } from 'zod'
import { line } from '../../platform/web/fields.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import { deskAddress } from './desk-case.ts'
import { answered, showCase } from './desk-case-answer.tsx'
import { deskAct, type ViewOf } from './desk-place.ts'
import { linkCases, unlinkCases } from './linked-cases.ts'
import type { Procedure } from './procedure.ts'

const linking = z.object({ number: line(40), word: line(300) })

/** Linking a case with another by its number, and taking the link away. */
export function linkedRoutes(viewOf: ViewOf, procedures: readonly Procedure[]): Routes {
  return new Routes()
    .post('/desk/cases/:procedure/:id/links', may('cases.work'), async (visit) => {
      const view = await viewOf(visit)
      const form = await visit.form(linking)
      if (!form.ok) return showCase(visit, view, { slip: { form: 'link', ...form } })
      const outcome = await linkCases(deskAct(visit), procedures, view, form.value)
      if (outcome.ok) return visit.go(`${deskAddress(view)}#linked`)
      const problems = [{ field: 'number', key: outcome.refusal.key }]
      return showCase(visit, view, { slip: { form: 'link', typed: form.typed, problems } })
    })
    .post('/desk/cases/:procedure/:id/links/removal', may('cases.work'), async (visit) => {
      const view = await viewOf(visit)
      const { case: other = '' } = await visit.typed()
      return answered(visit, view, await unlinkCases(deskAct(visit), procedures, view, other))
    })
}
