import type { Visit } from '../../platform/web/visit.ts'
import { calendarOf } from './calendar.ts'
import type { View } from './moment.ts'
import { addressOf } from './my-place.ts'
import { openDeadlines } from './rules.ts'

/** The open dates of a case as a file for the subject's own calendar; loaded again, it moves those that have moved. */
export function calendarFile(visit: Visit, view: View): Response {
  const say = view.procedure.words(visit.language)
  const short = view.institution.short[visit.language]
  const dates = openDeadlines(view.procedure, view.situation).map((deadline) => ({
    id: `${view.standing.id}-${deadline.name}@${new URL(visit.house.url).hostname}`,
    day: deadline.due,
    title: `${short}: ${say(`deadline.${deadline.name}`)}`,
    about: `${deadline.rule.text[visit.language]}\n${visit.house.url}${addressOf(view)}`,
  }))
  const file = calendarOf(view.standing.number ?? say('name'), dates, visit.house.clock.now())
  return visit.c.body(file, 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="kopuro.ics"',
    'cache-control': 'private, no-store',
  })
}
