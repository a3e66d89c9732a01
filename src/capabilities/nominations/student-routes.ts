import { NotFound } from '../../platform/outcome.ts'
import { Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { calendarOf, ownView } from '../cases/index.ts'
import { mobility } from '../mobility/index.ts'
import { findPartner, nameOf } from '../partners/index.ts'
import { procedureOf } from './procedure-store.ts'
import { nominationsOfCase } from './store.ts'

/** The host's dates for the student's own calendar. */
export function studentRoutes(): Routes {
  return new Routes().get('/my/:institution/:id/host-dates.ics', signedIn, hostDates)
}

async function hostDates(visit: Visit): Promise<Response> {
  const { standing } = await ownView(visit, [mobility])
  const db = visit.within(standing.institution)
  const found = (await nominationsOfCase(db, standing.id)).filter(
    ({ state }) => !['refused', 'withdrawn'].includes(state),
  )
  const dates = await Promise.all(
    found.map(async ({ callId, partnerId }) => {
      const [said, partner] = await Promise.all([procedureOf(db, callId, partnerId), findPartner(db, partnerId)])
      return (said?.dates ?? []).map(({ on, what }, at) => ({
        id: `${standing.id}-${partnerId}-${at}@${new URL(visit.house.url).hostname}`,
        day: on,
        title: `${partner ? nameOf(partner, visit.language) : ''}: ${what}`,
        about: said?.site ?? '',
      }))
    }),
  )
  if (dates.flat().length === 0) throw new NotFound()
  const file = calendarOf(standing.number ?? '', dates.flat(), visit.house.clock.now())
  return visit.c.body(file, 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="host-dates.ics"',
    'cache-control': 'private, no-store',
  })
}
