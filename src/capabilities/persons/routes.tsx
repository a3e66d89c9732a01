import { NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct, type Panel, type Procedure } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { merge, reopen, tellApart, undoMerge } from './actions.ts'
import { decisionsOf, findPair, openPairsOf, type Pair, pairsPage } from './double-store.ts'
import { DoublesPage } from './doubles-page.tsx'
import { MergePage } from './merge-page.tsx'
import { findMerge, mergesOf, recordsOf } from './merge-store.ts'
import { PairPage } from './pair-page.tsx'
import { doublesAddress, pairAddress, personAddress, type Reading } from './parts.tsx'
import { PersonPage } from './person-page.tsx'
import { profileOf } from './profile.ts'
import { apartForm, mergeForm } from './rules.ts'
import { findRecord, isKnownOtherwise, lettersOfCases } from './store.ts'
import { personsWords } from './words.ts'

/** One person's page, and the records that may be one person's. */
export function personsRoutes(procedures: readonly Procedure[], panels: readonly Panel[]): Routes {
  const show = { procedures, panels }
  return new Routes()
    .get('/desk/persons/:id', may('cases.read'), (visit) => showPerson(visit, show, visit.param('id')))
    .get(doublesAddress, may('cases.work'), showDoubles)
    .get(`${doublesAddress}/:id`, may('cases.work'), (visit) => showPair(visit, procedures))
    .get(`${doublesAddress}/:id/merge`, may('cases.work'), (visit) => preview(visit, procedures))
    .post(`${doublesAddress}/:id/merge`, may('cases.work'), async (visit) => {
      const pair = await pairHere(visit)
      const form = await visit.form(mergeForm)
      if (!form.ok) return showPair(visit, procedures, form)
      const outcome = await merge(deskAct(visit), procedures, pair.id, form.value.lead)
      return outcome.ok ? visit.go(personAddress(form.value.lead)) : refused(visit, procedures, outcome)
    })
    .post(`${doublesAddress}/:id/apart`, may('cases.work'), async (visit) => {
      const pair = await pairHere(visit)
      const form = await visit.form(apartForm)
      if (!form.ok) return showPair(visit, procedures, form)
      return decided(visit, procedures, pair, await tellApart(deskAct(visit), pair.id, form.value.reason), form.typed)
    })
    .post(`${doublesAddress}/:id/reopening`, may('cases.work'), async (visit) => {
      const pair = await pairHere(visit)
      return decided(visit, procedures, pair, await reopen(deskAct(visit), pair.id))
    })
    .post('/desk/merges/:id/undoing', may('cases.work'), async (visit) => {
      const found = await findMerge(within(visit), visit.param('id'))
      if (!found) throw new NotFound()
      const outcome = await undoMerge(deskAct(visit), procedures, found.id)
      if (outcome.ok) return visit.go(pairAddress(found.doubleId))
      return showPerson(visit, show, found.leaderId, sayRefusal(visit, outcome))
    })
}

const within = (visit: Visit) => visit.within(visit.place('cases.read').institution)

async function readingOf(visit: Visit, procedures: readonly Procedure[]): Promise<Reading> {
  const { language } = visit
  const law = await lawOfToday(visit.house, visit.place('cases.read').institution)
  return {
    ...{ t: personsWords(language), language, procedures },
    mayLook: visit.may('papers.look', visit.place('cases.read').institution),
    countryName: (code) => law.country(code)?.name[language] ?? null,
  }
}

interface Show {
  readonly procedures: readonly Procedure[]
  readonly panels: readonly Panel[]
}

async function showPerson(visit: Visit, { procedures, panels }: Show, id: string, refusal: string | null = null) {
  const db = within(visit)
  const found = await findRecord(db, id)
  if (!found) throw new NotFound()
  if (found.mergedInto && !refusal) return visit.go(personAddress(found.mergedInto))
  const leader = found.mergedInto ?? found.id
  const records = await recordsOf(db, leader)
  const reading = await readingOf(visit, procedures)
  const known = await profileOf(db, procedures, records, reading.mayLook)
  // Who has sent nothing, does not study here and has no record of a stay is nobody the office knows.
  if (known.cases.length === 0 && !(await isKnownOtherwise(db, records))) throw new NotFound()
  const { institution } = visit.place('cases.read')
  const mayReadLetters = visit.may('letters.read', institution)
  const ids = known.cases.map((one) => one.id)
  const body = (
    <PersonPage
      reading={reading}
      known={known}
      pairs={await openPairsOf(db, records)}
      merges={await mergesOf(db, records)}
      letters={mayReadLetters ? await lettersOfCases(db, ids) : []}
      more={await Promise.all(panels.map((panel) => panel.person?.(visit, records)))}
      today={visit.house.clock.today()}
      mayWork={visit.may('cases.work', institution)}
      refusal={refusal}
    />
  )
  return visit.show({ frame: 'desk', title: known.shownAs[0] ?? '', body }, refusal ? 409 : 200)
}

async function showDoubles(visit: Visit) {
  const t = personsWords(visit.language)
  const open = visit.query('show') !== 'decided'
  const before = visit.query('before')
  const page = await pairsPage(within(visit), open, before)
  const body = <DoublesPage t={t} open={open} {...page} newest={before === undefined} />
  return visit.show({ frame: 'desk', title: t('title'), current: doublesAddress, body })
}

async function pairHere(visit: Visit): Promise<Pair> {
  const pair = await findPair(within(visit), visit.param('id'))
  if (!pair) throw new NotFound()
  return pair
}

async function sidesOf(visit: Visit, procedures: readonly Procedure[], pair: Pair) {
  const db = within(visit)
  const reading = await readingOf(visit, procedures)
  // Of a pair that was merged both sides are shown as they were found.
  const sides =
    pair.first === pair.second
      ? [[pair.a], [pair.b]]
      : [await recordsOf(db, pair.first), await recordsOf(db, pair.second)]
  const [one, other] = await Promise.all(sides.map((records) => profileOf(db, procedures, records, reading.mayLook)))
  if (!one || !other) throw new NotFound()
  return { reading, one, other }
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly refusal?: string
}

async function showPair(visit: Visit, procedures: readonly Procedure[], tried: Tried = { typed: {}, problems: [] }) {
  const pair = await pairHere(visit)
  const { typed, problems, refusal = null } = tried
  const shown = { pair, typed, problems, refusal, decisions: await decisionsOf(within(visit), pair.id) }
  const body = <PairPage {...shown} {...(await sidesOf(visit, procedures, pair))} />
  const title = personsWords(visit.language)('pair.title')
  const status = refusal ? 409 : problems.length > 0 ? 422 : 200
  return visit.show({ frame: 'desk', title, current: doublesAddress, body }, status)
}

async function preview(visit: Visit, procedures: readonly Procedure[]) {
  const pair = await pairHere(visit)
  const form = visit.checked(mergeForm, { lead: visit.query('lead') ?? '' })
  const lead = form.ok ? form.value.lead : ''
  if (pair.state !== 'open') return visit.go(pairAddress(pair.id))
  if (lead !== pair.first && lead !== pair.second)
    return showPair(visit, procedures, { typed: {}, problems: [{ field: 'lead', key: 'form.choose' }] })
  const { reading, one, other } = await sidesOf(visit, procedures, pair)
  const [leader, merged] = lead === pair.first ? [one, other] : [other, one]
  const together = await profileOf(within(visit), procedures, [...leader.records, ...merged.records], reading.mayLook)
  const props = { reading, pair, leader, merged, together, today: visit.house.clock.today() }
  const title = reading.t('merge.open')
  return visit.show({ frame: 'desk', title, current: doublesAddress, body: <MergePage {...props} /> })
}

type Refused = Extract<Outcome, { ok: false }>

const sayRefusal = (visit: Visit, { refusal }: Refused) => personsWords(visit.language).find(refusal.key) ?? refusal.key

function refused(visit: Visit, procedures: readonly Procedure[], outcome: Refused, typed: Typed = {}) {
  return showPair(visit, procedures, { typed, problems: [], refusal: sayRefusal(visit, outcome) })
}

function decided(visit: Visit, procedures: readonly Procedure[], pair: Pair, outcome: Outcome, typed: Typed = {}) {
  return outcome.ok ? visit.go(pairAddress(pair.id)) : refused(visit, procedures, outcome, typed)
}
