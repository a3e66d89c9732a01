import { getCookie } from 'hono/cookie'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage, type Language } from '../../platform/words/languages.ts'
import { fundingProgrammesOf } from '../funders/index.ts'
import { aboutOf, findInstitution, listInstitutions, officeOf, officePagesOf } from '../institutions/index.ts'
import { officePageKeys } from '../packs/index.ts'
import { admissionTermsOf, findProgramme, programmesOf } from '../programmes/index.ts'
import { schoolsOf } from '../summer-schools/index.ts'
import { AboutPage } from './about-page.tsx'
import { addressOf, inEachLanguage, programmePage } from './addresses.ts'
import { cachedPage } from './cache.ts'
import { happeningsOf } from './happenings.ts'
import { HomePage } from './home-page.tsx'
import { InstitutionsPage } from './institutions-page.tsx'
import { ContactsPage, OfficePage } from './office-pages.tsx'
import type { Known, Made } from './page.ts'
import { ProgrammePage, ProgrammesPage } from './programme-pages.tsx'
import { saidPage } from './said-routes.tsx'
import { siteWords } from './words.ts'

// Hono puts the expression into its own as it is: without the group the choice would end at the first language.
const language = ':language{(?:en|ru|ky)}'
// No file: `/robots.txt` is answered elsewhere.
const oneWord = ':institution{[a-z0-9-]+}'

/** The public pages: the institutions, and each one's home, programmes, office and contacts. */
export function siteRoutes(house: House): Routes {
  const routes = new Routes()
  for (const key of officePageKeys)
    routes.get(`/:institution/${language}/${key}`, open, (visit) =>
      page(visit, key, (known) => saidPage(visit, known, key)),
    )
  return routes
    .get('/', open, (visit) => showInstitutions(house, visit, visit.language))
    .get(`/${language}`, open, (visit) => visit.go(`/${languageOf(visit)}/`))
    .get(`/${language}/`, open, (visit) => {
      const language = keepLanguage(visit)
      return cachedPage(visit, `/${language}/`, () => showInstitutions(house, visit, language))
    })
    .get(`/${oneWord}`, open, leadHome)
    .get(`/${oneWord}/`, open, leadHome)
    .get(`/:institution/${language}`, open, async (visit) => {
      return visit.go(addressOf((await institutionOf(visit)).id, languageOf(visit), ''))
    })
    .get(`/:institution/${language}/`, open, (visit) =>
      page(visit, '', async (known) => {
        const unit = known.office.units.find(({ id }) => id === known.institution.officeUnit)
        return {
          title: unit?.name[known.t.language] ?? '',
          description: known.institution.intro[known.t.language],
          body: <HomePage {...known} happenings={await happeningsOf(visit, known.institution.id)} />,
        }
      }),
    )
    .get(`/:institution/${language}/programmes`, open, (visit) =>
      page(visit, 'programmes', async (known) => ({
        title: known.t('programmes.title'),
        description: known.t('programmes.description', { short: known.institution.short[known.t.language] }),
        body: <ProgrammesPage {...known} />,
      })),
    )
    .get(`/:institution/${language}/programmes/:level/:programme`, open, showProgramme)
    .get(`/:institution/${language}/office`, open, (visit) =>
      page(visit, 'office', async (known) => ({
        title: known.t('office.title'),
        description: known.t('office.description', { short: known.institution.short[known.t.language] }),
        body: <OfficePage {...known} />,
      })),
    )
    .get(`/:institution/${language}/about`, open, (visit) =>
      page(visit, 'about', async (known) => {
        const { t, institution } = known
        const db = visit.within(institution.id)
        const asked = [aboutOf(db), fundingProgrammesOf(db), schoolsOf(db), officePagesOf(db)] as const
        const [about, funding, schools, pages] = await Promise.all(asked)
        return {
          title: t('about.title'),
          description: t('about.description', { name: institution.name[t.language] }),
          body: (
            <AboutPage
              {...known}
              about={about}
              funds={funding.some(({ withdrawn }) => !withdrawn)}
              schools={schools.length > 0}
              pages={pages}
            />
          ),
        }
      }),
    )
    .get(`/:institution/${language}/contacts`, open, (visit) =>
      page(visit, 'contacts', async (known) => ({
        title: known.t('contacts.title'),
        description: known.t('contacts.description', { short: known.institution.short[known.t.language] }),
        body: <ContactsPage {...known} />,
      })),
    )
}

async function showInstitutions(house: House, visit: Visit, language: Language) {
  const t = siteWords(language)
  const institutions = await listInstitutions(house.database.shared)
  return visit.show({
    frame: 'site',
    title: t('institutions.title'),
    description: t('institutions.description'),
    addresses: inEachLanguage((language) => `/${language}/`),
    body: <InstitutionsPage t={t} institutions={institutions} />,
  })
}

async function leadHome(visit: Visit) {
  return visit.go(addressOf((await institutionOf(visit)).id, visit.language, ''))
}

function showProgramme(visit: Visit) {
  const path = `programmes/${visit.param('level')}/${visit.param('programme')}`
  return page(visit, path, async (known) => {
    const { t, institution } = known
    const programme = await findProgramme(visit.within(institution.id), visit.param('programme'))
    if (!programme || programmePage(programme) !== path) throw new NotFound()
    const name = programme.name[t.language]
    return {
      title: name,
      description: t('programme.description', { name, short: institution.short[t.language] }),
      current: 'programmes',
      body: <ProgrammePage {...known} programme={programme} />,
    }
  })
}

/** One page of an institution in the language of its address, from memory when somebody has just read it. */
async function page(visit: Visit, path: string, make: (known: Known) => Promise<Made>): Promise<Response> {
  const institution = await institutionOf(visit)
  const language = keepLanguage(visit)
  const address = (language: Language) => addressOf(institution.id, language, path)
  return cachedPage(visit, address(language), async () => {
    const db = visit.within(institution.id)
    const [office, levels, terms] = await Promise.all([officeOf(db), programmesOf(db), admissionTermsOf(db)])
    const { current = path, ...made } = await make({ t: siteWords(language), institution, office, levels, terms })
    return visit.show({
      frame: 'site',
      institution: institution.id,
      current: addressOf(institution.id, language, current),
      addresses: inEachLanguage(address),
      ...made,
    })
  })
}

/** Asked before anything else: a scope is opened for institutions that exist, not for every word in an address. */
async function institutionOf(visit: Visit) {
  const found = await findInstitution(visit.house.database.shared, visit.param('institution'))
  if (!found) throw new NotFound()
  return found
}

function languageOf(visit: Visit): Language {
  const language = visit.param('language')
  if (!isLanguage(language)) throw new NotFound()
  return language
}

/** The language of the address becomes the visitor's own, said to the browser only when it is news. */
export function keepLanguage(visit: Visit): Language {
  const language = languageOf(visit)
  if (getCookie(visit.c, 'kopuro.language') !== language) visit.keepLanguage(language)
  return language
}
