import type { Tx } from '../../platform/database/index.ts'
import { addDays, type Day } from '../../platform/days.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import type { Call } from '../calls/index.ts'
import { type Act as CaseAct, groundOf, holdCase, record, type View } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import { type MobilityCase, mobility, mobilityCasesOf } from '../mobility/index.ts'
import { type Act, dbOf } from './actions.ts'
import { answersOfCase, resultsOf } from './answer-store.ts'
import { type Answering, answerWithin } from './answering.ts'
import { type Appeal, appealsOfCase, holdAppeal, insertAppeal, saveAppeal } from './appeal-store.ts'
import { selectionWords } from './words.ts'

/** Why somebody can't appeal now; null where they can. */
export type NoAppeal = 'appeal.notYet' | 'appeal.late' | 'appeal.already' | 'appeal.over'

/** @param stage of the case */
export function whyNoAppeal(
  stage: string,
  until: Day | null,
  today: Day,
  appeals: readonly Pick<Appeal, 'outcome'>[],
): NoAppeal | null {
  if (!until) return 'appeal.notYet'
  if (appeals.length > 0) return 'appeal.already'
  if (stage === 'withdrawn' || stage === 'refusedByHost') return 'appeal.over'
  return today > until ? 'appeal.late' : null
}

/** The applicant appeals against the result, once, until the last day for it. */
export async function appeal(act: CaseAct, view: View, callId: string, text: string): Promise<Outcome> {
  const { house, institution } = act
  const ground = await groundOf(house, institution, view.procedure)
  const due = view.law.after(view.law.day, view.institution.settings.answerWithinWorkingDays)
  return house.database
    .within(institution)
    .transaction()
    .execute(async (tx): Promise<Outcome> => {
      const held = await holdCase(tx, view.standing.id)
      const [answer] = held ? await answersOfCase(tx, held.id) : []
      const results = await resultsOf(tx, callId)
      if (!held || !answer) throw new NotFound()
      const before = await appealsOfCase(tx, held.id)
      const refusal = whyNoAppeal(held.stage, results?.appealUntil ?? null, house.clock.today(), before)
      if (refusal === 'appeal.already' && before[0]?.text === text) return done
      if (refusal) return refuse(refusal)
      const about = { institution, callId, caseId: held.id, answerId: answer.id, text, at: house.clock.now(), due }
      const id = await insertAppeal(tx, about)
      await record(tx, act, ground, view.procedure, held, { action: 'appeal.made', input: { appeal: id } })
      return done
    })
}

export interface DecidingAppeal {
  readonly outcome: 'accepted' | 'refused'
  readonly reason: string
  /** What an accepted appeal leads to. */
  readonly gets: Pick<Answering, 'kind' | 'host' | 'funder'> | null
}

/** Decides an appeal, once, with its reason; an accepted one leads to a place or the reserve list in the same transaction. */
export async function decideAppeal(act: Act, call: Call, id: string, deciding: DecidingAppeal): Promise<Outcome> {
  const ground = await groundOf(act.house, act.institution, mobility)
  const cases = await mobilityCasesOf(dbOf(act), call.id)
  return dbOf(act)
    .transaction()
    .execute(async (tx): Promise<Outcome> => {
      const found = await holdAppeal(tx, call.id, id)
      const one = cases.find(({ caseId }) => caseId === found?.caseId)
      const held = found && (await holdCase(tx, found.caseId))
      if (!found || !one || !held) throw new NotFound()
      if (found.outcome) return refuse('appeal.decided')
      const { outcome, reason, gets } = deciding
      if (gets) {
        const answered = await answerWithin(tx, act, call, standing(one, held.stage), {
          ...gets,
          reason,
          cause: 'appeal',
        })
        if (!answered.ok) return answered
      }
      await saveAppeal(tx, id, { outcome, reason, at: act.house.clock.now(), by: act.by })
      const taken = { action: 'appeal.decided', input: { appeal: id, outcome } }
      await record(tx, { ...act, party: 'office' }, ground, mobility, held, taken)
      await tell(tx, act, held, deciding)
      return done
    })
}

const standing = (one: MobilityCase, stage: string): MobilityCase => ({ ...one, stage })

async function tell(tx: Tx, act: Act, held: Awaited<ReturnType<typeof holdCase>>, { outcome, reason }: DecidingAppeal) {
  if (!held?.email) return
  const language = asLanguage(held.personLanguage)
  const t = selectionWords(language)
  const link = `${act.house.url}/my/${act.institution}/${held.id}/result`
  const params = { name: held.title, number: held.number ?? '', reason, link }
  await mailLater(tx, act.house, {
    ...{ institution: act.institution, caseId: held.id, to: held.email, language },
    ...(held.accountId ? { accountId: held.accountId } : {}),
    kind: `mobility.appeal.${outcome}`,
    subject: t('mail.appeal.subject', params),
    body: t(`mail.appeal.${outcome}`, params),
  })
}

/** How long appeals are taken, where the office says no other day: a week after the results. */
export const usualAppealDay = (today: Day): Day => addDays(today, 7)
