import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage, languages } from '../../platform/words/languages.ts'
import { Link } from '../../ui/index.ts'
import { findInstitution, officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { checkForm, knownFrom } from './check-form.ts'
import { CheckPage } from './check-pages.tsx'
import { sayClock } from './clock.ts'
import type { Known } from './criteria.ts'
import { namesHere } from './names.ts'
import {
  filterNames,
  groupOf,
  groups,
  PublicCallPage,
  PublicCallsPage,
  type PublicFilter,
  publicAddress,
} from './public-pages.tsx'
import { type Call, callState } from './rules.ts'
import { callBySlug, callsOf } from './store.ts'
import { structuredCall } from './structured.ts'
import type { CallHooks } from './ways.ts'
import { callWords } from './words.ts'

const pageSize = 25

/** Calls for the public: the list, one call, and whether one may apply. */
export function publicRoutes(house: House, hooks: CallHooks): Routes {
  const list = '/:institution/:language{(?:en|ru|ky)}/calls'
  return new Routes()
    .get(list, open, (visit) => showList(house, visit, hooks))
    .get(`${list}/:slug`, open, (visit) => showCall(house, visit, hooks))
    .get(`${list}/:slug/check`, open, (visit) => showCheck(visit, hooks, { typed: {}, problems: [], known: null }))
    .post(`${list}/:slug/check`, open, async (visit) => {
      const { call } = await callHere(visit)
      const form = await visit.form(checkForm)
      if (!form.ok) return showCheck(visit, hooks, { ...form, known: null }, 422)
      const tried = { typed: form.typed, problems: [], known: knownFrom(form.value, call.said) }
      return showCheck(visit, hooks, tried)
    })
}

async function placeOf(visit: Visit) {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  visit.keepLanguage(language)
  return { institution, language, t: callWords(language) }
}

/** A published call; a draft or an archived one does not exist for the public. */
async function callHere(visit: Visit) {
  const place = await placeOf(visit)
  const call = await callBySlug(visit.within(place.institution.id), visit.param('slug'))
  if (call?.state !== 'published') throw new NotFound()
  return { ...place, call }
}

function addressesOf(institution: string, path: string) {
  const [en, ru, ky] = languages.map((language) => `${publicAddress(institution, language)}${path}`)
  return { en: en ?? '', ru: ru ?? '', ky: ky ?? '' }
}

async function showList(house: House, visit: Visit, hooks: CallHooks): Promise<Response> {
  const { institution, language, t } = await placeOf(visit)
  const filter: PublicFilter = {
    ...{ country: asked(visit, 'country'), language: asked(visit, 'language') },
    ...{ level: asked(visit, 'level'), audience: asked(visit, 'audience') },
  }
  const today = house.clock.today()
  const all = await callsOf(visit.within(institution.id), { states: ['published'] })
  const found = groups.flatMap((group) =>
    all
      .map((call) => ({ call, state: callState(call, today) }))
      .filter(({ call, state }) => groupOf(state) === group && fits(call, filter)),
  )
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(asked(visit, 'page'))) || 1))
  const body = (
    <PublicCallsPage
      t={t}
      institution={institution.id}
      over={institution.name[language]}
      law={await lawOfToday(house, institution.id)}
      calls={found.slice((page - 1) * pageSize, page * pageSize)}
      filter={filter}
      choices={choicesOf(all)}
      page={page}
      pages={pages}
      beside={await hooks.beside?.(visit, institution.id)}
    />
  )
  const address = publicAddress(institution.id, language)
  return visit.show({
    ...{ frame: 'site', institution: institution.id, current: address, body },
    ...{ title: t('public.title'), description: t('public.lead'), addresses: addressesOf(institution.id, '') },
  })
}

const asked = (visit: Visit, name: string) => visit.query(name)?.slice(0, 60) ?? ''

function valuesOf({ said, audience }: Call): Record<keyof PublicFilter, readonly string[]> {
  const level = said.level ? [said.level] : []
  return { country: said.hosts.map(({ country }) => country), language: said.languages, level, audience: [audience] }
}

const fits = (call: Call, filter: PublicFilter) => {
  const values = valuesOf(call)
  return filterNames.every((name) => filter[name] === '' || values[name].includes(filter[name]))
}

function choicesOf(all: readonly Call[]) {
  const of = (name: keyof PublicFilter) => [...new Set(all.flatMap((call) => valuesOf(call)[name]))].sort()
  return { country: of('country'), language: of('language'), level: of('level'), audience: of('audience') }
}

async function showCall(house: House, visit: Visit, hooks: CallHooks): Promise<Response> {
  const { institution, language, t, call } = await callHere(visit)
  const state = callState(call, house.clock.today())
  const list = publicAddress(institution.id, language)
  const [law, nameOf, entry] = await Promise.all([
    lawOfToday(house, institution.id),
    namesHere(visit, institution.id),
    state === 'open' ? hooks.entry?.(visit, call) : null,
  ])
  const title = call.said.title[language]
  const body = (
    <PublicCallPage
      t={t}
      call={call}
      said={call.said}
      state={state}
      over={<Link href={list}>{t('public.title')}</Link>}
      now={house.clock.now()}
      law={law}
      nameOf={nameOf}
      entry={entry}
      structured={structuredCall(call, institution, `${house.url}${list}/${call.slug}`, language)}
    />
  )
  return visit.show({
    ...{ frame: 'site', institution: institution.id, current: list, title, body },
    ...{ description: call.said.about[language], addresses: addressesOf(institution.id, `/${call.slug}`) },
  })
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly known: Known | null
}

async function showCheck(visit: Visit, hooks: CallHooks, tried: Tried, status: 200 | 422 = 200): Promise<Response> {
  const { institution, language, t, call } = await callHere(visit)
  const state = callState(call, visit.house.clock.today())
  const [law, { units }, entry] = await Promise.all([
    lawOfToday(visit.house, institution.id),
    officeOf(visit.within(institution.id)),
    state === 'open' ? hooks.entry?.(visit, call) : null,
  ])
  const list = publicAddress(institution.id, language)
  const later = state === 'open' ? null : sayClock(t, call, state)
  const body = (
    <CheckPage
      {...tried}
      t={t}
      call={call}
      address={`${list}/${call.slug}`}
      law={law}
      units={units}
      later={later}
      entry={entry}
    />
  )
  const title = t('check.title')
  const addresses = addressesOf(institution.id, `/${call.slug}/check`)
  return visit.show({ frame: 'site', institution: institution.id, current: list, title, addresses, body }, status)
}
