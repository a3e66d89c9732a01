import { NotFound } from '../../platform/outcome.ts'
import { may, open, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { findInstitution } from '../institutions/index.ts'
import {
  actOf,
  addRecord,
  dbHere,
  everything,
  groundOf,
  institutionHere,
  partsOf,
  recordAddress,
  recordByKey,
  recordHere,
  recordsOf,
} from '../ledgers/index.ts'
import { CalendarPage } from './calendar-page.tsx'
import { copyInto, eventFrom, expectedIn, inYear, seriesOf } from './event-rules.ts'
import { eventCalendar, eventsOf } from './event-store.ts'
import { events, lines } from './events.ts'
import { PublicEventsPage, publicAddress } from './public-page.tsx'
import { outreachWords } from './words.ts'

/** The year of the office, and the events that visitors read of. */
export function eventRoutes(): Routes {
  const here = '/:institution/:language{(?:en|ru|ky)}/events'
  return new Routes()
    .get('/desk/events/calendar', may('partners.read'), (visit) => showYear(visit))
    .get('/desk/events/calendar.ics', may('partners.read'), sendYear)
    .post('/desk/events/:id/copy', may('partners.edit'), copy)
    .get(here, open, showPublic)
    .get(`${here}.ics`, open, sendPublic)
}

function yearAsked(visit: Visit): number {
  const asked = visit.query('year') ?? ''
  return /^(19|20|21)\d\d$/.test(asked) ? Number(asked) : Number(visit.house.clock.today().slice(0, 4))
}

async function showYear(visit: Visit): Promise<Response> {
  const year = yearAsked(visit)
  const all = await recordsOf(dbHere(visit), events, everything)
  const [found, expected] = [inYear(all, year), expectedIn(all, year)]
  const ground = await groundOf(
    visit,
    events,
    found.map(({ said }) => said),
  )
  const t = outreachWords(visit.language)
  const print = visit.query('print') !== undefined
  const mayEdit = visit.may('partners.edit', institutionHere(visit)) && !print
  const body = <CalendarPage {...{ t, year, found, expected, ground, mayEdit, print }} />
  const title = t('calendar.of', { year: String(year) })
  return visit.show({ frame: print ? 'bare' : 'desk', title, current: events.address, body })
}

async function sendYear(visit: Visit): Promise<Response> {
  const year = yearAsked(visit)
  const found = inYear(await recordsOf(dbHere(visit), events, everything), year).map(eventFrom)
  const name = outreachWords(visit.language)('calendar.of', { year: String(year) })
  return calendarAnswer(visit, eventCalendar(name, found, visit.language, visit.house.clock.now()))
}

function calendarAnswer(visit: Visit, file: string): Response {
  return visit.c.body(file, 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="events.ics"',
  })
}

/** The event once more in another year; it is made once, however often it is asked for. */
async function copy(visit: Visit): Promise<Response> {
  const event = await recordHere(visit, events)
  const typed = (await visit.typed()).year ?? ''
  const said = /^(19|20|21)\d\d$/.test(typed) && !event.archived ? copyInto(event, Number(typed)) : null
  if (!said || said.from?.slice(0, 4) === event.said.from?.slice(0, 4)) throw new NotFound()
  const key = `copy-${seriesOf(event)}-${typed}`
  await addRecord(actOf(visit), events, { id: crypto.randomUUID(), parentId: null, said, key })
  const made = await recordByKey(dbHere(visit), events, key)
  return visit.go(made ? `${recordAddress(events, made)}?done=saved` : events.address)
}

async function placeOf(visit: Visit) {
  const institution = await findInstitution(visit.house.database.shared, visit.param('institution'))
  const language = visit.param('language')
  if (!institution || !isLanguage(language)) throw new NotFound()
  return { institution, language, db: visit.within(institution.id) }
}

async function showPublic(visit: Visit): Promise<Response> {
  const { institution, language, db } = await placeOf(visit)
  const t = outreachWords(language)
  const shown = await eventsOf(db, { publicOnly: true })
  const said = await partsOf(
    db,
    lines,
    shown.map(({ id }) => id),
  )
  const address = (of: 'en' | 'ru' | 'ky') => publicAddress(institution.id, of)
  return visit.show({
    frame: 'site',
    institution: institution.id,
    title: t('public.title'),
    description: t('public.lead'),
    current: address(language),
    addresses: { en: address('en'), ru: address('ru'), ky: address('ky') },
    body: (
      <PublicEventsPage t={t} institution={institution} events={shown} lines={said} today={visit.house.clock.today()} />
    ),
  })
}

async function sendPublic(visit: Visit): Promise<Response> {
  const { institution, language, db } = await placeOf(visit)
  const shown = await eventsOf(db, { publicOnly: true })
  const name = `${outreachWords(language)('public.title')}, ${institution.short[language]}`
  return calendarAnswer(visit, eventCalendar(name, shown, language, visit.house.clock.now()))
}
