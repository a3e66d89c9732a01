import { isUuid } from '../../platform/database/ids.ts'
import { dayOf } from '../../platform/days.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Format, formats, type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, type Procedure, recordExport } from '../cases/index.ts'
import { exportOf } from '../registers/index.ts'
import { registerAddress } from './addresses.ts'
import { type RegisterFilter, registerPage, states } from './package-store.ts'
import { kindTitle, RegisterPage } from './register-page.tsx'
import { packageWords } from './words.ts'

const pageSize = 25
const portion = 500

/** The register of packages, and the same as a sheet. */
export function registerRoutes(procedures: readonly Procedure[]): Routes {
  const routes = new Routes().get(registerAddress, may('letters.read'), (visit) => show(visit, procedures))
  for (const format of formats)
    routes.get(`${registerAddress}/export.${format}`, may('letters.read'), (visit) => send(visit, procedures, format))
  return routes
}

function filterOf(visit: Visit): RegisterFilter {
  return {
    search: (visit.query('q') ?? '').trim().slice(0, 100),
    kind: (visit.query('kind') ?? '').slice(0, 100),
    state: states.find((known) => known === visit.query('state')) ?? '',
  }
}

async function show(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const t = packageWords(visit.language)
  const db = visit.within(visit.place('letters.read').institution)
  const before = visit.query('before') ?? null
  if (before !== null && !isUuid(before)) throw new NotFound()
  const filter = filterOf(visit)
  const rows = await registerPage(db, filter, before, pageSize + 1)
  const packages = rows.slice(0, pageSize)
  const body = (
    <RegisterPage
      t={t}
      procedures={procedures}
      filter={filter}
      packages={packages}
      older={rows.length > pageSize ? (packages.at(-1)?.id ?? null) : null}
      first={before === null}
    />
  )
  return visit.show({ frame: 'desk', title: t('register.title'), current: registerAddress, body })
}

async function send(visit: Visit, procedures: readonly Procedure[], format: Format): Promise<Response> {
  const t = packageWords(visit.language)
  const db = visit.within(visit.place('letters.read').institution)
  const filter = filterOf(visit)
  const exported = await recordExport(db, exportOf(visit, 'packages', format))
  const portions = async function* () {
    let [before, count]: [string | null, number] = [null, 0]
    for (;;) {
      const rows = await registerPage(db, filter, before, portion)
      count += rows.length
      yield rows.map((one) => [
        ...[one.number, one.shownAs, one.caseNumber, kindTitle(t, procedures, one), one.to, dayOf(one.numberedAt)],
        ...[
          String(one.pages ?? ''),
          t(`state.${one.state}`),
          one.onDay ?? '',
          one.theirNumber,
          one.byName,
          one.because,
        ],
      ])
      before = rows.at(-1)?.id ?? null
      if (rows.length < portion) break
    }
    await endExport(db, exported, count)
  }
  const sheet: Sheet = {
    name: t('register.title'),
    columns: [
      { title: t('inventory.number') },
      { title: t('table.name') },
      { title: t('inventory.case') },
      { title: t('register.what') },
      { title: t('inventory.to') },
      { title: t('register.made'), isDay: true },
      { title: t('inventory.pages') },
      { title: t('register.state') },
      { title: t('package.since'), isDay: true },
      { title: t('move.theirNumber') },
      { title: t('register.by') },
      { title: t('look.because') },
    ],
    portions: portions(),
  }
  return sheetAnswer(visit, sheet, format, 'packages')
}
