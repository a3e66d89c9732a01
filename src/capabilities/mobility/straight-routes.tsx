import { isUuid } from '../../platform/database/ids.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Form } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Call } from '../calls/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { callAtDesk } from './applicants-routes.tsx'
import { applicantsAddress } from './applicants-rules.ts'
import { StraightPage } from './straight-page.tsx'
import { type StraightForm, straightForm } from './straight-rules.ts'
import { insertStraight, removeStraight, straightOf } from './straight-store.ts'
import { mobilityWords } from './words.ts'

const base = `${applicantsAddress(':id')}/straight`

/** The register of applications past the coordinator. */
export function straightRoutes(): Routes {
  return new Routes()
    .get(base, may('cases.read'), (visit) => show(visit))
    .post(base, may('cases.work'), enter)
    .post(`${base}/:one/removal`, may('cases.work'), remove)
}

async function show(visit: Visit, form?: Form<unknown>): Promise<Response> {
  const call = await callAtDesk(visit)
  const t = mobilityWords(visit.language)
  const key = form?.typed.key
  const body = (
    <StraightPage
      t={t}
      call={call}
      all={await straightOf(visit.within(call.institution), call.id)}
      form={form}
      requestKey={key && isUuid(key) ? key : crypto.randomUUID()}
      mayWrite={visit.may('cases.work', call.institution)}
    />
  )
  const page = { frame: 'desk', title: t('straight.title'), current: '/desk/calls', body } as const
  return visit.show(page, form ? 422 : 200)
}

async function enter(visit: Visit): Promise<Response> {
  const call = await callAtDesk(visit)
  const form = await visit.form(straightForm)
  if (!form.ok) return show(visit, form)
  if (form.value.learntOn > visit.house.clock.today())
    return show(visit, { ok: false, typed: form.typed, problems: [{ field: 'learntOn', key: 'mobility.later' }] })
  const key = form.typed.key ?? ''
  await keep(visit, call, isUuid(key) ? key : crypto.randomUUID(), form.value)
  return visit.go(`${applicantsAddress(call.id)}/straight`)
}

// Whoever is written down is told, once, in all the languages of the institution's letters: nobody knows theirs.
async function keep(visit: Visit, call: Call, key: string, given: StraightForm): Promise<void> {
  const { house } = visit
  const institution = await findInstitution(house.database.shared, call.institution)
  if (!institution) throw new NotFound()
  const by = { institution: call.institution, ...visit.by, at: house.clock.now() }
  await visit
    .within(call.institution)
    .transaction()
    .execute(async (tx) => {
      const id = await insertStraight(tx, call.id, key, given, by)
      if (!id || !given.email) return
      const languages = institution.letterLanguages
      const [first = 'ru'] = languages
      const bodies = languages.map((language) =>
        mobilityWords(language)('mail.straight.body', {
          ...{ name: given.name, call: call.said.title[language], hosts: given.hosts },
          ...{
            institution: institution.short[language],
            link: `${house.url}/${institution.id}/${language}/calls/${call.slug}`,
          },
        }),
      )
      await mailLater(tx, house, {
        ...{ institution: institution.id, to: given.email, language: first, kind: 'mobility.straight' },
        subject: mobilityWords(first)('mail.straight.subject', {
          institution: institution.short[first],
          call: call.said.title[first],
        }),
        body: bodies.join('\n\n* * *\n\n'),
        onceKey: `mobility.straight:${id}`,
      })
    })
}

async function remove(visit: Visit): Promise<Response> {
  const call = await callAtDesk(visit)
  const one = visit.param('one')
  if (!isUuid(one)) throw new NotFound()
  const by = { institution: call.institution, ...visit.by, at: visit.house.clock.now() }
  await removeStraight(visit.within(call.institution), call.id, one, by)
  return visit.go(`${applicantsAddress(call.id)}/straight`)
}
