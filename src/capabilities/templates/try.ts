import type { House } from '../../platform/house.ts'
import { type JsonValue, typeset } from '../../platform/typesetting/index.ts'
import { type Language, languages } from '../../platform/words/languages.ts'
import { caseToTry, mailValues, type Procedure, paperWords, type View } from '../cases/index.ts'
import { fillAll, type Template, type Texts } from '../correspondence/index.ts'
import { templateWords } from './words.ts'

/** A template with the procedure that it belongs to. */
export interface Known {
  readonly procedure: Procedure
  readonly template: Template
}

/** The case that somebody wants to see the words with, or the newest; null when there is none like it. */
export function caseOf(house: House, institution: string, { procedure }: Known, typed: string): Promise<View | null> {
  return caseToTry(house, institution, procedure, typed === '' ? null : typed.toUpperCase().replace(/\s/g, ''))
}

export interface TriedMail {
  readonly language: Language
  readonly subject: string
  readonly body: string
}

/** The mail as this case's person would get it in each language. What an officer would say stands in square brackets. */
export function tryMail(house: House, { template }: Known, texts: Texts, view: View): TriedMail[] {
  const step = nameOf(template)
  return languages.map((language) => {
    const values = {
      ...mailValues(view, house.url, step, {}, language),
      ...openValues(view, step, language),
      ...(view.procedure.steps[step]?.letter ? { letter: templateWords(language)('try.number') } : {}),
    }
    const { subject = '', body = '' } = fillAll(template, texts, language, values)
    return { language, subject, body }
  })
}

function openValues({ procedure }: View, step: string, language: Language): Record<string, string> {
  const fields = Object.keys(procedure.steps[step]?.asks?.shape ?? {})
  return Object.fromEntries(fields.map((field) => [field, `[${procedure.words(language)(`ask.${step}.${field}`)}]`]))
}

/**
 * The letter as this case's person would get it. It has no number and no square to check it by, so nobody takes it for one
 * that was issued.
 */
export async function tryLetter({ template }: Known, texts: Texts, view: View, by: string): Promise<Uint8Array> {
  const paper = view.procedure.papers?.[nameOf(template)]
  if (!paper) throw new RangeError(`${template.key} is no paper`)
  const language = paper.language(view.situation)
  const issue = { day: view.law.day, caseNumber: view.standing.number ?? '', input: {}, by }
  const words = paperWords(template, paper, texts, view.situation, issue)
  const { check: _, ...content }: Readonly<Record<string, JsonValue>> = paper.content(view.situation, issue, words)
  const number = templateWords(language)('try.number')
  const made = { title: paper.subject[language], language, madeAt: view.standing.openedAt }
  return typeset(await paper.template(), { ...content, number }, made)
}

const nameOf = ({ key }: Template) => key.split('.').slice(2).join('.')
