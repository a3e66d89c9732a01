import { NotFound } from '../../platform/outcome.ts'
import { open, Routes } from '../../platform/web/routes.ts'
import type { Page, Visit } from '../../platform/web/visit.ts'
import { findInstitution, type Institution } from '../institutions/index.ts'
import { cachedPage, keepLanguage } from '../site/index.ts'
import { type Content, shownIn, writtenIn } from './blocks.ts'
import { liveFor } from './live.ts'
import { PublicPageView } from './public-view.tsx'
import { publicPages } from './store.ts'
import { pageWords } from './words.ts'

/** The office's own pages, at the addresses that nothing else answers. */
export function publicRoutes(): Routes {
  return new Routes().get('/:institution/:language{(?:en|ru|ky)}/:slug', open, showPage)
}

async function showPage(visit: Visit): Promise<Response> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  if (!institution) throw new NotFound()
  const slug = visit.param('slug')
  const page = (await publicPages(visit.within(institution.id))).find((one) => one.slug === slug)
  if (!page) throw new NotFound()
  keepLanguage(visit)
  const address = `/${institution.id}/${visit.language}/${slug}`
  // With its version: what was published a moment ago is not answered with what stood there before.
  return cachedPage(visit, `${address}@${page.id}.${page.version}`, async () =>
    visit.show(await publicPage(visit, institution, page.content, slug)),
  )
}

/** A page within the frame of the public site; `content` may be a draft, for looking at it. */
export async function publicPage(
  visit: Visit,
  institution: Institution,
  content: Content,
  slug: string,
): Promise<Page> {
  const t = pageWords(visit.language)
  const live = await liveFor(visit, institution, content)
  const address = (language: string) => `/${institution.id}/${language}/${slug}`
  const lead = content.lead[shownIn(content.lead, visit.language)]
  return {
    frame: 'site',
    institution: institution.id,
    title: content.title[shownIn(content.title, visit.language)],
    ...(lead && { description: lead }),
    current: address(visit.language),
    addresses: { en: address('en'), ru: address('ru'), ky: address('ky') },
    writtenIn: writtenIn(content),
    body: <PublicPageView t={t} live={live} content={content} slug={slug} />,
  }
}
