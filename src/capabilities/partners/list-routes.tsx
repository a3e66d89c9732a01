import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { lawOfToday } from '../law/index.ts'
import { partnersAddress } from './addresses.ts'
import { exportPartners } from './export.ts'
import { readPartnerFilter } from './filter.ts'
import { PartnersPage } from './list-page.tsx'
import { countriesOf, partnersOf } from './store.ts'
import { partnersWords } from './words.ts'

const pageSize = 50

/** The register as a list, and the list as a file. */
export function listRoutes(): Routes {
  const sheet = (format: 'xlsx' | 'csv') => (visit: Visit) => exportPartners(visit, filterOf(visit), format)
  return new Routes()
    .get(partnersAddress, may('partners.read'), showList)
    .get(`${partnersAddress}/export.xlsx`, may('partners.read'), sheet('xlsx'))
    .get(`${partnersAddress}/export.csv`, may('partners.read'), sheet('csv'))
}

const filterOf = (visit: Visit) => readPartnerFilter(new URL(visit.c.req.url).searchParams)

async function showList(visit: Visit): Promise<Response> {
  const { institution } = visit.place('partners.read')
  const db = visit.within(institution)
  const filter = filterOf(visit)
  const [found, countries, law] = await Promise.all([
    partnersOf(db, filter, pageSize + 1),
    countriesOf(db),
    lawOfToday(visit.house, institution),
  ])
  const partners = found.slice(0, pageSize)
  const next = found.length > pageSize ? (partners.at(-1)?.id ?? null) : null
  const t = partnersWords(visit.language)
  const mayEdit = visit.may('partners.edit', institution)
  const body = <PartnersPage {...{ t, law, partners, filter, next, countries, mayEdit }} />
  return visit.show({ frame: 'desk', title: t('list.title'), current: partnersAddress, body })
}
