import { readDay } from '../../platform/days.ts'
import { composeDays, type Problem, type Typed } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct } from '../cases/index.ts'
import type { Tried } from './group-page.tsx'
import { writeProcedure } from './host-procedure.ts'
import { backTo, groupHere } from './place.ts'
import { mostDates, procedureForm } from './rules.ts'

type Show = (visit: Visit, tried: Tried & { readonly form: 'procedure' }) => Promise<Response>

/** Takes what the host asks of its students; a slip is shown on the page by `show`. */
export async function takeProcedure(visit: Visit, show: Show): Promise<Response> {
  const { call, partner } = await groupHere(visit)
  const form = await visit.form(procedureForm)
  const { dates, problems } = datesIn(form.typed)
  const slips = [...(form.ok ? [] : form.problems), ...problems]
  const typed = { ...form.typed, tells: form.typed.tells ?? 'no' }
  if (!form.ok || slips.length > 0) return show(visit, { typed, problems: slips, form: 'procedure' })
  const { house, institution, by } = deskAct(visit)
  const said = { ...form.value, dates, callId: call.id, partnerId: partner.id, byName: by.name }
  await writeProcedure({ house, institution }, { ...said, tells: typed.tells === 'yes' })
  return backTo(visit, 'procedure')
}

/** The dates of the form in their order; a day needs words, and words a day. */
function datesIn(typed: Typed) {
  const composed = composeDays(typed)
  const problems: Problem[] = []
  const dates = Array.from({ length: mostDates }, (_, at) => at).flatMap((at) => {
    const [what, text] = [(composed[`what${at}`] ?? '').trim().slice(0, 200), composed[`on${at}`] ?? '']
    const on = readDay(text)
    if (text !== '' && !on) problems.push({ field: `on${at}`, key: 'form.notADay' })
    else if (on && what === '') problems.push({ field: `what${at}`, key: 'form.missing' })
    else if (!on && what !== '') problems.push({ field: `on${at}`, key: 'form.missing' })
    return on && what ? [{ on, what }] : []
  })
  return { problems, dates: dates.toSorted((one, other) => (one.on < other.on ? -1 : 1)) }
}
