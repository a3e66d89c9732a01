import { NotFound } from '../../platform/outcome.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { foldWords } from '../../platform/words/fold.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { PublicAlumniPage, publicAddress } from './public-page.tsx'
import type { Alumnus } from './rules.ts'
import { shownAlumni } from './store.ts'
import { alumniWords } from './words.ts'

const pageSize = 60

/** The directory for everybody: who is in it agreed to be, or is named on the office's own page. */
export function publicRoutes(): Routes {
  return new Routes().get('/:institution/:language{(?:en|ru|ky)}/alumni', open, show)
}

async function show(visit: Visit): Promise<Response> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  const all = await shownAlumni(visit.within(institution.id))
  const law = await lawOfToday(visit.house, institution.id)
  const search = (visit.query('q') ?? '').trim().slice(0, 100).toWellFormed()
  const wanted = foldWords(search)
  const found = all.filter((one) => wanted.every((word) => wordsOf(one).some((own) => own.startsWith(word))))
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const asked = Number(visit.query('page') ?? 1)
  const page = Number.isInteger(asked) ? Math.min(pages, Math.max(1, asked)) : 1
  const alumni = found.slice((page - 1) * pageSize, page * pageSize)
  const t = alumniWords(language)
  return visit.show({
    frame: 'site',
    institution: institution.id,
    title: t('public.title'),
    description: t('public.description', { short: institution.short[language] }),
    current: `/${institution.id}/${language}/about`,
    addresses: {
      en: publicAddress(institution.id, 'en'),
      ru: publicAddress(institution.id, 'ru'),
      ky: publicAddress(institution.id, 'ky'),
    },
    body: <PublicAlumniPage {...{ t, law, institution, alumni, search, page, pages }} />,
  })
}

function wordsOf({ name, direction, year, post, known }: Alumnus): string[] {
  const said = [name, ...Object.values(direction), String(year), ...Object.values(post ?? {}), known?.post ?? '']
  return said.flatMap(foldWords)
}
