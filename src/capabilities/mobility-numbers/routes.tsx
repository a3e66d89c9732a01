import { NotFound } from '../../platform/outcome.ts'
import { formats, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findCall } from '../calls/index.ts'
import { officeOf } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { FunnelPage, funnelAddress, NumbersPage, numbersAddress } from './pages.tsx'
import { academicYear, balances, flowsBy } from './rules.ts'
import { countrySheet, countSheet, funnelSheet, partnerSheet, type Sheet, taken, yearSheet } from './sheets.ts'
import { applicantsBy, funnelOf, staysOf } from './store.ts'
import { mobilityNumbersWords } from './words.ts'

/** Mobility in pictures, each with its table, for all and for one call. */
export function mobilityNumbersRoutes(): Routes {
  return new Routes()
    .get(numbersAddress, may('cases.read'), showNumbers)
    .get(`${numbersAddress}/:file`, may('cases.read'), async (visit) => take(visit, (await numbersOf(visit)).sheets))
    .get('/desk/calls/:id/numbers', may('calls.read'), showFunnel)
    .get('/desk/calls/:id/numbers/:file', may('calls.read'), async (visit) =>
      take(visit, (await funnelHere(visit)).sheets),
    )
}

async function showNumbers(visit: Visit): Promise<Response> {
  const t = mobilityNumbersWords(visit.language)
  const body = <NumbersPage t={t} {...(await numbersOf(visit))} />
  return visit.show({ frame: 'desk', title: t('title'), current: numbersAddress, body })
}

async function numbersOf(visit: Visit) {
  const t = mobilityNumbersWords(visit.language)
  const { institution } = visit.place('cases.read')
  const [law, all] = await Promise.all([lawOfToday(visit.house, institution), staysOf(visit.within(institution))])
  const nameOf = (code: string) => law.country(code)?.name[t.language] ?? code
  const yearOf = (day: Parameters<typeof academicYear>[0] | null) => (day ? academicYear(day) : null)
  const years = flowsBy(all, ({ from }) => yearOf(from)?.toString() ?? null).toSorted(
    (one, other) => Number(one.key) - Number(other.key),
  )
  const asked = Number(visit.query('year'))
  const year = years.some(({ key }) => Number(key) === asked) ? asked : null
  const stays = all.filter(({ from }) => year === null || yearOf(from) === year)
  const countries = flowsBy(stays, ({ country }) => country)
  const found = balances(stays)
  const made = [countrySheet(t, countries, nameOf), partnerSheet(t, found, nameOf), yearSheet(t, years)]
  const query = year === null ? '' : `?year=${year}`
  const sheets = made.map((one) => taken(one, numbersAddress, query))
  return { nameOf, years, year, countries, balances: found, sheets }
}

async function showFunnel(visit: Visit): Promise<Response> {
  const t = mobilityNumbersWords(visit.language)
  const { call, sheets } = await funnelHere(visit)
  const title = call.said.title[visit.language]
  const body = <FunnelPage t={t} title={title} call={call.id} sheets={sheets} />
  return visit.show({ frame: 'desk', title: `${t('funnel.title')}: ${title}`, current: '/desk/calls', body })
}

async function funnelHere(visit: Visit) {
  const t = mobilityNumbersWords(visit.language)
  const db = visit.within(visit.place('calls.read').institution)
  const call = await findCall(db, visit.param('id'))
  if (!call) throw new NotFound()
  const [funnel, byUnit, byHost, { units }] = await Promise.all([
    funnelOf(db, call.id),
    applicantsBy(db, call.id, 'unit'),
    applicantsBy(db, call.id, 'choice1'),
    officeOf(db),
  ])
  const unitName = (key: string) => units.find(({ id }) => id === key)?.name[t.language] ?? t('unit.none')
  const hostName = (key: string) => call.said.hosts.find(({ id }) => id === key)?.name ?? t('host.none')
  const made = [
    funnelSheet(t, funnel),
    countSheet(
      t,
      'units',
      byUnit.map(({ key, count }) => ({ text: unitName(key), count })),
    ),
    countSheet(
      t,
      'hosts',
      byHost.map(({ key, count }) => ({ text: hostName(key), count })),
    ),
  ]
  return { call, sheets: made.map((one) => taken(one, funnelAddress(call.id))) }
}

// The numbers name nobody, so nobody's export is written down.
function take(visit: Visit, sheets: readonly Sheet[]): Response {
  const t = mobilityNumbersWords(visit.language)
  const [part, ending] = visit.param('file').split('.')
  const sheet = sheets.find((one) => one.part === part)
  const format = formats.find((one) => one === ending)
  if (!sheet || !format) throw new NotFound()
  async function* portions() {
    yield (sheet?.rows ?? []).map(({ cells }) => [...cells])
  }
  const columns = sheet.columns.map((title) => ({ title }))
  return sheetAnswer(
    visit,
    { name: t(`part.${sheet.part}`), columns, portions: portions() },
    format,
    `mobility-${part}`,
  )
}
