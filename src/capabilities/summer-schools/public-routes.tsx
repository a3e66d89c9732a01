import { NotFound } from '../../platform/outcome.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage, type Language } from '../../platform/words/languages.ts'
import { callBySlug, callState } from '../calls/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { publicAddress, SchoolPage, SchoolsPage } from './public-pages.tsx'
import type { School } from './rules.ts'
import { editionsOf, findSchool, linesOf, schoolsOf } from './store.ts'
import { summerSchoolWords } from './words.ts'

/** The summer schools for visitors. */
export function publicRoutes(): Routes {
  const base = '/:institution/:language{(?:en|ru|ky)}/summer-schools'
  return new Routes().get(base, open, showAll).get(`${base}/:school`, open, showOne)
}

async function placeOf(visit: Visit) {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  return { institution, language, t: summerSchoolWords(language), db: visit.within(institution.id) }
}

async function showAll(visit: Visit): Promise<Response> {
  const { institution, t, db } = await placeOf(visit)
  return visit.show({
    frame: 'site',
    institution: institution.id,
    title: t('public.title'),
    description: t('public.lead'),
    addresses: inEach((language) => publicAddress(institution.id, language)),
    body: <SchoolsPage t={t} institution={institution} schools={await schoolsOf(db)} />,
  })
}

async function showOne(visit: Visit): Promise<Response> {
  const { institution, language, t, db } = await placeOf(visit)
  const school = await findSchool(db, visit.param('school'))
  if (!school) throw new NotFound()
  const [editions, lines, law, call] = await Promise.all([
    editionsOf(db, school.id),
    linesOf(db, school.id),
    lawOfToday(visit.house, institution.id),
    callOf(visit, institution.id, language, school),
  ])
  return visit.show({
    frame: 'site',
    institution: institution.id,
    title: school.name[language],
    description: school.goal[language],
    addresses: inEach((each) => publicAddress(institution.id, each, school.id)),
    body: <SchoolPage {...{ t, law, institution, school, editions, lines, call }} />,
  })
}

// The pack's key of a call is its first address; the office may have put the call away since.
async function callOf(visit: Visit, institution: string, language: Language, { callKey }: School) {
  const call = callKey ? await callBySlug(visit.within(institution), callKey) : null
  if (!call?.said) return null
  const state = callState(call, visit.house.clock.today())
  if (state === 'draft' || state === 'archived') return null
  const href = `/${institution}/${language}/calls/${call.slug}` as const
  return { href, title: call.said.title[language], isOpen: state === 'open' }
}

const inEach = (address: (language: Language) => string) => ({
  en: address('en'),
  ru: address('ru'),
  ky: address('ky'),
})
