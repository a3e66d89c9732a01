import { NotFound } from '../../platform/outcome.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage, type Language } from '../../platform/words/languages.ts'
import { Link } from '../../ui/index.ts'
import { findAgreement, readingOf } from '../agreements/index.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { publicationsOf } from '../publications/index.ts'
import type { Telling } from './desk.ts'
import { wordIn } from './forms.ts'
import { networkKinds, type WorkKind } from './kinds.ts'
import { PublicWorksPage } from './public-page.tsx'
import type { Work, WorkLine } from './rules.ts'
import { shownWorks } from './store.ts'
import { tellingOf } from './telling.ts'
import { networksWords } from './words.ts'

/** What the university does together with others, for visitors. */
export function publicRoutes(): Routes {
  return new Routes().get('/:institution/:language{(?:en|ru|ky)}/networks', open, async (visit) => {
    const place = await publicPlace(visit, networkKinds)
    const { institution, language } = place
    const t = networksWords(language)
    const programmes = `/${institution.id}/${language}/joint-programmes` as const
    const lead = (
      <p>
        <Link href={programmes}>{t('public.programmes')}</Link>
      </p>
    )
    const own = { title: t('public.title'), about: t('public.lead'), empty: t('public.none'), lead }
    return visit.show({
      frame: 'site',
      institution: institution.id,
      title: t('public.title'),
      description: t('public.lead'),
      ...addressesOf(institution, language, 'networks'),
      body: <PublicWorksPage {...place} {...own} kinds={networkKinds} />,
    })
  })
}

interface PublicPlace {
  readonly institution: Institution
  readonly language: Language
  readonly telling: Telling
  readonly works: readonly Work[]
  readonly lines: readonly WorkLine[]
}

/** The institution and language of a public address, with the works of these kinds. */
export async function publicPlace(visit: Visit, kinds: Readonly<Record<string, WorkKind>>): Promise<PublicPlace> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  const db = visit.within(institution.id)
  const [{ works, lines }, publications] = await Promise.all([shownWorks(db), publicationsOf(db)])
  // What only the office reads is not named outside, and what has no file leads nowhere.
  const publication = publications
    .filter(({ isPublic, versions }) => isPublic && versions.length > 0)
    .map(({ id, title }) => ({ value: id, text: title[language] }))
  const agreement = await publicAgreements(visit, institution.id, works)
  const telling = await tellingOf(visit, institution.id, lines, { publication, agreement })
  return { institution, language, telling, works: works.filter(({ kind }) => Object.hasOwn(kinds, kind)), lines }
}

// An agreement that only the office reads is not named outside.
async function publicAgreements(visit: Visit, institution: string, works: readonly Work[]) {
  const named = [...new Set(works.flatMap(({ said }) => wordIn(said, 'agreement') || []))]
  if (named.length === 0) return []
  const db = visit.within(institution)
  const reading = await readingOf(db, visit.house.clock.today())
  const found = await Promise.all(named.map((one) => findAgreement(db, one, reading)))
  return found.flatMap((one) => (one?.isPublic ? [{ value: one.key ?? one.id, text: one.title[visit.language] }] : []))
}

export function addressesOf({ id }: Institution, language: Language, page: string) {
  const address = (one: Language) => `/${id}/${one}/${page}`
  return { current: address(language), addresses: { en: address('en'), ru: address('ru'), ky: address('ky') } }
}
