import { type Format, formats, type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, type Procedure, paperTitle, recordExport } from '../cases/index.ts'
import { OutgoingPage } from './outgoing-page.tsx'
import { kindsOf, type OutgoingFilter, outgoing } from './outgoing-store.ts'
import { exportOf, pageSize, portion, wholeNumber, yearAsked } from './reading.ts'
import { registerWords } from './words.ts'
import { registerYears } from './years.ts'

export function outgoingRoutes(procedures: readonly Procedure[]): Routes {
  const routes = new Routes().get('/desk/letters', may('letters.read'), (visit) => show(visit, procedures))
  for (const format of formats)
    routes.get(`/desk/letters/export.${format}`, may('letters.read'), (visit) => send(visit, format))
  return routes
}

async function show(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const t = registerWords(visit.language)
  const { institution } = visit.place('letters.read')
  const db = visit.within(institution)
  const years = await registerYears(db, institution, 'letters')
  const filter = filterOf(visit, yearAsked(visit, years))
  const before = wholeNumber(visit.query('before'))
  const [rows, kinds] = await Promise.all([
    outgoing(db, institution, filter, before, pageSize + 1),
    kindsOf(db, institution, filter.year),
  ])
  const letters = rows.slice(0, pageSize)
  const body = (
    <OutgoingPage
      t={t}
      years={years}
      year={years.find(({ year }) => year === filter.year) ?? { year: filter.year, last: 0, count: 0 }}
      filter={filter}
      kinds={kinds.map((kind) => ({ kind, name: paperTitle(procedures, kind)?.[visit.language] ?? kind }))}
      letters={letters}
      older={rows.length > pageSize ? (letters.at(-1)?.sequence ?? null) : null}
      first={before === null}
    />
  )
  return visit.show({ frame: 'desk', title: t('outgoing.title'), current: '/desk/letters', body })
}

function filterOf(visit: Visit, year: number): OutgoingFilter {
  const state = visit.query('state')
  return {
    year,
    search: (visit.query('q') ?? '').trim().slice(0, 100),
    kind: (visit.query('kind') ?? '').slice(0, 100),
    state: state === 'in-force' || state === 'revoked' ? state : '',
  }
}

async function send(visit: Visit, format: Format): Promise<Response> {
  const t = registerWords(visit.language)
  const { institution } = visit.place('letters.read')
  const db = visit.within(institution)
  const filter = filterOf(visit, yearAsked(visit, await registerYears(db, institution, 'letters')))
  const exported = await recordExport(db, exportOf(visit, 'letters', format))
  const portions = async function* () {
    let [before, count]: [number | null, number] = [null, 0]
    for (;;) {
      const rows = await outgoing(db, institution, filter, before, portion)
      count += rows.length
      yield rows.map((row) => [
        row.number,
        row.issued_on,
        row.recipient,
        row.subject,
        row.issued_by,
        t(row.revoked_at ? 'letters.revoked' : 'letters.inForce'),
      ])
      before = rows.at(-1)?.sequence ?? null
      if (rows.length < portion) break
    }
    await endExport(db, exported, count)
  }
  const sheet: Sheet = {
    name: t('outgoing.title'),
    columns: [
      { title: t('letters.number') },
      { title: t('letters.day'), isDay: true },
      { title: t('letters.recipient') },
      { title: t('letters.subject') },
      { title: t('letters.issuedBy') },
      { title: t('letters.state') },
    ],
    portions: portions(),
  }
  return sheetAnswer(visit, sheet, format, `letters-${filter.year}`)
}
