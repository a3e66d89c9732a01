import type { Tx } from '../../platform/database/index.ts'
import { done, NotFound, type Outcome, refuse } from '../../platform/outcome.ts'
import { asLanguage } from '../../platform/words/languages.ts'
import { type Act, groundOf, holdCase, record, type View } from '../cases/index.ts'
import { mailLater } from '../correspondence/index.ts'
import type { Answer, Question } from './rules.ts'
import { insertMessage, isWritten, type NewMessage, settleQuestions } from './store.ts'
import { questionsWords } from './words.ts'

/** The subject asks, at any stage of a case that the office knows, also after it was closed. The same form asks once. */
export function ask(act: Act, view: View, { key, text }: Question): Promise<Outcome> {
  const due = view.law.after(view.law.day, view.institution.settings.answerWithinWorkingDays)
  return inCase(act, view, async (tx, journal) => {
    const id = await insertMessage(tx, { ...about(act, view), key, side: 'subject', way: 'written', text, due })
    if (id) await journal('question.asked', { question: id })
    return done
  })
}

/**
 * The office answers what it has seen, in writing or after a talk by phone; what is written is mailed. A question that came
 * while the officer wrote stays open. Refuses when a colleague has answered meanwhile.
 */
export function answer(act: Act, view: View, { key, text, way, seen }: Answer): Promise<Outcome> {
  return inCase(act, view, async (tx, journal) => {
    if (await isWritten(tx, key)) return done
    const settled = seen ? await settleQuestions(tx, view.standing.id, seen, act.house.clock.now()) : 0
    if (settled === 0 && (seen || way === 'phone')) return refuse('answer.meanwhile')

    const id = await insertMessage(tx, { ...about(act, view), key, side: 'office', way, text, due: null })
    await journal(settled > 0 ? 'question.answered' : 'question.written', { question: id ?? '', way })
    if (way === 'written') await tell(tx, act, view, text, settled > 0 ? 'answer' : 'message')
    return done
  })
}

function about(act: Act, view: View): Pick<NewMessage, 'institution' | 'caseId' | 'by' | 'at'> {
  return { institution: act.institution, caseId: view.standing.id, by: act.by, at: act.house.clock.now() }
}

type Journal = (action: string, input: Readonly<Record<string, string>>) => Promise<unknown>

async function inCase(
  act: Act,
  { procedure, standing }: View,
  work: (tx: Tx, journal: Journal) => Promise<Outcome>,
): Promise<Outcome> {
  const ground = await groundOf(act.house, act.institution, procedure)
  return act.house.database
    .within(act.institution)
    .transaction()
    .execute(async (tx) => {
      const held = await holdCase(tx, standing.id)
      if (!held?.arrivedAt) throw new NotFound()
      return work(tx, (action, input) => record(tx, act, ground, procedure, held, { action, input }))
    })
}

async function tell(tx: Tx, act: Act, view: View, text: string, what: 'answer' | 'message'): Promise<void> {
  const { standing, procedure, institution } = view
  if (!standing.email) return
  const language = asLanguage(standing.personLanguage)
  const t = questionsWords(language)
  const params = {
    text,
    name: standing.title,
    number: standing.number ?? '',
    institution: institution.short[language],
    link: `${act.house.url}/my/${act.institution}/${standing.id}/questions`,
  }
  await mailLater(tx, act.house, {
    institution: act.institution,
    caseId: standing.id,
    ...(standing.accountId ? { accountId: standing.accountId } : {}),
    to: standing.email,
    language,
    kind: `${procedure.name}.${what}`,
    subject: t(`mail.${what}.subject`, params),
    body: t(`mail.${what}.body`, params),
  })
}
