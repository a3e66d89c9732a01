import { catalogue, type Say } from '../words/catalogue.ts'
import type { Language } from '../words/languages.ts'
import type { Form, Problem } from './form.ts'
import en from './messages.en.json' with { type: 'json' }
import ky from './messages.ky.json' with { type: 'json' }
import ru from './messages.ru.json' with { type: 'json' }

export const formWords = catalogue(en, ru, ky)

/** What the three inputs of a day are called. */
export function dayParts(language: Language) {
  const say = formWords(language)
  return { day: say('day.day'), month: say('day.month'), year: say('day.year') }
}

/** Says what is wrong with a field, in the words of the room that owns the form or in the platform's. */
export function sayProblem(problem: Problem, language: Language, own?: Pick<Say<string>, 'find'>): string {
  const platform = formWords(language)
  return (
    own?.find(problem.key, problem.params) ??
    platform.find(problem.key, problem.params) ??
    platform('form.notUnderstood')
  )
}

/** The problem of one field, in words; undefined when there is none. */
export function errorOf(
  form: Form<unknown> | undefined,
  field: string,
  language: Language,
  own?: Pick<Say<string>, 'find'>,
): string | undefined {
  const problem = form && !form.ok ? form.problems.find((candidate) => candidate.field === field) : undefined
  return problem ? sayProblem(problem, language, own) : undefined
}
