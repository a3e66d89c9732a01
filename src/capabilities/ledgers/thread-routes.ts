import { z } from 'zod'
import { dayField, line, longText, mailAddress, oneOf } from '../../platform/web/fields.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { languages } from '../../platform/words/languages.ts'
import { noteRecord } from './actions.ts'
import { actOf, freshId, recordHere } from './here.ts'
import type { Ledger } from './ledger.ts'
import { recordAddress, type Tried } from './record-page.tsx'
import { howsSaid } from './store.ts'

const noteForm = z.object({ on: dayField(), how: oneOf(howsSaid), text: longText(6000) })
const mailForm = z.object({ to: mailAddress(), language: oneOf(languages), subject: line(200), text: longText(10_000) })

type Show = (visit: Visit, ledger: Ledger, tried: Tried) => Promise<Response>

/** What was said about a record, and the mails that the house sends. */
export function threadRoutes(ledger: Ledger, show: Show): Routes {
  const one = `${ledger.address}/:id`
  const routes = new Routes()
  if (!ledger.thread) return routes
  return routes
    .post(`${one}/notes`, may('partners.edit'), async (visit) => {
      const record = await recordHere(visit, ledger)
      const form = await visit.form(noteForm)
      if (!form.ok) return show(visit, ledger, { form: 'note', ...form })
      const { on, how, text } = form.value
      const note = { id: freshId(form.typed.id), record: record.id, on, how, text, mailTo: null }
      const outcome = await noteRecord(actOf(visit), ledger, note)
      if (outcome.ok) return visit.go(`${recordAddress(ledger, record)}?done=saved#thread`)
      const problems = [{ field: 'on', key: outcome.refusal.key }]
      return show(visit, ledger, { form: 'note', typed: form.typed, problems })
    })
    .post(`${one}/mails`, may('partners.edit'), async (visit) => {
      const record = await recordHere(visit, ledger)
      const form = await visit.form(mailForm)
      if (!form.ok) return show(visit, ledger, { form: 'mail', ...form })
      const { to, language, subject, text } = form.value
      const on = visit.house.clock.today()
      const note = { id: freshId(form.typed.id), record: record.id, on, how: 'mail', text, mailTo: to } as const
      await noteRecord(actOf(visit), ledger, note, { subject, language })
      return visit.go(`${recordAddress(ledger, record)}?done=sent#thread`)
    })
}
