import { isUuid } from '../../platform/database/ids.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { versionIn } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAct } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { findPartner, type Partner } from '../partners/index.ts'
import { daysTyped, dbHere, roundHere, sayRefusal } from './here.ts'
import { HubPage, hubAddress, RoundFormPage, roundAddress } from './hub-page.tsx'
import { remind, revokeInvitation, stateOf } from './inviting.ts'
import { nominationsOf } from './nomination-store.ts'
import { typedOf } from './nominees.ts'
import { roundForm, roundProblems } from './round-form.ts'
import { RoundPage } from './round-page.tsx'
import {
  findInvitation,
  findRound,
  insertRound,
  invitationsOf,
  isTermTaken,
  type Round,
  roundsOf,
  saveRound,
} from './store.ts'
import { incomingWords } from './words.ts'

/** The office's rounds: whom it asks to name students, and who has answered. */
export function roundRoutes(): Routes {
  return new Routes()
    .get(hubAddress, may('cases.read'), showHub)
    .get(`${hubAddress}/rounds/new`, may('cases.work'), (visit) => showForm(visit, null, { typed: {}, problems: [] }))
    .post(`${hubAddress}/rounds/new`, may('cases.work'), begin)
    .get(`${hubAddress}/rounds/:round`, may('cases.read'), async (visit) => showRound(visit, await roundHere(visit)))
    .get(`${hubAddress}/rounds/:round/days`, may('cases.work'), async (visit) => {
      const round = await roundHere(visit)
      return showForm(visit, round, { typed: typedRound(round), problems: [] })
    })
    .post(`${hubAddress}/rounds/:round/days`, may('cases.work'), change)
    .post(`${hubAddress}/rounds/:round/reminders`, may('cases.work'), remindHere)
    .post(`${hubAddress}/invitations/:id/reminder`, may('cases.work'), async (visit) => {
      const { institution, house } = deskAct(visit)
      return went(visit, await remind(house, institution, idHere(visit)))
    })
    .post(`${hubAddress}/invitations/:id/revocation`, may('cases.work'), async (visit) =>
      went(visit, await revokeInvitation(deskAct(visit), idHere(visit))),
    )
}

function idHere(visit: Visit): string {
  const id = visit.param('id')
  if (!isUuid(id)) throw new NotFound()
  return id
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice?: string
}

async function showHub(visit: Visit): Promise<Response> {
  const db = dbHere(visit)
  const { institution } = visit.place('cases.read')
  const law = await lawOfToday(visit.house, institution)
  const rounds = []
  for (const round of await roundsOf(db)) {
    const [asked, named] = [await invitationsOf(db, round.id), await nominationsOf(db, round.id)]
    const states = asked.map((one) => stateOf(one, law.day)).filter((state) => state !== 'revoked')
    rounds.push({
      round,
      asked: states.length,
      answered: states.filter((state) => state === 'answered' || state === 'nobody').length,
      late: states.filter((state) => state === 'late').length,
      students: named.filter(({ endedAt }) => !endedAt).length,
    })
  }
  const t = incomingWords(visit.language)
  const body = <HubPage t={t} law={law} rounds={rounds} mayWork={visit.may('cases.work', institution)} />
  return visit.show({ frame: 'desk', title: t('hub.title'), current: hubAddress, body })
}

export const typedRound = (round: Round): Typed => ({
  ...typedOf({ from: round.from, to: round.to }),
  ...daysTyped('nominateBy', round.nominateBy),
  ...daysTyped('applyBy', round.applyBy),
  ...{ season: round.season, year: String(round.year), transcriptDays: String(round.transcriptDays ?? '') },
})

async function showForm(visit: Visit, round: Round | null, { typed, problems, notice }: Tried): Promise<Response> {
  const t = incomingWords(visit.language)
  const law = await lawOfToday(visit.house)
  const formId = round?.id ?? (isUuid(typed.id ?? '') ? (typed.id ?? '') : crypto.randomUUID())
  const body = <RoundFormPage {...{ t, law, round, formId, typed, problems }} notice={notice ?? null} />
  const page = { frame: 'desk', title: t(round ? 'round.change' : 'hub.new'), current: hubAddress, body } as const
  return visit.show(page, notice ? 409 : problems.length > 0 ? 422 : 200)
}

async function begin(visit: Visit): Promise<Response> {
  const form = await visit.form(roundForm)
  const problems = form.ok ? roundProblems(form.value) : form.problems
  if (!form.ok || problems.length > 0) return showForm(visit, null, { typed: form.typed, problems })
  const id = isUuid(form.typed.id ?? '') ? (form.typed.id ?? '') : crypto.randomUUID()
  const { institution, by, house } = deskAct(visit)
  const made = await visit
    .within(institution)
    .transaction()
    .execute((tx) => insertRound(tx, institution, { id, ...form.value }, { at: house.clock.now(), byName: by.name }))
  if (made) return visit.go(roundAddress(id))
  return showForm(visit, null, { typed: form.typed, problems: [{ field: 'season', key: 'round.taken' }] })
}

async function change(visit: Visit): Promise<Response> {
  const round = await roundHere(visit)
  const form = await visit.form(roundForm)
  const problems = form.ok ? [...roundProblems(form.value)] : [...form.problems]
  if (form.ok && (await isTermTaken(dbHere(visit), { ...form.value, id: round.id })))
    problems.push({ field: 'season', key: 'round.taken' })
  if (!form.ok || problems.length > 0) return showForm(visit, round, { typed: form.typed, problems })
  const version = versionIn(form.typed.version)
  const saved = await dbHere(visit)
    .transaction()
    .execute((tx) => saveRound(tx, { ...form.value, id: round.id, version }))
  if (saved) return visit.go(roundAddress(round.id))
  const typed = { ...form.typed, version: String(round.version) }
  return showForm(visit, round, { typed, problems: [], notice: incomingWords(visit.language)('round.someoneWasFirst') })
}

async function showRound(visit: Visit, round: Round, refusal: string | null = null): Promise<Response> {
  const db = dbHere(visit)
  const { institution } = visit.place('cases.read')
  const t = incomingWords(visit.language)
  const [law, invitations, nominations, partners] = await Promise.all([
    lawOfToday(visit.house, institution),
    invitationsOf(db, round.id),
    nominationsOf(db, round.id),
    partnersOfRound(visit, round.id),
  ])
  const done = t.find(`round.done.${visit.query('done') ?? ''}`, { count: Number(visit.query('count')) || 0 })
  const mayWork = visit.may('cases.work', institution)
  const body = <RoundPage {...{ t, law, round, invitations, nominations, partners, mayWork, refusal, done }} />
  return visit.show({ frame: 'desk', title: t('hub.title'), current: hubAddress, body }, refusal ? 409 : 200)
}

async function partnersOfRound(visit: Visit, roundId: string): Promise<ReadonlyMap<string, Partner>> {
  const db = dbHere(visit)
  const all = [...(await invitationsOf(db, roundId)), ...(await nominationsOf(db, roundId))]
  const found = new Map<string, Partner>()
  for (const id of new Set(all.map(({ partnerId }) => partnerId))) {
    const partner = await findPartner(db, id)
    if (partner) found.set(id, partner)
  }
  return found
}

async function remindHere(visit: Visit): Promise<Response> {
  const round = await roundHere(visit)
  const { house, institution } = deskAct(visit)
  let count = 0
  for (const one of await invitationsOf(dbHere(visit), round.id))
    if (stateOf(one, house.clock.today()) === 'waiting' && (await remind(house, institution, one.id)).ok) count += 1
  return visit.go(`${roundAddress(round.id)}?done=reminded&count=${count}`)
}

// Back to the round of the invitation, with why it was not done.
async function went(visit: Visit, outcome: Outcome): Promise<Response> {
  const db = dbHere(visit)
  const invitation = await findInvitation(db, visit.param('id'))
  const round = invitation && (await findRound(db, invitation.roundId))
  if (!round) throw new NotFound()
  return outcome.ok ? visit.go(roundAddress(round.id)) : showRound(visit, round, sayRefusal(visit, outcome))
}
