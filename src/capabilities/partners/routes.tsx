import { NotFound } from '../../platform/outcome.ts'
import { may, open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { actOf, partnerHere } from './act.ts'
import { archivePartner } from './actions.ts'
import { pageOf, partnersAddress } from './addresses.ts'
import { contactRoutes } from './contact-routes.tsx'
import { fileRoutes } from './file-routes.ts'
import { formRoutes } from './form-routes.tsx'
import { listRoutes } from './list-routes.tsx'
import { mergeRoutes } from './merge-routes.tsx'
import { noteRoutes } from './note-routes.ts'
import { orderRoutes } from './order-routes.tsx'
import { type Hooks, sectionsOf, showPartner } from './page-routes.tsx'
import { PublicPartnersPage } from './public-page.tsx'
import { shownPartners } from './store.ts'
import { successionRoutes } from './succession-routes.ts'
import { partnersWords } from './words.ts'

/** The register of partners for the office, and the page of partners for everybody. */
export function partnerRoutes(hooks: Hooks): Routes {
  const one = `${partnersAddress}/:id`
  return (
    new Routes()
      .get('/:institution/:language{(?:en|ru|ky)}/partners', open, (visit) => showPublic(visit, hooks))
      // Before the page of one partner: these words are no partner's id.
      .also(listRoutes())
      .also(orderRoutes())
      .also(mergeRoutes(hooks))
      .also(formRoutes())
      .get(one, may('partners.read'), (visit) => showPartner(visit, hooks))
      .post(`${one}/archive`, may('partners.edit'), async (visit) => {
        const partner = await partnerHere(visit)
        await archivePartner(actOf(visit), partner.id, (await visit.typed()).away === 'yes')
        return visit.go(pageOf(partner))
      })
      .also(noteRoutes(hooks))
      .also(successionRoutes(hooks))
      .also(fileRoutes(hooks))
      .also(contactRoutes())
  )
}

async function showPublic(visit: Visit, { publicPanels }: Hooks): Promise<Response> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  const t = partnersWords(language)
  const address = (language: string) => `/${institution.id}/${language}/partners`
  const law = await lawOfToday(visit.house, institution.id)
  const partners = await shownPartners(visit.within(institution.id))
  const sections = await sectionsOf(publicPanels, (panel) => panel.show(visit, institution))
  return visit.show({
    frame: 'site',
    institution: institution.id,
    title: t('public.title'),
    description: t('public.lead'),
    current: address(language),
    addresses: { en: address('en'), ru: address('ru'), ky: address('ky') },
    body: <PublicPartnersPage {...{ t, law, institution, partners, sections }} />,
  })
}
