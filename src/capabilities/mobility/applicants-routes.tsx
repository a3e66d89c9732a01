import { isUuid } from '../../platform/database/ids.ts'
import { dayOf } from '../../platform/days.ts'
import { NotFound } from '../../platform/outcome.ts'
import { type Format, formats, type Sheet, sheetAnswer } from '../../platform/sheets/index.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { type Call, findCall } from '../calls/index.ts'
import { endExport, recordExport } from '../cases/index.ts'
import { officeOf, type Unit } from '../institutions/index.ts'
import { sayHundredths } from '../transcripts/index.ts'
import { ApplicantsPage, wishes } from './applicants-page.tsx'
import { type ApplicantFilter, applicantsAddress, queryOfApplicants, readApplicantFilter } from './applicants-rules.ts'
import { type ApplicantRow, applicantsOf, type Behind, talliesOf, wishesOf } from './applicants-store.ts'
import { averageOfPerson } from './store.ts'
import { countStraight } from './straight-store.ts'
import { mobilityWords, type Say } from './words.ts'

const pageSize = 50
const portion = 500
const base = applicantsAddress(':id')

/** Who applied for a call, as a list and as a sheet. */
export function applicantsRoutes(): Routes {
  const routes = new Routes().get(base, may('cases.read'), show)
  for (const format of formats)
    routes.get(`${base}/export.${format}`, may('cases.read'), (visit) => send(visit, format))
  return routes
}

/** An outgoing call of the reader's institution. */
export async function callAtDesk(visit: Visit): Promise<Call> {
  const call = await findCall(visit.within(visit.place('cases.read').institution), visit.param('id'))
  if (call?.direction !== 'outgoing') throw new NotFound()
  return call
}

const filterOf = (visit: Visit): ApplicantFilter => readApplicantFilter((name) => visit.query(name))

async function show(visit: Visit): Promise<Response> {
  const call = await callAtDesk(visit)
  const db = visit.within(call.institution)
  const t = mobilityWords(visit.language)
  const filter = filterOf(visit)
  const behind = behindOf(visit.query('after') ?? '')
  const found = await applicantsOf(db, call.id, filter, behind, pageSize + 1)
  const rows = found.slice(0, pageSize)
  const last = found.length > pageSize ? rows.at(-1) : undefined
  const averages = new Map<string, string>()
  for (const row of rows) averages.set(row.id, sayAverage(await averageOfRow(db, row), t))
  const body = (
    <ApplicantsPage
      t={t}
      call={call}
      filter={filter}
      rows={rows}
      averages={averages}
      tallies={await talliesOf(db, call.id)}
      wishes={await wishesOf(db, call.id)}
      units={(await officeOf(db)).units}
      next={last ? `${last.arrivedAt.toISOString()}_${last.id}` : null}
      first={behind === null}
      straight={await countStraight(db, call.id)}
    />
  )
  return visit.show({ frame: 'desk', title: t('applicants.title'), current: '/desk/calls', body })
}

function behindOf(text: string): Behind | null {
  const [at = '', id = ''] = text.split('_')
  const arrivedAt = new Date(at)
  return isUuid(id) && !Number.isNaN(arrivedAt.getTime()) ? { arrivedAt, id } : null
}

// What was known when the unit or the office looked stays; before that it is what is known now.
async function averageOfRow(
  db: ReturnType<Visit['within']>,
  { facts, personId }: ApplicantRow,
): Promise<number | null> {
  return facts.average ?? (await averageOfPerson(db, personId))
}

const sayAverage = (average: number | null, t: Say) => (average === null ? '–' : sayHundredths(average, t.language))

async function send(visit: Visit, format: Format): Promise<Response> {
  const call = await callAtDesk(visit)
  const db = visit.within(call.institution)
  const t = mobilityWords(visit.language)
  const filter = filterOf(visit)
  const { units } = await officeOf(db)
  const { institution, role } = visit.place('cases.read')
  const exported = await recordExport(db, {
    ...{ institution, procedure: 'mobility', by: { ...visit.by, role }, format },
    query: `call=${call.slug}&${queryOfApplicants(filter)}`.slice(0, 500),
    at: visit.house.clock.now(),
  })
  const portions = async function* () {
    let [behind, count]: [Behind | null, number] = [null, 0]
    for (;;) {
      const rows = await applicantsOf(db, call.id, filter, behind, portion)
      count += rows.length
      const lines: string[][] = []
      for (const row of rows) lines.push(lineOf(row, call, units, t, await averageOfRow(db, row)))
      yield lines
      behind = rows.at(-1) ?? null
      if (rows.length < portion) break
    }
    await endExport(db, exported, count)
  }
  const sheet: Sheet = { name: t('applicants.title'), columns: columns(t), portions: portions() }
  return sheetAnswer(visit, sheet, format, `applicants-${call.slug}`)
}

function columns(t: Say): Sheet['columns'] {
  const titles = ['applicants.number', 'applicants.name', 'fact.unit', 'fact.department', 'fact.specialty'] as const
  const rest = ['panel.wishes', 'applicants.stage', 'applicants.unitSays', 'fact.unitReason'] as const
  return [
    ...titles.map((key) => ({ title: t(key) })),
    ...[{ title: t('fact.course') }, { title: t('fact.group') }],
    ...rest.map((key) => ({ title: t(key) })),
    { title: t('applicants.averageShort') },
    { title: t('fact.languageLevel.desk') },
    { title: t('fact.host') },
    { title: t('applicants.arrived'), isDay: true },
  ]
}

function lineOf(row: ApplicantRow, call: Call, units: readonly Unit[], t: Say, average: number | null): string[] {
  const { facts } = row
  return [
    ...[row.number, row.name, units.find(({ id }) => id === row.unit)?.name[t.language] ?? ''],
    ...[facts.department ?? '', facts.specialty ?? '', facts.course ?? '', facts.group ?? ''],
    ...[wishes(row, call), t.find(`stage.${row.stage}`) ?? row.stage],
    ...[t(`applicants.recommended.${facts.recommended ?? 'none'}`), facts.unitReason ?? ''],
    ...[average === null ? '' : sayHundredths(average, t.language), facts.languageLevel ?? ''],
    ...[facts.hostName ?? '', dayOf(row.arrivedAt)],
  ]
}
