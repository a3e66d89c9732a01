import { type Format, formats, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, recordExport, type Tried } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { academicYear, type Stay, staysOf } from '../mobility-numbers/index.ts'
import { nameOf } from '../partners/index.ts'
import { balanceOfStays, isIn } from './balance.ts'
import {
  BalancePage,
  type BalanceRow,
  balanceAddress,
  balanceCells,
  balanceColumns,
  SettingsPage,
  settingsAddress,
  typedSettings,
} from './balance-pages.tsx'
import { actOf, namedIn } from './here.ts'
import type { Agreement } from './rules.ts'
import { agreementsAddress, type Named } from './said.tsx'
import { saveSettings, settingsForm, settingsOf, type Weights } from './settings.ts'
import { agreementsOf, readingOf } from './store.ts'
import { agreementsWords } from './words.ts'

/** The balance of exchange over all partners, and what it is weighed and warned by. */
export function balanceRoutes(): Routes {
  const routes = new Routes()
    .get(balanceAddress, may('partners.read'), showBalance)
    .get(settingsAddress, may('office.edit'), (visit) => showSettings(visit, null))
    .post(settingsAddress, may('office.edit'), async (visit) => {
      const form = await visit.form(settingsForm)
      if (!form.ok) return showSettings(visit, form)
      await saveSettings(actOf(visit, 'office.edit'), form.value)
      return visit.go(`${settingsAddress}?done=saved`)
    })
  for (const format of formats)
    routes.get(`${balanceAddress}/export.${format}`, may('partners.read'), (visit) => exportBalance(visit, format))
  return routes
}

function yearOf(visit: Visit): number | null {
  const typed = visit.query('year') ?? ''
  return /^(19|20)\d\d$/.test(typed) ? Number(typed) : null
}

async function balanceHere(visit: Visit) {
  const { institution, role } = visit.place('partners.read')
  const db = visit.within(institution)
  const reading = await readingOf(db, visit.house.clock.today())
  const [stays, settings, agreements] = await Promise.all([
    staysOf(db),
    settingsOf(db),
    Promise.all([agreementsOf(db, reading, { state: 'inForce' }), agreementsOf(db, reading, { state: 'ending' })]),
  ])
  const year = yearOf(visit)
  const inForce = agreements.flat()
  const named = await namedIn(visit, institution, inForce)
  const own = stays.filter((stay) => isIn(stay, year === null ? null : [year]))
  const rows = rowsOf(own, inForce, named, settings.weights, visit.language)
  const years = [...new Set(stays.flatMap(({ from }) => (from ? academicYear(from) : [])))].toSorted((a, b) => b - a)
  return { institution, role, db, rows, year, years, settings }
}

/** By partner: those with whom somebody moved, and those with whom places are agreed. */
function rowsOf(
  stays: readonly Stay[],
  agreements: readonly Agreement[],
  named: Named,
  weights: Weights,
  language: Visit['language'],
): BalanceRow[] {
  const keyOf = ({ partner, name }: Stay) => partner ?? name
  const moved = Map.groupBy(stays, keyOf)
  const leaderOf = (id: string | null) => named.get(id ?? '')
  const agreed = agreements.flatMap(({ parties, places }) =>
    places.length === 0 ? [] : parties.flatMap(({ partner }) => leaderOf(partner) ?? []),
  )
  const names = new Map([
    ...agreed.map((partner) => [partner.id, nameOf(partner, language)] as const),
    ...stays.map((stay) => [keyOf(stay), stay.name] as const),
  ])
  const places = (key: string, direction: 'out' | 'in') =>
    agreements
      .filter(({ parties }) => parties.some(({ partner }) => leaderOf(partner)?.id === key))
      .flatMap((one) => one.places.filter((place) => place.direction === direction))
      .reduce((sum, { perYear }) => sum + perYear, 0)
  const rows = [...names].map(([key, name]) => {
    const own = moved.get(key) ?? []
    const isKnown = own.some(({ partner }) => partner !== null) || agreed.some(({ id }) => id === key)
    const agreedPlaces = { placesOut: places(key, 'out'), placesIn: places(key, 'in') }
    return { partner: isKnown ? key : null, name, ...balanceOfStays(own, weights), ...agreedPlaces }
  })
  return rows.toSorted((a, b) => b.out + b.in - a.out - a.in || a.name.localeCompare(b.name, language))
}

async function showBalance(visit: Visit): Promise<Response> {
  const { institution, rows, year, years, settings } = await balanceHere(visit)
  const t = agreementsWords(visit.language)
  const maySet = visit.may('office.edit', institution)
  const body = <BalancePage {...{ t, rows, year, years, settings, maySet }} />
  return visit.show({ frame: 'desk', title: t('balance.title'), current: agreementsAddress, body })
}

async function exportBalance(visit: Visit, format: Format): Promise<Response> {
  const { institution, role, db, rows, year } = await balanceHere(visit)
  const by = { ...visit.by, role }
  const at = visit.house.clock.now()
  const query = year === null ? '' : `year=${year}`
  const written = await recordExport(db, { institution, procedure: 'agreements', by, format, query, at })
  await endExport(db, written, rows.length)
  const t = agreementsWords(visit.language)
  async function* portions() {
    yield rows.map((row) => balanceCells(row, t))
  }
  const columns = balanceColumns.map((key) => ({ title: t(`balance.${key}`), isDay: false }))
  const sheet = { name: t('balance.title'), columns, portions: portions() }
  return sheetAnswer(visit, sheet, format, `balance-${visit.house.clock.today()}`)
}

async function showSettings(visit: Visit, slipped: Tried | null): Promise<Response> {
  const { institution } = visit.place('office.edit')
  const t = agreementsWords(visit.language)
  const [settings, law] = await Promise.all([settingsOf(visit.within(institution)), lawOfToday(visit.house)])
  const tried = slipped ?? { typed: typedSettings(settings, t), problems: [] }
  const notice = visit.query('done') === 'saved' ? t('form.saved') : null
  const body = <SettingsPage {...{ t, law, settings, tried, notice }} />
  const page = { frame: 'desk', title: t('settings.title'), current: agreementsAddress, body } as const
  return visit.show(page, slipped ? 422 : 200)
}
