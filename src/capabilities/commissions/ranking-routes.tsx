import { isUuid } from '../../platform/database/ids.ts'
import { stringAt } from '../../platform/database/json.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { type Format, sheetAnswer, type Sheet as Table } from '../../platform/sheets/index.ts'
import { Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import type { Language } from '../../platform/words/languages.ts'
import { endExport, findCase, recordExport } from '../cases/index.ts'
import { officeOf } from '../institutions/index.ts'
import type { Act } from './act.ts'
import { CandidatePage } from './candidate-page.tsx'
import { declareConflict, liftConflict } from './conflict-actions.ts'
import { checkReplay } from './counting.ts'
import { whyForm } from './forms.ts'
import { actIn, type Room, roomAddress, roomOf, showIn, working, workroomOf } from './place.ts'
import { placesOf } from './ranking.ts'
import { RankingPage, type RankingRow } from './ranking-page.tsx'
import { askAnother, changeReader, reopenReading } from './reading-actions.ts'
import { type CaseFilter, candidateHere, caseFilters, historyOf } from './reading-store.ts'
import type { Sheet } from './rules.ts'
import { sayScore } from './saying.ts'
import { rankingPage, standingFrom, standingsOf } from './store.ts'
import { commissionsWords } from './words.ts'

const here = '/desk/calls/:id/commission'
const onePage = 25

/** Who stands where, and each application before the commission. */
export function rankingRoutes(): Routes {
  const doing = (path: string, work: Doing) =>
    [`${here}/cases/:case/${path}`, working, (visit: Visit) => doInCase(visit, work)] as const
  return new Routes()
    .get(`${here}/ranking`, working, showRanking)
    .get(`${here}/ranking.xlsx`, working, (visit) => exported(visit, 'xlsx'))
    .get(`${here}/ranking.csv`, working, (visit) => exported(visit, 'csv'))
    .get(`${here}/cases/:case`, working, async (visit) => showCase(visit, await roomOf(visit)))
    .post(...doing('reader', (act, place, why, typed) => changeReader(act, place, typed.to ?? '', why)))
    .post(...doing('reopening', (act, place, why) => reopenReading(act, place, why)))
    .post(
      ...doing('another', (act, place, why, { seen }) =>
        askAnother(act, place.callId, place.caseId, why, Number(seen)),
      ),
    )
    .post(...doing('conflict', (act, place, why) => declareConflict(act, { ...place, why, own: false })))
    .post(...doing('lifting', (act, place, why) => liftConflict(act, { ...place, why })))
}

async function unitNames(visit: Visit, institution: string, language: Language) {
  const { units } = await officeOf(visit.within(institution))
  const names = new Map(units.map(({ id, name }) => [id, name[language]]))
  return (unit: string | null) => names.get(unit ?? '') ?? unit ?? '–'
}

async function showRanking(visit: Visit): Promise<Response> {
  const room = await roomOf(visit)
  const t = commissionsWords(visit.language)
  const { call, commission, institution } = room
  const { sheet } = commission
  const db = visit.within(institution)
  const show = caseFilters.find((one) => one === visit.query('show')) ?? 'all'
  const after = uuidOf(visit.query('after'))
  const found = sheet && commission.openedAt ? await pageOf(visit, room, sheet, show, after) : { rows: [], next: null }
  const check = visit.query('check') === '1' && sheet ? await checkReplay(db, call.id) : null
  const body = <RankingPage {...{ t, room, sheet, show, check, ...found }} isFirst={after === null} />
  return showIn(visit, { title: t('page.ranking.title'), body, institution })
}

const uuidOf = (typed: string | undefined) => (typed && isUuid(typed) ? typed : null)

async function pageOf(
  visit: Visit,
  { institution, commission }: Room,
  sheet: Sheet,
  show: CaseFilter,
  after: string | null,
) {
  const unitName = await unitNames(visit, institution, visit.language)
  const db = visit.within(institution)
  const { rows, before } = await rankingPage(db, commission, { after, show, apart: sheet.apart, size: onePage })
  const kept = new Map(rows.map((row) => [row.caseId, row]))
  const ranked = placesOf(sheet, rows).map((one): RankingRow => {
    // Of those between whom others stand, neither places nor ties can be told from the page alone.
    const whole = show === 'all'
    const { number = null, apart = null } = kept.get(one.caseId) ?? {}
    const place = whole ? one.place + before : null
    return { ...one, tie: whole ? one.tie : null, place, number, apart, unitName: unitName(one.unit) }
  })
  const shown = ranked.slice(after ? 1 : 0).slice(0, onePage)
  const more = ranked.length > shown.length + (after ? 1 : 0)
  return { rows: shown, next: more ? (shown.at(-1)?.caseId ?? null) : null }
}

async function exported(visit: Visit, format: Format): Promise<Response> {
  const room = await roomOf(visit)
  const { sheet, callId } = room.commission
  if (!sheet) throw new NotFound()
  const db = visit.within(room.institution)
  const unitName = await unitNames(visit, room.institution, visit.language)
  const standings = (await standingsOf(db, callId).execute()).map(standingFrom)
  const role = room.member?.role ?? visit.account.memberships[0]?.role ?? ''
  const about = { institution: room.institution, by: { ...visit.by, role }, at: visit.house.clock.now() }
  const id = await recordExport(db, { ...about, procedure: 'mobility.ranking', format, query: callId })
  return sheetAnswer(
    visit,
    table(visit, sheet, standings, unitName, () => endExport(db, id, standings.length)),
    format,
    'ranking',
  )
}

type Standings = readonly ReturnType<typeof standingFrom>[]

function table(
  visit: Visit,
  sheet: Sheet,
  standings: Standings,
  unitName: (unit: string) => string,
  end: () => Promise<void>,
): Table {
  const t = commissionsWords(visit.language)
  const numbers = new Map(standings.map(({ caseId, number }) => [caseId, number ?? '']))
  const heads = [t('place'), t('applicant'), t('number'), t('unit'), t('score')]
  const titles = [...heads, ...sheet.criteria.map(({ title }) => title[visit.language]), t('ranking.why')]
  async function* portions() {
    yield placesOf(sheet, standings).map((one) => [
      one.out || one.score === null ? '' : String(one.place),
      ...[one.name, numbers.get(one.caseId) ?? '', unitName(one.unit), one.out ? '' : sayScore(one.score, t)],
      ...sheet.criteria.map(({ id }) => (one.out ? '' : sayScore(one.scores[id] ?? null, t))),
      one.out ? t(`out.${one.out}`) : one.tie ? t('tie.broken', { by: t(`broken.${one.tie.brokenBy}`) }) : '',
    ])
    await end()
  }
  return { name: t('page.ranking'), columns: titles.map((title) => ({ title })), portions: portions() }
}

async function showCase(visit: Visit, room: Room, refusal: string | null = null): Promise<Response> {
  const t = commissionsWords(visit.language)
  const { institution, commission, call } = room
  const db = visit.within(institution)
  const caseId = uuidOf(visit.param('case')) ?? ''
  const candidate = caseId ? await candidateHere(db, commission, caseId) : null
  const standing = await findCase(db, caseId)
  if (!candidate || !standing || !commission.sheet) throw new NotFound()
  const body = (
    <CandidatePage
      {...{ t, room, candidate, refusal, sheet: commission.sheet }}
      name={standing.title}
      family={stringAt(standing.facts, 'family')}
      number={standing.number}
      history={await historyOf(db, call.id, caseId)}
      notice={visit.query('done') ? t('done.saved') : null}
    />
  )
  return showIn(visit, { title: standing.title, body, institution }, refusal ? 409 : 200)
}

interface Place {
  readonly callId: string
  readonly caseId: string
  readonly memberId: string
}
type Doing = (act: Act, place: Place, why: string, typed: Readonly<Record<string, string>>) => Promise<Outcome>

async function doInCase(visit: Visit, work: Doing): Promise<Response> {
  const room = await workroomOf(visit)
  const t = commissionsWords(visit.language)
  const caseId = uuidOf(visit.param('case')) ?? ''
  const candidate = caseId ? await candidateHere(visit.within(room.institution), room.commission, caseId) : null
  if (!candidate) throw new NotFound()
  // Whoever has a conflict with an applicant decides nothing about who reads them.
  const mine = candidate.conflicts.some(({ member, liftedAt }) => member === room.member?.id && !liftedAt)
  if (mine && !room.office) return showCase(visit, room, t('conflict.yours'))
  const typed = await visit.typed()
  const form = visit.checked(whyForm, typed)
  if (!form.ok) return showCase(visit, room, t('why.missing'))
  const memberId = uuidOf(typed.member) ?? ''
  const outcome = await work(actIn(visit, room), { callId: room.call.id, caseId, memberId }, form.value.why, typed)
  if (outcome.ok) return visit.go(`${roomAddress(room.call.id)}/cases/${caseId}?done=1`)
  return showCase(visit, room, t.find(outcome.refusal.key) ?? outcome.refusal.key)
}
