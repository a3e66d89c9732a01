import type { Href } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Format, formats, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { Actions, ButtonLink, Main, PageTitle } from '../../ui/index.ts'
import { agreementsOf, agreementsWords, readingOf } from '../agreements/index.ts'
import { type About, aboutOf, findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { type Partner, partnerPage, partnersOf, shownPartners } from '../partners/index.ts'
import { Geography, type GeographyProps } from './map-page.tsx'
import { byCountry, byYear, meets, queryOf, readMapFilter } from './rules.ts'
import { geographyWords } from './words.ts'

export const geographyAddress: Href = '/desk/geography'
const publicPattern = '/:institution/:language{(?:en|ru|ky)}/partners/map'

/** Where the partners are: for the office with everything, for everybody with what is shown. */
export function geographyRoutes(): Routes {
  const routes = new Routes().get(geographyAddress, may('partners.read'), showDesk).get(publicPattern, open, showPublic)
  for (const format of formats)
    routes.get(`${geographyAddress}/numbers.${format}`, may('partners.read'), (visit) => numbersOut(visit, format))
  return routes
}

const filterOf = (visit: Visit) => readMapFilter(new URL(visit.c.req.url).searchParams)

async function geographyOf(visit: Visit, institution: string, isPublic: boolean) {
  const db = visit.within(institution)
  const filter = filterOf(visit)
  const reading = await readingOf(db, visit.house.clock.today())
  const [all, everyAgreement, law, about] = await Promise.all([
    isPublic ? shownPartners(db) : partnersOf(db),
    agreementsOf(db, reading),
    lawOfToday(visit.house, institution),
    aboutOf(db),
  ])
  const partners = all.filter((partner) => meets(filter, partner))
  const ids = new Set(partners.map(({ id }) => id))
  const isNarrow = queryOf(filter) !== ''
  const agreements = everyAgreement
    .filter((one) => one.isPublic || !isPublic)
    .filter(({ parties }) => !isNarrow || parties.some(({ partner }) => partner && ids.has(partner)))
  // The map shows the other countries too, so that one comes from one to the next.
  const near = all.filter((partner) => meets({ ...filter, country: null }, partner))
  const countries = byCountry(near, agreements)
  const numbers = { agreements: agreements.length, signed: byYear(agreements) }
  return { law, filter, all, partners, countries, ...numbers, about }
}

type Found = Awaited<ReturnType<typeof geographyOf>>

function propsOf(
  visit: Visit,
  { about, ...found }: Found,
  here: Href,
  pageOf: (partner: Partner) => Href,
): GeographyProps {
  const t = geographyWords(visit.language)
  return { t, here, pageOf, ...found, priorities: prioritiesIn(about, visit) }
}

// What the office's page says of where it wants to work, by the record's key in the pack.
const prioritiesIn = (about: About, { language }: Visit) =>
  about.facts.filter(({ id }) => id === 'priorities').map(({ text }) => text[language])

async function showDesk(visit: Visit): Promise<Response> {
  const { institution } = visit.place('partners.read')
  const t = geographyWords(visit.language)
  const found = await geographyOf(visit, institution, false)
  const query = queryOf(found.filter)
  const body = (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <Geography {...propsOf(visit, found, geographyAddress, partnerPage)} />
      <Actions>
        <ButtonLink tone="soft" href={`${geographyAddress}/numbers.xlsx${query}`}>
          {t('out.xlsx')}
        </ButtonLink>
        <ButtonLink tone="soft" href={`${geographyAddress}/numbers.csv${query}`}>
          {t('out.csv')}
        </ButtonLink>
      </Actions>
    </>
  )
  return visit.show({ frame: 'desk', title: t('title'), current: geographyAddress, body })
}

async function showPublic(visit: Visit): Promise<Response> {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  const t = geographyWords(language)
  const list = `/${institution.id}/${language}/partners` as const
  const found = await geographyOf(visit, institution.id, true)
  const pageOf = ({ id, key }: Partner): Href => `${list}#${key ?? id}`
  const address = (other: string) => `/${institution.id}/${other}/partners/map${queryOf(found.filter)}`
  return visit.show({
    frame: 'site',
    institution: institution.id,
    title: t('title'),
    description: t('public.lead'),
    current: list,
    addresses: { en: address('en'), ru: address('ru'), ky: address('ky') },
    body: (
      <Main>
        <PageTitle over={institution.name[language]} title={t('title')} lead={t('public.lead')} />
        <Geography {...propsOf(visit, found, `${list}/map`, pageOf)} />
        <Actions>
          <ButtonLink tone="soft" href={list}>
            {t('public.list')}
          </ButtonLink>
        </Actions>
      </Main>
    ),
  })
}

/** The numbers by country, as the filter of the page shows them. */
async function numbersOut(visit: Visit, format: Format): Promise<Response> {
  const { institution } = visit.place('partners.read')
  const t = geographyWords(visit.language)
  const { countries, law } = await geographyOf(visit, institution, false)
  const rows = countries.map(({ country, region, partners, agreements }) => [
    country === 'none' ? t('country.none') : (law.country(country)?.name[visit.language] ?? country),
    country === 'none' ? '' : country,
    agreementsWords(visit.language)(`region.${region}`),
    String(partners.length),
    String(agreements),
  ])
  async function* portions() {
    yield rows
  }
  const titles = [t('country'), t('code'), t('region'), t('partners'), t('agreements')]
  const sheet = { name: t('title'), columns: titles.map((title) => ({ title })), portions: portions() }
  return sheetAnswer(visit, sheet, format, `geography-${law.day}`)
}
