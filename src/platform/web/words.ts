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

/** What is wrong with one field of a form that slipped, in words; undefined where nothing is. */
export function saidOf(
  problems: readonly Problem[] | undefined,
  field: string,
  language: Language,
  own?: Pick<Say<string>, 'find'>,
): string | undefined {
  const problem = problems?.find((candidate) => candidate.field === field)
  return problem && sayProblem(problem, language, own)
}

/** The same of a form as it was read. */
export function errorOf(
  form: Form<unknown> | undefined,
  field: string,
  language: Language,
  own?: Pick<Say<string>, 'find'>,
): string | undefined {
  return form && !form.ok ? saidOf(form.problems, field, language, own) : undefined
}
