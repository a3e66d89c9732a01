import { type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { PassportsPage, passportsAddress } from './overview-page.tsx'
import { type Overview, type OverviewFilter, queryOf, readOverviewFilter, whyListed } from './overview-rules.ts'
import { passportsThatEnd } from './overview-store.ts'
import { sightsOut } from './sight-store.ts'
import { passportsWords } from './words.ts'

const pageSize = 50
const portion = 500
const mostOut = 20

/** Passports that end too early, as a list and as a sheet; and the originals that are away. */
export function overviewRoutes(): Routes {
  return new Routes()
    .get(passportsAddress, may('papers.look'), showList)
    .get(`${passportsAddress}/export.xlsx`, may('papers.look'), exportList)
}

const filterOf = (visit: Visit) => readOverviewFilter(new URL(visit.c.req.url).searchParams)
const placeOf = (one: Overview | undefined) => (one ? { ends: one.ends, id: one.id } : null)

async function showList(visit: Visit): Promise<Response> {
  const { institution } = visit.place('papers.look')
  const db = visit.within(institution)
  const t = passportsWords(visit.language)
  const filter = filterOf(visit)
  const law = await lawOfToday(visit.house, institution)
  const [found, out] = await Promise.all([
    passportsThatEnd(db, institution, filter, law, pageSize + 1),
    sightsOut(db, institution, mostOut),
  ])
  const passports = found.slice(0, pageSize)
  const next = found.length > pageSize ? placeOf(passports.at(-1)) : null
  const body = <PassportsPage {...{ t, law, passports, filter, next, out }} />
  return visit.show({ frame: 'desk', title: t('passports.title'), current: passportsAddress, body })
}

async function exportList(visit: Visit): Promise<Response> {
  const { institution, role } = visit.place('papers.look')
  const db = visit.within(institution)
  const filter = { ...filterOf(visit), after: null }
  const law = await lawOfToday(visit.house, institution)
  const by = { ...visit.by, role }
  const at = visit.house.clock.now()
  const what = { institution, procedure: 'passports', by, format: 'xlsx', query: queryOf(filter), at } as const
  const written = await recordExport(db, what)
  async function* portions() {
    let [after, count]: [OverviewFilter['after'], number] = [null, 0]
    do {
      const found = await passportsThatEnd(db, institution, { ...filter, after }, law, portion)
      count += found.length
      yield found.map((one) => cellsOf(one, law, visit))
      after = found.length === portion ? placeOf(found.at(-1)) : null
    } while (after)
    await endExport(db, written, count)
  }
  return sheetAnswer(visit, sheetOf(visit, portions()), 'xlsx', `passports-${law.day}`)
}

function sheetOf(visit: Visit, portions: Sheet['portions']): Sheet {
  const t = passportsWords(visit.language)
  const days = ['ends', 'beginBy', 'visa', 'study'] as const
  const columns = [
    { title: t('passports.name') },
    { title: t('passports.state') },
    ...days.map((key) => ({ title: t(`passports.${key}`), isDay: true })),
    { title: t('passports.why') },
    { title: t('passports.extension') },
  ]
  return { name: t('passports.title'), columns, portions }
}

function cellsOf(one: Overview, law: Law, visit: Visit): string[] {
  const t = passportsWords(visit.language)
  return [
    one.name,
    law.country(one.country)?.name[visit.language] ?? one.country,
    ...[one.ends, one.beginBy ?? '', one.visaEnds ?? '', one.studyEnds ?? ''],
    whyListed(one, law.day)
      .map((why) => t(`passports.why.${why}`))
      .join(', '),
    one.extension ? (t.find(`stage.${one.extension.stage}`) ?? '') : '',
  ]
}
