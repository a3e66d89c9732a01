import type { Db } from '../../platform/database/index.ts'
import type { Day } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { type Format, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { endExport, type Procedure, recordExport } from '../cases/index.ts'
import { type Law, lawOfToday } from '../law/index.ts'
import { studentsWords } from '../students/index.ts'
import { type Part, SummaryPage, summaryAddress } from './page.tsx'
import {
  type Counted,
  ends,
  lastEnds,
  lateDates,
  openCases,
  studentsByCountry,
  studentsByProgramme,
  studentsByState,
} from './store.ts'
import { type Say, summaryWords } from './words.ts'

/** Where the institution stands today, in numbers. */
export function summaryRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .get(summaryAddress, may('cases.read'), (visit) => show(visit, procedures))
    .get(`${summaryAddress}/export.xlsx`, may('cases.read'), (visit) => take(visit, procedures, 'xlsx'))
    .get(`${summaryAddress}/export.csv`, may('cases.read'), (visit) => take(visit, procedures, 'csv'))
}

async function show(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const t = summaryWords(visit.language)
  const law = await lawOfToday(visit.house, visit.place('cases.read').institution)
  const parts = await partsOf(visit, procedures, law)
  const body = <SummaryPage t={t} today={law.day} parts={parts} />
  return visit.show({ frame: 'desk', title: t('title'), current: summaryAddress, body })
}

async function take(visit: Visit, procedures: readonly Procedure[], format: Format): Promise<Response> {
  const t = summaryWords(visit.language)
  const { institution, role } = visit.place('cases.read')
  const law = await lawOfToday(visit.house, institution)
  const rows = (await partsOf(visit, procedures, law)).flatMap((part) =>
    part.rows.map(({ text, value }) => [t(`part.${part.name}`), text, String(value)]),
  )
  const db = visit.within(institution)
  const written = await recordExport(db, {
    institution,
    procedure: 'summary',
    by: { ...visit.by, role },
    format,
    query: '',
    at: visit.house.clock.now(),
  })
  async function* portions() {
    yield rows
    await endExport(db, written, rows.length)
  }
  const columns = [{ title: t('column.part') }, { title: t('column.what') }, { title: t('column.count') }]
  return sheetAnswer(visit, { name: t('title'), columns, portions: portions() }, format, `summary-${law.day}`)
}

async function partsOf(visit: Visit, procedures: readonly Procedure[], law: Law): Promise<Part[]> {
  const { institution } = visit.place('cases.read')
  const db = visit.within(institution)
  const t = summaryWords(visit.language)
  const [students, stays, cases] = await Promise.all([
    studentParts(db, t, law),
    stayParts(db, t, law.day),
    caseParts(db, t, law.day, procedures),
  ])
  return [...students, ...stays, ...cases]
}

async function studentParts(db: Db, t: Say, law: Law): Promise<Part[]> {
  const [states, countries, programmes] = await Promise.all([
    studentsByState(db),
    studentsByCountry(db),
    studentsByProgramme(db),
  ])
  const nameOf = (code: string) => law.country(code)?.name[t.language] ?? t('country.unknown')
  const stateRow = ({ key, count }: Counted) => ({
    text: studentsWords(t.language).find(`state.${key}`) ?? key,
    value: count,
    href: studentsBy('state', key),
  })
  return [
    { name: 'states', rows: states.map(stateRow) },
    {
      name: 'countries',
      rows: countries.map(({ key, count }) => ({
        text: nameOf(key),
        value: count,
        ...(key ? { href: studentsBy('citizenship', key) } : {}),
      })),
    },
    {
      name: 'programmes',
      rows: programmes.map(({ name, count }) => ({
        text: name[t.language],
        value: count,
        href: studentsBy('programme', name.en),
      })),
    },
  ]
}

const studentsBy = (name: string, value: string): Href => `/desk/students?${new URLSearchParams({ [name]: value })}`

async function stayParts(db: Db, t: Say, today: Day): Promise<Part[]> {
  const [visas, registrations, late] = await Promise.all([
    lastEnds(db, 'visa', today),
    lastEnds(db, 'registration', today),
    lateDates(db, today),
  ])
  const inOrder = (found: readonly Counted[], href: Href) =>
    ends.flatMap((key) => {
      const count = found.find((one) => one.key === key)?.count ?? 0
      return count > 0 ? [{ text: t(`end.${key}`), value: count, ...(key === 'none' ? {} : { href }) }] : []
    })
  return [
    { name: 'visas', rows: inOrder(visas, '/desk/dates?kind=visa.ends') },
    { name: 'registrations', rows: inOrder(registrations, '/desk/dates?kind=registration.ends') },
    {
      name: 'dates',
      rows: [
        { text: t('dates.passed'), value: late.passed, href: '/desk/dates' },
        { text: t('dates.toBegin'), value: late.toBegin, href: '/desk/dates' },
      ],
    },
  ]
}

async function caseParts(db: Db, t: Say, today: Day, procedures: readonly Procedure[]): Promise<Part[]> {
  const open = await openCases(db, today)
  const found = procedures.flatMap((procedure) => {
    const one = open.find(({ key }) => key === procedure.name)
    return one ? [{ ...one, names: procedure.words(t.language)('names') }] : []
  })
  return [
    {
      name: 'open',
      rows: found.map(({ key, names, count }) => ({ text: names, value: count, href: `/desk/cases/${key}` as const })),
    },
    {
      name: 'overdue',
      rows: found
        .filter(({ overdue }) => overdue > 0)
        .map(({ key, names, overdue }) => ({
          text: names,
          value: overdue,
          href: `/desk/cases/${key}?due=overdue&sort=next` as const,
        })),
    },
  ]
}
