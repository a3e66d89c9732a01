import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import type { Typed } from '../../platform/web/form.ts'
import { type Act, findCase, takeStep } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { mobility } from '../mobility/index.ts'
import { isOpen, type Nomination, type Sending, whyNotAnswer } from './rules.ts'
import { findSending } from './sending-store.ts'
import { accountOf, holdNomination, moveTo, nominationsOfSending, type Told, writeEvent } from './store.ts'
import { nominationWords } from './words.ts'

export interface Answer {
  readonly answer: 'accepted' | 'refused'
  /** Why not; what else the host says. */
  readonly note: string
}

/** Who says it: the office that heard it, or the partner behind a link. */
export type Party = 'office' | 'partner'

const stepOf = { accepted: 'hostAccepts', refused: 'hostRefuses' } as const

/**
 * Takes the host's answer about one student: the case goes on, the student is told, and the nomination with them. An answer
 * that is there already, from the partner or the office, is refused.
 */
export async function takeAnswer(act: Act, party: Party, id: string, { answer, note }: Answer): Promise<Outcome> {
  const db = act.house.database.within(act.institution)
  const before = await db.transaction().execute((tx) => holdNomination(tx, id))
  if (!before) throw new NotFound()
  const refusal = whyNotAnswer(before)
  if (refusal) return refuse(refusal.key)
  const typed = answer === 'refused' ? { why: note } : {}
  if (!(await answerCase(act, before.caseId, stepOf[answer], typed))) return refuse('answer.moved')
  if (answer === 'accepted' && note)
    await db.transaction().execute((tx) => writeEvent(tx, id, 'noted', told(act, party, note)))
  return done
}

// Somebody may have written a note on the case in this very moment: that is no reason to lose the host's answer.
async function answerCase(act: Act, caseId: string, name: string, typed: Typed, again = true): Promise<boolean> {
  const held = await findCase(act.house.database.within(act.institution), caseId)
  const taken = await takeStep(act, mobility, caseId, { name, typed, version: held?.version ?? 0 })
  if (taken.kind === 'changed' && again) return answerCase(act, caseId, name, typed, false)
  return taken.kind === 'done'
}

const told = ({ house, institution, by }: Act, party: Told['party'], note: string): Told => ({
  ...{ institution, at: house.clock.now(), byName: by.name, party, note },
})

/** The partner, or the office for it, says that the nominations have arrived. */
export function acknowledge(act: Act, party: Party, ids: readonly string[]): Promise<Outcome> {
  const said = told(act, party, '')
  return eachOpen(act, ids, async (tx, { id, state }) => {
    if (state === 'sent') await moveTo(tx, id, 'acknowledged', said)
  })
}

/** The partner asks something: the office has it from now on. */
export function ask(act: Act, ids: readonly string[], question: string): Promise<Outcome> {
  const said = told(act, 'partner', question)
  return eachOpen(act, ids, (tx, { id }) => moveTo(tx, id, 'asked', said))
}

/** The office answers a question, by mail and on the partner's page; the partner has it again. */
export async function reply(act: Act, id: string, words: string): Promise<Outcome> {
  const db = act.house.database.within(act.institution)
  return db.transaction().execute(async (tx): Promise<Outcome> => {
    const held = await holdNomination(tx, id)
    if (!held) throw new NotFound()
    if (held.state !== 'asked') return refuse('reply.nothing')
    const sending = await findSending(tx, held.sendingId)
    if (!sending) throw new NotFound()
    const said = told(act, 'office', words)
    for (const one of await nominationsOfSending(tx, sending.id))
      if (one.state === 'asked') {
        await writeEvent(tx, one.id, 'replied', said)
        await moveTo(tx, one.id, 'acknowledged', { ...said, note: '' })
      }
    if (sending.address) await mailReply(tx, act, sending, words)
    return done
  })
}

async function mailReply(tx: Tx, { house, institution, by }: Act, sending: Sending, words: string) {
  const t = nominationWords(sending.language)
  await mailLater(tx, house, {
    ...{ institution, to: sending.address, language: sending.language, kind: 'mobility.nomination-reply' },
    subject: t('reply.subject'),
    body: t('reply.body', { name: sending.contactName, by: by.name, words }),
  })
}

async function eachOpen(
  act: Act,
  ids: readonly string[],
  work: (tx: Tx, held: Nomination) => Promise<void>,
): Promise<Outcome> {
  const db = act.house.database.within(act.institution)
  return db.transaction().execute(async (tx): Promise<Outcome> => {
    let open = 0
    for (const id of ids.toSorted()) {
      const held = await holdNomination(tx, id)
      if (!held || !isOpen(held.state)) continue
      open += 1
      await work(tx, held)
    }
    return open > 0 ? done : refuse('answer.already')
  })
}

/** The officer who sent a nomination reads that the partner has said something. */
export async function tellOfficer(house: House, institution: string, sending: Sending, said: string): Promise<void> {
  const db = house.database.within(institution)
  const officer = await accountOf(house.database.shared, sending.byId)
  if (!officer) return
  const t = nominationWords(officer.language)
  const link = `${house.url}/desk/calls/${sending.callId}/nominations/${sending.partnerId}`
  const params = { partner: sending.contactName, said, link }
  await db.transaction().execute((tx) =>
    mailLater(tx, house, {
      ...{ institution, accountId: sending.byId, to: officer.email, language: officer.language },
      kind: 'mobility.nomination-answered',
      subject: t('told.subject', params),
      body: t('told.body', params),
    }),
  )
}
