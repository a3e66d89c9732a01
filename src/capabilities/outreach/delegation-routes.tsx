import { type Day, day } from '../../platform/days.ts'
import { NotFound } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { calendarOf } from '../cases/index.ts'
import { pdfPage } from '../documents/index.ts'
import { findInstitution, signatoryOf } from '../institutions/index.ts'
import { dbHere, groundOf, institutionHere, type LedgerRecord, partsOf, recordHere } from '../ledgers/index.ts'
import { delegations, followUps, members, programme } from './delegations.ts'
import { ProgrammePage } from './programme-page.tsx'
import { protocolOf } from './protocol.ts'
import { outreachWords } from './words.ts'

/** A delegation's programme on paper and in a calendar, and its protocol. */
export function delegationRoutes(): Routes {
  const one = '/desk/delegations/:id'
  return new Routes()
    .get(`${one}/programme.html`, may('partners.read'), printProgramme)
    .get(`${one}/programme.ics`, may('partners.read'), sendCalendar)
    .get(`${one}/protocol.pdf`, may('partners.read'), sendProtocol)
}

async function institutionOf(visit: Visit) {
  const institution = await findInstitution(visit.house.database.shared, institutionHere(visit))
  if (!institution) throw new NotFound()
  return institution
}

async function printProgramme(visit: Visit): Promise<Response> {
  const record = await recordHere(visit, delegations)
  const db = dbHere(visit)
  const [points, people, ground, institution] = await Promise.all([
    partsOf(db, programme, [record.id]),
    partsOf(db, members, [record.id]),
    groundOf(visit, delegations, [record.said]),
    institutionOf(visit),
  ])
  const t = outreachWords(visit.language)
  const body = (
    <ProgrammePage {...{ t, record, points, people, ground }} institution={institution.name[visit.language]} />
  )
  return visit.show({ frame: 'bare', title: record.said.name ?? '', body })
}

async function sendCalendar(visit: Visit): Promise<Response> {
  const record = await recordHere(visit, delegations)
  const points = await partsOf(dbHere(visit), programme, [record.id])
  const { from, until, name = '', purpose = '' } = record.said
  const whole = from ? [{ ...dateOf(record, day(from)), title: name, about: purpose, last: day(until ?? from) }] : []
  const dates = points.flatMap((point) => {
    const { from: on, hour, until: end, what = '', place = '', host = '', note = '' } = point.said
    if (!on) return []
    const hours = hour
      ? { from: instantOf(on, hour), until: end ? instantOf(on, end) : later(instantOf(on, hour)) }
      : null
    const about = [host, note].filter(Boolean).join('\n')
    return [{ ...dateOf(point, day(on)), title: what, about, place, ...(hours ? { hours } : {}) }]
  })
  const file = calendarOf(name, [...whole, ...dates], visit.house.clock.now())
  return visit.c.body(file, 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="programme.ics"',
  })
}

const dateOf = ({ id }: LedgerRecord, on: Day) => ({ id: `${id}@kopuro`, day: on })

/** Bishkek is six hours ahead of UTC, all year. */
const instantOf = (on: string, hour: string) => new Date(`${on}T${hour.padStart(5, '0')}:00+06:00`)
const later = (at: Date) => new Date(at.getTime() + 3_600_000)

async function sendProtocol(visit: Visit): Promise<Response> {
  const record = await recordHere(visit, delegations)
  // Nothing agreed is no protocol.
  if (!record.said.agreed) throw new NotFound()
  const db = dbHere(visit)
  const institution = await institutionOf(visit)
  const [people, steps, ground, signatory] = await Promise.all([
    partsOf(db, members, [record.id]),
    partsOf(db, followUps, [record.id]),
    groundOf(visit, delegations, [record.said]),
    signatoryOf(db, institution),
  ])
  const visited = { record, members: people, followUps: steps }
  const pdf = await protocolOf(institution, signatory, visited, ground, visit.house.clock.now())
  return pdfPage(pdf, 'protocol.pdf')
}
