import type { Outcome } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Tried } from '../cases/index.ts'
import { officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { actOf, freshId, partnerHere } from './act.ts'
import { addPartner, changePartner } from './actions.ts'
import { pageOf, partnersAddress } from './addresses.ts'
import { partnerForm, partnerProblems, typedPartner } from './entry.ts'
import { PartnerFormPage } from './form-pages.tsx'
import { nameOf, type Partner } from './rules.ts'
import { findPartner } from './store.ts'
import { partnersWords } from './words.ts'

/** The form of a partner, for a new one and for one that is there. */
export function formRoutes(): Routes {
  const edit = `${partnersAddress}/:id/edit`
  return new Routes()
    .get(`${partnersAddress}/new`, may('partners.edit'), (visit) =>
      showForm(visit, null, { typed: { shown: 'no', name: visit.query('name') ?? '' }, problems: [] }),
    )
    .post(`${partnersAddress}/new`, may('partners.edit'), (visit) => take(visit, null))
    .get(edit, may('partners.edit'), async (visit) => {
      const partner = await partnerHere(visit)
      if (partner.archived) return visit.go(pageOf(partner))
      const db = visit.within(actOf(visit).institution)
      const whole = partner.partOf ? await findPartner(db, partner.partOf) : null
      const typed = typedPartner(partner, whole ? nameOf(whole, visit.language) : '')
      return showForm(visit, partner, { typed, problems: [] })
    })
    .post(edit, may('partners.edit'), async (visit) => take(visit, await partnerHere(visit)))
}

async function showForm(visit: Visit, partner: Partner | null, tried: Tried, refusal: string | null = null) {
  const t = partnersWords(visit.language)
  const { units } = await officeOf(visit.within(actOf(visit).institution))
  const law = await lawOfToday(visit.house)
  const body = <PartnerFormPage {...{ t, law, units, partner, refusal, id: freshId(tried.typed.id), ...tried }} />
  const page = { frame: 'desk', title: t('list.title'), current: partnersAddress, body } as const
  return visit.show(page, refusal ? 409 : tried.problems.length > 0 ? 422 : 200)
}

async function take(visit: Visit, partner: Partner | null): Promise<Response> {
  const act = actOf(visit)
  const form = await visit.form(partnerForm)
  const { units } = await officeOf(visit.within(act.institution))
  const problems = form.ok ? partnerProblems(form.value, await lawOfToday(visit.house), units) : form.problems
  if (!form.ok || problems.length > 0) return showForm(visit, partner, { typed: form.typed, problems })
  const id = partner?.id ?? freshId(form.typed.id)
  const outcome = partner
    ? await changePartner(act, id, form.value, Number(form.typed.seen))
    : await addPartner(act, id, form.value)
  if (outcome.ok) return visit.go(`${partnersAddress}/${id}?done=saved`)
  return showForm(visit, partner, { typed: form.typed, problems: [] }, sayRefusal(visit, outcome))
}

export function sayRefusal(visit: Visit, { refusal }: Extract<Outcome, { ok: false }>): string {
  return partnersWords(visit.language).find(refusal.key, refusal.params) ?? refusal.key
}
