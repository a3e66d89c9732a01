import type { House } from '../../platform/house.ts'
import type { JobPayload } from '../../platform/jobs.ts'
import { failure } from '../../platform/log.ts'
import type { Typed } from '../../platform/web/form.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { type Case, findCase, takeStep } from '../cases/index.ts'
import { mobility } from '../mobility/index.ts'
import { type Answer, saveTaken, waitingAnswers } from './answer-store.ts'
import { namesOf } from './names.ts'
import { answersJob } from './publishing.ts'
import { stepTo } from './rules.ts'
import { type Names, sayWhy } from './saying.ts'
import { selectionWords } from './words.ts'

/** Answers of one portion, and milliseconds after which a portion ends early: other jobs wait behind it. */
const portion = 400
const longest = 4000

/**
 * Leads the cases of a call to where their answers say, and the engine's mails go out with it. Each case is a transaction of
 * its own; a job that runs twice finds the case there and takes no step again.
 */
export async function followAnswers(house: House, { institution, id: callId }: JobPayload): Promise<void> {
  const db = house.database.within(institution)
  const names = await namesOf(db, callId)
  const end = performance.now() + longest
  const waiting = await waitingAnswers(db, callId, portion)
  let undone = 0
  for (const answer of waiting) {
    if (performance.now() > end) break
    if (!(await follow(house, institution, names, answer))) undone += 1
  }
  const left = await waitingAnswers(db, callId, 1)
  if (undone > 0) throw new Error(`${undone} answers could not be followed yet`)
  if (left.length > 0)
    await db.transaction().execute((tx) => house.jobs.later(tx, answersJob, { institution, id: callId }))
}

// False: somebody was at the case in the same moment, or something failed; the job is tried again.
async function follow(house: House, institution: string, names: Names, answer: Answer): Promise<boolean> {
  const db = house.database.within(institution)
  const standing = await findCase(db, answer.caseId)
  const step = standing && stepTo(answer.kind, standing.stage)
  const settle = (hindered: string | null) => saveTaken(db, answer.id, house.clock.now(), hindered)
  if (!standing || !step) await settle(standing?.stage ?? 'gone')
  else if (step === 'there') await settle(null)
  else {
    const refused = await tryStep(house, institution, names, answer, standing, step)
    if (refused === 'again') return false
    await settle(refused)
  }
  return true
}

async function tryStep(house: House, institution: string, names: Names, answer: Answer, standing: Case, step: string) {
  const act = { house, institution, by: answer.by, party: 'office' } as const
  const taken = { name: step, typed: typedFor(names, answer, standing), version: standing.version }
  try {
    const outcome = await takeStep(act, mobility, standing.id, taken)
    if (outcome.kind === 'done') return null
    if (outcome.kind === 'changed') return 'again'
    return outcome.kind === 'refused'
      ? (outcome.refusals[0]?.key ?? 'refused')
      : (outcome.problems[0]?.key ?? 'slipped')
  } catch (error) {
    // One case that fails must not hold up the others; the log has the cause.
    house.log.error({ ...failure(error), case: standing.id }, 'an answer could not be followed')
    return 'again'
  }
}

function typedFor(names: Names, answer: Answer, { personLanguage }: Case): Typed {
  const t = selectionWords(asLanguage(personLanguage))
  const why = sayWhy(t, names, answer).join('\n')
  return { why: why || t('why.nothing'), ...(answer.why.host ? { host: answer.why.host } : {}) }
}
