import { z } from 'zod'
import { stringAt } from '../../platform/database/json.ts'
import { line, longText, oneOf } from '../../platform/web/fields.ts'
import { versionIn } from '../../platform/web/form.ts'
import { foldWords } from '../../platform/words/fold.ts'
import type { Text } from '../../platform/words/languages.ts'

export const topics = ['study', 'visas', 'mobility', 'funding', 'documents', 'partners', 'living', 'other'] as const
export type Topic = (typeof topics)[number]

/** A question with its answer, as everybody may read them. */
export interface Answer {
  readonly id: string
  readonly topic: Topic
  readonly question: Text
  readonly answer: Text
  readonly caseId: string | null
  readonly isShown: boolean
  readonly archived: boolean
  readonly version: number
}

const question = line(300)
const answer = longText(5000)

export const answerForm = z.object({
  ...{ 'question.en': question, 'question.ru': question, 'question.ky': question },
  ...{ 'answer.en': answer, 'answer.ru': answer, 'answer.ky': answer },
  topic: oneOf(topics),
  shown: oneOf(['yes', 'no']),
  case: z.string().max(60).optional(),
  version: z.string().optional().transform(versionIn),
})
export type AnswerForm = z.output<typeof answerForm>

/** What a form says, as it is kept. */
export const saidIn = (form: AnswerForm): Pick<Answer, 'topic' | 'question' | 'answer' | 'isShown'> => ({
  question: { en: form['question.en'], ru: form['question.ru'], ky: form['question.ky'] },
  answer: { en: form['answer.en'], ru: form['answer.ru'], ky: form['answer.ky'] },
  ...{ topic: form.topic, isShown: form.shown === 'yes' },
})

/** Fields in which the one who asked can be recognised: by a name or the number that they left, in any letters. */
export function namingFields(form: AnswerForm, asker: unknown): string[] {
  const names = foldWords(['familyName', 'givenName'].map((name) => stringAt(asker, name)).join(' '))
  const phone = stringAt(asker, 'phone').replace(/\D/g, '')
  const telling = names.filter((name) => name.length >= 3)
  return fields.filter((field) => {
    const words = foldWords(form[field])
    const digits = form[field].replace(/\D/g, '')
    return telling.some((name) => words.includes(name)) || (phone.length >= 7 && digits.includes(phone))
  })
}

const fields = ['question.en', 'question.ru', 'question.ky', 'answer.en', 'answer.ru', 'answer.ky'] as const
