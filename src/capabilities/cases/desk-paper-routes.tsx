import { z } from 'zod'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { oneOf, optionalListed, optionalLongText } from '../../platform/web/fields.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { filePage, findFile, recordLook } from '../documents/index.ts'
import { deskAddress } from './desk-case.ts'
import { showCase } from './desk-case-answer.tsx'
import { byOf, deskAct, type ViewOf } from './desk-place.ts'
import type { View } from './moment.ts'
import { decidePaper } from './papers.ts'
import { explain } from './words.ts'

const decision = z
  .object({
    state: oneOf(['accepted', 'returned', 'waived', 'shown']),
    ready: optionalListed(),
    reason: optionalLongText(2000),
    seen: z.string().max(4000).optional(),
  })
  .refine(({ state, ready, reason }) => reason !== '' || (ready !== '' && state === 'returned') || !asksWhy(state), {
    path: ['reason'],
    message: 'form.missing',
  })

const asksWhy = (state: string) => state === 'returned' || state === 'waived'

/** What the office does with a case's papers: looks at them, each look written down, and decides. */
export function deskPaperRoutes(house: House, viewOf: ViewOf): Routes {
  return new Routes()
    .post('/desk/cases/:procedure/:id/documents/:type', may('cases.work'), async (visit) => decide(visit, viewOf))
    .get('/desk/cases/:procedure/:id/files/:file', may('papers.look'), async (visit) => {
      const { standing } = await viewOf(visit)
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
}

async function decide(visit: Visit, viewOf: ViewOf) {
  const view = await viewOf(visit)
  const type = visit.param('type')
  const form = await visit.form(decision)
  if (!form.ok) return showCase(visit, view, { slip: { form: `paper.${type}`, ...form } })
  const outcome = await decidePaper(deskAct(visit), view.procedure, view.standing.id, type, form.value)
  if (!outcome.ok) {
    const refusals = [explain(outcome.refusal, view.procedure, view.law, visit.language)]
    // What stands on the page now may be another paper or another case: it is read anew.
    const now = await viewOf(visit)
    return showCase(visit, now, { refusals, slip: { form: `paper.${type}`, typed: form.typed, problems: [] } })
  }
  return visit.go(form.typed.beside === 'yes' ? nextPaper(view, type) : `${deskAddress(view)}#${type}`)
}

// An officer who reads paper after paper goes on to the next one that nobody has judged.
function nextPaper(view: View, judged: string): string {
  const next = view.items.find((item) => item.state === 'uploaded' && item.wanted.type !== judged)?.files[0]
  return next ? `${deskAddress(view)}?file=${next.id}#viewer` : `${deskAddress(view)}#${judged}`
}
