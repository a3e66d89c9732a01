import { z } from 'zod'
import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import { dayField, optionalLongText } from '../../platform/web/fields.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { deskAddress } from './desk-pages.tsx'
import { callHere, showCall } from './desk-routes.tsx'
import { archive, copyCall, dropDraft, extend, publish } from './draft-actions.ts'
import { callAddress, draftAddress, nameOf } from './draft-pages.tsx'
import { actingHere, showDraft } from './draft-routes.tsx'
import { EditionsPage } from './editions-page.tsx'
import { namesHere } from './names.ts'
import { PublicCallPage } from './public-pages.tsx'
import { callState, workOf } from './rules.ts'
import { editionsOf } from './store.ts'
import { structuredCall } from './structured.ts'
import type { CallHooks } from './ways.ts'
import { callWords } from './words.ts'

/** What becomes of a call: published, extended, archived and brought back, copied for the next year; and what it said before. */
export function lifeRoutes(hooks: CallHooks): Routes {
  const call = `${deskAddress}/:id`
  const edit = may('calls.edit')
  return new Routes()
    .get(`${call}/draft/preview`, edit, preview)
    .post(`${call}/draft/removal`, edit, async (visit) => {
      const call = await callHere(visit)
      await dropDraft(actingHere(visit), call)
      return visit.go(call.edition > 0 ? callAddress(call) : deskAddress)
    })
    .post(`${call}/publication`, edit, publishHere)
    .post(`${call}/extension`, edit, (visit) => extendHere(visit, hooks))
    .post(`${call}/archive`, edit, async (visit) => {
      const call = await callHere(visit)
      await archive(actingHere(visit), call, (await visit.typed()).to !== 'back')
      return visit.go(callAddress(call))
    })
    .post(`${call}/copies`, edit, async (visit) => {
      const { id: typed = '' } = await visit.typed()
      const id = isUuid(typed) ? typed : crypto.randomUUID()
      await copyCall(actingHere(visit), await callHere(visit), id)
      return visit.go(draftAddress({ id }))
    })
    .get(`${call}/editions`, may('calls.read'), showEditions)
}

async function preview(visit: Visit): Promise<Response> {
  const call = await callHere(visit)
  const institution = await findInstitution(visit.house.database.shared, call.institution)
  if (!institution) throw new NotFound()
  const t = callWords(visit.language)
  const work = { ...call, ...workOf(call), state: 'published' as const }
  const { clock, url } = visit.house
  const body = (
    <PublicCallPage
      t={t}
      call={work}
      said={work.said}
      state={callState(work, clock.today())}
      over={<a href={draftAddress(call)}>{t('draft.previewOver')}</a>}
      now={clock.now()}
      law={await lawOfToday(visit.house, call.institution)}
      nameOf={await namesHere(visit, call.institution)}
      entry={null}
      structured={structuredCall(work, institution, url, visit.language)}
    />
  )
  return visit.show({ frame: 'site', institution: call.institution, title: nameOf(call, t), body })
}

const whyForm = z.object({ why: optionalLongText(1000) })

async function publishHere(visit: Visit): Promise<Response> {
  const call = await callHere(visit)
  const form = await visit.form(whyForm)
  const { typed } = form
  const t = callWords(visit.language)
  if (!form.ok) return showDraft(visit, call, { refusal: t('publish.whyLong'), why: typed.why ?? '' })
  const outcome = await publish(actingHere(visit), call.id, Number(typed.version), form.value.why)
  if (outcome.ok) return visit.go(`${callAddress(call)}?done=published`)
  // Sent twice: the first sending has published it.
  if (outcome.refusal.key === 'draft.stale' && !call.draft && call.state === 'published')
    return visit.go(callAddress(call))
  const refusal = t.find(outcome.refusal.key) ?? outcome.refusal.key
  return showDraft(visit, await callHere(visit), { refusal, why: typed.why ?? '' })
}

const extensionForm = z.object({ closesOn: dayField(), why: optionalLongText(1000) })

async function extendHere(visit: Visit, hooks: CallHooks): Promise<Response> {
  const call = await callHere(visit)
  const form = await visit.form(extensionForm)
  if (!form.ok) return showCall(visit, hooks, { typed: form.typed, problems: form.problems })
  const { closesOn, why } = form.value
  const outcome = await extend(actingHere(visit), call.id, Number(form.typed.version), closesOn, why)
  if (outcome.ok) return visit.go(`${callAddress(call)}?done=extended`)
  const problems = [{ field: 'closesOn', key: outcome.refusal.key }]
  return showCall(visit, hooks, { typed: form.typed, problems })
}

async function showEditions(visit: Visit): Promise<Response> {
  const call = await callHere(visit)
  const t = callWords(visit.language)
  const body = (
    <EditionsPage
      t={t}
      call={call}
      editions={await editionsOf(visit.within(call.institution), call)}
      law={await lawOfToday(visit.house, call.institution)}
      nameOf={await namesHere(visit, call.institution)}
    />
  )
  return visit.show({ frame: 'desk', title: t('editions.title'), current: deskAddress, body })
}
