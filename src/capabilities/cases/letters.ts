import type { Tx } from '../../platform/database/index.ts'
import type { Typed } from '../../platform/web/form.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { issueLetter, mailLater } from '../correspondence/index.ts'
import type { Act, View } from './moment.ts'
import { sayInput } from './questions.tsx'
import { languageOf } from './store.ts'

/** The letter and the mail that a step sends out; both leave with the transaction that takes the step. */
export async function tellStep(tx: Tx, act: Act, view: View, name: string, input: Typed): Promise<void> {
  const { procedure, standing } = view
  const step = procedure.steps[name]
  const letter = step?.letter ? await issue(tx, act, view, step.letter, input) : null
  if (step?.tells !== 'subject' || !standing.email) return

  const language = languageOf(standing)
  const say = procedure.words(language)
  const params = {
    ...sayInput(procedure, name, input, language),
    name: standing.title,
    number: standing.number ?? '',
    institution: view.institution.short[language],
    letter: letter?.number ?? '',
    today: sayDay(view.law.day, language),
    link: `${act.house.url}/my/${act.institution}/${standing.id}`,
  }
  await mailLater(tx, act.house, {
    institution: act.institution,
    caseId: standing.id,
    ...(standing.accountId ? { accountId: standing.accountId } : {}),
    to: standing.email,
    language,
    kind: `${procedure.name}.${name}`,
    subject: say(`mail.${name}.subject`, params),
    body: say(`mail.${name}.body`, params),
    letterIds: letter ? [letter.id] : [],
  })
}

async function issue(tx: Tx, act: Act, view: View, kind: string, input: Typed) {
  const { procedure, standing, situation } = view
  const paper = procedure.papers?.[kind]
  if (!paper) throw new RangeError(`${procedure.name} has no paper ${kind}`)
  const language = paper.language(situation)
  return issueLetter(tx, act.house, {
    institution: act.institution,
    short: view.institution.short.en,
    caseId: standing.id,
    kind: `${procedure.name}.${kind}`,
    day: view.law.day,
    language,
    recipient: paper.recipient(situation),
    subject: paper.subject[language],
    template: await paper.template(),
    content: paper.content(situation, {
      day: view.law.day,
      caseNumber: standing.number ?? '',
      input,
      by: act.by.name,
    }),
    issuedBy: act.by.name,
  })
}
