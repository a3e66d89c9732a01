import { isUuid } from '../../platform/database/ids.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { composeDays, type Typed } from '../../platform/web/form.ts'
import { type Guard, may, Routes, signedIn } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { addEntry, confirmAll, openAgain, replaceEntry, strikeEntry } from './actions.ts'
import { EntryPage, type Tried, typedOf } from './entry-page.tsx'
import { listRoutes } from './list-routes.tsx'
import { mayTouch, TranscriptPage } from './page.tsx'
import { deskPlace, deskWork, ownPlace, type Place, type PlaceOf, transcriptsAddress } from './rooms.ts'
import { averageOf, type Entry, entryForm, readEntry, type Said } from './rules.ts'
import { sheetRoutes } from './sheet-routes.tsx'
import { findEntry, scaleOf, struckOf, transcriptOf } from './store.ts'
import { transcriptsWords } from './words.ts'

/** Grades where people work with them: the student's own, and anybody's at the desk. */
export function transcriptRoutes(): Routes {
  const own = entryRoutes('/my/:institution/transcript/grades', signedIn, ownPlace)
  const person = `${transcriptsAddress}/people/:person`
  const desk = entryRoutes(person, may('transcripts.work'), deskWork)
    .get(person, may('transcripts.read'), async (visit) => show(visit, await deskPlace(visit)))
    .post(`${person}/confirmation`, may('transcripts.work'), async (visit) => {
      const place = await deskWork(visit)
      const seen = Number((await visit.typed()).version)
      return went(visit, place, await confirmAll(place.act, seen))
    })
    .post(`${person}/reopening`, may('transcripts.work'), async (visit) => {
      const place = await deskWork(visit)
      return went(visit, place, await openAgain(place.act))
    })
  return listRoutes()
    .also(sheetRoutes())
    .also(desk)
    .also(own.get('/my/:institution/transcript/grades', signedIn, async (visit) => show(visit, await ownPlace(visit))))
}

function entryRoutes(base: string, guard: Guard, placeOf: PlaceOf): Routes {
  return new Routes()
    .get(`${base}/new`, guard, async (visit) => showEntry(visit, await placeOf(visit), null, begun(visit)))
    .post(`${base}/new`, guard, async (visit) => save(visit, await placeOf(visit), null))
    .get(`${base}/entries/:entry`, guard, async (visit) => {
      const place = await placeOf(visit)
      const entry = await entryHere(visit, place)
      return showEntry(visit, place, entry, { typed: typedOf(entry), problems: [] })
    })
    .post(`${base}/entries/:entry`, guard, async (visit) => {
      const place = await placeOf(visit)
      return save(visit, place, await entryHere(visit, place))
    })
    .post(`${base}/entries/:entry/striking`, guard, async (visit) => {
      const place = await placeOf(visit)
      if (!isUuid(visit.param('entry'))) throw new NotFound()
      return went(visit, place, await strikeEntry(place.act, visit.param('entry')))
    })
}

// Whoever adds one subject after another stays in the session.
function begun(visit: Visit): Tried {
  const session = visit.query('session') ?? ''
  return { typed: { session: /^\d{1,2}$/.test(session) ? session : '', kind: 'graded', attempt: '1' }, problems: [] }
}

async function show(visit: Visit, { institution, room }: Place, refusal?: string): Promise<Response> {
  const db = visit.within(institution)
  const [transcript, struck] = await Promise.all([transcriptOf(db, room.holder.id), struckOf(db, room.holder.id)])
  const props = { room, transcript, average: averageOf(transcript), struck, refusal }
  const body = <TranscriptPage {...props} />
  return visit.show({ ...frameOf(room, institution), body }, refusal ? 409 : 200)
}

/** The frame around a page of grades. */
export function frameOf(room: Place['room'], institution: string) {
  const title = room.isSubject ? room.t('my.title') : `${room.t('title')}: ${room.holder.name}`
  return room.isSubject
    ? ({ frame: 'my', institution, title } as const)
    : ({ frame: 'desk', title, current: transcriptsAddress } as const)
}

async function went(visit: Visit, place: Place, outcome: Outcome): Promise<Response> {
  return outcome.ok ? visit.go(place.room.base) : show(visit, place, said(place, outcome))
}

const said = ({ room }: Place, outcome: Outcome & { ok: false }): string =>
  transcriptsWords.byData(room.t.language)(outcome.refusal.key, outcome.refusal.params)

async function entryHere(visit: Visit, { institution, room }: Place): Promise<Entry> {
  const entry = await findEntry(visit.within(institution), room.holder.id, visit.param('entry'))
  if (!entry || !mayTouch(room, entry)) throw new NotFound()
  return entry
}

async function showEntry(visit: Visit, { institution, room }: Place, entry: Entry | null, tried: Tried) {
  const id = isUuid(tried.typed.id ?? '') ? (tried.typed.id ?? '') : crypto.randomUUID()
  const scale = await scaleOf(visit.within(institution))
  const body = <EntryPage room={room} scale={scale} entry={entry} id={id} tried={tried} />
  const status = tried.refusal ? 409 : tried.problems.length > 0 ? 422 : 200
  return visit.show({ ...frameOf(room, institution), body }, status)
}

async function save(visit: Visit, place: Place, entry: Entry | null): Promise<Response> {
  const typed = await visit.typed()
  const read = await readHere(visit, place, typed)
  if (!read.ok) return showEntry(visit, place, entry, { typed, problems: read.problems })
  const id = isUuid(typed.id ?? '') ? (typed.id ?? '') : crypto.randomUUID()
  const outcome = await write(place, entry, id, read.said)
  if (!outcome.ok) return showEntry(visit, place, entry, { typed, problems: [], refusal: said(place, outcome) })
  const { base } = place.room
  return visit.go(typed.go === 'another' ? `${base}/new?session=${read.said.session}` : base)
}

const write = ({ act }: Place, entry: Entry | null, id: string, said: Said) =>
  entry ? replaceEntry(act, entry.id, id, said) : addEntry(act, id, said)

async function readHere(visit: Visit, place: Place, typed: Typed) {
  const form = visit.checked(entryForm, composeDays(typed))
  if (!form.ok) return form
  return readEntry(form.value, await scaleOf(visit.within(place.institution)), visit.house.clock.today())
}
