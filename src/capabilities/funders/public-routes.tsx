import { NotFound } from '../../platform/outcome.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage, type Language } from '../../platform/words/languages.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { filterOf, narrow, yearNow } from './listing.ts'
import { FundingPage, FundingProgrammePage, fundingAddress } from './public-pages.tsx'
import { findFundingProgramme, fundingProgrammesOf } from './store.ts'
import { fundersWords } from './words.ts'

/** The register for visitors, and the page of each programme. */
export function publicRoutes(): Routes {
  const funding = '/:institution/:language{(?:en|ru|ky)}/funding'
  return new Routes().get(funding, open, showList).get(`${funding}/:key`, open, showOne)
}

async function placeOf(visit: Visit) {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  return { institution, language, t: fundersWords(language), db: visit.within(institution.id) }
}

async function showList(visit: Visit): Promise<Response> {
  const { institution, t, db } = await placeOf(visit)
  const [filter, year] = [filterOf(visit), yearNow(visit)]
  const shown = (await fundingProgrammesOf(db)).filter(({ withdrawn }) => !withdrawn)
  const programmes = narrow(shown, filter, year)
  return visit.show({
    frame: 'site',
    institution: institution.id,
    title: t('public.title'),
    description: t('public.lead'),
    addresses: inEach((language) => fundingAddress(institution.id, language)),
    body: <FundingPage {...{ t, institution, year, filter, programmes }} />,
  })
}

async function showOne(visit: Visit): Promise<Response> {
  const { institution, language, t, db } = await placeOf(visit)
  const programme = await findFundingProgramme(db, visit.param('key'))
  if (!programme) throw new NotFound()
  const law = await lawOfToday(visit.house, institution.id)
  return visit.show({
    frame: 'site',
    institution: institution.id,
    title: programme.name[language],
    description: t('public.about', { name: programme.name[language] }),
    addresses: inEach((each) => fundingAddress(institution.id, each, programme.id)),
    body: <FundingProgrammePage {...{ t, institution, law, programme }} year={yearNow(visit)} />,
  })
}

const inEach = (address: (language: Language) => string) => ({
  en: address('en'),
  ru: address('ru'),
  ky: address('ky'),
})
