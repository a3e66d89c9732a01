import { z } from 'zod'
import { listed, optionalLongText } from '../../platform/web/fields.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAddress } from './desk-case.ts'
import { answered, showCase } from './desk-case-answer.tsx'
import { deskAct, type ViewOf } from './desk-place.ts'
import { changeFollow } from './follows.ts'
import { changeOwner } from './owner-actions.ts'

const ownership = z.object({ owner: listed(), word: optionalLongText(1000), was: z.string().max(100).optional() })

/** Who looks after a case, and who follows it. */
export function ownerRoutes(viewOf: ViewOf): Routes {
  return new Routes()
    .post('/desk/cases/:procedure/:id/owner', may('cases.work'), async (visit) => {
      const view = await viewOf(visit)
      const form = await visit.form(ownership)
      if (!form.ok) return showCase(visit, view, { slip: { form: 'owner', ...form } })
      const { owner, word, was } = form.value
      const change = { owner: whom(visit, owner), word, was: was === '' ? null : was }
      return answered(visit, view, await changeOwner(deskAct(visit), view.procedure, view.standing.id, change))
    })
    .post('/desk/cases/:procedure/:id/following', may('cases.read'), async (visit) => {
      const view = await viewOf(visit)
      const { follow } = await visit.typed()
      const { institution, id } = view.standing
      await changeFollow(visit.within(institution), follow === 'yes', {
        institution,
        caseId: id,
        account: visit.account.accountId,
        at: visit.house.clock.now(),
      })
      return visit.go(deskAddress(view))
    })
}

function whom(visit: Visit, owner: string): string | null {
  if (owner === 'nobody') return null
  return owner === 'me' ? visit.account.accountId : owner
}
