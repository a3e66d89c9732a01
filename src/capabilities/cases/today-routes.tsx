import type { Db } from '../../platform/database/index.ts'
import { addDays, type Day } from '../../platform/days.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { casesDue, casesWaiting, countOpen, errandsOf, mostItems, type TodayRow } from './desk-store.ts'
import { waiting } from './list-filter.ts'
import type { Panel } from './panel.ts'
import type { Procedure } from './procedure.ts'
import { type TodayColumn, TodayPage, type WholeList } from './today-page.tsx'
import { casesWords } from './words.ts'

/** What the desk opens on. */
export async function showToday(visit: Visit, procedures: readonly Procedure[], panels: readonly Panel[]) {
  const { institution } = visit.place('cases.read')
  const db = visit.within(institution)
  const today = visit.house.clock.today()
  const place = { db, institution, today, procedures, visit }
  const [overdueCount, columns, more] = await Promise.all([
    countOpen(db, institution, { procedure: null, before: today }),
    columnsOf(place),
    Promise.all(panels.map((panel) => panel.today?.(visit, procedures))),
  ])
  const ids = columns.flatMap(({ rows }) => rows.map(({ id }) => id))
  const body = (
    <TodayPage
      procedures={procedures}
      language={visit.language}
      today={today}
      overdueCount={overdueCount}
      columns={columns}
      errands={await errandsOf(db, institution, ids)}
      mayWork={visit.may('cases.work', institution)}
      more={more}
    />
  )
  return visit.show({ frame: 'desk', title: casesWords(visit.language)('desk.today'), current: '/desk', body })
}

interface Place {
  readonly db: Db
  readonly institution: string
  readonly today: Day
  readonly procedures: readonly Procedure[]
  readonly visit: Visit
}

async function columnsOf(place: Place): Promise<TodayColumn[]> {
  const { db, institution, today } = place
  const week = addDays(today, 8)
  const [overdue, due, others, arrived] = await Promise.all([
    casesDue(db, institution, null, today),
    casesDue(db, institution, today, week),
    casesWaiting(db, institution, ['subject', 'others']),
    casesWaiting(db, institution, ['office']),
  ])
  // What has a date this week stands there, and not a second time among what has arrived.
  const dated = new Set([...overdue, ...due].map(({ id }) => id))
  const undated = (rows: readonly TodayRow[]) => rows.filter(({ id }) => !dated.has(id))
  const [allOverdue, allDue, allOthers, allArrived] = await Promise.all([
    listsOf(place, overdue, [{ query: 'due=overdue&sort=next', before: today }]),
    listsOf(place, due, [{ query: 'due=week&sort=next', from: today, before: week }]),
    listsOf(place, others, waitsIn(['subject', 'others'])),
    listsOf(place, arrived, waitsIn(['office'])),
  ])
  return [
    { name: 'overdue', rows: overdue, lists: allOverdue },
    { name: 'due', rows: due, lists: allDue },
    { name: 'waiting', rows: undated(others), lists: allOthers },
    { name: 'arrived', rows: undated(arrived), lists: allArrived },
  ]
}

interface Part {
  readonly query: string
  readonly waits?: string
  readonly from?: Day
  readonly before?: Day
}

const waitsIn = (those: readonly (typeof waiting)[number][]): Part[] =>
  waiting.filter((one) => those.includes(one)).map((waits) => ({ query: `waits=${waits}`, waits }))

// A column that is cut says how many there are, and leads to them.
async function listsOf(place: Place, rows: readonly TodayRow[], parts: readonly Part[]): Promise<WholeList[]> {
  if (rows.length < mostItems) return []
  const lists = place.procedures.flatMap((procedure) => parts.map((part) => listOf(place, procedure, part)))
  return (await Promise.all(lists)).filter(({ count }) => count > 0)
}

async function listOf({ db, institution, visit }: Place, procedure: Procedure, part: Part): Promise<WholeList> {
  const count = await countOpen(db, institution, { procedure: procedure.name, ...part })
  const names = procedure.words(visit.language)('names')
  const waits = part.waits && casesWords(visit.language).find(`list.waits.${part.waits}`)
  const name = waits ? `${names}, ${waits}` : names
  return { href: `/desk/cases/${procedure.name}?${part.query}`, name, count }
}
