import { createHash, randomBytes } from 'node:crypto'
import { addDays } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { type CalendarDate, calendarOf, type Procedure } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { type Feed, feedByHash, keepRead, placeOfFeed, type Reader, readersOf } from './feed-store.ts'
import { type DateRow, everything, initialsOf } from './rules.ts'
import { sayKind, type Words } from './said.tsx'
import { listDates } from './store.ts'
import { datesWords } from './words.ts'

/** 256 random bits, as they stand in an address. */
export const newToken = () => randomBytes(32).toString('base64url')
export const hashOfToken = (token: string) => createHash('sha256').update(token).digest('hex')
export const feedAddress = (house: Pick<House, 'url'>, token: string) => `${house.url}/calendar/${token}.ics`

const mostEvents = 500
/** A calendar that is read for half a year ahead is read again long before. */
const daysAhead = 180

/** The dates of an institution as a calendar program reads them; an address that was revoked is not there. */
export async function sendFeed(visit: Visit, procedures: readonly Procedure[]): Promise<Response> {
  const { institution, feed, reader } = await feedHere(visit)
  const { house } = visit
  const today = house.clock.today()
  const db = visit.within(institution)
  const [rows, place] = await Promise.all([
    listDates(db, { institution, today }, { ...everything, startsBefore: addDays(today, daysAhead) }, mostEvents),
    findInstitution(house.database.shared, institution),
    keepRead(db, feed.accountId, today),
  ])
  const telling = { language: reader.language, today, procedures }
  const host = new URL(house.url).hostname
  const name = datesWords(reader.language)('feed.name', { institution: place?.short[reader.language] ?? '' })
  const events = rows.map((row) => eventOf(row, feed, telling, host))
  // Stamped with the day: as long as nothing changes, every answer of a day is the same.
  const file = calendarOf(name, events, new Date(`${today}T00:00:00Z`))
  const tag = `"${createHash('sha256').update(file).digest('base64url').slice(0, 27)}"`
  const headers = { etag: tag, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' }
  if (visit.headers.get('if-none-match')?.includes(tag)) return visit.c.body(null, 304, headers)
  return visit.c.body(file, 200, { ...headers, 'content-type': 'text/calendar; charset=utf-8' })
}

async function feedHere(visit: Visit): Promise<{ institution: string; feed: Feed; reader: Reader }> {
  const [, token = ''] = /^([\w-]{43})\.ics$/.exec(visit.param('file')) ?? []
  const hash = hashOfToken(token)
  const institution = token ? await placeOfFeed(visit.house.database.shared, hash) : null
  if (!institution) throw new NotFound()
  const db = visit.within(institution)
  const feed = await feedByHash(db, hash)
  const today = visit.house.clock.today()
  const [reader] = feed ? await readersOf(db, institution, today, [feed.accountId]) : []
  if (!feed || !reader) throw new NotFound()
  return { institution, feed, reader }
}

function eventOf(row: DateRow, { shows }: Feed, telling: Words, host: string): CalendarDate {
  const { language, today } = telling
  const t = datesWords(language)
  const ahead = row.start >= today && row.start < row.due
  const who = shows === 'initials' ? initialsOf(row.name) : (row.number ?? t('feed.nobody'))
  return {
    id: `${row.about}-${row.kind}@${host}`,
    day: ahead ? row.start : row.due,
    title: t('feed.title', { what: sayKind(row.kind, telling), who }),
    about: ahead ? t('feed.begin', { due: sayDay(row.due, language) }) : t('feed.due'),
  }
}
