import { isUuid } from '../../platform/database/ids.ts'
import type { House } from '../../platform/house.ts'
import { NotFound, type Outcome } from '../../platform/outcome.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { deskAddress } from '../calls/index.ts'
import { deskAct, findCase, groundOf, viewOf } from '../cases/index.ts'
import { mobility } from '../mobility/index.ts'
import { contactsOf } from '../partners/index.ts'
import { acknowledge, reply, takeAnswer } from './answers.ts'
import { CardPage } from './card-page.tsx'
import { commonOf } from './common.ts'
import { GroupPage, type Tried } from './group-page.tsx'
import { groupsOf, nomineesOf, ofPartner } from './groups.ts'
import { NominationsPage } from './list-page.tsx'
import { acceptedPapers } from './paper-store.ts'
import { backTo, callHere, groupHere } from './place.ts'
import { takeProcedure } from './procedure-routes.tsx'
import { procedureOf } from './procedure-store.ts'
import { answerForm, chosenIn, type Nominee, replyForm, sendForm, whyNotSend } from './rules.ts'
import { sendNominations } from './sending.ts'
import { mailsOfSendings, saveBounce, sendingsOf } from './sending-store.ts'
import { eventsOf } from './store.ts'
import { templateOf } from './template-store.ts'
import { nominationWords } from './words.ts'

const calls = `${deskAddress}/:id/nominations`
const one = `${calls}/:partner`

/** The nominations of a call, at all hosts and at one. */
export function groupRoutes(house: House): Routes {
  const work = may('cases.work')
  return new Routes()
    .get(calls, may('cases.read'), (visit) => showList(house, visit))
    .get(one, may('cases.read'), (visit) => showGroup(visit))
    .get(`${one}/card`, work, showCard)
    .post(`${one}/sendings`, work, send)
    .post(`${one}/answers`, work, answer)
    .post(`${one}/replies`, work, replied)
    .post(`${one}/bounces`, work, bounced)
    .post(`${one}/procedure`, work, (visit) => takeProcedure(visit, showGroup))
}

async function showList(house: House, visit: Visit): Promise<Response> {
  const { institution } = visit.place('cases.read')
  const db = visit.within(institution)
  const call = await callHere(visit)
  const [groups, nominees, sendings] = await Promise.all([
    groupsOf(db, call),
    nomineesOf(db, call),
    sendingsOf(db, call.id),
  ])
  const t = nominationWords(visit.language)
  const body = (
    <NominationsPage
      {...{ t, call, today: house.clock.today(), mayWork: visit.may('cases.work', institution) }}
      groups={groups.map((group) => ({
        ...group,
        nominees: ofPartner(nominees, group, group.partner),
        last: sendings.find(({ partnerId }) => partnerId === group.partner?.id) ?? null,
      }))}
    />
  )
  return visit.show({ frame: 'desk', title: t('list.title'), current: deskAddress, body })
}

async function showGroup(
  visit: Visit,
  tried: (Tried & { form: 'send' | 'answer' | 'reply' | 'procedure' }) | null = null,
) {
  const { institution } = visit.place('cases.read')
  const db = visit.within(institution)
  const { call, partner, nominees } = await groupHere(visit)
  const t = nominationWords(visit.language)
  const ids = nominees.flatMap(({ nomination }) => nomination?.id ?? [])
  const sendings = (await sendingsOf(db, call.id)).filter(({ partnerId }) => partnerId === partner.id)
  const [contacts, events, mails, template, said, papers] = await Promise.all([
    contactsOf(db, partner.id),
    eventsOf(db, ids),
    mailsOfSendings(
      db,
      sendings.map(({ id }) => id),
    ),
    templateOf(db, partner.id),
    procedureOf(db, call.id, partner.id),
    papersFor(visit, nominees),
  ])
  const body = (
    <GroupPage
      {...{ t, call, partner, contacts, nominees, events, papers, tried }}
      sendings={sendings.map((sending) => ({ ...sending, mail: mails.get(sending.id) ?? null }))}
      hasTemplate={template !== null}
      procedure={said}
      today={visit.house.clock.today()}
      mayWork={visit.may('cases.work', institution)}
      notice={t.find(`done.${visit.query('done')}`)}
      fresh={crypto.randomUUID()}
    />
  )
  const page = { frame: 'desk', title: t('list.title'), current: deskAddress, body } as const
  return visit.show(page, tried ? (tried.refusal ? 409 : 422) : 200)
}

// The kinds of accepted papers that these students have, as their own checklist calls them.
async function papersFor(visit: Visit, nominees: readonly Nominee[]) {
  const { institution } = visit.place('cases.read')
  const db = visit.within(institution)
  const found = await acceptedPapers(
    db,
    nominees.map(({ caseId }) => caseId),
  )
  const kinds = Map.groupBy(found, ({ type }) => type)
  const first = found[0] && (await findCase(db, found[0].caseId))
  if (!first) return []
  const view = await viewOf(await groundOf(visit.house, institution, mobility), db, mobility, first)
  const titles = new Map(view.items.map(({ wanted }) => [wanted.type, wanted.title[visit.language]]))
  return [...kinds].map(([type, files]) => ({ type, title: titles.get(type) ?? type, count: files.length }))
}

function sayRefusal(visit: Visit, { refusal }: Extract<Outcome<unknown>, { ok: false }>): string {
  return nominationWords(visit.language).find(refusal.key, refusal.params) ?? refusal.key
}

async function send(visit: Visit): Promise<Response> {
  const { call, partner, nominees } = await groupHere(visit)
  const form = await visit.form(sendForm)
  if (!form.ok) return showGroup(visit, { ...form, form: 'send' })
  const act = deskAct(visit)
  const { typed, value: entry } = form
  const contacts = await contactsOf(visit.within(act.institution), partner.id)
  const contact = contacts.find(({ id }) => id === entry.contact) ?? null
  const chosen = chosenIn(typed, 'student')
  const going = nominees.filter(({ caseId }) => chosen.includes(caseId))
  const id = isUuid(typed.id ?? '') ? (typed.id ?? '') : crypto.randomUUID()
  const slip = whyNotSend(entry, contact, going.length, visit.house.clock.today())
  if (slip) return showGroup(visit, { typed, problems: [slip], form: 'send' })
  const papers = chosenIn(typed, 'paper')
  const outcome = await sendNominations(act, { id, call, partner, contact, entry, nominees: going, papers })
  if (outcome.ok) return backTo(visit, 'sent')
  return showGroup(visit, { typed, problems: [], refusal: sayRefusal(visit, outcome), form: 'send' })
}

async function answer(visit: Visit): Promise<Response> {
  const { nominees } = await groupHere(visit)
  const form = await visit.form(answerForm)
  if (!form.ok) return showGroup(visit, { ...form, form: 'answer' })
  const { nomination, answer: said, note } = form.value
  if (!nominees.some((nominee) => nominee.nomination?.id === nomination)) throw new NotFound()
  const act = deskAct(visit)
  const outcome =
    said === 'acknowledged'
      ? await acknowledge(act, 'office', [nomination])
      : await takeAnswer(act, 'office', nomination, { answer: said, note })
  if (outcome.ok) return backTo(visit, 'answered')
  return showGroup(visit, { typed: form.typed, problems: [], refusal: sayRefusal(visit, outcome), form: 'answer' })
}

async function replied(visit: Visit): Promise<Response> {
  const { nominees } = await groupHere(visit)
  const form = await visit.form(replyForm)
  if (!form.ok) return showGroup(visit, { ...form, form: 'reply' })
  const { nomination, reply: words } = form.value
  if (!nominees.some((nominee) => nominee.nomination?.id === nomination)) throw new NotFound()
  const outcome = await reply(deskAct(visit), nomination, words)
  if (outcome.ok) return backTo(visit, 'replied')
  return showGroup(visit, { typed: form.typed, problems: [], refusal: sayRefusal(visit, outcome), form: 'reply' })
}

async function bounced(visit: Visit): Promise<Response> {
  const { call, partner } = await groupHere(visit)
  const { sending } = await visit.typed()
  const db = visit.within(deskAct(visit).institution)
  const found = (await sendingsOf(db, call.id)).find(({ id, partnerId }) => id === sending && partnerId === partner.id)
  if (!found) throw new NotFound()
  await db.transaction().execute((tx) => saveBounce(tx, found.id, visit.house.clock.now()))
  return backTo(visit, 'bounced')
}

async function showCard(visit: Visit): Promise<Response> {
  const { call, partner, nominees } = await groupHere(visit)
  const act = deskAct(visit)
  const t = nominationWords(visit.language)
  const [contact = null] = await contactsOf(visit.within(act.institution), partner.id)
  const common = await commonOf(act, call, contact)
  const going = nominees.filter(({ nomination }) => !nomination || !['refused', 'withdrawn'].includes(nomination.state))
  const body = <CardPage {...{ t, call, partner, common }} nominees={going} />
  return visit.show({ frame: 'desk', title: t('card.title'), current: deskAddress, modules: ['copy'], body })
}
