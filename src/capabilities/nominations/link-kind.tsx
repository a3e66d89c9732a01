import { isUuid } from '../../platform/database/ids.ts'
import { stringAt } from '../../platform/database/json.ts'
import type { Html } from '../../platform/jsx-runtime.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { findCall } from '../calls/index.ts'
import type { Act } from '../cases/index.ts'
import { filePage, findFile, recordLook } from '../documents/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { guestOf, type LinkKind, type OneTimeLink } from '../one-time-links/index.ts'
import { acknowledge, ask, takeAnswer, tellOfficer } from './answers.ts'
import { commonOf } from './common.ts'
import { nomineesOf } from './groups.ts'
import { LinkPage } from './link-page.tsx'
import { linkKind, linkMail } from './mailing.ts'
import { papersOfSending } from './paper-store.ts'
import { isOpen, type Nominee, partnerAnswers, type Sending } from './rules.ts'
import { findSending } from './sending-store.ts'
import { eventsOf } from './store.ts'
import { nominationWords } from './words.ts'

/** A partner's page without an account: the students named to it, each to be accepted or refused, and a word to the office. */
export const nominationLinks: LinkKind = {
  name: linkKind,
  title: (language) => nominationWords(language)('link.title'),
  mailKind: () => linkMail,
  show: (visit, link, token) => page(visit, link, token),
  answer,
  async file(visit, link, id) {
    const db = visit.within(link.institution)
    const { sending, nominees } = await sentBy(visit, link)
    const file = isUuid(id) ? await findFile(db, id) : null
    const goes = (await papersOfSending(db, sending.id)).some((paper) => paper.id === id)
    // Whoever stepped back, or was refused, takes the papers along.
    const isTheirs = nominees.some(
      ({ caseId, nomination }) => caseId === file?.caseId && nomination && seesPapers(nomination.state),
    )
    if (!file || !goes || !isTheirs) throw new NotFound()
    const look = { institution: link.institution, fileId: file.id, caseId: file.caseId, by: guestOf(link) }
    await recordLook(db, { ...look, at: visit.house.clock.now() })
    return filePage(visit.house, file)
  },
}

const seesPapers = (state: NonNullable<Nominee['nomination']>['state']) => state === 'accepted' || isOpen(state)

interface Slip {
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

async function sentBy(visit: Visit, link: OneTimeLink) {
  const db = visit.within(link.institution)
  const sending = await findSending(db, stringAt(link.payload, 'sending'))
  const call = sending && (await findCall(db, sending.callId))
  if (!sending || !call) throw new NotFound()
  const nominees = (await nomineesOf(db, call)).filter(({ nomination }) => nomination?.sendingId === sending.id)
  return { db, sending, call, nominees }
}

async function page(visit: Visit, link: OneTimeLink, token: string, slip?: Slip): Promise<Html> {
  const { db, sending, call, nominees } = await sentBy(visit, link)
  const institution = await findInstitution(visit.house.database.shared, link.institution)
  const ids = nominees.flatMap(({ nomination }) => nomination?.id ?? [])
  const [events, papers, common] = await Promise.all([
    eventsOf(db, ids),
    papersOfSending(db, sending.id),
    commonOf(actOf(visit, link), call, null),
  ])
  return (
    <LinkPage
      t={nominationWords(visit.language)}
      {...{ link, token, sending, call, nominees, events, papers }}
      common={{ ...common, language: visit.language }}
      institution={institution?.name[visit.language] ?? ''}
      typed={slip?.typed ?? {}}
      problems={slip?.problems ?? []}
    />
  )
}

function actOf({ house }: Visit, link: OneTimeLink): Act {
  return { house, institution: link.institution, by: guestOf(link), party: 'office' }
}

/** Takes what the partner pressed. The link stays open until everybody on it is answered. */
async function answer(visit: Visit, link: OneTimeLink, token: string): Promise<Html | null> {
  const typed = await visit.typed()
  const { sending, nominees } = await sentBy(visit, link)
  const open = nominees.filter(({ nomination }) => nomination && isOpen(nomination.state))
  const act = actOf(visit, link)
  const ids = open.flatMap(({ nomination }) => nomination?.id ?? [])
  if (typed.do === 'acknowledge') await acknowledge(act, 'partner', ids)
  else if (typed.do === 'ask') {
    const question = (typed.question ?? '').trim().slice(0, 3000)
    if (question === '')
      return page(visit, link, token, { typed, problems: [{ field: 'question', key: 'form.missing' }] })
    await ask(act, ids, question)
    await tellOfficer(visit.house, link.institution, sending, question)
  } else return answerEach(visit, link, token, typed, { sending, open, act })
  return null
}

interface Answering {
  readonly sending: Sending
  readonly open: readonly Nominee[]
  readonly act: Act
}

async function answerEach(
  visit: Visit,
  link: OneTimeLink,
  token: string,
  typed: Typed,
  { sending, open, act }: Answering,
) {
  const chosen = open.flatMap(({ name, nomination }) => {
    const said = partnerAnswers.find((one) => one === typed[`answer.${nomination?.id}`])
    const note = (typed[`why.${nomination?.id}`] ?? '').trim().slice(0, 2000)
    return said && nomination ? [{ id: nomination.id, name, answer: said, note }] : []
  })
  const problems: Problem[] = chosen
    .filter(({ answer, note }) => answer === 'refused' && note === '')
    .map(({ id }) => ({ field: `why.${id}`, key: 'answer.whyMissing' }))
  if (chosen.length === 0) problems.push({ field: 'answers', key: 'answer.nothing' })
  if (problems.length > 0) return page(visit, link, token, { typed, problems })
  const said: string[] = []
  for (const { id, name, ...given } of chosen) {
    const outcome = await takeAnswer(act, 'partner', id, given)
    const words = nominationWords('en')
    if (outcome.ok) said.push(`${name}: ${words(`state.${given.answer}`)}${given.note ? ` (${given.note})` : ''}`)
  }
  if (said.length > 0) await tellOfficer(visit.house, link.institution, sending, said.join('\n'))
  return null
}
