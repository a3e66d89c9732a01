import { type Format, formats, type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { dbHere, everything, institutionHere, recordsOf } from '../ledgers/index.ts'
import { MarketPage, marketsAddress, sayCountry, sayOf } from './market-page.tsx'
import { counted, linesBy, targetsBy, totalOf } from './market-rules.ts'
import { targets } from './markets.ts'
import { type MarketRow, marketRows } from './store.ts'
import { outreachWords, type Say } from './words.ts'

/** The export of educational services in numbers. */
export function marketRoutes(): Routes {
  const routes = new Routes().get(marketsAddress, may('partners.read'), show)
  for (const format of formats)
    routes.get(`${marketsAddress}/export.${format}`, may('partners.read'), (visit) => send(visit, format))
  return routes
}

async function found(visit: Visit) {
  const db = dbHere(visit)
  const [all, wanted] = await Promise.all([marketRows(db), recordsOf(db, targets, everything)])
  const [asked = '', country = ''] = [visit.query('year'), visit.query('country')]
  const year = /^(19|20|21)\d\d$/.test(asked) ? Number(asked) : null
  const ofCountry = all.filter((row) => country === '' || row.country === country)
  const rows = ofCountry.filter((row) => year === null || row.year === year)
  const aims = wanted.filter(({ said }) => country === '' || said.country === country)
  const aimsNow = aims.filter(({ said }) => year === null || said.year === String(year))
  const years = [...new Set([...all.map((row) => row.year), ...wanted.map(({ said }) => Number(said.year))])]
  return { all, rows, ofCountry, aims, aimsNow, year, country, years: years.toSorted((a, b) => b - a) }
}

async function show(visit: Visit): Promise<Response> {
  const { rows, ofCountry, aims, aimsNow, year, country, years } = await found(visit)
  const byTarget = linesBy(rows, (row) => row.country, targetsBy(aimsNow, 'country'))
  const market = {
    ...{ year, years, country, total: totalOf(rows) },
    byCountry: byTarget.toSorted((one, other) => other.counts.applicants - one.counts.applicants),
    bySource: linesBy(rows, (row) => row.source),
    byYear: linesBy(ofCountry, (row) => String(row.year), targetsBy(aims, 'year')).toSorted((one, other) =>
      one.of < other.of ? -1 : 1,
    ),
  }
  const t = outreachWords(visit.language)
  const law = await lawOfToday(visit.house, institutionHere(visit))
  const mayEdit = visit.may('partners.edit', institutionHere(visit))
  const query = new URL(visit.c.req.url).search
  const body = <MarketPage {...{ t, law, market, query, mayEdit }} />
  return visit.show({ frame: 'desk', title: t('markets.names'), current: marketsAddress, body })
}

async function send(visit: Visit, format: Format): Promise<Response> {
  const t = outreachWords(visit.language)
  const law = await lawOfToday(visit.house, institutionHere(visit))
  const { rows } = await found(visit)
  return sheetAnswer(visit, sheetOf(t, law, rows), format, `markets-${visit.house.clock.today()}`)
}

function sheetOf(t: Say, law: Law, rows: readonly MarketRow[]): Sheet {
  return {
    name: t('markets.names').slice(0, 31),
    columns: [
      ...[t('markets.year'), t('markets.country'), t('enquiries.source')],
      ...counted.map((one) => t(`markets.${one}`)),
    ].map((title) => ({ title })),
    portions: (async function* () {
      yield rows.map((row) => [
        ...[String(row.year), sayCountry(t, law, row.country), sayOf(t, row.source)],
        ...counted.map((one) => String(row[one])),
      ])
    })(),
  }
}
