import { isUuid } from '../../platform/database/ids.ts'
import { addDays } from '../../platform/days.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { isLanguage } from '../../platform/words/languages.ts'
import { deskAct } from '../cases/index.ts'
import { lawOfToday } from '../law/index.ts'
import { contactsOf, type Partner, partnersOf } from '../partners/index.ts'
import { daysTyped, dbHere, partnerHere, roundHere, sayRefusal } from './here.ts'
import { hubAddress, roundAddress } from './hub-page.tsx'
import { ChoosePage, InvitePage } from './invite-page.tsx'
import { invitePartner } from './inviting.ts'
import { inviteForm, longest, untilProblems } from './round-form.ts'
import { invitationsOf, type Round } from './store.ts'
import { incomingWords } from './words.ts'

/** Asking one partner's office to name its students. */
export function inviteRoutes(): Routes {
  const partners = `${hubAddress}/rounds/:round/partners` as const
  return new Routes()
    .get(partners, may('cases.work'), (visit) => choosePartner(visit, 'partners'))
    .get(`${partners}/:partner`, may('cases.work'), showInvite)
    .post(`${partners}/:partner`, may('cases.work'), invite)
}

interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly notice?: string
}

/** The way to a partner: to be asked by link, or whose sheet has come. */
export async function choosePartner(visit: Visit, leadsTo: 'partners' | 'sheet'): Promise<Response> {
  const db = dbHere(visit)
  const round = await roundHere(visit)
  const t = incomingWords(visit.language)
  const search = (visit.query('search') ?? '').slice(0, 200)
  const [law, partners, invitations] = await Promise.all([
    lawOfToday(visit.house),
    partnersOf(db, { search }),
    invitationsOf(db, round.id),
  ])
  const body = <ChoosePage {...{ t, law, round, partners, invitations, search, leadsTo }} />
  return visit.show({ frame: 'desk', title: t('invite.new'), current: hubAddress, body })
}

async function showInvite(visit: Visit): Promise<Response> {
  const [round, partner] = [await roundHere(visit), await partnerHere(visit)]
  const contacts = await contactsOf(dbHere(visit), partner.id)
  const wished = contacts.find(({ id }) => id === visit.query('contact'))
  const chosen = wished ?? contacts.find(({ role, email }) => email && role === 'nominations') ?? null
  const typed = {
    ...{ name: chosen?.name ?? '', mail: chosen?.email ?? '', language: chosen?.language ?? 'en' },
    ...daysTyped('until', round.nominateBy),
  }
  return showInviteForm(visit, round, partner, { typed, problems: [] })
}

async function showInviteForm(visit: Visit, round: Round, partner: Partner, { typed, problems, notice }: Tried) {
  const t = incomingWords(visit.language)
  const law = await lawOfToday(visit.house)
  const contacts = await contactsOf(dbHere(visit), partner.id)
  const formKey = isUuid(typed.key ?? '') ? (typed.key ?? '') : crypto.randomUUID()
  const body = (
    <InvitePage {...{ t, law, round, partner, contacts, formKey, typed, problems }} notice={notice ?? null} />
  )
  const page = { frame: 'desk', title: t('invite.new'), current: hubAddress, body } as const
  return visit.show(page, notice ? 409 : problems.length > 0 ? 422 : 200)
}

async function invite(visit: Visit): Promise<Response> {
  const [round, partner] = [await roundHere(visit), await partnerHere(visit)]
  const form = await visit.form(inviteForm)
  const today = visit.house.clock.today()
  const problems = form.ok ? untilProblems(form.value.until, today, addDays(today, longest)) : form.problems
  if (!form.ok || problems.length > 0) return showInviteForm(visit, round, partner, { typed: form.typed, problems })
  const key = isUuid(form.typed.key ?? '') ? (form.typed.key ?? '') : crypto.randomUUID()
  const language = isLanguage(form.value.language) ? form.value.language : 'en'
  const asking = { ...form.value, key, language, partnerId: partner.id }
  const outcome = await invitePartner(deskAct(visit), round.id, asking)
  if (outcome.ok) return visit.go(`${roundAddress(round.id)}?done=invited`)
  const notice = sayRefusal(visit, outcome)
  return showInviteForm(visit, round, partner, { typed: form.typed, problems: [], notice })
}
