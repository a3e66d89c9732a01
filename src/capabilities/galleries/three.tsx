import type { Child } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, saidOf, sayProblem } from '../../platform/web/words.ts'
import type { Say } from '../../platform/words/catalogue.ts'
import { languageNames, languages, type Text } from '../../platform/words/languages.ts'
import { ErrorSummary, FieldGroup, InLanguages, TextArea, TextField } from '../../ui/index.ts'

/** What a form was sent with, and what is wrong with it. */
export interface Tried {
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

interface ThreeProps extends Tried {
  readonly t: Pick<Say<string>, 'find' | 'language'>
  readonly name: string
  readonly legend: string
  readonly hint?: Child
  /** How many lines; absent: one. */
  readonly rows?: number
}

/** One question in three languages side by side: the fields `name.en`, `name.ru` and `name.ky`. */
export function TextInThree({ t, name, legend, hint, rows, typed, problems }: ThreeProps) {
  return (
    <FieldGroup legend={legend} hint={hint}>
      <InLanguages>
        {languages.map((language) => {
          const field = `${name}.${language}`
          const common = {
            ...{ name: field, label: languageNames[language], lang: language, value: typed[field] ?? '' },
            error: saidOf(problems, field, t.language, t),
          }
          return rows ? <TextArea {...common} rows={rows} /> : <TextField {...common} />
        })}
      </InLanguages>
    </FieldGroup>
  )
}

/** A text in three languages as the fields of a form. */
export const typedText = (name: string, text: Text | null): Typed =>
  Object.fromEntries(languages.map((language) => [`${name}.${language}`, text?.[language] ?? '']))

/** What is wrong with a form, above everything else on its page. */
export function Slips({ t, problems }: Pick<ThreeProps, 't' | 'problems'>) {
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      title={formWords(t.language)('form.summary', { count: problems.length })}
      problems={problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(one, t.language, t) }))}
    />
  )
}
