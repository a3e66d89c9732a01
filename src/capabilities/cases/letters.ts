import type { Db, Tx } from '../../platform/database/index.ts'
import type { Typed } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import { fillAll, issueLetter, mailLater, textsInUse } from '../correspondence/index.ts'
import { representativesOf } from './access.ts'
import type { Act, View } from './moment.ts'
import type { Issue, Worded } from './procedure.ts'
import { languageOf } from './store.ts'
import { mailTemplate, mailValues, paperTemplate, paperWords } from './written.ts'

/** The letter and the mail that a step sends out; both leave with the transaction that takes the step. */
export async function tellStep(tx: Tx, act: Act, view: View, name: string, input: Typed): Promise<void> {
  const { procedure, standing } = view
  const step = procedure.steps[name]
  const letter = step?.letter ? await issuePaper(tx, act, view, step.letter, input) : null
  if (step?.tells !== 'subject' || !standing.email) return

  const language = languageOf(standing)
  const values = { ...mailValues(view, act.house.url, name, input, language), letter: letter?.number ?? '' }
  const mail = {
    institution: act.institution,
    caseId: standing.id,
    language,
    kind: `${procedure.name}.${name}`,
    ...(await mailWords(tx, view, name, language, values)),
    letterIds: letter ? [letter.id] : [],
  }
  const { accountId, email } = standing
  await mailLater(tx, act.house, { ...mail, ...(accountId ? { accountId } : {}), to: email })
  for (const other of await representativesOf(tx, standing, view.law.day))
    if (other.copies) await mailLater(tx, act.house, { ...mail, accountId: other.accountId, to: other.email })
}

// The office's own words where it has put some in use, otherwise the procedure's.
async function mailWords(tx: Tx, { procedure, standing }: View, name: string, language: Language, values: Typed) {
  const step = procedure.steps[name]
  if (!step) throw new RangeError(`${procedure.name} has no step ${name}`)
  const template = mailTemplate(procedure, name, step)
  const own = await textsInUse(tx, standing.institution, template.key)
  if (own) {
    const { subject = '', body = '' } = fillAll(template, own, language, values)
    return { subject, body }
  }
  const say = procedure.words(language)
  return { subject: say(`mail.${name}.subject`, values), body: say(`mail.${name}.body`, values) }
}

/** Issues one of the procedure's papers as a letter of the register. @param input what its words may speak of */
export async function issuePaper(tx: Tx, act: Act, view: View, kind: string, input: Typed) {
  const { procedure, standing, situation } = view
  const paper = procedure.papers?.[kind]
  if (!paper) throw new RangeError(`${procedure.name} has no paper ${kind}`)
  const language = paper.language(situation)
  const issued = { day: view.law.day, caseNumber: standing.number ?? '', input, by: act.by.name }
  const words = await wordsInUse(tx, view, kind, issued)
  return issueLetter(tx, act.house, {
    institution: act.institution,
    short: view.institution.short.en,
    caseId: standing.id,
    kind: `${procedure.name}.${kind}`,
    day: view.law.day,
    language,
    recipient: paper.recipient(situation),
    subject: words(language).subject ?? paper.subject[language],
    template: await paper.template(),
    content: paper.content(situation, issued, words),
    issuedBy: act.by.name,
  })
}

/** One of the procedure's papers as it would be set for a case now. */
export async function paperNow(db: Db, view: View, kind: string, issued: Issue) {
  const paper = view.procedure.papers?.[kind]
  if (!paper) throw new RangeError(`${view.procedure.name} has no paper ${kind}`)
  const language = paper.language(view.situation)
  const words = await wordsInUse(db, view, kind, issued)
  return {
    language,
    title: words(language).subject ?? paper.subject[language],
    template: await paper.template(),
    content: paper.content(view.situation, issued, words),
  }
}

/** The words of a paper for a case, as the office has them in use now. */
export async function wordsInUse(db: Db, view: View, kind: string, issued: Issue): Promise<Worded> {
  const paper = view.procedure.papers?.[kind]
  const template = paper ? paperTemplate(view.procedure, kind, paper) : null
  if (!paper || !template) return () => ({})
  return paperWords(
    template,
    paper,
    await textsInUse(db, view.standing.institution, template.key),
    view.situation,
    issued,
  )
}
