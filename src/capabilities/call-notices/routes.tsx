import { isUuid } from '../../platform/database/ids.ts'
import type { Href, Html } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { tooMany } from '../../platform/web/attempts.ts'
import { clientOf } from '../../platform/web/client.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage, type Language } from '../../platform/words/languages.ts'
import { callState, callsOf } from '../calls/index.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { askFor, confirmIt, hashOf } from './actions.ts'
import { feedOf, formats } from './feeds.ts'
import { offeredOf } from './offered.ts'
import { AskedPage, AskPage, askAddress, EndedPage, OwnPage } from './pages.tsx'
import { aboutForm, aboutOf, askForm, interestsIn, interestsOf, type Subscription, typedAs } from './rules.ts'
import { sayWhether } from './sending.ts'
import { findByToken, removeSubscription, saveWishes } from './store.ts'
import { noticeWords } from './words.ts'

/** Enough for a family at one window, too few for a machine; and an address is written to rarely, whoever asks. */
const asking = { name: 'call-notices', most: 10, minutes: 60 }
const askingOf = { name: 'call-notices-of', most: 3, minutes: 24 * 60 }

/** Feeds of calls, and calls by mail: asked for, confirmed, changed and ended without an account. */
export function publicRoutes(): Routes {
  const place = '/:institution/:language{(?:en|ru|ky)}'
  const own = '/notices/:institution/:token'
  const routes = new Routes()
  for (const format of formats)
    routes.get(`${place}/feeds/calls.${format}`, open, async (visit) => {
      const { institution, language } = await placeOf(visit)
      const { text, tag, type } = await feedOf(visit.house, institution, language, format)
      const headers = { etag: tag, 'cache-control': 'public, max-age=600' }
      if (visit.headers.get('if-none-match')?.includes(tag)) return visit.c.body(null, 304, headers)
      return visit.c.body(text, 200, { ...headers, 'content-type': type })
    })
  return routes
    .get(`${place}/notices`, open, (visit) => showAsk(visit, { typed: {}, problems: [] }))
    .post(`${place}/notices`, open, ask)
    .get(own, open, async (visit) => showOwn(visit, await ownOf(visit)))
    .post(own, open, change)
    .post(`${own}/confirmation`, open, async (visit) => {
      const { institution, subscription, here } = await ownOf(visit)
      await confirmIt(visit.house, institution.id, subscription)
      return visit.go(`${here}?done=confirmed`)
    })
    .post(`${own}/end`, open, async (visit) => {
      const { institution, subscription } = await ownOf(visit)
      await removeSubscription(visit.within(institution.id), subscription.id)
      const t = noticeWords(subscription.language)
      return show(visit, institution, t('ended.title'), <EndedPage t={t} institution={institution} />)
    })
}

async function institutionOf(visit: Visit): Promise<Institution> {
  const found = await findInstitution(visit.house.database.shared, visit.param('institution'))
  if (!found) throw new NotFound()
  return found
}

async function placeOf(visit: Visit) {
  const language = visit.param('language')
  if (!isLanguage(language)) throw new NotFound()
  return { institution: await institutionOf(visit), language, t: noticeWords(language) }
}

const show = (visit: Visit, { id }: Institution, title: string, body: Html, status: 200 | 422 | 429 = 200) =>
  visit.show({ frame: 'site', institution: id, title, body }, status)

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly tooMany?: boolean
}

async function showAsk(visit: Visit, tried: Tried): Promise<Response> {
  const { institution, t } = await placeOf(visit)
  const props = {
    ...tried,
    ...{ t, institution, law: await lawOfToday(visit.house, institution.id) },
    offered: await offeredOf(visit.within(institution.id)),
    id: isUuid(tried.typed.id ?? '') ? (tried.typed.id ?? '') : crypto.randomUUID(),
    typed: { email: visit.who?.email ?? '', ...tried.typed },
  }
  return visit.show(
    {
      ...{ frame: 'site', institution: institution.id, title: t('ask.title'), description: t('ask.lead') },
      addresses: inEach((language) => askAddress(institution.id, language)),
      body: <AskPage {...props} />,
    },
    tried.tooMany ? 429 : tried.problems.length > 0 ? 422 : 200,
  )
}

const inEach = (address: (language: Language) => string) => ({
  en: address('en'),
  ru: address('ru'),
  ky: address('ky'),
})

async function ask(visit: Visit): Promise<Response> {
  const { institution, language, t } = await placeOf(visit)
  const form = await visit.form(askForm)
  if (!form.ok) return showAsk(visit, form)
  const { email, id, ...told } = form.value
  const { shared } = visit.house.database
  const often =
    (await tooMany(shared, asking, clientOf(visit))) ||
    (await tooMany(shared, askingOf, `${institution.id}:${email.toLowerCase()}`))
  if (often) return showAsk(visit, { typed: form.typed, problems: [], tooMany: true })
  const offered = await offeredOf(visit.within(institution.id))
  await askFor(visit.house, {
    ...{ institution: institution.id, id, email, language, about: aboutOf(told) },
    accountId: visit.who?.email.toLowerCase() === email.toLowerCase() ? visit.who.accountId : null,
    interests: interestsOf(form.typed, offered),
  })
  return show(visit, institution, t('asked.title'), <AskedPage t={t} institution={institution} email={email} />)
}

/** Whose address this is; one that was ended, or never was, is not there. */
async function ownOf(visit: Visit): Promise<{ institution: Institution; subscription: Subscription; here: Href }> {
  const institution = await institutionOf(visit)
  const token = visit.param('token')
  const subscription = await findByToken(visit.within(institution.id), hashOf(token))
  if (!subscription) throw new NotFound()
  return { institution, subscription, here: `/notices/${institution.id}/${token}` }
}

async function showOwn(visit: Visit, own: Awaited<ReturnType<typeof ownOf>>, tried?: Tried): Promise<Response> {
  const { institution, subscription, here } = own
  const t = noticeWords(visit.language)
  const { house } = visit
  const db = visit.within(institution.id)
  const today = house.clock.today()
  const open = (await callsOf(db, { states: ['published'] })).filter((call) => callState(call, today) === 'open')
  const reader = { ...subscription, language: visit.language }
  const fitting = open.flatMap((call) => {
    const said = interestsIn(subscription.interests, call) ? sayWhether(call, reader, house) : null
    return said === null ? [] : { call, said }
  })
  const done = visit.query('done')
  const props = {
    ...{ t, institution, subscription, here, fitting, offered: await offeredOf(db) },
    law: await lawOfToday(house, institution.id),
    ...(tried ?? { typed: typedAs(subscription), problems: [] }),
    notice: done === 'confirmed' || done === 'saved' ? t(`own.${done}`) : null,
  }
  return show(visit, institution, t('own.title'), <OwnPage {...props} />, tried ? 422 : 200)
}

async function change(visit: Visit): Promise<Response> {
  const own = await ownOf(visit)
  const form = await visit.form(aboutForm)
  if (!form.ok) return showOwn(visit, own, form)
  const db = visit.within(own.institution.id)
  const interests = interestsOf(form.typed, await offeredOf(db))
  const { language } = visit
  await saveWishes(db, own.subscription.id, { interests, about: aboutOf(form.value), language })
  return visit.go(`${own.here}?done=saved`)
}
